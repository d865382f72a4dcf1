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

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import Connection

LONGEST_ERROR = 20_000
BROKEN_OFF = "The process that ran it ended."


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
    """Note that a run has begun: the one that was asked for, or a new one. Raises AlreadyServed.

    Where an earlier run of the same moment failed or was broken off, the new one serves the moment and the earlier one
    stays as a record.
    """
    begun = {"state": RunState.RUNNING, "started_at": now(), "beat_at": now()}
    try:
        with db.engine.begin() as connection:
            if run_id is None:
                _free_the_moment(connection, name, due_at)
                return _insert(connection, name=name, due_at=due_at, **begun)
            waits = (JobRun.id == run_id) & (JobRun.state == RunState.REQUESTED)
            if connection.execute(update(JobRun).where(waits).values(**begun)).rowcount != 1:
                raise AlreadyServed(f"run {run_id}")
            return run_id
    except IntegrityError as error:
        raise AlreadyServed(f"{name} at {due_at}") from error


def tell_progress(run_id: int, *, done: int, total: int, note: str) -> None:
    """Say how far a run is, which is also a sign of life."""
    with db.engine.begin() as connection:
        connection.execute(
            update(JobRun).where(JobRun.id == run_id).values(done=done, total=total, note=note, beat_at=now())
        )


def finish_run(run_id: int, *, counts: dict[str, Any], error: str = "") -> None:
    """Note how a run ended: with what counts, or with which error."""
    with db.engine.begin() as connection:
        connection.execute(update(JobRun).where(JobRun.id == run_id).values(**_ending(counts, error)))


def record_run(name: str, *, counts: dict[str, Any], error: str = "") -> None:
    """Note a run that has begun and ended already."""
    with db.engine.begin() as connection:
        _insert(connection, name=name, started_at=now(), **_ending(counts, error))


def abandon_dead_runs(name: str) -> int:
    """Note the runs of a job that nobody is running, and say how many. Only for the holder of the job's lease."""
    with db.engine.begin() as connection:
        return connection.execute(
            update(JobRun)
            .where(JobRun.name == name, JobRun.state == RunState.RUNNING)
            .values(state=RunState.ABANDONED, finished_at=now(), error=BROKEN_OFF)
        ).rowcount


def forget_runs(name: str, *, before: datetime) -> None:
    """Drop the old successful runs of a job that runs every few seconds."""
    with db.engine.begin() as connection:
        connection.execute(
            delete(JobRun).where(JobRun.name == name, JobRun.state == RunState.SUCCEEDED, JobRun.created_at < before)
        )


def _free_the_moment(connection: Connection, name: str, due_at: datetime | None) -> None:
    """Let a new run serve a moment that an earlier one did not serve to its end."""
    ended_badly = JobRun.state.in_([RunState.ABANDONED, RunState.FAILED])
    connection.execute(
        update(JobRun).where(JobRun.name == name, JobRun.due_at == due_at, ended_badly).values(due_at=None)
    )


def _ending(counts: dict[str, Any], error: str) -> dict[str, Any]:
    state = RunState.FAILED if error else RunState.SUCCEEDED
    at = now()
    return {"state": state, "finished_at": at, "beat_at": at, "counts": counts, "error": error[-LONGEST_ERROR:]}


def _insert(connection: Connection, **values: Any) -> int:
    row = {"created_at": now(), "done": 0, "total": 0, "note": "", "counts": {}, "error": "", **values}
    return connection.execute(insert(JobRun).values(**row).returning(JobRun.id)).scalar_one()
