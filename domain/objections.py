"""Objections: a worker says that something about the place away is not as it was entered, and an official looks."""

from __future__ import annotations

from enum import StrEnum

from domain.errors import RuleBroken

LONGEST_TEXT = 500
LONGEST_FINDING = 300


class ObjectionKind(StrEnum):
    """What a worker objects to."""

    FEE_TAKEN = "fee_taken"
    """Money was taken for the place, whoever took it."""
    NEVER_AGREED = "never_agreed"
    NOT_AS_AGREED = "not_as_agreed"
    """Wage, work or housing differ from what was promised."""
    NOT_AT_WORK = "not_at_work"
    """The worker is not where the records say."""


class ObjectionOutcome(StrEnum):
    """What an official found."""

    UPHELD = "upheld"
    UNFOUNDED = "unfounded"


class ObjectionTextTooLong(RuleBroken):
    """An objection is longer than anybody reads."""

    field = "text"


class ObjectionStands(RuleBroken):
    """The worker has objected to this already, and it is not settled."""


class ObjectionSettled(RuleBroken):
    """An objection has been settled already."""


class FindingMissing(RuleBroken):
    """An objection is settled without saying what was found."""

    field = "finding"


class FindingTooLong(RuleBroken):
    """What was found is longer than anybody reads."""

    field = "finding"


def check_objection(text: str) -> None:
    """Raises ObjectionTextTooLong. What it is about is enough; words are a help."""
    if len(text) > LONGEST_TEXT:
        raise ObjectionTextTooLong(length=len(text), most=LONGEST_TEXT)


def check_settlement(outcome: ObjectionOutcome | None, finding: str) -> None:
    """Whether an objection may be settled that has this outcome so far.

    Raises ObjectionSettled, FindingMissing or FindingTooLong.
    """
    if outcome is not None:
        raise ObjectionSettled
    if not finding.strip():
        raise FindingMissing
    if len(finding) > LONGEST_FINDING:
        raise FindingTooLong(length=len(finding), most=LONGEST_FINDING)


def stands_against(outcome: ObjectionOutcome | None) -> bool:
    """Whether an objection keeps public money back: while it is open, and when it was right."""
    return outcome is not ObjectionOutcome.UNFOUNDED
