"""Industries by code (GB/T 4754-2017): the 20 sections and 97 divisions."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from reference.tables import rows


@dataclass(frozen=True, slots=True, kw_only=True)
class IndustryEntry:
    """One section (C) or division (C24) of industry."""

    code: str
    name: str
    level: str
    parent_code: str


@cache
def industries() -> tuple[IndustryEntry, ...]:
    """Every industry, by code."""
    return tuple(IndustryEntry(**row) for row in rows("industries_gbt4754.csv"))
