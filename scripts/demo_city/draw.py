"""Draws lots: the same seed and purpose always draw the same."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from itertools import accumulate
from math import cos, pi, radians, sin, sqrt
from random import Random
from typing import TYPE_CHECKING, Generic, TypeVar

from domain.places import Point

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

T = TypeVar("T")

KM_A_DEGREE = 111.2
OFFICE_OPENS_UTC, OFFICE_HOURS = 0, 10
"""Eight in the morning to six in the evening in Shanghai, where nothing happens at night."""


class Draw(Random):
    """A source of lots for one purpose, so that drawing more for one does not change the others."""

    def __init__(self, seed: int, purpose: str) -> None:
        super().__init__(f"{seed}:{purpose}")

    def chance(self, share: float) -> bool:
        """Yes, in that share of cases."""
        return self.random() < share

    def step(self, low: float, high: float, step: int) -> int:
        """A multiple of a step between two amounts."""
        return max(round(self.uniform(low, high) / step), 1) * step

    def some(self, items: Sequence[T], least: int, most: int) -> list[T]:
        """A few different items, in their order."""
        count = min(self.randint(least, most), len(items))
        chosen = set(self.sample(range(len(items)), count))
        return [item for number, item in enumerate(items) if number in chosen]

    def near(self, point: Point, spread_km: float) -> Point:
        """A point around another; two thirds lie within the spread, none beyond twice of it."""
        distance = min(sqrt(self.expovariate(1.0)) * spread_km * 0.9, 2 * spread_km)
        angle = self.uniform(0, 2 * pi)
        latitude = point.latitude + distance * cos(angle) / KM_A_DEGREE
        longitude = point.longitude + distance * sin(angle) / (KM_A_DEGREE * cos(radians(point.latitude)))
        return Point(round(latitude, 6), round(longitude, 6))

    def moment(self, day: date) -> datetime:
        """A moment of a day on which people work."""
        opens = datetime.combine(day, time(OFFICE_OPENS_UTC), UTC)
        return opens + timedelta(seconds=self.randrange(OFFICE_HOURS * 3600))


class Weighted(Generic[T]):
    """Things to choose from by weight."""

    def __init__(self, weights: Mapping[T, float] | Iterable[tuple[T, float]]) -> None:
        pairs = dict(weights)
        self.items = tuple(pairs)
        self.sums = tuple(accumulate(pairs.values()))

    def __bool__(self) -> bool:
        return bool(self.items)

    def pick(self, draw: Draw) -> T:
        """One of them."""
        return draw.choices(self.items, cum_weights=self.sums)[0]
