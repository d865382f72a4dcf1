"""Job runs and leases: what the clock did, is doing, and was asked to do."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from domain.runs import RunState
from webapp.models.base import Base, Line, enum_column


class JobRun(Base):
    """One run of a scheduled job."""

    __tablename__ = "job_run"
    __table_args__ = (
        Index(None, "name", "id"),
        Index("uq_job_run_name_due_at", "name", "due_at", unique=True),
        Index(None, "state"),
    )

    name: Mapped[str] = mapped_column(String(40))
    state: Mapped[RunState] = mapped_column(enum_column(RunState))
    due_at: Mapped[datetime | None]
    """The moment of the timetable that it serves; None where somebody asked for it."""
    requested_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    created_at: Mapped[datetime]
    started_at: Mapped[datetime | None]
    beat_at: Mapped[datetime | None]
    """Its last sign of life."""
    finished_at: Mapped[datetime | None]
    done: Mapped[int] = mapped_column(default=0)
    total: Mapped[int] = mapped_column(default=0)
    note: Mapped[Line] = mapped_column(default="")
    """What it is doing now."""
    counts: Mapped[dict[str, Any]] = mapped_column(default=dict)
    error: Mapped[str] = mapped_column(default="")


class Lease(Base):
    """Somebody alone may do something until a moment: the lock that keeps the clock to one."""

    __tablename__ = "lease"

    name: Mapped[str] = mapped_column(String(60), unique=True)
    holder: Mapped[str] = mapped_column(String(120))
    expires_at: Mapped[datetime]
