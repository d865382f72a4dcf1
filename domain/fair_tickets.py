"""Tickets of a fair: who comes when, who waits for a place, and who was let in."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from domain.errors import RuleBroken
from domain.fairs import FairMode, FairState

SLOT_MINUTES = 60
"""◇ Visitors choose the hour in which they come."""
PLACES_PER_BOOTH = 12
"""◇ Visitors an enterprise can speak to at its booth within a slot."""
MOST_NOTED = 2000
LONGEST_CODE = 20
NOTED = re.compile(r"(?:\S*/)?(?P<code>\w+)/?(?:[\s,;，；]+(?P<hour>[01]?\d|2[0-3])[:：](?P<minute>[0-5]\d))?")
"""A code, or the whole address that a scanner reads; and the time, if one likes."""


class TicketState(StrEnum):
    """Where a ticket stands."""

    BOOKED = "booked"
    WAITING = "waiting"
    """The slot is full: the first who waits gets the first place that is given back."""
    CHECKED_IN = "checked_in"
    CANCELLED = "cancelled"


TICKET_TRANSITIONS: dict[TicketState, frozenset[TicketState]] = {
    TicketState.BOOKED: frozenset({TicketState.CHECKED_IN, TicketState.CANCELLED}),
    TicketState.WAITING: frozenset({TicketState.BOOKED, TicketState.CHECKED_IN, TicketState.CANCELLED}),
    TicketState.CHECKED_IN: frozenset(),
    TicketState.CANCELLED: frozenset({TicketState.BOOKED, TicketState.WAITING}),
}
"""Who waits and comes all the same is let in: the door decides by its eyes, the booking only by numbers."""

COMES = frozenset({TicketState.BOOKED, TicketState.CHECKED_IN})
"""Those who hold a place in their slot."""


class FairTakesNoVisitors(RuleBroken):
    """The fair is not published, takes place online only, or is over."""


class SlotUnknown(RuleBroken):
    """The fair has no such slot."""

    field = "slot"


class TicketHeld(RuleBroken):
    """The worker has a ticket for this fair already."""


class TicketTransitionRefused(RuleBroken):
    """A ticket cannot go from its state to that one."""


class TicketUnknown(RuleBroken):
    """No ticket of this fair has such a code."""

    field = "code"


class NotTheDayOfTheFair(RuleBroken):
    """Nobody is let in on another day than that of the fair."""


class NothingNoted(RuleBroken):
    """There is no line to bring in."""

    field = "noted"


class TooMuchNoted(RuleBroken):
    """More lines than a door notes in a day."""

    field = "noted"


@dataclass(frozen=True, slots=True)
class Noted:
    """A line that was noted at the door while there was no network."""

    line: str
    code: str
    at: time | None
    """When somebody was let in, where that was noted, too."""


@dataclass(frozen=True, slots=True)
class Slot:
    """A part of the opening hours, and how many visitors it holds."""

    starts_at: time
    capacity: int


def slots_of(*, opens_at: time, closes_at: time, booths: int) -> tuple[Slot, ...]:
    """The slots of a fair: one for each begun hour, each with PLACES_PER_BOOTH places for each booth.

    The last one is shorter where the hours are not whole, and holds as many fewer.
    """
    day = date.min
    start, end = datetime.combine(day, opens_at), datetime.combine(day, closes_at)
    slots = []
    while start < end:
        minutes = min(timedelta(minutes=SLOT_MINUTES), end - start) / timedelta(minutes=1)
        slots.append(Slot(start.time(), max(int(booths * PLACES_PER_BOOTH * minutes / SLOT_MINUTES), 1)))
        start += timedelta(minutes=SLOT_MINUTES)
    return tuple(slots)


def check_visitors(*, state: FairState, mode: FairMode, held_on: date, today: date) -> None:
    """Whether people can book a place. Raises FairTakesNoVisitors."""
    if state is not FairState.PUBLISHED or mode is FairMode.ONLINE or held_on < today:
        raise FairTakesNoVisitors(state=state, held_on=held_on)


def seat(*, taken: int, capacity: int) -> TicketState:
    """What somebody gets who books now."""
    return TicketState.BOOKED if taken < capacity else TicketState.WAITING


def check_transition(state: TicketState, target: TicketState) -> None:
    """Raises TicketTransitionRefused unless the table allows the step."""
    if target not in TICKET_TRANSITIONS[state]:
        raise TicketTransitionRefused(state=state, target=target)


def check_in(state: TicketState, *, held_on: date, today: date) -> None:
    """Whether somebody is let in. Raises NotTheDayOfTheFair or TicketTransitionRefused."""
    if held_on != today:
        raise NotTheDayOfTheFair(held_on=held_on)
    check_transition(state, TicketState.CHECKED_IN)


def read_code(text: str) -> str:
    """The code that was typed; a scanner types the whole address that the picture holds."""
    return text.rstrip("/").rsplit("/", 1)[-1].upper()[:LONGEST_CODE]


def read_noted(text: str) -> tuple[Noted, ...]:
    """The lines that were noted at a door, each code once. Raises NothingNoted or TooMuchNoted.

    A line that nobody can read is a code that no ticket has: whoever wrote it sees it again.
    """
    found: dict[str, Noted] = {}
    for line in filter(None, map(str.strip, text.splitlines())):
        read = NOTED.fullmatch(line)
        code = (read["code"] if read else line).upper()
        at = time(int(read["hour"]), int(read["minute"])) if read and read["hour"] else None
        found.setdefault(code, Noted(line, code, at))
    if not found:
        raise NothingNoted
    if len(found) > MOST_NOTED:
        raise TooMuchNoted(most=MOST_NOTED)
    return tuple(found.values())
