"""Certification: at, just below and just above every threshold of the standard, and with each figure missing."""

from decimal import Decimal
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.brands import (
    AttestationUnusable,
    BrandCategory,
    CategoryUnknown,
    IndicatorUnusable,
    Outcome,
    assess,
    read_standard,
)
from domain.brands.standards import FIGURES
from reference.certification import trial_standard

STANDARD = read_standard(trial_standard())
MILLION = 1_000_000

STEP = {"people": 1, "sites": 1, "fen": 1, "ratio": 0.0001}
NUMERIC = [
    (category, condition.id, check)
    for category in BrandCategory
    for condition in STANDARD.conditions(category)
    for check in condition.checks
]
"""Whatever the standard asks in figures: a condition that is added to its file is tested by being there."""
HOLDS = {"<": lambda steps: steps < 0, "<=": lambda steps: steps <= 0, ">": lambda steps: steps > 0}
HOLDS[">="] = lambda steps: steps >= 0
JUST_ENOUGH = {"<": -1, "<=": 0, ">": 1, ">=": 0}


def stepped(check, steps):
    return float(check.threshold) + steps * STEP[check.unit]


def just_enough(category):
    """The least figures with which a brand of a category passes."""
    asked = [check for one, _, check in NUMERIC if one is category]
    return {check.indicator: stepped(check, JUST_ENOUGH[check.operator]) for check in asked}


GOOD = {name: figure for category in BrandCategory for name, figure in just_enough(category).items()}
GOOD["workforce"] = 30_000
"""With these a brand passes in whatever category."""


def attested(category):
    return {condition.id: True for condition in STANDARD.conditions(category)}


def result_of(number, category, indicators, attestations=None):
    found = assess(category, indicators, attested(category) if attestations is None else attestations, STANDARD)
    return next(result for result in found.conditions if result.id == number), found


@pytest.mark.parametrize("category", list(BrandCategory))
def test_a_brand_that_reaches_every_threshold_passes(category):
    assessment = assess(category, just_enough(category), attested(category), STANDARD)

    assert assessment.passed
    assert assess(category, GOOD, attested(category), STANDARD).passed
    assert assessment.missing == ()
    assert assessment.version == "2022-trial"
    assert {result.outcome for result in assessment.conditions} == {Outcome.MET}


BESIDE = [
    (category, number, check, steps)
    for category, number, check in NUMERIC
    for steps in (-1, 0, 1)
    if FIGURES[check.indicator].may_be(Fraction(str(stepped(check, steps))))
]


@pytest.mark.parametrize(
    ("category", "number", "check", "steps"), BESIDE, ids=lambda case: getattr(case, "indicator", case)
)
def test_the_threshold_decides_to_the_last_step(category, number, check, steps):
    wanted = HOLDS[check.operator](steps)

    result, assessment = result_of(number, category, just_enough(category) | {check.indicator: stepped(check, steps)})

    assert result.outcome == ("met" if wanted else "not_met")
    assert assessment.passed == (wanted or result.condition.is_aim)
    assert f"{check.threshold.numerator}" in result.reason or f"{float(check.threshold)}" in result.reason
    assert [check.shortfall for check in result.checks if check.outcome == "met"] == [0] * (
        len(result.checks) - (not wanted)
    )
    if not wanted and steps:
        assert "off" in result.reason


@pytest.mark.parametrize(("category", "number", "check"), NUMERIC, ids=lambda case: getattr(case, "indicator", case))
@pytest.mark.parametrize("how", ["none", "absent"])
def test_a_missing_figure_is_no_data_and_says_so(category, number, check, how):
    figures = {name: value for name, value in just_enough(category).items() if name != check.indicator}
    if how == "none":
        figures[check.indicator] = None

    result, assessment = result_of(number, category, figures)

    assert result.outcome == "no_data"
    assert f"{check.indicator}: not reported" in result.reason
    assert assessment.passed == result.condition.is_aim


