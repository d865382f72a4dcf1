"""The auction finds what the flow finds, with the same prices, whatever the scores are and wherever it starts."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.matching import Ceiling, Edges, assign, auction, flow, pose_problem, solve, violations
from domain.matching.market import Solved
from domain.matching.network import network_of
from domain.matching.prices import least_prices
from tests.domain.matching.cases import city, problems


def network_for(problem):
    network = network_of(problem)
    if problem.objective == "placement":
        return network.with_most_left_out(problem.n_workers - flow.most_placements(network))
    return network


def assert_solves(network, solved):
    best = flow.best_seats(network)
    assert network.worth_of(solved.seats) == network.worth_of(best)
    assert np.array_equal(solved.prices, least_prices(network, best))


@given(problem=problems(most_workers=9, most_vacancies=6), compiled=st.booleans())
@settings(deadline=None)
def test_compiled_or_not_it_ends_as_the_flow_does(problem, compiled):
    network = network_for(problem)

    assert_solves(network, auction.best_seats(network, compiled=compiled))


@given(problem=problems(most_workers=9, most_vacancies=6), compiled=st.booleans(), data=st.data())
@settings(deadline=None)
def test_wherever_it_starts_it_ends_as_the_flow_does(problem, compiled, data):
    network = network_for(problem)
    places = [[-1, *range(*ends)] for ends in zip(network.start[:-1].tolist(), network.start[1:].tolist(), strict=True)]
    seats = np.array([data.draw(st.sampled_from(edges)) for edges in places], dtype=np.int64)
    prices = st.lists(st.integers(0, 2 * 10**9), min_size=network.n_nodes, max_size=network.n_nodes)

    start = Solved(seats, np.array(data.draw(prices), dtype=np.int64))

    assert_solves(network, auction.best_seats(network, start, compiled=compiled))


@given(problem=problems(most_workers=9, most_vacancies=6), compiled=st.booleans(), data=st.data())
@settings(deadline=None)
def test_worths_that_differ_by_a_unit_are_told_apart(problem, compiled, data):
    n_pairs = len(problem.edges.worker)
    worths = data.draw(st.lists(st.integers(1, 4), min_size=n_pairs, max_size=n_pairs))
    network = network_for(problem).with_weight(np.array(worths, dtype=np.int64))

    assert_solves(network, auction.best_seats(network, compiled=compiled))


@pytest.mark.parametrize(("n_workers", "n_vacancies"), [(400, 5), (60, 80)])
@pytest.mark.parametrize("seed", range(5))
def test_few_vacancies_or_few_workers_are_told_apart_to_the_unit(n_workers, n_vacancies, seed):
    """The last increment depends on whichever are fewer."""
    edges, capacity = city(n_workers, n_vacancies, degree=5, seed=seed)
    network = network_of(pose_problem(edges, capacity))
    worths = np.random.default_rng(seed).integers(1, 5, len(network.node))

    network = network.with_weight(worths)

    assert_solves(network, auction.best_seats(network))


@pytest.mark.parametrize("objective", ["score", "placement"])
@pytest.mark.parametrize("tight", [0.5, 1.0, 1.5])
@pytest.mark.parametrize("ties", [0, 2, 10])
@pytest.mark.parametrize(("n_workers", "compiled"), [(400, True), (40, False)])
def test_a_market_with_real_or_tied_scores_is_solved_to_the_unit(objective, tight, ties, n_workers, compiled):
    network = network_for(pose_problem(*city(n_workers, n_workers // 10, tight=tight, ties=ties), objective))

    assert_solves(network, auction.best_seats(network, compiled=compiled))


def test_plain_python_takes_the_same_way():
    network = network_for(pose_problem(*city(60, 8, tight=0.7, ties=3), "placement"))

    compiled, plain = auction.best_seats(network), auction.best_seats(network, compiled=False)

    assert np.array_equal(compiled.seats, plain.seats)
    assert np.array_equal(compiled.prices, plain.prices)


@pytest.fixture(scope="module")
def yesterday():
    edges, capacity = city(500, 30, tight=0.9)
    return edges, capacity, assign(edges, capacity, solver="auction")


def solved_again(edges, capacity, plan):
    problem = pose_problem(edges, capacity)
    return solve(problem, solver="auction", start=plan), solve(problem)


def only(edges, chosen, n_workers=None):
    return Edges(edges.worker[chosen], edges.vacancy[chosen], edges.score[chosen], n_workers or edges.n_workers)


def test_people_who_come_are_fitted_in(yesterday):
    edges, capacity, _ = yesterday
    before = assign(only(edges, edges.worker < 480, 480), capacity, solver="auction")

    again, anew = solved_again(edges, capacity, before)

    assert again.score == pytest.approx(anew.score, abs=1e-9)
    assert np.array_equal(again.price, anew.price)
    assert again.solver == "auction"


@pytest.mark.parametrize("compiled", [True, False])
def test_people_who_leave_make_room(yesterday, compiled):
    edges, capacity, plan = yesterday
    problem = pose_problem(only(edges, edges.worker % 25 != 0), capacity)
    network = network_of(problem)
    seats = np.full(problem.n_workers, -1)
    seats[plan.worker] = problem.pairs_of(plan.worker, plan.vacancy)
    prices = np.append(np.rint(plan.price * 1e9), 0).astype(np.int64)

    assert_solves(network, auction.best_seats(network, Solved(seats, prices), compiled=compiled))


def test_vacancies_that_open_close_shrink_or_grow_move_people(yesterday):
    edges, capacity, plan = yesterday
    changed = capacity.copy()
    changed[:5] = 0
    changed[5:10] //= 2
    changed[10:15] += 4

    again, anew = solved_again(edges, changed, plan)

    assert again.score == pytest.approx(anew.score, abs=1e-9)
    assert np.array_equal(again.price, anew.price)


@given(problem=problems(most_workers=9, most_vacancies=6), data=st.data())
@settings(deadline=None)
def test_whatever_has_changed_since_the_plan_is_as_good_as_one_from_nothing(problem, data):
    edges, n_pairs = problem.edges, len(problem.edges.worker)
    was_there = np.array(data.draw(st.lists(st.booleans(), min_size=n_pairs, max_size=n_pairs)), dtype=bool)
    seats = data.draw(st.lists(st.integers(0, 3), min_size=problem.n_vacancies, max_size=problem.n_vacancies))
    before = assign(only(edges, was_there), seats, problem.objective.value, solver="auction")

    again, anew = solve(problem, solver="auction", start=before), solve(problem)

    assert violations(problem, again) == ()
    assert len(again.worker) == len(anew.worker) or problem.objective == "score"
    assert again.score == pytest.approx(anew.score, abs=1e-8)
    assert np.array_equal(again.price, anew.price)
    assert again.bound == pytest.approx(anew.bound, abs=1e-8)


def test_new_vacancies_draw_people_in():
    edges, capacity = city(300, 20, tight=0.8)
    before = assign(only(edges, edges.vacancy < 17), capacity[:17], solver="auction")

    again, anew = solved_again(edges, capacity, before)

    assert again.score == pytest.approx(anew.score, abs=1e-9)


def test_a_plan_for_more_people_and_vacancies_is_a_start_too(yesterday):
    edges, capacity, plan = yesterday
    smaller = only(edges, (edges.worker < 400) & (edges.vacancy < 25), 400)

    again, anew = solved_again(smaller, capacity[:25], plan)

    assert again.score == pytest.approx(anew.score, abs=1e-9)


@pytest.mark.parametrize("compiled", [True, False])
def test_prices_that_were_too_high_come_down_to_the_least(compiled):
    network = network_of(pose_problem(Edges([0, 1], [0, 0], [0.9, 0.4]), [1])).with_most_left_out(1)
    high = Solved(np.array([0, -1]), np.array([900_000_000, 300_000_000]))

    solved = auction.best_seats(network, high, compiled=compiled)

    assert solved.seats.tolist() == [0, -1]
    assert solved.prices.tolist() == [400_000_000, 0]


def test_most_placements_can_start_from_yesterday(yesterday):
    edges, capacity, _ = yesterday
    before = assign(only(edges, edges.worker < 480, 480), capacity, "placement", solver="auction")
    problem = pose_problem(edges, capacity, "placement")

    again, anew = solve(problem, solver="auction", start=before), solve(problem)

    assert len(again.worker) == len(anew.worker)
    assert again.score == pytest.approx(anew.score, abs=1e-9)


@pytest.mark.parametrize("compiled", [True, False])
def test_where_fewer_must_be_placed_the_pool_draws_people_in(compiled):
    """Three pairs of people; in each one holds the only seat of the other, and gives it up for 0.7, 0.5 or 0.3."""
    first = np.arange(0, 6, 2)
    edges = Edges(
        np.concatenate([first, first, first + 1]),
        np.concatenate([first, first + 1, first]),
        np.concatenate([np.full(3, 1.0), np.full(3, 0.1), [0.2, 0.4, 0.6]]),
    )
    network = network_of(pose_problem(edges, np.ones(6, dtype=int)))
    one_out, two_out = network.with_most_left_out(1), network.with_most_left_out(2)

    strict = auction.best_seats(one_out, compiled=compiled)
    eased = auction.best_seats(two_out, strict, compiled=compiled)

    assert strict.prices[-1] == 500_000_000
    assert_solves(one_out, strict)
    assert eased.prices[-1] == 300_000_000
    assert_solves(two_out, eased)


@pytest.mark.parametrize("compiled", [True, False])
@pytest.mark.parametrize("dearer", range(0, 30, 3))
def test_a_price_that_falls_is_heard_of_by_those_who_may_go_there(dearer, compiled):
    network = network_of(pose_problem(*city(60, 30, tight=0.8)))
    best = auction.best_seats(network)
    assert best is not None
    leave = network.node_of(best.seats) == dearer
    prices = best.prices + 300_000_000 * (np.arange(network.n_nodes) == dearer)

    solved = auction.best_seats(network, Solved(np.where(leave, -1, best.seats), prices), compiled=compiled)

    assert_solves(network, solved)


@pytest.mark.parametrize("compiled", [True, False])
@pytest.mark.parametrize("dearer", [1_000, 100_000_000])
def test_where_to_stay_out_costs_less_everybody_hears_of_it(dearer, compiled):
    network = network_of(pose_problem(*city(60, 40, degree=30, tight=0.8)))
    best = auction.best_seats(network)
    assert best is not None
    prices = np.append(best.prices[:-1], dearer)

    assert_solves(network, auction.best_seats(network, Solved(best.seats, prices), compiled=compiled))


@pytest.mark.parametrize("most_looks", [0, 1, 2, 5, 12])
def test_a_war_that_takes_too_long_is_left_to_the_flow(monkeypatch, most_looks):
    edges, capacity = city(100, 8, tight=0.6, ties=2)
    monkeypatch.setattr(auction, "LOOKS_PER_EDGE", most_looks)
    assert auction.best_seats(network_of(pose_problem(edges, capacity)), compiled=False) is None

    plan = assign(edges, capacity, solver="auction")

    assert plan.solver == "flow"
    assert plan.score == pytest.approx(assign(edges, capacity).score, abs=1e-9)


def test_ceilings_are_left_to_the_flow():
    plan = assign(Edges([0, 1], [0, 0], [0.5, 0.6]), [2], solver="auction", ceilings=[Ceiling([0], 1)])

    assert plan.solver == "flow"
    assert plan.worker.tolist() == [1]


def test_numbers_too_large_for_64_bits_are_left_to_the_flow():
    network = network_of(pose_problem(*city(50, 5)))

    assert auction.best_seats(network.with_weight(network.weight * 10**8)) is None


@pytest.mark.parametrize("compiled", [True, False])
def test_where_nobody_may_stay_out_and_not_all_fit_it_gives_up(compiled):
    network = network_of(pose_problem(Edges([0, 1], [0, 0], [0.5, 0.6]), [1]))

    assert auction.best_seats(network.with_most_left_out(0), compiled=compiled) is None
