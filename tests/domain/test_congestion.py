"""Lists that everybody reads send people to the same places; prices spread them."""

import numpy as np
import pytest

from domain.congestion import alternatives, gini, simulate
from domain.matching import Edges, pose_problem, solve


@pytest.fixture
def crowd():
    """Thirty people who all like vacancy 0 best and fit their own little vacancy nearly as well; seats for all."""
    own = np.arange(30)
    everybody = np.zeros(30, dtype=np.int64)
    edges = Edges(np.concatenate([own, own]), np.concatenate([everybody, own + 1]), np.repeat([0.9, 0.8], 30), 30)
    return pose_problem(edges, np.ones(31, dtype=np.int64))


def many_like_the_same(n_workers=400, n_vacancies=40):
    random = np.random.default_rng(4)
    worker = np.repeat(np.arange(n_workers), 12)
    vacancy = random.integers(n_vacancies, size=len(worker))
    liked = random.random(n_vacancies)
    score = np.clip(0.7 * liked[vacancy] + 0.3 * random.random(len(worker)), 0, 1)
    return pose_problem(Edges(worker, vacancy, score, n_workers), np.full(n_vacancies, 11))


def test_prices_place_more_people_with_fewer_applications():
    problem = many_like_the_same()
    price = solve(problem).price

    plain, priced = (simulate(problem, price, weight=weight) for weight in (0.0, 0.75))

    assert priced.placed > plain.placed
    assert priced.applications_per_hire < plain.applications_per_hire
    assert priced.gini < plain.gini
    assert plain.ndcg == 1
    assert 0.9 < priced.ndcg < 1


def test_where_nobody_likes_the_same_prices_change_nothing():
    alone = pose_problem(Edges(np.arange(5), np.arange(5), np.full(5, 0.7)), np.ones(5, dtype=np.int64))

    outcome = simulate(alone, solve(alone).price, weight=1.0)

    assert (outcome.placed, outcome.applications, outcome.applications_per_hire) == (5, 5, 1)
    assert (outcome.ndcg, outcome.coverage, outcome.gini, outcome.placed_share) == (1, 1, 0, 1)


def test_somebody_takes_the_dearest_of_several_offers_and_the_other_seat_stays_free(crowd):
    outcome = simulate(crowd, np.zeros(31), weight=0.0)

    assert outcome.placed == 30
    assert outcome.applications == 60
    assert outcome.coverage == 1


def test_nobody_is_shown_a_vacancy_without_seats():
    problem = pose_problem(Edges([0, 1, 1], [0, 0, 1], [0.9, 0.8, 0.3]), [0, 1])

    outcome = simulate(problem, np.zeros(2), weight=0.5)

    assert (outcome.workers, outcome.placed, outcome.applications) == (1, 1, 1)


def test_an_empty_market_has_an_outcome():
    outcome = simulate(pose_problem(Edges([], [], [], 3), [2]), np.zeros(1), weight=0.5)

    assert (outcome.workers, outcome.placed, outcome.placed_share, outcome.applications_per_hire) == (0, 0, 0, 0)
    assert (outcome.coverage, outcome.gini) == (1, 0)


@pytest.mark.parametrize(
    ("values", "expected"), [([1, 1, 1, 1], 0.0), ([0, 0, 0, 8], 0.75), ([0, 0], 0.0), ([1, 3], 0.25)]
)
def test_inequality_is_measured_from_even_to_all_to_one(values, expected):
    assert gini(np.array(values, dtype=float)) == pytest.approx(expected)


def test_what_a_worker_has_in_any_case_is_highest_with_the_place_that_the_plan_gives():
    problem = many_like_the_same()
    plan = solve(problem)
    alternative = alternatives(problem, plan.price)

    worth = problem.edges.score - plan.price[problem.edges.vacancy]
    assert (worth <= alternative[problem.edges.worker] + 1e-9).all()
    placed = plan.place_of
    for worker in range(problem.n_workers):
        if placed(worker) is not None:
            at = (problem.edges.worker == worker) & (problem.edges.vacancy == placed(worker))
            assert worth[at][0] == pytest.approx(alternative[worker])
    assert ((alternative >= 0) & (alternative <= 1)).all()
