"""Scores: strict jurors change no order, intervals say how sure they are, and nothing is claimed from too little."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.contest_scoring import Mark, rate, total_of, winners_of

WEIGHTS = (60, 40)
POINTS = st.tuples(st.integers(0, 100), st.integers(0, 100))


def marks(table):
    """Marks of a table: for each entry what the jurors gave, None for nothing; one number stands for all criteria."""
    return [
        Mark(entry=entry, juror=juror, points=given if isinstance(given, tuple) else (given, given))
        for entry, row in enumerate(table, start=1)
        for juror, given in enumerate(row, start=1)
        if given is not None
    ]


def by_entry(rating):
    return {one.entry: one for one in rating.entries}


@st.composite
def tables(draw, *, has_gaps=False):
    entries, jurors = draw(st.integers(2, 6)), draw(st.integers(2, 5))
    table = [[draw(POINTS) for _ in range(jurors)] for _ in range(entries)]
    if has_gaps:
        # The first juror has judged all, so everything stays joined.
        table = [[row[0], *(given if draw(st.booleans()) else None for given in row[1:])] for row in table]
    return table


@given(tables())
def test_where_everybody_scored_everything_the_score_is_the_plain_mean(table):
    found = by_entry(rate(marks(table), WEIGHTS))

    for entry, row in enumerate(table, start=1):
        mean = sum(total_of(given, WEIGHTS) for given in row) / len(row)
        assert found[entry].score == pytest.approx(mean, abs=0.006)
        assert found[entry].jurors == len(row)


@given(tables(has_gaps=True), st.integers(1, 2), st.integers(-40, 40))
def test_a_juror_who_gives_everybody_more_or_less_changes_no_distance_and_no_interval(table, juror, shift):
    given_marks = marks(table)
    shifted = [
        Mark(
            entry=mark.entry,
            juror=mark.juror,
            points=tuple(one + (shift if mark.juror == juror else 0) for one in mark.points),
        )
        for mark in given_marks
    ]

    before, after = by_entry(rate(given_marks, WEIGHTS)), by_entry(rate(shifted, WEIGHTS))

    moved = [after[entry].score - before[entry].score for entry in before]
    assert max(moved) - min(moved) <= 0.021
    for entry, one in before.items():
        if one.low is None:
            assert after[entry].low is None
        else:
            assert after[entry].high - after[entry].low == pytest.approx(one.high - one.low, abs=0.03)


def test_a_strict_juror_is_found_out_where_panels_differ():
    """Juror 3 gives twenty less; who met them is no worse than who did not."""
    rating = rate(marks([[80, 80, 60], [70, 70, 50], [80, 80, None], [70, None, 50]]), WEIGHTS)

    found = by_entry(rating)
    assert [found[entry].score for entry in (1, 2, 3, 4)] == pytest.approx([73.33, 63.33, 73.33, 63.33])
    assert [found[entry].place for entry in (1, 2, 3, 4)] == [1, 3, 1, 3]
    assert rating.leniency == pytest.approx({1: 6.67, 2: 6.67, 3: -13.33})


def test_weights_decide():
    found = rate(marks([[(100, 0)] * 3, [(0, 100)] * 3]), WEIGHTS)

    assert [(one.entry, one.score, one.criteria) for one in found.entries] == [
        (1, 60, (100, 0)),
        (2, 40, (0, 100)),
    ]


def test_the_interval_is_students_t():
    """Two entries, three jurors: (3 - 1)(2 - 1) = 2 degrees; worked out by hand."""
    found = by_entry(rate(marks([[80, 82, 90], [70, 76, 76]]), WEIGHTS))

    # Means 84 and 74, jurors 75, 79, 83: residuals 0, -2, 2 and 0, 2, -2, so the variance is 16 / 2 = 8.
    half = 4.302653 * (8 / 3) ** 0.5
    assert (found[1].low, found[1].high) == pytest.approx((84 - half, 84 + half), abs=0.01)
    assert found[1].alike == (2,), "the intervals overlap"
    assert found[2].alike == (1,)


def test_entries_whose_intervals_do_not_meet_are_told_apart():
    found = by_entry(rate(marks([[90, 91, 90], [50, 51, 51], [51, 51, 51]]), WEIGHTS))

    assert found[1].alike == ()
    assert found[2].alike == (3,)


@pytest.mark.parametrize("table", [[[80], [70], [60]], [[80, 70, 60]], [[80, 70], [70, None]]])
def test_no_interval_is_claimed_from_too_few_scores(table):
    for one in rate(marks(table), WEIGHTS).entries:
        assert one.low is one.high is one.alike is None


def test_one_juror_alone_ranks_without_an_interval():
    found = rate(marks([[60], [80], [80]]), WEIGHTS)

    assert [(one.entry, one.score, one.place) for one in found.entries] == [(2, 80, 1), (3, 80, 1), (1, 60, 3)]
    assert all(one.low is None and one.alike is None for one in found.entries)
    assert found.leniency == {1: 0}


def test_those_who_share_the_last_winning_place_all_win():
    found = rate(marks([[90] * 3, [80] * 3, [80] * 3, [70] * 3]), WEIGHTS)

    assert winners_of(found, winners=1) == {1}
    assert winners_of(found, winners=2) == {1, 2, 3}
    assert winners_of(found, winners=3) == {1, 2, 3}


def test_what_is_kept_is_what_json_can_say():
    sure, unsure = rate(marks([[80, 82, 90], [70, 76, 76]]), WEIGHTS), rate(marks([[80], [70]]), WEIGHTS)

    assert sure.entries[0].kept()["alike"] == [2]
    assert unsure.entries[0].kept() == {
        "score": 80,
        "low": None,
        "high": None,
        "place": 1,
        "jurors": 1,
        "criteria": [80, 80],
        "alike": None,
    }


def test_nothing_comes_of_nothing():
    found = rate([], WEIGHTS)

    assert found.entries == ()
    assert found.leniency == {}
