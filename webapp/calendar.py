"""The one clock of entry points: now in UTC, today in Shanghai, and which days are holidays."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import chinese_calendar

SHANGHAI = ZoneInfo("Asia/Shanghai")
SATURDAY = 5


def now() -> datetime:
    """This moment, aware, in UTC."""
    return datetime.now(UTC)


def today() -> date:
    """This day in Shanghai."""
    return datetime.now(SHANGHAI).date()


def start_of(day: date) -> datetime:
    """The moment, in UTC, with which a day begins in Shanghai."""
    return datetime.combine(day, time.min, tzinfo=SHANGHAI).astimezone(UTC)


def is_public_holiday(day: date) -> bool:
    """Whether a day is a public holiday, or a weekend that is one; a plain weekend is not.

    The State Council announces a year's holidays the autumn before. For a year that is not known yet the fixed ones
    count: New Year, Labour Day, National Day.
    """
    try:
        is_off, name = chinese_calendar.get_holiday_detail(day)
        return bool(is_off and name)
    except NotImplementedError:
        return (day.month, day.day) in {(1, 1), (5, 1), (10, 1), (10, 2), (10, 3)}


def is_working_day(day: date) -> bool:
    """Whether people work on a day; a weekend that is worked in exchange for a holiday counts."""
    try:
        return bool(chinese_calendar.is_workday(day))
    except NotImplementedError:
        return day.weekday() < SATURDAY and not is_public_holiday(day)
