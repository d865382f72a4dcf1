"""Stores a night's fairs: proposals with booths and invitations, renewed in place, withdrawn with their reason."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, delete, insert, select, update

from domain.campaigns import OFFICIAL_NAMES
from domain.divisions import HOME_CITY
from domain.fair_expectations import expected_placements
from domain.fair_proposals import CLOSES_AT, OPENS_AT, RULE_VERSION
from domain.fairs import FairMode, FairState
from domain.invitations import InvitationState
from reference.divisions import division
from webapp.calendar import now
from webapp.extensions import db
from webapp.models import Booth, BoothVacancy, Fair, Invitation
from webapp.reads.fair_offers import WITHDRAWN, brand_names, prepared_invitations, read_standing_fairs
from webapp.reads.halls import usual_halls
from webapp.services import audit
from webapp.services.fair_floors import compute

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from domain.errors import RuleBroken
    from domain.fair_expectations import Rates
    from domain.fair_proposals import FairProposal, Outlook
    from webapp.models import Hall
    from webapp.reads.fair_offers import StandingFairs

Key = tuple[str, int, int]
"""A fair by its key, a worker and a vacancy."""


class FairsMoved(Exception):
    """While fairs were assembled, somebody changed one of them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Guest:
    """Somebody to invite to a vacancy of a fair."""

    worker_id: int
    vacancy_id: int
    rank: int
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class NightPlan:
    """Everything that a night comes to, ready to be stored."""

    standing: StandingFairs
    outlook: Outlook
    guests: Mapping[str, Sequence[Guest]]
    """By the key of the fair."""
    reasons: Mapping[Key, list[dict[str, Any]]]
    """Why they fit, for those who were not going to be invited before."""
    supply: Mapping[str, int]
    """Workers within reach who fit a vacancy of the fair, by its key."""
    hardship: frozenset[int]
    """Workers of hardship groups."""
    rates: Rates


def store(plan: NightPlan, *, today: date, run_id: int) -> dict[str, int]:
    """Replace what was proposed before, all at once; how many of everything. Raises FairsMoved."""
    # The first write takes the lock: from here on nobody changes a proposal until this is committed.
    db.session.execute(update(Fair).where(Fair.state == FairState.PROPOSED).values(title=Fair.title))
    if read_standing_fairs(today=today) != plan.standing:
        raise FairsMoved
    held = _hold_past(today)
    rows = {fair.id: fair for fair in db.session.scalars(select(Fair).where(Fair.id.in_(_touched(plan))))}
    for fair_id, refusal in plan.outlook.withdrawn.items():
        _withdraw(rows[fair_id], refusal)
    names, halls = brand_names(), usual_halls()
    for proposal in plan.outlook.proposals:
        if proposal.standing_id is None:
            row = Fair(proposal_key=proposal.key, mode=FairMode.ON_SITE, created_at=now())
            db.session.add(row)
        else:
            row = rows[proposal.standing_id]
        _fill(row, proposal, plan, brand=names[proposal.zone_id], run_id=run_id)
        _choose_hall(row, proposal, halls.get(proposal.division_code, ()))
    db.session.flush()
    ids = {fair.key: fair.id for fair in plan.standing.fairs}
    stored = db.session.execute(select(Fair.proposal_key, Fair.id).where(Fair.run_id == run_id))
    ids |= {row.proposal_key: row.id for row in stored}
    for proposal in plan.outlook.proposals:
        _replace_booths(ids[proposal.key], proposal)
    suggestions = _replace_invitations(plan, ids)
    for fair in db.session.scalars(select(Fair).where(Fair.run_id == run_id, Fair.hall_id.is_not(None))).all():
        compute(fair, today=today, account_id=None)
    renewed = sum(proposal.standing_id is not None for proposal in plan.outlook.proposals)
    return {
        "proposed": len(plan.outlook.proposals) - renewed,
        "renewed": renewed,
        "invited": len({guest.worker_id for guests in plan.guests.values() for guest in guests}),
        "suggestions": suggestions,
        "withdrawn": len(plan.outlook.withdrawn),
        "held": held,
    }


def _touched(plan: NightPlan) -> set[int]:
    renewed = {proposal.standing_id for proposal in plan.outlook.proposals if proposal.standing_id is not None}
    return renewed | set(plan.outlook.withdrawn)


def _hold_past(today: date) -> int:
    """Fairs whose day is over were held."""
    past = update(Fair).where(Fair.state == FairState.PUBLISHED, Fair.held_on < today)
    held = db.session.scalars(past.values(state=FairState.HELD, version=Fair.version + 1).returning(Fair.id))
    return len(held.all())


def _withdraw(row: Fair, refusal: RuleBroken) -> None:
    details = {name: value.isoformat() if isinstance(value, date) else value for name, value in refusal.details.items()}
    why = {"by": WITHDRAWN, "refusal": type(refusal).__name__, "details": details}
    row.state = FairState.CANCELLED
    row.rationale = {**row.rationale, "cancelled": why}
    audit.record("fair.withdraw", row, account_id=None, rule_version=RULE_VERSION, refusal=why["refusal"], **details)


