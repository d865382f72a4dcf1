"""What each step of a place on a roster asks for: a day, a coded reason, a contract; and who is told of it."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from domain.errors import RuleBroken
from domain.labour_export import LONGEST_REASON, RosterReasonTooLong, RosterState
from domain.messages import MessageKind

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

S = RosterState


class ConsentWay(StrEnum):
    """How a worker said yes or no."""

    OWN_PAGE = "own_page"
    CODE_TO_AGENCY = "code_to_agency"
    """The worker read the one-time code to the agency."""
    CODE_ON_PAGE = "code_on_page"
    """The worker typed the one-time code on the page of the place, without an account."""


class StepReason(StrEnum):
    """Why somebody did not come, or left before the contract was over."""

    NOT_REACHED = "not_reached"
    ILL = "ill"
    FAMILY = "family"
    CHANGED_MIND = "changed_mind"
    OTHER_WORK = "other_work"
    WAGE_NOT_AS_AGREED = "wage_not_as_agreed"
    WORK_NOT_AS_AGREED = "work_not_as_agreed"
    HOUSING = "housing"
    INJURY = "injury"
    NOT_SETTLED = "not_settled"
    DISMISSED = "dismissed"
    NO_WORK_LEFT = "no_work_left"
    OTHER = "other"


R = StepReason
REASONS: Mapping[RosterState, tuple[StepReason, ...]] = {
    S.NO_SHOW: (R.NOT_REACHED, R.ILL, R.FAMILY, R.CHANGED_MIND, R.OTHER_WORK, R.OTHER),
    S.LEFT_EARLY: (
        R.WAGE_NOT_AS_AGREED,
        R.WORK_NOT_AS_AGREED,
        R.HOUSING,
        R.INJURY,
        R.ILL,
        R.FAMILY,
        R.NOT_SETTLED,
        R.OTHER_WORK,
        R.DISMISSED,
        R.NO_WORK_LEFT,
        R.OTHER,
    ),
}
"""The steps that have a coded reason, and which they may have."""
AGAINST_EMPLOYER = frozenset({R.WAGE_NOT_AS_AGREED, R.WORK_NOT_AS_AGREED, R.HOUSING, R.INJURY})
"""Who leaves like this says something about the place, not about the worker."""

TELLS_WORKER: Mapping[RosterState, MessageKind] = {
    S.NOTIFIED: MessageKind.PLACE_OFFERED,
    S.CONTRACTED: MessageKind.PLACE_MOVED,
    S.REMOVED: MessageKind.PLACE_MOVED,
    S.NO_SHOW: MessageKind.PLACE_MOVED,
    S.LEFT_EARLY: MessageKind.PLACE_MOVED,
    S.DEPARTED: MessageKind.PLACE_NOTED,
    S.ARRIVED: MessageKind.PLACE_NOTED,
    S.RETAINED_1M: MessageKind.PLACE_NOTED,
    S.RETAINED_3M: MessageKind.PLACE_NOTED,
    S.RETAINED_6M: MessageKind.PLACE_NOTED,
    S.RETURNED: MessageKind.PLACE_NOTED,
}
"""What an agency enters about a worker, the worker hears of: what is not so can be contradicted."""


class StepReasonMissing(RuleBroken):
    """Nobody says why somebody did not come or left early."""

    field = "why"


class StepReasonUnfit(RuleBroken):
    """This is no reason for such a step."""

    field = "why"


class StepReasonUntold(RuleBroken):
    """The reason is another than those of the list, and nobody says which."""

    field = "reason"


class StepDayImplausible(RuleBroken):
    """A step is said to have happened before the one that it follows, or in the future."""

    field = "happened_on"


class NotToBeAsked(RuleBroken):
    """Somebody looks for no work now, or has withdrawn the consent to be matched: nobody tells them of a place."""


class ReturnBeforeEnd(RuleBroken):
    """Somebody came home before the contract was over: that is leaving early, and has a reason."""


def check_reason(target: RosterState, *, why: StepReason | None, reason: str) -> None:
    """The coded reason of a step. Raises StepReasonMissing, StepReasonUnfit, StepReasonUntold, RosterReasonTooLong."""
    offered = REASONS.get(target, ())
    if offered and why is None:
        raise StepReasonMissing(target=target)
    if why is not None and why not in offered:
        raise StepReasonUnfit(why=why)
    if why is StepReason.OTHER and not reason.strip():
        raise StepReasonUntold
    if len(reason) > LONGEST_REASON:
        raise RosterReasonTooLong(length=len(reason), most=LONGEST_REASON)


def check_day(happened_on: date, *, not_before: date | None, today: date) -> None:
    """A step happens on the day of the one before it or later, and not tomorrow. Raises StepDayImplausible."""
    if happened_on > today or (not_before is not None and happened_on < not_before):
        raise StepDayImplausible(earliest=not_before or today, latest=today)


def check_return(*, ends_on: date | None, happened_on: date) -> None:
    """Whoever comes home has worked until the end of the contract. Raises ReturnBeforeEnd."""
    if ends_on is not None and happened_on < ends_on:
        raise ReturnBeforeEnd(ends_on=ends_on)
