"""Stories of the people of a brand: told with their consent, and gone at their word (article 十三)."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from domain.errors import RuleBroken

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from datetime import date

LONGEST_TITLE = 60
LONGEST_PERSON = 40
LONGEST_TEXT = 6000
LONGEST_PROOF = 120
LONGEST_REASON = 300


class StoryState(StrEnum):
    """Where a story stands. One that is withdrawn is gone: nothing of the person is kept."""

    HANDED_IN = "handed_in"
    SENT_BACK = "sent_back"
    PUBLISHED = "published"


class StoryStep(StrEnum):
    """What is done to a story."""

    HAND_IN = "hand_in"
    SEND_BACK = "send_back"
    PUBLISH = "publish"


TRANSITIONS: Mapping[tuple[StoryState, StoryStep], StoryState] = {
    (StoryState.HANDED_IN, StoryStep.HAND_IN): StoryState.HANDED_IN,
    (StoryState.HANDED_IN, StoryStep.SEND_BACK): StoryState.SENT_BACK,
    (StoryState.HANDED_IN, StoryStep.PUBLISH): StoryState.PUBLISHED,
    (StoryState.SENT_BACK, StoryStep.HAND_IN): StoryState.HANDED_IN,
}
"""To hand in is to write it anew. What is published is not changed: it is withdrawn, and another is written."""


class StoryStepRefused(RuleBroken):
    """A story does not stand where this step begins."""


class StoryTitleMissing(RuleBroken):
    """A story has no title."""

    field = "title"


class StoryTitleTooLong(RuleBroken):
    """A title does not fit into a line."""

    field = "title"


class StoryPersonMissing(RuleBroken):
    """Nobody says whose story it is."""

    field = "person_name"


class StoryPersonTooLong(RuleBroken):
    """A name does not fit into a line."""

    field = "person_name"


class StoryTextMissing(RuleBroken):
    """There is nothing to read."""

    field = "text"


class StoryTextTooLong(RuleBroken):
    """A story is longer than anybody reads."""

    field = "text"


class StoryConsentMissing(RuleBroken):
    """Nobody's story is told without their consent, and how it was given is noted."""

    field = "consent_proof"


class StoryConsentTooLong(RuleBroken):
    """How the consent was given is told too long."""

    field = "consent_proof"


class StoryConsentInFuture(RuleBroken):
    """Nobody has agreed on a day that is still to come."""

    field = "consent_on"


class StoryBrandUnfit(RuleBroken):
    """The story is of a brand that who writes does not act for."""

    field = "brand_id"


class StoryReasonMissing(RuleBroken):
    """Nobody says why a story goes back."""

    field = "reason"


class StoryReasonTooLong(RuleBroken):
    """A reason is longer than anybody reads."""

    field = "reason"


class OwnStoryPublished(RuleBroken):
    """Whoever wrote or last changed a story does not publish it: a second official reads it first."""


def next_state(state: StoryState, step: StoryStep) -> StoryState:
    """Where a step leads. Raises StoryStepRefused."""
    to = TRANSITIONS.get((state, step))
    if to is None:
        raise StoryStepRefused(state=state)
    return to


def check_four_eyes(account_id: int, *, hands: Collection[int | None]) -> None:
    """Whether somebody else than those who had their hands in a story looks at it. Raises OwnStoryPublished."""
    if account_id in hands:
        raise OwnStoryPublished


def check_story(*, title: str, person_name: str, text: str) -> None:
    """Whether a story can be read. Raises a refusal at the field at fault."""
    if not person_name.strip():
        raise StoryPersonMissing
    if len(person_name) > LONGEST_PERSON:
        raise StoryPersonTooLong(length=len(person_name), most=LONGEST_PERSON)
    if not title.strip():
        raise StoryTitleMissing
    if len(title) > LONGEST_TITLE:
        raise StoryTitleTooLong(length=len(title), most=LONGEST_TITLE)
    if not text.strip():
        raise StoryTextMissing
    if len(text) > LONGEST_TEXT:
        raise StoryTextTooLong(length=len(text), most=LONGEST_TEXT)


def check_consent(*, proof: str, given_on: date, today: date) -> None:
    """Whether the consent is noted. Raises StoryConsentMissing, StoryConsentTooLong or StoryConsentInFuture."""
    if not proof.strip():
        raise StoryConsentMissing
    if len(proof) > LONGEST_PROOF:
        raise StoryConsentTooLong(length=len(proof), most=LONGEST_PROOF)
    if given_on > today:
        raise StoryConsentInFuture


def check_reason(reason: str, *, is_needed: bool) -> None:
    """Raises StoryReasonMissing or StoryReasonTooLong."""
    if is_needed and not reason.strip():
        raise StoryReasonMissing
    if len(reason) > LONGEST_REASON:
        raise StoryReasonTooLong(length=len(reason), most=LONGEST_REASON)
