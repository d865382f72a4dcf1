"""Cells: squares of the map in halving sizes, by which an engine without circles finds what lies in one.

A cell of level n is a 2^-n part of the map's width and height; its name is its level and its column and row. Level 9
is about 66 by 39 km in Yangzhou, level 17 about 260 by 150 m.
"""

from __future__ import annotations

from math import asin, cos, degrees, floor, pi, radians, sin
from typing import TYPE_CHECKING, Any

import numpy as np

from domain.places import EARTH_RADIUS_KM, Point, distance_km

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

COARSEST, FINEST = 5, 17
LEVELS = tuple(range(COARSEST, FINEST + 1, 2))
PARTS = 24
"""Cells at the rim of a circle are no larger than the radius divided by this."""
KM_A_DEGREE = EARTH_RADIUS_KM * pi / 180
FARTHEST_NORTH = 90


def cells_of(point: Point) -> list[str]:
    """The cells of every level that a point lies in."""
    column, row = _place(point, FINEST)
    return [_name(level, column >> FINEST - level, row >> FINEST - level) for level in LEVELS]


def cells_in_circle(centre: Point, radius_km: float) -> tuple[list[str], list[str]]:
    """The largest cells wholly within a circle, and the small ones that its rim passes through."""
    finest = next((level for level in LEVELS if _height_km(level) <= radius_km / PARTS), FINEST)
    inner: list[str] = []
    rim: list[str] = []
    queue = list(_touching(centre, radius_km, COARSEST))
    while queue:
        level, column, row = queue.pop()
        nearest, farthest = _distances(centre, level, column, row)
        if nearest > radius_km:
            continue
        if farthest <= radius_km:
            inner.append(_name(level, column, row))
        elif level >= finest:
            rim.append(_name(level, column, row))
        else:
            queue.extend((level + 2, column * 4 + x, row * 4 + y) for x in range(4) for y in range(4))
    return inner, rim


def distances_km(centre: Point, latitude: NDArray[Any], longitude: NDArray[Any]) -> NDArray[np.float64]:
    """Kilometres from a point to each of many by their degrees; to what lies nowhere on earth, infinity."""
    north, east = np.radians(latitude), np.radians(longitude)
    own_north, own_east = np.radians(centre.latitude), np.radians(centre.longitude)
    half = np.sin((north - own_north) / 2) ** 2
    half += np.cos(own_north) * np.cos(north) * np.sin((east - own_east) / 2) ** 2
    far = 2 * EARTH_RADIUS_KM * np.arcsin(np.sqrt(np.clip(half, 0.0, 1.0)))
    return np.where(np.abs(latitude) > FARTHEST_NORTH, np.inf, far)


def _name(level: int, column: int, row: int) -> str:
    return f"{level}.{column}.{row}"


def _place(point: Point, level: int) -> tuple[int, int]:
    count = 1 << level
    column = min(floor((point.longitude + 180) / 360 * count), count - 1)
    row = min(floor((point.latitude + 90) / 180 * count), count - 1)
    return column, row


def _height_km(level: int) -> float:
    return 180 / (1 << level) * KM_A_DEGREE


def _touching(centre: Point, radius_km: float, level: int) -> Iterator[tuple[int, int, int]]:
    """The cells of a level that a box around the circle touches."""
    high = min(radius_km / KM_A_DEGREE, 180.0)
    reach = sin(min(radius_km / EARTH_RADIUS_KM, pi / 2)) / max(cos(radians(centre.latitude)), 1e-9)
    wide = degrees(asin(reach)) if reach < 1 else 180.0
    west, south = _place(Point(max(centre.latitude - high, -90.0), max(centre.longitude - wide, -180.0)), level)
    east, north = _place(Point(min(centre.latitude + high, 90.0), min(centre.longitude + wide, 180.0)), level)
    for column in range(west, east + 1):
        for row in range(south, north + 1):
            yield level, column, row


def _distances(centre: Point, level: int, column: int, row: int) -> tuple[float, float]:
    """The least and the greatest distance of a cell from a point, both a little on the safe side."""
    count = 1 << level
    west, east = column / count * 360 - 180, (column + 1) / count * 360 - 180
    south, north = row / count * 180 - 90, (row + 1) / count * 180 - 90
    middle = Point((south + north) / 2, (west + east) / 2)
    half = max(distance_km(middle, Point(lat, lon)) for lat in (south, north) for lon in (west, east)) * 1.001
    apart = distance_km(centre, middle)
    return apart - half, apart + half
