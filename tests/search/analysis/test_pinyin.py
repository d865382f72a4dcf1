"""How words sound, and what Latin letters may stand for."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.analysis.pinyin import is_one_slip, pinyin_of, words_for, words_sounding_like


def test_a_word_sounds_in_full_and_by_its_initials():
    assert pinyin_of("玉雕工") == ("yudiaogong", "ydg")


def words(letters):
    return [word for word, _ in words_for(letters)]


def test_letters_stand_for_words_of_work():
    assert "玉雕工" in words("ydg")
    assert "电焊工" in words("dianhangong")
    assert "电焊工" in words("dianhangogn")
    assert words("hangogn") == []
    assert words("x") == []
    assert words("4s") == []


def test_a_slip_is_less_sure_than_the_right_letters():
    assert dict(words_for("dianhangogn"))["电焊工"] < dict(words_for("dianhangong"))["电焊工"]


def test_words_that_sound_alike_are_found():
    assert "电焊工" in words_sounding_like("电汗工")
    assert words_sounding_like("宇航员") == ()


@pytest.mark.parametrize(
    ("one", "other", "slip"),
    [
        ("abcd", "abcd", False),
        ("abcd", "abxd", True),
        ("abcd", "acbd", True),
        ("abcd", "abd", True),
        ("abcd", "abcde", True),
        ("abcd", "xbcd", False),
        ("abcd", "badc", False),
        ("abcd", "abcdef", False),
        ("abcd", "abdcx", False),
    ],
)
def test_one_slip_is_one_letter_changed_missing_added_or_swapped(one, other, slip):
    assert is_one_slip(one, other) is slip
    assert is_one_slip(other, one) is slip


@given(st.text("abc", min_size=2, max_size=8), st.integers(1, 7), st.sampled_from("abc"))
def test_every_single_change_after_the_first_letter_is_a_slip(word, place, letter):
    changed = word[:place] + letter + word[place + 1 :] if place < len(word) else word + letter

    assert is_one_slip(word, changed) is (word != changed)
