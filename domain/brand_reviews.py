"""Reviews: every quarter each certified brand is held against the standard again (article 三).

Who falls below it has time to mend that, until a deadline; after it the certificate is suspended. A brand leaves the
library by an official's act only.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from domain.errors import RuleBroken

if TYPE_CHECKING:
    from collections.abc import Mapping

DEADLINE = timedelta(days=90)
"""◇ How long a brand has to mend what a review has found."""
REMINDERS = (30, 7, 0)
"""◇ So many days before the deadline a brand is reminded."""
STALE_YEARS = 2
"""◇ Figures of an older year than the one before last say nothing of a brand today."""
LONGEST_REASON = 300


@dataclass(frozen=True, slots=True, order=True)
class Quarter:
    """A quarter of a year."""

    year: int
    number: int

    def __str__(self) -> str:
        return f"{self.year}Q{self.number}"


class CaseState(StrEnum):
    """Where a rectification case stands."""

    OPEN = "open"
    SUSPENDED = "suspended"
    RECTIFIED = "rectified"
    EXITED = "exited"


UNSETTLED = frozenset({CaseState.OPEN, CaseState.SUSPENDED})

CASE_MOVES: Mapping[CaseState, frozenset[CaseState]] = {
    CaseState.OPEN: frozenset({CaseState.RECTIFIED, CaseState.SUSPENDED, CaseState.EXITED}),
    CaseState.SUSPENDED: frozenset({CaseState.RECTIFIED, CaseState.EXITED}),
    CaseState.RECTIFIED: frozenset(),
    CaseState.EXITED: frozenset(),
}


class CaseMoveRefused(RuleBroken):
    """A case is not in a state in which this is possible."""


class CaseReasonMissing(RuleBroken):
    """Nobody says why a case ends, or a certificate is suspended."""

    field = "reason"


class CaseReasonTooLong(RuleBroken):
    """A reason is longer than anybody reads."""

    field = "reason"


class StillBelow(RuleBroken):
    """A case does not end as mended while the brand is below the standard."""


class DeadlineImplausible(RuleBroken):
    """A new deadline lies before the old one, or more than a year ahead."""

    field = "due_on"


class ClockReason(StrEnum):
    """Why the night suspends a brand, where an official would write a sentence."""

    DEADLINE_PASSED = "deadline_passed"
    CERTIFICATE_ENDED = "certificate_ended"


class CaseNews(StrEnum):
    """What a brand is told of its case."""

    OPENED = "opened"
    REMINDED = "reminded"
    EXTENDED = "extended"
    SUSPENDED = "suspended"
    RECTIFIED = "rectified"
    EXITED = "exited"


class CaseAction(StrEnum):
    """What the night does about a case."""

    NOTHING = "nothing"
    REMIND = "remind"
    SUSPEND = "suspend"


def quarter_of(day: date) -> Quarter:
    """The quarter that a day lies in."""
    return Quarter(day.year, (day.month + 2) // 3)


def due_on(opened_on: date) -> date:
    """The last day to mend what was found."""
    return opened_on + DEADLINE


def newest_year_needed(today: date) -> int:
    """The oldest year whose figures still count."""
    return today.year - STALE_YEARS


def check_case_move(state: CaseState, to: CaseState, *, reason: str, passes: bool) -> None:
    """Whether a case may move. Raises CaseMoveRefused, CaseReasonMissing, CaseReasonTooLong or StillBelow."""
    if to not in CASE_MOVES[state]:
        raise CaseMoveRefused(state=state)
    if not reason.strip():
        raise CaseReasonMissing
    if len(reason) > LONGEST_REASON:
        raise CaseReasonTooLong(length=len(reason), most=LONGEST_REASON)
    if to is CaseState.RECTIFIED and not passes:
        raise StillBelow


def check_deadline(new: date, *, old: date, today: date) -> None:
    """More time may be given, never less. Raises DeadlineImplausible."""
    if not max(old, today) < new <= today + timedelta(days=365):
        raise DeadlineImplausible(after=max(old, today))


def action_due(*, state: CaseState, last_day: date, reminded_on: date | None, passes: bool, today: date) -> CaseAction:
    """What the night does about a case: remind once at each step towards the deadline, suspend after it.

    A brand that has come up again is not suspended: an official looks and ends the case.
    """
    if state is not CaseState.OPEN:
        return CaseAction.NOTHING
    if today > last_day:
        return CaseAction.NOTHING if passes else CaseAction.SUSPEND
    reached = [last_day - timedelta(days=days) for days in REMINDERS if today >= last_day - timedelta(days=days)]
    if reached and (reminded_on is None or reminded_on < max(reached)):
        return CaseAction.REMIND
    return CaseAction.NOTHING
