"""Yearly figures: what may stand together, and what the standard makes of them."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.brands import Check, Indicator
from domain.brands.figures import (
    BASES,
    CorrectionReasonMissing,
    CorrectionReasonTooLong,
    FigureImpossible,
    PartAboveWhole,
    ReportEmpty,
    ShareAboveOne,
    SourceMissing,
    SourceTooLong,
    YearImplausible,
    ZeroBase,
    check_correction,
    check_enterprise_figures,
    check_figures,
    check_source,
    check_year,
    debt_ratio,
    indicators_of,
    more_needed,
)
from domain.brands.standards import FIGURES

REPORT = {
    Indicator.WORKFORCE: Decimal(3000),
    Indicator.SKILLED_WORKERS: Decimal(1500),
    Indicator.MIGRANT_WORKERS: Decimal(2100),
    Indicator.HARDSHIP_WORKERS: Decimal(300),
    Indicator.MEAN_MONTHLY_WAGE_FEN: Decimal(660_000),
    Indicator.INDUSTRY_MEAN_MONTHLY_WAGE_FEN: Decimal(600_000),
    Indicator.ANNUAL_LABOUR_INCOME_FEN: Decimal(23_760_000_000),
    Indicator.MARKET_SHARE: Decimal("0.2"),
    Indicator.THIRD_PARTY_SATISFACTION: Decimal("0.95"),
    Indicator.PARKS_OR_STARTUP_BASES: Decimal(1),
}


def test_figures_that_make_sense_together_stand():
    check_figures(REPORT)
    check_figures({Indicator.SKILLED_WORKERS: Decimal(10)})


def test_the_indicators_are_exact():
    assert indicators_of(REPORT) == {
        "workforce": 3000,
        "skilled_worker_share": Fraction(1, 2),
        "migrant_worker_share": Fraction(7, 10),
        "hardship_group_share": Fraction(1, 10),
        "wage_premium_over_industry_mean": Fraction(1, 10),
        "annual_labour_income_fen": 23_760_000_000,
        "third_party_satisfaction": Fraction(19, 20),
        "parks_or_startup_bases": 1,
    }


def test_every_indicator_of_a_standard_is_made_of_known_figures():
    of_enterprises = {"fixed_assets_fen", "annual_sales_fen", "debt_to_asset_ratio"}

    assert indicators_of({}).keys() == BASES.keys() == FIGURES.keys() - of_enterprises


@pytest.mark.parametrize("missing", list(Indicator))
def test_a_missing_figure_leaves_its_indicators_without_data(missing):
    found = indicators_of({name: value for name, value in REPORT.items() if name is not missing})

    assert {name for name, value in found.items() if value is None} == {
        name for name, bases in BASES.items() if missing in bases
    }


def test_a_share_of_nobody_says_nothing():
    found = indicators_of(
        REPORT | {Indicator.WORKFORCE: Decimal(0), Indicator.INDUSTRY_MEAN_MONTHLY_WAGE_FEN: Decimal(0)}
    )

    assert found["skilled_worker_share"] is None
    assert found["wage_premium_over_industry_mean"] is None
    assert found["workforce"] == 0


@pytest.mark.parametrize("value", ["-1", "NaN", "Infinity", "sNaN", "1e17", "2.5"])
def test_people_are_whole_and_not_without_number(value):
    with pytest.raises(FigureImpossible) as refusal:
        check_figures(REPORT | {Indicator.WORKFORCE: Decimal(value)})
    assert refusal.value.details["indicator"] is Indicator.WORKFORCE


@pytest.mark.parametrize("share", [Indicator.MARKET_SHARE, Indicator.THIRD_PARTY_SATISFACTION])
def test_a_share_is_at_most_the_whole(share):
    check_figures({share: Decimal(1)})
    with pytest.raises(ShareAboveOne):
        check_figures({share: Decimal("1.0001")})


@pytest.mark.parametrize("part", [Indicator.SKILLED_WORKERS, Indicator.MIGRANT_WORKERS, Indicator.HARDSHIP_WORKERS])
def test_a_part_of_the_people_is_at_most_all_of_them(part):
    check_figures(REPORT | {part: Decimal(3000)})
    with pytest.raises(PartAboveWhole) as refusal:
        check_figures(REPORT | {part: Decimal(3001)})
    assert refusal.value.details == {"indicator": part, "part": 3001, "whole": 3000}


@pytest.mark.parametrize("base", [Indicator.WORKFORCE, Indicator.INDUSTRY_MEAN_MONTHLY_WAGE_FEN])
def test_a_base_of_zero_is_refused(base):
    with pytest.raises(ZeroBase):
        check_figures({base: Decimal(0)})


def test_a_report_says_something():
    with pytest.raises(ReportEmpty):
        check_figures({})


def test_a_year_has_ended_before_it_is_reported():
    check_year(2025, this_year=2026)
    for year in (2026, 2027, 1999, 10**9):
        with pytest.raises(YearImplausible):
            check_year(year, this_year=2026)


def test_a_figure_names_its_source():
    check_source("统计年鉴")
    with pytest.raises(SourceMissing):
        check_source("  ")
    with pytest.raises(SourceTooLong):
        check_source("源" * 301)


def test_who_changes_a_figure_says_why():
    check_correction("统计口径更正")
    with pytest.raises(CorrectionReasonMissing):
        check_correction(" ")
    with pytest.raises(CorrectionReasonTooLong):
        check_correction("因" * 301)


def test_debts_are_a_share_of_assets():
    assert debt_ratio(debts_fen=60, assets_fen=100) == Fraction(3, 5)
    assert debt_ratio(debts_fen=150, assets_fen=100) == Fraction(3, 2)
    with pytest.raises(ZeroBase):
        debt_ratio(debts_fen=0, assets_fen=0)
    for debts, assets in ((-1, 100), (1, -100)):
        with pytest.raises(FigureImpossible):
            debt_ratio(debts_fen=debts, assets_fen=assets)


def at_least(indicator, threshold, operator=">="):
    return Check(indicator=indicator, operator=operator, threshold=Fraction(threshold))


@pytest.mark.parametrize(
    ("check", "more"),
    [
        (at_least("skilled_worker_share", "0.5"), None),
        (at_least("skilled_worker_share", "0.5", ">"), (Indicator.SKILLED_WORKERS, 1)),
        (at_least("skilled_worker_share", "0.50001"), (Indicator.SKILLED_WORKERS, 1)),
        (at_least("hardship_group_share", "0.2"), (Indicator.HARDSHIP_WORKERS, 300)),
        (at_least("wage_premium_over_industry_mean", "0.12"), (Indicator.MEAN_MONTHLY_WAGE_FEN, 12_000)),
        (at_least("skilled_worker_share", "0.4", "<="), None),
        (at_least("workforce", "9000"), None),
        (at_least("debt_to_asset_ratio", "0.6"), None),
    ],
)
def test_what_is_missing_is_said_in_people_and_money(check, more):
    assert more_needed(check, REPORT) == more


def test_without_a_figure_or_its_base_nobody_knows_how_much_is_missing():
    check = at_least("skilled_worker_share", "0.5")
    assert more_needed(check, {Indicator.SKILLED_WORKERS: Decimal(1)}) is None
    assert more_needed(check, {Indicator.WORKFORCE: Decimal(1)}) is None
    assert more_needed(check, {Indicator.SKILLED_WORKERS: Decimal(0), Indicator.WORKFORCE: Decimal(0)}) is None


@given(
    st.integers(0, 5000),
    st.integers(1, 5000),
    st.fractions(0, 1),
    st.sampled_from([">=", ">"]),
    st.sampled_from(["skilled_worker_share", "wage_premium_over_industry_mean"]),
)
def test_what_is_missing_is_just_enough(part, base, threshold, operator, indicator):
    check = Check(indicator=indicator, operator=operator, threshold=threshold)
    figures = dict(zip(BASES[indicator], (Decimal(part), Decimal(base)), strict=True))
    more = more_needed(check, figures)

    holds = [
        check.holds(indicators_of(figures | {BASES[indicator][0]: Decimal(part + added)})[indicator])
        for added in ([0] if more is None else [more[1] - 1, more[1]])
    ]
    assert holds == ([True] if more is None else [False, True])


def test_an_enterprise_reports_what_can_be_and_its_debts_have_a_base():
    figures = {"fixed_assets_fen": 1, "annual_sales_fen": 0, "assets_fen": 10**12, "debts_fen": 2 * 10**12}
    check_enterprise_figures(figures)
    for name, value, refusal in (
        ("fixed_assets_fen", -1, FigureImpossible),
        ("debts_fen", 10**17, FigureImpossible),
        ("assets_fen", 0, ZeroBase),
    ):
        with pytest.raises(refusal) as refused:
            check_enterprise_figures(figures | {name: value})
        assert refused.value.details["indicator"] == name
