"""Runs one job: alone, with a record, with signs of life, in one application context."""

from __future__ import annotations

import logging
import threading
import traceback
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from sqlalchemy.exc import SQLAlchemyError

from webapp.calendar import now, today
from webapp.reads.runs import lease_of
from webapp.services import leases, runs

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date, datetime

    from flask import Flask

    from jobs.work import Entry
    from webapp.settings import Settings

log = logging.getLogger("laopin.jobs")

KEPT = timedelta(hours=6)
"""How long a job that runs all the time keeps its successful runs."""


class LeaseLost(Exception):
    """We gave no sign of life for so long that somebody else may run the job now: what we computed is not stored."""


@dataclass(slots=True, kw_only=True)
class RunningJob:
    """A run while it runs: what the job is told, and where it says how far it is."""

    id: int
    today: date
    settings: Settings
    lost: threading.Event
    listener: Callable[[int, int, str], None] | None = None

    def progress(self, done: int, total: int, note: str = "") -> None:
        """Say how far the run is: on its row, and to who listens. Raises LeaseLost.

        Not between the first write of a job and its commit: the row is written on a connection of its own, and SQLite
        has one writer at a time.
        """
        if self.lost.is_set():
            raise LeaseLost
        if self.id:
            runs.tell_progress(self.id, done=done, total=total, note=note)
        if self.listener:
            self.listener(done, total, note)


def run(
    app: Flask,
    entry: Entry,
    *,
    due_at: datetime | None = None,
    run_id: int | None = None,
    listener: Callable[[int, int, str], None] | None = None,
) -> dict[str, Any] | None:
    """Run a job and record it; the counts, or None where it failed or has been served already.

    Raises LeaseHeld while another process runs the same job.
    """
    with app.app_context(), alone(app, lease_of(entry.name)) as lost:
        runs.abandon_dead_runs(entry.name)
        try:
            run_id = runs.begin_run(entry.name, due_at=due_at, run_id=run_id)
        except runs.AlreadyServed:
            return None
        job = RunningJob(id=run_id, today=today(), settings=app.config["SETTINGS"], lost=lost, listener=listener)
        try:
            counts = entry.work(job)
        except Exception:
            log.exception("%s failed", entry.name)
            runs.finish_run(run_id, counts={}, error=traceback.format_exc())
            return None
        runs.finish_run(run_id, counts=counts)
        log.info("%s: %s", entry.name, counts)
        return counts


class OftenRun:
    """Runs a job that runs all the time. Only a run that did something, or newly fails, leaves a record."""

    def __init__(self, app: Flask, entry: Entry) -> None:
        self.app = app
        self.entry = entry
        self.last_error = ""

    def __call__(self) -> None:
        """Run it once."""
        with self.app.app_context():
            job = RunningJob(id=0, today=today(), settings=self.app.config["SETTINGS"], lost=threading.Event())
            counts, error = {}, ""
            try:
                counts = self.entry.work(job)
            except Exception as failure:
                error = traceback.format_exc()
                if repr(failure) == self.last_error:
                    return
                self.last_error = repr(failure)
                log.exception("%s failed; it goes on trying", self.entry.name)
            else:
                self.last_error = ""
            if error or any(counts.values()):
                runs.record_run(self.entry.name, counts=counts, error=error)
                runs.forget_runs(self.entry.name, before=now() - KEPT)


@contextmanager
def alone(app: Flask, name: str) -> Iterator[threading.Event]:
    """Hold a lease, and keep it while the work goes on, however long it computes without a word. Raises LeaseHeld.

    Gives an event that is set when the lease was lost all the same, as when the machine slept.
    """
    holder = leases.new_holder()
    leases.acquire(name, holder=holder)
    ended, lost = threading.Event(), threading.Event()

    def keep() -> None:
        with app.app_context():
            while not ended.wait(leases.RENEWED_EVERY.total_seconds()):
                try:
                    leases.renew(name, holder=holder)
                except leases.LeaseHeld:
                    lost.set()
                    return
                except SQLAlchemyError:
                    # The database may be away for a moment; the lease lasts longer than one beat.
                    log.exception("The lease %s was not renewed", name)

    keeper = threading.Thread(target=keep, name=f"lease {name}", daemon=True)
    keeper.start()
    try:
        yield lost
    finally:
        ended.set()
        keeper.join()
        leases.release(name, holder=holder)
