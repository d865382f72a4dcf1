"""Enterprises and agencies: what the state knows them by, what they must say, and when an official has seen them."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from domain.errors import RuleBroken

if TYPE_CHECKING:
    from datetime import date

USCC_LENGTH = 18
USCC_LETTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
"""GB 32100-2015: digits and capital letters without I, O, S, V and Z."""
USCC_DIGITS = range(2, 8)
"""The third to the eighth place say the division of registration and are digits only."""
LOOK_ALIKES = {"I": "1", "O": "0", "S": "5", "V": "U", "Z": "2"}

LONGEST_NAME = 100
LONGEST_ADDRESS = 200
LONGEST_INTRODUCTION = 2000
LONGEST_LICENCE_NUMBER = 40
LONGEST_REASON = 300


class Verification(StrEnum):
    """Whether an official has seen that an enterprise or an agency is who it says."""

    WAITING = "waiting"
    VERIFIED = "verified"
    SENT_BACK = "sent_back"


class UsccLengthWrong(RuleBroken):
    """A unified social credit code has more or fewer than 18 characters."""

    field = "uscc"


class UsccCharacterWrong(RuleBroken):
    """A unified social credit code holds a character that cannot stand where it stands."""

    field = "uscc"


class UsccCheckDigitWrong(RuleBroken):
    """The last character of a unified social credit code does not belong to the others: something is mistyped."""

    field = "uscc"


class UsccTaken(RuleBroken):
    """Somebody has signed up with this unified social credit code."""

    field = "uscc"


class OrganisationNameMissing(RuleBroken):
    """An enterprise or an agency has no name."""

    field = "name"


class OrganisationNameTooLong(RuleBroken):
    """A name is longer than any in the register."""

    field = "name"


class AddressTooLong(RuleBroken):
    """An address is longer than an envelope is wide."""

    field = "address"


class IntroductionTooLong(RuleBroken):
    """An introduction is longer than anybody reads."""

    field = "introduction"


class ContactPhoneInvalid(RuleBroken):
    """A phone number for questions is neither a mobile number nor a landline that can exist."""

    field = "contact_phone"


class LicenceNumberMissing(RuleBroken):
    """An agency may not work without a licence."""

    field = "licence_number"


class LicenceNumberTooLong(RuleBroken):
    """A licence number is longer than any that is issued."""

    field = "licence_number"


class LicenceExpired(RuleBroken):
    """The licence of an agency has run out."""

    field = "licence_valid_until"


class PlaceUnknown(RuleBroken):
    """There is no such town or county in the city."""

    field = "division_code"


class IndustryUnknown(RuleBroken):
    """There is no such industry in the classification."""

    field = "industry_code"


class NotVerified(RuleBroken):
    """Only an enterprise that an official has seen may do this."""


class AlreadyVerified(RuleBroken):
    """What an official has seen is not decided again, and its name and code stay as they were seen."""


class VerificationReasonMissing(RuleBroken):
    """An enterprise is sent back without a reason."""

    field = "reason"


class VerificationReasonTooLong(RuleBroken):
    """A reason is longer than its line."""

    field = "reason"


def check_uscc_form(uscc: str) -> None:
    """Length and characters of a unified social credit code; the check digit is not looked at.

    Raises UsccLengthWrong or UsccCharacterWrong, which names the first character at fault and what may be meant.
    """
    if len(uscc) != USCC_LENGTH:
        raise UsccLengthWrong(length=len(uscc), right=USCC_LENGTH)
    for place, character in enumerate(uscc):
        allowed = USCC_LETTERS[:10] if place in USCC_DIGITS else USCC_LETTERS
        if character not in allowed:
            raise UsccCharacterWrong(
                character=character, place=place + 1, perhaps=LOOK_ALIKES.get(character, allowed[0] + "–" + allowed[-1])
            )


def check_organisation(*, name: str, address: str = "", introduction: str = "") -> None:
    """Raises OrganisationNameMissing, OrganisationNameTooLong, AddressTooLong or IntroductionTooLong."""
    if not name.strip():
        raise OrganisationNameMissing
    if len(name) > LONGEST_NAME:
        raise OrganisationNameTooLong(length=len(name), most=LONGEST_NAME)
    if len(address) > LONGEST_ADDRESS:
        raise AddressTooLong(length=len(address), most=LONGEST_ADDRESS)
    if len(introduction) > LONGEST_INTRODUCTION:
        raise IntroductionTooLong(length=len(introduction), most=LONGEST_INTRODUCTION)


def check_licence(number: str, *, valid_until: date | None, today: date) -> None:
    """An agency's licence (Interim Regulations on the Human Resources Market, art. 18).

    Raises LicenceNumberMissing, LicenceNumberTooLong or LicenceExpired.
    """
    if not number.strip():
        raise LicenceNumberMissing
    if len(number) > LONGEST_LICENCE_NUMBER:
        raise LicenceNumberTooLong(length=len(number), most=LONGEST_LICENCE_NUMBER)
    if valid_until is not None and valid_until < today:
        raise LicenceExpired(valid_until=valid_until)


def verification(*, is_verified: bool, refused_reason: str) -> Verification:
    """Where an enterprise or an agency stands with the officials."""
    if is_verified:
        return Verification.VERIFIED
    return Verification.SENT_BACK if refused_reason else Verification.WAITING


def check_verification(state: Verification) -> None:
    """Raises AlreadyVerified where an official has decided for it."""
    if state is Verification.VERIFIED:
        raise AlreadyVerified


def check_sending_back(state: Verification, reason: str) -> None:
    """Raises AlreadyVerified, VerificationReasonMissing or VerificationReasonTooLong."""
    check_verification(state)
    if not reason.strip():
        raise VerificationReasonMissing
    if len(reason) > LONGEST_REASON:
        raise VerificationReasonTooLong(length=len(reason), most=LONGEST_REASON)
