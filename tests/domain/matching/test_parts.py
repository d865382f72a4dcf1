"""A problem that falls into parts is solved part by part, with the same plan and the same prices."""

import pickle

import numpy as np
import pytest
from hypothesis import given, settings

from domain.matching import Companions, Edges, Standing, pose_problem, solve, solve_in_parts, violations
from domain.matching.parts import solve_here, split
from domain.matching.prices import NotOptimal
from domain.matching.solve import prove
from tests.domain.matching.cases import best_by_trying_all, city, problems

CLOSE = 1e-8


def counties(count=5, *, objective="score", **limits):
    """Counties whose people all stay at home, numbered in turn."""
    parts = [city(60, 6, tight=0.8, seed=seed) for seed in range(count)]
    return pose_problem(
        Edges(
            np.concatenate([edges.worker * count + at for at, (edges, _) in enumerate(parts)]),
            np.concatenate([edges.vacancy * count + at for at, (edges, _) in enumerate(parts)]),
            np.concatenate([edges.score for edges, _ in parts]),
            60 * count,
        ),
        np.stack([capacity for _, capacity in parts], axis=1).ravel(),
        objective,
        **limits,
    )


@given(problem=problems(with_ceilings=2, with_quotas=1, with_companions=True))
@settings(deadline=None)
def test_in_parts_the_plan_is_as_good_and_proven(problem):
    whole = solve(problem)

    plan = solve_in_parts(problem)

    assert violations(problem, plan) == ()
    if not problem.quotas:
        placed, score = best_by_trying_all(problem)
        assert plan.score == pytest.approx(score, abs=CLOSE)
        assert problem.objective == "score" or len(plan.worker) == placed
    assert len(plan.worker) >= len(whole.worker) or problem.objective == "score"


@pytest.mark.parametrize("objective", ["score", "placement"])
def test_prices_and_bound_are_those_of_the_whole(objective):
    problem = counties(objective=objective)

    whole, plan = solve(problem), solve_in_parts(problem)

    assert plan.score == pytest.approx(whole.score, abs=1e-6)
    assert np.array_equal(plan.price, whole.price)
    assert (plan.premium, plan.bound) == (whole.premium, pytest.approx(whole.bound, abs=1e-6))


def test_each_county_is_a_part_and_a_few_are_put_together():
    problem = counties()

    assert len(split(problem)) == 5
    together = split(problem, most=2)
    assert sum(len(part.problem.edges.worker) for part in together) == len(problem.edges.worker)
    assert sorted(len(part.workers) for part in together) == [120, 180]


def test_people_who_stand_somewhere_stand_there_in_their_part():
    told = solve(counties())
    problem = counties(standing=Standing(told.worker, told.vacancy, 0.3))

    plan = solve_in_parts(problem)

    assert np.array_equal(plan.vacancy, told.vacancy)
    assert violations(problem, plan) == ()


def test_a_problem_with_companions_is_one_part():
    problem = counties(companions=[Companions([0, 5], np.zeros(30, dtype=np.int64))])
    asked = []

    def solve_all(several):
        asked.extend(several)
        return solve_here(several)

    solve_in_parts(problem, solve_all=solve_all)

    assert asked == [problem]


def test_a_problem_travels_to_another_process_and_back():
    problem = counties()

    copy = pickle.loads(pickle.dumps(problem))

    assert np.array_equal(solve(copy).vacancy, solve(problem).vacancy)


def test_places_that_could_be_improved_are_not_proven():
    problem = pose_problem(Edges([0, 1], [0, 0], [0.9, 0.4]), [1])

    with pytest.raises(NotOptimal):
        prove(problem, np.array([1]), np.array([0]))
