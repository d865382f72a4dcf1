"""What the clock did, is doing, and was asked to do."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import takewhile
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from domain.runs import DUE, UNDER_WAY, Job, RunState
from webapp.extensions import db
from webapp.models import Account, JobRun
from webapp.reads.leases import held

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sqlalchemy import Select

    from domain.runs import Due

CLOCK = "clock"
"""The lease that the clock process holds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RunLine:
    """A run as a page shows it."""

    run: JobRun
    state: RunState
    """As it is: a run whose process has died is broken off, whatever its row still says."""
    requested_by: str | None
    """The name of who asked for it."""

    @property
    def job(self) -> Job | None:
        """Which job it is; None for one that the timetable has no more."""
        return Job(self.run.name) if self.run.name in set(Job) else None

    @property
    def is_under_way(self) -> bool:
        """Whether there is something to wait for."""
        return self.state in UNDER_WAY


@dataclass(frozen=True, slots=True, kw_only=True)
class JobLine:
    """A job of the timetable, with its latest run."""

    job: Job
    due: Due
    latest: RunLine | None


def timetable() -> list[JobLine]:
    """Every job in the order of a night, with how it did last time."""
    latest = {line.run.name: line for line in _lines(select(JobRun).where(JobRun.id.in_(_latest_of_each())))}
    return [JobLine(job=job, due=due, latest=latest.get(job)) for job, due in DUE.items()]


def recent_lines(*, name: str | None = None, limit: int = 50) -> list[RunLine]:
    """The latest runs, newest first."""
    question = select(JobRun).order_by(JobRun.id.desc()).limit(limit)
    return _lines(question.where(JobRun.name == name) if name else question)


def find_line(run_id: int) -> RunLine | None:
    """The run of a number, as a page shows it."""
    return next(iter(_lines(select(JobRun).where(JobRun.id == run_id))), None)


def latest_line(name: str) -> RunLine | None:
    """The latest run of a job."""
    return next(iter(recent_lines(name=name, limit=1)), None)


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
    return {run.name: run for run in db.session.scalars(select(JobRun).where(JobRun.id.in_(_latest_of_each())))}


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
    """Whether a run of the job has ever begun."""
    begun = select(JobRun.id).where(JobRun.name == name, JobRun.state != RunState.REQUESTED)
    return db.session.scalar(begun.limit(1)) is not None


def _latest_of_each() -> Select[int]:
    return select(func.max(JobRun.id)).group_by(JobRun.name)


def _lines(question: Select[JobRun]) -> list[RunLine]:
    rows = db.session.execute(
        question.outerjoin(Account, Account.id == JobRun.requested_by_id).add_columns(Account.name)
    ).all()
    # Who runs a job holds its lease as long as it lives, so a running job without one has died.
    alive = held({lease_of(run.name) for run, _ in rows if run.state is RunState.RUNNING})
    return [
        RunLine(
            run=run,
            state=RunState.ABANDONED
            if run.state is RunState.RUNNING and lease_of(run.name) not in alive
            else run.state,
            requested_by=name,
        )
        for run, name in rows
    ]
