"""Fairs: what a special recruitment fair is, the states it goes through, and what an official may change."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from domain.errors import RuleBroken

if TYPE_CHECKING:
    from datetime import date, time

LONGEST_TITLE = 60
LONGEST_VENUE = 100
LONGEST_REASON = 300


class FairState(StrEnum):
    """Where a fair stands."""

    PROPOSED = "proposed"
    PUBLISHED = "published"
    HELD = "held"
    CANCELLED = "cancelled"


class FairMode(StrEnum):
    """Where people meet."""

    ON_SITE = "on_site"
    ONLINE = "online"
    BOTH = "both"


FAIR_TRANSITIONS: dict[FairState, frozenset[FairState]] = {
    FairState.PROPOSED: frozenset({FairState.PUBLISHED, FairState.CANCELLED}),
    FairState.PUBLISHED: frozenset({FairState.HELD, FairState.CANCELLED}),
    FairState.HELD: frozenset(),
    FairState.CANCELLED: frozenset({FairState.PROPOSED}),
}
"""What the clock cancelled because it made no sense any more, it proposes again when it does."""


class FairTransitionRefused(RuleBroken):
    """A fair cannot go from its state to that one."""


class FairFixed(RuleBroken):
    """Only a proposal is changed: of a published fair people have been told."""


class FairTitleMissing(RuleBroken):
    """A fair has no title."""

    field = "title"


class FairTitleTooLong(RuleBroken):
    """The title of a fair is longer than a line on a phone can bear."""

    field = "title"


class VenueMissing(RuleBroken):
    """A fair on site has no place where people meet."""

    field = "venue"


class VenueTooLong(RuleBroken):
    """A venue is longer than an address."""

    field = "venue"


class FairDayPast(RuleBroken):
    """A fair would be held on a day that is over, or today: nobody could come any more."""

    field = "held_on"


class FairHoursReversed(RuleBroken):
    """A fair would close before it opens."""

    field = "closes_at"


class FairDayTaken(RuleBroken):
    """The division has another fair on this day."""

    field = "held_on"


class FairWithoutBooths(RuleBroken):
    """A fair without an enterprise is not published."""


class FairReasonMissing(RuleBroken):
    """A fair is cancelled without a reason."""

    field = "reason"


class FairReasonTooLong(RuleBroken):
    """A reason is longer than people read."""

    field = "reason"


class VacancyAtFairAlready(RuleBroken):
    """The fair shows this vacancy already."""

    field = "vacancy"


class VacancyUnknown(RuleBroken):
    """There is no open vacancy with this number."""

    field = "vacancy"


def check_transition(state: FairState, target: FairState) -> None:
    """Raises FairTransitionRefused unless the table allows the step."""
    if target not in FAIR_TRANSITIONS[state]:
        raise FairTransitionRefused(state=state, target=target)


def check_editable(state: FairState) -> None:
    """Raises FairFixed unless the fair is a proposal."""
    if state is not FairState.PROPOSED:
        raise FairFixed(state=state)


def check_details(
    *, title: str, venue: str, mode: FairMode, held_on: date, opens_at: time, closes_at: time, today: date
) -> None:
    """Refuse details with which nobody could find the fair; the refusal names the field.

    Raises FairTitleMissing, FairTitleTooLong, VenueMissing, VenueTooLong, FairDayPast or FairHoursReversed.
    """
    if not title.strip():
        raise FairTitleMissing
    if len(title) > LONGEST_TITLE:
        raise FairTitleTooLong(length=len(title), most=LONGEST_TITLE)
    if not venue.strip() and mode is not FairMode.ONLINE:
        raise VenueMissing
    if len(venue) > LONGEST_VENUE:
        raise VenueTooLong(length=len(venue), most=LONGEST_VENUE)
    if held_on <= today:
        raise FairDayPast(held_on=held_on)
    if closes_at <= opens_at:
        raise FairHoursReversed


def check_publication(*, state: FairState, held_on: date, booths: int, today: date) -> None:
    """Whether a proposal may be published. Raises FairTransitionRefused, FairDayPast or FairWithoutBooths."""
    check_transition(state, FairState.PUBLISHED)
    if held_on <= today:
        raise FairDayPast(held_on=held_on)
    if not booths:
        raise FairWithoutBooths


def check_reason(reason: str) -> None:
    """Whether somebody can learn from it why. Raises FairReasonMissing or FairReasonTooLong."""
    if not reason.strip():
        raise FairReasonMissing
    if len(reason) > LONGEST_REASON:
        raise FairReasonTooLong(length=len(reason), most=LONGEST_REASON)
