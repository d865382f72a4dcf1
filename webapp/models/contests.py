"""Contests, what enters them, and what their juries give."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from domain.brands import BrandPersonKind
from domain.contests import ContestKind, ContestState, Criterion
from webapp.models.accounts import Account
from webapp.models.base import Base, Line, Name, enum_column
from webapp.models.brands import Brand
from webapp.models.enterprises import Enterprise


class Contest(Base):
    """A call of the city for exemplary brands, people or projects."""

    __tablename__ = "contest"

    kind: Mapped[ContestKind] = mapped_column(enum_column(ContestKind))
    state: Mapped[ContestState] = mapped_column(enum_column(ContestState), index=True)
    title: Mapped[Name]
    title_en: Mapped[Line]
    about: Mapped[str] = mapped_column(String(4000))
    opens_on: Mapped[date]
    closes_on: Mapped[date]
    criteria: Mapped[list[Any]]
    """Pairs of name and weight, as they were when it was called."""
    winners: Mapped[int]
    created_by_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    created_at: Mapped[datetime]
    published_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    published_at: Mapped[datetime | None]
    rule_version: Mapped[str] = mapped_column(String(40), default="")
    """By which the results were computed; empty before they are."""
    leniency: Mapped[dict[str, Any]] = mapped_column(default=dict)
    """Number of the juror -> by how much more than the others they gave; kept with the results."""

    entries: Mapped[list[ContestEntry]] = relationship(lazy="raise_on_sql", order_by="ContestEntry.id")
    jurors: Mapped[list[ContestJuror]] = relationship(lazy="raise_on_sql", order_by="ContestJuror.id")

    @property
    def criteria_told(self) -> tuple[Criterion, ...]:
        """The criteria as the rules know them."""
        return tuple(Criterion(name=name, weight=weight) for name, weight in self.criteria)


class ContestEntry(Base):
    """A brand, or a person of it, that an enterprise has entered; with its result once that is published."""

    __tablename__ = "contest_entry"
    __table_args__ = (UniqueConstraint("contest_id", "brand_id", "person_name"),)

    contest_id: Mapped[int] = mapped_column(ForeignKey("contest.id", ondelete="CASCADE"))
    brand_id: Mapped[int] = mapped_column(ForeignKey("brand.id"), index=True)
    enterprise_id: Mapped[int] = mapped_column(ForeignKey("enterprise.id"), index=True)
    submitted_by_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    person_name: Mapped[Name] = mapped_column(default="")
    """Empty where it is the brand that enters."""
    person_kind: Mapped[BrandPersonKind | None] = mapped_column(enum_column(BrandPersonKind))
    person_agreed_at: Mapped[datetime | None]
    title: Mapped[Name]
    story: Mapped[str] = mapped_column(String(4000))
    submitted_at: Mapped[datetime]
    changed_at: Mapped[datetime]
    result: Mapped[dict[str, Any]] = mapped_column(default=dict)
    """Place, score, interval, means and likes as they were published; empty before."""
    has_won: Mapped[bool] = mapped_column(default=False)

    brand: Mapped[Brand] = relationship(lazy="raise_on_sql")
    enterprise: Mapped[Enterprise] = relationship(lazy="raise_on_sql")
    contest: Mapped[Contest] = relationship(lazy="raise_on_sql", viewonly=True)
    scores: Mapped[list[ContestScore]] = relationship(lazy="raise_on_sql", order_by="ContestScore.juror_id")


class ContestJuror(Base):
    """An official who judges a contest."""

    __tablename__ = "contest_juror"
    __table_args__ = (UniqueConstraint("contest_id", "account_id"),)

    contest_id: Mapped[int] = mapped_column(ForeignKey("contest.id", ondelete="CASCADE"))
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    appointed_by_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    appointed_at: Mapped[datetime]

    account: Mapped[Account] = relationship(lazy="raise_on_sql", foreign_keys=[account_id])
    contest: Mapped[Contest] = relationship(lazy="raise_on_sql", viewonly=True)
    conflicts: Mapped[list[ContestConflict]] = relationship(
        lazy="raise_on_sql", order_by="ContestConflict.id", cascade="all, delete-orphan"
    )
    scores: Mapped[list[ContestScore]] = relationship(lazy="raise_on_sql", viewonly=True)


class ContestConflict(Base):
    """A juror's word that they have a hand in an entry."""

    __tablename__ = "contest_conflict"
    __table_args__ = (UniqueConstraint("juror_id", "entry_id"),)

    juror_id: Mapped[int] = mapped_column(ForeignKey("contest_juror.id", ondelete="CASCADE"))
    entry_id: Mapped[int] = mapped_column(ForeignKey("contest_entry.id", ondelete="CASCADE"), index=True)
    reason: Mapped[Line]
    declared_at: Mapped[datetime]


class ContestScore(Base):
    """What a juror gives an entry, criterion by criterion."""

    __tablename__ = "contest_score"
    __table_args__ = (UniqueConstraint("juror_id", "entry_id"),)

    juror_id: Mapped[int] = mapped_column(ForeignKey("contest_juror.id", ondelete="CASCADE"))
    entry_id: Mapped[int] = mapped_column(ForeignKey("contest_entry.id", ondelete="CASCADE"), index=True)
    points: Mapped[list[Any]]
    """In the order of the criteria."""
    scored_at: Mapped[datetime]
