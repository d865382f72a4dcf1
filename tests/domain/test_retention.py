"""Retention: when people are asked about, how it is known, and how often an agency is reminded."""

from datetime import date, timedelta

import pytest

from domain.labour_export import AT_WORK, TRANSITIONS, RosterState
from domain.retention import (
    LATE_AFTER,
    MONTHS,
    REMIND_EVERY,
    SEEN_AHEAD,
    CheckMethod,
    CheckMethodMissing,
    CheckTooEarly,
    check_made,
    due_dates,
    is_late,
    is_to_be_reminded,
)

ARRIVED = date(2026, 8, 31)
DUE = date(2026, 11, 30)
ONE_DAY = timedelta(days=1)


def test_people_are_asked_about_one_three_and_six_months_after_they_arrived():
    assert due_dates(ARRIVED) == {1: date(2026, 9, 30), 3: DUE, 6: date(2027, 2, 28)}
    assert set(MONTHS) == AT_WORK - {RosterState.ARRIVED}
    assert all(source in AT_WORK for source, target in TRANSITIONS if target in MONTHS)


def test_nobody_is_known_to_be_still_there_before_the_day():
    check_made(due_on=DUE, happened_on=DUE, method=CheckMethod.PAYROLL)
    with pytest.raises(CheckTooEarly):
        check_made(due_on=DUE, happened_on=DUE - ONE_DAY, method=CheckMethod.PAYROLL)
    with pytest.raises(CheckMethodMissing):
        check_made(due_on=DUE, happened_on=DUE, method=None)


def test_an_agency_is_reminded_when_a_check_comes_near_and_then_every_week():
    assert not is_to_be_reminded(DUE, reminded_on=None, today=DUE - SEEN_AHEAD - ONE_DAY)
    assert is_to_be_reminded(DUE, reminded_on=None, today=DUE - SEEN_AHEAD)
    assert not is_to_be_reminded(DUE, reminded_on=DUE, today=DUE)
    assert not is_to_be_reminded(DUE, reminded_on=DUE, today=DUE + REMIND_EVERY - ONE_DAY)
    assert is_to_be_reminded(DUE, reminded_on=DUE, today=DUE + REMIND_EVERY)


def test_a_check_that_nobody_makes_is_late_in_the_end():
    assert not is_late(DUE, today=DUE + LATE_AFTER)
    assert is_late(DUE, today=DUE + LATE_AFTER + ONE_DAY)
