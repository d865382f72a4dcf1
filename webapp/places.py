"""Places to choose in forms: the towns of the city by county, and where people go out of town."""

from __future__ import annotations

from functools import cache

from domain.divisions import HOME_CITY, DivisionLevel, county_of, level_of, lies_within
from reference.divisions import divisions
from webapp.presentation import is_chinese, place

PROVINCE = "320000"


def towns() -> dict[str, list[tuple[str, str]]]:
    """The towns and streets of the city under their counties, each of which may be chosen as a whole, too."""
    return {
        place(county): [(county, place(county)), *((code, _town_name(code)) for code in codes)]
        for county, codes in _towns().items()
    }


def counties() -> list[tuple[str, str]]:
    """The counties of the city."""
    return [(code, place(code)) for code in _towns()]


def destinations() -> list[tuple[str, str]]:
    """Where people go out of town: the other cities of the province first, then the other provinces."""
    return [(code, place(code)) for code in _destinations()]


def _town_name(code: str) -> str:
    """三垛镇 beneath 高邮; in English the town alone, too."""
    return place(code).split(" " if is_chinese() else ", ")[-1 if is_chinese() else 0]


@cache
def _towns() -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for entry in divisions():
        if lies_within(entry.code, HOME_CITY) and level_of(entry.code) is DivisionLevel.COUNTY:
            found.setdefault(entry.code, [])
        elif lies_within(entry.code, HOME_CITY) and level_of(entry.code) is DivisionLevel.TOWN:
            found.setdefault(county_of(entry.code), []).append(entry.code)
    return {county: tuple(codes) for county, codes in found.items()}


@cache
def _destinations() -> tuple[str, ...]:
    codes = [entry.code for entry in divisions()]
    near = [
        code
        for code in codes
        if level_of(code) is DivisionLevel.CITY and lies_within(code, PROVINCE) and code != HOME_CITY
    ]
    far = [code for code in codes if level_of(code) is DivisionLevel.PROVINCE and code != PROVINCE]
    return (*near, *far)
