"""Identity numbers (GB 11643-1999): what can be one, what it says of a birthday, how much is shown, who sees all."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from domain.errors import RuleBroken

if TYPE_CHECKING:
    from collections.abc import Sequence

LENGTH = 18
BIRTHDAY = slice(6, 14)
MOST_SEEN_A_DAY = 50
"""◇ Whole numbers that one official may look at within a day; who needs more takes them home."""
LONGEST_REASON = 120


class IdentityLengthWrong(RuleBroken):
    """An identity number has more or fewer than 18 characters."""

    field = "identity"


class IdentityCharacterWrong(RuleBroken):
    """An identity number holds something else than digits, with an X at its end at most."""

    field = "identity"


class IdentityBirthdayImpossible(RuleBroken):
    """The birthday within an identity number is no day, or lies ahead."""

    field = "identity"


class IdentityCheckDigitWrong(RuleBroken):
    """The last character of an identity number does not belong to the others: something is mistyped."""

    field = "identity"


class IdentityBirthYearDiffers(RuleBroken):
    """An identity number says another year of birth than the row in which it stands."""

    field = "identity"


class IdentityNeedsConsent(RuleBroken):
    """An identity number is kept only with a consent of its own (Personal Information Protection Law art. 29)."""

    field = "agrees_identity"


class IdentityNotKept(RuleBroken):
    """This platform has no key with which identity numbers could be locked away."""

    field = "identity"


class IdentityMissing(RuleBroken):
    """Nobody has entered an identity number, so that none can be seen or confirmed."""


class IdentityUnreadable(RuleBroken):
    """An identity number was locked away with a key that the platform does not have any more."""


class ViewingReasonMissing(RuleBroken):
    """Nobody looks at a whole identity number without saying why."""

    field = "reason"


class ViewingReasonTooLong(RuleBroken):
    """A reason is longer than its line."""

    field = "reason"


class TooManySeen(RuleBroken):
    """An official has looked at as many identity numbers as anybody needs within a day."""

    field = "reason"


def check_identity_form(number: str, *, today: date) -> date:
    """The birthday in an identity number whose form is right; the check digit is not looked at.

    The place with which it begins is not looked at either: counties have changed theirs while people kept their number.
    Raises IdentityLengthWrong, IdentityCharacterWrong or IdentityBirthdayImpossible.
    """
    if len(number) != LENGTH:
        raise IdentityLengthWrong(length=len(number), right=LENGTH)
    if not (number.isascii() and number[:-1].isdigit() and (number[-1].isdigit() or number[-1] == "X")):
        raise IdentityCharacterWrong
    digits = number[BIRTHDAY]
    try:
        birthday = date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError as error:
        raise IdentityBirthdayImpossible(birthday=digits) from error
    if birthday > today:
        raise IdentityBirthdayImpossible(birthday=digits)
    return birthday


def mask_identity(number: str) -> str:
    """The first and the last character: enough to see that there is a number, too little to have it."""
    return f"{number[:1]}{'*' * max(len(number) - 2, 0)}{number[-1:]}"


def check_viewing(reason: str, *, seen_today: Sequence[int], worker_id: int) -> None:
    """Whether an official may see a whole number; whom they have seen today counts once.

    Raises ViewingReasonMissing, ViewingReasonTooLong or TooManySeen.
    """
    if not reason.strip():
        raise ViewingReasonMissing
    if len(reason) > LONGEST_REASON:
        raise ViewingReasonTooLong(length=len(reason), most=LONGEST_REASON)
    if len({*seen_today, worker_id}) > MOST_SEEN_A_DAY:
        raise TooManySeen(most=MOST_SEEN_A_DAY)
