"""What to give up when a question finds nothing: one thing at a time, the least missed first."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from search import tuning
from search.occupations import suggest_if_ready
from search.port import Relaxed
from search.queries.vacancies import VacancyQuestion
from search.results import corrections

if TYPE_CHECKING:
    from collections.abc import Iterator

    from search.analysis.understanding import Understanding

ORDER = (
    "shifts",
    "has_transport",
    "has_meals",
    "insurance",
    "wage_units",
    "employment_types",
    "skill_level_at_most",
    "is_hardship_friendly",
    "has_housing",
    "monthly_wage_max_fen",
    "monthly_wage_min_fen",
    "is_export",
    "radius_km",
    "divisions",
    "occupations",
    "enterprise",
    "brand",
    "zone",
)
"""Filters in the order in which they are given up."""


@dataclass(frozen=True, slots=True)
class Attempt:
    """The question with one thing given up."""

    relaxed: tuple[Relaxed, ...]
    question: VacancyQuestion
    with_long_texts: bool = False


def attempts(question: VacancyQuestion, understanding: Understanding) -> Iterator[Attempt]:
    """What to try after nothing was found, in order."""
    for other in corrections(understanding):
        rest = " ".join(item.phrase for item in understanding.understood)
        text = f"{other} {rest}".strip()
        yield Attempt(
            (Relaxed(kind="corrected", parameter="text", was=question.text, now=other),), replace(question, text=text)
        )
    if understanding.units:
        yield Attempt((Relaxed(kind="duties", parameter="text"),), question, with_long_texts=True)
    if question.radius_km is not None:
        for times in tuning.WIDER:
            wider = min(question.radius_km * times, tuning.FARTHEST_KM)
            said = Relaxed(kind="radius", parameter="radius_km", was=f"{question.radius_km:g}", now=f"{wider:g}")
            yield Attempt((said,), replace(question, radius_km=wider))
    yield from _without_one(question, understanding)
    for code in dict.fromkeys(code[:7] + "-00" for code in _occupations(understanding)):
        said = Relaxed(kind="occupation", parameter="text", was=question.text, now=code)
        yield Attempt((said,), replace(question, text="", occupations=(code,)))
    if understanding.units:
        text = " ".join(understanding.units)
        bare = VacancyQuestion(text=text, size=question.size, near=question.near, with_facets=question.with_facets)
        yield Attempt((Relaxed(kind="filter", parameter="all"),), bare)


def _occupations(understanding: Understanding) -> list[str]:
    """The occupations that the words name, or else the one that they most likely mean as a title."""
    named = [code for unit in understanding.units for code in understanding.concept(unit).codes]
    if named:
        return named
    likely = suggest_if_ready(understanding.left, limit=1)
    return [suggestion.code for suggestion in likely if suggestion.score >= tuning.LIKELY_OCCUPATION]


def _without_one(question: VacancyQuestion, understanding: Understanding) -> Iterator[Attempt]:
    """The question without one of its filters, whether it was chosen or said in the text."""
    said_in_text: dict[str, list[Any]] = {}
    for item in understanding.understood:
        for parameter, _ in item.values:
            said_in_text.setdefault(parameter, []).append(item)
    nothing = VacancyQuestion()
    for parameter in ORDER:
        given = getattr(question, parameter)
        if given != getattr(nothing, parameter):
            said = Relaxed(kind="filter", parameter=parameter, was=_said(given))
            yield Attempt((said,), replace(question, **{parameter: getattr(nothing, parameter)}))
        for item in said_in_text.get(parameter, ()):
            said = Relaxed(kind="filter", parameter=parameter, was=item.phrase)
            yield Attempt((said,), replace(question, text=item.without))


def _said(given: Any) -> str:
    return ",".join(map(str, given)) if isinstance(given, tuple) else str(given)
