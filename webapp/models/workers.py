"""Workers with their profile: wishes, skills, certificates, places, consents."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from domain.skills import Licence, SkillLevel
from domain.vacancies import Shift
from domain.workers import ConsentPurpose, Education, HardshipCategory
from webapp.models.base import Base, Code, EnumSet, Fen, Line, Name, Rank, enum_column
from webapp.models.codes import Division, Occupation


class Worker(Base):
    """Somebody who looks for work. A worker imported by a county has no account yet."""

    __tablename__ = "worker"

    account_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"), unique=True)
    name: Mapped[Name]
    phone: Mapped[str] = mapped_column(String(11), index=True)
    birth_year: Mapped[int]
    education: Mapped[Education | None] = mapped_column(enum_column(Education))
    division_code: Mapped[Code] = mapped_column(ForeignKey("division.code"), index=True)
    latitude: Mapped[float]
    longitude: Mapped[float]
    headline: Mapped[Line] = mapped_column(default="")
    experience: Mapped[str] = mapped_column(default="")
    experience_years: Mapped[int] = mapped_column(default=0)
    skill_level: Mapped[SkillLevel] = mapped_column(Rank(SkillLevel), default=SkillLevel.NONE)
    wage_wanted_fen: Mapped[Fen] = mapped_column(default=0)
    """The lowest monthly wage that is acceptable; 0 where the worker has not said."""
    commute_km: Mapped[float] = mapped_column(default=15.0)
    goes_out_of_town: Mapped[bool] = mapped_column(default=False)
    shifts: Mapped[frozenset[Shift]] = mapped_column(EnumSet(Shift), default=frozenset(Shift))
    needs_housing: Mapped[bool] = mapped_column(default=False)
    available_from: Mapped[date | None]
    hardship: Mapped[HardshipCategory | None] = mapped_column(enum_column(HardshipCategory))
    """Sensitive: shown to officials, used by matching, kept only with consent."""
    hardship_valid_until: Mapped[date | None]
    is_verified: Mapped[bool] = mapped_column(default=False)
    is_looking: Mapped[bool] = mapped_column(default=True)
    alternative: Mapped[float] = mapped_column(default=0.0)
    """What the last night's plan gives the worker in any case, from 0 to 1 (domain.congestion.alternatives)."""
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]

    division: Mapped[Division] = relationship(lazy="raise_on_sql")
    occupations: Mapped[list[WorkerOccupation]] = relationship(
        lazy="raise_on_sql", order_by="WorkerOccupation.rank", cascade="all, delete-orphan"
    )
    skills: Mapped[list[WorkerSkill]] = relationship(
        lazy="raise_on_sql", order_by="WorkerSkill.id", cascade="all, delete-orphan"
    )
    certificates: Mapped[list[Certificate]] = relationship(
        lazy="raise_on_sql", order_by="Certificate.id", cascade="all, delete-orphan"
    )
    destinations: Mapped[list[WorkerDestination]] = relationship(
        lazy="raise_on_sql", order_by="WorkerDestination.id", cascade="all, delete-orphan"
    )
    consents: Mapped[list[Consent]] = relationship(
        lazy="raise_on_sql", order_by="Consent.id", cascade="all, delete-orphan"
    )


class WorkerOccupation(Base):
    """An occupation that a worker wants; rank 0 is the dearest."""

    __tablename__ = "worker_occupation"
    __table_args__ = (UniqueConstraint("worker_id", "occupation_code"),)

    worker_id: Mapped[int] = mapped_column(ForeignKey("worker.id", ondelete="CASCADE"))
    rank: Mapped[int]
    occupation_code: Mapped[Code] = mapped_column(ForeignKey("occupation.code"), index=True)

    occupation: Mapped[Occupation] = relationship(lazy="raise_on_sql")


class WorkerSkill(Base):
    """A skill in the worker's words."""

    __tablename__ = "worker_skill"
    __table_args__ = (UniqueConstraint("worker_id", "skill"),)

    worker_id: Mapped[int] = mapped_column(ForeignKey("worker.id", ondelete="CASCADE"))
    skill: Mapped[str] = mapped_column(String(40))


class Certificate(Base):
    """A certificate of skill level, or a licence that the law asks for."""

    __tablename__ = "certificate"

    worker_id: Mapped[int] = mapped_column(ForeignKey("worker.id", ondelete="CASCADE"), index=True)
    name: Mapped[Name]
    licence: Mapped[Licence | None] = mapped_column(enum_column(Licence))
    occupation_code: Mapped[Code | None] = mapped_column(ForeignKey("occupation.code"))
    level: Mapped[SkillLevel] = mapped_column(Rank(SkillLevel), default=SkillLevel.NONE)
    number: Mapped[str] = mapped_column(String(40), default="")
    issuer: Mapped[Name] = mapped_column(default="")
    valid_until: Mapped[date | None]
    is_verified: Mapped[bool] = mapped_column(default=False)


class WorkerDestination(Base):
    """A place out of town that a worker would go to, or refuses."""

    __tablename__ = "worker_destination"
    __table_args__ = (UniqueConstraint("worker_id", "division_code"),)

    worker_id: Mapped[int] = mapped_column(ForeignKey("worker.id", ondelete="CASCADE"))
    division_code: Mapped[Code] = mapped_column(ForeignKey("division.code"))
    is_refused: Mapped[bool] = mapped_column(default=False)


class WorkerBlock(Base):
    """An enterprise from which a worker does not want to hear."""

    __tablename__ = "worker_block"
    __table_args__ = (UniqueConstraint("worker_id", "enterprise_id"),)

    worker_id: Mapped[int] = mapped_column(ForeignKey("worker.id", ondelete="CASCADE"))
    enterprise_id: Mapped[int] = mapped_column(ForeignKey("enterprise.id"), index=True)
    created_at: Mapped[datetime]


class Consent(Base):
    """A worker agreed to one purpose, in one version of its words; withdrawing ends it and is kept."""

    __tablename__ = "consent"

    worker_id: Mapped[int] = mapped_column(ForeignKey("worker.id", ondelete="CASCADE"), index=True)
    purpose: Mapped[ConsentPurpose] = mapped_column(enum_column(ConsentPurpose))
    version: Mapped[str] = mapped_column(String(20))
    given_at: Mapped[datetime]
    withdrawn_at: Mapped[datetime | None]
    recorded_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    """Who wrote it down, where it was not the worker."""
