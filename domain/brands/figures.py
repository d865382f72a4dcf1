"""Yearly figures of a brand: which may stand together, and what the standard's indicators are of them."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from math import floor
from typing import TYPE_CHECKING

from domain.brands.library import Indicator
from domain.errors import RuleBroken

if TYPE_CHECKING:
    from collections.abc import Mapping

    from domain.brands.standards import Check

FIRST_YEAR = 2000
LARGEST_FIGURE = Decimal(10) ** 16
"""No figure of a city comes near: what is larger has a digit too many."""
PARTS = (Indicator.SKILLED_WORKERS, Indicator.MIGRANT_WORKERS, Indicator.HARDSHIP_WORKERS)
"""Each is a part of the workforce; they overlap, so that their sum may be above it."""
SHARES = frozenset({Indicator.MARKET_SHARE, Indicator.THIRD_PARTY_SATISFACTION})
LONGEST_SOURCE = 300
PREMIUM = "wage_premium_over_industry_mean"
"""The only indicator of two figures that is no share: by what part the one is above the other."""


class FigureImpossible(RuleBroken):
    """A figure is negative, no number, or larger than anything that is counted."""


class ShareAboveOne(RuleBroken):
    """A share is more than the whole."""


class PartAboveWhole(RuleBroken):
    """A part of the workforce is larger than the workforce."""


class ZeroBase(RuleBroken):
    """A share has a base of zero, so that it says nothing."""


class SourceMissing(RuleBroken):
    """A figure without a source cannot be held against anything."""

    field = "source"


class SourceTooLong(RuleBroken):
    """A source is longer than anybody reads."""

    field = "source"


class YearImplausible(RuleBroken):
    """A year lies ahead, has not ended, or lies before the city kept brands."""

    field = "year"


class YearReported(RuleBroken):
    """A brand has reported the year already; a figure of it is corrected, with a reason, and not reported twice."""

    field = "year"


class ReportEmpty(RuleBroken):
    """A report has no figure at all."""


class CorrectionReasonMissing(RuleBroken):
    """Nobody says why a figure is changed that others have read."""

    field = "reason"


class CorrectionReasonTooLong(RuleBroken):
    """The reason for a correction is longer than anybody reads."""

    field = "reason"


class FigureUnchanged(RuleBroken):
    """A correction says what stands already."""

    field = "value"


def check_year(year: int, *, this_year: int) -> None:
    """A report is for a year that has ended. Raises YearImplausible."""
    if not FIRST_YEAR <= year < this_year:
        raise YearImplausible(first=FIRST_YEAR, last=this_year - 1)


def check_source(source: str) -> None:
    """Raises SourceMissing or SourceTooLong."""
    if not source.strip():
        raise SourceMissing
    if len(source) > LONGEST_SOURCE:
        raise SourceTooLong(length=len(source), most=LONGEST_SOURCE)


def check_figures(figures: Mapping[Indicator, Decimal]) -> None:
    """Whether the figures of a year may stand together; the refusal names the indicator at fault in `indicator`.

    Raises ReportEmpty, FigureImpossible, ShareAboveOne, PartAboveWhole or ZeroBase.
    """
    if not figures:
        raise ReportEmpty
    for indicator, value in figures.items():
        check_figure(indicator, value)
    workforce = figures.get(Indicator.WORKFORCE)
    if workforce == 0:
        raise ZeroBase(indicator=Indicator.WORKFORCE)
    for part in PARTS:
        if workforce is not None and figures.get(part, 0) > workforce:
            raise PartAboveWhole(indicator=part, part=figures[part], whole=workforce)
    if figures.get(Indicator.INDUSTRY_MEAN_MONTHLY_WAGE_FEN) == 0:
        raise ZeroBase(indicator=Indicator.INDUSTRY_MEAN_MONTHLY_WAGE_FEN)


def check_figure(indicator: Indicator, value: Decimal) -> None:
    """Whether one figure is possible. Raises FigureImpossible or ShareAboveOne."""
    if not value.is_finite() or not 0 <= value <= LARGEST_FIGURE:
        raise FigureImpossible(indicator=indicator)
    if indicator in SHARES:
        if value > 1:
            raise ShareAboveOne(indicator=indicator)
    elif value != value.to_integral_value():
        raise FigureImpossible(indicator=indicator)


def indicators_of(figures: Mapping[Indicator, Decimal]) -> dict[str, Fraction | None]:
    """The indicators of the standard, exactly, from the figures of one year; None where a figure for them is missing.

    A share with a base of zero is no data: the annex asks for shares of people who are there.
    """
    workforce = figures.get(Indicator.WORKFORCE)
    return {
        "workforce": _fraction(workforce),
        "skilled_worker_share": _share(figures.get(Indicator.SKILLED_WORKERS), workforce),
        "migrant_worker_share": _share(figures.get(Indicator.MIGRANT_WORKERS), workforce),
        "hardship_group_share": _share(figures.get(Indicator.HARDSHIP_WORKERS), workforce),
        PREMIUM: _premium(
            figures.get(Indicator.MEAN_MONTHLY_WAGE_FEN), figures.get(Indicator.INDUSTRY_MEAN_MONTHLY_WAGE_FEN)
        ),
        "annual_labour_income_fen": _fraction(figures.get(Indicator.ANNUAL_LABOUR_INCOME_FEN)),
        "third_party_satisfaction": _fraction(figures.get(Indicator.THIRD_PARTY_SATISFACTION)),
        "parks_or_startup_bases": _fraction(figures.get(Indicator.PARKS_OR_STARTUP_BASES)),
    }


BASES: dict[str, tuple[Indicator, ...]] = {
    "workforce": (Indicator.WORKFORCE,),
    "skilled_worker_share": (Indicator.SKILLED_WORKERS, Indicator.WORKFORCE),
    "migrant_worker_share": (Indicator.MIGRANT_WORKERS, Indicator.WORKFORCE),
    "hardship_group_share": (Indicator.HARDSHIP_WORKERS, Indicator.WORKFORCE),
    PREMIUM: (Indicator.MEAN_MONTHLY_WAGE_FEN, Indicator.INDUSTRY_MEAN_MONTHLY_WAGE_FEN),
    "annual_labour_income_fen": (Indicator.ANNUAL_LABOUR_INCOME_FEN,),
    "third_party_satisfaction": (Indicator.THIRD_PARTY_SATISFACTION,),
    "parks_or_startup_bases": (Indicator.PARKS_OR_STARTUP_BASES,),
}
"""Which reported figures an indicator of the standard is made of; a page shows them beside it."""


def more_needed(check: Check, figures: Mapping[Indicator, Decimal]) -> tuple[Indicator, int] | None:
    """How much more of a reported figure would be enough while its base stays: so many skilled workers, so much wage.

    None where the threshold is reached or asks for less, where the indicator is a figure by itself, and where one of
    its two figures is missing.
    """
    bases = BASES.get(check.indicator, ())
    if len(bases) != 2 or not check.operator.startswith(">"):  # noqa: PLR2004  a figure and its base
        return None
    part, base = (figures.get(indicator) for indicator in bases)
    if part is None or not base:
        return None
    exact = (check.threshold + (1 if check.indicator == PREMIUM else 0)) * Fraction(base)
    least = -floor(-exact) if check.operator == ">=" else floor(exact) + 1
    return (bases[0], least - int(part)) if least > part else None


def check_correction(reason: str) -> None:
    """Who changes a figure that others have read says why. Raises CorrectionReasonMissing or …TooLong."""
    if not reason.strip():
        raise CorrectionReasonMissing
    if len(reason) > LONGEST_SOURCE:
        raise CorrectionReasonTooLong(length=len(reason), most=LONGEST_SOURCE)


def check_enterprise_figures(figures: Mapping[str, int]) -> None:
    """What a leading enterprise reports, in fen; a refusal names the figure at fault in `indicator`.

    Raises FigureImpossible, or ZeroBase where there are no assets of which debts could be a share.
    """
    for name, value in figures.items():
        if not 0 <= value <= LARGEST_FIGURE:
            raise FigureImpossible(indicator=name)
    if figures["assets_fen"] == 0:
        raise ZeroBase(indicator="assets_fen")


def debt_ratio(*, debts_fen: int, assets_fen: int) -> Fraction:
    """Debts as a share of all assets. Raises FigureImpossible or ZeroBase."""
    if debts_fen < 0 or assets_fen < 0:
        raise FigureImpossible(indicator="debt_to_asset_ratio")
    if assets_fen == 0:
        raise ZeroBase(indicator="debt_to_asset_ratio")
    return Fraction(debts_fen, assets_fen)


def _fraction(value: Decimal | None) -> Fraction | None:
    return None if value is None else Fraction(value)


def _share(part: Decimal | None, whole: Decimal | None) -> Fraction | None:
    return None if part is None or not whole else Fraction(part) / Fraction(whole)


def _premium(wage: Decimal | None, usual: Decimal | None) -> Fraction | None:
    return None if wage is None or not usual else Fraction(wage) / Fraction(usual) - 1
