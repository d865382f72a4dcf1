"""People whom a county enters: only with a consent that can be shown, only its own, and nobody twice."""

from __future__ import annotations

from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from domain.divisions import lies_within
from domain.errors import RuleBroken

if TYPE_CHECKING:
    from datetime import date

LONGEST_REFERENCE = 40
OLDEST_CONSENT = timedelta(days=2 * 366)
"""◇ Who agreed longer ago is asked anew."""


class ProofOfConsent(StrEnum):
    """How somebody agreed to be entered by an official."""

    SIGNED_PAPER = "signed_paper"
    SIGNED_ON_SCREEN = "signed_on_screen"
    RECORDED_CALL = "recorded_call"


SIGNED = frozenset({ProofOfConsent.SIGNED_PAPER, ProofOfConsent.SIGNED_ON_SCREEN})
"""◇ An identity number is kept only where somebody has signed for it."""


class ConsentUnproved(RuleBroken):
    """Nobody says where the consent can be found, so that there is none."""

    field = "consent_reference"


class ConsentReferenceTooLong(RuleBroken):
    """A reference is longer than any file number."""

    field = "consent_reference"


class ConsentAhead(RuleBroken):
    """Somebody is said to have agreed on a day that has not come."""

    field = "consent_on"


class ConsentTooOld(RuleBroken):
    """Somebody agreed so long ago that they have to be asked anew."""

    field = "consent_on"


class IdentityNotSignedFor(RuleBroken):
    """An identity number is to be kept with a consent that was only spoken."""

    field = "consent_how"


class OutsideDivision(RuleBroken):
    """A county enters its own people only."""

    field = "division_code"


class BirthYearUnsaid(RuleBroken):
    """Neither the year of birth nor an identity number, which would say it, is given."""

    field = "birth_year"


class WorkerKnown(RuleBroken):
    """The person is in the database already, or stands twice in the table."""

    field = "name"


def check_consent(reference: str, given_on: date, proof: ProofOfConsent, *, has_identity: bool, today: date) -> None:
    """Whether a consent can be shown.

    Raises ConsentUnproved, ConsentReferenceTooLong, ConsentAhead, ConsentTooOld or IdentityNotSignedFor.
    """
    if not reference.strip():
        raise ConsentUnproved
    if len(reference) > LONGEST_REFERENCE:
        raise ConsentReferenceTooLong(length=len(reference), most=LONGEST_REFERENCE)
    if given_on > today:
        raise ConsentAhead
    if given_on < today - OLDEST_CONSENT:
        raise ConsentTooOld(earliest=today - OLDEST_CONSENT)
    if has_identity and proof not in SIGNED:
        raise IdentityNotSignedFor


def check_division(code: str, *, within: str) -> None:
    """Raises OutsideDivision."""
    if not lies_within(code, within):
        raise OutsideDivision
