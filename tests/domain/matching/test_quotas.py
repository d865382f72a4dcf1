"""A promised share is kept without losing a placement, and what the pool cannot keep is reported with what it can."""

import numpy as np
import pytest
from hypothesis import assume, given, settings

from domain.matching import Edges, GroupCeiling, Quota, assign, pose_problem, solve, violations
from domain.matching.rules import tally
from tests.domain.matching.cases import city, every_plan, problems

CLOSE = 1e-8


def members_placed(quota, places):
    is_there = np.isin(places, quota.vacancies)
    return int((quota.workers & is_there).sum())


def scores_of_plans_that_do_as_well(problem, plan):
    """The scores of all plans with as many placements and as many of each promise's group."""
    kept = [tally(quota, plan.worker, plan.vacancy)[0] for quota in problem.quotas]
    for placed, score, places in every_plan(problem):
        if placed >= len(plan.worker) and all(
            members_placed(quota, places) >= least for quota, least in zip(problem.quotas, kept, strict=True)
        ):
            yield score


@given(problem=problems(with_quotas=2, with_ceilings=1))
@settings(deadline=None)
def test_a_promise_is_kept_or_reported_and_costs_no_placement(problem):
    without = solve(pose_problem(problem.edges, problem.capacity, problem.objective, ceilings=problem.ceilings))

    plan = solve(problem)

    assert len(plan.worker) >= len(without.worker)
    assert violations(problem, plan) == ()
    assert max(scores_of_plans_that_do_as_well(problem, plan)) <= plan.bound + CLOSE


@given(problem=problems(with_quotas=1))
@settings(deadline=None)
def test_no_plan_that_keeps_a_promise_over_all_vacancies_is_better(problem):
    assume(problem.quotas and len(problem.quotas[0].vacancies) == problem.n_vacancies)

    plan = solve(problem)

    assert plan.score == pytest.approx(max(scores_of_plans_that_do_as_well(problem, plan)), abs=CLOSE)
    assert plan.gap < CLOSE


@given(problem=problems(with_quotas=1))
@settings(deadline=None)
def test_what_is_reported_as_possible_is_the_most_that_is(problem):
    plan = solve(problem)

    for quota, share in plan.infeasible:
        of_group, everybody = tally(quota, plan.worker, plan.vacancy)
        as_many = [places for placed, _, places in every_plan(problem) if placed >= len(plan.worker)]
        assert of_group == max(members_placed(quota, places) for places in as_many)
        assert share == of_group / everybody < quota.min_share


def test_a_promise_brings_in_more_of_the_group_at_the_least_cost():
    edges = Edges([0, 1, 2, 3], [0, 0, 0, 0], [0.9, 0.8, 0.5, 0.3])

    plan = assign(edges, [2], quotas=[Quota([0], [False, False, True, True], 0.5)])

    assert plan.worker.tolist() == [0, 2]
    assert plan.bonus == pytest.approx((0.3,))
    assert plan.infeasible == ()


def test_a_promise_that_holds_anyway_changes_nothing():
    edges, capacity = city(100, 10)
    group = np.ones(100, dtype=bool)

    plain = assign(edges, capacity)
    plan = assign(edges, capacity, quotas=[Quota(np.arange(10), group, 0.3)])

    assert np.array_equal(plain.vacancy, plan.vacancy)
    assert plan.bonus == (0.0,)


def test_a_promise_to_more_people_than_there_are_names_the_share_that_is_possible():
    quota = Quota([0], [True, False, False, False], 0.5)

    plan = assign(Edges([0, 1, 2, 3], [0, 0, 0, 0], [0.1, 0.9, 0.8, 0.7]), [3], quotas=[quota])

    assert plan.infeasible == ((quota, pytest.approx(1 / 3)),)
    assert plan.worker.tolist() == [0, 1, 2]


def test_a_promise_to_nobody_is_reported():
    plan = assign(Edges([0], [0], [0.5]), [1], quotas=[Quota([0], [False], 0.5)])

    assert plan.infeasible[0].share == 0
    assert plan.worker.tolist() == [0]


