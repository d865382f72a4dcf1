"""The problem as a network: every worker sends one unit to a node, and nodes form a tree that ends in the sink.

A vacancy is a node whose bound is its seats. Who gets no place stays in a pool, which is a node too: that most people
must be placed, or a share of a group, or at most so many of one, is then a bound on a pool: all limits have one form.

    worker ──score──> vacancy ──seats──> ceiling ──most──> sink
    worker ────0────> pool of a group ──bounds──> pool of all ──bound──> sink
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from domain.matching.limits import Ceiling
from domain.matching.worth import UNITS, in_units

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Self

    from numpy.typing import NDArray

    from domain.matching.problem import Problem

SINK = -1


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Network:
    """Nodes come in this order: the vacancies, the pool of all, ceilings and pools of groups, outer before inner."""

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
    lower: NDArray[np.int64]
    """The least that must flow out of a node; above 0 only for pools."""
    upper: NDArray[np.int64]
    """The most that may flow out of a node."""
    ceiling_nodes: tuple[int | None, ...]
    """The node of each ceiling; None where it is over nobody or nothing."""
    promise_nodes: tuple[int | None, ...]
    """The pool of each promise that is a bound."""

    @property
    def n_workers(self) -> int:
        """Workers, each with one unit to send."""
        return len(self.pool)

    @property
    def n_nodes(self) -> int:
        """Vacancies, pools and ceilings."""
        return len(self.parent)

    @property
    def is_plain(self) -> bool:
        """Whether there are no nodes but the vacancies and one pool."""
        return self.n_nodes == self.pool_of_all + 1

    @property
    def is_pool(self) -> NDArray[np.bool_]:
        """For each node whether it is the pool of all or lies within it."""
        is_pool = np.zeros(self.n_nodes, dtype=bool)
        is_pool[self.pool_of_all] = True
        for node in range(self.pool_of_all + 1, self.n_nodes):
            is_pool[node] = self.parent[node] != SINK and is_pool[self.parent[node]]
        return is_pool

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

    def node_of(self, seats: NDArray[np.int64]) -> NDArray[np.int32]:
        """For each worker the node that the unit goes to, where `seats` has the chosen edge or -1."""
        node = self.pool.copy()
        placed = seats >= 0
        node[placed] = self.node[seats[placed]]
        return node

    def flow_of(self, seats: NDArray[np.int64]) -> NDArray[np.int64]:
        """How much flows out of each node."""
        flow = np.bincount(self.node_of(seats), minlength=self.n_nodes)
        under_ceiling = np.flatnonzero(self.parent[: self.pool_of_all] != SINK)
        np.add.at(flow, self.parent[under_ceiling], flow[under_ceiling])
        # Outer nodes were made before inner ones, so going back meets inner ones first.
        for node in range(self.n_nodes - 1, self.pool_of_all, -1):
            if self.parent[node] != SINK:
                flow[self.parent[node]] += flow[node]
        return flow

    def worth_of(self, seats: NDArray[np.int64]) -> int:
        """The total weight in units."""
        return int(self.weight[seats[seats >= 0]].sum())


def network_of(problem: Problem, least_placed: Sequence[int] = ()) -> Network:
    """The network of a problem; with `least_placed`, at least so many of each promise's group have a place.

    Outer groups get their nodes before inner ones, so all groups of workers must nest. Without `least_placed` promises
    are left aside.
    """
    tree = _Tree(problem)
    ceilings: list[int | None] = [None] * len(problem.ceilings)
    promises: list[int | None] = [None] * len(problem.quotas)
    groups: list[_Group] = []
    for number, ceiling in enumerate(problem.ceilings):
        if isinstance(ceiling, Ceiling):
            groups.append(_Group(ceiling.vacancies, 0, ceiling.most, ceilings, number, is_of_workers=False))
        else:
            members = np.flatnonzero(ceiling.workers)
            # One more than there are, so that the bound from above binds nobody.
            groups.append(_Group(members, max(0, len(members) - ceiling.most), len(members) + 1, ceilings, number))
    for number, least in enumerate(least_placed):
        members = np.flatnonzero(problem.quotas[number].workers)
        groups.append(_Group(members, 0, len(members) - least, promises, number))
    for group in sorted(groups, key=lambda group: -len(group.members)):
        if len(group.members):
            group.nodes[group.number] = tree.add(group)
    weight = in_units(problem.edges.score)
    np.add.at(weight, problem.standing, np.rint(problem.loyalty * UNITS).astype(np.int64))
    return Network(
        start=problem.start,
        worker=problem.edges.worker,
        node=problem.edges.vacancy,
        score=problem.edges.score,
        weight=weight,
        pool=tree.pool,
        pool_of_all=problem.n_vacancies,
        parent=np.array(tree.parent, dtype=np.int32),
        lower=np.array(tree.lower, dtype=np.int64),
        upper=np.array(tree.upper, dtype=np.int64),
        ceiling_nodes=tuple(ceilings),
        promise_nodes=tuple(promises),
    )


class _Group(NamedTuple):
    """Workers or vacancies that get a node of their own, and where its number is written."""

    members: NDArray[np.integer]
    least: int
    most: int
    nodes: list[int | None]
    number: int
    is_of_workers: bool = True


class _Tree:
    """Nodes while they are being put together."""

    def __init__(self, problem: Problem) -> None:
        n_nodes = problem.n_vacancies + 1
        self.parent = [SINK] * n_nodes
        self.lower = [0] * n_nodes
        self.upper = [*problem.capacity.tolist(), problem.n_workers]
        self.pool = np.full(problem.n_workers, problem.n_vacancies, dtype=np.int32)

    def add(self, group: _Group) -> int:
        """A node between the members and what they flowed into before."""
        node = len(self.parent)
        first = int(group.members[0])
        if group.is_of_workers:
            self.parent.append(int(self.pool[first]))
            self.pool[group.members] = node
        else:
            self.parent.append(self.parent[first])
            for vacancy in group.members.tolist():
                self.parent[vacancy] = node
        self.lower.append(group.least)
        self.upper.append(group.most)
        return node
