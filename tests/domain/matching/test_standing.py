"""Whoever was told a place keeps it, and a plan that was merely proposed changes only for a gain."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.matching import Edges, Quota, Standing, assign, pose_problem, solve, violations
from domain.matching.errors import LengthsDiffer, LoyaltyOutOfRange, NoSuchVacancy, NoSuchWorker, PlacedTwice
from tests.domain.matching.cases import city, every_plan, problems

CLOSE = 1e-8


@given(problem=problems(), data=st.data())
@settings(deadline=None)
def test_no_plan_that_moves_nobody_is_better(problem, data):
    before = data.draw(st.sampled_from([places for _, _, places in every_plan(problem)]))
    told = np.flatnonzero(before >= 0)
    standing = Standing(told, before[told])
    plans = [
        (placed, score) for placed, score, places in every_plan(problem) if np.array_equal(places[told], before[told])
    ]
    best = max(plans, key=lambda plan: plan if problem.objective == "placement" else plan[::-1])

    kept = pose_problem(problem.edges, problem.capacity, problem.objective, standing=standing)
    plan = solve(kept)

    assert [plan.place_of(worker) for worker in told] == before[told].tolist()
    assert plan.score == pytest.approx(best[1], abs=CLOSE)
    assert problem.objective == "score" or len(plan.worker) == best[0]
    assert plan.gap < CLOSE
    assert violations(kept, plan) == ()


@given(problem=problems(), data=st.data(), loyalty=st.sampled_from([0.0, 0.25, 1.0]))
@settings(deadline=None)
def test_a_proposal_moves_only_where_that_gains_more_than_its_loyalty(problem, data, loyalty):
    before = data.draw(st.sampled_from([places for _, _, places in every_plan(problem)]))
    proposed = np.flatnonzero(before >= 0)
    loyal = pose_problem(problem.edges, problem.capacity, standing=Standing(proposed, before[proposed], loyalty))
    best = max(
        score + loyalty * np.count_nonzero((places == before)[proposed]) for _, score, places in every_plan(problem)
    )

    plan = solve(loyal)

    stayed = sum(plan.place_of(worker) == before[worker] for worker in proposed)
    assert plan.score + loyalty * stayed == pytest.approx(best, abs=CLOSE)
    assert violations(loyal, plan) == ()


@pytest.mark.parametrize("solver", ["flow", "auction"])
def test_yesterdays_people_stay_when_better_ones_come(solver):
    edges, capacity = city(300, 20, tight=0.7)
    early = edges.worker < 250
    yesterday = assign(Edges(edges.worker[early], edges.vacancy[early], edges.score[early], 250), capacity)

    told = Standing(yesterday.worker, yesterday.vacancy)
    plan = assign(edges, capacity, solver=solver, standing=told)

    assert [plan.place_of(worker) for worker in yesterday.worker] == yesterday.vacancy.tolist()
    assert assign(edges, capacity).score > plan.score


def test_a_small_loyalty_spares_people_a_change_that_is_worth_little():
    edges, capacity = city(300, 20, tight=0.7)
    early = edges.worker < 290
    yesterday = assign(Edges(edges.worker[early], edges.vacancy[early], edges.score[early], 290), capacity)

    def moved(plan):
        return sum(plan.place_of(w) != v for w, v in zip(yesterday.worker, yesterday.vacancy, strict=True))

    loyal = assign(edges, capacity, standing=Standing(yesterday.worker, yesterday.vacancy, 0.05))
    anew = assign(edges, capacity)

    assert moved(loyal) < moved(anew)
    assert loyal.score > 0.99 * anew.score


def test_a_promise_to_others_does_not_move_who_was_told():
    edges = Edges([0, 1, 2], [0, 0, 0], [0.2, 0.9, 0.8])
    quota = Quota([0], [False, True, True], 1.0)

    plan = assign(edges, [2], quotas=[quota], standing=Standing([0], [0]))

    assert plan.worker.tolist() == [0, 1]
    assert plan.infeasible == ((quota, 0.5),)


def test_where_seats_went_somebody_goes_elsewhere():
    edges = Edges([0, 0, 1, 1], [0, 1, 0, 1], [0.9, 0.3, 0.8, 0.6])

    plan = assign(edges, [1, 1], standing=Standing([0, 1], [0, 0]))

    assert plan.vacancy.tolist() == [0, 1]


def test_what_is_no_longer_allowed_or_gone_is_forgotten():
    plan = assign(Edges([0, 1], [0, 0], [0.9, 0.8], 3), [1], standing=Standing([2, 1, 7], [0, 9, 0]))

    assert plan.worker.tolist() == [0]


@pytest.mark.parametrize(
    ("worker", "vacancy", "loyalty", "refusal"),
    [
        ([0], [0, 1], 1.0, LengthsDiffer),
        ([0, 0], [0, 1], 1.0, PlacedTwice),
        ([-1], [0], 1.0, NoSuchWorker),
        ([0], [-1], 1.0, NoSuchVacancy),
        ([0], [0], 2.1, LoyaltyOutOfRange),
        ([0], [0], float("nan"), LoyaltyOutOfRange),
    ],
)
def test_places_that_nobody_can_have_are_refused(worker, vacancy, loyalty, refusal):
    with pytest.raises(refusal):
        Standing(worker, vacancy, loyalty)
