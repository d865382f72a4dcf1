"""Inspections: a lot that anybody can draw again."""

from collections import Counter
from datetime import date, timedelta
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.inspections import (
    Finding,
    FindingsMissing,
    FindingsTooLong,
    InspectionTitleMissing,
    InspectionTitleTooLong,
    LotForged,
    SampleImplausible,
    VisitDayImplausible,
    VisitReported,
    check_campaign,
    check_visit,
    draw,
    fingerprint,
)

DRAWN, TODAY = date(2026, 11, 10), date(2026, 11, 24)
BRANDS = tuple(range(1, 40))
SEED = "7d1f0c"


def test_the_same_lot_draws_the_same_brands_whoever_draws():
    drawn = draw(BRANDS, 5, seed=SEED, published=fingerprint(SEED))

    assert drawn == draw(BRANDS[::-1], 5, seed=SEED, published=fingerprint(SEED))
    by_hand = sorted(BRANDS, key=lambda number: sha256(f"7d1f0c:{number}".encode()).hexdigest())[:5]
    assert list(drawn) == by_hand


def test_a_lot_with_another_fingerprint_is_refused():
    with pytest.raises(LotForged):
        draw(BRANDS, 5, seed=SEED + "1", published=fingerprint(SEED))


@pytest.mark.parametrize("size", [0, -1, 40])
def test_a_sample_is_a_part_of_the_brands(size):
    with pytest.raises(SampleImplausible):
        draw(BRANDS, size, seed=SEED, published=fingerprint(SEED))


@given(st.sets(st.integers(1, 2**31), min_size=1, max_size=60), st.text(max_size=20), st.data())
def test_a_sample_has_its_size_and_no_brand_twice(population, seed, data):
    size = data.draw(st.integers(1, len(population)))
    drawn = draw(population, size, seed=seed, published=fingerprint(seed))

    assert len(drawn) == len(set(drawn)) == size
    assert set(drawn) <= population
    assert drawn == draw(population, len(population), seed=seed, published=fingerprint(seed))[:size]


def test_no_brand_is_drawn_more_often_than_others():
    counts = Counter()
    for lot in range(2000):
        counts.update(draw(range(10), 3, seed=str(lot), published=fingerprint(str(lot))))

    assert all(520 <= counts[number] <= 680 for number in range(10)), counts


def test_a_campaign_has_a_title_and_a_sample():
    check_campaign(title="四季度抽查", sample_size=3, population=10)
    with pytest.raises(InspectionTitleMissing):
        check_campaign(title=" ", sample_size=3, population=10)
    with pytest.raises(InspectionTitleTooLong):
        check_campaign(title="题" * 61, sample_size=3, population=10)
    for size in (0, 11):
        with pytest.raises(SampleImplausible):
            check_campaign(title="四季度抽查", sample_size=size, population=10)


def report(finding, findings, *, is_reported=False, visited_on=TODAY):
    check_visit(finding, findings, is_reported=is_reported, visited_on=visited_on, drawn_on=DRAWN, today=TODAY)


def test_a_visit_is_reported_once_and_says_what_it_found():
    report(Finding.IN_ORDER, "")
    report(Finding.FAILED, "从业人员明显不足")
    with pytest.raises(VisitReported):
        report(Finding.IN_ORDER, "", is_reported=True)
    with pytest.raises(FindingsTooLong):
        report(Finding.IN_ORDER, "多" * 1001)
    for finding in (Finding.TO_IMPROVE, Finding.FAILED):
        with pytest.raises(FindingsMissing):
            report(finding, " ")


def test_a_visit_is_made_after_the_draw_and_before_it_is_reported():
    for day in (DRAWN, TODAY):
        report(Finding.IN_ORDER, "", visited_on=day)
    for day in (DRAWN - timedelta(days=1), TODAY + timedelta(days=1)):
        with pytest.raises(VisitDayImplausible):
            report(Finding.IN_ORDER, "", visited_on=day)
