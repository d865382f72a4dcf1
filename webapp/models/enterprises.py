"""Enterprises and agencies: who hires, and who organises labour export."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from webapp.models.base import Base, Code, Line, Name
from webapp.models.codes import Division


class Enterprise(Base):
    """An employer, known by its unified social credit code."""

    __tablename__ = "enterprise"

    uscc: Mapped[str] = mapped_column(String(18), unique=True)
    name: Mapped[Name]
    division_code: Mapped[Code] = mapped_column(ForeignKey("division.code"), index=True)
    industry_code: Mapped[Code | None] = mapped_column(ForeignKey("industry.code"))
    address: Mapped[Line] = mapped_column(default="")
    latitude: Mapped[float]
    longitude: Mapped[float]
    introduction: Mapped[str] = mapped_column(default="")
    contact_name: Mapped[Name] = mapped_column(default="")
    contact_phone: Mapped[str] = mapped_column(String(20), default="")
    verified_at: Mapped[datetime | None]
    """An official has seen that the enterprise is who it says; only then may it post."""
    refused_reason: Mapped[Line] = mapped_column(default="")
    commitment_signed_at: Mapped[datetime | None]
    """The credit commitment (article 六)."""
    credit: Mapped[float] = mapped_column(default=1.0)
    """0 to 1; 1 where nothing is known against it."""
    created_at: Mapped[datetime]

    division: Mapped[Division] = relationship(lazy="raise_on_sql")


class Agency(Base):
    """A human-resources agency with a licence."""

    __tablename__ = "agency"

    uscc: Mapped[str] = mapped_column(String(18), unique=True)
    name: Mapped[Name]
    licence_number: Mapped[str] = mapped_column(String(40))
    licence_valid_until: Mapped[date | None]
    division_code: Mapped[Code] = mapped_column(ForeignKey("division.code"), index=True)
    address: Mapped[Line] = mapped_column(default="")
    contact_name: Mapped[Name] = mapped_column(default="")
    contact_phone: Mapped[str] = mapped_column(String(20), default="")
    verified_at: Mapped[datetime | None]
    refused_reason: Mapped[Line] = mapped_column(default="")
    commitment_signed_at: Mapped[datetime | None]
    created_at: Mapped[datetime]

    division: Mapped[Division] = relationship(lazy="raise_on_sql")
