"""Promised shares: as many of a group as were promised, without losing a placement; what cannot be kept is reported.

A promise over all vacancies is a bound on how many of the group stay without a place, so the network stays a network
and the answer exact. A promise over some vacancies is not, and gets one multiplier: a bonus on its pairs, as small as
will do (Lagrangian relaxation); where the last step overshoots, only as much of it is taken as the promise needs.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np

from domain.matching.problem import Infeasible
from domain.matching.rules import shortage, tally
from domain.matching.worth import UNITS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from numpy.typing import NDArray

    from domain.matching.network import Network
    from domain.matching.problem import Quota

    Solver = Callable[[Network], NDArray[np.int64]]

MOST_ROUNDS = 4
"""◇ How often each promise is looked at again after another one has moved people."""


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Settlement:
    """Seats that keep the promises as far as they can be kept, and what proves that no better ones do."""

    seats: NDArray[np.int64]
    network: Network
    """Its best seats are the proof: those above, but for the last step of a promise over some vacancies."""
    proof: NDArray[np.int64]
    bonus: tuple[int, ...]
    """For each promise the units that the network adds to its pairs."""
    pools: dict[int, int]
    """For a promise that is a bound, the pool of its group."""
    infeasible: tuple[Infeasible, ...] = ()


def settle(network: Network, quotas: tuple[Quota, ...], seats: NDArray[np.int64], best_seats: Solver) -> Settlement:
    """Keep promises, where `seats` are the best without them."""
    nothing = Settlement(seats=seats, network=network, proof=seats, bonus=(0,) * len(quotas), pools={})
    if all(_is_kept(network, quota, seats) for quota in quotas):
        return nothing
    no_placement_lost = network.with_most_left_out(int(np.count_nonzero(seats < 0)))
    way = _by_bounds if _is_nested(network, quotas) else _by_bonus
    settlement = way(replace(nothing, network=no_placement_lost), quotas, best_seats)
    missed = [quota for quota in quotas if not _is_kept(network, quota, settlement.seats)]
    return replace(
        settlement, infeasible=tuple(Infeasible(quota, _share(network, quota, settlement.seats)) for quota in missed)
    )


def _is_nested(network: Network, quotas: tuple[Quota, ...]) -> bool:
    """Whether every promise is over all vacancies, and of any two groups one contains the other or nobody of it."""
    wanted = np.unique(network.node)
    return all(np.isin(wanted, quota.vacancies).all() for quota in quotas) and all(
        np.count_nonzero(one.workers & other.workers)
        in {0, np.count_nonzero(one.workers), np.count_nonzero(other.workers)}
        for one, other in combinations(quotas, 2)
    )


def _by_bounds(start: Settlement, quotas: tuple[Quota, ...], best_seats: Solver) -> Settlement:
    """Raise the least number of each group until every promise is kept or at its limit; earlier promises come first."""
    least = [0] * len(quotas)
    limit = [len(quota.workers) for quota in quotas]
    settlement = start
    while True:
        short = [
            number
            for number, quota in enumerate(quotas)
            if not _is_kept(start.network, quota, settlement.seats) and least[number] < limit[number]
        ]
        if not short:
            return settlement
        for number in short:
            quota = quotas[number]
            limit[number] = _most_of(quota, _bounded(start, quotas, least).network, best_seats)
            worker, vacancy = _pairs(start.network, settlement.seats)
            needed = tally(quota, worker, vacancy)[0] + shortage(quota, worker, vacancy)
            least[number] = min(needed, limit[number])
        settlement = _bounded(start, quotas, least)
        seats = best_seats(settlement.network)
        settlement = replace(settlement, seats=seats, proof=seats)


def _bounded(start: Settlement, quotas: tuple[Quota, ...], least: list[int]) -> Settlement:
    """With the least numbers as bounds; larger groups first, so that those within them nest."""
    network = start.network
    pools: dict[int, int] = {}
    for number in sorted(range(len(quotas)), key=lambda number: -np.count_nonzero(quotas[number].workers)):
        group = quotas[number].workers
        if least[number]:
            pools[number] = network.n_nodes
            network = network.with_most_left_out_of(group, int(np.count_nonzero(group)) - least[number])
    return replace(start, network=network, pools=pools)


def _most_of(quota: Quota, network: Network, best_seats: Solver) -> int:
    """How many of a group can have a place without losing a placement."""
    of_group = quota.workers[network.worker].astype(np.int64)
    return tally(quota, *_pairs(network, best_seats(network.with_weight(of_group))))[0]


def _by_bonus(start: Settlement, quotas: tuple[Quota, ...], best_seats: Solver) -> Settlement:
    """Find for each promise in turn the smallest bonus that keeps it, until none moves any more."""
    settlement = start
    exhausted: set[int] = set()
    for _ in range(MOST_ROUNDS):
        for number, quota in enumerate(quotas):
            if number not in exhausted and not _is_kept(start.network, quota, settlement.seats):
                settlement = _with_bonus_for(number, start.network, settlement, quotas, best_seats)
                if not _is_kept(start.network, quota, settlement.seats):
                    exhausted.add(number)
    return settlement


def _with_bonus_for(
    number: int, plain: Network, settlement: Settlement, quotas: tuple[Quota, ...], best_seats: Solver
) -> Settlement:
    """The smallest bonus for one promise, where those of the others stand, and the seats that keep it."""
    quota = quotas[number]
    bonus = [0 if other == number else units for other, units in enumerate(settlement.bonus)]
    others = plain
    for other, units in zip(quotas, bonus, strict=True):
        others = others.with_bonus(units * _promised(plain, other))
    promised = _promised(plain, quota)

    def attempt(units: int) -> _Attempt:
        seats = best_seats(others.with_bonus(units * promised))
        of_group, _ = tally(quota, *_pairs(plain, seats))
        return _Attempt(
            seats=seats, worth=others.worth_of(seats), of_group=of_group, is_kept=_is_kept(plain, quota, seats)
        )

    bonus[number], low, high = _narrow(attempt, _highest_bonus(plain))
    seats = low.seats.copy()
    for step in _steps(plain, low.seats, high.seats):
        if _is_kept(plain, quota, seats):
            break
        if _count(promised, high.seats[step]) > _count(promised, low.seats[step]):
            seats[step] = high.seats[step]
    network = others.with_bonus(bonus[number] * promised)
    return replace(settlement, seats=seats, network=network, proof=high.seats, bonus=tuple(bonus))


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
    low = attempt(0)
    if low.is_kept:
        return 0, low, low
    high = attempt(highest)
    bonus, most = highest, high.of_group
    while high.of_group > low.of_group:
        bonus = -((high.worth - low.worth) // (high.of_group - low.of_group))
        between = attempt(bonus)
        if between.worth + bonus * between.of_group <= high.worth + bonus * high.of_group:
            break
        if between.is_kept or between.of_group == most:
            high = between
        else:
            low = between
    return bonus, low, high


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
    surplus = np.bincount(origin[movers], minlength=network.n_nodes) - np.bincount(
        target[movers], minlength=network.n_nodes
    )
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


def _highest_bonus(network: Network) -> int:
    """Above every score that a chain of moves can cost, where 64 bits can hold it for the solver."""
    return min(UNITS * (network.n_nodes + 1), 2**61 // (network.n_workers + network.n_nodes + 2))


def _promised(network: Network, quota: Quota) -> NDArray[np.int64]:
    """1 for each edge that a promise is about, 0 for the others."""
    return (quota.workers[network.worker] & np.isin(network.node, quota.vacancies)).astype(np.int64)


def _count(promised: NDArray[np.int64], seats: NDArray[np.int64]) -> int:
    return int(promised[seats[seats >= 0]].sum())


def _pairs(network: Network, seats: NDArray[np.int64]) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    taken = seats[seats >= 0]
    return network.worker[taken], network.node[taken]


def _is_kept(network: Network, quota: Quota, seats: NDArray[np.int64]) -> bool:
    return shortage(quota, *_pairs(network, seats)) == 0


def _share(network: Network, quota: Quota, seats: NDArray[np.int64]) -> float:
    of_group, everybody = tally(quota, *_pairs(network, seats))
    return of_group / everybody
