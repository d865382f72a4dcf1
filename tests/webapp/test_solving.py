"""Parts of a matching are solved by worker processes of a scheduler as they are solved here."""

import asyncio
import logging

import numpy as np
import pytest
from distributed import LocalCluster

from domain.matching import Edges, GroupCeiling, pose_problem, solve_in_parts, violations
from domain.matching.parts import solve_here
from webapp.services.solving import solver_at


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


@pytest.fixture
def nobody_answers(caplog, monkeypatch):
    """Whether a scheduler was looked for and not found, so that the work was done here."""
    # A machine that does much else at the same time answers late.
    monkeypatch.setattr("webapp.services.solving.PATIENCE_SECONDS", 120)
    caplog.set_level(logging.WARNING, "laopin.solving")
    return lambda: "No scheduler answers" in caplog.text


@pytest.mark.parametrize("objective", ["score", "placement"])
def test_two_worker_processes_find_the_same_plan_with_the_same_prices(scheduler, objective, nobody_answers):
    problem = counties(objective=objective)

    there = solve_in_parts(problem, solve_all=solver_at(scheduler))
    here = solve_in_parts(problem)

    assert not nobody_answers()
    assert np.array_equal(there.worker, here.worker)
    assert np.array_equal(there.vacancy, here.vacancy)
    assert np.array_equal(there.price, here.price)
    assert violations(problem, there) == ()


def test_corridors_with_limits_of_their_own_are_solved_together(scheduler, nobody_answers):
    corridors = [counties(1, ceilings=[GroupCeiling(np.arange(100) < 50, most)]) for most in (5, 10, 20)]

    there = solver_at(scheduler)(corridors)

    assert not nobody_answers()
    for corridor, plan, expected in zip(corridors, there, solve_here(corridors), strict=True):
        assert np.array_equal(plan.vacancy, expected.vacancy)
        assert violations(corridor, plan) == ()


def test_who_asks_may_be_inside_a_loop(scheduler, nobody_answers):
    problem = counties(2)

    async def ask():
        return solve_in_parts(problem, solve_all=solver_at(scheduler))

    plan = asyncio.run(ask())

    assert not nobody_answers()
    assert np.array_equal(plan.vacancy, solve_in_parts(problem).vacancy)


def test_without_an_address_it_is_this_process():
    assert solver_at("") is solve_here


@pytest.mark.parametrize("address", ["tcp://127.0.0.1:1", "nonsense://x"])
def test_where_nobody_answers_the_work_is_done_here(address, nobody_answers, monkeypatch):
    monkeypatch.setattr("webapp.services.solving.PATIENCE_SECONDS", 0.2)
    problem = counties(2)

    plan = solve_in_parts(problem, solve_all=solver_at(address))

    assert nobody_answers()
    assert np.array_equal(plan.vacancy, solve_in_parts(problem).vacancy)
