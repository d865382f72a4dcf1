"""The market that an auction is held on: who may go where, who is where, and up to which price."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from domain.matching.network import Network

    Ints = NDArray[np.int64]

PENALTY = 2**58
"""What staying in a pool costs where nobody may: more than any chain of moves, or else the flow is asked."""
CLOSED = 2**60
"""The price of a vacancy without seats."""
NOWHERE = -1
"""In the pool."""
OUTSIDE = -2
"""Not placed yet."""

ENTRY = np.dtype([("edge", np.int32), ("worker", np.int32), ("weight", np.int64)])
"""An edge among those into its node. The three lie side by side: they are written and read together."""


class Solved(NamedTuple):
    """The best seats, and the least prices that prove them."""

    seats: Ints
    prices: Ints


class Market(NamedTuple):
    """Who may go where and who is where; the last node is the pool. The auction reads and writes it."""

    start: Ints
    """Where the edges of each worker begin; one longer than there are workers."""
    node: NDArray[np.uint32]
    """Unsigned, because compiled code asks of every signed index whether it counts from the end."""
    weight: Ints
    upper: Ints
    """The most that each node may hold."""
    first: Ints
    """Where the holders of each node begin; one longer than there are nodes."""
    holders: Ints
    bids: Ints
    """Up to what each holder would stay."""
    is_heap: NDArray[np.bool_]
    """For each node whether its bids are a heap, the lowest on top. They are made one where that is asked."""
    taken: Ints
    """How many holders each node has."""
    price: Ints
    floor: Ints
    """What an empty seat costs: nothing, but for closed nodes."""
    seats: Ints
    """For each worker the edge, NOWHERE or OUTSIDE."""
    place: Ints
    """For each worker the node; NOWHERE for who has no vacancy with seats to go to, and so no part in this."""
    worth: Ints
    """For each worker the weight of the edge."""
    stay: Ints
    """For each worker with a node the price up to which nothing else is better, or less than that: it is known from
    when the worker looked last, and kept below the truth, so that only those need to look again whom it does not hold.
    """
    slot: Ints
    """For each worker the place among the holders, while seats are lowered."""
    into: Ints
    """Where the edges into each node begin; one longer than there are nodes."""
    into_edge: NDArray[np.int32]
    into_worker: NDArray[np.int32]
    into_weight: Ints


def open_market(network: Network, scale: int) -> Market:
    """A market where everybody stands outside who has a vacancy with seats to go to."""
    takes_part = np.diff(network.start) > 0
    if not network.upper[: network.pool_of_all].all():
        takes_part[:] = False
        takes_part[network.worker[network.upper[network.node] > 0]] = True
    degree = np.append(np.bincount(network.node, minlength=network.pool_of_all), network.n_workers)
    upper = network.upper.copy()
    floor = np.where(upper > 0, 0, CLOSED)
    upper[-1] -= np.count_nonzero(~takes_part)
    if upper[-1] <= 0:
        upper[-1], floor[-1] = network.n_workers, PENALTY
    room = np.minimum(upper, degree)
    room[-1] = network.n_workers
    entries = np.empty(len(network.node), dtype=ENTRY)
    return Market(
        start=network.start,
        node=network.node.view(np.uint32),
        weight=network.weight * scale,
        upper=upper,
        first=np.concatenate([[0], np.cumsum(room)]),
        holders=np.empty(room.sum(), dtype=np.int64),
        bids=np.empty(room.sum(), dtype=np.int64),
        is_heap=np.zeros(len(room), dtype=np.bool_),
        taken=np.zeros(len(room), dtype=np.int64),
        price=floor.copy(),
        floor=floor,
        seats=np.where(takes_part, OUTSIDE, NOWHERE),
        place=np.where(takes_part, len(room) - 1, NOWHERE),
        worth=np.zeros(network.n_workers, dtype=np.int64),
        stay=np.full(network.n_workers, -CLOSED),
        slot=np.zeros(network.n_workers, dtype=np.int64),
        into=np.concatenate([[0], np.cumsum(degree)]),
        into_edge=entries["edge"],
        into_worker=entries["worker"],
        into_weight=entries["weight"],
    )


def take_over(market: Market, network: Network, start: Solved, scale: int) -> None:
    """Begin with seats and prices of before, as far as there is still room."""
    stays = np.flatnonzero(market.place != NOWHERE)
    node = network.node_of(start.seats)
    has_seat = start.seats != NOWHERE
    worth = np.zeros_like(market.worth)
    worth[has_seat] = market.weight[start.seats[has_seat]]
    if (np.bincount(node[stays], minlength=len(market.upper)) > market.upper).any():
        # Of too many in one place those stay to whom it is worth most.
        stays = stays[np.lexsort((-worth[stays], node[stays]))]
        rank = np.arange(len(stays)) - np.searchsorted(node[stays], node[stays])
        stays = stays[rank < market.upper[node[stays]]]
    market.seats[stays] = start.seats[stays]
    market.place[stays] = node[stays]
    market.worth[stays] = worth[stays]
    np.maximum(market.floor, start.prices * scale, out=market.price)
