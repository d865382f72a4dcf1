"""Queries of the log that the judged set does not have yet, prepared for whoever judges them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from reference.job_titles import job_titles
from search.analysis.text import fold
from webapp.reads.query_log import MINED_WEEKS, WEEK, counted_texts
from webapp.reads.synonyms import accepted_synonyms

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date

    from domain.query_log import CountedText

NAMES = 8
"""Other names of a text that go into its pattern."""
EXAMPLES = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class QueryToJudge:
    """A query that many typed, with a pattern to begin from."""

    counted: CountedText
    pattern: str
    """The names that search knows for it and real titles have; it is for people to mend."""
    titles: int
    """Real titles that the pattern fits."""
    examples: tuple[str, ...]


def queries_to_judge(*, known: Collection[str], limit: int, today: date) -> list[QueryToJudge]:
    """The most searched texts that are not known, with patterns where the real titles have anything like them."""
    since = today - timedelta(days=MINED_WEEKS * WEEK - 1)
    judged = set(map(fold, known))
    synonyms = accepted_synonyms()
    titles = [fold(entry.title) for entry in job_titles()]
    found: list[QueryToJudge] = []
    for counted in counted_texts(since=since, until=today):
        if len(found) == limit:
            break
        if counted.text in judged:
            continue
        names = (counted.text, *synonyms.concept(counted.text).names)
        kept = [name for name in names if any(name in title for title in titles)][:NAMES]
        pattern = "|".join(map(re.escape, kept))
        fitting = [title for title in titles if any(name in title for name in kept)]
        found.append(
            QueryToJudge(counted=counted, pattern=pattern, titles=len(fitting), examples=tuple(fitting[:EXAMPLES]))
        )
    return found
