"""Assembles special recruitment fairs, prepares those of tomorrow, and keeps those of today in time."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from webapp.calendar import now
from webapp.services import fair_days, fairs
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


def prepare(run: Run) -> Counts:
    """The fairs of tomorrow, each in its own transaction: timetable, announcement, reminder."""
    counts = {"timetables": 0, "reminded": 0}
    for fair_id in fair_days.fairs_tomorrow(run.today + timedelta(days=1)):
        with transaction():
            done = fair_days.prepare(fair_id, today=run.today)
        counts["timetables"] += done.timetables
        counts["reminded"] += done.reminded
    return counts


def keep_time(run: Run) -> Counts:  # noqa: ARG001  every job is told its run
    """The fairs of today that have fallen behind, each in its own transaction."""
    counts = {"moved": 0, "dropped": 0, "missed": 0}
    for fair_id in fair_days.fairs_today(now()):
        with transaction():
            done = fair_days.keep_time(fair_id, at=now())
        if done is not None:
            counts["moved"] += done.moved
            counts["dropped"] += done.dropped
            counts["missed"] += done.missed
    return counts


def _assemble(run: Run) -> Counts:
    with transaction():
        return fairs.assemble(today=run.today, run_id=run.id, settings=run.settings, tell=run.progress)
