"""Halls: where booths can stand, where people come in, and the way between two spots."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from domain.errors import RuleBroken
from domain.fair_registrations import BoothSize

LONGEST_NAME = 60
LONGEST_ADDRESS = 100
MOST_ROWS, MOST_IN_A_ROW, MOST_ROOMS = 12, 20, 10
AISLE, BOOTH_WIDTH, DOUBLE_WIDTH, BOOTH_DEPTH, ROOM_WIDTH, ROOM_DEPTH = 30, 30, 60, 20, 40, 30
"""◇ Decimetres; aisles are wide enough for two wheelchairs (GB 50763)."""


class SpotKind(StrEnum):
    """What a spot of a hall is for."""

    BOOTH = "booth"
    ROOM = "room"
    """A closed room for interviews."""


class HallNameMissing(RuleBroken):
    """A hall has no name."""

    field = "name"


class HallNameTooLong(RuleBroken):
    """The name of a hall is longer than its line."""

    field = "name"


class HallNameTaken(RuleBroken):
    """The place has another hall of this name."""

    field = "name"


class HallAddressTooLong(RuleBroken):
    """The address of a hall is longer than its line."""

    field = "address"


class RowsImplausible(RuleBroken):
    """A hall has no row of booths, or more than any."""

    field = "rows"


class RowTooLong(RuleBroken):
    """A row has no booth, or more than any hall is wide."""

    field = "booths"


class TooManyRooms(RuleBroken):
    """A hall has more rooms for interviews than its wall is long."""

    field = "rooms"


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """A place in a hall; lengths in decimetres from the upper left corner."""

    id: int
    number: str
    area: str
    x: int
    y: int
    width: int
    depth: int
    kind: SpotKind = SpotKind.BOOTH
    size: BoothSize = BoothSize.SINGLE
    has_power: bool = False

    @property
    def centre(self) -> tuple[float, float]:
        """The middle of it."""
        return self.x + self.width / 2, self.y + self.depth / 2


@dataclass(frozen=True, slots=True, kw_only=True)
class HallLayout:
    """A hall, with where people come in."""

    width: int
    depth: int
    entrance: tuple[int, int]
    spots: tuple[Spot, ...]

    @property
    def booths(self) -> tuple[Spot, ...]:
        """The spots where enterprises stand, by number."""
        return tuple(sorted((s for s in self.spots if s.kind is SpotKind.BOOTH), key=lambda spot: spot.number))

    @property
    def rooms(self) -> tuple[Spot, ...]:
        """The rooms for interviews, by number."""
        return tuple(sorted((s for s in self.spots if s.kind is SpotKind.ROOM), key=lambda spot: spot.number))


def check_hall(*, name: str, address: str, rows: int, booths: int, rooms: int) -> None:
    """Whether there can be such a hall; `booths` are those of a row.

    Raises HallNameMissing, HallNameTooLong, HallAddressTooLong, RowsImplausible, RowTooLong or TooManyRooms.
    """
    if not name.strip():
        raise HallNameMissing
    if len(name) > LONGEST_NAME:
        raise HallNameTooLong(length=len(name), most=LONGEST_NAME)
    if len(address) > LONGEST_ADDRESS:
        raise HallAddressTooLong(length=len(address), most=LONGEST_ADDRESS)
    if not 1 <= rows <= MOST_ROWS:
        raise RowsImplausible(most=MOST_ROWS)
    if not 1 <= booths <= MOST_IN_A_ROW:
        raise RowTooLong(most=MOST_IN_A_ROW)
    if not 0 <= rooms <= MOST_ROOMS:
        raise TooManyRooms(most=MOST_ROOMS)


def walk(one: Spot, other: Spot) -> float:
    """The way between two spots in decimetres: along the aisles, which run along the walls."""
    (x, y), (to_x, to_y) = one.centre, other.centre
    return abs(x - to_x) + abs(y - to_y)


def lay_out(*, rows: int, booths: int, rooms: int) -> HallLayout:
    """A hall as most are: rows of single booths back from the entrance, rooms along the far wall.

    Every second booth has power, and the ends of the rows are double.
    """
    width = 2 * AISLE + max(booths * BOOTH_WIDTH + 2 * (DOUBLE_WIDTH - BOOTH_WIDTH), rooms * ROOM_WIDTH)
    depth = AISLE + rows * (BOOTH_DEPTH + AISLE) + (ROOM_DEPTH + AISLE if rooms else 0)
    spots = [
        Spot(
            id=-1,
            number=f"R{number + 1}",
            area="",
            x=AISLE + number * ROOM_WIDTH,
            y=AISLE // 2,
            width=ROOM_WIDTH,
            depth=ROOM_DEPTH,
            kind=SpotKind.ROOM,
            has_power=True,
        )
        for number in range(rooms)
    ]
    top = AISLE + (ROOM_DEPTH if rooms else 0)
    for row in range(rows):
        # The row nearest the entrance, which is below, is A.
        area = chr(ord("A") + rows - 1 - row)
        x = AISLE
        for number in range(booths):
            is_end = booths > 1 and number in {0, booths - 1}
            wide = DOUBLE_WIDTH if is_end else BOOTH_WIDTH
            spots.append(
                Spot(
                    id=-1,
                    number=f"{area}{number + 1:02d}",
                    area=area,
                    x=x,
                    y=top + row * (BOOTH_DEPTH + AISLE),
                    width=wide,
                    depth=BOOTH_DEPTH,
                    size=BoothSize.DOUBLE if is_end else BoothSize.SINGLE,
                    has_power=number % 2 == 0,
                )
            )
            x += wide
    return HallLayout(width=width, depth=depth, entrance=(width // 2, depth), spots=tuple(spots))
