"""What the clock did, is doing, and was asked to do."""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from domain.runs import RunState
from webapp.extensions import db
from webapp.models import JobRun

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

CLOCK = "clock"
"""The lease that the clock process holds."""


def recent_runs(*, name: str | None = None, limit: int = 50) -> Sequence[JobRun]:
    """The latest runs, newest first."""
    question = select(JobRun).order_by(JobRun.id.desc()).limit(limit)
    return db.session.scalars(question.where(JobRun.name == name) if name else question).all()


def find_run(run_id: int) -> JobRun | None:
    """The run of a number, as the database has it now."""
    return db.session.get(JobRun, run_id, populate_existing=True)


def requested_runs() -> list[tuple[int, str]]:
    """Number and job of the runs that somebody asked for and nobody has begun, oldest first."""
    found = db.session.execute(
        select(JobRun.id, JobRun.name).where(JobRun.state == RunState.REQUESTED).order_by(JobRun.id)
    )
    return [(run_id, name) for run_id, name in found]


def latest_run_of_each() -> dict[str, JobRun]:
    """The latest run of every job that ever ran."""
    latest = select(func.max(JobRun.id)).group_by(JobRun.name)
    return {run.name: run for run in db.session.scalars(select(JobRun).where(JobRun.id.in_(latest)))}


def last_success_due(name: str) -> datetime | None:
    """The latest moment of the timetable that a successful run of the job served."""
    return db.session.scalar(
        select(func.max(JobRun.due_at)).where(JobRun.name == name, JobRun.state == RunState.SUCCEEDED)
    )


def lease_of(name: str) -> str:
    """The lease that whoever runs a job holds."""
    return f"job:{name}"


def broken_off_in_a_row(name: str) -> Sequence[JobRun]:
    """The latest runs of a job, newest first, as far as nothing but their process' death ended them."""
    latest = db.session.scalars(select(JobRun).where(JobRun.name == name).order_by(JobRun.id.desc()).limit(10))
    return list(takewhile(lambda run: run.state is RunState.ABANDONED, latest))


def has_ever_run(name: str) -> bool:
    """Whether the job has any run."""
    return db.session.scalar(select(JobRun.id).where(JobRun.name == name).limit(1)) is not None
