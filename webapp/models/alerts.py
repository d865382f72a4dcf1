"""Searches that workers keep, what was found for them, and who was told of it."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import ForeignKey, String, UniqueConstraint, event, insert, inspect
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from domain.alerts import AlertPace, AlertWay
from domain.vacancies import VacancyState
from webapp.models.accounts import Account
from webapp.models.base import Base, enum_column
from webapp.models.vacancies import Vacancy


class SavedQuestion(Base):
    """A question that somebody keeps. However many keep it, it is one row, and is asked once."""

    __tablename__ = "saved_question"

    fingerprint: Mapped[str] = mapped_column(String(32), unique=True)
    """A hash of the parameters."""
    parameters: Mapped[str]
    """As they stand in the address of the search, in their normal form."""
    created_at: Mapped[datetime]
    matched_at: Mapped[datetime | None]
    """When it was first held against vacancies; until then it has to catch up with those of the last hour."""


class SavedSearch(Base):
    """A question as one person keeps it: under a name, and told of in one way."""

    __tablename__ = "saved_search"
    __table_args__ = (UniqueConstraint("account_id", "question_id"),)

    account_id: Mapped[int] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"))
    question_id: Mapped[int] = mapped_column(ForeignKey("saved_question.id"), index=True)
    name: Mapped[str] = mapped_column(String(40))
    pace: Mapped[AlertPace] = mapped_column(enum_column(AlertPace))
    way: Mapped[AlertWay] = mapped_column(enum_column(AlertWay))
    created_at: Mapped[datetime]
    told_until: Mapped[int] = mapped_column(default=0)
    """The number of the last match that its owner was told of, or is not told of any more."""
    told_on: Mapped[date]
    """The morning of the last daily alert."""
    seen_until: Mapped[int] = mapped_column(default=0)
    """The number of the last match that its owner has looked at."""

    account: Mapped[Account] = relationship(lazy="raise_on_sql")
    question: Mapped[SavedQuestion] = relationship(lazy="raise_on_sql")


class AlertMatch(Base):
    """A vacancy that is new and answers a kept question. The numbers rise in the order in which matches are stored."""

    __tablename__ = "alert_match"
    __table_args__ = (
        UniqueConstraint("question_id", "vacancy_id"),
        {"sqlite_autoincrement": True},
    )

    question_id: Mapped[int] = mapped_column(ForeignKey("saved_question.id", ondelete="CASCADE"))
    vacancy_id: Mapped[int] = mapped_column(ForeignKey("vacancy.id", ondelete="CASCADE"), index=True)
    found_at: Mapped[datetime] = mapped_column(index=True)

    vacancy: Mapped[Vacancy] = relationship(lazy="raise_on_sql")


class ToldVacancy(Base):
    """Somebody was told of a vacancy, through whichever search; nobody is told twice."""

    __tablename__ = "told_vacancy"
    __table_args__ = (UniqueConstraint("account_id", "vacancy_id"),)

    account_id: Mapped[int] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"))
    vacancy_id: Mapped[int] = mapped_column(ForeignKey("vacancy.id", ondelete="CASCADE"))
    told_at: Mapped[datetime] = mapped_column(index=True)


class VacancyOpening(Base):
    """A vacancy opened; written in the transaction that opened it, so that it is held against every kept question once,
    however late that transaction is committed.
    """

    __tablename__ = "vacancy_opening"
    __table_args__ = {"sqlite_autoincrement": True}  # noqa: RUF012  SQLAlchemy reads it from the class

    vacancy_id: Mapped[int] = mapped_column(ForeignKey("vacancy.id", ondelete="CASCADE"))
    created_at: Mapped[datetime]
    matched_at: Mapped[datetime | None]
    """When the kept questions were held against it."""


def _note_openings(session: Session, _context: Any) -> None:
    """After a flush, when new rows have their numbers, note each vacancy that began to hire, or does so again."""
    rows = [row for row in (*session.new, *session.dirty) if isinstance(row, Vacancy)]
    opened = [row.id for row in rows if row.state is VacancyState.OPEN and inspect(row).attrs.state.history.added]
    if opened:
        at = datetime.now(UTC)
        session.execute(insert(VacancyOpening), [{"vacancy_id": number, "created_at": at} for number in opened])


event.listen(Session, "after_flush", _note_openings)
