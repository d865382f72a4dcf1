"""The library of brands: which there are, by place, kind, standing and words, each number counted from its rows.

A city has hundreds of brands, so one slim row of each is read and everything else is decided here: sounds, facets and
the order of names are the same on both databases, and a number and the list that it opens cannot differ.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from domain.brands import PUBLIC_STATES, BrandCategory, BrandState, BrandTier, Indicator
from domain.brands.names import TakenNames, plain
from domain.divisions import HOME_CITY, keeper_of, lies_within, subtree_prefix
from reference.divisions import divisions
from search.analysis.pinyin import pinyin_of
from search.analysis.text import fold
from webapp.extensions import db
from webapp.models import Brand, BrandFigure, Zone
from webapp.reads.paging import page_within

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from sqlalchemy import ColumnElement

PAGE_SIZE = 20


class BrandOrder(StrEnum):
    """How the brands of a list are ordered."""

    NAME = "name"
    """As a dictionary has them, by sound."""
    PEOPLE = "people"
    """The largest workforce first, by the latest report of each."""
    NEWEST = "newest"


@dataclass(frozen=True, slots=True, kw_only=True)
class BrandQuestion:
    """Which brands somebody wants to see; a number on a page is such a question, too."""

    within: str | None = None
    """The division of an official, who sees every brand of it; None is the public, which sees what is listed."""
    words: str = ""
    county: str | None = None
    """Who keeps the brand: a county, or the city."""
    category: BrandCategory | None = None
    tier: BrandTier | None = None
    states: tuple[BrandState, ...] = ()
    """One of these; none means any."""
    industry: str = ""
    """The letter of a section."""
    reported: int | None = None
    """Only brands that have reported this year."""
    order: BrandOrder = BrandOrder.NAME
    page: int = 1

    def parameters(self) -> dict[str, str | list[str]]:
        """The question as it stands in an address; `within` follows from who asks."""
        given: dict[str, object] = {
            "q": self.words,
            "county": self.county,
            "category": self.category,
            "tier": self.tier,
            "industry": self.industry,
            "reported": self.reported,
            "sort": self.order if self.order is not BrandOrder.NAME else "",
            "page": self.page if self.page > 1 else "",
        }
        found: dict[str, str | list[str]] = {name: str(value) for name, value in given.items() if value}
        return found | ({"state": [state.value for state in self.states]} if self.states else {})


class SlimBrand(NamedTuple):
    """What of a brand a list is decided by."""

    id: int
    slug: str
    name: str
    name_en: str
    products: str
    category: BrandCategory
    tier: BrandTier
    state: BrandState
    division_code: str
    industry_code: str | None

    @property
    def keeper(self) -> str:
        """Whose library it stands in."""
        return keeper_of(self.division_code)

    @property
    def section(self) -> str:
        """The letter of its industry's section."""
        return (self.industry_code or "")[:1]


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedBrand:
    """A brand in a list."""

    brand: Brand
    zone_slug: str | None
    year: int | None
    """Of its latest report."""
    workforce: int | None
    """In that year."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BrandPage:
    """A page of the library."""

    brands: tuple[ListedBrand, ...]
    total: int
    page: int
    pages: int
    facets: Mapping[str, Mapping[str, int]]
    """For each filter its values with how many brands it would leave, the other filters kept."""


FACETS: tuple[str, ...] = ("county", "category", "tier", "state", "industry")
"""The filters whose values are counted."""


def find_brands(question: BrandQuestion) -> BrandPage:
    """The page that answers a question."""
    found, facets = _narrowed(question)
    page, pages = page_within(question.page, total=len(found), size=PAGE_SIZE)
    shown = _ordered(found, question.order)[(page - 1) * PAGE_SIZE : page * PAGE_SIZE]
    return BrandPage(
        brands=_listed([brand.id for brand in shown]), total=len(found), page=page, pages=pages, facets=facets
    )


def count_brands(question: BrandQuestion) -> int:
    """How many brands answer a question: the rows that its list shows."""
    return len(_narrowed(question)[0])


def count_by_state(within: str | None) -> dict[BrandState, int]:
    """How many brands stand in each state in which any stands, in the order of their course."""
    counts = Counter(brand.state for brand in slim_brands(within))
    return {state: counts[state] for state in BrandState if counts[state]}


def slim_brands(within: str | None) -> list[SlimBrand]:
    """Every brand that somebody may see."""
    columns = [getattr(Brand, name) for name in SlimBrand._fields]
    asked = select(*columns).where(visible(within)).order_by(Brand.id)
    return [SlimBrand(*row) for row in db.session.execute(asked)]


def visible(within: str | None) -> ColumnElement[bool]:
    """What the public may see, or an official of a division."""
    if within is None:
        return Brand.state.in_(PUBLIC_STATES)
    return Brand.division_code.startswith(subtree_prefix(within))


def brands_meant(brands: Iterable[SlimBrand], words: Iterable[str]) -> dict[str, SlimBrand | None]:
    """For each word the brand that has it as its name, in either language, or as the word of its address."""
    known: dict[str, SlimBrand] = {}
    for brand in brands:
        for name in (brand.slug, plain(brand.name), fold(brand.name_en)):
            known.setdefault(name, brand)
    return {word: known.get(word) or known.get(plain(word)) or known.get(fold(word)) for word in words}


def matches(brand: SlimBrand, words: str) -> bool:
    """Whether each of the words stands in the names or the products, or sounds like a part of the name."""
    text, sounds = _searched(brand.name, f"{brand.name_en} {brand.products}")
    return all(
        word in text or (word.isascii() and any(word in sound for sound in sounds)) for word in fold(words).split()
    )


@lru_cache(maxsize=10_000)
def _searched(name: str, also: str) -> tuple[str, tuple[str, str]]:
    """The text in which words are looked for, and how the name sounds; folding it takes longer than looking."""
    return fold(f"{name} {also}"), pinyin_of(plain(name))


def taken_names(*, except_id: int | None = None) -> TakenNames:
    """The names that brands of the whole city have."""
    rows = db.session.execute(select(Brand.id, Brand.name).order_by(Brand.id))
    return TakenNames((name for number, name in rows if number != except_id), sound=sound)


@cache
def place_names() -> dict[str, tuple[str, ...]]:
    """What each place of the city is called in the name of a brand, the usual form last: 高邮市, 高邮."""
    return {
        entry.code: tuple(dict.fromkeys((entry.name, entry.short_name)))
        for entry in divisions()
        if lies_within(entry.code, HOME_CITY)
    }


def sound(text: str) -> str:
    """How a text is spoken."""
    return pinyin_of(text)[0]


def is_slug_taken(slug: str) -> bool:
    """Whether a page with this address exists."""
    asked = select(Brand.id).where(Brand.slug == slug).union_all(select(Zone.id).where(Zone.slug == slug))
    return db.session.scalar(asked.limit(1)) is not None


def reporting(year: int) -> set[int]:
    """The numbers of the brands that have reported a year."""
    asked = select(BrandFigure.brand_id).where(BrandFigure.year == year, BrandFigure.replaced_at.is_(None))
    return set(db.session.scalars(asked.distinct()))


def _narrowed(question: BrandQuestion) -> tuple[list[SlimBrand], dict[str, Counter[str]]]:
    """The brands that answer a question; and by filter how many each value would leave, the other filters kept."""
    brands: Iterable[SlimBrand] = slim_brands(question.within)
    if question.reported is not None:
        those = reporting(question.reported)
        brands = [brand for brand in brands if brand.id in those]
    if question.words:
        brands = [brand for brand in brands if matches(brand, question.words)]
    asked: dict[str, set[str]] = {
        "county": {question.county or ""},
        "category": {question.category or ""},
        "tier": {question.tier or ""},
        "state": {*question.states},
        "industry": {question.industry},
    }
    wanted = {name: chosen for name, chosen in asked.items() if any(chosen)}
    found: list[SlimBrand] = []
    facets: dict[str, Counter[str]] = {name: Counter() for name in FACETS}
    for brand in brands:
        values: dict[str, str] = dict(
            zip(FACETS, (brand.keeper, brand.category, brand.tier, brand.state, brand.section), strict=True)
        )
        refused_by = [name for name, chosen in wanted.items() if values[name] not in chosen]
        if not refused_by:
            found.append(brand)
        # What only one filter refuses is there once that filter is another.
        for name in FACETS if not refused_by else refused_by if len(refused_by) == 1 else ():
            facets[name][values[name]] += 1
    return found, facets


def _ordered(brands: Sequence[SlimBrand], order: BrandOrder) -> list[SlimBrand]:
    match order:
        case BrandOrder.NEWEST:
            return sorted(brands, key=lambda brand: -brand.id)
        case BrandOrder.PEOPLE:
            people = {number: workforce for number, (_, workforce) in latest_workforce().items()}
            return sorted(brands, key=lambda brand: (-people.get(brand.id, 0), brand.id))
        case BrandOrder.NAME:
            return by_name(brands)


def by_name(brands: Iterable[SlimBrand]) -> list[SlimBrand]:
    """Brands as a dictionary has them."""
    return sorted(brands, key=lambda brand: (_spoken(brand.name), brand.id))


@cache
def _spoken(name: str) -> tuple[str, str]:
    return sound(plain(name)), name


def latest_workforce(ids: Sequence[int] | None = None) -> dict[int, tuple[int, int]]:
    """By brand the latest year for which it says how many people it has, and how many; of all where none are named."""
    asked = select(BrandFigure.brand_id, BrandFigure.year, BrandFigure.value).where(
        BrandFigure.indicator == Indicator.WORKFORCE, BrandFigure.replaced_at.is_(None)
    )
    if ids is not None:
        asked = asked.where(BrandFigure.brand_id.in_(ids))
    return {number: (year, int(value)) for number, year, value in db.session.execute(asked.order_by(BrandFigure.year))}


def _listed(ids: Sequence[int]) -> tuple[ListedBrand, ...]:
    zone = select(Zone.slug).where(Zone.brand_id == Brand.id, Zone.is_published).order_by(Zone.id).limit(1)
    asked = select(Brand, zone.scalar_subquery()).where(Brand.id.in_(ids))
    rows = {brand.id: (brand, slug) for brand, slug in db.session.execute(asked.options(joinedload(Brand.division)))}
    people = latest_workforce(ids)
    return tuple(
        ListedBrand(
            brand=rows[number][0],
            zone_slug=rows[number][1],
            year=people[number][0] if number in people else None,
            workforce=people[number][1] if number in people else None,
        )
        for number in ids
    )


def latest_year() -> int | None:
    """The latest year that any brand has reported."""
    return db.session.scalar(select(func.max(BrandFigure.year)).where(BrandFigure.replaced_at.is_(None)))