@pytest.mark.parametrize("category", list(BrandCategory))
def test_each_condition_that_nobody_attested_stands_in_the_way_alone(category):
    for condition in STANDARD.conditions(category):
        if condition.kind == "numeric":
            continue
        said = attested(category)
        del said[condition.id]
        unsaid, assessment = result_of(condition.id, category, GOOD, said)
        assert unsaid.outcome == "no_data"
        assert "nobody has attested it yet" in unsaid.reason
        assert [result.id for result in assessment.missing] == [condition.id]

        denied, assessment = result_of(condition.id, category, GOOD, said | {condition.id: False})
        assert denied.outcome == "not_met"
        assert "an official has not found it" in denied.reason
        assert not assessment.passed


def test_a_figure_that_is_not_met_weighs_more_than_evidence_that_is_missing():
    said = attested("livelihood")
    del said["B8"]

    assert result_of("B8", "livelihood", GOOD | {"parks_or_startup_bases": 0}, said)[0].outcome == "not_met"
    assert result_of("B8", "livelihood", GOOD, said)[0].outcome == "no_data"


def test_an_aim_never_refuses():
    aim, assessment = result_of("B7", "livelihood", GOOD | {"debt_to_asset_ratio": 0.60})

    assert aim.outcome == "not_met"
    assert "and the threshold is not enough" in aim.reason
    assert assessment.passed


def test_one_leading_enterprise_must_meet_all_three_not_three_enterprises_one_each():
    three = [
        {"fixed_assets_fen": 5_000 * MILLION, "annual_sales_fen": 1, "debt_to_asset_ratio": 0.7},
        {"fixed_assets_fen": 1, "annual_sales_fen": 20_000 * MILLION, "debt_to_asset_ratio": 0.7},
        {"fixed_assets_fen": 1, "annual_sales_fen": 1, "debt_to_asset_ratio": 0.2},
    ]
    figures = {name: GOOD[name] for name in ("workforce", "parks_or_startup_bases")}

    def aim_of(enterprises):
        found = assess("culture_tourism", figures, {}, STANDARD, leading_enterprises=enterprises)
        return next(result for result in found.conditions if result.id == "B7")

    assert aim_of(three).outcome == "not_met"
    assert aim_of([]).outcome == "no_data"
    whole = {"fixed_assets_fen": 4_000 * MILLION, "annual_sales_fen": 15_000 * MILLION, "debt_to_asset_ratio": 0.2}
    assert aim_of([*three, whole]).outcome == "met"


@pytest.mark.parametrize("word", ["C3", "C3.national", "C3.provincial", "C3.municipal"])
def test_one_of_several_recognitions_is_enough(word):
    said = attested("culture_tourism")
    del said["C3"]

    assert result_of("C3", "culture_tourism", GOOD, said)[0].outcome == "no_data"
    assert result_of("C3", "culture_tourism", GOOD, said | {word: True})[0].outcome == "met"
    assert result_of("C3", "culture_tourism", GOOD, said | {word: False})[0].outcome == "not_met"
    assert result_of("C3", "culture_tourism", GOOD, said | {"C3.national": False, word: True})[0].outcome == "met"


@pytest.mark.parametrize("word", ["livelihood", BrandCategory.LIVELIHOOD, "民生保障类"])
def test_a_category_is_known_by_its_member_its_value_and_its_chinese_name(word):
    assert assess(word, GOOD, {}, STANDARD).category is BrandCategory.LIVELIHOOD


@pytest.mark.parametrize("word", ["", "Livelihood", "民生", None, 3, ["livelihood"]])
def test_a_category_that_nobody_knows_is_refused_by_name(word):
    with pytest.raises(CategoryUnknown):
        assess(word, GOOD, {}, STANDARD)


@pytest.mark.parametrize(
    "value",
    [float("nan"), float("inf"), float("-inf"), -1, -0.01, True, False, "0.5", "", [], b"1", Decimal("NaN")],
    ids=repr,
)
@pytest.mark.parametrize("indicator", [name for name, figure in FIGURES.items() if not figure.least])
def test_what_is_no_figure_is_refused_and_named(indicator, value):
    for category in BrandCategory:
        asked = {check.indicator for condition in STANDARD.conditions(category) for check in condition.checks}
        if indicator in asked:
            with pytest.raises(IndicatorUnusable) as refusal:
                assess(category, GOOD | {indicator: value}, {}, STANDARD)
            assert refusal.value.details["indicator"] == indicator


