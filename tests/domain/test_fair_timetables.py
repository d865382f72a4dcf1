"""Interview timetables: without clashes, worth the most there is, judged by brute force."""

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.fair_timetables import (
    FIRST,
    HURRIED,
    MOST_EACH,
    STANDS,
    WAY_UNKNOWN,
    WISHED,
    BreakOutside,
    BreakReversed,
    Day,
    Meeting,
    Pair,
    Post,
    Running,
    Seeker,
    SlotImplausible,
    check_day,
    minutes_to_walk,
    plan_timetable,
    usual_break,
    violations,
)

NINE, TWELVE = 9 * 60, 12 * 60
HOUR = Day(opens=NINE, closes=NINE + 60, slot=20)
"""Three interviews."""


def near(_one, _other):
    return WAY_UNKNOWN


def far(_one, _other):
    return 10


def pair(seeker, post, fit=0.5, **words):
    return Pair(seeker=seeker, post=post, vacancy=words.pop("vacancy", post * 10), fit=fit, **words)


def plan(pairs, *, day=HOUR, posts=(1, 2), seekers=range(6), way=near, **words):
    return plan_timetable(
        day,
        [post if isinstance(post, Post) else Post(id=post) for post in posts],
        [seeker if isinstance(seeker, Seeker) else Seeker(id=seeker) for seeker in seekers],
        pairs,
        way=way,
        **words,
    )


def held(timetable):
    return {(meeting.seeker, meeting.post): meeting.starts for meeting in timetable.meetings}


def test_interviews_follow_one_another_and_begin_anew_after_a_break():
    day = Day(opens=NINE, closes=TWELVE, slot=30, breaks=((NINE + 75, NINE + 90),))

    assert [start - NINE for start in day.starts] == [0, 30, 90, 120, 150]
    assert day.length == 27
    assert all(day.is_free(start, start + day.length) for start in day.starts)
    assert not day.is_free(NINE + 70, NINE + 80)
    assert not day.is_free(NINE - 1, NINE + 5)


def test_a_booth_speaks_to_those_who_fit_best_where_there_is_not_time_for_all():
    best = plan([pair(seeker, 1, fit / 10) for seeker, fit in enumerate((9, 2, 8, 3, 7))])

    assert set(held(best)) == {(0, 1), (2, 1), (4, 1)}
    assert best.worth == pytest.approx(0.9 + 0.8 + 0.7 + 3 * FIRST)
    assert best.gap == 0


def test_rather_two_people_with_one_interview_than_one_with_two():
    short = Day(opens=NINE, closes=NINE + 20, slot=20)

    best = plan([pair(0, 1, 0.9), pair(0, 2, 0.9), pair(1, 2, 0.5)], day=short, posts=(1, 2))

    assert set(held(best)) == {(0, 1), (1, 2)}


def test_who_has_said_yes_comes_before_who_only_fits():
    short = Day(opens=NINE, closes=NINE + 20, slot=20)

    best = plan([pair(0, 1, 0.9), pair(1, 1, 0.5, is_wished=True)], day=short)

    assert set(held(best)) == {(1, 1)}
    assert best.worth == pytest.approx(0.5 + WISHED + FIRST)


def test_nobody_is_in_two_places_nor_runs():
    best = plan([pair(0, 1), pair(0, 2)], way=far)

    first, second = sorted(best.meetings, key=lambda meeting: meeting.starts)
    assert second.starts - first.ends >= 10
    assert violations(HOUR, [Post(id=1), Post(id=2)], best.meetings, way=far) == ()


def test_nobody_is_spoken_to_before_they_come():
    best = plan([pair(0, 1)], seekers=[Seeker(id=0, from_minute=NINE + 25)])

    assert held(best) == {(0, 1): NINE + 40}


def test_two_desks_speak_to_twice_as_many():
    best = plan([pair(seeker, 1) for seeker in range(6)], posts=[Post(id=1, desks=2)])

    assert len(best.meetings) == 6
    assert {meeting.desk for meeting in best.meetings} == {0, 1}
    assert violations(HOUR, [Post(id=1, desks=2)], best.meetings, way=near) == ()


def test_nobody_has_more_than_three():
    best = plan([pair(0, post) for post in range(1, 6)], day=Day(opens=NINE, closes=TWELVE, slot=20), posts=range(1, 6))

    assert len(best.meetings) == MOST_EACH


def test_of_the_vacancies_of_a_booth_the_one_that_fits_best_is_spoken_of():
    best = plan([pair(0, 1, 0.4, vacancy=11), pair(0, 1, 0.8, vacancy=12), pair(9, 1), pair(0, 77)])

    assert [(meeting.seeker, meeting.post, meeting.vacancy, meeting.fit) for meeting in best.meetings] == [
        (0, 1, 12, 0.8)
    ]


def test_people_wait_as_little_as_possible():
    best = plan([pair(0, 1)])

    assert held(best) == {(0, 1): NINE}


def test_what_people_were_told_is_kept_where_nothing_better_is_lost():
    told = {(0, 1): NINE + 40}

    kept = plan([pair(0, 1), pair(1, 1)], standing=told)

    assert held(kept) == {(0, 1): NINE + 40, (1, 1): NINE}
    assert kept.worth == pytest.approx(2 * (0.5 + FIRST) + STANDS)


