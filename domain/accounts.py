"""Accounts: who somebody is to the platform, and how far an official's word reaches."""

from __future__ import annotations

from enum import StrEnum

from domain.divisions import HOME_CITY, DivisionLevel, level_of, lies_within
from domain.errors import RuleBroken

SHORTEST_PASSWORD = 8
"""NIST SP 800-63B §5.1.1.2: at least eight characters, and no rule about which."""
LONGEST_PASSWORD = 200
LONGEST_NAME = 40
TERMS_VERSION = "2026-11"
"""The terms of use as they stand; who agreed, agreed to a version."""


class Role(StrEnum):
    """What an account may do; each account has one."""

    WORKER = "worker"
    ENTERPRISE = "enterprise"
    AGENCY = "agency"
    COUNTY_OFFICIAL = "county_official"
    CITY_OFFICIAL = "city_official"
    ADMINISTRATOR = "administrator"


OFFICIALS = frozenset({Role.COUNTY_OFFICIAL, Role.CITY_OFFICIAL})
SIGN_UP_ROLES = frozenset({Role.WORKER, Role.ENTERPRISE, Role.AGENCY})
"""Officials and administrators are appointed, they do not sign up."""
APPOINTED_ROLES = frozenset(Role) - SIGN_UP_ROLES


class PhoneInvalid(RuleBroken):
    """A phone number is not a mobile number that can exist in mainland China."""

    field = "phone"


class PhoneTaken(RuleBroken):
    """An account with this phone number exists."""

    field = "phone"


class PasswordTooShort(RuleBroken):
    """A password is shorter than eight characters."""

    field = "password"


class PasswordTooLong(RuleBroken):
    """A password is longer than anybody types."""

    field = "password"


class PasswordTooCommon(RuleBroken):
    """A password is among the first that anybody would try, or is the phone number."""

    field = "password"


class SignInRefused(RuleBroken):
    """Phone and password do not belong together; which of them is wrong is not said."""

    field = "password"


class AccountLocked(RuleBroken):
    """An administrator has locked the account."""

    field = "phone"


class OldPasswordWrong(RuleBroken):
    """Who changes a password has to know the old one."""

    field = "old_password"


class PasswordUnchanged(RuleBroken):
    """The new password is the old one."""

    field = "password"


class PersonNameMissing(RuleBroken):
    """Somebody has given no name."""

    field = "name"


class PersonNameTooLong(RuleBroken):
    """A name is longer than any on an identity card."""

    field = "name"


class TermsNotAccepted(RuleBroken):
    """Nobody gets an account without agreeing to the terms of use."""

    field = "terms"


class DivisionUnfit(RuleBroken):
    """A county official belongs to a county of the city, a city official to the city, an administrator to none."""

    field = "division_code"


class OwnAccountKept(RuleBroken):
    """Nobody locks the account that they sign in with."""


class OutOfScope(RuleBroken):
    """An official may decide only in the own division."""


_FIRST_TRIES = frozenset(
    {"12345678", "123456789", "1234567890", "87654321", "11111111", "88888888", "66666666", "00000000", "password"}
    | {"qwertyui", "asdfghjk", "abcd1234", "a1234567", "1qaz2wsx", "iloveyou", "woaini520", "woaini1314", "5201314520"}
)


def check_password(password: str, *, phone: str) -> None:
    """Raises PasswordTooShort, PasswordTooLong or PasswordTooCommon."""
    if len(password) < SHORTEST_PASSWORD:
        raise PasswordTooShort(least=SHORTEST_PASSWORD)
    if len(password) > LONGEST_PASSWORD:
        raise PasswordTooLong(most=LONGEST_PASSWORD)
    if password.casefold() in _FIRST_TRIES or password == phone or len(set(password)) == 1:
        raise PasswordTooCommon


def check_person_name(name: str) -> None:
    """Raises PersonNameMissing or PersonNameTooLong."""
    if not name.strip():
        raise PersonNameMissing
    if len(name) > LONGEST_NAME:
        raise PersonNameTooLong(length=len(name), most=LONGEST_NAME)


def check_appointment(role: Role, division_code: str | None) -> None:
    """Whether somebody may be appointed to a role for a division. Raises DivisionUnfit."""
    match role:
        case Role.COUNTY_OFFICIAL:
            fits = (
                division_code is not None
                and level_of(division_code) is DivisionLevel.COUNTY
                and lies_within(division_code, HOME_CITY)
            )
        case Role.CITY_OFFICIAL:
            fits = division_code == HOME_CITY
        case _:
            fits = role is Role.ADMINISTRATOR and division_code is None
    if not fits:
        raise DivisionUnfit(role=role, division=division_code)


def check_scope(role: Role, division_code: str, target_division_code: str) -> None:
    """Whether an official of a division may decide about something in another. Raises OutOfScope.

    The city decides everywhere in it, a county in its own towns; nobody else decides at all. An administrator keeps the
    machine and decides nothing about people.
    """
    if role not in OFFICIALS or not lies_within(target_division_code, division_code):
        raise OutOfScope(role=role, division=division_code, target=target_division_code)
