"""Inspections: campaigns with their lot, and the visits that were drawn."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from domain.inspections import Finding
from webapp.models.base import Base, Code, Name, enum_column
from webapp.models.brands import Brand


class Inspection(Base):
    """A campaign of visits to brands that are drawn by lot."""

    __tablename__ = "inspection"

    title: Mapped[Name]
    division_code: Mapped[Code] = mapped_column(ForeignKey("division.code"), index=True)
    sample_size: Mapped[int]
    seed: Mapped[str] = mapped_column(String(64))
    """The secret number; nobody sees it before the draw."""
    fingerprint: Mapped[str] = mapped_column(String(64))
    population: Mapped[list[Any]] = mapped_column(JSON, default=list)
    """The numbers of the brands among which was drawn, as they were at that moment."""
    created_by_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    created_at: Mapped[datetime]
    drawn_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    drawn_at: Mapped[datetime | None]

    visits: Mapped[list[InspectionVisit]] = relationship(
        lazy="raise_on_sql", order_by="InspectionVisit.place", cascade="all, delete-orphan"
    )


class InspectionVisit(Base):
    """A brand that was drawn, and what the visit found."""

    __tablename__ = "inspection_visit"
    __table_args__ = (UniqueConstraint("inspection_id", "brand_id"),)

    inspection_id: Mapped[int] = mapped_column(ForeignKey("inspection.id", ondelete="CASCADE"))
    brand_id: Mapped[int] = mapped_column(ForeignKey("brand.id", ondelete="CASCADE"), index=True)
    place: Mapped[int]
    """In the order of the draw."""
    finding: Mapped[Finding | None] = mapped_column(enum_column(Finding))
    findings: Mapped[str] = mapped_column(default="")
    visited_on: Mapped[date | None]
    reported_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))

    brand: Mapped[Brand] = relationship(lazy="raise_on_sql")
