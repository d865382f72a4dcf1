"""What the clock has done on the nights before."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from domain.brand_reviews import quarter_of
from domain.labour_export import TURNED_AWAY
from domain.runs import DUE, Job, Nightly, Quarterly, RunState
from scripts.demo_city.brand_reviews import review_days
from webapp.calendar import SHANGHAI

if TYPE_CHECKING:
    from scripts.demo_city.ledger import Ledger

NIGHTS = 6
SECONDS = {Job.VACANCIES_EXPIRE: 1, Job.LABOUR_EXPORT_MATCH: 11, Job.FAIRS_ASSEMBLE: 18}


def add_nights(ledger: Ledger) -> None:
    """Add the runs of the last nights; one of them failed and was made up an hour later."""
    _add_quarter(ledger)
    draw = ledger.draw("nights")
    for nights_ago in range(NIGHTS, 0, -1):
        day = ledger.parameters.day(-nights_ago)
        for job, seconds in SECONDS.items():
            due = DUE[job]
            if not isinstance(due, Nightly):
                continue
            due_at = datetime.combine(day, due.at, SHANGHAI).astimezone(UTC)
            has_failed = job is Job.FAIRS_ASSEMBLE and nights_ago == NIGHTS - 2
            if has_failed:
                _add_run(ledger, job, due_at, due_at, seconds=3, error="OperationalError: database is locked")
            started_at = due_at + timedelta(hours=1 if has_failed else 0, seconds=draw.random())
            counts = _counts(ledger, draw.randint(0, 5), job)
            _add_run(ledger, job, None if has_failed else due_at, started_at, seconds=seconds, counts=counts)


def _add_quarter(ledger: Ledger) -> None:
    """The latest review of the certified brands."""
    due = DUE[Job.BRANDS_REVIEW]
    day = review_days(ledger.parameters.today)[-1]
    if not isinstance(due, Quarterly):
        raise TypeError(due)
    due_at = datetime.combine(day, due.at, SHANGHAI).astimezone(UTC)
    found = [row["passed"] for row in ledger.rows("brand_review") if row["quarter"] == str(quarter_of(day))]
    cases = sum(row["opened_on"] == day for row in ledger.rows("rectification_case"))
    counts = {"reviewed": len(found), "passed": sum(found), "fell": len(found) - sum(found), "cases": cases}
    _add_run(ledger, Job.BRANDS_REVIEW, due_at, due_at, seconds=2, counts=counts)


def _counts(ledger: Ledger, by_chance: int, job: Job) -> dict[str, Any]:
    match job:
        case Job.VACANCIES_EXPIRE:
            return {"vacancies": by_chance, "invitations": by_chance * 2}
        case Job.LABOUR_EXPORT_MATCH:
            told = sum(row["state"] not in TURNED_AWAY for row in ledger.rows("roster_entry"))
            return {"workers": ledger.parameters.workers // 8, "placed": 0, "kept": told, "new": 0, "gone": 0}
        case _:
            return {"workers": ledger.parameters.workers, "proposed": 0, "renewed": 0, "withdrawn": 0, "held": 0}


def _add_run(
    ledger: Ledger,
    job: Job,
    due_at: datetime | None,
    started_at: datetime,
    *,
    seconds: int,
    counts: dict[str, Any] | None = None,
    error: str = "",
) -> None:
    finished_at = started_at + timedelta(seconds=seconds)
    ledger.add(
        "job_run",
        name=job.value,
        state=RunState.FAILED if error else RunState.SUCCEEDED,
        due_at=due_at,
        requested_by_id=None,
        created_at=started_at,
        started_at=started_at,
        beat_at=finished_at,
        finished_at=finished_at,
        done=1,
        total=1,
        note="",
        counts=counts or {},
        error=error,
    )
