"""What zones reach: which vacancies and fairs one shows, for the database, and which zones show one, for the index."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sqlalchemy import and_, or_, select, true
from sqlalchemy.orm import selectinload

from domain.brands import PUBLIC_STATES
from domain.divisions import subtree_prefix
from domain.zones import ZoneKind
from webapp.extensions import db
from webapp.models import Brand, Fair, Vacancy, Zone, ZoneBrand
from webapp.reads.listing import of_industry

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement

    from domain.campaigns import CampaignWindow
    from domain.zones import ZoneSubject
    from webapp.models import Enterprise


@dataclass(frozen=True, slots=True, kw_only=True)
class ZonePart:
    """The part of a zone that a page of it stands for: a county, an industry, both, or the whole."""

    county: str = ""
    industry: str = ""
    """The letter of a section."""

    def __bool__(self) -> bool:
        return bool(self.county or self.industry)

    def addressed(self, **changes: str) -> dict[str, str]:
        """Its parts as an address has them, with some changed; an empty one takes its part away."""
        part = replace(self, **changes)
        given = {"county": part.county, "industry": part.industry}
        return {name: value for name, value in given.items() if value}


WHOLE = ZonePart()


def in_zone(zone: Zone, part: ZonePart = WHOLE) -> ColumnElement[bool]:
    """Which vacancies a zone, or a part of it, shows: the rule of `ZoneSubject.gathers`, for the database."""
    return and_(_gathered(zone), *in_part(part))


def in_part(part: ZonePart) -> list[ColumnElement[bool]]:
    """Which vacancies lie in the county, and belong to the industry, that a page or a number is about."""
    narrowed = [Vacancy.division_code.startswith(part.county)] if part.county else []
    return narrowed + ([of_industry(part.industry)] if part.industry else [])


def _gathered(zone: Zone) -> ColumnElement[bool]:
    match zone.kind:
        case ZoneKind.BRAND:
            return Vacancy.brand_id == zone.brand_id
        case ZoneKind.CATEGORY:
            shown = select(Brand.id).join(Zone, Zone.brand_id == Brand.id).where(Zone.is_published)
            return Vacancy.brand_id.in_(shown.where(Brand.category == zone.category, Brand.state.in_(PUBLIC_STATES)))
        case ZoneKind.COUNTY:
            return Vacancy.division_code.startswith(subtree_prefix(zone.county_code or ""))
        case _:
            chosen = select(ZoneBrand.brand_id).where(ZoneBrand.zone_id == zone.id)
            is_meant = or_(~chosen.exists(), Vacancy.brand_id.in_(chosen))
            return and_(is_meant, Vacancy.is_hardship_friendly if zone.is_for_hardship else true())


def fairs_in_zone(zone: Zone, window: CampaignWindow | None) -> ColumnElement[bool]:
    """Which fairs a zone announces: its own, and those of its brands, its county or its campaign.

    `window` are the days of the zone's campaign, where it has one.
    """
    own = Fair.zone_id == zone.id
    match zone.kind:
        case ZoneKind.CATEGORY:
            brands = select(Brand.id).where(Brand.category == zone.category)
            return or_(own, Fair.zone_id.in_(select(Zone.id).where(Zone.brand_id.in_(brands))))
        case ZoneKind.COUNTY:
            return or_(own, Fair.division_code.startswith(subtree_prefix(zone.county_code or "")))
        case ZoneKind.CAMPAIGN if window is not None:
            is_in_season = Fair.held_on.between(window.first_on, window.last_on)
            return or_(own, and_(Fair.campaign == window.campaign.value, is_in_season))
        case _:
            return own


def industry_of(enterprise: Enterprise, brand: Brand | None) -> str:
    """The letter of the section of industry of a vacancy: its employer's, else its brand's, else nothing."""
    return (enterprise.industry_code or (brand.industry_code if brand else None) or "")[:1]


class PublishedZones:
    """The zones that the public sees, to look up which of them show a vacancy."""

    def __init__(self) -> None:
        asked = select(Zone).where(Zone.is_published).options(selectinload(Zone.brands)).order_by(Zone.slug)
        self._of_brands: dict[int, list[str]] = defaultdict(list)
        self._others: list[tuple[str, ZoneSubject]] = []
        for zone in db.session.scalars(asked):
            if zone.brand_id is not None:
                self._of_brands[zone.brand_id].append(zone.slug)
            else:
                self._others.append((zone.slug, zone.as_subject()))

    def showing(self, vacancy: Vacancy) -> tuple[str, ...]:
        """The slugs of the zones that show a vacancy, whose brand is loaded.

        A category gathers brands that have a zone which the public sees.
        """
        brand = vacancy.brand
        of_brand = self._of_brands.get(brand.id, []) if brand is not None and brand.state in PUBLIC_STATES else []
        others = [
            slug
            for slug, subject in self._others
            if subject.gathers(
                brand_id=vacancy.brand_id,
                category=brand.category if brand is not None and of_brand else None,
                division_code=vacancy.division_code,
                is_hardship_friendly=vacancy.is_hardship_friendly,
            )
        ]
        return (*of_brand, *others)
