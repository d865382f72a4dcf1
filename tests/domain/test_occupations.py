"""The tree of occupations: who is a neighbour of whom."""

import pytest

from domain.occupations import (
    SharedLevels,
    closeness,
    is_occupation_code,
    lies_within,
    lineage,
    shared_levels,
    subtree_prefix,
)

WELDER = "6-18-02-04"
FITTER = "6-18-02-01"
TURNER = "6-18-01-01"
COOK = "4-03-02-01"


def test_a_welder_is_a_welder_and_a_worker_of_the_same_group():
    assert shared_levels(WELDER, WELDER) is SharedLevels.SAME
    assert shared_levels(WELDER, FITTER) is SharedLevels.MINOR
    assert shared_levels(WELDER, TURNER) is SharedLevels.MIDDLE
    assert shared_levels(WELDER, "6-29-01-01") is SharedLevels.MAJOR
    assert shared_levels(WELDER, COOK) is SharedLevels.NOTHING


def test_the_nearer_the_occupation_the_better_it_fits():
    fits = [closeness(WELDER, other) for other in (WELDER, FITTER, TURNER, "6-29-01-01", COOK)]

    assert fits == sorted(fits, reverse=True)
    assert fits[0] == 1.0
    assert fits[-1] == 0.0


def test_an_occupation_lies_in_each_of_its_groups():
    for group in lineage(WELDER):
        assert lies_within(WELDER, group)
    assert lineage(WELDER) == ("6-00-00-00", "6-18-00-00", "6-18-02-00", WELDER)


def test_an_occupation_that_is_alone_in_its_group_has_a_shorter_lineage():
    assert lineage("4-01-01-00") == ("4-00-00-00", "4-01-00-00", "4-01-01-00")


def test_a_cook_does_not_lie_among_the_welders():
    assert not lies_within(COOK, "6-18-02-00")
    assert not lies_within("6-18-12-01", "6-18-01-00")


@pytest.mark.parametrize(
    ("group", "prefix"),
    [("6-00-00-00", "6-"), ("6-18-00-00", "6-18-"), ("6-18-02-00", "6-18-02-"), (WELDER, WELDER)],
)
def test_the_codes_of_a_group_begin_alike(group, prefix):
    assert subtree_prefix(group) == prefix


@pytest.mark.parametrize("text", ["", "6-18-02", "61802-04", "6-18-02-4", "a-18-02-04", "6-18-02-04-1"])
def test_what_is_no_code_is_not_taken_for_one(text):
    assert not is_occupation_code(text)


def test_a_code_is_a_code():
    assert is_occupation_code(WELDER)
