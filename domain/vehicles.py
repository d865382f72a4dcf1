"""Vehicles of a batch: which there are, and who sits where: companions side by side, one vehicle after the other."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from domain.errors import RuleBroken
from domain.labour_export import LONGEST_NAME, RosterState

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

MOST_SEATS = 200
"""◇ Of one vehicle; whoever takes a train books a part of it."""
MOST_VEHICLES = 40
LONGEST_PLATE = 20
LONGEST_MEETING_POINT = 100
PAIR = 2

SITS = frozenset({RosterState.AGREED, RosterState.CONTRACTED})
"""Who gets a seat: those who have said yes and not left yet."""


class VehicleKind(StrEnum):
    """What takes people there."""

    COACH = "coach"
    MINIBUS = "minibus"
    TRAIN = "train"
    AIRCRAFT = "aircraft"
    OTHER = "other"


class VehicleSeatsImplausible(RuleBroken):
    """A vehicle has no seat, or more than any has."""

    field = "seats"


class VehicleSeatsTaken(RuleBroken):
    """A vehicle would have fewer seats than the highest that somebody has been given."""

    field = "seats"


class PlateTooLong(RuleBroken):
    """A plate or a train number is longer than any."""

    field = "plate"


class MeetingPointTooLong(RuleBroken):
    """Where people meet is said in more words than anybody reads."""

    field = "meeting_point"


class DriverNameTooLong(RuleBroken):
    """The name of a driver is longer than anybody's."""

    field = "driver_name"


class DriverPhoneInvalid(RuleBroken):
    """The driver could not be called: this is no phone number."""

    field = "driver_phone"


class TooManyVehicles(RuleBroken):
    """A batch has more vehicles than one group travels with."""


class NotEnoughSeats(RuleBroken):
    """More people are to be seated than the vehicles have seats."""


class SeatUnknown(RuleBroken):
    """The vehicle has no seat with this number."""

    field = "number"


class NotToBeSeated(RuleBroken):
    """Only who has said yes and has not left yet gets a seat."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """A vehicle with the seats that are taken already."""

    id: int
    seats: int
    taken: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A seat of a vehicle; seats are numbered from 1, and 1-2, 3-4 and so on are side by side."""

    vehicle_id: int
    number: int


def check_vehicle(
    *, seats: int, highest_taken: int, plate: str, meeting_point: str, driver_name: str, vehicles: int
) -> None:
    """Refuse a vehicle that makes no sense beside `vehicles` others; the refusal names the field.

    Raises TooManyVehicles, VehicleSeatsImplausible, VehicleSeatsTaken, PlateTooLong, MeetingPointTooLong or
    DriverNameTooLong.
    """
    if vehicles >= MOST_VEHICLES:
        raise TooManyVehicles(most=MOST_VEHICLES)
    if not 1 <= seats <= MOST_SEATS:
        raise VehicleSeatsImplausible(most=MOST_SEATS)
    if seats < highest_taken:
        raise VehicleSeatsTaken(highest=highest_taken)
    if len(plate) > LONGEST_PLATE:
        raise PlateTooLong(most=LONGEST_PLATE)
    if len(meeting_point) > LONGEST_MEETING_POINT:
        raise MeetingPointTooLong(most=LONGEST_MEETING_POINT)
    if len(driver_name) > LONGEST_NAME:
        raise DriverNameTooLong(most=LONGEST_NAME)


def check_seat(state: RosterState, number: int, *, seats: int) -> None:
    """Whether somebody may be given a seat of a vehicle. Raises NotToBeSeated or SeatUnknown."""
    if state not in SITS:
        raise NotToBeSeated(state=state)
    if not 1 <= number <= seats:
        raise SeatUnknown(most=seats)


def assign_seats(groups: Sequence[Sequence[int]], rooms: Sequence[Room]) -> dict[int, Place]:
    """Give everybody a seat, vehicle by vehicle in their order; who travels together sits together.

    A group goes into one vehicle where one has room for it; two sit side by side, three and four in a row where they
    can. Groups are taken in the order given, larger ones first. Raises NotEnoughSeats.
    """
    people = sum(map(len, groups))
    free = sum(room.seats - len(room.taken) for room in rooms)
    if people > free:
        raise NotEnoughSeats(people=people, seats=free)
    waiting = sorted(groups, key=len, reverse=True)
    seated: dict[int, Place] = {}
    left_over: dict[int, list[int]] = {}
    for room in rooms:
        boarding, waiting = _fill(waiting, room.seats - len(room.taken))
        empty = set(range(1, room.seats + 1)) - room.taken
        # Two by two first: a pair has no other seats than a pair of them, three can sit across the aisle.
        for group in sorted(boarding, key=lambda group: (len(group) == 1, len(group) != PAIR, -len(group))):
            block = _block(empty, len(group))
            empty -= set(block)
            seated |= {person: Place(room.id, number) for person, number in zip(group, block, strict=True)}
        left_over[room.id] = sorted(empty)
    # A group for which no vehicle had room is parted rather than left at home.
    rest = [Place(room_id, number) for room_id, numbers in left_over.items() for number in numbers]
    parted = [person for group in waiting for person in group]
    return seated | dict(zip(parted, rest, strict=False))


def _fill(groups: Sequence[Sequence[int]], room: int) -> tuple[list[Sequence[int]], list[Sequence[int]]]:
    """The groups that go into a vehicle, and those that wait for the next."""
    boarding, waiting = [], []
    for group in groups:
        if len(group) <= room:
            boarding.append(group)
            room -= len(group)
        else:
            waiting.append(group)
    return boarding, waiting


def _block(empty: Collection[int], size: int) -> list[int]:
    """So many free seats together: from a window on, else in a row of numbers, else wherever they are."""
    runs = [[*range(first, first + size)] for first in sorted(empty)]
    whole = [run for run in runs if all(number in empty for number in run)]
    from_window = [run for run in whole if size == 1 or run[0] % 2]
    return next(iter(from_window or whole), sorted(empty)[:size])
