"""Shadow prices that prove a plan optimal: found from the plan alone, whichever solver made it.

The price of a node is what one more unit of its bound would add to the plan's worth. A plan is optimal exactly where
such prices exist (linear programming duality), and of all that exist the least are taken: they are unique, they do not
depend on the solver, and they say what *adding* a seat would bring (Shapley and Shubik 1971; Demange, Gale and
Sotomayor 1986).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from domain.matching.network import SINK

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from domain.matching.network import Network


class NotOptimal(Exception):
    """The seats could be improved, so no prices prove them."""


class _Arcs(NamedTuple):
    """At least so much must the price of `head` be above that of `tail`."""

    tail: NDArray[np.int64]
    head: NDArray[np.int64]
    least: NDArray[np.int64]


def least_prices(network: Network, seats: NDArray[np.int64]) -> NDArray[np.int64]:
    """The least prices that prove the seats optimal, in units, one for each node. Raises NotOptimal.

    A longest-path computation over the nodes (Bellman and Ford): each worker who has a place asks that no other place
    be a bargain. Seats that could be improved have a cycle of bargains, and no prices.
    """
    sink = network.n_nodes
    arcs = _merge(_bargains(network, seats), _tree(network, seats), n_nodes=sink + 1)
    begin = np.searchsorted(arcs.tail, np.arange(sink + 2))
    prices = np.full(sink + 1, -network.weight.max(initial=0) - 1)
    prices[sink] = 0
    changed = np.arange(sink + 1)
    for _ in range(sink + 2):
        if not len(changed):
            return prices[:sink]
        counts = begin[changed + 1] - begin[changed]
        # The arcs out of the changed nodes: one range after the other.
        index = np.arange(counts.sum()) + np.repeat(begin[changed] - np.cumsum(counts) + counts, counts)
        raised = prices.copy()
        np.maximum.at(raised, arcs.head[index], np.repeat(prices[changed], counts) + arcs.least[index])
        changed = np.flatnonzero(raised > prices)
        prices = raised
        if prices[sink] > 0:
            break
    raise NotOptimal


def _bargains(network: Network, seats: NDArray[np.int64]) -> _Arcs:
    """From the place that somebody has to each that the worker might have, the pool among them."""
    here = network.node_of(seats)
    placed = np.flatnonzero(seats >= 0)
    own = np.zeros(network.n_workers, dtype=np.int64)
    own[placed] = network.weight[seats[placed]]
    tail = here[network.worker]
    elsewhere = tail != network.node
    return _Arcs(
        np.concatenate([tail[elsewhere], here[placed]]).astype(np.int64),
        np.concatenate([network.node[elsewhere], network.pool[placed]]).astype(np.int64),
        np.concatenate([network.weight[elsewhere] - own[network.worker[elsewhere]], -own[placed]]),
    )


def _tree(network: Network, seats: NDArray[np.int64]) -> _Arcs:
    """A node costs no more than its parent where more could flow, and no less where less could flow."""
    nodes = np.arange(network.n_nodes)
    parents = np.where(network.parent == SINK, network.n_nodes, network.parent).astype(np.int64)
    flow = network.flow_of(seats)
    takes_more = flow < network.upper
    # A bound of nothing binds nobody: no seat costs less than nothing, though it is empty.
    takes_less = (flow > network.lower) | (network.lower == 0)
    tail = np.concatenate([parents[takes_less], nodes[takes_more]])
    head = np.concatenate([nodes[takes_less], parents[takes_more]])
    return _Arcs(tail, head, np.zeros(len(tail), dtype=np.int64))


def _merge(*parts: _Arcs, n_nodes: int) -> _Arcs:
    """All arcs by tail, of those with the same ends only the strictest."""
    tail, head, least = (np.concatenate(column) for column in zip(*parts, strict=True))
    key = tail * n_nodes + head
    order = np.argsort(key)
    key = key[order]
    first = np.flatnonzero(np.append(True, key[1:] != key[:-1]))
    key = key[first]
    return _Arcs(key // n_nodes, key % n_nodes, np.maximum.reduceat(least[order], first))
