"""Batches: an agency's group for an export order, its seats, its departure, and who travels with whom."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from domain.divisions import county_of
from domain.errors import RuleBroken
from domain.labour_export import LONGEST_NAME, UNDER_WAY, BatchState, RosterState

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from datetime import date

MOST_SEATS = 2000
"""◇ More people than this do not travel as one group."""


class SeatsImplausible(RuleBroken):
    """A batch has no seat, or more than travel as one group."""

    field = "seats"


class SeatsBelowPromised(RuleBroken):
    """A batch would have fewer seats than workers who have been told that they have one."""

    field = "seats"


class MoreSeatsThanAsked(RuleBroken):
    """An agency takes more seats than the order has left."""

    field = "seats"


class DepartureOutsideWindow(RuleBroken):
    """A batch would leave on a day that the order does not allow."""

    field = "departs_on"


class EscortNameTooLong(RuleBroken):
    """The name of an escort is longer than anybody's."""

    field = "escort_name"


class EscortPhoneInvalid(RuleBroken):
    """The escort could not be called: this is no phone number."""

    field = "escort_phone"


class BatchNotForming(RuleBroken):
    """The batch has left, or was cancelled: it is not changed any more."""


class AgencyNotVerified(RuleBroken):
    """Only an agency whose licence an official has seen may send people."""


def batch_state_of(standing: BatchState, roster: Collection[RosterState]) -> BatchState:
    """Where a batch stands, as its people do: on the way once the first has left, arrived once nobody is on the way."""
    if standing is BatchState.CANCELLED or not UNDER_WAY.intersection(roster):
        return standing
    return BatchState.DEPARTED if RosterState.DEPARTED in roster else BatchState.ARRIVED


def check_batch(
    *, seats: int, promised: int, seats_left: int, departs_on: date | None, departs_from: date, departs_until: date
) -> None:
    """Refuse a batch that makes no sense; `promised` seats of it are known to workers, the order has `seats_left`.

    Raises SeatsImplausible, SeatsBelowPromised, MoreSeatsThanAsked or DepartureOutsideWindow.
    """
    if not 1 <= seats <= MOST_SEATS:
        raise SeatsImplausible(seats=seats, most=MOST_SEATS)
    if seats < promised:
        raise SeatsBelowPromised(seats=seats, promised=promised)
    if seats > seats_left:
        raise MoreSeatsThanAsked(seats=seats, seats_left=seats_left)
    if departs_on is not None and not departs_from <= departs_on <= departs_until:
        raise DepartureOutsideWindow(departs_from=departs_from, departs_until=departs_until)


def check_escort(name: str) -> None:
    """Raises EscortNameTooLong. Whether a phone number can exist is asked where numbers are read."""
    if len(name) > LONGEST_NAME:
        raise EscortNameTooLong(most=LONGEST_NAME)


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenBatch:
    """An agency's group with seats that nobody has been told of yet."""

    id: int
    division_code: str
    """Where the agency is at home."""
    seats: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Placement:
    """Somebody whom the matching gives a seat of an order."""

    worker_id: int
    vacancy_id: int
    division_code: str
    """Where the worker lives."""
    score: float


def share_among_batches(
    placements: Sequence[Placement], batches: Sequence[OpenBatch], *, together: Collection[Collection[int]] = ()
) -> dict[int, tuple[Placement, ...]]:
    """Which batch takes whom: neighbours travel together where they can, the best fit first, and nobody is left over.

    Workers who go `together` come into one batch where one has room for them. Each batch first takes people of its
    agency's county, then fills up; ties go to the lower number, so the same people always make the same batches. The
    batches must have a seat for everybody.
    """
    by_worker = {placement.worker_id: placement for placement in placements}
    groups = [[by_worker[worker] for worker in group if worker in by_worker] for group in together]
    grouped = {placement.worker_id for group in groups for placement in group}
    units = [group for group in groups if group] + [
        [placement] for placement in placements if placement.worker_id not in grouped
    ]
    waiting = sorted(units, key=_dearest_first)
    seated: dict[int, list[Placement]] = defaultdict(list)
    in_order = sorted(batches, key=lambda batch: batch.id)
    for own_county in (True, False):
        for batch in in_order:
            left_over = []
            for unit in waiting:
                are_neighbours = county_of(unit[0].division_code) == county_of(batch.division_code)
                if len(seated[batch.id]) + len(unit) <= batch.seats and (are_neighbours or not own_county):
                    seated[batch.id].extend(unit)
                else:
                    left_over.append(unit)
            waiting = left_over
    # A group that is larger than the room of every batch is parted: all of them go, if not in one bus.
    parted = [placement for unit in waiting for placement in unit]
    for batch in in_order:
        room = batch.seats - len(seated[batch.id])
        seated[batch.id].extend(parted[:room])
        parted = parted[room:]
    if parted:
        raise ValueError(f"{len(parted)} people more than seats")
    return {batch_id: tuple(people) for batch_id, people in seated.items() if people}


def _dearest_first(unit: Sequence[Placement]) -> tuple[int, float, int]:
    """Larger groups before smaller ones, because they find room first; then the best fit."""
    best = max(placement.score for placement in unit)
    return (-len(unit), -best, min(placement.worker_id for placement in unit))
