"""One brand whole, several side by side, and what the counties have of them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload, with_expression

from domain.brands import PUBLIC_STATES, BrandCategory, BrandTier, Indicator
from domain.brands.standing import CERTIFIED
from domain.divisions import COUNTIES, HOME_CITY
from webapp.extensions import db
from webapp.models import (
    Account,
    AuditEntry,
    Brand,
    BrandMember,
    BrandPerson,
    BrandSite,
    EnterpriseReport,
    Vacancy,
    Zone,
)
from webapp.reads.brand_figures import figures_by_brand, figures_of, sums_by_keeper
from webapp.reads.brands import latest_year, reporting, slim_brands, visible
from webapp.reads.stories import story_of
from webapp.reads.vacancies import count_offered, is_open

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from sqlalchemy import ColumnElement

    from webapp.reads.brand_figures import BrandFigures
    from webapp.reads.brands import SlimBrand
    from webapp.reads.vacancies import Offered

MOVE = "brand.move"
"""The decision of the audit trail that moves a brand."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossier:
    """Everything that the library has of a brand."""

    brand: Brand
    zone_slug: str | None
    members: tuple[BrandMember, ...]
    """The enterprises that belong to it, leading ones first."""
    asking: tuple[BrandMember, ...]
    """Those that have asked to belong."""
    sites: Sequence[BrandSite]
    people: Sequence[BrandPerson]
    figures: BrandFigures

    @property
    def leading(self) -> int:
        """How many leading enterprises it has."""
        return sum(member.is_leading for member in self.members)


@dataclass(frozen=True, slots=True, kw_only=True)
class CountyCoverage:
    """What a county has of brands, or the city itself."""

    code: str
    brands: int
    certified: int
    """By the city or by the province."""
    by_category: Mapping[BrandCategory, int]
    workforce: int
    """Of those that have reported the year."""
    output_fen: int
    reported: int
    """Brands that have reported the year."""
    known_for: tuple[SlimBrand, ...]
    """The brands of the highest tier, a few."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """The counties, one beside the other."""

    year: int | None
    """The latest that anybody has reported."""
    counties: tuple[CountyCoverage, ...]


KNOWN_FOR = 3
TIERS = (BrandTier.PROVINCE, BrandTier.CITY, BrandTier.COUNTY)


def find_dossier(slug: str) -> Dossier | None:
    """A brand that the public may see."""
    if "\0" in slug:
        # PostgreSQL refuses the question itself.
        return None
    return _dossier(Brand.slug == slug, visible(None))


def find_dossier_within(brand_id: int, *, within: str) -> Dossier | None:
    """A brand of an official's division, wherever it stands."""
    return _dossier(Brand.id == brand_id, visible(within))


def offered_by(brand: Brand, *, today: date) -> Offered:
    """What the open vacancies of a brand offer."""
    return count_offered(is_open(today), Vacancy.brand_id == brand.id)


def find_brand_within(brand_id: int, *, within: str) -> Brand | None:
    """A brand of an official's division, to be changed; its occupations and members are loaded."""
    asked = select(Brand).where(Brand.id == brand_id, visible(within))
    return db.session.scalar(
        asked.options(
            joinedload(Brand.division),
            selectinload(Brand.occupations),
            selectinload(Brand.members).joinedload(BrandMember.enterprise),
        )
    )


def find_public_brand(slug: str) -> Brand | None:
    """The brand of an address, with its members."""
    if "\0" in slug:
        return None
    asked = select(Brand).where(Brand.slug == slug, Brand.state.in_(PUBLIC_STATES))
    return db.session.scalar(asked.options(selectinload(Brand.members)))


def moves_of(brand_id: int) -> list[tuple[AuditEntry, str]]:
    """The steps of a brand through the library as the audit trail has them, with who took each; the latest first."""
    asked = (
        select(AuditEntry, Account.name)
        .outerjoin(Account, Account.id == AuditEntry.account_id)
        .where(AuditEntry.subject_type == "brand", AuditEntry.subject_id == brand_id, AuditEntry.action == MOVE)
        .order_by(AuditEntry.id.desc())
    )
    return [(entry, name or "") for entry, name in db.session.execute(asked)]


