"""Points on the earth and how far apart they are."""

from __future__ import annotations

from dataclasses import dataclass
from math import asin, cos, radians, sin, sqrt

EARTH_RADIUS_KM = 6371.0088
"""Mean radius (IUGG)."""


@dataclass(frozen=True, slots=True)
class Point:
    """A place by latitude and longitude in degrees (WGS 84)."""

    latitude: float
    longitude: float


def distance_km(one: Point, other: Point) -> float:
    """The great-circle distance in kilometres."""
    latitude, other_latitude = radians(one.latitude), radians(other.latitude)
    half_height = sin((other_latitude - latitude) / 2) ** 2
    half_width = sin(radians(other.longitude - one.longitude) / 2) ** 2
    return 2 * EARTH_RADIUS_KM * asin(sqrt(half_height + cos(latitude) * cos(other_latitude) * half_width))
