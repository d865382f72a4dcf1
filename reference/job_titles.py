"""Real titles of vacancies from Chinese job boards, each with an occupation code that is likely, not certain."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from reference.tables import rows


@dataclass(frozen=True, slots=True, kw_only=True)
class JobTitle:
    """A title as somebody wrote it. The code may be that of a group."""

    title: str
    occupation_code: str


@cache
def job_titles() -> tuple[JobTitle, ...]:
    """All 3,536 titles."""
    return tuple(JobTitle(title=row["title"], occupation_code=row["occupation_code"]) for row in rows("job_titles.csv"))
