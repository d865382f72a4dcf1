"""Floor plans: which enterprise stands where in a hall, so that trades stand together and crowds apart.

A hall has areas (the rows of its booths), and each area hosts one trade. Points say how good a plan is; hard needs are
never broken. The best plan is found by trying hosts best-first, each with the best assignment of booths to spots under
it; the bound is that of the hosts that were not tried, so a plan says how far it can be from the best one.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from heapq import heappop, heappush
from math import ceil, hypot
from typing import TYPE_CHECKING

import numpy as np
from scipy.optimize import linear_sum_assignment

from domain.errors import RuleBroken
from domain.fair_registrations import BoothSize
from domain.halls import SpotKind, walk
from domain.matching import Edges, assign

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from numpy.typing import NDArray

    from domain.halls import HallLayout, Spot

    Points = NDArray[np.int64]

RULE_VERSION = "fair-floors-1"
PLACED = 10_000
"""Nobody is left without a spot for the sake of a better neighbourhood."""
TOGETHER, APART, NEAR, STAYS = 100, 40, 30, 5
"""◇ Standing among one's trade; a crowd at a spot far from the other crowds; the way from the entrance, for who draws
many; and a little for standing where one stands, because people were told."""
CROWDS = 1 / 3
"""◇ The share of enterprises, those that draw most, whose crowds are kept apart."""
MOST_TRIED = 8_000
"""Choices of hosts that are tried before the best one so far is taken, with its gap."""
NO_TRADE = ""
NOBODY, ANYBODY = -1, -2
"""Instead of the number of a trade: that of one enterprise only, and of an area whose host is not decided."""


class SpotUnfit(RuleBroken):
    """A booth is too small for the enterprise, or has not the power that it needs."""

    field = "spot"


class SpotUnknown(RuleBroken):
    """The hall has no such booth."""

    field = "spot"


class SpotLocked(RuleBroken):
    """An official has locked the enterprise that stands there."""

    field = "spot"


class BoothLocked(RuleBroken):
    """An official has locked the enterprise where it stands."""

    field = "booth"


class BoothUnknown(RuleBroken):
    """No such enterprise has a booth at this fair."""

    field = "booth"


class HallTooSmall(RuleBroken):
    """More enterprises come than the hall has booths."""

    field = "hall"


class HallMissing(RuleBroken):
    """The fair has no hall with a floor plan."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stand:
    """An enterprise that needs a spot."""

    id: int
    trade: str = NO_TRADE
    """A group of occupations; those with the same one stand together."""
    draw: float = 0.0
    """How many people it draws."""
    size: BoothSize = BoothSize.SINGLE
    needs_power: bool = False
    standing: int | None = None
    """The spot where it stands."""
    is_locked: bool = False
    """It stays there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reasons:
    """What the spot of an enterprise counts, term by term."""

    together: int = 0
    apart: int = 0
    near: int = 0
    stays: int = 0

    @property
    def points(self) -> int:
        """Together."""
        return self.together + self.apart + self.near + self.stays


@dataclass(frozen=True, slots=True, kw_only=True)
class FloorPlan:
    """Who stands where, and how good that is."""

    spots: Mapping[int, int]
    """By stand the spot; who has none is not here."""
    hosts: Mapping[str, str]
    """By area the trade that it hosts."""
    reasons: Mapping[int, Reasons] = field(default_factory=dict)
    points: int = 0
    bound: int = 0
    """No plan has more points."""

    @property
    def gap(self) -> int:
        """How many points the best plan can have more; 0 where this is the best."""
        return self.bound - self.points


def is_fit(stand: Stand, spot: Spot) -> bool:
    """Whether a spot has what an enterprise needs."""
    is_large_enough = stand.size is BoothSize.SINGLE or spot.size is BoothSize.DOUBLE
    return spot.kind is SpotKind.BOOTH and is_large_enough and (spot.has_power or not stand.needs_power)


def plan_floor(hall: HallLayout, stands: Iterable[Stand], *, most_tried: int = MOST_TRIED) -> FloorPlan:
    """The best floor plan, or the best of those that were tried, with its bound.

    Locked enterprises stay. Who finds no spot that has what is needed has none. Raises HallTooSmall.
    """
    search = _Search(hall, sorted(stands, key=lambda stand: stand.id))
    if len(search.stands) > len(search.booths):
        raise HallTooSmall(enterprises=len(search.stands), booths=len(search.booths))
    return search.best(most_tried)


def judge(hall: HallLayout, stands: Iterable[Stand], spots: Mapping[int, int]) -> FloorPlan:
    """How good a plan is that somebody made by hand: its hosts are the trades that stand there most."""
    search = _Search(hall, sorted(stands, key=lambda stand: stand.id))
    rows = {stand.id: row for row, stand in enumerate(search.stands)}
    columns = {spot.id: column for column, spot in enumerate(search.booths)}
    placed = {rows[stand]: columns[spot] for stand, spot in spots.items() if stand in rows and spot in columns}
    plan = search.plan_of(placed, search.hosts_of(placed))
    return FloorPlan(spots=plan.spots, hosts=plan.hosts, reasons=plan.reasons, points=plan.points, bound=plan.points)


def violations(hall: HallLayout, stands: Sequence[Stand], spots: Mapping[int, int]) -> tuple[str, ...]:
    """Labels of what a plan breaks; written without a glance at how plans are made."""
    known = {spot.id: spot for spot in hall.spots}
    found = []
    if max(Counter(spots.values()).values(), default=0) > 1:
        found.append("Two enterprises stand on one spot")
    for stand in stands:
        spot = known.get(spots.get(stand.id, -1))
        if stand.id in spots and spot is None:
            found.append("A spot is not in this hall")
        elif spot is not None and (
            spot.kind is not SpotKind.BOOTH
            or (stand.size is BoothSize.DOUBLE and spot.size is not BoothSize.DOUBLE)
            or (stand.needs_power and not spot.has_power)
        ):
            found.append("A spot has not what its enterprise needs")
        if stand.is_locked and stand.standing is not None and spots.get(stand.id) != stand.standing:
            found.append("A locked enterprise was moved")
    return tuple(found)


def assign_rooms(hall: HallLayout, wanted: Mapping[int, int]) -> dict[int, int]:
    """By stand the interview room: as many enterprises as there are rooms for, each near its booth.

    `wanted` has the spot of each enterprise that needs a room.
    """
    rooms, known = hall.rooms, {spot.id: spot for spot in hall.spots}
    stands = sorted(wanted)
    if not rooms or not stands:
        return {}
    longest = hall.width + hall.depth
    score = [
        1 - walk(known[wanted[stand]], room) / longest if wanted[stand] in known else 0.0
        for stand in stands
        for room in rooms
    ]
    edges = Edges(
        np.repeat(np.arange(len(stands), dtype=np.int32), len(rooms)),
        np.tile(np.arange(len(rooms), dtype=np.int32), len(stands)),
        np.array(score),
    )
    plan = assign(edges, np.ones(len(rooms), dtype=np.int64), objective="placement")
    return {
        stands[row]: rooms[column].id for row, column in zip(plan.worker.tolist(), plan.vacancy.tolist(), strict=True)
    }


class _Search:
    """The points that enterprises have at spots, and the search for the best hosts."""

    def __init__(self, hall: HallLayout, stands: Sequence[Stand]) -> None:
        self.stands, self.booths = stands, hall.booths
        self.areas = sorted({spot.area for spot in self.booths})
        column_of = {spot.id: column for column, spot in enumerate(self.booths)}
        trades = Counter(stand.trade for stand in stands if stand.trade != NO_TRADE)
        self.trades = sorted(trade for trade, count in trades.items() if count > 1)
        """Trades of a single enterprise have nobody to stand beside."""
        self.near = _nearness(hall, self.booths)
        self.is_crowd = _crowds(stands)
        self.anchors = _anchors(hall, self.booths, sum(self.is_crowd))
        shape = len(stands), len(self.booths)
        self.allowed = np.zeros(shape, dtype=bool)
        self.base = np.zeros(shape, dtype=np.int64)
        most = max((stand.draw for stand in stands), default=0) or 1
        held = {stand.standing for stand in stands if stand.is_locked and stand.standing in column_of}
        for row, stand in enumerate(stands):
            keeps = stand.standing if stand.is_locked and stand.standing in column_of else None
            for column, spot in enumerate(self.booths):
                if keeps is not None:
                    self.allowed[row, column] = spot.id == keeps
                else:
                    self.allowed[row, column] = spot.id not in held and is_fit(stand, spot)
                self.base[row, column] = sum(self._terms(row, column, most))
        self.most_draw = most
        numbers = {trade: number for number, trade in enumerate(self.trades)}
        self.trade_of = np.array([numbers.get(stand.trade, NOBODY) for stand in stands], dtype=np.int64)
        self.area_of = np.array([self.areas.index(spot.area) for spot in self.booths], dtype=np.int64)

    def _terms(self, row: int, column: int, most: float) -> tuple[int, int, int]:
        stand, spot = self.stands[row], self.booths[column]
        apart = APART if self.is_crowd[row] and spot.id in self.anchors else 0
        near = round(NEAR * stand.draw / most * self.near[column])
        return apart, near, STAYS if stand.standing == spot.id else 0

    def best(self, most_tried: int) -> FloorPlan:
        """The best hosts with the best places under them, best-first; where it is broken off, with the bound."""
        decided: tuple[str, ...] = ()
        value, placed = self._solve(decided)
        queue: list[tuple[int, int, tuple[str, ...], dict[int, int]]] = [(-value, 0, decided, placed)]
        tried, best, best_placed, best_hosts = 1, -1, placed, self.hosts_of(placed)
        while queue and -queue[0][0] > best and tried < most_tried:
            _, _, decided, placed = heappop(queue)
            hosts = self.hosts_of(placed)
            # Whatever hosts were assumed, the places are a plan, and what it is worth under its own hosts counts.
            reached = self.plan_of(placed, hosts).points
            if reached > best:
                best, best_placed, best_hosts = reached, placed, hosts
            for trade in self.trades if len(decided) < len(self.areas) else ():
                further = (*decided, trade)
                value, found = self._solve(further)
                tried += 1
                if value > best:
                    heappush(queue, (-value, tried, further, found))
        bound = max(best, -queue[0][0] if queue else best)
        plan = self.plan_of(best_placed, best_hosts)
        return FloorPlan(spots=plan.spots, hosts=plan.hosts, reasons=plan.reasons, points=best, bound=bound)

    def _solve(self, hosts: tuple[str, ...]) -> tuple[int, dict[int, int]]:
        """The best places where the first areas have these hosts, and the others host whom one likes."""
        hosted = np.full(len(self.areas), ANYBODY, dtype=np.int64)
        hosted[: len(hosts)] = [self.trades.index(trade) for trade in hosts]
        host = hosted[self.area_of]
        is_home = (self.trade_of[:, None] != NOBODY) & ((host == ANYBODY) | (host == self.trade_of[:, None]))
        points = self.base + PLACED + TOGETHER * is_home
        points = np.where(self.allowed, points, 0)
        rows, columns = linear_sum_assignment(points, maximize=True)
        placed = {
            int(row): int(column)
            for row, column in zip(rows.tolist(), columns.tolist(), strict=True)
            if self.allowed[row, column]
        }
        return sum(int(points[row, column]) for row, column in placed.items()), placed

    def hosts_of(self, placed: Mapping[int, int]) -> dict[str, str]:
        """The trade of which most stand in each area; of several the first by code."""
        counts: dict[str, Counter[str]] = {area: Counter() for area in self.areas}
        for row, column in placed.items():
            if self.stands[row].trade in self.trades:
                counts[self.booths[column].area][self.stands[row].trade] += 1
        return {
            area: min(count, key=lambda trade: (-count[trade], trade)) if count else NO_TRADE
            for area, count in counts.items()
        }

    def plan_of(self, placed: Mapping[int, int], hosts: Mapping[str, str]) -> FloorPlan:
        """A plan with what each place counts."""
        reasons = {}
        for row, column in placed.items():
            stand, spot = self.stands[row], self.booths[column]
            apart, near, stays = self._terms(row, column, self.most_draw)
            is_home = stand.trade in self.trades and hosts[spot.area] == stand.trade
            reasons[stand.id] = Reasons(together=TOGETHER if is_home else 0, apart=apart, near=near, stays=stays)
        return FloorPlan(
            spots={self.stands[row].id: self.booths[column].id for row, column in placed.items()},
            hosts=dict(hosts),
            reasons=reasons,
            points=PLACED * len(placed) + sum(one.points for one in reasons.values()),
        )


def _nearness(hall: HallLayout, booths: Sequence[Spot]) -> list[float]:
    """1 at the entrance, 0 at the booth that lies farthest from it."""
    ways = [hypot(spot.centre[0] - hall.entrance[0], spot.centre[1] - hall.entrance[1]) for spot in booths]
    longest = max(ways, default=0) or 1
    return [1 - way / longest for way in ways]


def _crowds(stands: Sequence[Stand]) -> list[bool]:
    """Which enterprises draw most."""
    ranked = sorted(range(len(stands)), key=lambda row: (-stands[row].draw, stands[row].id))
    crowds = {row for row in ranked[: ceil(len(stands) * CROWDS)] if stands[row].draw > 0}
    return [row in crowds for row in range(len(stands))]


def _anchors(hall: HallLayout, booths: Sequence[Spot], count: int) -> frozenset[int]:
    """So many spots that lie far from one another, the first the nearest to the entrance (farthest-point sampling)."""
    if not booths or not count:
        return frozenset()
    door = hall.entrance
    first = min(booths, key=lambda spot: (hypot(spot.centre[0] - door[0], spot.centre[1] - door[1]), spot.number))
    chosen = [first]
    while len(chosen) < min(count, len(booths)):
        left = [spot for spot in booths if spot not in chosen]
        chosen.append(max(left, key=lambda spot: (min(walk(spot, one) for one in chosen), spot.number)))
    return frozenset(spot.id for spot in chosen)
