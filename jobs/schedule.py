"""The timetable: what each job of domain.runs is, one line a job, and nowhere else. When it is due stands there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from domain.runs import DUE, AllTheTime, Job, Nightly
from jobs import fairs, indexing, labour_export, vacancies

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from webapp.settings import Settings

    Counts = dict[str, Any]


class Run(Protocol):
    """What a job is told, and to whom it says how far it is."""

    id: int
    today: date
    settings: Settings

    def progress(self, done: int, total: int, note: str = "") -> None:
        """Say how far the run is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A job of the timetable."""

    name: str
    work: Callable[[Run], Counts]
    due: Nightly | AllTheTime


WORK: dict[Job, Callable[[Run], Counts]] = {
    Job.INDEX_SYNC: indexing.sync,
    Job.VACANCIES_EXPIRE: vacancies.expire,
    Job.INDEX_RECONCILE: indexing.reconcile,
    Job.LABOUR_EXPORT_MATCH: labour_export.match,
    Job.FAIRS_ASSEMBLE: fairs.assemble,
}

TIMETABLE = tuple(Entry(name=job.value, work=WORK[job], due=due) for job, due in DUE.items())


def entry(name: str) -> Entry:
    """The job of a name. Raises KeyError."""
    return {entry.name: entry for entry in TIMETABLE}[name]