@pytest.mark.parametrize(
    ("category", "indicator"),
    [
        ("mid_high_skill", "skilled_worker_share"),
        ("quality_service", "third_party_satisfaction"),
        ("livelihood", "migrant_worker_share"),
        ("livelihood", "hardship_group_share"),
    ],
)
def test_a_share_above_one_is_refused_and_one_is_not(category, indicator):
    with pytest.raises(IndicatorUnusable):
        assess(category, GOOD | {indicator: 1.0001}, {}, STANDARD)
    assert assess(category, GOOD | {indicator: 1}, attested(category), STANDARD).passed


def test_people_may_earn_less_than_others_and_enterprises_owe_more_than_they_have():
    assert result_of("S2", "mid_high_skill", GOOD | {"wage_premium_over_industry_mean": -0.2})[0].outcome == "not_met"
    assert result_of("B7", "mid_high_skill", GOOD | {"debt_to_asset_ratio": 1.4})[0].outcome == "not_met"
    with pytest.raises(IndicatorUnusable):
        assess("mid_high_skill", GOOD | {"wage_premium_over_industry_mean": -1.01}, {}, STANDARD)


@pytest.mark.parametrize("word", ["yes", 1, 0, "", []])
def test_an_attestation_is_yes_or_no(word):
    with pytest.raises(AttestationUnusable) as refusal:
        assess("livelihood", GOOD, {"B1": word}, STANDARD)
    assert refusal.value.details["condition"] == "B1"


def test_what_the_standard_does_not_ask_for_is_not_looked_at():
    assert assess("culture_tourism", GOOD | {"market_share": "large"}, attested("livelihood") | {"X": 1}, STANDARD)


@pytest.mark.parametrize("number", [0.1, Decimal("0.1"), Fraction(1, 10), np.float64(0.1), np.float32(0.1)])
def test_a_tenth_is_a_tenth_however_it_is_written(number):
    assert result_of("S2", "mid_high_skill", GOOD | {"wage_premium_over_industry_mean": number})[0].outcome == "met"


def test_a_number_with_hundreds_of_digits_is_a_number():
    assert result_of("S1", "mid_high_skill", GOOD | {"workforce": 10**400})[0].outcome == "met"


def test_the_reason_shows_the_arithmetic():
    reason = result_of("S1", "mid_high_skill", GOOD | {"workforce": 2_999})[0].reason
    assert reason == "workforce: 2999 people, asked is >= 3000 people, 1 people off"
    reason = result_of("S3", "mid_high_skill", GOOD | {"skilled_worker_share": Fraction(1499, 3000)})[0].reason
    assert reason.startswith("skilled_worker_share: 0.499666666666667 (49.9666666666667 %), asked is >= 0.5 (50 %)")
    reason = result_of("L3", "livelihood", GOOD | {"annual_labour_income_fen": 249_999_999_999})[0].reason
    assert "249999999999 fen (2499999999.99 yuan)" in reason
    reason = result_of("C3", "culture_tourism", GOOD, {"C3.national": True})[0].reason
    assert reason == "product_recognition (one of national, provincial, municipal): attested"


@given(
    st.dictionaries(st.sampled_from(sorted(GOOD)), st.fractions(0, 1) | st.none() | st.integers(0, 1)),
    st.dictionaries(st.sampled_from([f"B{n}" for n in range(1, 12)]), st.booleans()),
    st.sampled_from(BrandCategory),
)
def test_a_brand_passes_exactly_when_nothing_that_can_refuse_is_open(indicators, attestations, category):
    assessment = assess(category, indicators, attestations, STANDARD)

    assert [result.id for result in assessment.conditions] == [one.id for one in STANDARD.conditions(category)]
    binding = [result for result in assessment.conditions if not result.condition.is_aim]
    assert assessment.passed == all(result.outcome is Outcome.MET for result in binding)
    assert all(result.reason for result in assessment.conditions)
