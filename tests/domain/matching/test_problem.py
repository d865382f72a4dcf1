"""Input from which no plan can be made is refused by name; what can be understood is understood."""

import numpy as np
import pytest

from domain.matching import Ceiling, Edges, GroupCeiling, MatchingRefused, Quota, assign, pose_problem
from domain.matching.errors import (
    CapacityNegative,
    CeilingsOverlap,
    LengthsDiffer,
    NoSuchVacancy,
    NoSuchWorker,
    NotAnArrayOf,
    ProblemTooLarge,
    ScoreOutOfRange,
    ShareOutOfRange,
    UnknownObjective,
)


@pytest.mark.parametrize("score", [float("nan"), float("inf"), -0.1, 1.0000001])
def test_a_score_that_is_not_from_0_to_1_is_refused(score):
    with pytest.raises(ScoreOutOfRange):
        Edges([0, 1], [0, 0], [0.5, score])


@pytest.mark.parametrize(
    ("worker", "vacancy", "score"),
    [([0], [0, 1], [0.5, 0.5]), ([0, 1], [0], [0.5, 0.5]), ([0, 1], [0, 1], [0.5])],
)
def test_columns_of_different_lengths_are_refused(worker, vacancy, score):
    with pytest.raises(LengthsDiffer):
        Edges(worker, vacancy, score)


@pytest.mark.parametrize("worker", [[-1], [2**31]])
def test_a_worker_with_an_impossible_number_is_refused(worker):
    with pytest.raises(NoSuchWorker):
        Edges(worker, [0], [0.5])


def test_a_worker_beyond_the_number_said_is_refused():
    with pytest.raises(NoSuchWorker):
        Edges([3], [0], [0.5], 3)


@pytest.mark.parametrize("vacancy", [[-1], [2**31]])
def test_a_vacancy_with_an_impossible_number_is_refused(vacancy):
    with pytest.raises(NoSuchVacancy):
        Edges([0], vacancy, [0.5])


@pytest.mark.parametrize("worker", [[0.0], [[0]], ["0"], [True], np.array([2**63], dtype=np.uint64)])
def test_numbers_that_are_not_whole_are_refused(worker):
    with pytest.raises(NotAnArrayOf):
        Edges(worker, [0], [0.5])


@pytest.mark.parametrize("score", [[[0.5]], ["0.5"], [None]])
def test_scores_that_are_not_numbers_are_refused(score):
    with pytest.raises(NotAnArrayOf):
        Edges([0], [0], score)


def test_more_pairs_than_can_be_numbered_are_refused(monkeypatch):
    monkeypatch.setattr("domain.matching.problem.MOST_PAIRS", 1)

    with pytest.raises(ProblemTooLarge):
        Edges([0, 1], [0, 0], [0.5, 0.5])


def test_a_vacancy_without_a_capacity_is_refused():
    with pytest.raises(NoSuchVacancy):
        assign(Edges([0], [1], [0.5]), [1])


def test_negative_seats_are_refused():
    with pytest.raises(CapacityNegative):
        assign(Edges([0], [0], [0.5]), [-1])


def test_seats_that_are_not_whole_are_refused():
    with pytest.raises(NotAnArrayOf):
        assign(Edges([0], [0], [0.5]), [1.5])


def test_an_unknown_objective_is_refused():
    with pytest.raises(UnknownObjective):
        assign(Edges([0], [0], [0.5]), [1], "happiness")


@pytest.mark.parametrize("share", [-0.1, 1.1, float("nan")])
def test_a_share_that_is_none_is_refused(share):
    with pytest.raises(ShareOutOfRange):
        Quota([0], [True], share)


@pytest.mark.parametrize("workers", [[0, 1], [[True]]])
def test_a_group_that_is_not_marked_by_flags_is_refused(workers):
    with pytest.raises(NotAnArrayOf):
        Quota([0], workers, 0.5)


def test_a_promise_over_an_unknown_vacancy_is_refused():
    with pytest.raises(NoSuchVacancy):
        assign(Edges([0], [0], [0.5]), [1], quotas=[Quota([1], [True], 0.5)])


@pytest.mark.parametrize("groups", [[[True, False], [True]], [[True]]])
def test_groups_that_do_not_flag_every_worker_are_refused(groups):
    with pytest.raises(LengthsDiffer):
        assign(Edges([0, 1], [0, 0], [0.5, 0.5]), [1], quotas=[Quota([0], group, 0.5) for group in groups])


def test_a_ceiling_below_nobody_is_refused():
    with pytest.raises(CapacityNegative):
        Ceiling([0], -1)
    with pytest.raises(CapacityNegative):
        GroupCeiling([True], -1)


@pytest.mark.parametrize(
    "ceilings",
    [
        [Ceiling([0, 1], 1), Ceiling([1, 2], 1)],
        [GroupCeiling([True, True, False], 1), GroupCeiling([False, True, True], 1)],
    ],
)
def test_ceilings_that_cross_are_refused(ceilings):
    with pytest.raises(CeilingsOverlap):
        assign(Edges([0, 1, 2], [0, 1, 2], [0.5, 0.5, 0.5]), [1, 1, 1], ceilings=ceilings)


def test_every_refusal_of_the_engine_is_a_value_error_with_a_sentence():
    refusals = MatchingRefused.__subclasses__()

    assert issubclass(MatchingRefused, ValueError)
    assert len(refusals) >= 10
    assert all(refusal.__doc__.strip().endswith(".") for refusal in refusals)


def test_a_pair_that_stands_there_twice_counts_once_with_its_higher_score():
    problem = pose_problem(Edges([1, 0, 1, 1], [0, 0, 0, 0], [0.2, 0.5, 0.9, 0.4]), [1])

    assert problem.edges.worker.tolist() == [0, 1]
    assert problem.edges.score.tolist() == [0.5, 0.9]


def test_workers_without_pairs_are_counted_where_a_group_flags_them():
    problem = pose_problem(Edges([0], [0], [0.5]), [1], quotas=[Quota([0], [True, False, False], 0.5)])

    assert problem.n_workers == 3


def test_numbers_of_any_width_are_taken():
    edges = Edges(np.array([0], dtype=np.uint8), np.array([0], dtype=np.int64), np.array([1], dtype=np.float32))

    plan = assign(edges, np.array([1], dtype=np.int32))

    assert plan.score == 1.0


def test_pairs_are_found_by_worker_and_vacancy():
    problem = pose_problem(Edges([0, 0, 2], [1, 3, 0], [0.1, 0.2, 0.3]), [1, 1, 1, 1])
    worker, vacancy = np.array([0, 0, 0, 1, 2, 2]), np.array([1, 2, 3, 0, 0, 3])

    assert problem.pairs_of(worker, vacancy).tolist() == [0, -1, 1, -1, 2, -1]
