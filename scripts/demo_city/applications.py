"""Applications with their history, and the invitations of enterprises, each step as the table allows."""

from __future__ import annotations

from collections import Counter
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from domain.accounts import Role
from domain.applications import SEATED, TRANSITIONS, ApplicationState, check_step
from domain.invitations import DAYS_TO_ANSWER, InvitationState
from domain.vacancies import VacancyState
from scripts.demo_city.draw import Weighted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scripts.demo_city.accounts import Accounts
    from scripts.demo_city.draw import Draw
    from scripts.demo_city.employers import Employer
    from scripts.demo_city.fitting import Fitting, Pair
    from scripts.demo_city.ledger import Ledger, Row

S = ApplicationState
_UP = (S.SUBMITTED, S.VIEWED, S.SHORTLISTED, S.INTERVIEW, S.OFFERED, S.ACCEPTED, S.PLACED)
PATHS = Weighted(
    {
        _UP[:1]: 0.2,
        _UP[:2]: 0.13,
        _UP[:3]: 0.1,
        _UP[:4]: 0.1,
        _UP[:5]: 0.06,
        _UP[:6]: 0.05,
        _UP: 0.1,
        (*_UP[:2], S.DECLINED_BY_ENTERPRISE): 0.08,
        (*_UP[:3], S.DECLINED_BY_ENTERPRISE): 0.03,
        (*_UP[:4], S.DECLINED_BY_ENTERPRISE): 0.04,
        (S.SUBMITTED, S.WITHDRAWN): 0.03,
        (*_UP[:4], S.WITHDRAWN): 0.01,
        (*_UP[:4], S.NO_SHOW): 0.025,
        (*_UP[:5], S.DECLINED_BY_WORKER): 0.025,
        (S.SUBMITTED, S.EXPIRED): 0.02,
    }
)
REASONS = {
    S.DECLINED_BY_ENTERPRISE: (
        "岗位要求的经验不足，欢迎积累后再联系",
        "已录用其他求职者，您的资料我们会保留",
        "期望工资与岗位差距较大",
        "上班时间不合适，双方没有谈拢",
    ),
    S.NO_SHOW: ("约定的面试没有到场，电话未接通", "面试当天没有到场"),
    S.DECLINED_BY_WORKER: ("已找到离家更近的工作", "工资没有谈拢"),
    S.WITHDRAWN: ("找到其他工作了", ""),
}
MESSAGES = (*("",) * 5, "可以随时面试", "住得近，下周就能上班", "有相关经验，请看我的资料", "请问周末可以面试吗？")
INVITING = ("您的经验很适合我们，方便来聊聊吗？", "工资可以面谈，欢迎来看看", "岗位离您家不远，期待您的回复", "")
A_WORKER = 0.15
"""Applications for each worker of the city."""
INVITED = 0.035
"""Invitations of enterprises for each worker."""
FILLED = 0.022
"""The share of vacancies whose last seat has been taken."""
ANSWERED = 0.85
"""The share of applications that do not wait for longer than nine days."""
TAKES = frozenset({VacancyState.OPEN, VacancyState.PAUSED, VacancyState.EXPIRED, VacancyState.CLOSED})
SHOWN_WORKER_APPLIES = (_UP[:5], _UP[:4], _UP[:2], (*_UP[:3], S.DECLINED_BY_ENTERPRISE), _UP[:1])
SHOWN_ENTERPRISE_HAS = (*[_UP[:length] for length in range(1, 8)] * 2, *PATHS.items[7:13])


