"""Whether what the platform stands on answers, and how the clock keeps up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import func, select, text

from domain.runs import RunState
from webapp.extensions import db
from webapp.models import JobRun

if TYPE_CHECKING:
    from datetime import datetime


def database_answers() -> None:
    """Raises SQLAlchemyError while the database does not answer."""
    db.session.execute(text("SELECT 1"))


def last_successes() -> dict[str, datetime]:
    """When each job last succeeded; one that never did is not among them."""
    latest = select(JobRun.name, func.max(JobRun.finished_at)).where(JobRun.state == RunState.SUCCEEDED)
    return {name: moment for name, moment in db.session.execute(latest.group_by(JobRun.name)) if moment}
