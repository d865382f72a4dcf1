"""Contracts of people who go away to work: their number, their term, and what nobody may take from a worker."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from domain.errors import RuleBroken

LONGEST_MONTHS = 60
"""◇ A longer term than five years is a slip."""
LONGEST_NUMBER = 40
OLDEST_SIGNATURE = timedelta(days=366)
"""◇ A contract that was signed longer ago than this is entered in the wrong year."""
HIGHEST_FEE_FEN = 100_000_00

_COUNTING = re.compile(r"(?P<stem>.*[^0-9]|)(?P<digits>[0-9]+)(?P<tail>[^0-9]*)")
"""The last group of digits counts: of 2026-017号 that is 017."""


class ContractMissing(RuleBroken):
    """A contract is said to be signed, and nobody says which."""

    field = "number"


class ContractNumberTooLong(RuleBroken):
    """The number of a contract is longer than any that papers carry."""

    field = "number"


class ContractNumberTaken(RuleBroken):
    """Another contract of the agency has this number."""

    field = "number"


class ContractNumberUncountable(RuleBroken):
    """Several contracts are numbered from one that has no digits to count on."""

    field = "number"


class ContractTermImplausible(RuleBroken):
    """A contract runs for no month, or for longer than anybody signs."""

    field = "months"


class ContractDayImplausible(RuleBroken):
    """A contract was signed in the future, or too long ago."""

    field = "signed_on"


class FeeImplausible(RuleBroken):
    """What was taken from a worker is less than nothing, or more than anybody has."""

    field = "fee"


@dataclass(frozen=True, slots=True, kw_only=True)
class ContractTerms:
    """What an agency enters of a contract."""

    number: str
    months: int
    signed_on: date
    fee_fen: int = 0
    """What the worker has paid to get the place. There should be nothing; whoever enters it says so."""


def check_contract(terms: ContractTerms, *, today: date) -> None:
    """Refuse a contract that makes no sense; the refusal names the field.

    Raises ContractMissing, ContractNumberTooLong, ContractTermImplausible, ContractDayImplausible or FeeImplausible.
    """
    if not terms.number.strip():
        raise ContractMissing
    if len(terms.number) > LONGEST_NUMBER:
        raise ContractNumberTooLong(most=LONGEST_NUMBER)
    if not 1 <= terms.months <= LONGEST_MONTHS:
        raise ContractTermImplausible(most=LONGEST_MONTHS)
    if not today - OLDEST_SIGNATURE <= terms.signed_on <= today:
        raise ContractDayImplausible(earliest=today - OLDEST_SIGNATURE, latest=today)
    if not 0 <= terms.fee_fen <= HIGHEST_FEE_FEN:
        raise FeeImplausible(most_fen=HIGHEST_FEE_FEN)


def numbers_from(first: str, count: int) -> tuple[str, ...]:
    """So many numbers of contracts from the first on: YZ-0098, YZ-0099, YZ-0100. Raises ContractNumberUncountable."""
    if count == 1:
        return (first,)
    found = _COUNTING.fullmatch(first)
    if found is None:
        raise ContractNumberUncountable
    stem, digits, tail = found["stem"], found["digits"], found["tail"]
    return tuple(f"{stem}{int(digits) + step:0{len(digits)}d}{tail}" for step in range(count))


def months_after(day: date, months: int) -> date:
    """The same day so many months later; where the month is shorter, its last day."""
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def ends_on(starts_on: date, months: int) -> date:
    """The last day of a contract."""
    return months_after(starts_on, months) - timedelta(days=1)
