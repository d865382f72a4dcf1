"""The divisions (GB/T 2260): provinces, cities, the counties of Jiangsu, the towns of Yangzhou, each with a point."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from reference.tables import rows


@dataclass(frozen=True, slots=True, kw_only=True)
class DivisionEntry:
    """One division."""

    code: str
    name: str
    short_name: str
    """As people say it: 高邮 for 高邮市."""
    level: str
    """province, city, county or town."""
    parent_code: str
    latitude: float
    longitude: float
    point_source: str
    """GeoNames, outline (the centre of the area), or approximate (placed by hand, to about two kilometres)."""


@cache
def divisions() -> tuple[DivisionEntry, ...]:
    """Every division, by code."""
    return tuple(
        DivisionEntry(
            code=row["code"],
            name=row["name"],
            short_name=row["short_name"],
            level=row["level"],
            parent_code=row["parent_code"],
            latitude=float(row["latitude"]),
            longitude=float(row["longitude"]),
            point_source=row["point_source"],
        )
        for row in rows("divisions.csv")
    )


def division(code: str) -> DivisionEntry:
    """The division of a code. Raises KeyError."""
    return _by_code()[code]


@cache
def _by_code() -> dict[str, DivisionEntry]:
    return {entry.code: entry for entry in divisions()}
