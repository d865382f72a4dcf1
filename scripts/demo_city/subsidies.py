"""Claims of agencies for those whom they sent and who stayed: illustrative amounts, real lots."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from typing import TYPE_CHECKING

from domain.divisions import county_of
from domain.recruits import identity_of
from domain.retention import MONTHS
from domain.subsidies import (
    STRIKES,
    CallOutcome,
    ClaimState,
    Obstacle,
    Placement,
    draw_sample,
    entitle,
    published_mark,
    rule_on,
)
from scripts.demo_city.draw import Weighted

if TYPE_CHECKING:
    from datetime import datetime

    from scripts.demo_city.accounts import Accounts
    from scripts.demo_city.draw import Draw
    from scripts.demo_city.ledger import Ledger, Row

C = ClaimState
COURSE = (C.PAID, C.SUBMITTED, C.CHECKED, C.APPROVED, C.SUBMITTED, C.REFUSED)
"""How far the claims have come, one after the other."""
CLAIMED = 0.7
"""The share of those who stayed for whom agencies have claimed; one at least waits for the next claim of an agency."""
SAYS = Weighted({CallOutcome.AT_WORK: 0.93, CallOutcome.NOT_REACHED: 0.07})


def add_subsidies(ledger: Ledger, accounts: Accounts) -> None:
    """Let each agency claim once for those whom it sent, as far as the rules go."""
    draw = ledger.draw("subsidies")
    batches = {row["id"]: row["agency_id"] for row in ledger.rows("batch")}
    stayed = {row["entry_id"]: row["months"] for row in ledger.rows("retention_check") if row["passed_on"]}
    contracts = {row["entry_id"]: row for row in ledger.rows("export_contract")}
    people: dict[int, list[Placement]] = {}
    came: Counter[int] = Counter()
    for entry in ledger.rows("roster_entry"):
        came[batches[entry["batch_id"]]] += entry["id"] in stayed
        if entry["id"] in stayed and draw.chance(CLAIMED):
            worker, contract = ledger.row("worker", entry["worker_id"]), contracts.get(entry["id"])
            placement = Placement(
                entry_id=entry["id"],
                identity=identity_of(name=worker["name"], phone=worker["phone"], birth_year=worker["birth_year"]),
                months=contract["months"] if contract else None,
                fee_fen=contract["fee_fen"] if contract else 0,
                retained=max(months for months in MONTHS.values() if months <= stayed[entry["id"]]),
                has_objection=False,
            )
            people.setdefault(batches[entry["batch_id"]], []).append(placement)
    claims = 0
    for agency_id, placements in sorted(people.items()):
        if len(placements) == came[agency_id] > 1:
            placements.pop()
        if _add_claim(ledger, draw, accounts, agency_id, placements, COURSE[claims % len(COURSE)]):
            claims += 1


def _add_claim(
    ledger: Ledger, draw: Draw, accounts: Accounts, agency_id: int, placements: list[Placement], state: ClaimState
) -> bool:
    now, agency = ledger.parameters.now, ledger.row("agency", agency_id)
    submitted_at = now - timedelta(days=draw.randint(9, 24), hours=draw.randint(0, 8))
    rule = rule_on(submitted_at.date())
    found = entitle(placements, rule=rule, claimed=())
    counting = [one.placement.entry_id for one in found if one.obstacle is None]
    official = accounts.county_officials.get(county_of(agency["division_code"]))
    if not counting or official is None:
        return False
    seed = f"{draw.getrandbits(128):032x}"
    is_drawn = state is not C.SUBMITTED or len(counting) > 1
    sample = set(draw_sample(counting, seed=seed, published=published_mark(seed))) if is_drawn else set()
    checked_at = submitted_at + timedelta(days=4)
    number = ledger.add(
        "subsidy_claim",
        agency_id=agency_id,
        state=state,
        rule_version=rule.version,
        people=0,
        amount_fen=0,
        seed=seed,
        fingerprint=published_mark(seed),
        submitted_by_id=accounts.agencies[agency_id],
        submitted_at=submitted_at,
        drawn_at=submitted_at + timedelta(days=1) if is_drawn else None,
        checked_by_id=official if state in {C.CHECKED, C.APPROVED, C.PAID} else None,
        checked_at=checked_at if state in {C.CHECKED, C.APPROVED, C.PAID} else None,
        decided_by_id={C.APPROVED: accounts.city_official, C.PAID: accounts.city_official, C.REFUSED: official}.get(
            state
        ),
        decided_at=checked_at + timedelta(days=2) if state in {C.APPROVED, C.PAID, C.REFUSED} else None,
        paid_at=checked_at + timedelta(days=4) if state is C.PAID else None,
        reason="抽查发现材料与实际不符，请核对后重新申报" if state is C.REFUSED else "",
        version=1,
    )
    claim = ledger.row("subsidy_claim", number)
    for one in found:
        is_called = one.placement.entry_id in sample and state is not C.SUBMITTED
        outcome = SAYS.pick(draw) if is_called else None
        obstacle = one.obstacle or (STRIKES.get(outcome) if outcome else None)
        if state is C.REFUSED:
            obstacle = obstacle or Obstacle.CLAIM_REFUSED
        _add_line(ledger, claim, one.placement, sample, obstacle, outcome, official, checked_at, rule.amount_fen)
    return True


def _add_line(
    ledger: Ledger,
    claim: Row,
    placement: Placement,
    sample: set[int],
    obstacle: Obstacle | None,
    outcome: CallOutcome | None,
    official: int,
    called_at: datetime,
    amount_fen: int,
) -> None:
    ledger.add(
        "subsidy_line",
        claim_id=claim["id"],
        entry_id=placement.entry_id,
        identity=placement.identity,
        amount_fen=0 if obstacle else amount_fen,
        obstacle=obstacle,
        is_sampled=placement.entry_id in sample,
        outcome=outcome,
        called_by_id=official if outcome else None,
        called_at=called_at if outcome else None,
    )
    claim["people"] += obstacle is None
    claim["amount_fen"] += 0 if obstacle else amount_fen
