"""Counts what was searched for, every few minutes, and forgets it in time, every night."""

from __future__ import annotations

from typing import TYPE_CHECKING

from webapp.calendar import now
from webapp.notebook import count_finished
from webapp.services import query_log
from webapp.transaction import transaction

if TYPE_CHECKING:
    from pathlib import Path

    from jobs.work import Counts, Run


def fold(run: Run) -> Counts:  # noqa: ARG001  every job is told of its run
    """Count each file of the notebook that is written no more, and remove it once its counts are stored."""
    return {"searches": count_finished(_count, at=now().timestamp())}


def forget(run: Run) -> Counts:
    """Drop what is not kept any longer, rare texts first of all."""
    with transaction():
        return {"forgotten": query_log.forget(today=run.today)}


def _count(path: Path) -> int:
    with transaction():
        return query_log.count_file(path, at=now())