class Applying:
    """What has been applied for so far, and by whom."""

    def __init__(self, ledger: Ledger, accounts: Accounts, fitting: Fitting) -> None:
        self.ledger, self.accounts, self.fitting = ledger, accounts, fitting
        self.draw = ledger.draw("applications")
        self.pairs: set[tuple[int, int]] = set()
        self.invited: set[tuple[int, int]] = set()

    def add(
        self,
        pair: Pair,
        path: Sequence[ApplicationState],
        *,
        invitation: Row | None = None,
        may_fill: bool = False,
    ) -> Row | None:
        """Add an application that goes along a path as far as time allows; None where it makes no sense.

        The last seat stays free, so that the vacancy goes on hiring, unless it may be filled.
        """
        ledger, draw = self.ledger, self.draw
        worker, vacancy = ledger.row("worker", pair.worker_id), ledger.row("vacancy", pair.vacancy_id)
        if (pair.worker_id, pair.vacancy_id) in self.pairs or not worker["account_id"] or vacancy["opened_at"] is None:
            return None
        takes_seat = path[-1] in SEATED
        if takes_seat and vacancy["seats_taken"] + 1 >= vacancy["headcount"] + may_fill:
            path = path[:4]
        begins = max(vacancy["opened_at"], worker["created_at"])
        ends = min(_end(ledger, vacancy), ledger.parameters.now)
        at = invitation["answered_at"] if invitation else _between(draw, begins, ends)
        if at is None:
            return None
        if len(path) == 1 and at < ledger.parameters.now - timedelta(days=9) and draw.chance(ANSWERED):
            path = draw.choice((_UP[:2], _UP[:3], (*_UP[:2], S.DECLINED_BY_ENTERPRISE)))
        self.pairs.add((pair.worker_id, pair.vacancy_id))
        application_id = ledger.add(
            "application",
            worker_id=pair.worker_id,
            vacancy_id=pair.vacancy_id,
            invitation_id=invitation["id"] if invitation else None,
            state=S.SUBMITTED,
            message=draw.choice(MESSAGES),
            created_at=at,
            updated_at=at,
            version=1,
        )
        application = ledger.row("application", application_id)
        self._note(application, S.SUBMITTED, at, worker["account_id"], "")
        for target in path[1:]:
            at += timedelta(days=15) if target is S.EXPIRED else timedelta(hours=draw.uniform(2, 60))
            if at >= ledger.parameters.now:
                break
            self._step(application, target, at)
        return application

    def add_on_site(self, pair: Pair, path: Sequence[ApplicationState], moments: Sequence[datetime]) -> Row | None:
        """Add an application that was made and moved at these moments, as at a fair; None where it makes no sense."""
        ledger = self.ledger
        worker, vacancy = ledger.row("worker", pair.worker_id), ledger.row("vacancy", pair.vacancy_id)
        is_known = (pair.worker_id, pair.vacancy_id) in self.pairs
        if is_known or not worker["account_id"] or worker["created_at"] > moments[0]:
            return None
        if path[-1] in SEATED and vacancy["seats_taken"] + 1 >= vacancy["headcount"]:
            path = path[:2]
        self.pairs.add((pair.worker_id, pair.vacancy_id))
        application_id = ledger.add(
            "application",
            worker_id=pair.worker_id,
            vacancy_id=pair.vacancy_id,
            invitation_id=None,
            state=S.SUBMITTED,
            message="",
            created_at=moments[0],
            updated_at=moments[0],
            version=1,
        )
        application = ledger.row("application", application_id)
        self._note(application, S.SUBMITTED, moments[0], worker["account_id"], "")
        for target, at in zip(path[1:], moments[1:], strict=False):
            if at < ledger.parameters.now:
                self._step(application, target, at)
        return application

    def add_invitation(self, pair: Pair, state: InvitationState) -> Row | None:
        """Add an invitation of an enterprise; one that is accepted becomes an application."""
        ledger, draw = self.ledger, self.draw
        worker, vacancy = ledger.row("worker", pair.worker_id), ledger.row("vacancy", pair.vacancy_id)
        key = pair.worker_id, pair.vacancy_id
        if (
            key in self.invited
            or key in self.pairs
            or vacancy["state"] is not VacancyState.OPEN
            or not worker["is_looking"]
        ):
            return None
        now = ledger.parameters.now
        begins = max(vacancy["opened_at"], worker["created_at"])
        if state is InvitationState.SENT:
            begins = max(begins, now - timedelta(days=DAYS_TO_ANSWER - 2))
        ends = now - timedelta(days=DAYS_TO_ANSWER) if state is InvitationState.EXPIRED else now
        at = _between(draw, begins, ends)
        if at is None:
            return None
        is_answered = state in {InvitationState.ACCEPTED, InvitationState.DECLINED}
        answered_at = (
            min(at + timedelta(hours=draw.uniform(1, 70)), now - timedelta(minutes=3)) if is_answered else None
        )
        if state is InvitationState.ACCEPTED and not worker["account_id"]:
            state = InvitationState.DECLINED
        self.invited.add(key)
        invitation_id = ledger.add(
            "invitation",
            worker_id=pair.worker_id,
            vacancy_id=pair.vacancy_id,
            fair_id=None,
            state=state,
            rank=0,
            score=pair.score,
            reasons=[],
            message=draw.choice(INVITING),
            created_at=at,
            answered_at=answered_at,
        )
        invitation = ledger.row("invitation", invitation_id)
        if state is InvitationState.ACCEPTED:
            self.add(pair, PATHS.pick(draw), invitation=invitation)
        return invitation

    def _step(self, application: Row, target: ApplicationState, at: datetime) -> None:
        vacancy = self.ledger.row("vacancy", application["vacancy_id"])
        role = TRANSITIONS[application["state"], target]
        reason = self.draw.choice(REASONS[target]) if target in REASONS else ""
        check_step(application["state"], target, role=role, reason=reason)
        if role is Role.ENTERPRISE:
            account_id = self.accounts.enterprises[vacancy["enterprise_id"]]
        elif role is Role.WORKER:
            account_id = self.ledger.row("worker", application["worker_id"])["account_id"]
        else:
            account_id = None
        vacancy["seats_taken"] += (target in SEATED) - (application["state"] in SEATED)
        application.update(state=target, updated_at=at, version=application["version"] + 1)
        self._note(application, target, at, account_id, reason)

    def _note(
        self, application: Row, state: ApplicationState, at: datetime, account_id: int | None, reason: str
    ) -> None:
        self.ledger.add(
            "application_event",
            application_id=application["id"],
            at=at,
            account_id=account_id,
            state=state,
            reason=reason,
        )


