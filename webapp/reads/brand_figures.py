"""Yearly figures of brands: those of one with their history, those behind a number, and their sums."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from domain.brands import BrandCategory, Indicator
from domain.brands.library import SUMMED
from domain.divisions import COUNTIES, HOME_CITY
from webapp.extensions import db
from webapp.models import Account, Brand, BrandFigure
from webapp.reads.brands import visible
from webapp.reads.paging import page_within

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from decimal import Decimal

    from sqlalchemy import ColumnElement

PAGE_SIZE = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureQuestion:
    """Which reported figures somebody wants to see; a sum on a page is such a question, too."""

    within: str | None = None
    """The division of an official; None is the public."""
    brand: str = ""
    """The address word of one brand."""
    year: int | None = None
    indicator: Indicator | None = None
    county: str | None = None
    category: BrandCategory | None = None
    page: int = 1

    def parameters(self) -> dict[str, str]:
        """The question as it stands in an address; `within` follows from who asks."""
        given = {
            "brand": self.brand,
            "year": self.year,
            "indicator": self.indicator,
            "county": self.county,
            "category": self.category,
            "page": self.page if self.page > 1 else "",
        }
        return {name: str(value) for name, value in given.items() if value}


@dataclass(frozen=True, slots=True, kw_only=True)
class Entered:
    """A figure as somebody entered it."""

    row: BrandFigure
    by: str
    """The name of the official; empty where nobody knows any more."""
    by_division: str
    """Whose official that was."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureLine:
    """A figure behind a number, with the brand that it is of."""

    brand: Brand
    entered: Entered


