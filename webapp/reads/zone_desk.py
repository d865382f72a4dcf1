"""Zones as those see them who look after them: officials of the division, enterprises of the brand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import false, or_, select
from sqlalchemy.orm import contains_eager, joinedload

from domain.brands import PUBLIC_STATES, BrandCategory
from domain.campaigns import Campaign, windows_between
from domain.divisions import COUNTIES, HOME_CITY, lies_within, subtree_prefix
from domain.zones import ZoneKind
from webapp.extensions import db
from webapp.models import Brand, BrandMember, Zone
from webapp.reads.paging import page_within

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from sqlalchemy import ColumnElement

LOOKS_AHEAD = 365
PAGE_SIZE = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskZones:
    """A page of the zones of a division."""

    zones: Sequence[Zone]
    total: int
    page: int
    pages: int


@dataclass(frozen=True, slots=True, kw_only=True)
class WithoutZone:
    """What a zone could be opened for."""

    campaigns: tuple[tuple[Campaign, int], ...]
    """With the year."""
    categories: tuple[BrandCategory, ...]
    counties: tuple[str, ...]
    brands: tuple[tuple[int, str], ...]
    """Number and name."""


def zones_within(within: str, *, words: str = "", kind: ZoneKind | None = None, page: int = 1) -> DeskZones:
    """The zones that an official of a division looks after; those of campaigns and categories first."""
    asked = select(Zone).outerjoin(Zone.brand).where(_is_kept(within))
    if kind is not None:
        asked = asked.where(Zone.kind == kind)
    if words:
        asked = asked.where(or_(*(c.icontains(words, autoescape=True) for c in (Zone.title, Zone.title_en, Zone.slug))))
    order = {ZoneKind.CAMPAIGN: 0, ZoneKind.CATEGORY: 1, ZoneKind.COUNTY: 2, ZoneKind.BRAND: 3}
    asked = asked.options(contains_eager(Zone.brand))
    rows = sorted(db.session.scalars(asked), key=lambda zone: (order[zone.kind], zone.slug))
    page, pages = page_within(page, total=len(rows), size=PAGE_SIZE)
    return DeskZones(zones=rows[(page - 1) * PAGE_SIZE : page * PAGE_SIZE], total=len(rows), page=page, pages=pages)


def find_zone_within(zone_id: int, *, within: str) -> Zone | None:
    """A zone that an official of a division looks after, with its brands."""
    return _find(zone_id, _is_kept(within))


def find_zone_of_enterprise(zone_id: int, *, enterprise_id: int) -> Zone | None:
    """The zone of a brand to which an enterprise belongs."""
    return _find(zone_id, Zone.brand_id.in_(_brands_of(enterprise_id)))


def zones_of_enterprise(enterprise_id: int) -> Sequence[Zone]:
    """The zones of the brands to which an enterprise belongs."""
    asked = select(Zone).join(Zone.brand).where(Zone.brand_id.in_(_brands_of(enterprise_id)))
    return db.session.scalars(asked.options(contains_eager(Zone.brand)).order_by(Zone.id)).all()


def without_zone(within: str, *, today: date) -> WithoutZone:
    """What has no zone yet, of what an official of a division looks after."""
    is_city = within == HOME_CITY
    zones = db.session.execute(
        select(Zone.category, Zone.county_code, Zone.campaign, Zone.year).where(Zone.brand_id.is_(None))
    ).all()
    categories, counties = {row[0] for row in zones}, {row[1] for row in zones}
    campaigns = {(row[2], row[3]) for row in zones}
    last = today.replace(year=today.year + 1, day=1)
    coming = [(window.campaign, window.year) for window in windows_between(today, last)] if is_city else []
    bare = select(Brand.id, Brand.name).outerjoin(Zone, Zone.brand_id == Brand.id)
    bare = bare.where(
        Zone.id.is_(None), Brand.state.in_(PUBLIC_STATES), Brand.division_code.startswith(subtree_prefix(within))
    )
    return WithoutZone(
        campaigns=tuple(one for one in coming if one not in campaigns),
        categories=tuple(one for one in BrandCategory if is_city and one not in categories),
        counties=tuple(one for one in COUNTIES if lies_within(one, within) and one not in counties),
        brands=tuple((number, name) for number, name in db.session.execute(bare.order_by(Brand.id))),
    )


def brands_by_name(names: Sequence[str]) -> dict[str, int]:
    """The numbers of the public brands that have these names."""
    if not names:
        return {}
    asked = select(Brand.name, Brand.id).where(Brand.name.in_(names), Brand.state.in_(PUBLIC_STATES))
    return {row.name: row.id for row in db.session.execute(asked)}


def names_of_brands(zone: Zone) -> list[str]:
    """The names of the brands of a campaign's zone. Its `brands` must be loaded."""
    numbers = [item.brand_id for item in zone.brands]
    if not numbers:
        return []
    return list(db.session.scalars(select(Brand.name).where(Brand.id.in_(numbers)).order_by(Brand.id)))


def _brands_of(enterprise_id: int) -> ColumnElement[int]:
    approved = BrandMember.approved_at.is_not(None)
    return select(BrandMember.brand_id).where(BrandMember.enterprise_id == enterprise_id, approved).scalar_subquery()


def _is_kept(within: str) -> ColumnElement[bool]:
    """The zones whose keeper lies in a division: brands and counties of it; the city keeps all. Joins the brand."""
    prefix = subtree_prefix(within)
    whole = Zone.kind.in_((ZoneKind.CATEGORY, ZoneKind.CAMPAIGN)) if within == HOME_CITY else false()
    return or_(whole, Zone.county_code.startswith(prefix), Brand.division_code.startswith(prefix))


def _find(zone_id: int, condition: ColumnElement[bool]) -> Zone | None:
    asked = select(Zone).outerjoin(Zone.brand).where(Zone.id == zone_id, condition)
    with_trades = contains_eager(Zone.brand).joinedload(Brand.occupations)
    return db.session.scalars(asked.options(with_trades, joinedload(Zone.brands))).unique().one_or_none()
