"""Who has an account, and whether a session is still theirs."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING

from sqlalchemy import func, select
from sqlalchemy.orm import with_expression

from webapp.extensions import db
from webapp.models import Account, Message
from webapp.reads.messages import shown_to
from webapp.reads.paging import page_within

if TYPE_CHECKING:
    from collections.abc import Sequence

    from domain.accounts import Role

PAGE_SIZE = 50
SEAL_LETTERS = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountPage:
    """A page of accounts, the newest first."""

    accounts: Sequence[Account]
    total: int
    page: int
    pages: int


def find_account(account_id: int) -> Account | None:
    """The account of a number."""
    return db.session.get(Account, account_id)


def find_account_by_phone(phone: str) -> Account | None:
    """The account that signs in with this phone."""
    return db.session.scalar(select(Account).where(Account.phone == phone))


def session_seal(account: Account) -> str:
    """What a session carries to prove that it began with the present password; it says nothing about it."""
    return sha256(f"{account.id}:{account.password_hash}".encode()).hexdigest()[:SEAL_LETTERS]


def find_signed_in(account_id: int, seal: str | None) -> Account | None:
    """The account of a session, with what it has to read, unless it was locked or its password was changed since."""
    unread = select(func.count()).where(*shown_to(Account.id), Message.read_at.is_(None)).correlate(Account)
    asked = select(Account).where(Account.id == account_id)
    account: Account | None = db.session.scalar(
        asked.options(with_expression(Account.unread_messages, unread.scalar_subquery()))
    )
    if account is None or not account.may_sign_in or session_seal(account) != seal:
        return None
    return account


def find_accounts(*, text: str = "", role: Role | None = None, page: int = 1) -> AccountPage:
    """Accounts whose phone or name begins with or holds a text, of a role if one is given."""
    asked = select(Account)
    if text:
        asked = asked.where(
            Account.phone.startswith(text, autoescape=True) | Account.name.contains(text, autoescape=True)
        )
    if role is not None:
        asked = asked.where(Account.role == role)
    total = db.session.scalar(select(func.count()).select_from(asked.subquery())) or 0
    page, pages = page_within(page, total=total, size=PAGE_SIZE)
    rows = db.session.scalars(asked.order_by(Account.id.desc()).limit(PAGE_SIZE).offset((page - 1) * PAGE_SIZE)).all()
    return AccountPage(accounts=rows, total=total, page=page, pages=pages)
