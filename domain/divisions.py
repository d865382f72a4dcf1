"""Administrative divisions by code (GB/T 2260): who lies within whom.

A code has six digits, two each for province, city and county (000 where a level is not said), or nine where a town or
street follows. `321000` is Yangzhou, `321084` Gaoyou in it, `321084108` the town of Sanduo in that.
"""

from __future__ import annotations

import re
from enum import StrEnum

HOME_CITY = "321000"
COUNTIES = ("321002", "321003", "321012", "321023", "321081", "321084")

_CODE = re.compile(r"[0-9]{6}([0-9]{3})?")


class DivisionLevel(StrEnum):
    """How large a division is."""

    PROVINCE = "province"
    CITY = "city"
    COUNTY = "county"
    TOWN = "town"


def is_division_code(code: str) -> bool:
    """Whether the code has the form of GB/T 2260; not whether the place exists."""
    return _CODE.fullmatch(code) is not None


def level_of(code: str) -> DivisionLevel:
    """The level that the form of the code says."""
    if len(code) == len("321084108"):
        return DivisionLevel.TOWN
    if not code.endswith("00"):
        return DivisionLevel.COUNTY
    return DivisionLevel.PROVINCE if code.endswith("0000") else DivisionLevel.CITY


def subtree_prefix(code: str) -> str:
    """What the codes of all divisions within this one begin with: 321000 -> 3210."""
    match level_of(code):
        case DivisionLevel.PROVINCE:
            return code[:2]
        case DivisionLevel.CITY:
            return code[:4]
        case _:
            return code


def lies_within(code: str, division: str) -> bool:
    """Whether a place is the division itself or a part of it."""
    return code.startswith(subtree_prefix(division))


def lineage(code: str) -> tuple[str, ...]:
    """The divisions that a place lies in, largest first, itself last.

    321084108 -> 320000, 321000, 321084, 321084108.
    """
    chain = [code[:2] + "0000", code[:4] + "00", code[:6], code]
    return tuple(dict.fromkeys(step for step in chain if len(step) <= len(code)))


def county_of(code: str) -> str:
    """The county-level division of a county or a town; of a city or a province the code itself."""
    return code[:6]


def keeper_of(code: str) -> str:
    """Who keeps the library of a place: its county, or the city for itself and for the areas that are no county."""
    return county_of(code) if county_of(code) in COUNTIES else HOME_CITY


def city_of(code: str) -> str:
    """The prefecture-level city of a place; of a province the code itself."""
    return code if level_of(code) is DivisionLevel.PROVINCE else code[:4] + "00"
