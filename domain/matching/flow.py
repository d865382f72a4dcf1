"""The exact solver that is the default and the referee: min-cost flow by OR-Tools (cost scaling, Goldberg 1997)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from ortools.graph.python.max_flow import SimpleMaxFlow
from ortools.graph.python.min_cost_flow import SimpleMinCostFlow

from domain.matching.errors import BoundsTooTight
from domain.matching.network import SINK

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from domain.matching.network import Network


def best_seats(network: Network) -> NDArray[np.int64]:
    """For each worker the edge that an optimal plan takes, or -1. Raises BoundsTooTight."""
    first_node = network.n_workers
    sink = first_node + network.n_nodes
    flow = SimpleMinCostFlow()
    workers = np.arange(first_node)
    nodes = np.arange(first_node, sink)
    parents = np.where(network.parent == SINK, sink, network.parent + first_node)
    pairs = flow.add_arcs_with_capacity_and_unit_cost(
        network.worker,
        network.node + np.int32(first_node),
        np.ones(len(network.node), dtype=np.int64),
        -network.weight,
    )
    for tails, heads, most in (
        (workers, network.pool + first_node, np.ones_like(workers)),
        (nodes, parents, network.upper - network.lower),
    ):
        flow.add_arcs_with_capacity_and_unit_cost(
            tails.astype(np.int32), heads.astype(np.int32), most, np.zeros_like(most)
        )
    # What must flow out of a node at least is sent ahead: the node lacks it, and its parent has it already.
    supply = np.zeros(sink + 1, dtype=np.int64)
    supply[workers] = 1
    supply[sink] = -first_node
    supply[nodes] -= network.lower
    np.add.at(supply, parents, network.lower)
    flow.set_nodes_supplies(np.arange(sink + 1, dtype=np.int32), supply)
    if (status := flow.solve()) != flow.OPTIMAL:
        raise BoundsTooTight(f"the flow is {status.name}")
    seats = np.full(network.n_workers, -1, dtype=np.int64)
    taken = np.flatnonzero(flow.flows(pairs))
    seats[network.worker[taken]] = taken
    return seats


def most_placements(network: Network) -> int:
    """How many workers can be placed at once.

    The tree of pools is turned round: who need not stay in one may come out of it, from the pool of all to the workers.
    """
    first_node = network.n_workers
    sink = first_node + network.n_nodes
    flow = SimpleMaxFlow()
    flow.add_arcs_with_capacity(
        network.worker, network.node + np.int32(first_node), np.ones(len(network.node), dtype=np.int64)
    )
    workers = np.arange(first_node)
    nodes = np.arange(first_node, sink)
    parents = np.where(network.parent == SINK, sink, network.parent + first_node)
    is_pool = network.is_pool
    may_come = network.flow_of(np.full(first_node, -1, dtype=np.int64)) - network.lower
    for tails, heads, most in (
        (network.pool + first_node, workers, np.ones_like(workers)),
        (nodes[~is_pool], parents[~is_pool], network.upper[~is_pool]),
        (parents[is_pool], nodes[is_pool], may_come[is_pool]),
    ):
        flow.add_arcs_with_capacity(tails.astype(np.int32), heads.astype(np.int32), most)
    flow.solve(first_node + network.pool_of_all, sink)
    return int(flow.optimal_flow())
