"""Vacancies with what they ask, and every wording they have had."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from domain.skills import Licence, SkillLevel
from domain.vacancies import EmploymentType, Insurance, Shift, VacancyState
from domain.wages import WageUnit
from webapp.models.base import Base, Code, EnumSet, Fen, Line, Name, Rank, enum_column
from webapp.models.brands import Brand
from webapp.models.codes import Division, Occupation
from webapp.models.enterprises import Enterprise


class Vacancy(Base):
    """A post with seats to fill."""

    __tablename__ = "vacancy"
    __table_args__ = (Index(None, "state", "valid_until"),)

    enterprise_id: Mapped[int] = mapped_column(ForeignKey("enterprise.id"), index=True)
    brand_id: Mapped[int | None] = mapped_column(ForeignKey("brand.id"), index=True)
    export_order_id: Mapped[int | None] = mapped_column(ForeignKey("export_order.id"), index=True)
    """Set where organised labour export fills it."""
    title: Mapped[Name]
    occupation_code: Mapped[Code] = mapped_column(ForeignKey("occupation.code"), index=True)
    duties: Mapped[str] = mapped_column(default="")
    headcount: Mapped[int]
    seats_taken: Mapped[int] = mapped_column(default=0)
    wage_min_fen: Mapped[Fen]
    wage_max_fen: Mapped[Fen]
    wage_unit: Mapped[WageUnit] = mapped_column(enum_column(WageUnit))
    pieces_per_day: Mapped[int | None]
    monthly_min_fen: Mapped[Fen]
    """As a month's pay, so that wages of different units can be compared (domain.wages)."""
    monthly_max_fen: Mapped[Fen]
    pay_day: Mapped[int | None]
    """Day of the month."""
    employment_type: Mapped[EmploymentType] = mapped_column(enum_column(EmploymentType))
    shift: Mapped[Shift] = mapped_column(enum_column(Shift))
    division_code: Mapped[Code] = mapped_column(ForeignKey("division.code"), index=True)
    address: Mapped[Line] = mapped_column(default="")
    latitude: Mapped[float]
    longitude: Mapped[float]
    has_housing: Mapped[bool] = mapped_column(default=False)
    has_meals: Mapped[bool] = mapped_column(default=False)
    has_transport: Mapped[bool] = mapped_column(default=False)
    insurance: Mapped[frozenset[Insurance]] = mapped_column(EnumSet(Insurance), default=frozenset())
    skill_level: Mapped[SkillLevel] = mapped_column(Rank(SkillLevel), default=SkillLevel.NONE)
    experience_years: Mapped[int] = mapped_column(default=0)
    is_hazardous: Mapped[bool] = mapped_column(default=False)
    is_hardship_friendly: Mapped[bool] = mapped_column(default=False)
    starts_on: Mapped[date | None]
    valid_until: Mapped[date]
    contact_name: Mapped[Name] = mapped_column(default="")
    contact_phone: Mapped[str] = mapped_column(String(20), default="")
    state: Mapped[VacancyState] = mapped_column(enum_column(VacancyState))
    findings: Mapped[list[Any]] = mapped_column(default=list)
    """What the check of the advertisement found; an official decides."""
    review_reason: Mapped[Line] = mapped_column(default="")
    opened_at: Mapped[datetime | None]
    price: Mapped[float] = mapped_column(default=0.0)
    """Shadow price of the last nightly matching, 0 to 1."""
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012  SQLAlchemy reads it from the class

    enterprise: Mapped[Enterprise] = relationship(lazy="raise_on_sql")
    brand: Mapped[Brand | None] = relationship(lazy="raise_on_sql")
    occupation: Mapped[Occupation] = relationship(lazy="raise_on_sql")
    division: Mapped[Division] = relationship(lazy="raise_on_sql")
    skills: Mapped[list[VacancySkill]] = relationship(
        lazy="raise_on_sql", order_by="VacancySkill.id", cascade="all, delete-orphan"
    )
    licences: Mapped[list[VacancyLicence]] = relationship(
        lazy="raise_on_sql", order_by="VacancyLicence.id", cascade="all, delete-orphan"
    )

    @property
    def seats_free(self) -> int:
        """Seats that nobody holds."""
        return max(self.headcount - self.seats_taken, 0)


class VacancySkill(Base):
    """A skill that a vacancy asks for."""

    __tablename__ = "vacancy_skill"
    __table_args__ = (UniqueConstraint("vacancy_id", "skill"),)

    vacancy_id: Mapped[int] = mapped_column(ForeignKey("vacancy.id", ondelete="CASCADE"))
    skill: Mapped[str] = mapped_column(String(40))


class VacancyLicence(Base):
    """A licence without which the law lets nobody do the work."""

    __tablename__ = "vacancy_licence"
    __table_args__ = (UniqueConstraint("vacancy_id", "licence"),)

    vacancy_id: Mapped[int] = mapped_column(ForeignKey("vacancy.id", ondelete="CASCADE"))
    licence: Mapped[Licence] = mapped_column(enum_column(Licence))


class VacancyRevision(Base):
    """The advertisement as it stood from a moment on. Kept three years and more (DOMAIN §3)."""

    __tablename__ = "vacancy_revision"

    vacancy_id: Mapped[int] = mapped_column(ForeignKey("vacancy.id"), index=True)
    at: Mapped[datetime]
    account_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    content: Mapped[dict[str, Any]]
