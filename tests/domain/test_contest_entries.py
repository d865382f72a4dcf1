"""Entries of contests: what a jury can read, and whom nobody enters without asking."""

import pytest

from domain.brands import BrandPersonKind
from domain.contest_entries import (
    LONGEST_ENTRY_STORY,
    LONGEST_ENTRY_TITLE,
    LONGEST_PERSON,
    EntriesClosed,
    EntryStoryMissing,
    EntryStoryTooLong,
    EntryTitleMissing,
    EntryTitleTooLong,
    NomineeKindMissing,
    NomineeMissing,
    NomineeNameTooLong,
    NomineeNotAsked,
    check_entry,
    check_nominee,
    check_window_open,
)
from domain.contests import ContestKind


@pytest.mark.parametrize(
    ("words", "refusal"),
    [
        ({"title": " "}, EntryTitleMissing),
        ({"title": "题" * (LONGEST_ENTRY_TITLE + 1)}, EntryTitleTooLong),
        ({"story": "\n"}, EntryStoryMissing),
        ({"story": "事" * (LONGEST_ENTRY_STORY + 1)}, EntryStoryTooLong),
    ],
)
def test_an_entry_has_words_that_a_jury_can_read(words, refusal):
    usual = {"title": "题" * LONGEST_ENTRY_TITLE, "story": "事" * LONGEST_ENTRY_STORY}
    check_entry(**usual)
    with pytest.raises(refusal):
        check_entry(**usual | words)


@pytest.mark.parametrize(
    ("told", "refusal"),
    [
        ({"name": " "}, NomineeMissing),
        ({"name": "名" * (LONGEST_PERSON + 1)}, NomineeNameTooLong),
        ({"person_kind": None}, NomineeKindMissing),
        ({"agrees": False}, NomineeNotAsked),
    ],
)
def test_a_person_is_entered_by_name_and_with_their_consent(told, refusal):
    usual = {"name": "陈师傅", "person_kind": BrandPersonKind.FOUNDER, "agrees": True}
    check_nominee(ContestKind.PEOPLE, **usual)
    check_nominee(ContestKind.BRANDS, **usual | told)
    with pytest.raises(refusal):
        check_nominee(ContestKind.PEOPLE, **usual | told)


def test_nothing_is_entered_outside_the_window():
    check_window_open(is_open=True)
    with pytest.raises(EntriesClosed):
        check_window_open(is_open=False)
