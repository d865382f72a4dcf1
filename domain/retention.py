"""Retention: whether people who went away are still at work after one, three and six months, asked when it is due."""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from domain.errors import RuleBroken
from domain.export_contracts import months_after
from domain.labour_export import RosterState

if TYPE_CHECKING:
    from collections.abc import Mapping

MONTHS: Mapping[RosterState, int] = {
    RosterState.RETAINED_1M: 1,
    RosterState.RETAINED_3M: 3,
    RosterState.RETAINED_6M: 6,
}
"""Which check leads to which state, and after how many months at work it is due (DOMAIN §7)."""
SEEN_AHEAD = timedelta(days=3)
"""◇ So long before a check is due it stands on the agency's list."""
LATE_AFTER = timedelta(days=14)
"""◇ A check that nobody has made so long after it was due is late."""
REMIND_EVERY = timedelta(days=7)
"""◇ Whoever has not checked is reminded again."""


class CheckMethod(StrEnum):
    """How an agency knows that somebody is still at work."""

    CALLED_WORKER = "called_worker"
    EMPLOYER_LIST = "employer_list"
    PAYROLL = "payroll"
    VISIT = "visit"


class CheckMethodMissing(RuleBroken):
    """Somebody is said to be still at work, and nobody says how that is known."""

    field = "method"


class CheckTooEarly(RuleBroken):
    """Nobody can know before the day that somebody is still at work then."""

    field = "happened_on"


def due_dates(arrived_on: date) -> dict[int, date]:
    """When each check is due, by its months, for somebody who began to work on a day."""
    return {months: months_after(arrived_on, months) for months in MONTHS.values()}


def check_made(*, due_on: date, happened_on: date, method: CheckMethod | None) -> None:
    """Whether a check may be entered. Raises CheckMethodMissing or CheckTooEarly."""
    if method is None:
        raise CheckMethodMissing
    if happened_on < due_on:
        raise CheckTooEarly(due_on=due_on)


def is_late(due_on: date, *, today: date) -> bool:
    """Whether a check should have been made long ago."""
    return today > due_on + LATE_AFTER


def is_to_be_reminded(due_on: date, *, reminded_on: date | None, today: date) -> bool:
    """Whether an agency hears of a check today: once when it comes near, then every week."""
    if today < due_on - SEEN_AHEAD:
        return False
    return reminded_on is None or today >= reminded_on + REMIND_EVERY
