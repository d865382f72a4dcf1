"""Accounts: opens them, lets people in, changes passwords, appoints officials, locks and unlocks."""

from __future__ import annotations

import secrets
from functools import cache
from typing import TYPE_CHECKING

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy.exc import IntegrityError

from domain.accounts import (
    TERMS_VERSION,
    AccountLocked,
    OldPasswordWrong,
    OwnAccountKept,
    PasswordUnchanged,
    PhoneTaken,
    Role,
    SignInRefused,
    TermsNotAccepted,
    check_appointment,
    check_password,
    check_person_name,
)
from webapp.calendar import now
from webapp.extensions import db
from webapp.models import Account
from webapp.reads.accounts import find_account_by_phone
from webapp.services import audit
from webapp.services.identifiers import mobile_phone

if TYPE_CHECKING:
    from typing import Any

HASHER = PasswordHasher()
"""Argon2id with the parameters of RFC 9106's second choice, as the library keeps them up to date."""
INITIAL_PASSWORD_BYTES = 9


def hash_password(password: str) -> str:
    """What is kept of a password."""
    return HASHER.hash(password)


def open_account(
    *,
    phone: str,
    password: str,
    name: str,
    role: Role,
    agrees: bool,
    locale: str | None,
    enterprise_id: int | None = None,
    agency_id: int | None = None,
) -> Account:
    """Open an account for somebody who signs up.

    Raises PhoneInvalid, PersonNameMissing, PersonNameTooLong, a refusal of check_password, TermsNotAccepted, or
    PhoneTaken, which the database itself decides, so that of two at once one is refused.
    """
    number = mobile_phone(phone)
    check_person_name(name)
    check_password(password, phone=number)
    if not agrees:
        raise TermsNotAccepted
    account = _add(
        phone=number,
        password_hash=hash_password(password),
        name=name,
        role=role,
        enterprise_id=enterprise_id,
        agency_id=agency_id,
        locale=locale,
        signed_in_at=now(),
    )
    audit.record("account.sign_up", account, account_id=account.id, role=role, terms=TERMS_VERSION)
    return account


def appoint(
    *, phone: str, name: str, role: Role, division_code: str | None, by_account_id: int | None, password: str = ""
) -> tuple[Account, str]:
    """Open an account for an official or an administrator; without a password one is made up and told once.

    Raises DivisionUnfit, PhoneInvalid, PersonNameMissing, PersonNameTooLong, a refusal of check_password or PhoneTaken.
    """
    number = mobile_phone(phone)
    check_person_name(name)
    check_appointment(role, division_code)
    password = password or secrets.token_urlsafe(INITIAL_PASSWORD_BYTES)
    check_password(password, phone=number)
    account = _add(
        phone=number, password_hash=hash_password(password), name=name, role=role, division_code=division_code
    )
    audit.record("account.appoint", account, account_id=by_account_id, role=role, division=division_code)
    return account, password


def sign_in(*, phone: str, password: str, locale: str | None) -> Account:
    """The account of a phone and its password.

    Which of the two is wrong is not said, and cannot be timed: a number without an account costs the same work.
    Raises PhoneInvalid, SignInRefused or AccountLocked. The language that somebody signs in with is remembered.
    """
    account = find_account_by_phone(mobile_phone(phone))
    if not _is_right(account.password_hash if account else _hash_of_nobody(), password) or account is None:
        raise SignInRefused
    if not account.may_sign_in:
        raise AccountLocked
    if HASHER.check_needs_rehash(account.password_hash):
        account.password_hash = hash_password(password)
    account.signed_in_at = now()
    account.locale = locale or account.locale
    db.session.flush()
    return account


def change_password(account: Account, *, old_password: str, password: str) -> None:
    """Give an account another password; whoever is signed in elsewhere has to sign in again.

    Raises OldPasswordWrong, PasswordUnchanged or a refusal of check_password.
    """
    if not _is_right(account.password_hash, old_password):
        raise OldPasswordWrong
    if password == old_password:
        raise PasswordUnchanged
    check_password(password, phone=account.phone)
    account.password_hash = hash_password(password)
    audit.record("account.change_password", account, account_id=account.id)


def reset_password(account: Account, *, by_account_id: int) -> str:
    """Give somebody who has forgotten theirs a password that is made up and told once; the old sessions end."""
    password = secrets.token_urlsafe(INITIAL_PASSWORD_BYTES)
    account.password_hash = hash_password(password)
    audit.record("account.reset_password", account, account_id=by_account_id)
    return password


def lock(account: Account, *, by_account_id: int) -> None:
    """Let nobody sign in with an account any more; who is signed in is out at the next page. Raises OwnAccountKept."""
    if account.id == by_account_id:
        raise OwnAccountKept
    _let(account, may_sign_in=False, by_account_id=by_account_id)


def unlock(account: Account, *, by_account_id: int) -> None:
    """Let somebody sign in again."""
    _let(account, may_sign_in=True, by_account_id=by_account_id)


def _let(account: Account, *, may_sign_in: bool, by_account_id: int) -> None:
    if account.may_sign_in is not may_sign_in:
        account.may_sign_in = may_sign_in
        audit.record("account.unlock" if may_sign_in else "account.lock", account, account_id=by_account_id)


def _add(**values: Any) -> Account:
    account = Account(created_at=now(), **values)
    db.session.add(account)
    try:
        db.session.flush()
    except IntegrityError as error:
        raise PhoneTaken from error
    return account


def _is_right(password_hash: str, password: str) -> bool:
    try:
        return HASHER.verify(password_hash, password)
    except InvalidHashError:
        # An account that cannot sign in by password takes as long to refuse as any other.
        return password_hash != _hash_of_nobody() and _is_right(_hash_of_nobody(), password)
    except VerificationError:
        return False


@cache
def _hash_of_nobody() -> str:
    """Nobody knows its password."""
    return hash_password(secrets.token_hex())
