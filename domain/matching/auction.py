"""The exact solver that is faster: an auction of places from both sides, compiled (Bertsekas and Castañón 1989, 1992).

Workers without a place bid for the one that is best at the current prices, by as much as it is better than their
second best and an increment; who is outbid bids again. Vacancies that have an empty seat at a price then lower it until
somebody is drawn in or it is free. At the end nobody could do better by more than the increment. With a large increment
that is soon reached; it is made smaller from round to round, and in each only those bid again who are off by more than
it. When it is below one unit divided by the number of workers, the plan is optimal in units.

Equal scores can start price wars, in which prices climb by one increment a bid. The work is limited, and who asked gets
None where the limit is reached; then the flow is asked.
"""

from __future__ import annotations

import heapq
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numba import njit
from numba.extending import register_jitable

if TYPE_CHECKING:
    from numpy.typing import NDArray

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
"""◇ How often an edge may be looked at on average. Real scores need some thirty looks, ten levels of them a hundred."""
HIGHEST = 2**56
"""The highest worth that is taken; prices may rise to many times as much."""
PENALTY = 2**58
"""What staying in a pool costs where nobody may: more than any chain of moves, or else the flow is asked."""
CLOSED = 2**60
"""The price of a vacancy without seats."""
NOWHERE = -1
"""In the pool."""
OUTSIDE = -2
"""Not placed yet."""


class Solved(NamedTuple):
    """The best seats, and the least prices that prove them."""

    seats: Ints
    prices: Ints


class Market(NamedTuple):
    """Who may go where and who is where; the last node is the pool. The auction reads and writes it."""

    start: Ints
    """Where the edges of each worker begin; one longer than there are workers."""
    node: NDArray[np.int32]
    weight: Ints
    upper: Ints
    """The most that each node may hold."""
    first: Ints
    """Where the holders of each node begin; one longer than there are nodes."""
    holders: Ints
    bids: Ints
    """Up to what each holder would stay: a heap for each node, the lowest on top."""
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
    slot: Ints
    """For each worker the place among the holders, while seats are lowered."""
    into: Ints
    """Where the edges into each node begin; one longer than there are nodes."""
    into_edge: NDArray[np.int32]
    into_worker: NDArray[np.int32]
    into_weight: Ints


def best_seats(network: Network, start: Solved | None = None, *, compiled: bool = True) -> Solved | None:
    """The best seats and the least prices that prove them; sooner where `start` is nearly that.

    None after a price war, for numbers beyond 64 bits, and for networks with ceilings or with pools of groups. Not
    compiled it does the same, slowly.
    """
    scale = network.n_workers + 1
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
    n_edges = len(network.node)
    return Market(
        start=network.start,
        node=network.node,
        weight=network.weight * scale,
        upper=upper,
        first=np.concatenate([[0], np.cumsum(room)]),
        holders=np.empty(room.sum(), dtype=np.int64),
        bids=np.empty(room.sum(), dtype=np.int64),
        taken=np.zeros(len(room), dtype=np.int64),
        price=floor.copy(),
        floor=floor,
        seats=np.where(takes_part, OUTSIDE, NOWHERE),
        place=np.where(takes_part, len(room) - 1, NOWHERE),
        worth=np.zeros(network.n_workers, dtype=np.int64),
        slot=np.zeros(network.n_workers, dtype=np.int64),
        into=np.concatenate([[0], np.cumsum(degree)]),
        into_edge=np.empty(n_edges, dtype=np.int32),
        into_worker=np.empty(n_edges, dtype=np.int32),
        into_weight=np.empty(n_edges, dtype=np.int64),
    )


def take_over(market: Market, network: Network, start: Solved, scale: int) -> None:
    """Begin with seats and prices of before, as far as there is still room."""
    node = np.append(network.node, network.pool_of_all)[start.seats]
    worth = np.append(market.weight, 0)[start.seats]
    stays = np.flatnonzero(market.place != NOWHERE)
    if (np.bincount(node[stays], minlength=len(market.upper)) > market.upper).any():
        # Of too many in one place those stay to whom it is worth most.
        stays = stays[np.lexsort((-worth[stays], node[stays]))]
        rank = np.arange(len(stays)) - np.searchsorted(node[stays], node[stays])
        stays = stays[rank < market.upper[node[stays]]]
    market.seats[stays] = start.seats[stays]
    market.place[stays] = node[stays]
    market.worth[stays] = worth[stays]
    np.maximum(market.floor, start.prices * scale, out=market.price)


