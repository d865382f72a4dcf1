"""From the address of a search to its question: parameters read strictly, one name each."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from domain.divisions import HOME_CITY, lies_within
from domain.places import Point
from domain.skills import SkillLevel
from domain.vacancies import EmploymentType, Insurance, Shift
from domain.wages import WageUnit
from reference.divisions import DivisionEntry, divisions
from reference.occupations import occupations
from search import Favour, VacancyQuestion, VacancySort, wishes_near
from webapp.parameters import LARGEST_ID, BadParameter, first, flag, known, member, members, whole_number
from webapp.presentation import romanised
from webapp.reads.zone_reach import WHOLE

if TYPE_CHECKING:
    from werkzeug.datastructures import MultiDict

    from webapp.reads.zone_reach import ZonePart

HIGHEST_WAGE = 1_000_000
"""Yuan a month."""
DEEPEST_PAGE = 500
"""As deep as search goes; whoever wants more narrows the question."""
RADII = (3, 5, 10, 20, 50)
"""Kilometres that are offered."""
USUAL_RADIUS = 10
FARTHEST = 500
BENEFITS = {
    "housing": "has_housing",
    "meals": "has_meals",
    "transport": "has_transport",
    "hardship": "is_hardship_friendly",
}
"""Parameter of the address to that of the question."""
NAMES = {
    "text": "q",
    "divisions": "division",
    "occupations": "occupation",
    "monthly_wage_min_fen": "wage",
    "wage_units": "wage_unit",
    "employment_types": "employment_type",
    "shifts": "shift",
    "skill_level_at_most": "skill_level",
    "is_export": "export",
    "near": "at",
    "radius_km": "radius",
    **{asked: name for name, asked in BENEFITS.items()},
}
"""Parameter of the question to that of the address, where they differ."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What an address asks for, and what of it has to be shown again."""

    question: VacancyQuestion
    place: str = ""
    """The name of a place, as it was typed."""
    is_place_unknown: bool = False
    is_near_what: bool = False
    """Somebody wishes for what is near, and we do not know near what."""
    at: str = ""
    """A point, as the browser gave it."""


def read_question(
    query: MultiDict[str, str],
    *,
    zone: str = "",
    part: ZonePart = WHOLE,
    favours: tuple[Favour, ...] = (),
    home: Point | None = None,
) -> Asked:
    """The question of an address. Raises BadParameter; a place that nobody knows is said, not refused.

    In a zone something may stand higher; a page of a part of it shows that part only. Who wishes for what is near, and
    names no place, means near home.
    """
    place, at = first(query, "place").strip(), first(query, "at").strip()
    text = first(query, "q").strip()
    chosen = _point(at) if at else _point_of(place)
    radius = whole_number(query, "radius", least=1, most=FARTHEST, default=USUAL_RADIUS)
    sort = member(query, "sort", VacancySort) or VacancySort.RELEVANCE
    wishes = wishes_near(text)
    near = chosen or (home if wishes or sort is VacancySort.NEAREST else None)
    if near is None and sort is VacancySort.NEAREST:
        sort = VacancySort.RELEVANCE
    wage = whole_number(query, "wage", least=0, most=HIGHEST_WAGE)
    enterprise = whole_number(query, "enterprise", least=1, most=LARGEST_ID)
    level = whole_number(query, "skill_level", least=0, most=max(SkillLevel))
    export = flag(query, "export") if first(query, "export") else None
    question = VacancyQuestion(
        text=text,
        zone=zone,
        county=part.county,
        industry=part.industry,
        favours=favours,
        enterprise=str(enterprise or ""),
        divisions=known(query, "division", _division_codes()),
        occupations=known(query, "occupation", _occupation_codes()),
        monthly_wage_min_fen=wage * 100 if wage else None,
        wage_units=members(query, "wage_unit", WageUnit),
        employment_types=members(query, "employment_type", EmploymentType),
        shifts=members(query, "shift", Shift),
        skill_level_at_most=None if level is None else SkillLevel(level),
        insurance=members(query, "insurance", Insurance),
        has_housing=flag(query, "housing"),
        has_meals=flag(query, "meals"),
        has_transport=flag(query, "transport"),
        is_hardship_friendly=flag(query, "hardship"),
        is_export=export,
        near=near,
        radius_km=radius if chosen else None,
        sort=sort,
        page=whole_number(query, "page", least=1, most=DEEPEST_PAGE, default=1) or 1,
    )
    return Asked(
        question=question,
        place=place,
        is_place_unknown=bool(place) and chosen is None,
        is_near_what=wishes and near is None,
        at=at if chosen else "",
    )


def home_places() -> tuple[DivisionEntry, ...]:
    """The counties and towns of the city, for a list to choose from."""
    return _home_places()


def find_place(name: str) -> DivisionEntry | None:
    """A county or town of the city, by the name that people use, or None."""
    return _places_by_name().get(name.casefold())


def _point_of(name: str) -> Point | None:
    entry = find_place(name)
    return Point(entry.latitude, entry.longitude) if entry else None


def _point(text: str) -> Point:
    """Latitude and longitude between a comma. Raises BadParameter."""
    parts = text.split(",")
    try:
        latitude, longitude = (float(part) for part in parts)
    except ValueError as error:
        raise BadParameter("at") from error
    if not (abs(latitude) <= 90 and abs(longitude) <= 180):  # noqa: PLR2004  degrees; NaN fails it too
        raise BadParameter("at")
    return Point(latitude, longitude)


@cache
def _home_places() -> tuple[DivisionEntry, ...]:
    return tuple(entry for entry in divisions() if lies_within(entry.code, HOME_CITY))


@cache
def _places_by_name() -> dict[str, DivisionEntry]:
    """Full and short names, and those in Latin letters; the larger place where two bear one."""
    found: dict[str, DivisionEntry] = {}
    for entry in sorted(_home_places(), key=lambda entry: len(entry.code)):
        for name in (entry.name, entry.short_name, romanised(entry.code)):
            found.setdefault(name.casefold(), entry)
    return found


@cache
def _division_codes() -> frozenset[str]:
    return frozenset(entry.code for entry in divisions())


@cache
def _occupation_codes() -> frozenset[str]:
    return frozenset(entry.code for entry in occupations())
