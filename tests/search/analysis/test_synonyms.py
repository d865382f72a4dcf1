"""Accepted words: how they lie over the shipped ones, and which may not be accepted."""

from __future__ import annotations

import pytest

from search.analysis import lexicon
from search.analysis.synonyms import NONE, Synonyms, obstacle
from search.analysis.understanding import understand


def units(text, *pairs):
    return understand(text, synonyms=Synonyms.of(pairs)).units


def test_without_accepted_words_the_shipped_ones_stand():
    assert NONE.concept("厨子") == lexicon.concept("厨子")
    assert Synonyms.of([("打螺丝", "普工")]).concept("厨子") == lexicon.concept("厨子")


def test_an_accepted_word_stands_for_what_it_means_and_what_that_is_called():
    concept = Synonyms.of([("颠勺", "厨子")]).concept("颠勺")

    assert concept.names[0] == "厨子"
    assert "厨师" in concept.names
    assert "4-03-02-01" in concept.codes
    assert "颠勺" not in concept.names


def test_who_types_the_other_names_finds_the_accepted_word_first_among_equals():
    synonyms = Synonyms.of([("颠勺", "厨子")])

    assert synonyms.concept("厨子").names[0] == "颠勺"
    assert synonyms.concept("厨师").names[0] == "颠勺"
    assert "4-03-02-01" in synonyms.concept("厨师").codes


def test_a_word_may_mean_several_things():
    concept = Synonyms.of([("看店", "营业员"), ("看店", "收银员")]).concept("看店")

    assert {"营业员", "收银员"} <= set(concept.names)


def test_the_shipped_words_are_not_changed():
    before = lexicon.concept("厨师").names[:]

    Synonyms.of([("颠勺", "厨师")]).concept("厨师")

    assert lexicon.concept("厨师").names == before


def test_an_accepted_word_is_kept_whole_in_a_question():
    assert units("打螺丝") != ("打螺丝",)
    assert units("打螺丝", ("打螺丝", "普工")) == ("打螺丝",)
    assert units("高邮打螺丝的工作", ("打螺丝", "普工")) == ("打螺丝",)
    assert units("会计 打螺丝", ("打螺丝", "普工")) == ("会计", "打螺丝")


def test_the_longest_accepted_word_counts():
    assert units("开大货", ("大货", "司机"), ("开大货", "货车司机")) == ("开大货",)


def test_an_accepted_word_within_a_known_name_is_not_cut_out_of_it():
    assert units("电焊工", ("焊", "普工"), ("焊工", "普工")) == ("电焊工",)


def test_latin_words_and_letters_are_folded():
    assert units("ＣＡＤ绘图", ("cad绘图", "制图员")) == ("cad绘图",)
    assert Synonyms.of([("颠勺", "厨师")]).words_for("dianshao") == ("颠勺",)
    assert Synonyms.of([("颠勺", "厨师")]).words_for("ds") == ("颠勺",)


def test_two_are_equal_where_the_pairs_are():
    assert Synonyms.of([("颠勺", "厨师"), ("看店", "营业员")]) == Synonyms.of([("看店", "营业员"), ("颠勺", "厨师")])
    assert hash(Synonyms.of([("颠勺", "厨师")])) == hash(Synonyms.of([("顛勺", "厨师")]))


@pytest.mark.parametrize(
    ("word", "means", "what"),
    [
        ("颠勺", "厨师", None),
        ("打螺丝", "普工", None),
        ("颠勺", "颠勺", "same"),
        ("厨子", "厨师", "known"),
        ("高邮", "厨师", "taken"),
        ("包吃住", "厨师", "taken"),
        ("8000", "厨师", "taken"),
        ("招聘", "厨师", "taken"),
        ("双休", "厨师", "taken"),
        ("颠", "厨师", "shape"),
        ("颠勺，炒菜", "厨师", "shape"),
        ("颠" * 21, "厨师", "shape"),
        ("", "厨师", "shape"),
        ("颠勺", "", "shape"),
        ("颠勺", "高邮", "taken"),
    ],
)
def test_what_stands_against_accepting_a_word_is_said(word, means, what):
    assert obstacle(word, means) == what
