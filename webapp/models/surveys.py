"""Surveys: the rounds of the counties and what was reported in them."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from domain.surveys import ReporterKind, SurveyOutcome
from webapp.models.base import Base, Code, Line, Name, enum_column
from webapp.models.brands import Brand


class SurveyRound(Base):
    """A county, or the city, asks from one day to another who knows labour products."""

    __tablename__ = "survey_round"

    division_code: Mapped[Code] = mapped_column(ForeignKey("division.code"), index=True)
    title: Mapped[Name]
    opens_on: Mapped[date]
    closes_on: Mapped[date]
    opened_by_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    created_at: Mapped[datetime]


class SurveyReport(Base):
    """A product that somebody has reported, and what became of it."""

    __tablename__ = "survey_report"
    __table_args__ = (Index(None, "round_id", "outcome"),)

    round_id: Mapped[int] = mapped_column(ForeignKey("survey_round.id", ondelete="CASCADE"))
    code: Mapped[str] = mapped_column(String(16), unique=True)
    """With it whoever reported can look what became of it; drawn at random."""
    product: Mapped[Name]
    division_code: Mapped[Code] = mapped_column(ForeignKey("division.code"))
    features: Mapped[str]
    workforce: Mapped[int | None]
    reporter_kind: Mapped[ReporterKind] = mapped_column(enum_column(ReporterKind))
    reporter: Mapped[Name]
    reporter_phone: Mapped[str] = mapped_column(String(20))
    created_at: Mapped[datetime]
    outcome: Mapped[SurveyOutcome] = mapped_column(enum_column(SurveyOutcome))
    merged_into_id: Mapped[int | None] = mapped_column(ForeignKey("survey_report.id"))
    brand_id: Mapped[int | None] = mapped_column(ForeignKey("brand.id"))
    reason: Mapped[Line] = mapped_column(default="")
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    decided_at: Mapped[datetime | None]

    round: Mapped[SurveyRound] = relationship(lazy="raise_on_sql")
    brand: Mapped[Brand | None] = relationship(lazy="raise_on_sql")
