"""One-time codes: somebody without an account says yes with six digits that only the own phone has shown."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from datetime import datetime, timedelta
from hmac import compare_digest
from hmac import new as keyed
from typing import TYPE_CHECKING

from domain.errors import RuleBroken

if TYPE_CHECKING:
    from collections.abc import Sequence

DIGITS = 6
GOOD_FOR = timedelta(minutes=10)
"""◇ Long enough to find the phone, short enough that nobody tries a million numbers."""
MOST_ATTEMPTS = 5
PAUSE = timedelta(minutes=1)
"""◇ Between one code and the next: an SMS may be slow."""
MOST_A_DAY = 5
"""◇ Codes about one matter within a day; nobody's phone rings all day long."""
DAY = timedelta(days=1)


class CodeAskedTooSoon(RuleBroken):
    """A code has just been sent; it may still be on its way."""


class TooManyCodes(RuleBroken):
    """As many codes as a day allows have been sent about one matter."""


class CodeMissing(RuleBroken):
    """Nobody has asked for a code, or it has been used."""

    field = "code"


class CodeExpired(RuleBroken):
    """A code is older than it is good for."""

    field = "code"


class CodeWrong(RuleBroken):
    """This is not the code that was sent."""

    field = "code"


class CodeSpent(RuleBroken):
    """A code was tried too often; only a new one helps."""

    field = "code"


@dataclass(frozen=True, slots=True, kw_only=True)
class SentCode:
    """The latest code about a matter, as it is kept: never the code itself."""

    hash: str
    salt: str
    expires_at: datetime
    attempts: int
    is_used: bool


def check_may_send(sent_at: Sequence[datetime], *, at: datetime) -> None:
    """Whether another code may be sent about a matter. Raises CodeAskedTooSoon or TooManyCodes."""
    recent = [moment for moment in sent_at if moment > at - DAY]
    if recent and at < max(recent) + PAUSE:
        raise CodeAskedTooSoon(seconds=int((max(recent) + PAUSE - at).total_seconds()) + 1)
    if len(recent) >= MOST_A_DAY:
        raise TooManyCodes(most=MOST_A_DAY)


def code_of(number: int) -> str:
    """The code of a number that was drawn from 0 to below 10^6."""
    return f"{number:0{DIGITS}d}"


def code_hash(code: str, *, salt: str, secret: str) -> str:
    """What is kept of a code: without the secret of the application, a million tries tell nothing."""
    return keyed(secret.encode(), f"{salt}:{code}".encode(), "sha256").hexdigest()


def as_typed(text: str) -> str:
    """The digits of what somebody typed: ４８２ 913 is 482913."""
    return "".join(letter for letter in unicodedata.normalize("NFKC", text) if letter.isdecimal())[: DIGITS * 2]


def check_code(sent: SentCode, typed: str, *, at: datetime, secret: str) -> None:
    """Whether what was typed is the code; `attempts` counts the ones before.

    Raises CodeMissing, CodeSpent, CodeExpired or CodeWrong.
    """
    if sent.is_used:
        raise CodeMissing
    if sent.attempts >= MOST_ATTEMPTS:
        raise CodeSpent
    if at >= sent.expires_at:
        raise CodeExpired
    if not compare_digest(code_hash(as_typed(typed), salt=sent.salt, secret=secret), sent.hash):
        left = MOST_ATTEMPTS - sent.attempts - 1
        raise CodeWrong(left=left) if left else CodeSpent
