"""Workers with their profile: wishes, skills, certificates, places, consents."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from domain.evidence import EvidenceType
from domain.skill_certificates import CertificateKind, CertificateStanding
from domain.skills import Licence, SkillLevel
from domain.vacancies import Shift
from domain.worker_imports import ProofOfConsent
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
    """As the worker says."""
    verified_level: Mapped[SkillLevel] = mapped_column(Rank(SkillLevel), default=SkillLevel.NONE)
    """The highest of the certificates that officials have verified (domain.skill_certificates.verified_level)."""
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
    merged_into_id: Mapped[int | None] = mapped_column(ForeignKey("worker.id", ondelete="SET NULL"), index=True)
    """The profile of the same person that was kept; this one is history then, and nobody finds it."""
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
    pictures: Mapped[list[PortfolioPicture]] = relationship(
        lazy="raise_on_sql", order_by="PortfolioPicture.rank", cascade="all, delete-orphan"
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
    """What a worker holds: a skill level, a special ability, a licence that the law asks for, or something else."""

    __tablename__ = "certificate"
    __table_args__ = (Index(None, "standing", "shown_at"),)

    worker_id: Mapped[int] = mapped_column(ForeignKey("worker.id", ondelete="CASCADE"), index=True)
    kind: Mapped[CertificateKind] = mapped_column(enum_column(CertificateKind))
    name: Mapped[Name]
    licence: Mapped[Licence | None] = mapped_column(enum_column(Licence))
    occupation_code: Mapped[Code | None] = mapped_column(ForeignKey("occupation.code"))
    level: Mapped[SkillLevel] = mapped_column(Rank(SkillLevel), default=SkillLevel.NONE)
    items: Mapped[list[str]] = mapped_column(default=list)
    """Of a special ability: what was assessed."""
    number: Mapped[str] = mapped_column(String(40), default="", index=True)
    issuer: Mapped[Name] = mapped_column(default="")
    issued_on: Mapped[date | None]
    valid_until: Mapped[date | None]
    standing: Mapped[CertificateStanding] = mapped_column(
        enum_column(CertificateStanding), default=CertificateStanding.CLAIMED
    )
    file_name: Mapped[Name] = mapped_column(default="")
    file_kind: Mapped[EvidenceType | None] = mapped_column(enum_column(EvidenceType))
    file_sha256: Mapped[str] = mapped_column(String(64), default="")
    """The paper lies in the evidence folder, beneath its own fingerprint; empty where none was shown."""
    shown_at: Mapped[datetime | None]
    """Since when it waits, or waited, for an official."""
    decided_at: Mapped[datetime | None]
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    reason: Mapped[Line] = mapped_column(default="")
    """Why it was refused."""


class PortfolioPicture(Base):
    """What somebody has made. The platform has drawn it anew, twice; both lie in the evidence folder."""

    __tablename__ = "portfolio_picture"
    __table_args__ = (UniqueConstraint("worker_id", "large_sha256"),)

    worker_id: Mapped[int] = mapped_column(ForeignKey("worker.id", ondelete="CASCADE"))
    rank: Mapped[int]
    """The lowest is shown first."""
    caption: Mapped[str] = mapped_column(String(40))
    large_sha256: Mapped[str] = mapped_column(String(64))
    small_sha256: Mapped[str] = mapped_column(String(64))
    width: Mapped[int]
    height: Mapped[int]
    """Pixels of the large one."""
    created_at: Mapped[datetime]
    is_illustrative: Mapped[bool] = mapped_column(default=False)
    """Drawn for a demonstration; the page says so."""
    taken_down_at: Mapped[datetime | None]
    taken_down_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    reason: Mapped[Line] = mapped_column(default="")
    """Why an official has taken it down; only the worker and officials see it then."""


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
    proof: Mapped[ProofOfConsent | None] = mapped_column(enum_column(ProofOfConsent))
    """How the worker agreed, where an official wrote it down."""
    reference: Mapped[str] = mapped_column(String(40), default="")
    """Where the paper or the recording can be found."""
