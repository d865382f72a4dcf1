"""Who has an account."""

from __future__ import annotations

from sqlalchemy import select

from webapp.extensions import db
from webapp.models import Account


def find_account(account_id: int) -> Account | None:
    """The account of a number."""
    return db.session.get(Account, account_id)


def find_account_by_phone(phone: str) -> Account | None:
    """The account that signs in with this phone."""
    return db.session.scalar(select(Account).where(Account.phone == phone))
