"""Enterprises that come to a fair, or would like to."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from domain.fair_registrations import BoothSize, RegistrationState
from webapp.models.base import Base, Line, enum_column
from webapp.models.enterprises import Enterprise
from webapp.models.fairs import Fair
from webapp.models.vacancies import Vacancy


class FairRegistration(Base):
    """An enterprise at a fair: what it brings, what booth it needs, and what became of it."""

    __tablename__ = "fair_registration"
    __table_args__ = (UniqueConstraint("fair_id", "enterprise_id"), Index(None, "fair_id", "state"))

    fair_id: Mapped[int] = mapped_column(ForeignKey("fair.id", ondelete="CASCADE"))
    enterprise_id: Mapped[int] = mapped_column(ForeignKey("enterprise.id"), index=True)
    state: Mapped[RegistrationState] = mapped_column(enum_column(RegistrationState))
    size: Mapped[BoothSize] = mapped_column(enum_column(BoothSize), default=BoothSize.SINGLE)
    needs_power: Mapped[bool] = mapped_column(default=False)
    needs_room: Mapped[bool] = mapped_column(default=False)
    """A closed room for interviews."""
    staff: Mapped[int] = mapped_column(default=2)
    """People at the booth."""
    note: Mapped[Line] = mapped_column(default="")
    asked_at: Mapped[datetime]
    """Who waits longest is first."""
    decided_at: Mapped[datetime | None]
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    reason: Mapped[Line] = mapped_column(default="")
    """Why it was refused."""

    fair: Mapped[Fair] = relationship(lazy="raise_on_sql")
    enterprise: Mapped[Enterprise] = relationship(lazy="raise_on_sql")
    vacancies: Mapped[list[RegistrationVacancy]] = relationship(
        lazy="raise_on_sql", order_by="RegistrationVacancy.vacancy_id", cascade="all, delete-orphan"
    )


class RegistrationVacancy(Base):
    """A vacancy that an enterprise would show."""

    __tablename__ = "registration_vacancy"
    __table_args__ = (UniqueConstraint("registration_id", "vacancy_id"),)

    registration_id: Mapped[int] = mapped_column(ForeignKey("fair_registration.id", ondelete="CASCADE"))
    vacancy_id: Mapped[int] = mapped_column(ForeignKey("vacancy.id"), index=True)

    vacancy: Mapped[Vacancy] = relationship(lazy="raise_on_sql")
