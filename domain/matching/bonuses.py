"""The smallest bonuses that keep promises (Lagrangian relaxation): for promises that are no bounds of a network.

A bonus on the pairs of a promise draws more of its group in, at the least cost to the score. The number drawn in jumps
where the bonus makes two plans equal; between those, only as many steps are taken as the promise needs.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from domain.matching.rules import missing

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from numpy.typing import NDArray

    from domain.matching.network import Network
    from domain.matching.promises import Promise

    Solver = Callable[[Network], NDArray[np.int64]]

MOST_ROUNDS = 6
"""◇ How often each promise is looked at again after another one has moved people."""


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Kept:
    """Seats that keep the promises as far as they can be kept."""

    seats: NDArray[np.int64]
    network: Network
    """With the bonuses."""
    proof: NDArray[np.int64]
    """The best seats of that network."""
    bonus: tuple[int, ...]


def smallest_bonuses(
    network: Network, promises: Sequence[Promise], seats: NDArray[np.int64], best_seats: Solver
) -> Kept:
    """Find for each promise in turn the smallest bonus that keeps it, until none moves any more."""
    kept = Kept(seats=seats, network=network, proof=seats, bonus=(0,) * len(promises))
    exhausted: set[int] = set()
    for _ in range(MOST_ROUNDS):
        for number, promise in enumerate(promises):
            if number not in exhausted and promise.missing(kept.seats):
                kept = _with_bonus_for(number, promises, network, kept, best_seats)
                if promise.missing(kept.seats):
                    exhausted.add(number)
    return kept


def _with_bonus_for(number: int, promises: Sequence[Promise], plain: Network, kept: Kept, best_seats: Solver) -> Kept:
    """The smallest bonus for one promise where those of the others stand, and the seats that keep it."""
    promise = promises[number]
    bonus = list(kept.bonus)
    bonus[number] = 0
    others = _with_bonuses(plain, promises, bonus)

    def attempt(units: int) -> _Attempt:
        seats = best_seats(others.with_bonus(units * promise.is_promised))
        return _Attempt(
            seats=seats,
            worth=others.worth_of(seats),
            of_group=promise.of_group(seats),
            is_kept=not promise.missing(seats),
        )

    bonus[number], low, high = _narrow(attempt, _highest_bonus(plain))
    network = _with_bonuses(plain, promises, bonus)
    # Where what stands is as good at these bonuses as anything, the fewest people move.
    stands = network.worth_of(kept.seats) == network.worth_of(high.seats)
    seats = _step_by_step(number, promises, kept.seats if stands else low.seats, high.seats, plain)
    return Kept(seats=seats, network=network, proof=high.seats, bonus=tuple(bonus))


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class _Attempt:
    """The best seats at a bonus."""

    seats: NDArray[np.int64]
    worth: int
    """Without the bonus."""
    of_group: int
    is_kept: bool


def _narrow(attempt: Callable[[int], _Attempt], highest: int) -> tuple[int, _Attempt, _Attempt]:
    """The smallest bonus that keeps a promise, or does what can be done, with the best seats just below it and at it.

    The worth of the best seats falls along a concave line as more of the group are asked for. Where the lines through
    too few and enough meet lies either something better between them, or nothing, and then that slope is the bonus.
    """
    low, high = attempt(0), attempt(highest)
    most = high.of_group
    if low.of_group == most:
        return 0, low, low
    while True:
        bonus = -((high.worth - low.worth) // (high.of_group - low.of_group))
        between = attempt(bonus)
        if between.worth + bonus * between.of_group <= high.worth + bonus * high.of_group:
            return bonus, low, high
        if between.is_kept or between.of_group == most:
            high = between
        else:
            low = between


def _step_by_step(
    number: int,
    promises: Sequence[Promise],
    before: NDArray[np.int64],
    after: NDArray[np.int64],
    network: Network,
) -> NDArray[np.int64]:
    """From seats that do not keep a promise towards those that do, as far as it needs.

    Steps that leave the other promises kept come first.
    """
    seats = before.copy()
    steps = list(_steps(network, before, after))
    promise = promises[number]
    counts = np.array([[p.of_group(seats), p.everybody(seats)] for p in promises])
    for is_careful in (True, False):
        left = []
        for step in steps:
            change = np.array([_change(p, seats[step], after[step]) for p in promises])
            helps = change[number, 0] > 0 and missing(promise.quota, *counts[number])
            harms = any(
                missing(p.quota, *(counts[other] + change[other])) > missing(p.quota, *counts[other])
                for other, p in enumerate(promises)
            )
            if helps and not (harms and is_careful):
                seats[step] = after[step]
                counts += change
            else:
                left.append(step)
        steps = left
    return seats


def _change(promise: Promise, before: NDArray[np.int64], after: NDArray[np.int64]) -> tuple[int, int]:
    return promise.of_group(after) - promise.of_group(before), promise.everybody(after) - promise.everybody(before)


def _steps(network: Network, before: NDArray[np.int64], after: NDArray[np.int64]) -> Iterator[NDArray[np.int64]]:
    """The workers who change between two plans, in groups that can each move without the others.

    Every move leaves a node and reaches one. Chains of moves are followed until they close or end, so any set of
    groups fills every node to a number between those of the two plans.
    """
    origin, target = network.node_of(before), network.node_of(after)
    movers = np.flatnonzero(origin != target)
    leaving: dict[int, list[int]] = {}
    for worker in movers[::-1].tolist():
        leaving.setdefault(int(origin[worker]), []).append(worker)
    arrivals = np.bincount(target[movers], minlength=network.n_nodes)
    surplus = np.bincount(origin[movers], minlength=network.n_nodes) - arrivals
    for node in [*np.flatnonzero(surplus > 0).tolist(), *leaving]:
        while leaving.get(node):
            yield from _chains(node, leaving, target)


def _chains(node: int, leaving: dict[int, list[int]], target: NDArray[np.int32]) -> Iterator[NDArray[np.int64]]:
    """Follow moves from a node to where nobody leaves, cutting off each circle on the way."""
    nodes, workers = [node], []
    while leaving.get(nodes[-1]):
        worker = leaving[nodes[-1]].pop()
        reached = int(target[worker])
        workers.append(worker)
        if reached in nodes:
            first = nodes.index(reached)
            yield np.array(workers[first:], dtype=np.int64)
            del nodes[first + 1 :], workers[first:]
        else:
            nodes.append(reached)
    if workers:
        yield np.array(workers, dtype=np.int64)


def _with_bonuses(network: Network, promises: Sequence[Promise], bonus: Sequence[int]) -> Network:
    for promise, units in zip(promises, bonus, strict=True):
        if units:
            network = network.with_bonus(units * promise.is_promised)
    return network


def _highest_bonus(network: Network) -> int:
    """Above all that a chain of moves can cost, where 64 bits can hold it for the solver."""
    return min(
        int(network.weight.max(initial=1)) * (network.n_nodes + 1), 2**61 // (network.n_workers + network.n_nodes + 2)
    )
