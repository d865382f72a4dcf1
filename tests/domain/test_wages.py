"""Wages of different units are compared by the month, and none is below the minimum."""

from datetime import date

import pytest

from domain.wages import (
    MinimumWage,
    PiecesUnstated,
    Wage,
    WageBelowMinimum,
    WageImplausible,
    WageNotPositive,
    WageRangeReversed,
    WageUnit,
    check_wage,
    minimum_wage_on,
    monthly_fen,
)

MINIMUM = MinimumWage(valid_from=date(2024, 1, 1), monthly_fen=2260_00, hourly_fen=22_00)
OLDER = MinimumWage(valid_from=date(2021, 8, 1), monthly_fen=2070_00, hourly_fen=20_00)


def wage(low, high=None, unit=WageUnit.MONTH, pieces=None):
    return Wage(min_fen=low, max_fen=high or low, unit=unit, pieces_per_day=pieces)


def test_three_hundred_a_day_is_six_thousand_five_hundred_a_month():
    assert monthly_fen(300_00, WageUnit.DAY) == 6525_00


def test_twenty_five_an_hour_is_four_thousand_three_hundred_fifty_a_month():
    assert monthly_fen(25_00, WageUnit.HOUR) == 4350_00


def test_a_month_is_a_month():
    assert monthly_fen(5000_00, WageUnit.MONTH) == 5000_00


def test_a_piece_wage_counts_with_its_pieces_and_is_unknown_without():
    assert monthly_fen(3_00, WageUnit.PIECE, 100) == 6525_00
    assert monthly_fen(3_00, WageUnit.PIECE) == 0


def test_a_wage_knows_both_ends_by_the_month():
    paid = wage(200_00, 300_00, WageUnit.DAY)

    assert (paid.monthly_min_fen, paid.monthly_max_fen) == (4350_00, 6525_00)


def test_the_minimum_wage_is_that_of_the_day():
    table = (MINIMUM, OLDER)

    assert minimum_wage_on(date(2023, 12, 31), table) == OLDER
    assert minimum_wage_on(date(2024, 1, 1), table) == MINIMUM
    assert minimum_wage_on(date(2021, 7, 31), table) is None


@pytest.mark.parametrize(
    ("offered", "refusal"),
    [
        (wage(0), WageNotPositive),
        (wage(-1), WageNotPositive),
        (wage(5000_00, 4000_00), WageRangeReversed),
        (wage(3_00, unit=WageUnit.PIECE), PiecesUnstated),
        (wage(5000_00, 10_000_000_00), WageImplausible),
        (wage(2259_99), WageBelowMinimum),
        (wage(21_99, unit=WageUnit.HOUR), WageBelowMinimum),
        (wage(103_90, unit=WageUnit.DAY), WageBelowMinimum),
        (wage(1_03, unit=WageUnit.PIECE, pieces=100), WageBelowMinimum),
    ],
)
def test_a_wage_that_breaks_a_rule_is_refused(offered, refusal):
    with pytest.raises(refusal):
        check_wage(offered, minimum=MINIMUM)


@pytest.mark.parametrize(
    "offered",
    [
        wage(2260_00),
        wage(22_00, unit=WageUnit.HOUR),
        wage(103_91, unit=WageUnit.DAY),
        wage(1_04, unit=WageUnit.PIECE, pieces=100),
    ],
)
def test_the_minimum_itself_may_be_paid(offered):
    check_wage(offered, minimum=MINIMUM)


def test_a_refused_day_wage_says_what_a_day_must_pay():
    with pytest.raises(WageBelowMinimum) as refusal:
        check_wage(wage(80_00, unit=WageUnit.DAY), minimum=MINIMUM)

    floor_fen = refusal.value.details["floor_fen"]
    assert floor_fen == 103_91
    check_wage(wage(floor_fen, unit=WageUnit.DAY), minimum=MINIMUM)


def test_before_the_first_minimum_wage_nothing_is_too_low():
    check_wage(wage(1_00), minimum=None)
