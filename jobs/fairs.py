"""Assembles special recruitment fairs, nightly."""

from __future__ import annotations

from typing import TYPE_CHECKING

from webapp.services import fairs
from webapp.services.fair_storing import FairsMoved
from webapp.transaction import transaction

if TYPE_CHECKING:
    from jobs.work import Counts, Run

TRIES = 3
"""How often fairs are assembled anew because somebody changed one of them meanwhile."""


def assemble(run: Run) -> Counts:
    """Propose the fairs that are worth holding, with whom to invite, all at once or not at all."""
    for _ in range(TRIES - 1):
        try:
            return _assemble(run)
        except FairsMoved:
            continue
    return _assemble(run)


def _assemble(run: Run) -> Counts:
    with transaction():
        return fairs.assemble(today=run.today, run_id=run.id, settings=run.settings, tell=run.progress)
