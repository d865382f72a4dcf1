"""Parts of a matching are solved by worker processes of a scheduler as they are solved here."""

import logging

import numpy as np
import pytest
from distributed import LocalCluster

from domain.matching import Edges, GroupCeiling, pose_problem, solve_in_parts, violations
from domain.matching.parts import solve_here
from webapp.services.solving import solvers


@pytest.fixture(scope="module")
def scheduler():
    """The address of a scheduler with two worker processes."""
    with LocalCluster(
        n_workers=2,
        threads_per_worker=1,
        processes=True,
        host="127.0.0.1",
        dashboard_address=None,
        worker_dashboard_address=None,
        silence_logs=logging.ERROR,
    ) as cluster:
        yield cluster.scheduler_address


def counties(count=6, **limits):
    """Counties whose people stay at home."""
    random = np.random.default_rng(3)
    worker = np.repeat(np.arange(100 * count), 8)
    vacancy = worker // 100 * 10 + random.integers(10, size=len(worker))
    pairs = Edges(worker.astype(np.int32), vacancy.astype(np.int32), random.random(len(worker)), 100 * count)
    return pose_problem(pairs, random.integers(2, 14, 10 * count), **limits)


@pytest.mark.parametrize("objective", ["score", "placement"])
def test_two_worker_processes_find_the_same_plan_with_the_same_prices(scheduler, objective):
    problem = counties(objective=objective)

    with solvers(scheduler) as solve_all:
        there = solve_in_parts(problem, solve_all=solve_all)
    here = solve_in_parts(problem)

    assert np.array_equal(there.worker, here.worker)
    assert np.array_equal(there.vacancy, here.vacancy)
    assert np.array_equal(there.price, here.price)
    assert violations(problem, there) == ()


def test_corridors_with_limits_of_their_own_are_solved_together(scheduler):
    corridors = [counties(1, ceilings=[GroupCeiling(np.arange(100) < 50, most)]) for most in (5, 10, 20)]

    with solvers(scheduler) as solve_all:
        there = list(solve_all(corridors))

    for corridor, plan, expected in zip(corridors, there, solve_here(corridors), strict=True):
        assert np.array_equal(plan.vacancy, expected.vacancy)
        assert violations(corridor, plan) == ()


def test_without_an_address_it_is_this_process():
    with solvers("") as solve_all:
        assert solve_all is solve_here


@pytest.mark.parametrize("address", ["tcp://127.0.0.1:1", "nonsense://x"])
def test_where_nobody_answers_the_work_is_done_here(address, caplog, monkeypatch):
    monkeypatch.setattr("webapp.services.solving.PATIENCE_SECONDS", 0.2)

    with caplog.at_level(logging.WARNING, "laopin.solving"), solvers(address) as solve_all:
        assert solve_all is solve_here

    assert address in caplog.text
