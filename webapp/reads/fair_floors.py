"""The floor plan of a fair: who stands where, why, and how good the plan is."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload, selectinload

from domain.fair_floors import Stand, judge
from domain.fair_registrations import BoothSize
from domain.invitations import InvitationState
from domain.occupations import lineage
from webapp.extensions import db
from webapp.models import Booth, BoothVacancy, Fair, FairRegistration, Hall, HallSpot, Invitation, Vacancy

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from domain.fair_floors import FloorPlan, Reasons
    from domain.halls import HallLayout

MIDDLE_GROUP = 1
"""Of the lineage of an occupation: what people call a trade."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FloorBooth:
    """An enterprise on the floor plan."""

    booth: Booth
    stand: Stand
    spot: HallSpot | None
    needs_room: bool
    reasons: Reasons | None
    """None for one that has no spot."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Floor:
    """The floor plan of a fair."""

    hall: Hall
    booths: tuple[FloorBooth, ...]
    """By the number of the spot, those without one last."""
    plan: FloorPlan
    trades: tuple[str, ...]
    """Groups of occupations of more than one enterprise, the largest first; the picture colours them in this order."""

    @property
    def by_spot(self) -> Mapping[int, FloorBooth]:
        """Who stands on a spot."""
        return {one.spot.id: one for one in self.booths if one.spot is not None}

    @property
    def without_spot(self) -> tuple[FloorBooth, ...]:
        """Who has none."""
        return tuple(one for one in self.booths if one.spot is None)


def find_floor(fair: Fair) -> Floor | None:
    """The floor plan of a fair; None where it has no hall."""
    hall = hall_of(fair)
    if hall is None:
        return None
    booths = booths_of(fair.id)
    stands = stands_of(fair.id, booths)
    rooms = wants_room(fair.id)
    spots = {spot.id: spot for spot in hall.spots}
    placed = {booth.id: booth.spot_id for booth in booths if booth.spot_id is not None}
    plan = judge(hall.as_layout(), stands, placed)
    by_id = {stand.id: stand for stand in stands}
    counts = Counter(stand.trade for stand in stands if stand.trade)
    lines = [
        FloorBooth(
            booth=booth,
            stand=by_id[booth.id],
            spot=spots.get(booth.spot_id or 0),
            needs_room=booth.enterprise_id in rooms,
            reasons=plan.reasons.get(booth.id),
        )
        for booth in booths
    ]
    return Floor(
        hall=hall,
        booths=tuple(sorted(lines, key=lambda one: (one.spot is None, one.spot.number if one.spot else ""))),
        plan=plan,
        trades=tuple(trade for trade, count in counts.most_common() if count > 1),
    )


def hall_of(fair: Fair) -> Hall | None:
    """The hall of a fair with its spots."""
    if fair.hall_id is None:
        return None
    return db.session.scalar(select(Hall).where(Hall.id == fair.hall_id).options(selectinload(Hall.spots)))


def layout_of(fair: Fair) -> HallLayout | None:
    """The hall of a fair as the rules want it."""
    hall = hall_of(fair)
    return hall.as_layout() if hall else None


def booths_of(fair_id: int) -> Sequence[Booth]:
    """The booths of a fair with enterprise and vacancies."""
    asked = select(Booth).where(Booth.fair_id == fair_id).order_by(Booth.number, Booth.id)
    shown = selectinload(Booth.vacancies).joinedload(BoothVacancy.vacancy)
    return db.session.scalars(
        asked.options(joinedload(Booth.enterprise), joinedload(Booth.spot), joinedload(Booth.room), shown)
    ).all()


def stands_of(fair_id: int, booths: Sequence[Booth]) -> list[Stand]:
    """What each booth of a fair needs, its trade, and how many people it draws: those invited, and its free seats."""
    wishes = {
        row.enterprise_id: row
        for row in db.session.scalars(select(FairRegistration).where(FairRegistration.fair_id == fair_id))
    }
    guests = dict(
        db.session.execute(
            select(Vacancy.enterprise_id, func.count(Invitation.worker_id.distinct()))
            .join(Vacancy, Vacancy.id == Invitation.vacancy_id)
            .where(Invitation.fair_id == fair_id, Invitation.state != InvitationState.DECLINED)
            .group_by(Vacancy.enterprise_id)
        ).all()
    )
    stands = []
    for booth in booths:
        wish = wishes.get(booth.enterprise_id)
        stands.append(
            Stand(
                id=booth.id,
                trade=_trade(booth),
                draw=guests.get(booth.enterprise_id, 0) + sum(item.vacancy.seats_free for item in booth.vacancies),
                size=wish.size if wish else BoothSize.SINGLE,
                needs_power=wish.needs_power if wish else False,
                standing=booth.spot_id,
                is_locked=booth.is_locked,
            )
        )
    return stands


def wants_room(fair_id: int) -> frozenset[int]:
    """Enterprises that asked for a room for interviews."""
    asked = select(FairRegistration.enterprise_id).where(
        FairRegistration.fair_id == fair_id, FairRegistration.needs_room
    )
    return frozenset(db.session.scalars(asked))


def _trade(booth: Booth) -> str:
    """The trade of which a booth offers most seats; of several the first by code."""
    seats: Counter[str] = Counter()
    for item in booth.vacancies:
        seats[lineage(item.vacancy.occupation_code)[MIDDLE_GROUP]] += item.vacancy.headcount
    return min(seats, key=lambda trade: (-seats[trade], trade)) if seats else ""
