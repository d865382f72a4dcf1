"""Keeps search equal to the database: every second what changed, every night everything."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from webapp.engine import search_index
from webapp.services import indexing
from webapp.transaction import transaction

if TYPE_CHECKING:
    from jobs.work import Run


def sync(run: Run) -> dict[str, Any]:
    """Bring to search what the outbox says, until it is empty; build what is missing first."""
    index = search_index()
    counts = {"rebuilt": sum(indexing.rebuild_missing(index, today=run.today).values()), "changed": 0}
    while True:
        applied = indexing.apply_waiting(index, today=run.today)
        if not applied.entry_ids:
            return counts
        with transaction():
            indexing.forget(applied)
        counts["changed"] += applied.documents


def reconcile(run: Run) -> dict[str, Any]:
    """Compare every document of search with the database, and repair what differs."""
    return indexing.repair(search_index(), today=run.today, on_progress=run.progress)