@njit(cache=True)
def hold_auction(market: Market, increment: int, step: int, most_looks: int) -> bool:
    """Round after round with a smaller increment, the last with 1. False after too many looks at edges."""
    waiting = np.empty(len(market.seats), dtype=np.int64)
    hard = HARD * len(market.node)
    is_sorted = False
    looks = 0
    while looks < most_looks:
        count = _open_round(market, waiting, increment)
        before = looks
        looks += _bid_up(market, waiting, count, increment, most_looks - looks)
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
    end = market.into.copy()
    for worker in range(len(market.seats)):
        for edge in range(market.start[worker], market.start[worker + 1]):
            at = end[market.node[edge]]
            end[market.node[edge]] += 1
            market.into_edge[at] = edge
            market.into_worker[at] = worker
            market.into_weight[at] = market.weight[edge]


@register_jitable
def _open_round(market: Market, waiting: Ints, increment: int) -> int:
    """Whoever could do better by more than the increment waits, the others say up to what they would stay."""
    node, weight, price, pool = market.node, market.weight, market.price, len(market.taken) - 1
    market.taken[:] = 0
    count = 0
    for worker in range(len(market.seats) - 1, -1, -1):
        begin, end, seat = market.start[worker], market.start[worker + 1], market.seats[worker]
        here = market.place[worker]
        if here == NOWHERE:
            continue
        left = market.worth[worker] - price[here]
        elsewhere = -price[pool] if seat != NOWHERE else -CLOSED
        for edge in range(begin, end):
            if edge != seat:
                elsewhere = max(elsewhere, weight[edge] - price[node[edge]])
        if seat == OUTSIDE or left < elsewhere - increment:
            market.seats[worker] = OUTSIDE
            waiting[count] = worker
            count += 1
        else:
            _push(market, here, max(market.worth[worker] - elsewhere, price[here]), worker)
    return count


@register_jitable
def _bid_up(market: Market, waiting: Ints, count: int, increment: int, most_looks: int) -> int:
    """The waiting bid until everybody is somewhere; how many edges were looked at."""
    node, weight, price, pool = market.node, market.weight, market.price, len(market.taken) - 1
    looks = 0
    while count > 0 and looks < most_looks:
        worker = waiting[count - 1]
        begin, end = market.start[worker], market.start[worker + 1]
        looks += end - begin
        seat, best, second = NOWHERE, -price[pool], -CLOSED
        for edge in range(begin, end):
            left = weight[edge] - price[node[edge]]
            if left > best:
                seat, best, second = edge, left, best
            elif left > second:
                second = left
        here = pool if seat == NOWHERE else node[seat]
        bid = price[here] + best - second + increment
        top = market.first[here]
        if market.taken[here] < market.upper[here]:
            _push(market, here, bid, worker)
            count -= 1
        elif bid > market.bids[top]:
            outbid = market.holders[top]
            market.seats[outbid] = OUTSIDE
            waiting[count - 1] = outbid
            _replace_lowest(market, here, bid, worker)
        else:
            # Whoever is here would stay at that price too.
            price[here] = bid
            continue
        market.seats[worker] = seat
        market.place[worker] = here
        market.worth[worker] = 0 if seat == NOWHERE else weight[seat]
        if market.taken[here] == market.upper[here]:
            price[here] = max(price[here], market.bids[top])
    return looks if count == 0 else most_looks


