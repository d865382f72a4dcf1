"""What stands higher in a search without narrowing it: the trades of a zone, its certified employers, a few by name."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from math import isfinite
from typing import Any

from search import tuning
from search.clauses import AnyValue, Between, Clause, Weighted, exact, value
from search.indexes.vacancies import HARDSHIP, STANDINGS
from search.port import QuestionInvalid
from search.queries import checks

PARAMETER = "favours"


class FavouredBy(StrEnum):
    """What of a vacancy is looked at."""

    OCCUPATIONS = "occupations"
    """Codes of occupations or groups."""
    DIVISIONS = "divisions"
    STANDINGS = "standings"
    """How its employer stands in its brand: certified, leading."""
    CERTIFICATE = "certificate"
    """It asks for a certificate of a level; without values."""
    HARDSHIP = "hardship"
    """It welcomes people of hardship groups; without values."""
    VACANCIES = "vacancies"
    """Ids."""


WITHOUT_VALUES = frozenset({FavouredBy.CERTIFICATE, FavouredBy.HARDSHIP})


@dataclass(frozen=True, slots=True, kw_only=True)
class Favour:
    """Vacancies that have one of the values gain a constant."""

    by: FavouredBy
    values: tuple[str, ...] = ()
    weight: float
    """A good find is worth about 1."""


def check_favours(given: object) -> tuple[Favour, ...]:
    """The favours of a question. Raises QuestionInvalid."""
    if not isinstance(given, (tuple, list)) or len(given) > tuning.MOST_FAVOURS:
        raise QuestionInvalid(parameter=PARAMETER, value=str(given)[:80])
    for one in given:
        _check(one)
    return tuple(given)


def favoured(favours: tuple[Favour, ...]) -> list[Weighted]:
    """Favours as weighted clauses of a plan."""
    return [Weighted(_clause(one), exact(one.weight)) for one in favours]


def _check(given: object) -> None:
    if not isinstance(given, Favour) or not isinstance(given.by, FavouredBy):
        raise QuestionInvalid(parameter=PARAMETER, value=str(given)[:80])
    weight: Any = given.weight
    is_number = isinstance(weight, (int, float)) and not isinstance(weight, bool)
    if not is_number or not isfinite(weight) or not 0 < weight <= tuning.HEAVIEST_FAVOUR:
        raise QuestionInvalid(parameter=PARAMETER, value=weight)
    values: Any = given.values
    if not isinstance(values, tuple) or not all(isinstance(item, str) for item in values):
        raise QuestionInvalid(parameter=PARAMETER, value=str(values)[:80])
    if bool(given.values) is (given.by in WITHOUT_VALUES):
        raise QuestionInvalid(parameter=PARAMETER, value=given.by)
    match given.by:
        case FavouredBy.OCCUPATIONS:
            checks.occupations(PARAMETER, given.values)
        case FavouredBy.DIVISIONS:
            checks.divisions(PARAMETER, given.values)
        case FavouredBy.STANDINGS:
            checks.among(PARAMETER, given.values, STANDINGS)
        case _:
            checks.codes(PARAMETER, given.values)


def _clause(favour: Favour) -> Clause:
    match favour.by:
        case FavouredBy.CERTIFICATE:
            return Between("skill_rank", at_least=1)
        case FavouredBy.HARDSHIP:
            return value("benefits", HARDSHIP)
        case FavouredBy.VACANCIES:
            return AnyValue("id", favour.values)
        case _:
            return AnyValue(favour.by.value, favour.values)
