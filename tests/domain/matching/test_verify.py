"""The verifier finds what is wrong with a plan, whoever made it."""

from dataclasses import replace

import numpy as np
import pytest

from domain.matching import Ceiling, Edges, GroupCeiling, Quota, pose_problem, solve, violations
from domain.matching.verify import BOUND_LABEL, PRICE_LABEL, SCORE_LABEL
from tests.domain.matching.cases import city


@pytest.fixture
def problem():
    edges = Edges([0, 0, 1, 1, 2], [0, 1, 0, 1, 1], [0.9, 0.8, 0.7, 0.2, 0.5], 4)
    return pose_problem(edges, [1, 1, 5], quotas=[Quota([0], [True, True, False, False], 0.5)])


def labels(problem, plan):
    return {violation.label: violation.where for violation in violations(problem, plan)}


def test_a_sound_plan_breaks_nothing(problem):
    assert violations(problem, solve(problem)) == ()


@pytest.mark.parametrize(("worker", "vacancy"), [([9], [0]), ([-1], [0]), ([0], [9]), ([0], [-1])])
def test_people_and_vacancies_that_do_not_exist_are_found(problem, worker, vacancy):
    plan = replace(solve(problem), worker=np.array(worker), vacancy=np.array(vacancy))

    assert labels(problem, plan) == {"Every worker and vacancy exists": (0,)}


def test_a_pair_that_is_not_allowed_is_found(problem):
    plan = replace(solve(problem), worker=np.array([0, 2]), vacancy=np.array([1, 0]))

    assert labels(problem, plan)["Only pairs that are allowed"] == (1,)


def test_somebody_with_two_places_is_found(problem):
    plan = replace(solve(problem), worker=np.array([0, 0]), vacancy=np.array([0, 1]))

    assert labels(problem, plan)["Nobody has two places"] == (0,)


def test_a_vacancy_with_more_people_than_seats_is_found(problem):
    plan = replace(solve(problem), worker=np.array([1, 2]), vacancy=np.array([1, 1]))

    assert labels(problem, plan)["No vacancy takes more people than it has seats"] == (1,)


def test_somebody_left_out_beside_an_empty_seat_is_found(problem):
    plan = replace(solve(problem), worker=np.array([0]), vacancy=np.array([0]))

    assert labels(problem, plan)["Nobody who fits is left out beside an empty seat"] == (1, 2)


def test_a_promise_that_was_missed_in_silence_is_found():
    quota = Quota([0], [False, True], 1.0)
    problem = pose_problem(Edges([0, 1], [0, 0], [0.9, 0.1]), [1], quotas=[quota])
    plan = replace(solve(problem), worker=np.array([0]), vacancy=np.array([0]))

    assert labels(problem, plan)["A promised share is kept, or reported as impossible"] == (0,)


def test_more_people_than_a_ceiling_lets_in_are_found():
    edges = Edges([0, 1, 2], [0, 1, 2], [0.5, 0.6, 0.7])
    limits = [Ceiling([0, 1], 1), GroupCeiling([True, True, True], 1)]
    problem = pose_problem(edges, [1, 1, 1], ceilings=limits)
    plan = replace(solve(problem), worker=np.array([0, 1]), vacancy=np.array([0, 1]))

    assert labels(problem, plan)["No more people than a ceiling lets in"] == (0, 1)


def test_whoever_a_ceiling_keeps_out_is_not_left_out_beside_a_seat():
    edges = Edges([0, 1, 2], [0, 1, 1], [0.5, 0.6, 0.7])
    problem = pose_problem(edges, [1, 3], ceilings=[Ceiling([0], 0), GroupCeiling([False, True, True], 1)])

    plan = solve(problem)

    assert plan.worker.tolist() == [2]
    assert violations(problem, plan) == ()


@pytest.mark.parametrize(
    ("change", "label"),
    [
        ({"score": 9.0, "bound": 9.0}, SCORE_LABEL),
        ({"price": np.array([-0.1, 0.0, 0.0])}, PRICE_LABEL),
        ({"premium": -0.1}, PRICE_LABEL),
        ({"bonus": (-0.1,)}, PRICE_LABEL),
        ({"bound": 1.0}, BOUND_LABEL),
        ({"price": np.zeros(3)}, BOUND_LABEL),
    ],
)
def test_figures_that_do_not_hold_are_found(problem, change, label):
    plan = replace(solve(problem), **change)

    assert label in labels(problem, plan)


def test_a_plan_that_could_be_better_cannot_claim_a_proof():
    edges, capacity = city(200, 10)
    problem = pose_problem(edges, capacity)
    best = solve(problem)
    worse = best.worker[:-1], best.vacancy[:-1]
    score = edges.score[problem.pairs_of(*worse)].sum()

    plan = replace(best, worker=worse[0], vacancy=worse[1], score=score, bound=score)

    assert BOUND_LABEL in labels(problem, plan)
