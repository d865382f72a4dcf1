"""Fairs as the public sees them: those to come, those that were, and who is at one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload, selectinload

from domain.fairs import FairState
from webapp.extensions import db
from webapp.models import Booth, BoothVacancy, Fair, Vacancy, Zone
from webapp.reads.zone_reach import fairs_in_zone

if TYPE_CHECKING:
    from datetime import date

    from sqlalchemy import Select

    from domain.campaigns import CampaignWindow

SHOWN = (FairState.PUBLISHED, FairState.HELD, FairState.CANCELLED)
"""A proposal is for officials; a fair that was cancelled after it was published says so."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedFair:
    """A fair in a list."""

    fair: Fair
    enterprises: int
    vacancies: int
    seats: int


def coming_fairs(
    *, today: date, limit: int | None = None, zone: Zone | None = None, window: CampaignWindow | None = None
) -> list[ListedFair]:
    """Published fairs from today on, the next one first; of a zone, if one is given, with the days of its campaign."""
    asked = select(Fair).where(Fair.state == FairState.PUBLISHED, Fair.held_on >= today)
    if zone is not None:
        asked = asked.where(fairs_in_zone(zone, window))
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
    """The fairs with what their booths show, in one question."""
    counted = (
        select(
            Booth.fair_id,
            func.count(Booth.id.distinct()).label("enterprises"),
            func.count(BoothVacancy.id).label("vacancies"),
            func.coalesce(func.sum(Vacancy.headcount - Vacancy.seats_taken), 0).label("seats"),
        )
        .outerjoin(Booth.vacancies)
        .outerjoin(BoothVacancy.vacancy)
        .group_by(Booth.fair_id)
        .subquery()
    )
    columns = [func.coalesce(counted.c[name], 0) for name in ("enterprises", "vacancies", "seats")]
    rows = db.session.execute(
        asked.add_columns(*columns)
        .outerjoin(counted, counted.c.fair_id == Fair.id)
        .options(joinedload(Fair.zone).joinedload(Zone.brand))
    )
    return [
        ListedFair(fair=fair, enterprises=enterprises, vacancies=vacancies, seats=int(seats))
        for fair, enterprises, vacancies, seats in rows
    ]
