"""The exact solver that is faster: an auction of places (Bertsekas and Castañón 1989), in a compiled loop.

Workers without a place bid for the one that is best at the current prices, by as much as it is better than their second
best and a little more, the increment; who is outbid bids again. With an increment below one unit divided by the number
of workers the end is optimal. Equal scores can start price wars, in which prices climb by one increment a bid: the
number of bids is limited, and who asked gets None.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numba import njit

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from domain.matching.network import Network

BIDS_PER_WORKER = 400
"""◇ A hundred thousand workers with real scores need about 240 bids each; what needs more is a price war."""
NEVER = 2**62
"""The price of a node without seats."""
HIGHEST_BID = 2**56
"""Prices can climb to many times the highest worth, and must still fit."""
UNPLACED = -1
WAITING = -2


def best_seats(network: Network) -> NDArray[np.int64] | None:
    """For each worker the edge that an optimal plan takes, or -1.

    None after a price war, for numbers beyond 64 bits, and where groups have pools of their own.
    """
    n_workers = network.n_workers
    has_edges = np.diff(network.start) > 0
    scale = n_workers + 1
    if not network.is_plain or int(network.weight.max(initial=0)) * scale > HIGHEST_BID:
        return None
    # Whoever can go nowhere is in the pool from the beginning, or would have to outbid everybody there.
    room = int(network.upper[network.pool_of_all]) - int(np.count_nonzero(~has_edges))
    seats = np.full(n_workers, UNPLACED, dtype=np.int64)
    degree = np.bincount(network.node, minlength=network.pool_of_all)
    seats_of = np.append(np.minimum(network.upper[: network.pool_of_all], degree), room)
    seats[has_edges] = WAITING
    is_done = bid_for_places(
        network.start,
        network.node,
        network.weight * scale,
        seats_of,
        np.flatnonzero(has_edges)[::-1].copy(),
        BIDS_PER_WORKER * scale,
        seats,
    )
    return seats if is_done else None


@njit(cache=True)
def bid_for_places(start, node, weight, seats_of, waiting, most_bids, seats):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN201
    """Let the waiting bid until everybody has an edge, or the pool, in `seats`. False where that took too many bids.

    The last of `seats_of` is the pool. Every node keeps its bids in a heap, the lowest on top.
    """
    pool = len(seats_of) - 1
    first = np.zeros(pool + 2, dtype=np.int64)
    first[1:] = np.cumsum(seats_of)
    bids = np.zeros(first[-1], dtype=np.int64)
    holders = np.zeros(first[-1], dtype=np.int64)
    taken = np.zeros(pool + 1, dtype=np.int64)
    price = np.where(seats_of == 0, NEVER, 0)
    count = len(waiting)
    for _ in range(most_bids):
        if count == 0:
            return True
        worker = waiting[count - 1]
        edge, best, second = _best_two(start[worker], start[worker + 1], node, weight, price, price[pool])
        target = pool if edge == UNPLACED else node[edge]
        heap_bids = bids[first[target] : first[target + 1]]
        heap_holders = holders[first[target] : first[target + 1]]
        bid = price[target] + best - second + 1
        if taken[target] < seats_of[target]:
            count -= 1
            _push(heap_bids, heap_holders, taken[target], bid, worker)
            taken[target] += 1
        else:
            waiting[count - 1] = heap_holders[0]
            seats[heap_holders[0]] = WAITING
            _replace_lowest(heap_bids, heap_holders, bid, worker)
        seats[worker] = edge
        if taken[target] == seats_of[target]:
            price[target] = heap_bids[0]
    return count == 0


@njit(cache=True)
def _best_two(begin, end, node, weight, price, pool_price):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN202
    """The edge that leaves the most at these prices, that much, and what the second best leaves."""
    edge, best, second = UNPLACED, -pool_price, -NEVER
    for candidate in range(begin, end):
        left = weight[candidate] - price[node[candidate]]
        if left > best:
            edge, best, second = candidate, left, best
        elif left > second:
            second = left
    return edge, best, second


@njit(cache=True)
def _push(bids, holders, place, bid, worker):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN202
    """Put a bid into a heap that ends at `place`."""
    while place > 0 and bids[(place - 1) // 2] > bid:
        bids[place] = bids[(place - 1) // 2]
        holders[place] = holders[(place - 1) // 2]
        place = (place - 1) // 2
    bids[place] = bid
    holders[place] = worker


@njit(cache=True)
def _replace_lowest(bids, holders, bid, worker):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN202
    """Put a bid where the lowest was, and sink it to its place."""
    place = 0
    while True:
        below = 2 * place + 1
        if below + 1 < len(bids) and bids[below + 1] < bids[below]:
            below += 1
        if below >= len(bids) or bids[below] >= bid:
            break
        bids[place] = bids[below]
        holders[place] = holders[below]
        place = below
    bids[place] = bid
    holders[place] = worker