def side_by_side(slugs: Sequence[str]) -> list[tuple[Brand, BrandFigures]]:
    """Public brands by their address words, in that order, each with its figures."""
    wanted = [slug for slug in slugs if "\0" not in slug]
    asked = select(Brand).where(Brand.slug.in_(wanted), visible(None)).options(joinedload(Brand.division))
    brands = {brand.slug: brand for brand in db.session.scalars(asked)}
    figures = figures_by_brand([brand.id for brand in brands.values()])
    return [(brands[slug], figures[brands[slug].id]) for slug in dict.fromkeys(wanted) if slug in brands]


def coverage() -> Coverage:
    """What the public may know of each county: one county, many brands."""
    year = latest_year()
    everything = slim_brands(None)
    people = sums_by_keeper(year, Indicator.WORKFORCE) if year else {}
    output = sums_by_keeper(year, Indicator.OUTPUT_FEN) if year else {}
    those = reporting(year) if year else set()
    return Coverage(
        year=year,
        counties=tuple(
            _county(
                code,
                [brand for brand in everything if brand.keeper == code],
                workforce=people.get(code, 0),
                output_fen=output.get(code, 0),
                reported=those,
            )
            for code in (*COUNTIES, HOME_CITY)
        ),
    )


def enterprise_reports(enterprise_ids: Sequence[int]) -> dict[int, list[EnterpriseReport]]:
    """The yearly reports of enterprises with their history, by enterprise, the latest first."""
    asked = select(EnterpriseReport).where(EnterpriseReport.enterprise_id.in_(enterprise_ids))
    found: dict[int, list[EnterpriseReport]] = {}
    for row in db.session.scalars(asked.order_by(EnterpriseReport.year.desc(), EnterpriseReport.id.desc())):
        found.setdefault(row.enterprise_id, []).append(row)
    return found


def _dossier(*conditions: ColumnElement[bool]) -> Dossier | None:
    zone = select(Zone.slug).where(Zone.brand_id == Brand.id, Zone.is_published).order_by(Zone.id).limit(1)
    found = db.session.execute(
        select(Brand, zone.scalar_subquery())
        .where(*conditions)
        .options(
            joinedload(Brand.division),
            selectinload(Brand.occupations),
            selectinload(Brand.members).joinedload(BrandMember.enterprise),
        )
    ).one_or_none()
    if found is None:
        return None
    brand, zone_slug = found
    members = sorted(brand.members, key=lambda member: (not member.is_leading, member.id))
    sites = select(BrandSite).where(BrandSite.brand_id == brand.id).order_by(BrandSite.kind, BrandSite.id)
    people = select(BrandPerson).where(BrandPerson.brand_id == brand.id).order_by(BrandPerson.id)
    people = people.options(with_expression(BrandPerson.story_id, story_of(BrandPerson)))
    return Dossier(
        brand=brand,
        zone_slug=zone_slug,
        members=tuple(member for member in members if member.approved_at),
        asking=tuple(member for member in members if not member.approved_at),
        sites=db.session.scalars(sites).all(),
        people=db.session.scalars(people).all(),
        figures=figures_of(brand.id),
    )


def _county(
    code: str, brands: Sequence[SlimBrand], *, workforce: int, output_fen: int, reported: set[int]
) -> CountyCoverage:
    counts = Counter(brand.category for brand in brands)
    return CountyCoverage(
        code=code,
        brands=len(brands),
        certified=sum(brand.state in CERTIFIED for brand in brands),
        by_category={category: counts[category] for category in BrandCategory},
        workforce=workforce,
        output_fen=output_fen,
        reported=sum(brand.id in reported for brand in brands),
        known_for=tuple(sorted(brands, key=lambda brand: (TIERS.index(brand.tier), brand.id))[:KNOWN_FOR]),
    )
