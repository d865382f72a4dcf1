"""Inspections: some brands are visited, drawn by lot, and anybody can see that the lot was fair (article 十一).

The lot is a secret number. Its fingerprint is made public before the brands are listed, the number when they are drawn:
so nobody could choose the number to suit the list, nor change it afterwards.
"""

from __future__ import annotations

from enum import StrEnum
from hashlib import sha256
from typing import TYPE_CHECKING

from domain.errors import RuleBroken

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date

LONGEST_TITLE = 60
LONGEST_FINDINGS = 1000


class Finding(StrEnum):
    """What a visit has found."""

    IN_ORDER = "in_order"
    TO_IMPROVE = "to_improve"
    FAILED = "failed"


class InspectionTitleMissing(RuleBroken):
    """A campaign has no title."""

    field = "title"


class InspectionTitleTooLong(RuleBroken):
    """A title is longer than a list can show."""

    field = "title"


class SampleImplausible(RuleBroken):
    """A sample has at least one brand, and no more than there are."""

    field = "sample_size"


class AlreadyDrawn(RuleBroken):
    """A lot is drawn once."""


class LotForged(RuleBroken):
    """A number is not the one whose fingerprint was made public."""


class VisitReported(RuleBroken):
    """A visit has been reported already."""


class VisitDayImplausible(RuleBroken):
    """A visit was made before its brand was drawn, or is still to come."""

    field = "visited_on"


class FindingsMissing(RuleBroken):
    """A visit that found something does not say what."""

    field = "findings"


class FindingsTooLong(RuleBroken):
    """A report is longer than anybody reads."""

    field = "findings"


def check_campaign(*, title: str, sample_size: int, population: int) -> None:
    """Raises InspectionTitleMissing, InspectionTitleTooLong or SampleImplausible."""
    if not title.strip():
        raise InspectionTitleMissing
    if len(title) > LONGEST_TITLE:
        raise InspectionTitleTooLong(length=len(title), most=LONGEST_TITLE)
    if not 1 <= sample_size <= population:
        raise SampleImplausible(most=population)


def fingerprint(seed: str) -> str:
    """The SHA-256 of a secret number, in hex: what is made public before the draw."""
    return sha256(seed.encode()).hexdigest()


def draw(population: Collection[int], sample_size: int, *, seed: str, published: str) -> tuple[int, ...]:
    """The brands that are visited, in the order in which they were drawn. Raises LotForged or SampleImplausible.

    Each number of the population gets the ticket SHA-256("seed:number"), in hex; the lowest tickets win. Whoever knows
    the seed and the list gets the same brands, in any language and by hand.
    """
    if fingerprint(seed) != published:
        raise LotForged
    if not 1 <= sample_size <= len(set(population)):
        raise SampleImplausible(most=len(set(population)))
    tickets = {number: ticket(seed, number) for number in population}
    return tuple(sorted(tickets, key=tickets.__getitem__)[:sample_size])


def ticket(seed: str, number: int) -> str:
    """The ticket of one brand, in hex."""
    return sha256(f"{seed}:{number}".encode()).hexdigest()


def check_visit(
    finding: Finding, findings: str, *, is_reported: bool, visited_on: date, drawn_on: date, today: date
) -> None:
    """Raises VisitReported, VisitDayImplausible, FindingsMissing or FindingsTooLong."""
    if is_reported:
        raise VisitReported
    if not drawn_on <= visited_on <= today:
        raise VisitDayImplausible(first=drawn_on, last=today)
    if finding is not Finding.IN_ORDER and not findings.strip():
        raise FindingsMissing
    if len(findings) > LONGEST_FINDINGS:
        raise FindingsTooLong(length=len(findings), most=LONGEST_FINDINGS)