def test_a_fair_to_which_nobody_comes_has_an_empty_timetable():
    assert plan([], seekers=()).meetings == ()


def test_a_search_without_time_takes_what_fits_and_says_how_far_it_can_be():
    pairs = [pair(seeker, post, (seeker + post) / 10) for seeker in range(6) for post in (1, 2)]

    hasty, best = plan(pairs, seconds=0), plan(pairs)

    assert 0 < hasty.worth <= best.worth <= hasty.bound
    assert violations(HOUR, [Post(id=1), Post(id=2)], hasty.meetings, way=near) == ()


def meeting(seeker, post, start, *, desk=0, length=17):
    return Meeting(seeker=seeker, post=post, vacancy=1, starts=NINE + start, ends=NINE + start + length, desk=desk)


@pytest.mark.parametrize(
    ("meetings", "label"),
    [
        ([meeting(0, 9, 0)], "An interview is held at a desk that the booth has not"),
        ([meeting(0, 1, 0, desk=1)], "An interview is held at a desk that the booth has not"),
        ([meeting(0, 1, 50)], "An interview lies outside of the hours or in a break"),
        ([meeting(5, 1, 0)], "An interview begins before somebody is there"),
        ([meeting(0, 1, 0), meeting(0, 1, 20)], "Somebody is at a booth twice"),
        ([meeting(0, 1, 0), meeting(0, 2, 10)], HURRIED),
        ([meeting(0, 2, 18), meeting(0, 1, 0)], HURRIED),
        ([meeting(0, 1, 0), meeting(1, 1, 10)], "Two people sit at one desk"),
        ([meeting(7, 1, 0)], HURRIED),
    ],
)
def test_what_a_timetable_breaks_is_named(meetings, label):
    broken = violations(
        HOUR,
        [Post(id=1), Post(id=2)],
        meetings,
        way=near,
        running=[Running(seeker=7, post=2, until=NINE + 5)],
        not_before={5: NINE + 20},
    )

    assert broken == (label,)


def test_a_break_lies_in_the_middle_of_a_long_fair_between_two_interviews():
    assert usual_break(opens=NINE, closes=TWELVE, slot=15) == (NINE + 90, NINE + 105)
    assert usual_break(opens=NINE, closes=NINE + 150, slot=15) is None


@pytest.mark.parametrize(
    ("refusal", "day"),
    [
        (SlotImplausible, Day(opens=NINE, closes=TWELVE, slot=7)),
        (BreakReversed, Day(opens=NINE, closes=TWELVE, slot=15, breaks=((630, 630),))),
        (BreakOutside, Day(opens=NINE, closes=TWELVE, slot=15, breaks=((500, 560),))),
        (BreakOutside, Day(opens=NINE, closes=TWELVE, slot=15, breaks=((700, 730),))),
    ],
)
def test_hours_that_cannot_be_are_refused(refusal, day):
    with pytest.raises(refusal):
        check_day(day)


def test_hours_as_they_are_are_taken():
    assert check_day(Day(opens=NINE, closes=TWELVE, slot=15, breaks=((630, 645),))) is None


def test_the_way_takes_a_minute_to_find_and_a_minute_for_forty_metres():
    assert [minutes_to_walk(way) for way in (0, 1, 400, 401)] == [1, 2, 2, 3]


pairs_of_a_fair = st.lists(
    st.builds(
        pair,
        st.integers(0, 2),
        st.integers(1, 2),
        st.integers(1, 9).map(lambda tenths: tenths / 10),
        is_wished=st.booleans(),
    ),
    max_size=5,
    unique_by=lambda one: (one.seeker, one.post),
)


def brute_force(day, posts, seekers, pairs, way):
    best = 0.0
    for chosen in product([None, *day.starts], repeat=len(pairs)):
        picked = [(one, start) for one, start in zip(pairs, chosen, strict=True) if start is not None]
        meetings = [
            Meeting(seeker=one.seeker, post=one.post, vacancy=one.vacancy, starts=start, ends=start + day.length)
            for one, start in picked
        ]
        people = [one.seeker for one, _ in picked]
        if any(people.count(person) > MOST_EACH for person in people):
            continue
        if not violations(day, posts, meetings, way=way, not_before={s.id: s.from_minute for s in seekers}):
            best = max(best, sum(one.worth for one, _ in picked) + FIRST * len(set(people)))
    return best


@settings(max_examples=60, deadline=None)
@given(pairs=pairs_of_a_fair, walk=st.sampled_from([1, 4, 25]), arrives=st.sampled_from([0, NINE + 15]))
def test_no_timetable_is_worth_more(pairs, walk, arrives):
    posts, seekers = [Post(id=1), Post(id=2)], [Seeker(id=0, from_minute=arrives), Seeker(id=1), Seeker(id=2)]

    def way(_one, _other):
        return walk

    best = plan_timetable(HOUR, posts, seekers, pairs, way=way)

    assert violations(HOUR, posts, best.meetings, way=way, not_before={0: arrives}) == ()
    assert best.worth == pytest.approx(brute_force(HOUR, posts, seekers, pairs, way))
    assert best.gap == pytest.approx(0)
