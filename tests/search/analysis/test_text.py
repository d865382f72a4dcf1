"""Folding, cutting, and finding a word again in what was written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.analysis.text import Folded, fold, grams, segments
from search.analysis.words import pieces, words, words_and_characters


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("ＣＮＣ", "cnc"),
        ("數控車床", "数控车床"),
        ("㎡", "m2"),
        ("焊\u200b工", "焊工"),
        ("焊\0工\ud800", "焊 工 "),
    ],
)
def test_what_is_written_in_many_ways_is_folded_into_one(written, folded):
    assert fold(written) == folded


def test_nothing_is_found_across_a_mark():
    assert list(segments("焊工/会计")) == [["焊", "工"], ["会", "计"]]
    assert "工会" not in grams("焊工/会计").split()


def test_a_space_parts_characters_and_not_a_latin_word_from_them():
    assert grams("Java 开发") == grams("Java开发")
    assert grams("焊工 会计") == grams("焊工/会计")


@pytest.mark.parametrize(
    ("text", "wanted", "found"),
    [
        ("電焊工和電焊工", "电焊工", ["電焊工", "電焊工"]),
        ("30㎡的Ｃｎｃ車間", "cnc", ["Ｃｎｃ"]),
        ("30㎡车间", "m2", ["㎡"]),
        ("会计", "焊", []),
        ("会计", "", []),
    ],
)
def test_a_word_is_found_again_in_what_was_written(text, wanted, found):
    assert [text[begin:end] for begin, end in Folded(text).spans(wanted)] == found


@given(st.text(max_size=80), st.text(max_size=5))
def test_found_places_lie_in_the_text_apart_and_in_order(text, wanted):
    last = 0
    for begin, end in Folded(text).spans(fold(wanted)):
        assert last <= begin < end <= len(text)
        last = end


@given(st.text(max_size=200))
def test_any_text_has_terms_without_spaces(text):
    for term in (*words(text), *words_and_characters(text), *grams(text).split(" ")):
        assert term.split() in ([term], [])


def test_words_within_words_are_found_and_our_own_are_kept_whole():
    assert {"电焊工", "电焊", "焊工"} <= set(words("电焊工"))
    assert "荷藕工" in words("宝应荷藕工")
    assert "包吃住" in words("保安包吃住")
    assert words_and_characters("C++焊工") == ["c++", "焊工", "焊", "工"]


def test_a_long_word_has_pieces_and_a_short_one_none():
    assert pieces("餐饮服务员") == ("餐饮", "服务员")
    assert pieces("保安") == ()
