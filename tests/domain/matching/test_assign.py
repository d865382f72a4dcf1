"""The plan is the best there is, whoever finds it, and its proof holds."""

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from domain.matching import Edges, assign, pose_problem, solve, violations
from domain.matching.errors import BoundsTooTight, UnknownSolver
from domain.matching.flow import best_seats
from domain.matching.network import network_of
from domain.matching.prices import NotOptimal, least_prices
from tests.domain.matching.cases import (
    best_by_trying_all,
    best_score_by_linear_programming,
    city,
    problems,
)

SOLVERS = ["flow", "auction"]
CLOSE = 1e-8


@pytest.mark.parametrize("solver", SOLVERS)
@given(problem=problems())
@settings(deadline=None)
def test_no_plan_is_better(solver, problem):
    placed, score = best_by_trying_all(problem)

    plan = solve(problem, solver=solver)

    assert plan.score == pytest.approx(score, abs=CLOSE)
    assert problem.objective == "score" or len(plan.worker) == placed
    assert 0 <= plan.gap < CLOSE
    assert violations(problem, plan) == ()


@given(problem=problems(with_ceilings=2))
@settings(deadline=None)
def test_no_plan_under_the_same_ceilings_is_better(problem):
    placed, score = best_by_trying_all(problem)

    plan = solve(problem)

    assert plan.score == pytest.approx(score, abs=CLOSE)
    assert problem.objective == "score" or len(plan.worker) == placed
    assert 0 <= plan.gap < CLOSE
    assert violations(problem, plan) == ()


@given(problem=problems())
@settings(deadline=None)
def test_a_price_is_what_one_more_seat_would_add(problem):
    plan = assign(problem.edges, problem.capacity)

    for vacancy in range(problem.n_vacancies):
        more = problem.capacity.copy()
        more[vacancy] += 1
        assert plan.price[vacancy] == pytest.approx(assign(problem.edges, more).score - plan.score, abs=CLOSE)


@pytest.mark.parametrize("solver", SOLVERS)
@pytest.mark.parametrize("tight", [0.6, 1.1, 1.6])
def test_a_middle_sized_market_is_solved_as_linear_programming_does(solver, tight):
    edges, capacity = city(600, 40, tight=tight)

    plan = assign(edges, capacity, solver=solver)

    assert plan.score == pytest.approx(best_score_by_linear_programming(edges, capacity), abs=1e-6)
    assert plan.gap < 1e-6


@pytest.mark.parametrize("objective", ["score", "placement"])
def test_the_auction_ends_with_the_same_worth_and_prices_as_the_flow_though_scores_are_tied(objective):
    problem = pose_problem(*city(300, 20, ties=5, tight=0.8), objective)

    auction, flow = solve(problem, solver="auction"), solve(problem, solver="flow")

    assert auction.score == pytest.approx(flow.score, abs=1e-9)
    assert np.array_equal(auction.price, flow.price)
    assert violations(problem, auction) == ()


@pytest.mark.parametrize("solver", SOLVERS)
def test_the_order_of_the_pairs_does_not_matter(solver):
    edges, capacity = city(200, 15, ties=4)
    order = np.random.default_rng(3).permutation(len(edges.worker))
    shuffled = Edges(edges.worker[order], edges.vacancy[order], edges.score[order], edges.n_workers)

    one, other = assign(edges, capacity, solver=solver), assign(shuffled, capacity, solver=solver)

    assert np.array_equal(one.worker, other.worker)
    assert np.array_equal(one.vacancy, other.vacancy)
    assert np.array_equal(one.price, other.price)


def test_a_vacancy_that_everybody_wants_goes_to_those_who_fit_it_best():
    plan = assign(Edges([0, 1, 2, 3], [0, 0, 0, 0], [0.4, 0.9, 0.7, 0.8]), [2])

    assert plan.worker.tolist() == [1, 3]
    assert plan.price.tolist() == [0.7]


def test_most_people_first_costs_score():
    edges = Edges([0, 0, 1], [0, 1, 0], [1.0, 0.1, 0.2])

    by_score = assign(edges, [1, 1])
    by_placement = assign(edges, [1, 1], "placement")

    assert by_score.worker.tolist() == [0]
    assert by_placement.worker.tolist() == [0, 1]
    assert by_placement.score == pytest.approx(0.3)
    assert by_placement.premium == pytest.approx(0.7)


def test_a_pair_without_merit_is_better_than_an_empty_seat():
    plan = assign(Edges([0], [0], [0.0]), [1])

    assert plan.worker.tolist() == [0]


def test_scores_are_told_apart_to_a_billionth():
    plan = assign(Edges([0, 1], [0, 0], [0.5, 0.500000001]), [1])

    assert plan.worker.tolist() == [1]


@pytest.mark.parametrize("solver", SOLVERS)
@pytest.mark.parametrize("objective", ["score", "placement"])
@pytest.mark.parametrize(
    ("pairs", "capacity"),
    [(([], [], []), []), (([], [], []), [3]), (([0, 1], [0, 0], [0.5, 0.6]), [0])],
)
def test_where_there_is_nothing_to_give_nobody_gets_a_place(solver, objective, pairs, capacity):
    plan = assign(Edges(*pairs), capacity, objective, solver=solver)

    assert len(plan.worker) == 0
    assert plan.score == plan.bound == 0
    assert len(plan.price) == len(capacity)


def test_a_plan_says_who_has_which_place():
    plan = assign(Edges([0, 2], [1, 0], [0.5, 0.5], 4), [1, 1])

    assert [plan.place_of(worker) for worker in range(4)] == [1, None, 0, None]


def test_an_unknown_solver_is_refused():
    with pytest.raises(UnknownSolver):
        assign(Edges([0], [0], [0.5]), [1], solver="oracle")


def test_bounds_that_no_plan_keeps_are_refused():
    network = network_of(pose_problem(Edges([0], [0], [0.5]), [0]))

    with pytest.raises(BoundsTooTight):
        best_seats(network.with_most_left_out(0))


@given(problem=problems(), data=st.data())
@settings(deadline=None)
def test_seats_that_could_be_improved_have_no_prices(problem, data):
    network = network_of(problem)
    best = best_seats(network)
    worse = best.copy()
    placed = np.flatnonzero(best >= 0)
    assume(len(placed))
    worse[data.draw(st.sampled_from(placed.tolist()))] = -1

    with pytest.raises(NotOptimal):
        least_prices(network, worse)


@pytest.mark.parametrize("gain", [0.8, 1e-9])
def test_two_who_would_gain_by_changing_places_have_no_prices(gain):
    scores = [0.1, 0.1 + gain, 0.1 + gain, 0.1]
    network = network_of(pose_problem(Edges([0, 0, 1, 1], [0, 1, 0, 1], scores), [1, 1]))

    with pytest.raises(NotOptimal):
        least_prices(network, np.array([0, 3]))
