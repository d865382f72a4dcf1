"""Interview timetables of fairs, and the interviews in them."""

from __future__ import annotations

from datetime import datetime, time

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from domain.interviews import InterviewState
from webapp.models.applications import Application
from webapp.models.base import Base, enum_column
from webapp.models.fairs import Booth
from webapp.models.vacancies import Vacancy
from webapp.models.workers import Worker


class FairTimetable(Base):
    """When the interviews of a fair are held, and how good that is."""

    __tablename__ = "fair_timetable"

    fair_id: Mapped[int] = mapped_column(ForeignKey("fair.id", ondelete="CASCADE"), unique=True)
    slot_minutes: Mapped[int]
    break_from: Mapped[time | None]
    break_until: Mapped[time | None]
    worth: Mapped[float]
    bound: Mapped[float]
    """No timetable is worth more."""
    made_at: Mapped[datetime]
    announced_at: Mapped[datetime | None]
    """People have been told; until then only officials see it."""
    version: Mapped[int] = mapped_column(default=1)
    """Raised with every change of an interview, so that nobody plans on what is past."""


class FairInterview(Base):
    """Somebody speaks to an enterprise at its booth."""

    __tablename__ = "fair_interview"
    __table_args__ = (UniqueConstraint("booth_id", "worker_id"), Index(None, "fair_id", "state"))

    fair_id: Mapped[int] = mapped_column(ForeignKey("fair.id", ondelete="CASCADE"))
    booth_id: Mapped[int] = mapped_column(ForeignKey("booth.id", ondelete="CASCADE"))
    vacancy_id: Mapped[int] = mapped_column(ForeignKey("vacancy.id"))
    worker_id: Mapped[int] = mapped_column(ForeignKey("worker.id"), index=True)
    application_id: Mapped[int | None] = mapped_column(ForeignKey("application.id"))
    """With which it was begun; what comes of it is said there."""
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    told_at: Mapped[datetime | None]
    """The start that the worker was told of last; None before."""
    desk: Mapped[int] = mapped_column(default=0)
    fit: Mapped[float] = mapped_column(default=0.0)
    state: Mapped[InterviewState] = mapped_column(enum_column(InterviewState))
    began_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]

    booth: Mapped[Booth] = relationship(lazy="raise_on_sql")
    vacancy: Mapped[Vacancy] = relationship(lazy="raise_on_sql")
    worker: Mapped[Worker] = relationship(lazy="raise_on_sql")
    application: Mapped[Application | None] = relationship(lazy="raise_on_sql")
