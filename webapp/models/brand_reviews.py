"""Reviews of certified brands, and the cases of those that fell below the standard."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from domain.brand_reviews import CaseState
from webapp.models.base import Base, Line, enum_column
from webapp.models.brands import Brand

UNSETTLED = text("state IN ('open', 'suspended')")


class BrandReview(Base):
    """A certified brand beside the standard, once a quarter."""

    __tablename__ = "brand_review"
    __table_args__ = (UniqueConstraint("brand_id", "quarter"), Index(None, "quarter", "passed"))

    brand_id: Mapped[int] = mapped_column(ForeignKey("brand.id", ondelete="CASCADE"))
    quarter: Mapped[str] = mapped_column(String(6))
    standard_version: Mapped[str] = mapped_column(String(40))
    year: Mapped[int | None]
    """Of the figures; None where the newest are too old."""
    passed: Mapped[bool]
    findings: Mapped[list[Any]] = mapped_column(JSON)
    """How each condition stood: number, outcome, reason."""
    at: Mapped[datetime]

    brand: Mapped[Brand] = relationship(lazy="raise_on_sql")


class RectificationCase(Base):
    """A certified brand that fell below the standard, and the time it has to mend that."""

    __tablename__ = "rectification_case"
    __table_args__ = (
        Index(
            "uq_rectification_case_unsettled",
            "brand_id",
            unique=True,
            sqlite_where=UNSETTLED,
            postgresql_where=UNSETTLED,
        ),
        Index(None, "state", "due_on"),
    )

    brand_id: Mapped[int] = mapped_column(ForeignKey("brand.id", ondelete="CASCADE"), index=True)
    review_id: Mapped[int | None] = mapped_column(ForeignKey("brand_review.id", ondelete="SET NULL"))
    """The review that opened it; None where an inspection or an official did."""
    visit_id: Mapped[int | None] = mapped_column(ForeignKey("inspection_visit.id", ondelete="SET NULL"))
    """The visit that opened it."""
    state: Mapped[CaseState] = mapped_column(enum_column(CaseState))
    opened_on: Mapped[date]
    due_on: Mapped[date]
    reminded_on: Mapped[date | None]
    findings: Mapped[list[Any]] = mapped_column(JSON)
    """What has to be mended: number, outcome, reason."""
    ended_on: Mapped[date | None]
    reason: Mapped[Line] = mapped_column(default="")
    """Why it was suspended or has ended."""

    brand: Mapped[Brand] = relationship(lazy="raise_on_sql")
