"""The least prices that prove seats, where others are known that do."""

from __future__ import annotations

import heapq
from typing import TYPE_CHECKING

import numpy as np
from numba import njit

if TYPE_CHECKING:
    from domain.matching.market import Market


@njit(cache=True)
def lower_prices(market: Market) -> None:
    """From prices that prove the seats to the least that do: each falls by its shortest way from the sink.

    The length of an arc is what its bargain lacks to be one, which is never negative but for the last increment
    (Dijkstra; Johnson 1977). What is kept is not the way but the price that it leaves: an arc shortens the way to a
    node where somebody would give more for it than that.
    """
    price, pool = market.price, len(market.taken) - 1
    least = np.zeros_like(price)
    line = [(price[here], np.int64(here)) for here in range(len(price))]
    heapq.heapify(line)
    while len(line) > 0:
        way, here = heapq.heappop(line)
        if way > price[here] - least[here]:
            continue
        for at in range(market.first[here], market.first[here] + market.taken[here]):
            worker = market.holders[at]
            begin, end = market.start[worker], market.start[worker + 1]
            node, weight = market.node[begin:end], market.weight[begin:end]
            left = market.worth[worker] - least[here]
            for edge in range(len(node)):
                if weight[edge] - left > least[node[edge]]:
                    there = np.int64(node[edge])
                    gives = min(weight[edge] - left, price[there] - way)
                    if gives > least[there]:
                        least[there] = gives
                        heapq.heappush(line, (price[there] - gives, there))
            gives = min(-left, price[pool] - way)
            if gives > least[pool]:
                least[pool] = gives
                heapq.heappush(line, (price[pool] - gives, np.int64(pool)))
    price[:] = least