def add_applications(ledger: Ledger, accounts: Accounts, shown: Employer, fitting: Fitting) -> Applying:
    """Add what workers have applied for, and what enterprises have invited them to."""
    applying = Applying(ledger, accounts, fitting)
    draw = applying.draw
    home = [row for row in ledger.rows("vacancy") if not row["export_order_id"] and row["state"] in TAKES]
    _fill_some(applying, [row for row in home if row["state"] is VacancyState.OPEN])
    _apply_as_shown_worker(applying, home)
    ours = [row for row in home if row["enterprise_id"] == shown.id and row["state"] is VacancyState.OPEN]
    for pair, path in zip(fitting.find(draw, ours, each=12), SHOWN_ENTERPRISE_HAS * 3, strict=False):
        applying.add(pair, path)
    wanted = round(ledger.parameters.workers * A_WORKER)
    pairs = fitting.find(draw, [draw.choice(home) for _ in range(wanted)], each=8)
    # Nobody applies everywhere.
    applied: Counter[int] = Counter()
    for pair in draw.sample(pairs, len(pairs)):
        if wanted and applied[pair.worker_id] < 4 and applying.add(pair, PATHS.pick(draw)):
            applied[pair.worker_id] += 1
            wanted -= 1
    _invite(applying, home, ours)
    return applying


def _fill_some(applying: Applying, open_vacancies: Sequence[Row]) -> None:
    """Some small vacancies have found everybody they looked for."""
    draw, wanted = applying.draw, round(len(open_vacancies) * FILLED)
    now = applying.ledger.parameters.now
    small = [row for row in open_vacancies if row["headcount"] <= 2 and row["opened_at"] < now - timedelta(days=18)]
    for vacancy in draw.sample(small, len(small)):
        if not wanted:
            return
        pairs = applying.fitting.find(draw, [vacancy], each=40)
        for pair in pairs:
            if vacancy["seats_taken"] < vacancy["headcount"]:
                applying.add(pair, _UP, may_fill=True)
        if vacancy["seats_taken"] == vacancy["headcount"]:
            vacancy["state"] = VacancyState.FILLED
            wanted -= 1


def _apply_as_shown_worker(applying: Applying, home: Sequence[Row]) -> None:
    """Whoever signs in as the worker finds applications in several states, and two invitations to answer."""
    worker_id = next(
        row["id"] for row in applying.ledger.rows("worker") if row["account_id"] == applying.accounts.shown[Role.WORKER]
    )
    wanted = {
        row["occupation_code"] for row in applying.ledger.rows("worker_occupation") if row["worker_id"] == worker_id
    }
    open_rows = [row for row in home if row["occupation_code"] in wanted and row["state"] is VacancyState.OPEN]
    pairs = applying.fitting.measured([(worker_id, row["id"]) for row in open_rows])
    pairs.sort(key=lambda pair: (-pair.score, pair.vacancy_id))
    best = iter(pairs)
    for path in SHOWN_WORKER_APPLIES:
        while (pair := next(best, None)) and applying.add(pair, path) is None:
            pass
    invited = 0
    for pair in best:
        invited += invited < 2 and applying.add_invitation(pair, InvitationState.SENT) is not None


def _invite(applying: Applying, home: Sequence[Row], ours: Sequence[Row]) -> None:
    draw = applying.draw
    states = Weighted(
        {
            InvitationState.SENT: 0.42,
            InvitationState.ACCEPTED: 0.26,
            InvitationState.DECLINED: 0.14,
            InvitationState.EXPIRED: 0.18,
        }
    )
    findable = {
        row["worker_id"]
        for row in applying.ledger.rows("consent")
        if row["purpose"] == "findable" and row["withdrawn_at"] is None
    }
    wanted = round(applying.ledger.parameters.workers * INVITED)
    places = [*ours, *ours, *(draw.choice(home) for _ in range(wanted))]
    for pair in applying.fitting.find(draw, places, each=2):
        if pair.worker_id in findable:
            applying.add_invitation(pair, states.pick(draw))


def _end(ledger: Ledger, vacancy: Row) -> datetime:
    """When a vacancy took applications no more."""
    days = (vacancy["valid_until"] - ledger.parameters.today).days
    return ledger.parameters.now + timedelta(days=days)


def _between(draw: Draw, begins: datetime, ends: datetime) -> datetime | None:
    seconds = (ends - begins).total_seconds() - 600
    return begins + timedelta(seconds=round(draw.uniform(300, seconds))) if seconds > 600 else None
