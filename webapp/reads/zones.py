"""Zones as the public sees them: which there are, and what one of them has to offer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import contains_eager

from domain.brands import PUBLIC_STATES, BrandCategory, Indicator
from webapp.extensions import db
from webapp.models import Brand, BrandFigure, BrandMember, Enterprise, Vacancy, Zone
from webapp.reads.vacancies import Offered, count_offered, in_zone, is_open

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from decimal import Decimal

    from sqlalchemy import ColumnElement

BRAND, CATEGORY = "brand", "category"


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedZone:
    """A zone of a brand in a list."""

    zone: Zone
    brand: Brand
    vacancies: int
    """Open ones."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CategoryOfZones:
    """A category with its zones, the busiest first."""

    category: BrandCategory
    zone: Zone | None
    """The zone of the whole category, where there is one."""
    zones: tuple[ListedZone, ...]

    @property
    def vacancies(self) -> int:
        """Open vacancies of all its brands."""
        return sum(listed.vacancies for listed in self.zones)


@dataclass(frozen=True, slots=True, kw_only=True)
class Quartiles:
    """What a month's work is paid, in fen: a quarter gets less than the first, half less than the second."""

    first: int
    median: int
    third: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ZoneFigures:
    """What a zone offers today, counted from its open vacancies."""

    offered: Offered
    wages: Quartiles | None
    """None where hardly anything can be compared."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ZoneEmployer:
    """An enterprise of a zone and how many open vacancies it has there."""

    enterprise: Enterprise
    is_leading: bool
    vacancies: int


FEWEST_WAGES = 5
"""◇ Fewer wages have no quartiles worth the name."""


def zones_by_category(
    *, today: date, category: BrandCategory | None = None, county: str | None = None
) -> tuple[CategoryOfZones, ...]:
    """Every published zone of a brand under its category, in the order of the city's document.

    A category or the home of the brands narrows it; categories of which nothing is left are not among them then.
    """
    open_by_brand = dict(
        db.session.execute(
            select(Vacancy.brand_id, func.count())
            .where(is_open(today), Vacancy.brand_id.is_not(None))
            .group_by(Vacancy.brand_id)
        ).all()
    )
    published = db.session.scalars(
        select(Zone).outerjoin(Zone.brand).where(_is_shown()).options(contains_eager(Zone.brand)).order_by(Zone.id)
    ).all()
    listed = [
        ListedZone(zone=zone, brand=zone.brand, vacancies=open_by_brand.get(zone.brand_id, 0))
        for zone in published
        if zone.brand is not None and county in (None, zone.brand.division_code)
    ]
    listed.sort(key=lambda item: -item.vacancies)
    whole = {zone.category: zone for zone in published if zone.kind == CATEGORY}
    found = tuple(
        CategoryOfZones(
            category=one, zone=whole.get(one), zones=tuple(item for item in listed if item.brand.category is one)
        )
        for one in BrandCategory
        if category in (None, one)
    )
    return tuple(one for one in found if one.zones) if county else found


def zones_of_category(zone: Zone, *, today: date) -> tuple[ListedZone, ...]:
    """The zones of the brands that the zone of a category gathers; none for any other zone."""
    if zone.category is None or zone.brand_id is not None:
        return ()
    return zones_by_category(today=today, category=zone.category)[0].zones


def find_zone(slug: str) -> Zone | None:
    """The published zone of an address, with its brand and the brand's trades."""
    if "\0" in slug:
        # PostgreSQL refuses the question itself.
        return None
    with_trades = contains_eager(Zone.brand).joinedload(Brand.occupations)
    found = select(Zone).outerjoin(Zone.brand).where(_is_shown(), Zone.slug == slug).options(with_trades)
    return db.session.scalars(found).unique().one_or_none()


def trades_of(zone: Zone) -> tuple[str, ...]:
    """The codes of the occupations that the zone's brand is known for. `zone` comes from `find_zone`."""
    return tuple(item.occupation_code for item in zone.brand.occupations) if zone.brand else ()


def zone_figures(zone: Zone, *, today: date) -> ZoneFigures:
    """What the zone offers today."""
    shown = (is_open(today), in_zone(zone))
    return ZoneFigures(offered=count_offered(*shown), wages=quartiles_of(*shown))


def quartiles_of(*conditions: ColumnElement[bool]) -> Quartiles | None:
    """The quartiles of the middles of wages, of the vacancies that meet the conditions; None where they are few."""
    middle = ((Vacancy.monthly_min_fen + Vacancy.monthly_max_fen) // 2).label("middle")
    ordered = (
        select(
            middle,
            func.row_number().over(order_by=middle).label("place"),
            func.count().over().label("total"),
        )
        .where(*conditions, Vacancy.monthly_min_fen > 0)
        .subquery()
    )
    total = ordered.c.total
    at_quarters = select(ordered.c.middle).where(
        total >= FEWEST_WAGES, ordered.c.place.in_([(total + 3) // 4, (total + 1) // 2, (3 * total + 3) // 4])
    )
    wages = [int(value) for value in db.session.scalars(at_quarters.order_by(ordered.c.place))]
    return Quartiles(first=wages[0], median=wages[1], third=wages[2]) if len(wages) == 3 else None  # noqa: PLR2004


def zone_employers(zone: Zone, *, limit: int, today: date) -> Sequence[ZoneEmployer]:
    """The enterprises that hire in the zone, leading ones first, then those with the most open vacancies."""
    hiring = (
        select(Vacancy.enterprise_id, func.count().label("vacancies"))
        .where(is_open(today), in_zone(zone))
        .group_by(Vacancy.enterprise_id)
        .subquery()
    )
    leading = (
        select(BrandMember.id)
        .where(
            BrandMember.enterprise_id == Enterprise.id,
            BrandMember.brand_id == zone.brand_id,
            BrandMember.is_leading,
            BrandMember.approved_at.is_not(None),
        )
        .exists()
    )
    found = db.session.execute(
        select(Enterprise, leading.label("is_leading"), hiring.c.vacancies)
        .join(hiring, hiring.c.enterprise_id == Enterprise.id)
        .order_by(leading.desc(), hiring.c.vacancies.desc(), Enterprise.id)
        .limit(limit)
    )
    return [ZoneEmployer(enterprise=row, is_leading=bool(leads), vacancies=count) for row, leads, count in found]


def latest_figures(zone: Zone) -> tuple[int, dict[Indicator, tuple[Decimal, str]]]:
    """The latest reported year of the zone's brand, with each figure of it and its source; year 0 where none is."""
    if zone.brand_id is None:
        return 0, {}
    standing = (BrandFigure.brand_id == zone.brand_id, BrandFigure.replaced_at.is_(None))
    latest = select(func.max(BrandFigure.year)).where(*standing).scalar_subquery()
    rows = db.session.scalars(select(BrandFigure).where(*standing, BrandFigure.year == latest)).all()
    return (rows[0].year if rows else 0), {row.indicator: (row.value, row.source) for row in rows}


def _is_shown() -> ColumnElement[bool]:
    """Published, and not the zone of a brand that is not shown to the public."""
    return and_(Zone.is_published, or_(Zone.brand_id.is_(None), Brand.state.in_(PUBLIC_STATES)))
