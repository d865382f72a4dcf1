"""Companions go together or not at all: the best such plan, or how much better one could be."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings

from domain.matching import (
    Companions,
    Edges,
    Quota,
    Verdict,
    assign,
    explain_pair,
    pose_problem,
    solve,
    together,
    violations,
)
from domain.matching.errors import CompanionsOverlap, LengthsDiffer, NoSuchWorker
from tests.domain.matching.cases import best_by_trying_all, city, go_together, problems

CLOSE = 1e-8


def places_of(plan, n_workers):
    places = np.full(n_workers, -1)
    places[plan.worker] = plan.vacancy
    return places


@pytest.mark.parametrize("solver", ["flow", "auction"])
@given(problem=problems(with_companions=True, with_ceilings=1))
@settings(deadline=None)
def test_no_plan_that_keeps_companions_together_is_better(solver, problem):
    placed, score = best_by_trying_all(problem)

    plan = solve(problem, solver=solver)

    assert plan.score == pytest.approx(score, abs=CLOSE)
    assert problem.objective == "score" or len(plan.worker) == placed
    assert 0 <= plan.gap < (CLOSE if problem.objective == "score" else 10)
    assert violations(problem, plan) == ()


@given(problem=problems(with_companions=True, with_quotas=2))
@settings(deadline=None)
def test_a_promise_parts_nobody(problem):
    plan = solve(problem)

    assert violations(problem, plan) == ()


def test_two_who_would_each_go_elsewhere_go_together():
    edges = Edges([0, 0, 1, 1], [0, 1, 0, 1], [0.9, 0.5, 0.4, 0.8])
    pair = Companions([0, 1], [1, 2])

    plan = assign(edges, [2, 2], companions=[pair])

    assert plan.vacancy.tolist() == [0, 0] or plan.score == pytest.approx(1.3)
    assert len(set(plan.vacancy.tolist())) == 1


def test_places_in_one_part_are_together_though_they_are_different_vacancies():
    edges = Edges([0, 1], [0, 1], [0.9, 0.8])

    assert assign(edges, [1, 1], companions=[Companions([0, 1], [7, 7])]).worker.tolist() == [0, 1]
    assert assign(edges, [1, 1], companions=[Companions([0, 1], [7, 8])]).worker.tolist() == []


def test_who_cannot_go_with_a_companion_stays_and_is_told_why():
    problem = pose_problem(Edges([0, 1, 2], [0, 0, 0], [0.9, 0.8, 0.3]), [1], companions=[Companions([0, 1], [0])])

    plan = solve(problem)

    assert plan.worker.tolist() == [2]
    assert explain_pair(problem, plan, 0, 0).verdict is Verdict.COMPANIONS
    assert violations(problem, plan) == ()


@pytest.mark.parametrize("objective", ["score", "placement"])
def test_couples_in_a_scarce_market_are_kept_together_with_a_small_gap(objective):
    edges, capacity = city(120, 12, tight=0.7)
    part = np.arange(12) % 3
    couples = [Companions([worker, worker + 1], part) for worker in range(0, 40, 2)]
    problem = pose_problem(edges, capacity, objective, companions=couples)

    plan = solve(problem, solver="auction")

    assert violations(problem, plan) == ()
    assert all(go_together(couple, places_of(plan, 120)) for couple in couples)
    assert plan.gap < 0.03 * plan.score
    assert len(plan.worker) >= len(solve(replace(problem, companions=())).worker) - 2


def test_a_search_that_is_cut_short_says_how_much_better_a_plan_could_be(monkeypatch):
    edges, capacity = city(120, 12, tight=0.7)
    couples = [Companions([worker, worker + 1], np.arange(12)) for worker in range(0, 60, 2)]
    problem = pose_problem(edges, capacity, companions=couples)
    monkeypatch.setattr(together, "MOST_PLANS", 1)

    plan = solve(problem)

    assert plan.gap > 0
    assert violations(problem, plan) == ()


def test_a_promise_and_companions_in_a_scarce_market():
    edges, capacity = city(120, 12, tight=0.6)
    hardship = np.arange(120) % 8 == 0
    couples = [Companions([worker, worker + 1], np.arange(12) % 2) for worker in range(0, 60, 2)]
    problem = pose_problem(edges, capacity, quotas=[Quota(np.arange(12), hardship, 0.2)], companions=couples)

    plan = solve(problem)

    assert violations(problem, plan) == ()
    assert np.count_nonzero(hardship[plan.worker]) >= 0.2 * len(plan.worker) or plan.infeasible


@pytest.mark.parametrize("objective", ["score", "placement"])
def test_companions_make_room_for_whom_it_was_promised(objective):
    edges = Edges([0, 1, 2, 3], [0, 0, 0, 0], [0.9, 0.9, 0.1, 0.1])
    quota = Quota([0], [False, False, True, True], 0.5)

    plan = assign(edges, [2], objective, quotas=[quota], companions=[Companions([0, 1], [0])])

    assert plan.worker.tolist() == [2, 3]
    assert plan.infeasible == ()


def test_companions_do_not_make_room_where_that_loses_a_placement():
    edges = Edges([0, 1, 2], [0, 0, 0], [0.9, 0.9, 0.1])
    quota = Quota([0], [False, False, True], 0.5)
    problem = pose_problem(edges, [2], quotas=[quota], companions=[Companions([0, 1], [0])])

    plan = solve(problem)

    assert plan.worker.tolist() == [0, 1]
    assert plan.infeasible == ((quota, 0.0),)
    assert violations(problem, plan) == ()


def test_nobody_belongs_to_two_groups():
    with pytest.raises(CompanionsOverlap):
        pose_problem(
            Edges([0, 1, 2], [0, 0, 0], [0.5] * 3), [3], companions=[Companions([0, 1], [0]), Companions([1, 2], [0])]
        )


def test_companions_who_do_not_exist_are_refused():
    with pytest.raises(NoSuchWorker):
        pose_problem(Edges([0], [0], [0.5]), [1], companions=[Companions([0, 1], [0])])


def test_parts_are_said_for_every_vacancy():
    with pytest.raises(LengthsDiffer):
        pose_problem(Edges([0, 1], [0, 1], [0.5, 0.5]), [1, 1], companions=[Companions([0, 1], [0])])
