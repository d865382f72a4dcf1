"""What somebody writes who has only a library: the same pairs and seats, the best score, no proof and no reasons."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from ortools.graph.python.min_cost_flow import SimpleMinCostFlow
from scipy.sparse import csr_array
from scipy.sparse.csgraph import min_weight_full_bipartite_matching

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from domain.matching import Edges

UNITS = 1_000_000
"""Of a score, for the solver that counts in whole numbers."""
MOST_SLOTS = 4_000_000
"""Pairs of a worker and a single seat that scipy is given; it has no seats, and needs seconds for a million of them."""


class Unsolved(Exception):
    """A library found nothing, so there is nothing to compare with."""


def by_ortools(edges: Edges, seats: NDArray[np.int64]) -> float:
    """The best total score by min-cost flow, built and solved. Raises Unsolved."""
    n_workers, n_vacancies = edges.n_workers, len(seats)
    sink, nobody = n_workers + n_vacancies, n_workers + n_vacancies + 1
    flow = SimpleMinCostFlow()
    cost = -np.rint(edges.score * UNITS).astype(np.int64)
    flow.add_arcs_with_capacity_and_unit_cost(
        edges.worker.astype(np.int32), (edges.vacancy + n_workers).astype(np.int32), np.ones_like(cost), cost
    )
    workers, vacancies = np.arange(n_workers, dtype=np.int32), np.arange(n_workers, sink, dtype=np.int32)
    for tails, heads, most in (
        (vacancies, np.full(n_vacancies, sink, dtype=np.int32), seats.astype(np.int64)),
        (workers, np.full(n_workers, nobody, dtype=np.int32), np.ones(n_workers, dtype=np.int64)),
        (np.array([nobody], dtype=np.int32), np.array([sink], dtype=np.int32), np.array([n_workers])),
    ):
        flow.add_arcs_with_capacity_and_unit_cost(tails, heads, most, np.zeros_like(most))
    supply = np.zeros(nobody + 1, dtype=np.int64)
    supply[workers], supply[sink] = 1, -n_workers
    flow.set_nodes_supplies(np.arange(nobody + 1, dtype=np.int32), supply)
    if flow.solve() != flow.OPTIMAL:
        raise Unsolved("the bare solver found nothing")
    return float(-flow.optimal_cost() / UNITS)


def by_scipy(edges: Edges, seats: NDArray[np.int64]) -> float | None:
    """The best total score by sparse matching, where each seat is a column; None where that is too large for it.

    Each pair may stand there once.
    """
    useful = np.minimum(seats, np.bincount(edges.vacancy, minlength=len(seats)))
    copies = useful[edges.vacancy]
    n_workers, n_slots = edges.n_workers, int(useful.sum())
    if copies.sum() + n_workers > MOST_SLOTS:
        return None
    begin = np.cumsum(useful) - useful
    row = np.repeat(edges.worker, copies)
    column = (
        np.arange(len(row)) - np.repeat(np.cumsum(copies) - copies, copies) + np.repeat(begin[edges.vacancy], copies)
    )
    # Everybody has a column of their own, for having no place; a stored weight may not be 0.
    rows = np.concatenate([row, np.arange(n_workers)])
    columns = np.concatenate([column, n_slots + np.arange(n_workers)])
    weight = np.concatenate([1.0 + np.repeat(edges.score, copies), np.ones(n_workers)])
    graph = csr_array((weight, (rows, columns)), shape=(n_workers, n_slots + n_workers))
    chosen = min_weight_full_bipartite_matching(graph, maximize=True)
    return float(graph[chosen].sum() - n_workers)


def greedily(edges: Edges, seats: NDArray[np.int64]) -> tuple[float, int]:
    """Score and placements where the best pair is taken that is still possible, and then the next."""
    order = np.argsort(-edges.score, kind="stable")
    left, is_free = seats.tolist(), [True] * edges.n_workers
    score, placed = 0.0, 0
    for worker, vacancy, merit in zip(
        edges.worker[order].tolist(), edges.vacancy[order].tolist(), edges.score[order].tolist(), strict=True
    ):
        if is_free[worker] and left[vacancy]:
            is_free[worker] = False
            left[vacancy] -= 1
            score, placed = score + merit, placed + 1
    return score, placed
