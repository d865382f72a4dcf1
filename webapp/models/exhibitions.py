"""Exhibitions, and who has registered to come."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from webapp.models.accounts import Account
from webapp.models.base import Base, Code, Line, Name


class Exhibition(Base):
    """An exhibition or a forum that officials of a division announce."""

    __tablename__ = "exhibition"

    division_code: Mapped[Code] = mapped_column(ForeignKey("division.code"), index=True)
    title: Mapped[Name]
    title_en: Mapped[Line]
    venue: Mapped[Name]
    about: Mapped[str] = mapped_column(String(2000))
    begins_on: Mapped[date]
    ends_on: Mapped[date] = mapped_column(index=True)
    places: Mapped[int]
    taken: Mapped[int] = mapped_column(default=0)
    """Places that registrations hold; counted up and down with them, so that no two take the last one."""
    announced_by_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    created_at: Mapped[datetime]


class ExhibitionVisitor(Base):
    """A registration: an account, and how many people come on it."""

    __tablename__ = "exhibition_visitor"
    __table_args__ = (UniqueConstraint("exhibition_id", "account_id"),)

    exhibition_id: Mapped[int] = mapped_column(ForeignKey("exhibition.id", ondelete="CASCADE"))
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    people: Mapped[int]
    registered_at: Mapped[datetime]

    account: Mapped[Account] = relationship(lazy="raise_on_sql")
