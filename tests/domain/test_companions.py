"""Companions: whom agreed pairs connect, and how many may go together."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.companions import MOST_TOGETHER, TooManyCompanions, check_group, groups_of


def test_pairs_connect_people_and_everybody_else_goes_alone():
    assert groups_of([(1, 3), (3, 5)], [5, 2, 1, 3, 4]) == [(5, 1, 3), (2,), (4,)]


def test_a_pair_of_which_somebody_is_missing_connects_nobody():
    assert groups_of([(1, 9), (2, 3)], [1, 2, 3]) == [(1,), (2, 3)]


def test_a_group_has_an_end():
    pairs = [(1, 2), (2, 3)]

    check_group(pairs, 3, 4)
    check_group([*pairs, (7, 8)], 5, 6)
    check_group([*pairs, (3, 4)], 1, 4)
    with pytest.raises(TooManyCompanions):
        check_group([*pairs, (3, 4)], 4, 5)
    assert MOST_TOGETHER == 4


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), max_size=15), st.permutations(range(8)))
def test_everybody_is_in_one_group_and_every_pair_in_the_same(pairs, people):
    groups = groups_of(pairs, people)

    assert sorted(person for group in groups for person in group) == sorted(people)
    for one, other in pairs:
        if one in people and other in people:
            assert any(one in group and other in group for group in groups)
    assert [group[0] for group in groups] == sorted((group[0] for group in groups), key=people.index)
