"""Every pair can be explained: why this place, why not that one, and what would change it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.matching import Edges, Verdict, assign, explain_pair, nearest_places, pose_problem, solve
from domain.matching.errors import NoSuchVacancy, NoSuchWorker
from tests.domain.matching.cases import problems

CLOSE = 1e-7


@pytest.fixture
def problem():
    """One seat in a vacancy that three want, one in another, none in the third."""
    return pose_problem(
        Edges([0, 0, 1, 1, 2, 2, 3], [0, 1, 0, 1, 0, 2, 1], [0.9, 0.2, 0.6, 0.5, 0.3, 0.9, 0.5], 5), [1, 1, 0]
    )


def explained(problem, worker, vacancy):
    return explain_pair(problem, solve(problem), worker, vacancy)


def test_who_has_the_place_has_it(problem):
    pair = explained(problem, 0, 0)

    assert pair.verdict is Verdict.HOLDS
    assert pair.holders == (0,)
    assert pair.loss == 0
    assert pair.score_needed is None


def test_a_seat_that_is_worth_more_with_another_says_who_and_how_much_is_missing(problem):
    pair = explained(problem, 2, 0)

    assert pair.verdict is Verdict.SEATS_TAKEN
    assert (pair.holders, pair.lowest_score, pair.place) == ((0,), 0.9, None)
    assert pair.score_needed == pytest.approx(0.6)
    assert pair.one_more_seat_helps


def test_who_has_a_better_place_needs_no_other(problem):
    pair = explained(problem, 0, 1)

    assert pair.verdict is Verdict.BETTER_PLACE
    assert (pair.place, pair.place_score) == (0, 0.9)
    assert not pair.one_more_seat_helps


def test_two_who_fit_equally_are_told_so(problem):
    plan = solve(problem)
    without = 1 if plan.place_of(1) is None else 3

    pair = explain_pair(problem, plan, without, 1)

    assert pair.verdict is Verdict.JUST_AS_GOOD
    assert pair.loss == pytest.approx(0, abs=CLOSE)


def test_a_vacancy_without_seats_says_so(problem):
    assert explained(problem, 2, 2).verdict is Verdict.NO_SEATS


def test_a_pair_that_is_not_allowed_says_so(problem):
    pair = explained(problem, 4, 0)

    assert pair.verdict is Verdict.NOT_ALLOWED
    assert pair.score is None
    assert not pair.one_more_seat_helps


def test_where_no_score_would_be_enough_none_is_named():
    problem = pose_problem(Edges([0, 1, 2, 2], [0, 0, 0, 1], [1.0, 1.0, 0.2, 0.9]), [1, 1])

    assert explained(problem, 2, 0).score_needed is None


def test_the_nearest_places_come_first(problem):
    places = nearest_places(problem, solve(problem), 2, limit=2)

    assert [(place.vacancy, place.verdict) for place in places] == [(0, Verdict.SEATS_TAKEN), (2, Verdict.NO_SEATS)]


def test_the_place_that_a_worker_has_is_not_among_the_nearest(problem):
    assert [place.vacancy for place in nearest_places(problem, solve(problem), 0)] == [1]


def test_nobody_is_explained_who_does_not_exist(problem):
    plan = solve(problem)
    with pytest.raises(NoSuchWorker):
        explain_pair(problem, plan, 5, 0)
    with pytest.raises(NoSuchVacancy):
        explain_pair(problem, plan, 0, 3)
    with pytest.raises(NoSuchWorker):
        nearest_places(problem, plan, -1)


@given(problem=problems(), data=st.data())
@settings(deadline=None)
def test_forcing_a_pair_would_lose_at_least_what_is_said(problem, data):
    edges, capacity = problem.edges, problem.capacity
    plan = assign(edges, capacity)
    problem = pose_problem(edges, capacity)
    for index in range(len(edges.worker)):
        worker, vacancy = int(edges.worker[index]), int(edges.vacancy[index])
        if not capacity[vacancy]:
            continue
        others = edges.worker != worker
        fewer = capacity.copy()
        fewer[vacancy] -= 1
        forced = assign(Edges(edges.worker[others], edges.vacancy[others], edges.score[others]), fewer)

        loss = plan.score - forced.score - edges.score[index]

        assert loss >= explain_pair(problem, plan, worker, vacancy).loss - CLOSE
