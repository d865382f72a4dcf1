"""The timetable: one line a job, and nowhere else."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

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
    cron: str = ""
    """Asia/Shanghai: minute hour day month weekday, the weekday by name. Empty where `seconds` is set."""
    seconds: int = 0
    """For a job that runs all the time: the pause between two runs."""


TIMETABLE = (
    Entry(name="index.sync", work=indexing.sync, seconds=1),
    Entry(name="vacancies.expire", work=vacancies.expire, cron="10 0 * * *"),
    Entry(name="index.reconcile", work=indexing.reconcile, cron="30 1 * * *"),
    Entry(name="labour_export.match", work=labour_export.match, cron="0 2 * * *"),
    Entry(name="fairs.assemble", work=fairs.assemble, cron="0 3 * * *"),
)


def entry(name: str) -> Entry:
    """The job of a name. Raises KeyError."""
    return {entry.name: entry for entry in TIMETABLE}[name]