def _fill(row: Fair, proposal: FairProposal, plan: NightPlan, *, brand: str, run_id: int) -> None:
    guests = plan.guests.get(proposal.key, ())
    # A person is hired once, so each counts once, at the vacancy that fits best.
    first = Counter(guest.vacancy_id for guest in guests if guest.rank == 0)
    invited = {guest.worker_id for guest in guests}
    row.title = _title(brand, proposal)
    row.zone_id = proposal.zone_id
    row.division_code = proposal.division_code
    row.campaign = proposal.campaign or ""
    row.venue = f"{division(proposal.division_code).name}人力资源市场"
    row.held_on, row.opens_at, row.closes_at = proposal.held_on, OPENS_AT, CLOSES_AT
    row.state = FairState.PROPOSED
    row.run_id = run_id
    row.rationale = {
        "rule": RULE_VERSION,
        "enterprises": len(proposal.booths),
        "vacancies": len(proposal.seats),
        "seats": sum(proposal.seats.values()),
        "mean_days_open": round(proposal.mean_days_open, 1),
        "candidates": plan.supply.get(proposal.key, 0),
        "invited": len(invited),
        "hardship_invited": len(invited & plan.hardship),
        "suggestions": len(guests),
        "expected": round(expected_placements(first, proposal.seats, plan.rates), 1),
        "come": round(plan.rates.come, 4),
        "hired": round(plan.rates.hired, 4),
        "invited_before": plan.rates.invited_before,
        "came_before": plan.rates.came_before,
    }


def _choose_hall(row: Fair, proposal: FairProposal, halls: Sequence[tuple[Hall, int]]) -> None:
    """The smallest hall of the place that has room."""
    hall = next((hall for hall, booths in halls if booths >= len(proposal.booths)), None)
    row.hall_id = hall.id if hall else None
    if hall is not None:
        row.venue = " ".join(filter(None, (hall.address, hall.name)))


def _title(brand: str, proposal: FairProposal) -> str:
    """扬州玉雕工高邮专场招聘会: the county stands in the title where the brand's own name does not say it."""
    city = division(HOME_CITY).short_name
    place = division(proposal.division_code).short_name.removeprefix(city)
    campaign = f"“{OFFICIAL_NAMES[proposal.campaign]}”" if proposal.campaign else ""
    return f"{campaign}{brand}{'' if place in brand else place}专场招聘会"


def _replace_booths(fair_id: int, proposal: FairProposal) -> None:
    """Give out the booths anew, unless they stand as they should."""
    standing = db.session.execute(
        select(Booth.number, Booth.enterprise_id, BoothVacancy.vacancy_id)
        .join(BoothVacancy, BoothVacancy.booth_id == Booth.id)
        .where(Booth.fair_id == fair_id)
    )
    planned = {
        (booth.number, booth.enterprise_id, vacancy_id) for booth in proposal.booths for vacancy_id in booth.vacancy_ids
    }
    if planned == {tuple(row) for row in standing}:
        return
    db.session.execute(delete(Booth).where(Booth.fair_id == fair_id).execution_options(synchronize_session=False))
    for booth in proposal.booths:
        shown = [BoothVacancy(vacancy_id=vacancy_id) for vacancy_id in booth.vacancy_ids]
        db.session.add(Booth(fair_id=fair_id, enterprise_id=booth.enterprise_id, number=booth.number, vacancies=shown))
    db.session.flush()


def _replace_invitations(plan: NightPlan, ids: Mapping[str, int]) -> int:
    """Put the invitations of this night in place of those that nobody has seen; one that stays keeps its row."""
    standing = prepared_invitations()
    keys = {fair_id: key for key, fair_id in ids.items()}
    planned = {
        (key, guest.worker_id, guest.vacancy_id): guest for key, guests in plan.guests.items() for guest in guests
    }
    wanted = {(ids[key], worker_id, vacancy_id) for key, worker_id, vacancy_id in planned}
    at = now()
    gone = [{"row": row} for place, row in standing.items() if place not in wanted]
    kept = [
        {"row": row, "new_rank": guest.rank, "new_score": guest.score}
        for (fair_id, worker_id, vacancy_id), row in standing.items()
        if (guest := planned.get((keys.get(fair_id, ""), worker_id, vacancy_id)))
    ]
    new = [
        {
            "fair_id": ids[key],
            "worker_id": guest.worker_id,
            "vacancy_id": guest.vacancy_id,
            "state": InvitationState.PREPARED,
            "rank": guest.rank,
            "score": guest.score,
            "reasons": plan.reasons[key, worker_id, vacancy_id],
            "message": "",
            "created_at": at,
        }
        for (key, worker_id, vacancy_id), guest in planned.items()
        if (ids[key], worker_id, vacancy_id) not in standing
    ]
    is_it = (Invitation.id == bindparam("row")) & (Invitation.state == InvitationState.PREPARED)
    connection = db.session.connection()
    for statement, rows in (
        (delete(Invitation).where(is_it), gone),
        (update(Invitation).where(is_it).values(rank=bindparam("new_rank"), score=bindparam("new_score")), kept),
        (insert(Invitation), new),
    ):
        if rows:
            connection.execute(statement, rows)
    return len(planned)
