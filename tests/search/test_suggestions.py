"""Suggestions while somebody types."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.suggestions import SuggestionEntry, SuggestionKind, Suggestions, known_entries

OCCUPATION, BRAND, EMPLOYER, PLACE = (
    SuggestionKind.OCCUPATION,
    SuggestionKind.BRAND,
    SuggestionKind.EMPLOYER,
    SuggestionKind.PLACE,
)


@pytest.fixture(scope="module")
def suggestions() -> Suggestions:
    brand = SuggestionEntry("扬州玉雕工", BRAND, "4", 2.0)
    employer = SuggestionEntry("江都4S汽车服务公司", EMPLOYER, "9", 0.5)
    return Suggestions([*known_entries(), brand, employer])


def texts(suggestions: Suggestions, typed: str, **options: object) -> list[str]:
    return [suggested.text for suggested in suggestions.suggest(typed, **options)]


@pytest.mark.parametrize("typed", ["电焊", "dianhan", "dhg", "电hg", "dian焊", "d焊g", "DIANHAN", "電焊"])
def test_the_welder_is_suggested_however_the_beginning_is_typed(suggestions, typed):
    assert "电焊工" in texts(suggestions, typed)


def test_initials_lead_to_the_jade_carver_and_to_the_brand(suggestions):
    assert texts(suggestions, "ydg") == ["玉雕工", "扬州玉雕工"]


def test_what_is_typed_in_full_comes_first(suggestions):
    assert texts(suggestions, "焊工")[0] == "焊工"


def test_a_heavier_entry_comes_before_one_that_matches_as_well(suggestions):
    assert texts(suggestions, "yangzhouy")[0] == "扬州玉雕工"


def test_one_slip_in_long_pinyin_is_forgiven(suggestions):
    assert "电焊工" in texts(suggestions, "dianhangogn")
    assert texts(suggestions, "hagnong") == []


def test_the_last_word_is_completed_and_the_others_stay(suggestions):
    found = suggestions.suggest("高邮 dhg")

    assert "高邮 电焊工" in [suggested.completed for suggested in found]


def test_a_name_with_latin_letters_is_found_by_them(suggestions):
    assert "江都4S汽车服务公司" in texts(suggestions, "江都4s")
    assert "江都4S汽车服务公司" in texts(suggestions, "jiangdu4s")


def test_only_the_kinds_asked_for_are_suggested(suggestions):
    found = suggestions.suggest("gaoyou", kinds={PLACE})

    assert [(suggested.text, suggested.id) for suggested in found] == [("高邮", "321084")]
    assert suggestions.suggest("gaoyou", kinds={BRAND}) == []


def test_no_more_are_suggested_than_asked_for(suggestions):
    assert len(suggestions.suggest("g", limit=3)) == 3
    assert suggestions.suggest("g", limit=0) == []


@pytest.mark.parametrize("typed", ["", "   ", "😀", "\0", "\ud800", "（）"])
def test_nothing_is_suggested_for_what_begins_nothing(suggestions, typed):
    assert suggestions.suggest(typed) == []


def test_an_entry_without_letters_is_left_out():
    assert Suggestions([SuggestionEntry("  ", BRAND, "1"), SuggestionEntry("！", BRAND, "2")]).suggest("！") == []


@given(st.text(max_size=60))
def test_whatever_is_typed_is_answered(suggestions, typed):
    assert len(suggestions.suggest(typed)) <= 8
