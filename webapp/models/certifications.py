"""Certifications: standards, applications with their steps, evidence and attestations, and the certificates."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from domain.brands import BrandCategory
from domain.certifications import CertificateState, CertificationState, CertificationStep
from domain.evidence import EvidenceType
from webapp.models.accounts import Account
from webapp.models.base import Base, Line, Name, enum_column
from webapp.models.brands import Brand

STILL_OPEN = text("state IN ('preparing', 'sent_back', 'at_county', 'at_city')")


class StandardVersion(Base):
    """A version of the certification standard after the one that comes with the product."""

    __tablename__ = "standard_version"

    version: Mapped[str] = mapped_column(String(40), unique=True)
    valid_from: Mapped[date]
    content: Mapped[str]
    """The file as it was handed in."""
    created_by_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    created_at: Mapped[datetime]
    adopted_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    adopted_at: Mapped[datetime | None]
    """Until then it is a draft, of which only the effect is shown."""


class Certification(Base):
    """A brand's application to be certified, for the first time or anew."""

    __tablename__ = "certification"
    __table_args__ = (
        Index(
            "uq_certification_open",
            "brand_id",
            unique=True,
            sqlite_where=STILL_OPEN,
            postgresql_where=STILL_OPEN,
        ),
        Index(None, "state"),
    )

    brand_id: Mapped[int] = mapped_column(ForeignKey("brand.id", ondelete="CASCADE"), index=True)
    state: Mapped[CertificationState] = mapped_column(enum_column(CertificationState))
    category: Mapped[BrandCategory] = mapped_column(enum_column(BrandCategory))
    applied_by_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]
    standard_version: Mapped[str] = mapped_column(String(40), default="")
    """By which it was decided; empty until then."""
    findings: Mapped[list[Any]] = mapped_column(JSON, default=list)
    """How each condition stood when it was decided: number, outcome, reason."""

    brand: Mapped[Brand] = relationship(lazy="raise_on_sql")
    steps: Mapped[list[CertificationStepTaken]] = relationship(
        lazy="raise_on_sql", order_by="CertificationStepTaken.id", cascade="all, delete-orphan"
    )
    files: Mapped[list[EvidenceFile]] = relationship(
        lazy="raise_on_sql", order_by="EvidenceFile.id", cascade="all, delete-orphan"
    )
    attestations: Mapped[list[Attestation]] = relationship(
        lazy="raise_on_sql", order_by="Attestation.id", cascade="all, delete-orphan"
    )


class CertificationStepTaken(Base):
    """A step of an application: who, when, and why."""

    __tablename__ = "certification_step"

    certification_id: Mapped[int] = mapped_column(ForeignKey("certification.id", ondelete="CASCADE"), index=True)
    step: Mapped[CertificationStep] = mapped_column(enum_column(CertificationStep))
    state: Mapped[CertificationState] = mapped_column(enum_column(CertificationState))
    """Where it led."""
    at: Mapped[datetime]
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    reason: Mapped[Line] = mapped_column(default="")

    account: Mapped[Account] = relationship(lazy="raise_on_sql")


class EvidenceFile(Base):
    """A file that is shown for some conditions. Its bytes lie in the evidence folder, beneath their own fingerprint."""

    __tablename__ = "evidence_file"

    certification_id: Mapped[int] = mapped_column(ForeignKey("certification.id", ondelete="CASCADE"), index=True)
    conditions: Mapped[list[str]]
    name: Mapped[Name]
    kind: Mapped[EvidenceType] = mapped_column(enum_column(EvidenceType))
    n_bytes: Mapped[int]
    sha256: Mapped[str] = mapped_column(String(64))
    is_scanned: Mapped[bool]
    """A scanner has looked at it; False where none is installed."""
    uploaded_by_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    uploaded_at: Mapped[datetime]

    uploaded_by: Mapped[Account] = relationship(lazy="raise_on_sql")


class Attestation(Base):
    """An official says whether a condition is fulfilled."""

    __tablename__ = "attestation"
    __table_args__ = (UniqueConstraint("certification_id", "condition"),)

    certification_id: Mapped[int] = mapped_column(ForeignKey("certification.id", ondelete="CASCADE"))
    condition: Mapped[str] = mapped_column(String(60))
    """Its number, or number.part where one of several parts is enough."""
    is_met: Mapped[bool]
    standard_version: Mapped[str] = mapped_column(String(40))
    """By which words of the condition the official looked."""
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    at: Mapped[datetime]

    account: Mapped[Account] = relationship(lazy="raise_on_sql")


class BrandCertificate(Base):
    """What a certified brand holds."""

    __tablename__ = "brand_certificate"
    __table_args__ = (UniqueConstraint("year", "sequence"),)

    number: Mapped[str] = mapped_column(String(20), unique=True)
    year: Mapped[int]
    sequence: Mapped[int]
    token: Mapped[str] = mapped_column(String(32), unique=True)
    """What the QR code says; drawn at random, so that the certificate at hand is the one that was printed."""
    brand_id: Mapped[int] = mapped_column(ForeignKey("brand.id", ondelete="CASCADE"), index=True)
    certification_id: Mapped[int] = mapped_column(ForeignKey("certification.id", ondelete="CASCADE"), unique=True)
    state: Mapped[CertificateState] = mapped_column(enum_column(CertificateState))
    issued_on: Mapped[date]
    valid_until: Mapped[date]
    reason: Mapped[Line] = mapped_column(default="")
    """Why it is suspended or revoked."""

    brand: Mapped[Brand] = relationship(lazy="raise_on_sql")
    certification: Mapped[Certification] = relationship(lazy="raise_on_sql")
