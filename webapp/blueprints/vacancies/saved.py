"""A search as it is kept: its address in one normal form, so that equal questions are one, and the way back."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlencode

from flask import url_for
from werkzeug.datastructures import MultiDict

from domain.divisions import COUNTIES
from search import QuestionInvalid, VacancyQuestion
from search.analysis.text import fold
from search.queries.vacancies import check
from search.tuning import LONGEST_QUESTION
from webapp.blueprints.vacancies.asking import BENEFITS, NAMES, find_place, read_question
from webapp.parameters import BadParameter, first
from webapp.reads.zone_reach import WHOLE, ZonePart
from webapp.trades import INDUSTRIES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from webapp.blueprints.vacancies.asking import Asked

ZONE, COUNTY, INDUSTRY = "zone", "county", "industry"
"""Where in the zones a search was made."""
PRECISION = 3
"""Decimals of a degree, about a hundred metres: a search near somebody's home says no more of where that is."""
_SEVERAL = {
    "wage_unit": "wage_units",
    "employment_type": "employment_types",
    "shift": "shifts",
    "insurance": "insurance",
}
"""Parameter of the address to that of the question, where coded words are chosen among."""


def parameters_of(asked: Asked) -> str:
    """What a search asks for, without order and page; empty where it asks for nothing."""
    return urlencode(list(_pairs(asked)))


def read_parameters(parameters: str) -> Asked:
    """The search of parameters in their normal form. Raises BadParameter where a code has left its list since."""
    query = MultiDict(parse_qsl(parameters))
    asked = read_question(query, zone=first(query, ZONE), part=part_of(query))
    if asked.is_place_unknown:
        raise BadParameter("place")
    return asked


def part_of(query: MultiDict[str, str]) -> ZonePart:
    """The part of a zone that a search was made in; nothing without a zone. Raises BadParameter."""
    if not first(query, ZONE):
        return WHOLE
    county, industry = first(query, COUNTY), first(query, INDUSTRY)
    if county and county not in COUNTIES:
        raise BadParameter(COUNTY)
    if industry and industry not in INDUSTRIES:
        raise BadParameter(INDUSTRY)
    return ZonePart(county=county, industry=industry)


def check_parameters(parameters: str) -> None:
    """Whether search would take the question of parameters in their normal form. Raises BadParameter."""
    try:
        check(read_parameters(parameters).question)
    except QuestionInvalid as refusal:
        raise BadParameter(NAMES.get(refusal.name, refusal.name)) from refusal


def question_of(parameters: str) -> VacancyQuestion | None:
    """The question of parameters in their normal form, or None where it means nothing any more.

    What search would refuse all the same, as too many values, it refuses when it is asked.
    """
    try:
        return read_parameters(parameters).question
    except BadParameter:
        return None


def address_of(parameters: str) -> str:
    """The page that searches with these parameters."""
    pairs = parse_qsl(parameters)
    rest = [(name, value) for name, value in pairs if name not in {ZONE, COUNTY, INDUSTRY}]
    page = _zone_page(dict(pairs))
    return f"{page}?{urlencode(rest)}" if rest else page


def _zone_page(named: dict[str, str]) -> str:
    zone = named.get(ZONE)
    county, industry = named.get(COUNTY), named.get(INDUSTRY)
    if not zone:
        return url_for("vacancies.index")
    if not (county or industry):
        return url_for("zones.show", slug=zone)
    return url_for("zones.part", slug=zone, county=county, industry=industry)


def _pairs(asked: Asked) -> Iterator[tuple[str, str]]:
    question = asked.question
    text = " ".join(fold(question.text[:LONGEST_QUESTION]).split())
    yield from _if_any(ZONE, question.zone)
    yield from _if_any(COUNTY, question.county)
    yield from _if_any(INDUSTRY, question.industry)
    yield from _if_any("q", text)
    yield from _near(asked)
    yield from _each("division", question.divisions)
    yield from _each("occupation", question.occupations)
    yield from _if_any("wage", (question.monthly_wage_min_fen or 0) // 100)
    for name, parameter in _SEVERAL.items():
        yield from _each(name, getattr(question, parameter))
    if question.skill_level_at_most is not None:
        yield "skill_level", str(int(question.skill_level_at_most))
    for name, parameter in BENEFITS.items():
        yield from _if_any(name, int(getattr(question, parameter)))
    if question.is_export is not None:
        yield "export", str(int(question.is_export))
    yield from _if_any("enterprise", question.enterprise)


def _if_any(name: str, value: str | int) -> Iterator[tuple[str, str]]:
    if value:
        yield name, str(value)


def _each(name: str, values: Iterable[str]) -> Iterator[tuple[str, str]]:
    for value in sorted(set(values)):
        yield name, str(value)


def _near(asked: Asked) -> Iterator[tuple[str, str]]:
    question = asked.question
    if question.near is None or question.radius_km is None:
        return
    if asked.at:
        yield "at", f"{question.near.latitude:.{PRECISION}f},{question.near.longitude:.{PRECISION}f}"
    elif place := find_place(asked.place):
        yield "place", place.name
    yield "radius", f"{question.radius_km:g}"
