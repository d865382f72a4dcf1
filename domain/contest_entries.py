"""Entries of contests: which brand, which person, with what story, and until when."""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain.contests import ContestKind
from domain.errors import RuleBroken

if TYPE_CHECKING:
    from domain.brands import BrandPersonKind

LONGEST_ENTRY_TITLE = 60
LONGEST_ENTRY_STORY = 4000
LONGEST_PERSON = 40


class EntriesClosed(RuleBroken):
    """Entries are not taken, changed or withdrawn outside the window."""


class EntryTitleMissing(RuleBroken):
    """An entry has no title."""

    field = "title"


class EntryTitleTooLong(RuleBroken):
    """The title of an entry does not fit into a line."""

    field = "title"


class EntryStoryMissing(RuleBroken):
    """A jury would have nothing to read."""

    field = "story"


class EntryStoryTooLong(RuleBroken):
    """An entry is longer than a jury reads."""

    field = "story"


class NomineeMissing(RuleBroken):
    """Nobody says who the person is."""

    field = "person_name"


class NomineeNameTooLong(RuleBroken):
    """The name of a person does not fit into a line."""

    field = "person_name"


class NomineeKindMissing(RuleBroken):
    """Nobody says what the person is to the brand."""

    field = "person_kind"


class NomineeNotAsked(RuleBroken):
    """Nobody is entered who has not agreed to it."""

    field = "agrees"


class EnteredAlready(RuleBroken):
    """A brand, or a person of it, enters a contest once."""


class BrandNotOurs(RuleBroken):
    """An enterprise enters only brands that it belongs to."""

    field = "brand_id"


def check_window_open(*, is_open: bool) -> None:
    """Raises EntriesClosed."""
    if not is_open:
        raise EntriesClosed


def check_entry(*, title: str, story: str) -> None:
    """Whether a jury can read an entry. Raises a refusal at the field at fault."""
    if not title.strip():
        raise EntryTitleMissing
    if len(title) > LONGEST_ENTRY_TITLE:
        raise EntryTitleTooLong(length=len(title), most=LONGEST_ENTRY_TITLE)
    if not story.strip():
        raise EntryStoryMissing
    if len(story) > LONGEST_ENTRY_STORY:
        raise EntryStoryTooLong(length=len(story), most=LONGEST_ENTRY_STORY)


def check_nominee(kind: ContestKind, *, name: str, person_kind: BrandPersonKind | None, agrees: bool) -> None:
    """Whether a person may be entered, where people are looked for. Raises a refusal at the field at fault."""
    if kind is not ContestKind.PEOPLE:
        return
    if not name.strip():
        raise NomineeMissing
    if len(name) > LONGEST_PERSON:
        raise NomineeNameTooLong(length=len(name), most=LONGEST_PERSON)
    if person_kind is None:
        raise NomineeKindMissing
    if not agrees:
        raise NomineeNotAsked
