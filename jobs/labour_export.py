"""Matches open export orders with willing workers, nightly and on demand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from webapp.services import labour_export
from webapp.transaction import transaction

if TYPE_CHECKING:
    from jobs.work import Counts, Run

TRIES = 3
"""How often a plan is made anew because somebody changed what it rests on while it was computed."""


def match(run: Run) -> Counts:
    """Replace yesterday's proposals by the best roster of today, all at once or not at all."""
    for _ in range(TRIES - 1):
        try:
            return _match(run)
        except labour_export.PlanOutdated:
            continue
    return _match(run)


def _match(run: Run) -> Counts:
    with transaction():
        return labour_export.match(
            today=run.today, run_id=run.id, per_worker=run.settings.candidates_per_worker, tell=run.progress
        )
