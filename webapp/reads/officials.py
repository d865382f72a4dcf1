"""What an official sees first: the work of today, in the own division."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from domain.brand_reviews import UNSETTLED
from domain.brands import PUBLIC_STATES
from domain.certifications import CertificationState
from domain.divisions import HOME_CITY, subtree_prefix
from domain.fairs import FairState
from domain.labour_export import OrderState, RosterState
from domain.stories import StoryState
from domain.vacancies import VacancyState
from webapp.extensions import db
from webapp.models import (
    Agency,
    Brand,
    Certification,
    Enterprise,
    ExportOrder,
    RectificationCase,
    RosterEntry,
    Story,
    Vacancy,
    Worker,
)
from webapp.reads.fair_proposals import fairs_within

if TYPE_CHECKING:
    from datetime import date

    from webapp.reads.fair_proposals import FairLine

SHOWN = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficialDesk:
    """Figures of a division, each of which opens the rows behind it."""

    proposals: list[FairLine]
    proposal_count: int
    published: list[FairLine]
    to_verify: int
    """Enterprises and agencies that nobody has looked at yet."""
    in_review: int
    """Vacancies whose advertisement an official has to read."""
    brand_applications: int
    """Of brands that ask to be certified, where this office has the next word."""
    brand_cases: int
    """Of certified brands that have something to mend."""
    stories: int
    """Of people of brands, which nobody has read yet."""
    brands: int
    open_vacancies: int
    open_seats: int
    looking: int
    open_orders: int
    travellers: int
    """People whom labour export has matched, told or not; of the whole city."""


def desk_of(division_code: str, *, today: date) -> OfficialDesk:
    """What waits in a division today."""
    prefix = subtree_prefix(division_code)

    def count(*conditions: object) -> int:
        return db.session.scalar(select(func.count()).where(*conditions)) or 0  # type: ignore[arg-type]

    proposals = fairs_within(division_code, state=FairState.PROPOSED)
    published = [line for line in fairs_within(division_code, state=FairState.PUBLISHED) if line.fair.held_on >= today]
    is_open = (Vacancy.state == VacancyState.OPEN) & (Vacancy.valid_until >= today)
    at_home = is_open & Vacancy.division_code.startswith(prefix)
    seats = select(func.coalesce(func.sum(Vacancy.headcount - Vacancy.seats_taken), 0)).where(at_home)
    waiting = [RosterState.PROPOSED, RosterState.NOTIFIED, RosterState.AGREED, RosterState.CONTRACTED]
    return OfficialDesk(
        proposals=proposals[:SHOWN],
        proposal_count=len(proposals),
        published=published[:SHOWN],
        to_verify=sum(
            count(row.verified_at.is_(None), row.refused_reason == "", row.division_code.startswith(prefix))
            for row in (Enterprise, Agency)
        ),
        in_review=count(Vacancy.state == VacancyState.IN_REVIEW, Vacancy.division_code.startswith(prefix)),
        brand_applications=count(
            Certification.brand_id == Brand.id,
            Brand.division_code.startswith(prefix),
            Certification.state
            == (CertificationState.AT_CITY if division_code == HOME_CITY else CertificationState.AT_COUNTY),
        ),
        brand_cases=count(
            RectificationCase.brand_id == Brand.id,
            Brand.division_code.startswith(prefix),
            RectificationCase.state.in_(UNSETTLED),
        ),
        stories=count(
            Story.brand_id == Brand.id, Brand.division_code.startswith(prefix), Story.state == StoryState.HANDED_IN
        ),
        brands=count(Brand.state.in_(PUBLIC_STATES), Brand.division_code.startswith(prefix)),
        open_vacancies=count(at_home),
        open_seats=int(db.session.scalar(seats) or 0),
        looking=count(Worker.is_looking, Worker.division_code.startswith(prefix)),
        open_orders=count(ExportOrder.state == OrderState.OPEN, ExportOrder.departs_until >= today),
        travellers=count(RosterEntry.state.in_(waiting)),
    )
