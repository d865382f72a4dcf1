"""A fair that runs late: the rest of the day with the least disturbance."""

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.fair_replans import DROPPED, GRID, MOVED, replan_timetable
from domain.fair_timetables import PAUSE, WAY_UNKNOWN, Day, Meeting, Post, Running, violations

NINE = 9 * 60
DAY = Day(opens=NINE, closes=NINE + 120, slot=15)
POSTS = [Post(id=1), Post(id=2)]


def near(_one, _other):
    return WAY_UNKNOWN


def meeting(seeker, post, start, **words):
    return Meeting(seeker=seeker, post=post, vacancy=1, starts=NINE + start, ends=NINE + start + DAY.length, **words)


def replan(meetings, *, now=0, posts=POSTS, **words):
    return replan_timetable(DAY, posts, meetings, now=NINE + now, way=near, **words)


def starts(plan):
    return {(one.seeker, one.post): one.starts - NINE for one in plan.meetings}


def test_a_day_that_runs_well_stays_as_it_is():
    plan = replan([meeting(0, 1, 15), meeting(1, 1, 30), meeting(0, 2, 45)])

    assert (plan.moved, plan.dropped, plan.cost) == ({}, (), 0)


def test_who_is_late_is_spoken_to_later_and_nobody_else_is_moved():
    plan = replan([meeting(0, 1, 0), meeting(1, 1, 15), meeting(2, 1, 45)], not_before={0: NINE + 25})

    assert starts(plan) == {(0, 1): 30, (1, 1): 15, (2, 1): 45}
    assert plan.moved == {(0, 1): NINE}
    assert plan.cost == MOVED + 30


def test_an_interview_that_overruns_pushes_as_few_as_possible():
    sits = [Running(seeker=9, post=1, until=NINE + 22)]

    plan = replan([meeting(0, 1, 15), meeting(1, 1, 30), meeting(2, 1, 60), meeting(3, 2, 15)], now=16, running=sits)

    assert starts(plan) == {(0, 1): 45, (1, 1): 30, (2, 1): 60, (3, 2): 15}
    assert violations(DAY, POSTS, plan.meetings, way=near, running=sits) == ()


def test_who_sits_elsewhere_is_waited_for():
    plan = replan([meeting(0, 2, 15)], now=16, running=[Running(seeker=0, post=1, until=NINE + 21)])

    assert starts(plan) == {(0, 2): 25}


def test_who_is_here_may_be_called_earlier_and_nobody_else():
    full = [meeting(seeker, 1, 15 * (seeker + 1)) for seeker in range(7)]
    late = {0: NINE + 100}

    assert 0 in {seeker for seeker, _ in starts(replan(full, not_before=late, here=range(7)))}
    plan = replan([meeting(0, 1, 90), meeting(1, 1, 105)], not_before={0: NINE + 101}, here=[1])
    assert starts(plan) == {(0, 1): 105, (1, 1): 90}
    assert all(
        start >= 105
        for (seeker, _), start in starts(
            replan([meeting(0, 1, 90), meeting(1, 1, 105)], not_before={0: NINE + 101})
        ).items()
        if seeker == 1
    )


def test_for_whom_there_is_no_time_any_more_is_named():
    plan = replan([meeting(0, 1, 90), meeting(1, 1, 105, fit=0.9)], now=100)

    assert [one.seeker for one in plan.dropped] == [0]
    assert plan.cost == plan.bound == pytest.approx(DROPPED)


def test_two_desks_share_what_one_cannot_do():
    posts = [Post(id=1, desks=2)]
    sits = [Running(seeker=9, post=1, until=NINE + 60)]

    plan = replan([meeting(0, 1, 15), meeting(1, 1, 30)], now=10, posts=posts, running=sits)

    assert plan.moved == {}
    assert {one.desk for one in plan.meetings} == {1}


@settings(max_examples=50, deadline=None)
@given(
    stood=st.lists(
        st.tuples(st.integers(0, 2), st.integers(1, 2), st.sampled_from([75, 90, 105])),
        max_size=3,
        unique_by=(lambda one: (one[0], one[1]), lambda one: (one[1], one[2])),
    ),
    late=st.sampled_from([0, 80, 100]),
    until=st.sampled_from([75, 82, 96]),
)
def test_no_other_plan_disturbs_less(stood, late, until):
    meetings = [meeting(*one) for one in stood]
    sits, not_before = [Running(seeker=7, post=1, until=NINE + until)], {0: NINE + late}

    plan = replan(meetings, now=72, running=sits, not_before=not_before)

    assert violations(DAY, POSTS, plan.meetings, way=near, running=sits, not_before=not_before) == ()
    assert plan.cost == pytest.approx(brute_force(meetings, sits, not_before))
    assert plan.bound == pytest.approx(plan.cost)


def brute_force(meetings, sits, not_before):
    grid = range(75, 106, GRID)
    best = float("inf")
    for chosen in product([None, *grid], repeat=len(meetings)):
        held = [
            Meeting(seeker=one.seeker, post=one.post, vacancy=1, starts=NINE + start, ends=NINE + start + DAY.length)
            for one, start in zip(meetings, chosen, strict=True)
            if start is not None
        ]
        later = all(start is None or NINE + start >= one.starts for one, start in zip(meetings, chosen, strict=True))
        if not later or violations(DAY, POSTS, held, way=near, running=sits, not_before=not_before):
            continue
        if any(
            one.post == other.post and one is not other and one.starts <= other.starts < one.ends + PAUSE
            for one in held
            for other in held
        ) or any(one.post == sits[0].post and one.starts < sits[0].until + PAUSE for one in held):
            continue
        cost = sum(
            DROPPED if start is None else (MOVED + NINE + start - one.starts) * (NINE + start != one.starts)
            for one, start in zip(meetings, chosen, strict=True)
        )
        best = min(best, cost)
    return best
