"""A problem that falls into parts with nothing in common is solved part by part, here or on other machines.

Workers and vacancies that are linked by pairs, or by a ceiling, belong to one component; components are put together to
a few parts of about the same size. The best plans of the parts are the best plan of all, and its prices are computed
from it, so that it does not matter who solved what. Promises and companions are about everybody, so a problem with
them stays in one part.
"""

from __future__ import annotations

import heapq
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from domain.matching.limits import Ceiling, GroupCeiling
from domain.matching.problem import Edges, pose_problem
from domain.matching.solve import prove, solve

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from numpy.typing import NDArray

    from domain.matching.problem import Plan, Problem

    SolveAll = Callable[[Sequence[Problem]], Iterable[Plan]]

MOST_PARTS = 16
"""◇ Parts are made no smaller than this share of the pairs: each costs a round trip."""


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Part:
    """A problem with numbers of its own, and which workers and vacancies they are."""

    problem: Problem
    workers: NDArray[np.int64]
    vacancies: NDArray[np.int64]


def solve_here(problems: Sequence[Problem]) -> list[Plan]:
    """The best plan of each problem, one after the other in this process."""
    return [solve(problem, solver="auction") for problem in problems]


def solve_in_parts(problem: Problem, *, solve_all: SolveAll = solve_here, most: int = MOST_PARTS) -> Plan:
    """The best plan of a problem, whose parts `solve_all` solves; plans come in the order of their problems."""
    if problem.quotas or problem.companions:
        (plan,) = solve_all([problem])
        return plan
    parts = split(problem, most=most)
    plans = list(solve_all([part.problem for part in parts]))
    worker = np.concatenate([part.workers[plan.worker] for part, plan in zip(parts, plans, strict=True)] or [_NOBODY])
    vacancy = np.concatenate(
        [part.vacancies[plan.vacancy] for part, plan in zip(parts, plans, strict=True)] or [_NOBODY]
    )
    return prove(problem, worker, vacancy)


_NOBODY = np.empty(0, dtype=np.int64)


def split(problem: Problem, *, most: int = MOST_PARTS) -> tuple[Part, ...]:
    """The parts of a problem, at most so many, of about as many pairs each. Who has no pair is in none."""
    component = _components(problem)[problem.edges.worker]
    names, sizes = np.unique(component, return_counts=True)
    part_of = np.zeros(len(names), dtype=np.int64)
    load = [(0, part) for part in range(min(most, len(names)))]
    for index in np.argsort(-sizes, kind="stable").tolist():
        pairs, number = heapq.heappop(load)
        part_of[index] = number
        heapq.heappush(load, (pairs + int(sizes[index]), number))
    part = part_of[np.searchsorted(names, component)]
    return tuple(_part(problem, np.equal(part, number)) for number in range(len(load)))


def _components(problem: Problem) -> NDArray[np.int32]:
    """For each worker, then each vacancy, the number of the component."""
    n_workers, n_nodes = problem.n_workers, problem.n_workers + problem.n_vacancies
    tails: list[NDArray[np.integer]] = [problem.edges.worker]
    heads: list[NDArray[np.integer]] = [problem.edges.vacancy + n_workers]
    for ceiling in problem.ceilings:
        members = ceiling.vacancies + n_workers if isinstance(ceiling, Ceiling) else np.flatnonzero(ceiling.workers)
        tails.append(np.broadcast_to(members[:1], max(len(members) - 1, 0)))
        heads.append(members[1:])
    tail, head = np.concatenate(tails), np.concatenate(heads)
    links = coo_array((np.ones(len(tail), dtype=np.int8), (tail, head)), shape=(n_nodes, n_nodes))
    labels: NDArray[np.int32] = connected_components(links, directed=False)[1]
    return labels


def _part(problem: Problem, keep: NDArray[np.bool_]) -> Part:
    edges = problem.edges
    workers, worker = np.unique(edges.worker[keep], return_inverse=True)
    vacancies, vacancy = np.unique(edges.vacancy[keep], return_inverse=True)
    ceilings = [
        Ceiling(np.flatnonzero(np.isin(vacancies, ceiling.vacancies)).astype(np.int32), ceiling.most)
        if isinstance(ceiling, Ceiling)
        else GroupCeiling(ceiling.workers[workers], ceiling.most)
        for ceiling in problem.ceilings
    ]
    smaller = pose_problem(
        Edges(worker.astype(np.int32), vacancy.astype(np.int32), edges.score[keep], len(workers)),
        problem.capacity[vacancies],
        problem.objective.value,
        ceilings=ceilings,
    )
    stays = keep[problem.standing]
    return Part(
        problem=replace(
            smaller, standing=(np.cumsum(keep) - 1)[problem.standing[stays]], loyalty=problem.loyalty[stays]
        ),
        workers=workers.astype(np.int64),
        vacancies=vacancies.astype(np.int64),
    )
