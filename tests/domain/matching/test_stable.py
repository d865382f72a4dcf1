"""A stable plan: nobody finds a better place that would have them, and of all such plans workers like it best."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.matching import (
    Ceiling,
    Companions,
    Edges,
    Plan,
    Quota,
    Reserve,
    Standing,
    Wishes,
    blocking_pairs,
    pose_problem,
    solve,
    solve_stably,
    violations,
)
from domain.matching.errors import LengthsDiffer, NotAnArrayOf, NotANumber, NotForStable, ShareOutOfRange
from tests.domain.matching.cases import city, every_plan, problems


def distinct(draw, count):
    """Wishes without ties, so that preferences are strict."""
    return np.array(draw(st.permutations(range(count))), dtype=float)


def plan_of(places):
    placed = np.flatnonzero(places >= 0)
    return Plan(worker=placed, vacancy=places[placed], score=0.0, bound=0.0, price=np.zeros(0))


def chosen(problem, wishes, vacancy, asking):
    """Whom a vacancy takes of those who ask: the best of the group for the reserved seats, then the best of all."""
    merit = {
        worker: wishes.merit[index]
        for index, (worker, at) in enumerate(zip(problem.edges.worker, problem.edges.vacancy, strict=True))
        if at == vacancy
    }
    ranked = sorted(asking, key=lambda worker: -merit[worker])
    seats = int(problem.capacity[vacancy])
    first = []
    if wishes.reserve:
        reserved = int(wishes.reserve.seats(problem.capacity)[vacancy])
        first = [worker for worker in ranked if wishes.reserve.workers[worker]][:reserved]
    rest = [worker for worker in ranked if worker not in first]
    return {*first, *rest[: seats - len(first)]}


def is_stable(problem, wishes, places):
    """By the definition: everybody is kept where they are, and nobody would be taken where they would rather be."""
    edges = problem.edges
    appeal = {(w, v): a for w, v, a in zip(edges.worker.tolist(), edges.vacancy.tolist(), wishes.appeal, strict=True)}
    there = {v: {int(w) for w in np.flatnonzero(places == v)} for v in range(problem.n_vacancies)}
    if any(chosen(problem, wishes, v, people) != people for v, people in there.items()):
        return False
    return not any(
        w in chosen(problem, wishes, v, there[v] | {w})
        for (w, v), wish in appeal.items()
        if places[w] < 0 or wish > appeal[w, int(places[w])]
    )


@pytest.mark.parametrize("compiled", [True, False])
@given(problem=problems(), data=st.data())
@settings(deadline=None)
def test_of_all_stable_plans_it_is_the_one_that_every_worker_likes_best(compiled, problem, data):
    count = len(problem.edges.worker)
    group = data.draw(st.lists(st.booleans(), min_size=problem.n_workers, max_size=problem.n_workers))
    reserve = data.draw(st.sampled_from([None, Reserve(np.array(group, dtype=bool), 0.4)]))
    wishes = Wishes(appeal=distinct(data.draw, count), merit=distinct(data.draw, count), reserve=reserve)

    plan = solve_stably(problem, wishes, compiled=compiled)

    places = np.array([-1 if plan.place_of(w) is None else plan.place_of(w) for w in range(problem.n_workers)])
    wish = {(w, v): a for w, v, a in zip(problem.edges.worker, problem.edges.vacancy, wishes.appeal, strict=True)}
    stable = [other for _, _, other in every_plan(problem) if is_stable(problem, wishes, other)]
    assert any(np.array_equal(places, other) for other in stable)
    for other in stable:
        assert all(other[w] < 0 or wish[w, places[w]] >= wish[w, other[w]] for w in range(problem.n_workers))
    assert violations(problem, plan) == ()


@given(problem=problems(most_workers=4), data=st.data())
@settings(deadline=None)
def test_a_plan_has_no_blocking_pairs_exactly_where_it_is_stable(problem, data):
    count = len(problem.edges.worker)
    group = data.draw(st.lists(st.booleans(), min_size=problem.n_workers, max_size=problem.n_workers))
    reserve = data.draw(st.sampled_from([None, Reserve(np.array(group, dtype=bool), 0.5)]))
    wishes = Wishes(appeal=distinct(data.draw, count), merit=distinct(data.draw, count), reserve=reserve)
    places = data.draw(st.sampled_from([places for _, _, places in every_plan(problem)]))

    pairs = blocking_pairs(problem, plan_of(places), wishes)

    assert (len(pairs) == 0) == is_stable(problem, wishes, places)


def test_who_has_a_right_to_a_reserved_seat_may_take_it_from_somebody_of_more_merit():
    edges = Edges(worker=np.array([0, 1]), vacancy=np.array([0, 0]), score=np.array([0.0, 0.0]), n_workers=2)
    problem = pose_problem(edges, np.array([1]))
    reserve = Reserve(np.array([True, False]), 0.5)
    wishes = Wishes(appeal=np.array([0.0, 1.0]), merit=np.array([0.0, 1.0]), reserve=reserve)

    assert blocking_pairs(problem, plan_of(np.array([-1, 0])), wishes).tolist() == [0]
    assert blocking_pairs(problem, plan_of(np.array([0, -1])), wishes).tolist() == []


@given(problem=problems())
@settings(deadline=None)
def test_where_both_follow_one_score_with_ties_no_pair_blocks(problem):
    assert len(blocking_pairs(problem, solve_stably(problem))) == 0


def test_the_plan_with_the_highest_score_has_blocking_pairs_and_the_stable_one_costs_score():
    problem = pose_problem(*city(400, 30, tight=0.9))

    best, stable = solve(problem), solve_stably(problem)

    assert len(blocking_pairs(problem, stable)) == 0
    assert len(blocking_pairs(problem, best)) > 0
    assert stable.bound == pytest.approx(best.score, abs=1e-6)
    assert 0 < stable.gap < 0.2 * best.score


@pytest.mark.parametrize("compiled", [True, False])
def test_reserved_seats_go_to_the_group_first_and_to_others_where_it_leaves_them(compiled):
    edges = Edges([0, 1, 2, 3], [0, 0, 1, 1], [0.9, 0.1, 0.9, 0.8])
    problem = pose_problem(edges, [1, 2])
    wishes = Wishes(appeal=edges.score, merit=edges.score, reserve=Reserve([False, True, False, False], 0.5))

    assert solve_stably(problem, compiled=compiled).worker.tolist() == [0, 2, 3]
    assert solve_stably(problem, wishes, compiled=compiled).worker.tolist() == [1, 2, 3]


@pytest.mark.parametrize(
    "limits",
    [
        {"quotas": [Quota([0], [True], 0.5)]},
        {"ceilings": [Ceiling([0], 1)]},
        {"companions": [Companions([0], [0])]},
        {"standing": Standing([0], [0])},
    ],
)
def test_other_limits_are_refused(limits):
    with pytest.raises(NotForStable):
        solve_stably(pose_problem(Edges([0], [0], [0.5]), [1], **limits))


def test_wishes_that_do_not_fit_are_refused():
    problem = pose_problem(Edges([0, 1], [0, 0], [0.5, 0.6]), [1])
    with pytest.raises(NotANumber):
        Wishes(appeal=[0.1, float("nan")], merit=[0.1, 0.2])
    with pytest.raises(NotAnArrayOf):
        Wishes(appeal=["a", "b"], merit=[0.1, 0.2])
    with pytest.raises(LengthsDiffer):
        solve_stably(problem, Wishes(appeal=[0.1], merit=[0.1, 0.2]))
    with pytest.raises(LengthsDiffer):
        solve_stably(problem, Wishes(appeal=[0.1, 0.2], merit=[0.1, 0.2], reserve=Reserve([True], 0.1)))
    with pytest.raises(ShareOutOfRange):
        Reserve([True], 1.1)
