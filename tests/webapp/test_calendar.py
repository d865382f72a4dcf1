"""Which days are holidays, and which weekends are worked."""

from datetime import UTC, date

import pytest

from webapp.calendar import is_public_holiday, is_working_day, now, today


@pytest.mark.parametrize("day", [date(2026, 10, 1), date(2026, 2, 17), date(2030, 1, 1), date(2030, 10, 2)])
def test_holidays_are_holidays_even_of_years_that_nobody_has_announced(day):
    assert is_public_holiday(day)
    assert not is_working_day(day)


@pytest.mark.parametrize("day", [date(2026, 11, 28), date(2030, 11, 23)])
def test_a_plain_saturday_is_free_but_no_holiday(day):
    assert not is_public_holiday(day)
    assert not is_working_day(day)


def test_a_saturday_that_is_worked_for_a_holiday_is_a_working_day():
    assert is_working_day(date(2026, 10, 10))
    assert not is_public_holiday(date(2026, 10, 10))


@pytest.mark.parametrize("day", [date(2026, 11, 23), date(2030, 11, 25)])
def test_a_monday_is_a_working_day(day):
    assert is_working_day(day)


def test_now_is_aware_and_today_is_a_day():
    assert now().tzinfo is UTC
    assert abs((now().date() - today()).days) <= 1