@register_jitable
def _push(market: Market, node: Number, bid: Number, worker: Number) -> None:
    """Put a bid into the heap of a node."""
    top = market.first[node]
    place = market.taken[node]
    market.taken[node] += 1
    while place > 0 and market.bids[top + (place - 1) // 2] > bid:
        above = (place - 1) // 2
        market.bids[top + place] = market.bids[top + above]
        market.holders[top + place] = market.holders[top + above]
        place = above
    market.bids[top + place] = bid
    market.holders[top + place] = worker


@register_jitable
def _replace_lowest(market: Market, node: Number, bid: Number, worker: Number) -> None:
    """Put a bid where the lowest of a node was, and let it sink to its place."""
    top = market.first[node]
    bids = market.bids[top : top + market.taken[node]]
    holders = market.holders[top : top + market.taken[node]]
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


@register_jitable
def _bid_down(market: Market, increment: int, most_looks: int) -> int:
    """Nodes with a price and an empty seat draw somebody in, or become free; how many edges were looked at."""
    price, floor, upper, taken, first = market.price, market.floor, market.upper, market.taken, market.first
    pool = len(taken) - 1
    market.slot[:] = NOWHERE
    for node in range(pool + 1):
        for place in range(first[node], first[node] + taken[node]):
            market.slot[market.holders[place]] = place
    waiting = [node for node in range(pool + 1) if taken[node] < upper[node] and price[node] > floor[node]]
    looks = 0
    while len(waiting) > 0 and looks < most_looks:
        here = waiting.pop()
        while taken[here] < upper[here] and price[here] > floor[here] and looks < most_looks:
            looks += int(market.into[here + 1] - market.into[here])
            worker, seat, best, second = _best_two_for(market, here)
            if best <= floor[here] + increment:
                price[here] = floor[here]
                break
            price[here] = max(floor[here], second - increment)
            before = market.place[worker]
            last = first[before] + taken[before] - 1
            market.holders[market.slot[worker]] = market.holders[last]
            market.slot[market.holders[last]] = market.slot[worker]
            taken[before] -= 1
            if price[before] > floor[before]:
                waiting.append(before)
            market.slot[worker] = first[here] + taken[here]
            market.holders[market.slot[worker]] = worker
            taken[here] += 1
            market.seats[worker] = seat
            market.place[worker] = here
            market.worth[worker] = 0 if seat == NOWHERE else market.weight[seat]
    return looks


@register_jitable
def _best_two_for(market: Market, here: Number) -> tuple[Number, Number, Number, Number]:
    """The worker elsewhere who would pay most for a node, by which edge, how much, and what the second would pay."""
    price, place, worth = market.price, market.place, market.worth
    pool = len(market.taken) - 1
    best_worker, seat, best, second = NOWHERE, NOWHERE, -CLOSED, -CLOSED
    if here == pool:
        for worker in range(len(place)):
            if market.slot[worker] != NOWHERE and place[worker] != pool:
                pays = price[place[worker]] - worth[worker]
                if pays > best:
                    best_worker, best, second = worker, pays, best
                elif pays > second:
                    second = pays
        return best_worker, seat, best, second
    for at in range(market.into[here], market.into[here + 1]):
        worker = market.into_worker[at]
        if place[worker] != here:
            pays = market.into_weight[at] - worth[worker] + price[place[worker]]
            if pays > best:
                best_worker, seat, best, second = worker, market.into_edge[at], pays, best
            elif pays > second:
                second = pays
    return best_worker, seat, best, second


@njit(cache=True)
def lower_prices(market: Market) -> None:
    """From prices that prove the seats to the least that do: each falls by its shortest way from the sink.

    The length of an arc is what its bargain lacks to be one, which is never negative but for the last increment
    (Dijkstra; Johnson 1977).
    """
    n_nodes = len(market.taken)
    pool = n_nodes - 1
    node, weight, price = market.node, market.weight, market.price
    way = price.copy()
    line = [(way[here], np.int64(here)) for here in range(n_nodes)]
    heapq.heapify(line)
    while len(line) > 0:
        length, here = heapq.heappop(line)
        if length > way[here]:
            continue
        for place in range(market.first[here], market.first[here] + market.taken[here]):
            worker = market.holders[place]
            base = market.worth[worker] - price[here]
            for edge in range(market.start[worker], market.start[worker + 1]):
                there = np.int64(node[edge])
                further = length + max(base - weight[edge] + price[there], 0)
                if further < way[there]:
                    way[there] = further
                    heapq.heappush(line, (further, there))
            further = length + max(base + price[pool], 0)
            if further < way[pool]:
                way[pool] = further
                heapq.heappush(line, (further, np.int64(pool)))
    price -= way
