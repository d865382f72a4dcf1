"""Inspections as everybody may check them, and as officials work with them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import or_, select
from sqlalchemy.orm import joinedload, selectinload

from domain.brands.standing import CERTIFIED
from domain.divisions import HOME_CITY
from domain.inspections import ticket
from webapp.extensions import db
from webapp.models import Brand, Inspection, InspectionVisit
from webapp.reads.certifications import within

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sqlalchemy import Select

PAGE_SIZE = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Ticket:
    """A brand in the lot."""

    number: int
    name: str
    hash: str
    """SHA-256 of "seed:number", in hex; the lowest win."""
    place: int | None
    """In the order of the draw; None where it was not drawn."""


def brands_to_draw(division_code: str) -> list[int]:
    """The numbers of the brands that are certified in a division, in their order."""
    return list(
        db.session.scalars(select(Brand.id).where(within(division_code), Brand.state.in_(CERTIFIED)).order_by(Brand.id))
    )


def public_inspections(*, page: int = 1) -> Sequence[Inspection]:
    """Every campaign, the latest first."""
    return db.session.scalars(
        select(Inspection).order_by(Inspection.id.desc()).limit(PAGE_SIZE).offset((page - 1) * PAGE_SIZE)
    ).all()


def inspections_of(division_code: str) -> Sequence[Inspection]:
    """The campaigns that an official sees: the own, and those of the city, which visit brands of every county."""
    seen = or_(Inspection.division_code == division_code, Inspection.division_code == HOME_CITY)
    asked = _loaded() if division_code == HOME_CITY else _loaded().where(seen)
    return db.session.scalars(asked.order_by(Inspection.id.desc())).all()


def find_inspection(inspection_id: int) -> Inspection | None:
    """A campaign with its visits."""
    return db.session.scalar(_loaded().where(Inspection.id == inspection_id))


def find_visit_in(visit_id: int, *, division_code: str | None) -> InspectionVisit | None:
    """A visit to a brand of a division."""
    return db.session.scalar(
        select(InspectionVisit)
        .join(InspectionVisit.brand)
        .where(InspectionVisit.id == visit_id, within(division_code))
        .options(joinedload(InspectionVisit.brand))
    )


def tickets_of(inspection: Inspection) -> list[Ticket]:
    """The whole lot of a campaign that was drawn, the lowest tickets first; none before the draw."""
    if inspection.drawn_at is None:
        return []
    names = _names(inspection.population)
    places = {visit.brand_id: visit.place for visit in inspection.visits}
    return sorted(
        (
            Ticket(
                number=number,
                name=names.get(number, ""),
                hash=ticket(inspection.seed, number),
                place=places.get(number),
            )
            for number in inspection.population
        ),
        key=lambda one: one.hash,
    )


def _names(numbers: Sequence[int]) -> Mapping[int, str]:
    rows = db.session.execute(select(Brand.id, Brand.name).where(Brand.id.in_(numbers)))
    return dict(rows.all())


def _loaded() -> Select[Inspection]:
    return select(Inspection).options(selectinload(Inspection.visits).joinedload(InspectionVisit.brand))
