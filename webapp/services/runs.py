"""Job runs: ask for one, begin it, tell how far it is, end it, and find those whose process died.

The record of a run must outlive what the run does, so every function here commits on a connection of its own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, insert, select, update
from sqlalchemy.exc import IntegrityError

from domain.runs import AlreadyAsked, RunState
from webapp.calendar import now
from webapp.extensions import db
from webapp.models import JobRun
from webapp.services.leases import LASTS

if TYPE_CHECKING:
    from datetime import datetime

LONGEST_ERROR = 20_000


class AlreadyServed(Exception):
    """This moment of the timetable has its run."""


def request_run(name: str, *, account_id: int | None) -> int:
    """Ask the clock to run a job as soon as it can. Raises AlreadyAsked."""
    with db.engine.begin() as connection:
        waiting = connection.scalar(
            select(JobRun.id).where(JobRun.name == name, JobRun.state.in_([RunState.REQUESTED, RunState.RUNNING]))
        )
        if waiting is not None:
            raise AlreadyAsked(name=name)
        return _insert(connection, name=name, state=RunState.REQUESTED, requested_by_id=account_id)


def begin_run(name: str, *, due_at: datetime | None = None, run_id: int | None = None) -> int:
    """Note that a run has begun: the one that was asked for, or a new one. Raises AlreadyServed."""
    begun = {"state": RunState.RUNNING, "started_at": now(), "beat_at": now()}
    try:
        with db.engine.begin() as connection:
            if run_id is None and due_at is not None:
                run_id = _broken_off(connection, name, due_at)
            if run_id is None:
                return _insert(connection, name=name, due_at=due_at, **begun)
            connection.execute(update(JobRun).where(JobRun.id == run_id).values(**begun, error="", finished_at=None))
            return run_id
    except IntegrityError as error:
        raise AlreadyServed(f"{name} at {due_at}") from error


def tell_progress(run_id: int, *, done: int, total: int, note: str) -> None:
    """Say how far a run is, which is also a sign of life."""
    with db.engine.begin() as connection:
        connection.execute(
            update(JobRun).where(JobRun.id == run_id).values(done=done, total=total, note=note, beat_at=now())
        )


def beat(run_id: int) -> None:
    """Give a sign of life."""
    with db.engine.begin() as connection:
        connection.execute(update(JobRun).where(JobRun.id == run_id).values(beat_at=now()))


def finish_run(run_id: int, *, counts: dict[str, Any], error: str = "") -> None:
    """Note how a run ended: with what counts, or with which error."""
    with db.engine.begin() as connection:
        connection.execute(
            update(JobRun)
            .where(JobRun.id == run_id)
            .values(
                state=RunState.FAILED if error else RunState.SUCCEEDED,
                finished_at=now(),
                beat_at=now(),
                counts=counts,
                error=error[-LONGEST_ERROR:],
            )
        )


def abandon_dead_runs(name: str) -> int:
    """Note the runs of a job that nobody is running, and say how many. Only for the holder of the job's lease."""
    with db.engine.begin() as connection:
        return connection.execute(
            update(JobRun)
            .where(JobRun.name == name, JobRun.state == RunState.RUNNING)
            .values(state=RunState.ABANDONED, finished_at=now(), error="The process that ran it ended.")
        ).rowcount


def forget_runs(name: str, *, before: datetime) -> None:
    """Drop the old successful runs of a job that runs every few seconds."""
    with db.engine.begin() as connection:
        connection.execute(
            delete(JobRun).where(JobRun.name == name, JobRun.state == RunState.SUCCEEDED, JobRun.created_at < before)
        )


def _broken_off(connection: Any, name: str, due_at: datetime) -> int | None:
    """The run of that moment that was broken off or failed: it is taken up again under its own number."""
    run_id: int | None = connection.scalar(
        select(JobRun.id).where(
            JobRun.name == name,
            JobRun.due_at == due_at,
            (JobRun.state.in_([RunState.ABANDONED, RunState.FAILED]))
            | ((JobRun.state == RunState.RUNNING) & (JobRun.beat_at < now() - LASTS)),
        )
    )
    return run_id


def _insert(connection: Any, **values: Any) -> int:
    row = {"created_at": now(), "done": 0, "total": 0, "note": "", "counts": {}, "error": "", **values}
    return int(connection.execute(insert(JobRun).values(**row)).inserted_primary_key[0])
