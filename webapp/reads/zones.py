"""Zones as the public sees them: which there are, by kind and place, and what one of them is about."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import contains_eager, joinedload

from domain.brands import PUBLIC_STATES, BrandCategory, Indicator
from domain.campaigns import usual_window
from domain.divisions import keeper_of
from domain.zones import ZoneKind
from webapp.extensions import db
from webapp.models import Brand, BrandFigure, BrandMember, CampaignAnnouncement, Enterprise, Vacancy, Zone
from webapp.reads.paging import page_within
from webapp.reads.vacancies import is_open
from webapp.reads.zone_reach import WHOLE, ZonePart, in_zone

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import date
    from decimal import Decimal

    from sqlalchemy import ColumnElement

    from domain.campaigns import CampaignWindow

PAGE_SIZE = 24


class SlimZone(NamedTuple):
    """What of the zone of a brand a list is decided by."""

    id: int
    brand_id: int
    category: BrandCategory
    division_code: str
    vacancies: int
    """Open ones."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedZone:
    """A zone of a brand in a list."""

    zone: Zone
    brand: Brand
    vacancies: int
    """Open ones."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedCampaign:
    """The zone of a campaign, and its days."""

    zone: Zone
    window: CampaignWindow


@dataclass(frozen=True, slots=True, kw_only=True)
class CategoryOfZones:
    """A category with its busiest zones."""

    category: BrandCategory
    zone: Zone | None
    """The zone of the whole category, where there is one."""
    zones: tuple[ListedZone, ...]
    total: int
    """Zones of brands in it, shown here or not."""
    vacancies: int
    """Open ones of all its brands."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ZoneShelf:
    """The published zones that are not of one brand, and the busiest of those that are."""

    categories: tuple[CategoryOfZones, ...]
    campaigns: tuple[ListedCampaign, ...]
    """Running and coming ones, by their days."""
    counties: tuple[Zone, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ZonePage:
    """A page of zones of brands, the busiest first."""

    zones: tuple[ListedZone, ...]
    total: int
    page: int
    pages: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ZoneEmployer:
    """An enterprise of a zone and how many open vacancies it has there."""

    enterprise: Enterprise
    is_leading: bool
    vacancies: int


def zone_shelf(*, today: date, limit: int) -> ZoneShelf:
    """All zones at a glance, and of each category the busiest brands."""
    slim = _slim_zones(today)
    by_category = {one: [zone for zone in slim if zone.category is one] for one in BrandCategory}
    shown = [zone.id for zones in by_category.values() for zone in zones[:limit]]
    asked = select(Zone).outerjoin(Zone.brand).where(is_shown(), or_(Zone.id.in_(shown), Zone.brand_id.is_(None)))
    rows = db.session.scalars(asked.options(contains_eager(Zone.brand)).order_by(Zone.id)).all()
    others = [zone for zone in rows if zone.brand is None]
    whole = {zone.category: zone for zone in others if zone.kind is ZoneKind.CATEGORY}
    return ZoneShelf(
        categories=tuple(
            CategoryOfZones(
                category=one,
                zone=whole.get(one),
                zones=_listed(zones[:limit], rows),
                total=len(zones),
                vacancies=sum(zone.vacancies for zone in zones),
            )
            for one, zones in by_category.items()
        ),
        campaigns=_campaigns([zone for zone in others if zone.kind is ZoneKind.CAMPAIGN], today=today),
        counties=tuple(
            sorted((zone for zone in others if zone.kind is ZoneKind.COUNTY), key=lambda zone: zone.county_code or "")
        ),
    )


def list_zones(*, today: date, category: BrandCategory | None, county: str | None, page: int) -> ZonePage:
    """A page of the zones of brands of a category, of a county that keeps them, or of both."""

    def is_asked(zone: SlimZone) -> bool:
        return category in {None, zone.category} and county in {None, keeper_of(zone.division_code)}

    return _page_of(is_asked, today=today, page=page, size=PAGE_SIZE)


def brands_of_zone(zone: Zone, *, today: date, limit: int) -> ZonePage:
    """The busiest brands that a zone is about beside others; none for the zone of one brand, or of all employers."""
    subject = zone.as_subject()
    tests: dict[ZoneKind, Callable[[SlimZone], bool]] = {
        ZoneKind.CATEGORY: lambda slim: slim.category is subject.category,
        ZoneKind.COUNTY: lambda slim: keeper_of(slim.division_code) == subject.county,
        ZoneKind.CAMPAIGN: lambda slim: slim.brand_id in subject.brand_ids,
    }
    if subject.kind is ZoneKind.BRAND or (subject.kind is ZoneKind.CAMPAIGN and not subject.brand_ids):
        return ZonePage(zones=(), total=0, page=1, pages=1)
    return _page_of(tests[subject.kind], today=today, page=1, size=limit)


def find_zone(slug: str) -> Zone | None:
    """The published zone of an address, with its brand, the brand's trades, and the brands of its campaign."""
    if "\0" in slug:
        # PostgreSQL refuses the question itself.
        return None
    with_trades = contains_eager(Zone.brand).joinedload(Brand.occupations)
    asked = select(Zone).outerjoin(Zone.brand).where(is_shown(), Zone.slug == slug)
    whole = asked.options(with_trades, joinedload(Zone.brands), joinedload(Zone.published))
    return db.session.scalars(whole).unique().one_or_none()


def has_zone(slug: str) -> bool:
    """Whether the public sees a zone at this address."""
    asked = select(Zone.id).where(Zone.is_published, Zone.slug == slug)
    return "\0" not in slug and db.session.scalar(asked) is not None


def window_of(zone: Zone) -> CampaignWindow | None:
    """The days of a zone's campaign, as announced or else the usual ones; None for any other zone."""
    if zone.campaign is None or zone.year is None:
        return None
    announced = select(CampaignAnnouncement).where(
        CampaignAnnouncement.campaign == zone.campaign, CampaignAnnouncement.year == zone.year
    )
    row = db.session.scalar(announced)
    return row.as_window() if row else usual_window(zone.campaign, zone.year)


def zone_employers(zone: Zone, *, limit: int, today: date, part: ZonePart = WHOLE) -> Sequence[ZoneEmployer]:
    """The enterprises that hire in the zone, leading ones first, then those with the most open vacancies."""
    hiring = (
        select(Vacancy.enterprise_id, func.count().label("vacancies"))
        .where(is_open(today), in_zone(zone, part))
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


def is_shown() -> ColumnElement[bool]:
    """Published, and not the zone of a brand that is not shown to the public. For a query that joins the brand."""
    return and_(Zone.is_published, or_(Zone.brand_id.is_(None), Brand.state.in_(PUBLIC_STATES)))


def _page_of(is_asked: Callable[[SlimZone], bool], *, today: date, page: int, size: int) -> ZonePage:
    found = [zone for zone in _slim_zones(today) if is_asked(zone)]
    page, pages = page_within(page, total=len(found), size=size)
    shown = found[(page - 1) * size : page * size]
    asked = select(Zone).join(Zone.brand).where(Zone.id.in_([zone.id for zone in shown]))
    rows = db.session.scalars(asked.options(contains_eager(Zone.brand))).all() if shown else ()
    return ZonePage(zones=_listed(shown, rows), total=len(found), page=page, pages=pages)


def _slim_zones(today: date) -> list[SlimZone]:
    """Every published zone of a brand, the busiest first: there are hundreds, so one slim row of each is read."""
    counted = (
        select(Vacancy.brand_id, func.count().label("vacancies"))
        .where(is_open(today), Vacancy.brand_id.is_not(None))
        .group_by(Vacancy.brand_id)
        .subquery()
    )
    vacancies = func.coalesce(counted.c.vacancies, 0)
    asked = select(Zone.id, Brand.id, Brand.category, Brand.division_code, vacancies).join(Zone.brand)
    asked = asked.outerjoin(counted, counted.c.brand_id == Brand.id).where(is_shown())
    return [SlimZone(*row) for row in db.session.execute(asked.order_by(vacancies.desc(), Zone.id))]


def _listed(slim: Sequence[SlimZone], rows: Iterable[Zone]) -> tuple[ListedZone, ...]:
    by_number = {row.id: row for row in rows}
    return tuple(
        ListedZone(zone=row, brand=row.brand, vacancies=zone.vacancies)
        for zone in slim
        if (row := by_number[zone.id]).brand is not None
    )


def _campaigns(zones: Sequence[Zone], *, today: date) -> tuple[ListedCampaign, ...]:
    """Those whose campaign is not over."""
    if not zones:
        return ()
    announced = {(row.campaign, row.year): row.as_window() for row in db.session.scalars(select(CampaignAnnouncement))}
    listed = [
        ListedCampaign(
            zone=zone,
            window=announced.get((zone.campaign, zone.year)) or usual_window(zone.campaign, zone.year),
        )
        for zone in zones
        if zone.campaign is not None and zone.year is not None
    ]
    coming = (one for one in listed if one.window.last_on >= today)
    return tuple(sorted(coming, key=lambda one: (one.window.first_on, one.zone.id)))
