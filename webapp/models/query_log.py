"""What is searched for, counted by the day: no account, no address, no moment, nothing that leads to anybody."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from webapp.models.base import Base

LONGEST = 60


class QueryDay(Base):
    """The searches for a text on a day, and what became of them."""

    __tablename__ = "query_day"
    __table_args__ = (UniqueConstraint("day", "text"), Index(None, "text"))

    day: Mapped[date]
    text: Mapped[str] = mapped_column(String(LONGEST))
    """The words about work in one form. Empty for searches by filters alone, and for texts that are not kept."""
    times: Mapped[int] = mapped_column(default=0)
    by_page: Mapped[int] = mapped_column(default=0)
    """Of them, those on a page and not by a program."""
    empty: Mapped[int] = mapped_column(default=0)
    """Searches that found nothing as they were asked."""
    opened: Mapped[int] = mapped_column(default=0)
    applied: Mapped[int] = mapped_column(default=0)


class QueryFact(Base):
    """How many searches of a day had something: a filter, an engine, an outcome. Not which text they had."""

    __tablename__ = "query_fact"
    __table_args__ = (UniqueConstraint("day", "kind", "value"),)

    day: Mapped[date]
    kind: Mapped[str] = mapped_column(String(20))
    value: Mapped[str] = mapped_column(String(LONGEST))
    times: Mapped[int] = mapped_column(default=0)


class QueryRewording(Base):
    """How often a text was typed directly after another on a day."""

    __tablename__ = "query_rewording"
    __table_args__ = (UniqueConstraint("day", "before", "after"),)

    day: Mapped[date]
    before: Mapped[str] = mapped_column(String(LONGEST))
    after: Mapped[str] = mapped_column(String(LONGEST))
    times: Mapped[int] = mapped_column(default=0)


class QueryFile(Base):
    """A file of the notebook that has been counted: should it still lie there, it is not counted again."""

    __tablename__ = "query_file"

    name: Mapped[str] = mapped_column(String(200), unique=True)
    folded_at: Mapped[datetime]
