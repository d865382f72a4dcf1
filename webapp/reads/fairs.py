"""Fairs as the public sees them: those to come, those that were, and who is at one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload, selectinload

from domain.fairs import FairState
from webapp.extensions import db
from webapp.models import Booth, BoothVacancy, Fair, Vacancy, Zone

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from sqlalchemy import Select

SHOWN = (FairState.PUBLISHED, FairState.HELD, FairState.CANCELLED)
"""A proposal is for officials; a fair that was cancelled after it was published says so."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedFair:
    """A fair in a list."""

    fair: Fair
    enterprises: int
    vacancies: int
    seats: int


def coming_fairs(*, today: date, limit: int | None = None, zone: Zone | None = None) -> list[ListedFair]:
    """Published fairs from today on, the next one first; of one zone, if one is given."""
    asked = select(Fair).where(Fair.state == FairState.PUBLISHED, Fair.held_on >= today)
    if zone is not None:
        asked = asked.where(Fair.zone_id == zone.id)
    return _listed(asked.order_by(Fair.held_on, Fair.opens_at, Fair.id).limit(limit))


def past_fairs(*, today: date, limit: int) -> list[ListedFair]:
    """Fairs that took place, the latest first."""
    held = select(Fair).where(Fair.state.in_((FairState.PUBLISHED, FairState.HELD)), Fair.held_on < today)
    return _listed(held.order_by(Fair.held_on.desc(), Fair.id).limit(limit))


def count_coming_fairs(*, today: date) -> int:
    """How many published fairs there are from today on."""
    asked = select(func.count()).select_from(Fair).where(Fair.state == FairState.PUBLISHED, Fair.held_on >= today)
    return db.session.scalar(asked) or 0


def find_public_fair(fair_id: int) -> Fair | None:
    """A fair that is or was public, with its booths, their enterprises and vacancies."""
    asked = select(Fair).where(Fair.id == fair_id, Fair.state.in_(SHOWN))
    booths = selectinload(Fair.booths)
    return db.session.scalar(
        asked.options(
            joinedload(Fair.zone).joinedload(Zone.brand),
            booths.joinedload(Booth.enterprise),
            booths.joinedload(Booth.spot),
            booths.selectinload(Booth.vacancies).joinedload(BoothVacancy.vacancy),
        )
    )


def _listed(asked: Select[Fair]) -> list[ListedFair]:
    fairs: Sequence[Fair] = db.session.scalars(asked.options(joinedload(Fair.zone).joinedload(Zone.brand))).all()
    counted = select(
        Booth.fair_id,
        func.count(Booth.id.distinct()),
        func.count(BoothVacancy.id),
        func.coalesce(func.sum(Vacancy.headcount - Vacancy.seats_taken), 0),
    )
    counted = counted.outerjoin(Booth.vacancies).outerjoin(BoothVacancy.vacancy)
    rows = db.session.execute(counted.where(Booth.fair_id.in_([fair.id for fair in fairs])).group_by(Booth.fair_id))
    counts = {row[0]: row[1:] for row in rows}
    return [
        ListedFair(fair=fair, enterprises=enterprises, vacancies=vacancies, seats=seats)
        for fair in fairs
        for enterprises, vacancies, seats in (counts.get(fair.id, (0, 0, 0)),)
    ]
