"""Vacancies like a vacancy: the same trade first, then the same words, the same place, the same pay."""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain.divisions import county_of
from domain.occupations import lineage
from search import tuning
from search.analysis.understanding import understand
from search.clauses import AnyValue, Between, Clause, NoneOf, Plan, Sequence, Weighted, any_of, exact, value
from search.indexes.vacancies import VACANCIES, columns_of
from search.queries.vacancies import competition, open_on

if TYPE_CHECKING:
    from datetime import datetime

    from search.indexes.vacancies import VacancyDocument


def similar_plan(document: VacancyDocument, *, limit: int, now: datetime, competition_weight: float) -> Plan:
    """The plan that finds open vacancies like one, without it."""
    chain = lineage(document.occupation_code)[1:] if document.occupation_code else ()
    words = understand(document.title).units
    kin: list[Clause] = [AnyValue("occupations", chain)] if chain else []
    kin += [Sequence("title", (word,)) for word in words]
    gains = (tuning.SIMILAR_MIDDLE, tuning.SIMILAR_MINOR, tuning.SIMILAR_OCCUPATION)
    scores = [Weighted(value("occupations", code), exact(gain)) for code, gain in zip(chain, gains, strict=False)]
    scores += [Weighted(Sequence("title", (word,)), exact(tuning.SIMILAR_WORDS / len(words))) for word in words]
    if document.division_code:
        scores.append(Weighted(value("divisions", county_of(document.division_code)), exact(tuning.SIMILAR_COUNTY)))
        scores.append(Weighted(value("divisions", document.division_code), exact(tuning.SIMILAR_TOWN)))
    wage = columns_of(document)["monthly_max"]
    if isinstance(wage, int) and wage:
        reach = wage * tuning.SIMILAR_WAGE_REACH
        scores.append(
            Weighted(Between("monthly_max", at_least=wage - reach, at_most=wage + reach), exact(tuning.SIMILAR_WAGE))
        )
    if competition_weight:
        scores += competition(competition_weight)
    return Plan(
        index=VACANCIES.name,
        access=open_on(now),
        filters=(
            ("id", NoneOf((value("id", document.id),))),
            ("kin", any_of(tuple(kin)) if kin else value("id", "")),
        ),
        scores=tuple(scores),
        size=limit,
    )
