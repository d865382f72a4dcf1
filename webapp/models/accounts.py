"""Accounts: who may sign in, as what, and for whom."""

from __future__ import annotations

from datetime import datetime

from flask_login import UserMixin
from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, query_expression

from domain.accounts import Role
from webapp.models.base import Base, Code, Name, enum_column


class Account(UserMixin, Base):
    """Somebody who signs in with phone and password."""

    __tablename__ = "account"

    phone: Mapped[str] = mapped_column(String(11), unique=True)
    """Eleven digits, a mobile number of mainland China."""
    password_hash: Mapped[str] = mapped_column(String(200))
    name: Mapped[Name]
    role: Mapped[Role] = mapped_column(enum_column(Role))
    division_code: Mapped[Code | None] = mapped_column(ForeignKey("division.code"))
    """How far an official's word reaches."""
    enterprise_id: Mapped[int | None] = mapped_column(ForeignKey("enterprise.id"), index=True)
    agency_id: Mapped[int | None] = mapped_column(ForeignKey("agency.id"), index=True)
    mail: Mapped[str | None] = mapped_column(String(254))
    """A mail address that its owner has confirmed."""
    mail_asked: Mapped[str | None] = mapped_column(String(254))
    """One that was given and waits for the link in the mail that went there."""
    mail_asked_at: Mapped[datetime | None]
    locale: Mapped[Code | None]
    may_sign_in: Mapped[bool] = mapped_column(default=True)
    created_at: Mapped[datetime]
    signed_in_at: Mapped[datetime | None]

    unread_messages: Mapped[int | None] = query_expression()
    """How many messages wait to be read; None where it was not asked with the account."""

    @property
    def is_active(self) -> bool:
        """Flask-Login asks: may this account sign in."""
        return self.may_sign_in
