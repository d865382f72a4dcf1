"""What a job is: the work, what it is told while it runs, and when it is due."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from domain.runs import Due
    from webapp.settings import Settings

    Counts = dict[str, Any]
    Work = Callable[["Run"], Counts]


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
    work: Work
    due: Due
