"""Duplicates: two profiles that may be one person, on which evidence, and what an official may make of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from domain.applications import LIVE, ApplicationState
from domain.errors import RuleBroken
from domain.fair_tickets import TicketState

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

UNDO_WITHIN = timedelta(days=30)
"""◇ Afterwards too much has grown on what was put together."""
LONGEST_REASON = 200


class PairGround(StrEnum):
    """Why two profiles may be one person."""

    SAME_IDENTITY = "same_identity"
    SAME_PHONE_NAME_YEAR = "same_phone_name_year"


class PairState(StrEnum):
    """What became of two profiles that are alike."""

    OPEN = "open"
    TWO_PEOPLE = "two_people"
    MERGED = "merged"


MOVES: Mapping[PairState, frozenset[PairState]] = {
    PairState.OPEN: frozenset({PairState.TWO_PEOPLE, PairState.MERGED}),
    PairState.TWO_PEOPLE: frozenset({PairState.OPEN}),
    PairState.MERGED: frozenset({PairState.OPEN}),
}
"""Where an official may take a pair; back to open is to undo."""


class PairDecided(RuleBroken):
    """A pair has been decided already, or cannot go there."""


class PairReasonMissing(RuleBroken):
    """Two profiles are said to be two people without a reason."""

    field = "reason"


class PairReasonTooLong(RuleBroken):
    """A reason is longer than its line."""

    field = "reason"


class BothOnRosters(RuleBroken):
    """Both profiles hold a place of labour export, and one person cannot travel twice."""


class NotOfThisPair(RuleBroken):
    """The profile that is to be kept is neither of the two."""

    field = "keep"


class UndoTooLate(RuleBroken):
    """What was put together so long ago stays together."""


class UndoImpossible(RuleBroken):
    """The profile that was kept has itself gone into another; that has to be undone first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """What of a profile says who it is."""

    name: str
    phone: str
    birth_year: int
    blind_index: str = ""
    """Of the identity number; empty where none is known."""


def grounds_of(one: Person, other: Person) -> frozenset[PairGround]:
    """The evidence that two profiles are one person. Two different identity numbers are two people."""
    if one.blind_index and other.blind_index:
        return frozenset({PairGround.SAME_IDENTITY}) if one.blind_index == other.blind_index else frozenset()
    same = (one.phone, one.name, one.birth_year) == (other.phone, other.name, other.birth_year)
    return frozenset({PairGround.SAME_PHONE_NAME_YEAR}) if same else frozenset()


def state_after_looking(
    state: PairState | None, *, before: frozenset[PairGround], found: frozenset[PairGround]
) -> PairState | None:
    """Where a pair stands after it was looked at again; None where it is no pair (any more).

    What an official has decided stands, unless there is evidence that was not known then.
    """
    if state is PairState.MERGED:
        return state
    if state is PairState.TWO_PEOPLE and not found - before:
        return state
    return PairState.OPEN if found else None


def check_move(state: PairState, target: PairState) -> None:
    """Raises PairDecided."""
    if target not in MOVES[state]:
        raise PairDecided(state=state)


def check_two_people(state: PairState, reason: str) -> None:
    """Raises PairDecided, PairReasonMissing or PairReasonTooLong."""
    check_move(state, PairState.TWO_PEOPLE)
    if not reason.strip():
        raise PairReasonMissing
    if len(reason) > LONGEST_REASON:
        raise PairReasonTooLong(length=len(reason), most=LONGEST_REASON)


def check_merge(state: PairState, *, both_travel: bool) -> None:
    """Raises PairDecided or BothOnRosters."""
    check_move(state, PairState.MERGED)
    if both_travel:
        raise BothOnRosters


def check_undo(state: PairState, *, decided_at: datetime, at: datetime, kept_is_gone: bool) -> None:
    """Whether what was decided may be taken back. Raises PairDecided, UndoTooLate or UndoImpossible."""
    check_move(state, PairState.OPEN)
    if state is PairState.MERGED:
        if at > decided_at + UNDO_WITHIN:
            raise UndoTooLate(days=UNDO_WITHIN.days)
        if kept_is_gone:
            raise UndoImpossible


def is_further(state: ApplicationState, than: ApplicationState) -> bool:
    """Of two live applications of one person for one vacancy, whether the first has come further."""
    course = [one for one in ApplicationState if one in LIVE]
    return course.index(state) > course.index(than)


TICKET_WORTH = {
    TicketState.CANCELLED: 0,
    TicketState.WAITING: 1,
    TicketState.BOOKED: 2,
    TicketState.CHECKED_IN: 3,
}
"""Of two tickets of one person for one fair the one that is worth more is kept."""