@pytest.mark.parametrize("solver", ["flow", "auction"])
@pytest.mark.parametrize("objective", ["score", "placement"])
def test_nested_promises_in_a_scarce_market_are_kept_exactly(solver, objective):
    edges, capacity = city(500, 30, tight=0.6)
    random = np.random.default_rng(5)
    local = random.random(500) < 0.6
    hardship = local & (random.random(500) < 0.2)
    quotas = [Quota(np.arange(30), hardship, 0.15), Quota(np.arange(30), local, 0.7)]
    problem = pose_problem(edges, capacity, objective, quotas)

    plan = solve(problem, solver=solver)

    assert plan.infeasible == ()
    assert violations(problem, plan) == ()
    assert plan.gap < 1e-6
    assert len(plan.worker) >= len(assign(edges, capacity, objective).worker)


@pytest.mark.parametrize("solver", ["flow", "auction"])
def test_promises_over_some_vacancies_that_cross_are_kept_with_the_gap_stated(solver):
    edges, capacity = city(500, 30, tight=0.6, ties=20)
    random = np.random.default_rng(6)
    quotas = [
        Quota(np.arange(0, 20), random.random(500) < 0.3, 0.5),
        Quota(np.arange(10, 30), random.random(500) < 0.3, 0.45),
    ]
    problem = pose_problem(edges, capacity, "score", quotas)

    plan = solve(problem, solver=solver)

    assert plan.infeasible == ()
    assert violations(problem, plan) == ()
    assert plan.gap < 0.001 * plan.score


def test_a_promise_over_some_vacancies_moves_the_group_there():
    edges = Edges([0, 0, 1, 1], [0, 1, 0, 1], [0.9, 0.4, 0.8, 0.7])

    plan = assign(edges, [1, 1], quotas=[Quota([0], [False, True], 1.0)])

    assert plan.vacancy.tolist() == [1, 0]
    assert plan.bonus == pytest.approx((0.4,), abs=CLOSE)
    assert plan.gap < CLOSE


def test_a_promise_over_some_vacancies_draws_the_group_to_their_empty_seats():
    edges = Edges([0, 0, 1], [0, 1, 1], [0.9, 0.4, 0.8])

    plan = assign(edges, [1, 2], quotas=[Quota([1], [True, False], 0.5)])

    assert plan.vacancy.tolist() == [1, 1]
    assert plan.bonus == pytest.approx((0.5,), abs=CLOSE)


def test_a_promise_over_some_vacancies_that_nobody_of_the_group_fits_is_reported():
    edges = Edges([0, 1, 2], [0, 0, 1], [0.9, 0.8, 0.7])

    plan = assign(edges, [1, 1], quotas=[Quota([0], [False, False, True], 0.5)])

    assert plan.infeasible[0].share == 0
    assert plan.bonus == (0.0,)


def test_a_promise_over_some_vacancies_that_can_be_kept_in_part_does_what_can_be_done():
    edges = Edges([0, 1, 2, 3], [0, 0, 0, 1], [0.9, 0.8, 0.7, 0.6])

    plan = assign(edges, [2, 1], quotas=[Quota([0], [False, False, True, True], 1.0)])

    assert plan.worker.tolist() == [0, 2, 3]
    assert plan.infeasible[0].share == 0.5


def test_a_promise_and_a_ceiling_over_the_same_people_both_hold():
    group = [True, True, True, False, False]
    edges = Edges([0, 1, 2, 3, 4], [0] * 5, [0.9, 0.8, 0.7, 0.2, 0.1])

    plan = assign(edges, [3], quotas=[Quota([0], group, 1.0)], ceilings=[GroupCeiling(group, 2)])

    assert plan.worker.tolist() == [0, 1, 3]
    assert plan.infeasible[0].share == pytest.approx(2 / 3)
    assert plan.toll[0] > 0
