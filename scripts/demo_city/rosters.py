"""Rosters: who has been told of a place, who has agreed, who has left and stayed, each step as the table allows."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING

from domain.accounts import Role
from domain.batches import batch_state_of
from domain.labour_export import SEATED, TRANSITIONS, BatchState, RosterState, check_step
from domain.retention import MONTHS, CheckMethod, due_dates
from domain.roster_steps import ConsentWay, StepReason, check_reason
from domain.vacancies import VacancyState
from scripts.demo_city.draw import Weighted
from webapp.calendar import SHANGHAI

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from scripts.demo_city.accounts import Accounts
    from scripts.demo_city.draw import Draw
    from scripts.demo_city.export_orders import DemoBatch
    from scripts.demo_city.fitting import Fitting, Pair
    from scripts.demo_city.ledger import Ledger, Row

S, R = RosterState, StepReason
_GOES = (S.NOTIFIED, S.AGREED, S.CONTRACTED, S.DEPARTED, S.ARRIVED, S.RETAINED_1M, S.RETAINED_3M)
PAST = Weighted(
    {_GOES: 0.84, (*_GOES[:5], S.LEFT_EARLY): 0.08, (*_GOES[:3], S.NO_SHOW): 0.05, (S.NOTIFIED, S.DECLINED): 0.03}
)
COMING = Weighted({_GOES[:1]: 0.4, _GOES[:2]: 0.28, _GOES[:3]: 0.22, (S.NOTIFIED, S.DECLINED): 0.1})
TOLD = 0.3
"""The share of the seats of a coming batch whose people have been told; the nightly matching proposes the others."""
FILLED = 0.85
"""The share of the seats of a past batch that was filled."""
BROUGHT = 0.08
"""The share of people whom the agency brought itself."""
OWN_COLUMNS = (
    "entry_id",
    "name",
    "birth_year",
    "division_code",
    "phone",
    "work",
    "state",
    "happened_on",
    "number",
    "note",
)
"""The order of columns of agencies that have chosen one."""
AFTER_DEPARTURE = {S.DEPARTED: 0, S.NO_SHOW: 0, S.ARRIVED: 1, S.LEFT_EARLY: 20, S.RETAINED_1M: 31, S.RETAINED_3M: 92}
"""Days after the day of departure on which a step is taken."""
WORDS: dict[RosterState, tuple[tuple[StepReason | None, str], ...]] = {
    S.NO_SHOW: ((R.NOT_REACHED, "当天没有到集合点，电话未接"), (R.FAMILY, "家中有事，临时取消")),
    S.LEFT_EARLY: (
        (R.NOT_SETTLED, "不适应倒班，自行返回"),
        (R.FAMILY, "家里老人生病，提前返乡"),
        (R.WORK_NOT_AS_AGREED, "工种与约定不符，已协调处理"),
    ),
    S.DECLINED: ((None, "已在本地找到工作"), (None, "工资低于预期"), (None, "家人不同意外出")),
}
"""Why a step was taken, as a code and in words."""
TERMS = Weighted({12: 0.7, 24: 0.12, 6: 0.12, 3: 0.06})
"""Months of a contract; the short ones earn no subsidy."""
CHECKED = Weighted({CheckMethod.EMPLOYER_LIST: 0.5, CheckMethod.CALLED_WORKER: 0.35, CheckMethod.PAYROLL: 0.15})


def add_rosters(ledger: Ledger, accounts: Accounts, batches: Sequence[DemoBatch], fitting: Fitting) -> None:
    """Give people places in the batches; somebody has one place at most."""
    draw, papers = ledger.draw("rosters"), _Papers(ledger, ledger.draw("contracts"))
    seated: set[int] = set()
    for batch in batches:
        is_past = batch.state is not BatchState.FORMING
        wanted = round(batch.seats * (FILLED if is_past else TOLD * draw.choice((0, 1, 1, 1.6))))
        # Whoever answers has an account to answer with.
        pairs = [
            pair
            for pair in fitting.find(draw, batch.vacancies, each=max(batch.seats * 25, 300))
            if ledger.row("worker", pair.worker_id)["account_id"]
        ]
        pairs.sort(key=lambda pair: (-pair.score, pair.worker_id))
        for pair in pairs:
            vacancy = ledger.row("vacancy", pair.vacancy_id)
            if wanted <= 0 or pair.worker_id in seated or vacancy["seats_taken"] >= vacancy["headcount"]:
                continue
            seated.add(pair.worker_id)
            wanted -= 1
            _add_place(ledger, draw, papers, accounts, batch, pair, (PAST if is_past else COMING).pick(draw))
        if is_past:
            states = {entry["state"] for entry in ledger.rows("roster_entry") if entry["batch_id"] == batch.id}
            ledger.row("batch", batch.id)["state"] = batch_state_of(BatchState.ARRIVED, states)
    brought = ledger.draw("recruits")
    for entry in ledger.rows("roster_entry"):
        entry["is_recruit"] = brought.random() < BROUGHT
    for agency_id in sorted(accounts.agencies)[::2]:
        ledger.add("roster_layout", agency_id=agency_id, columns=list(OWN_COLUMNS))
    for row in ledger.rows("vacancy"):
        if row["export_order_id"] and row["state"] is VacancyState.OPEN and row["seats_taken"] >= row["headcount"]:
            row["state"] = VacancyState.FILLED


def _add_place(
    ledger: Ledger,
    draw: Draw,
    papers: _Papers,
    accounts: Accounts,
    batch: DemoBatch,
    pair: Pair,
    path: Sequence[RosterState],
) -> None:
    now = ledger.parameters.now
    departs_at = datetime.combine(batch.departs_on, time(0, 30), UTC)
    proposed_at = min(departs_at - timedelta(days=20), now - timedelta(days=5, hours=draw.randint(0, 40)))
    entry_id = ledger.add(
        "roster_entry",
        batch_id=batch.id,
        worker_id=pair.worker_id,
        vacancy_id=pair.vacancy_id,
        state=S.PROPOSED,
        score=pair.score,
        reasons=[],
        run_id=None,
        token=None,
        note="",
        is_recruit=False,
        created_at=proposed_at,
        updated_at=proposed_at,
        version=1,
    )
    entry, at = ledger.row("roster_entry", entry_id), proposed_at
    worker_account = ledger.row("worker", pair.worker_id)["account_id"]
    for target in path:
        if target in AFTER_DEPARTURE:
            at = departs_at + timedelta(days=AFTER_DEPARTURE[target], hours=draw.randint(1, 9))
        else:
            at += timedelta(hours=draw.randint(3, 30))
        if at >= now:
            break
        role = TRANSITIONS[entry["state"], target]
        why, reason = draw.choice(WORDS[target]) if target in WORDS else (None, "")
        check_step(entry["state"], target, role=role, reason=reason)
        check_reason(target, why=why, reason=reason)
        account_id = worker_account if role is Role.WORKER else accounts.agencies[batch.agency_id]
        happened_on = at.astimezone(SHANGHAI).date()
        ledger.add(
            "roster_event",
            entry_id=entry_id,
            at=at,
            happened_on=happened_on,
            account_id=account_id,
            state=target,
            why=why,
            reason=reason,
            way=ConsentWay.OWN_PAGE if role is Role.WORKER else None,
        )
        papers.note(batch.agency_id, entry_id, target, at, account_id)
        ledger.row("vacancy", pair.vacancy_id)["seats_taken"] += (target in SEATED) - (entry["state"] in SEATED)
        entry.update(state=target, updated_at=at, version=entry["version"] + 1)


@dataclass(slots=True)
class _Papers:
    """What steps leave beside themselves: contracts, the checks to come, the checks that were made."""

    ledger: Ledger
    draw: Draw
    contracts: dict[int, Row] = field(default_factory=dict)
    checks: dict[tuple[int, int], Row] = field(default_factory=dict)

    def note(self, agency_id: int, entry_id: int, target: RosterState, at: datetime, account_id: int) -> None:
        """Note what a step of a place leaves."""
        day = at.astimezone(SHANGHAI).date()
        if target is S.CONTRACTED:
            number = self.ledger.add(
                "export_contract",
                entry_id=entry_id,
                agency_id=agency_id,
                number=f"LW-{day.year}-{entry_id:05d}",
                months=TERMS.pick(self.draw),
                signed_on=day,
                starts_on=None,
                fee_fen=0,
                file_name="",
                file_kind=None,
                file_sha256="",
                created_at=at,
                updated_at=at,
            )
            self.contracts[entry_id] = self.ledger.row("export_contract", number)
        elif target is S.ARRIVED:
            self.contracts[entry_id]["starts_on"] = day
            for months, due_on in due_dates(day).items():
                self._open_check(entry_id, months, due_on)
        elif target in MONTHS:
            check = self.checks[entry_id, MONTHS[target]]
            method = CHECKED.pick(self.draw)
            check.update(passed_on=max(day, check["due_on"]), method=method, account_id=account_id)

    def _open_check(self, entry_id: int, months: int, due_on: date) -> None:
        number = self.ledger.add(
            "retention_check",
            entry_id=entry_id,
            months=months,
            due_on=due_on,
            passed_on=None,
            method=None,
            account_id=None,
            reminded_on=None,
        )
        self.checks[entry_id, months] = self.ledger.row("retention_check", number)
