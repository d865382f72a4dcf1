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
    one_each = np.ones(len(network.node), dtype=np.int64)
    pairs = flow.add_arcs_with_capacity_and_unit_cost(
        network.worker, network.node + np.int32(first_node), one_each, -network.weight
    )
    _add_arcs(flow, np.arange(first_node), network.pool + first_node, np.ones(first_node, dtype=np.int64))
    parent = np.where(network.parent == SINK, network.n_nodes, network.parent)
    _add_arcs(flow, np.arange(first_node, sink), parent + first_node, network.upper)
    flow.set_nodes_supplies(np.arange(first_node, dtype=np.int32), np.ones(first_node, dtype=np.int64))
    flow.set_node_supply(sink, -first_node)
    if (status := flow.solve()) != flow.OPTIMAL:
        raise BoundsTooTight(f"the flow is {status.name}")
    seats = np.full(network.n_workers, -1, dtype=np.int64)
    taken = np.flatnonzero(flow.flows(pairs))
    seats[network.worker[taken]] = taken
    return seats


def most_placements(network: Network) -> int:
    """How many workers can be placed at once."""
    first_node = network.n_workers
    source, sink = first_node + network.n_nodes, first_node + network.n_nodes + 1
    flow = SimpleMaxFlow()
    flow.add_arcs_with_capacity(
        network.worker, network.node + np.int32(first_node), np.ones(len(network.node), dtype=np.int64)
    )
    vacancies = np.arange(network.pool_of_all, dtype=np.int32)
    flow.add_arcs_with_capacity(
        vacancies + np.int32(first_node), np.full_like(vacancies, sink), network.upper[: network.pool_of_all]
    )
    workers = np.arange(first_node, dtype=np.int32)
    flow.add_arcs_with_capacity(np.full_like(workers, source), workers, np.ones(first_node, dtype=np.int64))
    flow.solve(source, sink)
    return int(flow.optimal_flow())


def _add_arcs(
    flow: SimpleMinCostFlow, tails: NDArray[np.integer], heads: NDArray[np.integer], capacities: NDArray[np.integer]
) -> None:
    """Arcs that cost nothing."""
    flow.add_arcs_with_capacity_and_unit_cost(
        tails.astype(np.int32),
        heads.astype(np.int32),
        capacities.astype(np.int64),
        np.zeros(len(tails), dtype=np.int64),
    )
