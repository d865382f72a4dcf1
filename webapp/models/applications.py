"""Applications with their history, and invitations."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from domain.applications import LIVE, ApplicationState
from domain.invitations import InvitationState
from webapp.models.base import Base, Line, enum_column
from webapp.models.vacancies import Vacancy
from webapp.models.workers import Worker

_IS_LIVE = text("state IN ({})".format(", ".join(f"'{state}'" for state in sorted(LIVE))))
_IS_PREPARED = text(f"state = '{InvitationState.PREPARED}'")
_IS_SENT = text(f"state = '{InvitationState.SENT}'")


class Application(Base):
    """A worker asks for a vacancy."""

    __tablename__ = "application"
    __table_args__ = (
        Index(
            "uq_application_live",
            "worker_id",
            "vacancy_id",
            unique=True,
            sqlite_where=_IS_LIVE,
            postgresql_where=_IS_LIVE,
        ),
        Index(None, "vacancy_id", "state"),
    )

    worker_id: Mapped[int] = mapped_column(ForeignKey("worker.id"))
    vacancy_id: Mapped[int] = mapped_column(ForeignKey("vacancy.id"))
    invitation_id: Mapped[int | None] = mapped_column(ForeignKey("invitation.id"))
    state: Mapped[ApplicationState] = mapped_column(enum_column(ApplicationState))
    message: Mapped[Line] = mapped_column(default="")
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012  SQLAlchemy reads it from the class

    worker: Mapped[Worker] = relationship(lazy="raise_on_sql")
    vacancy: Mapped[Vacancy] = relationship(lazy="raise_on_sql")
    events: Mapped[list[ApplicationEvent]] = relationship(
        lazy="raise_on_sql", order_by="ApplicationEvent.id", cascade="all, delete-orphan"
    )


class ApplicationEvent(Base):
    """One step of an application: who took it, and why."""

    __tablename__ = "application_event"

    application_id: Mapped[int] = mapped_column(ForeignKey("application.id", ondelete="CASCADE"), index=True)
    at: Mapped[datetime]
    account_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    """None where the clock did it."""
    state: Mapped[ApplicationState] = mapped_column(enum_column(ApplicationState))
    reason: Mapped[Line] = mapped_column(default="")


class Invitation(Base):
    """A worker is asked to a vacancy, by its enterprise or by the matching for a fair."""

    __tablename__ = "invitation"
    __table_args__ = (
        Index(
            "uq_invitation_sent",
            "worker_id",
            "vacancy_id",
            unique=True,
            sqlite_where=_IS_SENT,
            postgresql_where=_IS_SENT,
        ),
        Index(
            "uq_invitation_prepared",
            "fair_id",
            "worker_id",
            "vacancy_id",
            unique=True,
            sqlite_where=_IS_PREPARED,
            postgresql_where=_IS_PREPARED,
        ),
        Index(None, "fair_id", "state"),
        Index(None, "vacancy_id", "state"),
    )

    worker_id: Mapped[int] = mapped_column(ForeignKey("worker.id"))
    vacancy_id: Mapped[int] = mapped_column(ForeignKey("vacancy.id"))
    fair_id: Mapped[int | None] = mapped_column(ForeignKey("fair.id"))
    state: Mapped[InvitationState] = mapped_column(enum_column(InvitationState))
    rank: Mapped[int] = mapped_column(default=0)
    score: Mapped[float] = mapped_column(default=0.0)
    reasons: Mapped[list[Any]] = mapped_column(default=list)
    """Why it fits, as domain.fit said at the time."""
    message: Mapped[Line] = mapped_column(default="")
    created_at: Mapped[datetime]
    answered_at: Mapped[datetime | None]

    worker: Mapped[Worker] = relationship(lazy="raise_on_sql")
    vacancy: Mapped[Vacancy] = relationship(lazy="raise_on_sql")
