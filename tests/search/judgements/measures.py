"""Judged queries over the real titles, and how well a search answers them: nDCG@10, MRR, the share of empty answers."""

from __future__ import annotations

import re
from dataclasses import dataclass
from math import log2
from pathlib import Path
from typing import TYPE_CHECKING

from reference.job_titles import job_titles
from search import VacancyDocument, VacancyQuestion
from search.analysis.text import fold

if TYPE_CHECKING:
    from search import SearchIndex

JUST_THAT, WOULD_DO = 3, 1
DEPTH = 10


@dataclass(frozen=True, slots=True)
class Judged:
    """A query, and the grade of every title."""

    text: str
    grades: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Quality:
    """Means over all judged queries."""

    ndcg: float
    mrr: float
    empty: float
    worst: tuple[tuple[float, str], ...]


def vacancies() -> list[VacancyDocument]:
    """The real titles as vacancies; the number of a vacancy is its place among the titles."""
    return [
        VacancyDocument(id=str(number), title=entry.title, occupation_code=entry.occupation_code)
        for number, entry in enumerate(job_titles())
    ]


def judged() -> list[Judged]:
    """The queries of the file, with the grades that their patterns give."""
    titles = [fold(entry.title) for entry in job_titles()]
    found = []
    for line in (Path(__file__).parent / "queries.tsv").read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        text, just_that, would_do = line.split("\t")
        patterns = [re.compile(pattern) for pattern in (just_that, would_do)]
        grades = tuple(_grade(title, *patterns) for title in titles)
        found.append(Judged(text, grades))
    return found


def quality(index: SearchIndex) -> Quality:
    """How well the index of `vacancies` answers the judged queries."""
    gains, ranks, empty, each = [], [], 0, []
    queries = judged()
    for query in queries:
        page = index.search(VacancyQuestion(text=query.text, size=DEPTH, with_facets=False))
        grades = [query.grades[int(hit.id)] for hit in page.hits]
        best = sorted(query.grades, reverse=True)[:DEPTH]
        gains.append(_gain(grades) / _gain(best))
        ranks.append(next((1 / rank for rank, grade in enumerate(grades, 1) if grade == JUST_THAT), 0.0))
        empty += not grades
        each.append((round(gains[-1], 2), query.text))
    count = len(queries)
    worst = tuple(sorted(each)[:10])
    return Quality(ndcg=sum(gains) / count, mrr=sum(ranks) / count, empty=empty / count, worst=worst)


def _grade(title: str, just_that: re.Pattern[str], would_do: re.Pattern[str]) -> int:
    if just_that.search(title):
        return JUST_THAT
    return WOULD_DO if would_do.pattern != "-" and would_do.search(title) else 0


def _gain(grades: list[int]) -> float:
    return sum(grade / log2(rank + 1) for rank, grade in enumerate(grades, 1))
