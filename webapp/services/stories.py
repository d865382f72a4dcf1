"""Stories of people: written, looked at, published, and gone at their word."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from domain.accounts import check_scope
from domain.stories import (
    StoryBrandUnfit,
    StoryState,
    StoryStep,
    check_consent,
    check_four_eyes,
    check_reason,
    check_story,
    next_state,
)
from webapp.calendar import now
from webapp.extensions import db
from webapp.models import Story
from webapp.reads.stories import brands_to_write_of
from webapp.services import audit

if TYPE_CHECKING:
    from datetime import date

    from domain.brands import BrandPersonKind
    from webapp.models import Account


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryWords:
    """A story, and how the person agreed to it."""

    brand_id: int
    person_name: str
    person_kind: BrandPersonKind
    title: str
    text: str
    consent_proof: str
    consent_on: date


def write(words: StoryWords, *, today: date, account: Account) -> Story:
    """Hand a story in. Raises StoryBrandUnfit, or as check_story and check_consent do."""
    row = Story(state=StoryState.HANDED_IN, written_by_id=account.id, enterprise_id=account.enterprise_id)
    _fill(row, words, today=today, account=account)
    db.session.add(row)
    audit.record("story.hand_in", row, account_id=account.id, brand_id=row.brand_id)
    return row


def rewrite(row: Story, words: StoryWords, *, today: date, account: Account) -> None:
    """Hand a story in anew. Raises StoryStepRefused, or as write does."""
    db.session.refresh(row, ["state"], with_for_update=True)
    row.state, row.changed_by_id = next_state(row.state, StoryStep.HAND_IN), account.id
    _fill(row, words, today=today, account=account)
    audit.record("story.hand_in", row, account_id=account.id, brand_id=row.brand_id)


def decide(row: Story, step: StoryStep, reason: str, *, account: Account) -> None:
    """Publish a story or send it back with a reason.

    Raises OutOfScope, StoryStepRefused, OwnStoryPublished, or as check_reason does.
    """
    check_scope(account.role, account.division_code or "", row.brand.division_code)
    db.session.refresh(row, ["state", "changed_by_id"], with_for_update=True)
    if step is StoryStep.PUBLISH:
        check_four_eyes(account.id, hands=row.hands)
    row.state = next_state(row.state, step)
    check_reason(reason, is_needed=step is StoryStep.SEND_BACK)
    row.reason = reason.strip() if step is StoryStep.SEND_BACK else ""
    if step is StoryStep.PUBLISH:
        row.published_at, row.published_by_id = now(), account.id
    audit.record(f"story.{step}", row, account_id=account.id, brand_id=row.brand_id, reason=row.reason)


def withdraw(row: Story, *, account: Account) -> None:
    """Take a story away at the word of the person, at once and for good: their name and words are kept nowhere."""
    audit.record("story.withdraw", row, account_id=account.id, brand_id=row.brand_id)
    db.session.delete(row)


def _fill(row: Story, words: StoryWords, *, today: date, account: Account) -> None:
    if words.brand_id not in {brand.id for brand in brands_to_write_of(account)}:
        raise StoryBrandUnfit
    check_story(title=words.title, person_name=words.person_name, text=words.text)
    check_consent(proof=words.consent_proof, given_on=words.consent_on, today=today)
    row.brand_id, row.person_name, row.person_kind = words.brand_id, words.person_name.strip(), words.person_kind
    row.title, row.text = words.title.strip(), words.text
    row.consent_proof, row.consent_on = words.consent_proof.strip(), words.consent_on
    row.reason, row.written_at = "", now()
