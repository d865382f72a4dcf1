"""The exact solver that is faster: an auction of places from both sides, compiled (Bertsekas and Castañón 1989, 1992).

Workers without a place bid for the one that is best at the current prices, by as much as it is better than their
second best and an increment; who is outbid bids again. Vacancies that have an empty seat at a price then lower it until
somebody is drawn in or it is free. At the end nobody could do better by more than the increment. With a large increment
that is soon reached; it is made smaller from round to round, and in each only those bid again who are off by more than
it. A chain of moves passes each vacancy and each worker once, so when it is below one unit divided by the number of
those of which there are fewer, the plan is optimal in units.

Equal scores can start price wars, in which prices climb by one increment a bid. The work is limited, and who asked gets
None where the limit is reached; then the flow is asked.

What is compiled into one piece stands in one file: it is kept on disk until that file changes, whatever becomes of
others.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numba import njit
from numba.extending import register_jitable

from domain.matching.lowering import lower_prices
from domain.matching.market import CLOSED, NOWHERE, OUTSIDE, Solved, open_market, take_over

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from domain.matching.market import Market
    from domain.matching.network import Network

    Ints = NDArray[np.int64]
    Number = int | np.integer

FIRST_STEP = 100
"""◇ The first increment is the highest worth divided by this: a larger one leaves more to the next rounds."""
LATER = 10
"""◇ How much smaller the first increment is where there is a start: less, and what is known is thrown away; more, and
who came or went moves the others in small steps."""
LEAST_STEP, MOST_STEP = 4, 1000
"""◇ By what the increment is divided from round to round. After an easy round by four times as much as before it, after
a hard one by a quarter: where scores are tied, a price war is as long as the step is large."""
HARD = 1
"""◇ A round is hard if each edge was looked at more often than this, on average."""
LOOKS_PER_EDGE = 400
"""◇ How often an edge may be looked at on average, where each round counts once. Real scores need some thirty looks,
ten levels of them a hundred."""
FEW_TOLD = 0.1
"""◇ People are told one by one of prices that have fallen where they hold no more than this share of all edges; or else
it is sooner done that everybody looks anew, one after the other as they stand in memory."""
HIGHEST = 2**56
"""The highest worth that is taken; prices may rise to many times as much."""


def best_seats(network: Network, start: Solved | None = None, *, compiled: bool = True) -> Solved | None:
    """The best seats and the least prices that prove them; sooner where `start` is nearly that.

    None after a price war, for numbers beyond 64 bits, and for networks with ceilings or with pools of groups. Not
    compiled it does the same, slowly.
    """
    scale = min(network.n_workers, network.n_nodes) + 1
    highest = int(network.weight.max(initial=0)) * scale
    if not network.is_plain or highest > HIGHEST:
        return None
    market = open_market(network, scale)
    increment = highest // FIRST_STEP
    if start is not None:
        take_over(market, network, start, scale)
        increment //= LATER
    hold, lower = (hold_auction, lower_prices) if compiled else (hold_auction.py_func, lower_prices.py_func)
    most_looks = LOOKS_PER_EDGE * (len(network.node) + network.n_workers + 1)
    is_done = hold(market, max(increment, 1), LEAST_STEP, most_looks)
    bystanders = np.flatnonzero(market.place == NOWHERE)
    pool = network.pool_of_all
    if not is_done or market.taken[pool] + len(bystanders) > network.upper[pool]:
        return None
    # Bystanders are in the pool too, and would like a seat of a vacancy that has none.
    begin = market.first[pool] + market.taken[pool]
    market.holders[begin : begin + len(bystanders)] = bystanders
    market.taken[pool] += len(bystanders)
    lower(market)
    # The least prices in units are whole, and what the last increment leaves open is less than one unit.
    return Solved(market.seats, -(-market.price // scale))


@njit(cache=True)
def hold_auction(market: Market, increment: int, step: int, most_looks: int) -> bool:
    """Round after round with a smaller increment, the last with 1. False after too many looks at edges."""
    waiting = np.empty(len(market.seats), dtype=np.int64)
    hard = HARD * len(market.node)
    is_sorted = False
    looks, count = 0, _come_in(market, waiting)
    while looks < most_looks:
        before = looks
        count = _open_round(market, waiting, count, increment)
        looks += _bid_up(market, waiting, count, increment, most_looks - looks)
        count = 0
        if np.any((market.taken < market.upper) & (market.price > market.floor)):
            if not is_sorted:
                _sort_by_node(market)
                is_sorted = True
            looks += _bid_down(market, increment, most_looks - looks)
        if increment == 1:
            break
        step = max(step // 4, LEAST_STEP) if looks - before > hard else min(step * 4, MOST_STEP)
        increment = max(increment // step, 1)
        looks += len(market.node)
    return looks < most_looks


@register_jitable
def _sort_by_node(market: Market) -> None:
    """Write down which edges lead into each node."""
    end = market.into.astype(np.uint64)
    for worker in range(len(market.seats)):
        for edge in range(market.start[worker], market.start[worker + 1]):
            here = market.node[edge]
            at = end[here]
            end[here] = at + np.uint64(1)
            market.into_edge[at] = edge
            market.into_worker[at] = worker
            market.into_weight[at] = market.weight[edge]


@register_jitable
def _come_in(market: Market, waiting: Ints) -> int:
    """Whoever is at a node is written down there, all others wait."""
    count = 0
    for worker in range(len(market.seats)):
        here = market.place[worker]
        if market.seats[worker] == OUTSIDE:
            waiting[count] = worker
            count += 1
        elif here != NOWHERE:
            market.holders[market.first[here] + market.taken[here]] = worker
            market.taken[here] += 1
    _all_look(market)
    return count


@register_jitable
def _all_look(market: Market) -> None:
    """Everybody who is somewhere looks up to which price nothing else is better."""
    for worker in range(len(market.seats)):
        if market.place[worker] != NOWHERE and market.seats[worker] != OUTSIDE:
            market.stay[worker] = _would_stay(market, worker)


@register_jitable
def _open_round(market: Market, waiting: Ints, count: int, increment: int) -> int:
    """Whoever could do better by more than the increment waits too, the others say up to what they would stay."""
    stay, holders = market.stay, market.holders
    market.is_heap[:] = False
    for here in range(len(market.taken)):
        price, top = market.price[here], market.first[here]
        kept = top
        for at in range(top, top + market.taken[here]):
            worker = holders[at]
            if price > stay[worker] + increment:
                stay[worker] = _would_stay(market, worker)
            if price > stay[worker] + increment:
                market.seats[worker] = OUTSIDE
                waiting[count] = worker
                count += 1
            else:
                holders[kept] = worker
                market.bids[kept] = max(stay[worker], price)
                kept += 1
        market.taken[here] = kept - top
    return count


@register_jitable(forceinline=True)
def _would_stay(market: Market, worker: Number) -> Number:
    """Up to which price of the own node nothing else is better."""
    seat, best, second = _best_two(market, worker)
    elsewhere = second if seat == market.seats[worker] else best
    stay: Number = market.worth[worker] - elsewhere
    return stay


@register_jitable(forceinline=True)
def _best_two(market: Market, worker: Number) -> tuple[Number, Number, Number]:
    """The edge that leaves a worker most at the current prices, how much, and what the second best leaves.

    It asks nothing on the way: which edge is better cannot be guessed, and a wrong guess costs as much as ten edges.
    """
    price, begin, end = market.price, market.start[worker], market.start[worker + 1]
    node, weight = market.node[begin:end], market.weight[begin:end]
    seat, best, second = NOWHERE, -price[-1], -CLOSED
    for edge in range(len(node)):
        left = weight[edge] - price[node[edge]]
        second = max(second, min(best, left))
        seat = begin + edge if left > best else seat
        best = max(best, left)
    return seat, best, second


@register_jitable
def _bid_up(market: Market, waiting: Ints, count: int, increment: int, most_looks: int) -> int:
    """The waiting bid until everybody is somewhere; how many edges were looked at."""
    node, weight, price, pool = market.node, market.weight, market.price, len(market.taken) - 1
    looks = 0
    while count > 0 and looks < most_looks:
        worker = waiting[count - 1]
        looks += market.start[worker + 1] - market.start[worker]
        seat, best, second = _best_two(market, worker)
        here = pool if seat == NOWHERE else np.int64(node[seat])
        stay = price[here] + best - second
        bid = stay + increment
        top = market.first[here]
        if market.taken[here] < market.upper[here]:
            market.holders[top + market.taken[here]] = worker
            market.bids[top + market.taken[here]] = bid
            market.taken[here] += 1
            count -= 1
        else:
            bids = market.bids[top : top + market.taken[here]]
            holders = market.holders[top : top + market.taken[here]]
            if not market.is_heap[here]:
                _make_heap(bids, holders)
                market.is_heap[here] = True
            if bid <= bids[0]:
                # Whoever is here would stay at that price too.
                price[here] = bid
                continue
            outbid = holders[0]
            market.seats[outbid] = OUTSIDE
            waiting[count - 1] = outbid
            _let_sink(bids, holders, 0, bid, worker)
        market.seats[worker] = seat
        market.place[worker] = here
        market.worth[worker] = 0 if seat == NOWHERE else weight[seat]
        market.stay[worker] = stay
        if market.taken[here] == market.upper[here]:
            if not market.is_heap[here]:
                _make_heap(market.bids[top : top + market.taken[here]], market.holders[top : top + market.taken[here]])
                market.is_heap[here] = True
            price[here] = max(price[here], market.bids[top])
    return looks if count == 0 else most_looks


@register_jitable
def _make_heap(bids: Ints, holders: Ints) -> None:
    """Put the lowest bid on top."""
    for place in range(len(bids) // 2 - 1, -1, -1):
        _let_sink(bids, holders, place, bids[place], holders[place])


@register_jitable(forceinline=True)
def _let_sink(bids: Ints, holders: Ints, place: Number, bid: Number, worker: Number) -> None:
    """Put a bid into a heap, no higher than at a place."""
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


@register_jitable
def _bid_down(market: Market, increment: int, most_looks: int) -> int:
    """Nodes with a price and an empty seat draw somebody in, or become free; how many edges were looked at."""
    price, floor, upper, taken, first = market.price, market.floor, market.upper, market.taken, market.first
    into, holders, pool = market.into, market.holders, len(taken) - 1
    left = _take_stock(market)
    waiting = [node for node in range(pool + 1) if taken[node] < upper[node] and price[node] > floor[node]]
    has_fallen = np.zeros(pool + 1, dtype=np.bool_)
    looks = 0
    while len(waiting) > 0 and looks < most_looks:
        here = waiting.pop()
        has_fallen[here] = True
        for at in range(first[here], first[here] + taken[here]):
            left[holders[at]] = CLOSED
        while taken[here] < upper[here] and price[here] > floor[here] and looks < most_looks:
            begin, end = into[here], into[here + 1]
            looks += int(end - begin)
            if here == pool:
                found, best, second = _best_two_leaving(left)
            else:
                found, best, second = _best_two_for(market.into_worker[begin:end], market.into_weight[begin:end], left)
            if best <= floor[here] + increment:
                price[here] = floor[here]
                break
            price[here] = max(floor[here], second - increment)
            worker = np.int64(found if here == pool else market.into_worker[begin + found])
            seat = np.int64(NOWHERE if here == pool else market.into_edge[begin + found])
            before = market.place[worker]
            _move(market, worker, seat, here)
            left[worker] = CLOSED
            if price[before] > floor[before]:
                waiting.append(before)
        for at in range(first[here], first[here] + taken[here]):
            left[holders[at]] = market.worth[holders[at]] - price[here]
    _tell(market, has_fallen)
    return looks


@register_jitable
def _take_stock(market: Market) -> Ints:
    """Note where each holder is written down. Comes back with what each worker is left with: more than anything gives
    for who is nowhere and may not be drawn.
    """
    left = np.full(len(market.slot), CLOSED)
    for node in range(len(market.taken)):
        for at in range(market.first[node], market.first[node] + market.taken[node]):
            worker = market.holders[at]
            market.slot[worker] = at
            left[worker] = market.worth[worker] - market.price[node]
    return left


@register_jitable
def _move(market: Market, worker: Number, seat: Number, there: Number) -> None:
    """From one node to another that has an empty seat."""
    holders, slot, taken, first, before = market.holders, market.slot, market.taken, market.first, market.place[worker]
    last = holders[first[before] + taken[before] - 1]
    holders[slot[worker]] = last
    slot[last] = slot[worker]
    taken[before] -= 1
    slot[worker] = first[there] + taken[there]
    holders[slot[worker]] = worker
    taken[there] += 1
    market.seats[worker] = seat
    market.place[worker] = there
    market.worth[worker] = 0 if seat == NOWHERE else market.weight[seat]
    market.stay[worker] = -CLOSED


@register_jitable(forceinline=True)
def _best_two_for(worker: NDArray[np.int32], weight: Ints, left: Ints) -> tuple[Number, Number, Number]:
    """Of the edges into a node the one over which most is given for it, how much, and what the second gives."""
    edge, best, second = 0, -CLOSED, -CLOSED
    for at in range(len(worker)):
        gives = weight[at] - left[worker[at]]
        second = max(second, min(best, gives))
        edge = at if gives > best else edge
        best = max(best, gives)
    return edge, best, second


@register_jitable(forceinline=True)
def _best_two_leaving(left: Ints) -> tuple[Number, Number, Number]:
    """Who loses least by going to the pool, that with its sign turned, and the same of the second."""
    leaver, best, second = 0, -CLOSED, -CLOSED
    for worker in range(len(left)):
        gives = -left[worker]
        second = max(second, min(best, gives))
        leaver = worker if gives > best else leaver
        best = max(best, gives)
    return leaver, best, second


@register_jitable
def _tell(market: Market, has_fallen: NDArray[np.bool_]) -> None:
    """Those elsewhere who may go to nodes that cost less now would stay up to less."""
    told = 0
    for here in range(len(has_fallen)):
        if has_fallen[here]:
            told += int(market.into[here + 1] - market.into[here])
    if told > len(market.node) * FEW_TOLD:
        _all_look(market)
        return
    for here in range(len(has_fallen)):
        if has_fallen[here]:
            _tell_of(market, here)


@register_jitable
def _tell_of(market: Market, here: Number) -> None:
    price, place, worth, stay = market.price[here], market.place, market.worth, market.stay
    if here == len(market.taken) - 1:
        for worker in range(len(place)):
            if place[worker] != here:
                stay[worker] = min(stay[worker], worth[worker] + price)
        return
    for at in range(market.into[here], market.into[here + 1]):
        worker = market.into_worker[at]
        if place[worker] != here:
            stay[worker] = min(stay[worker], worth[worker] - market.into_weight[at] + price)
