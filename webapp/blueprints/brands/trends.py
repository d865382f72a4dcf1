"""Figures over the years, as pictures and the tables beside them: numbers in the unit in which people say them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from flask_babel import lazy_gettext as _

from domain.brands import Indicator
from webapp.labels import label
from webapp.presentation import brand_name, in_unit, unit_of
from webapp.reads.brand_figures import FigureQuestion

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

    from webapp.models import Brand
    from webapp.reads.brand_figures import BrandFigures

FEWEST_YEARS = 2
"""A single year is no trend."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """A figure of a year in a picture."""

    value: Decimal | None
    shown: Decimal | None
    """In the unit of the picture."""
    question: FigureQuestion | None
    """What the figure is traced by."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Trend:
    """Lines over the same years."""

    title: Any
    unit: Any
    years: tuple[int, ...]
    """The earliest first."""
    lines: tuple[tuple[str, Indicator, tuple[Point, ...]], ...]
    """For each its name, what it shows, and a point a year."""


PICTURES: tuple[tuple[Any, tuple[Indicator, ...]], ...] = (
    (
        _("People at work"),
        (
            Indicator.WORKFORCE,
            Indicator.SKILLED_WORKERS,
            Indicator.MIGRANT_WORKERS,
            Indicator.HARDSHIP_WORKERS,
        ),
    ),
    (
        _("Monthly wage beside the industry"),
        (Indicator.MEAN_MONTHLY_WAGE_FEN, Indicator.INDUSTRY_MEAN_MONTHLY_WAGE_FEN),
    ),
    (_("Output and labour income"), (Indicator.OUTPUT_FEN, Indicator.ANNUAL_LABOUR_INCOME_FEN)),
    (label(Indicator.MARKET_SHARE), (Indicator.MARKET_SHARE,)),
    (label(Indicator.THIRD_PARTY_SATISFACTION), (Indicator.THIRD_PARTY_SATISFACTION,)),
)
"""What is shown together, because it has one unit and is read together."""


def trends_of(figures: BrandFigures, brand: Brand, *, within: str | None = None) -> list[Trend]:
    """The pictures of one brand; none of what it has not reported for two years."""
    years = figures.years[::-1]
    found = []
    for title, indicators in PICTURES:
        lines = tuple(
            (str(label(indicator)), indicator, _points(figures, brand, indicator, years, within=within))
            for indicator in indicators
            if sum(figures.value(year, indicator) is not None for year in years) >= FEWEST_YEARS
        )
        if lines:
            found.append(Trend(title=title, unit=unit_of(indicators[0]), years=years, lines=lines))
    return found


def comparison_of(chosen: Sequence[tuple[Brand, BrandFigures]], indicator: Indicator) -> Trend | None:
    """One figure of several brands over all the years that any of them has reported."""
    years = tuple(sorted({year for _brand, figures in chosen for year in figures.years}))
    lines = tuple(
        (brand_name(brand), indicator, _points(figures, brand, indicator, years)) for brand, figures in chosen
    )
    if not any(point.value is not None for _name, _indicator, points in lines for point in points):
        return None
    return Trend(title=label(indicator), unit=unit_of(indicator), years=years, lines=lines)


def _points(
    figures: BrandFigures, brand: Brand, indicator: Indicator, years: Sequence[int], *, within: str | None = None
) -> tuple[Point, ...]:
    return tuple(
        Point(
            value=value,
            shown=None if value is None else in_unit(value, indicator),
            question=None
            if value is None
            else FigureQuestion(within=within, brand=brand.slug, year=year, indicator=indicator),
        )
        for year in years
        for value in (figures.value(year, indicator),)
    )