@dataclass(frozen=True, slots=True, kw_only=True)
class FigurePage:
    """The figures behind a number."""

    lines: tuple[FigureLine, ...]
    total: int
    page: int
    pages: int
    sum: int | None
    """None where the figures cannot be added up: of several indicators or years, or shares and means."""
    history: tuple[Entered, ...]
    """Where the question is about one figure of one brand: what stood there before, the latest first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BrandFigures:
    """All that a brand has ever reported."""

    years: tuple[int, ...]
    """The latest first."""
    standing: Mapping[tuple[int, Indicator], Entered]
    replaced: frozenset[tuple[int, Indicator]]
    """Of which figures an earlier one is kept."""

    @property
    def indicators(self) -> tuple[Indicator, ...]:
        """Those that were ever reported, in the order of the document."""
        there = {indicator for _, indicator in self.standing}
        return tuple(indicator for indicator in Indicator if indicator in there)

    def value(self, year: int, indicator: Indicator) -> Decimal | None:
        """The figure that stands."""
        found = self.standing.get((year, indicator))
        return found.row.value if found else None

    def of_year(self, year: int) -> dict[Indicator, Decimal]:
        """The figures that stand for a year."""
        return {indicator: entered.row.value for (of, indicator), entered in self.standing.items() if of == year}

    def sources(self, year: int) -> tuple[str, ...]:
        """Where the figures of a year come from, each source once."""
        return tuple(dict.fromkeys(one.row.source for (of, _), one in self.standing.items() if of == year))


def figures_of(brand_id: int) -> BrandFigures:
    """What one brand has reported."""
    return figures_by_brand([brand_id])[brand_id]


def figures_by_brand(ids: Sequence[int]) -> dict[int, BrandFigures]:
    """What each of some brands has reported."""
    found: dict[int, list[Entered]] = {number: [] for number in ids}
    for entered in _entered(BrandFigure.brand_id.in_(ids)):
        found[entered.row.brand_id].append(entered)
    return {number: _together(rows) for number, rows in found.items()}


def history_of(brand_id: int, year: int, indicator: Indicator) -> list[Entered]:
    """One figure of a brand with all that stood there before, the latest first."""
    return _entered(BrandFigure.brand_id == brand_id, BrandFigure.year == year, BrandFigure.indicator == indicator)[
        ::-1
    ]


def standing_figures(brand_id: int, year: int) -> dict[Indicator, BrandFigure]:
    """The rows that stand for a year."""
    asked = select(BrandFigure).where(
        BrandFigure.brand_id == brand_id, BrandFigure.year == year, BrandFigure.replaced_at.is_(None)
    )
    return {row.indicator: row for row in db.session.scalars(asked)}


def has_reported(brand_id: int) -> bool:
    """Whether a brand has reported any year."""
    asked = select(BrandFigure.id).where(BrandFigure.brand_id == brand_id, BrandFigure.replaced_at.is_(None))
    return db.session.scalar(asked.limit(1)) is not None


def years_reported(ids: Sequence[int]) -> set[tuple[int, int]]:
    """Brand and year of every report of these brands."""
    asked = select(BrandFigure.brand_id, BrandFigure.year).where(
        BrandFigure.brand_id.in_(ids), BrandFigure.replaced_at.is_(None)
    )
    return {(number, year) for number, year in db.session.execute(asked.distinct())}


def find_figures(question: FigureQuestion) -> FigurePage:
    """The figures that answer a question, page by page, and their sum."""
    conditions = _conditions(question)
    total, summed = db.session.execute(
        select(func.count(), func.sum(BrandFigure.value)).select_from(BrandFigure).join(Brand).where(*conditions)
    ).one()
    page, pages = page_within(question.page, total=total, size=PAGE_SIZE)
    asked = (
        select(BrandFigure, Brand, Account.name, Account.division_code)
        .join(Brand)
        .outerjoin(Account, Account.id == BrandFigure.entered_by_id)
        .where(*conditions)
        .order_by(BrandFigure.year.desc(), BrandFigure.value.desc(), BrandFigure.id)
    )
    lines = tuple(
        FigureLine(brand=brand, entered=Entered(row=row, by=name or "", by_division=division or ""))
        for row, brand, name, division in db.session.execute(asked.limit(PAGE_SIZE).offset((page - 1) * PAGE_SIZE))
    )
    is_one = len(lines) == 1 and question.brand and question.year and question.indicator
    return FigurePage(
        lines=lines,
        total=total,
        page=page,
        pages=pages,
        sum=int(summed or 0) if question.year and question.indicator in SUMMED else None,
        history=_before(lines[0]) if is_one else (),
    )


def sums_by_keeper(year: int, indicator: Indicator, *, within: str | None = None) -> dict[str, int]:
    """One figure of a year, added up over the brands of each county and of the city itself."""
    keeper = func.substr(Brand.division_code, 1, 6)
    asked = (
        select(keeper, func.sum(BrandFigure.value))
        .select_from(BrandFigure)
        .join(Brand)
        .where(*_conditions(FigureQuestion(within=within, year=year, indicator=indicator)))
        .group_by(keeper)
    )
    found: dict[str, int] = {}
    for code, value in db.session.execute(asked):
        by = code if code in COUNTIES else HOME_CITY
        found[by] = found.get(by, 0) + int(value)
    return found


def _before(line: FigureLine) -> tuple[Entered, ...]:
    row = line.entered.row
    return tuple(one for one in history_of(row.brand_id, row.year, row.indicator) if one.row.replaced_at)


def _conditions(question: FigureQuestion) -> list[ColumnElement[bool]]:
    found = [visible(question.within), BrandFigure.replaced_at.is_(None)]
    if question.brand:
        found.append(Brand.slug == question.brand)
    if question.year is not None:
        found.append(BrandFigure.year == question.year)
    if question.indicator is not None:
        found.append(BrandFigure.indicator == question.indicator)
    if question.category is not None:
        found.append(Brand.category == question.category)
    if question.county == HOME_CITY:
        found.append(func.substr(Brand.division_code, 1, 6).not_in(COUNTIES))
    elif question.county is not None:
        found.append(Brand.division_code.startswith(question.county))
    return found


def _entered(*conditions: ColumnElement[bool]) -> list[Entered]:
    asked = (
        select(BrandFigure, Account.name, Account.division_code)
        .outerjoin(Account, Account.id == BrandFigure.entered_by_id)
        .where(*conditions)
        .order_by(BrandFigure.year, BrandFigure.entered_at, BrandFigure.id)
    )
    return [
        Entered(row=row, by=name or "", by_division=division or "") for row, name, division in db.session.execute(asked)
    ]


def _together(rows: Iterable[Entered]) -> BrandFigures:
    standing: dict[tuple[int, Indicator], Entered] = {}
    replaced = set()
    for entered in rows:
        place = (entered.row.year, entered.row.indicator)
        if entered.row.replaced_at is None:
            standing[place] = entered
        else:
            replaced.add(place)
    return BrandFigures(
        years=tuple(sorted({year for year, _ in standing}, reverse=True)),
        standing=standing,
        replaced=frozenset(replaced),
    )
