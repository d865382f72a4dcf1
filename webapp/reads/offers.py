"""What open vacancies offer, in the whole city or in a zone: the numbers, and the rows that each is counted from."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from webapp.extensions import db
from webapp.models import Enterprise, Vacancy
from webapp.reads.paging import page_within
from webapp.reads.vacancies import count_offered, is_open
from webapp.reads.zone_figures import GROUP_LETTERS, quartiles_of
from webapp.reads.zone_reach import ZonePart, in_part, in_zone
from webapp.reads.zones import find_zone

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from sqlalchemy import ColumnElement

    from webapp.models import Zone
    from webapp.reads.vacancies import Offered
    from webapp.reads.zone_figures import Quartiles

PAGE_SIZE = 50


class OfferPart(StrEnum):
    """What is counted of open vacancies."""

    VACANCIES = "vacancies"
    PLACES = "places"
    """Seats that nobody holds."""
    ENTERPRISES = "enterprises"
    WAGES = "wages"
    """The middle of each month's wage, ordered, so that the quartiles can be counted off."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferQuestion:
    """Which open vacancies a number is counted from. Everybody may see them, so nobody asks within a division."""

    zone: str = ""
    """The address word of a zone; empty is the whole city."""
    enterprise: int | None = None
    county: str = ""
    industry: str = ""
    """The letter of a section."""
    trade: str = ""
    """The code of a middle group of occupations."""
    wage_from: int | None = None
    wage_below: int | None = None
    """Yuan a month, for the middle of the wage; with the first of them and without the second."""
    part: OfferPart = OfferPart.VACANCIES
    page: int = 1
    within: None = None

    def parameters(self) -> dict[str, str]:
        """The question as it stands in an address."""
        given = {
            "zone": self.zone,
            "enterprise": self.enterprise,
            "county": self.county,
            "industry": self.industry,
            "trade": self.trade,
            "wage_from": self.wage_from,
            "wage_below": self.wage_below,
            "part": self.part if self.part is not OfferPart.VACANCIES else "",
            "page": self.page if self.page > 1 else "",
        }
        return {name: str(value) for name, value in given.items() if value}


@dataclass(frozen=True, slots=True, kw_only=True)
class HiringEnterprise:
    """An enterprise with what it offers there."""

    enterprise: Enterprise
    vacancies: int
    seats: int


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferPage:
    """The rows behind a number."""

    zone: Zone | None
    offered: Offered
    wages: Quartiles | None
    vacancies: Sequence[Vacancy]
    enterprises: Sequence[HiringEnterprise]
    first: int
    """The place of the first row that is shown, counted from 1."""
    total: int
    """Rows, not what they come to."""
    page: int
    pages: int

    def value(self, part: OfferPart) -> int:
        """What the rows come to: the number that led here."""
        return {
            OfferPart.VACANCIES: self.offered.vacancies,
            OfferPart.PLACES: self.offered.seats,
            OfferPart.ENTERPRISES: self.offered.enterprises,
            OfferPart.WAGES: self.wages.median if self.wages else 0,
        }[part]


def find_offers(question: OfferQuestion, *, today: date) -> OfferPage | None:
    """The open vacancies, or the enterprises, that answer a question; None where there is no such zone."""
    zone = find_zone(question.zone) if question.zone else None
    if question.zone and zone is None:
        return None
    part = ZonePart(county=question.county, industry=question.industry)
    conditions = [is_open(today), *([in_zone(zone)] if zone else []), *in_part(part)]
    if question.enterprise is not None:
        conditions.append(Vacancy.enterprise_id == question.enterprise)
    if question.trade:
        conditions.append(Vacancy.occupation_code.startswith(question.trade[:GROUP_LETTERS]))
    middle = (Vacancy.monthly_min_fen + Vacancy.monthly_max_fen) // 2
    if question.wage_from:
        conditions.append(middle >= question.wage_from * 100)
    if question.wage_below:
        conditions.append(middle < question.wage_below * 100)
    if question.part is OfferPart.WAGES or question.wage_from or question.wage_below:
        conditions.append(Vacancy.monthly_min_fen > 0)
    offered = count_offered(*conditions)
    total = offered.enterprises if question.part is OfferPart.ENTERPRISES else offered.vacancies
    page, pages = page_within(question.page, total=total, size=PAGE_SIZE)
    skipped = (page - 1) * PAGE_SIZE
    is_by_enterprise = question.part is OfferPart.ENTERPRISES
    return OfferPage(
        zone=zone,
        offered=offered,
        wages=quartiles_of(*conditions) if question.part is OfferPart.WAGES else None,
        vacancies=() if is_by_enterprise else _vacancies(conditions, question.part, skipped),
        enterprises=_enterprises(conditions, skipped) if is_by_enterprise else (),
        first=skipped + 1,
        total=total,
        page=page,
        pages=pages,
    )


def _vacancies(conditions: Sequence[ColumnElement[bool]], part: OfferPart, skipped: int) -> Sequence[Vacancy]:
    middle = (Vacancy.monthly_min_fen + Vacancy.monthly_max_fen) // 2
    seats = Vacancy.headcount - Vacancy.seats_taken
    order = {OfferPart.WAGES: middle, OfferPart.PLACES: seats.desc()}.get(part, Vacancy.opened_at.desc())
    asked = select(Vacancy).where(*conditions).order_by(order, Vacancy.id.desc()).limit(PAGE_SIZE).offset(skipped)
    return db.session.scalars(asked.options(joinedload(Vacancy.enterprise))).all()


def _enterprises(conditions: Sequence[ColumnElement[bool]], skipped: int) -> list[HiringEnterprise]:
    seats = func.sum(Vacancy.headcount - Vacancy.seats_taken)
    hiring = (
        select(Vacancy.enterprise_id, func.count().label("vacancies"), seats.label("seats"))
        .where(*conditions)
        .group_by(Vacancy.enterprise_id)
        .subquery()
    )
    asked = (
        select(Enterprise, hiring.c.vacancies, hiring.c.seats)
        .join(hiring, hiring.c.enterprise_id == Enterprise.id)
        .order_by(hiring.c.vacancies.desc(), Enterprise.id)
        .limit(PAGE_SIZE)
        .offset(skipped)
    )
    return [
        HiringEnterprise(enterprise=enterprise, vacancies=vacancies, seats=int(seats))
        for enterprise, vacancies, seats in db.session.execute(asked)
    ]
