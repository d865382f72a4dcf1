"""A query parameter that nobody offered is refused by its name."""

from enum import StrEnum

import pytest
from werkzeug.datastructures import MultiDict

from webapp.parameters import BadParameter, flag, known, member, members, whole_number


class Colour(StrEnum):
    JADE = "jade"
    SEAL = "seal"


def query(*pairs):
    return MultiDict(pairs)


def test_a_number_within_its_bounds_is_read():
    assert whole_number(query(("page", "3")), "page", least=1, most=500) == 3


@pytest.mark.parametrize("pairs", [[], [("page", "")], [("page", "  ")]])
def test_a_missing_number_is_its_default(pairs):
    assert whole_number(query(*pairs), "page", least=1, most=500, default=1) == 1


@pytest.mark.parametrize(
    "text", ["0", "501", "1000000000", "9" * 5000, "-1", "1.5", "１", "²", "page", "1;drop", "\x00"]
)
def test_a_number_that_is_none_is_refused(text):
    with pytest.raises(BadParameter) as refusal:
        whole_number(query(("page", text)), "page", least=1, most=500)

    assert refusal.value.parameter == "page"
    assert refusal.value.code == 400


def test_a_flag_is_one_or_nothing():
    assert flag(query(("meals", "1")), "meals")
    assert not flag(query(("meals", "0")), "meals")
    assert not flag(query(), "meals")
    with pytest.raises(BadParameter):
        flag(query(("meals", "yes")), "meals")


def test_a_word_must_be_one_of_the_table():
    assert member(query(("colour", "jade")), "colour", Colour) is Colour.JADE
    assert member(query(("colour", "")), "colour", Colour) is None
    with pytest.raises(BadParameter):
        member(query(("colour", "mauve")), "colour", Colour)


def test_words_given_twice_count_once_and_each_must_be_known():
    twice = query(("colour", "seal"), ("colour", "jade"), ("colour", "seal"), ("colour", ""))

    assert members(twice, "colour", Colour) == (Colour.SEAL, Colour.JADE)
    with pytest.raises(BadParameter):
        members(query(("colour", "jade"), ("colour", "mauve")), "colour", Colour)


def test_values_must_be_among_those_offered():
    offered = {"321084", "321023"}

    assert known(query(("place", "321084")), "place", offered) == ("321084",)
    assert known(query(), "place", offered) == ()
    with pytest.raises(BadParameter):
        known(query(("place", "999999")), "place", offered)
