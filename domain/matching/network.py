"""The problem as a network: every worker sends one unit to a node, and nodes form a tree that ends in the sink.

A vacancy is a node whose bound is its seats. Who gets no place stays in a pool, which is a node too: that most people
must be placed, or a share of a group, is then a bound on a pool, and all limits have one form.

    worker ──score──> vacancy ──seats──> sink
    worker ────0────> pool of the group ──bound──> pool of all ──bound──> sink
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from domain.matching.worth import in_units

if TYPE_CHECKING:
    from typing import Self

    from numpy.typing import NDArray

    from domain.matching.problem import Problem

SINK = -1


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Network:
    """Nodes come in this order: the vacancies, the pool of all, the pools of groups."""

    start: NDArray[np.int64]
    """Where the edges of each worker begin; one longer than there are workers."""
    worker: NDArray[np.int32]
    node: NDArray[np.int32]
    score: NDArray[np.float64]
    weight: NDArray[np.int64]
    """What the solvers add up: the score in units, and what a promise adds to it."""
    pool: NDArray[np.int32]
    """For each worker the node of those who get no place."""
    pool_of_all: int
    parent: NDArray[np.int32]
    """For each node the one it flows into, or SINK."""
    upper: NDArray[np.int64]
    """The most that may flow out of a node."""

    @property
    def n_workers(self) -> int:
        """Workers, each with one unit to send."""
        return len(self.pool)

    @property
    def n_nodes(self) -> int:
        """Vacancies and pools."""
        return len(self.parent)

    def with_bonus(self, bonus: NDArray[np.int64]) -> Self:
        """The same network where each edge is worth so many units more."""
        return replace(self, weight=self.weight + bonus)

    def with_weight(self, weight: NDArray[np.int64]) -> Self:
        """The same network where edges are worth something else."""
        return replace(self, weight=weight)

    def with_most_left_out(self, most: int) -> Self:
        """The same network where at most so many workers get no place."""
        upper = self.upper.copy()
        upper[self.pool_of_all] = most
        return replace(self, upper=upper)

    def with_most_left_out_of(self, group: NDArray[np.bool_], most: int) -> Self:
        """The same network where at most so many of a group get no place.

        A group lies within one that was given before, or has nobody in common with it.
        """
        return replace(
            self,
            pool=np.where(group, np.int32(self.n_nodes), self.pool),
            parent=np.append(self.parent, self.pool[group][:1]),
            upper=np.append(self.upper, most),
        )

    def node_of(self, seats: NDArray[np.int64]) -> NDArray[np.int32]:
        """For each worker the node that the unit goes to, where `seats` has the chosen edge or -1."""
        node = self.pool.copy()
        placed = seats >= 0
        node[placed] = self.node[seats[placed]]
        return node

    def flow_of(self, seats: NDArray[np.int64]) -> NDArray[np.int64]:
        """How much flows out of each node."""
        flow = np.bincount(self.node_of(seats), minlength=self.n_nodes)
        # A pool flows into one that was made before it, so going back through them meets children before parents.
        for node in range(self.n_nodes - 1, self.pool_of_all, -1):
            flow[self.parent[node]] += flow[node]
        return flow

    def worth_of(self, seats: NDArray[np.int64]) -> int:
        """The total weight in units."""
        return int(self.weight[seats[seats >= 0]].sum())


def plain_network(problem: Problem) -> Network:
    """The network of a problem without its promises."""
    return Network(
        start=problem.start,
        worker=problem.edges.worker,
        node=problem.edges.vacancy,
        score=problem.edges.score,
        weight=in_units(problem.edges.score),
        pool=np.full(problem.n_workers, problem.n_vacancies, dtype=np.int32),
        pool_of_all=problem.n_vacancies,
        parent=np.full(problem.n_vacancies + 1, SINK, dtype=np.int32),
        upper=np.append(problem.capacity, problem.n_workers),
    )
