"""Promised shares: as many of a group as were promised, without losing a placement; what cannot be kept is reported.

A promise over all vacancies is a bound on how many of the group stay without a place, so the network stays a network
and the answer exact. Promises over some vacancies, or to groups that cross, get a bonus on their pairs instead.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from domain.matching.bonuses import smallest_bonuses
from domain.matching.limits import KEPT, GroupCeiling, are_nested
from domain.matching.network import network_of
from domain.matching.problem import Infeasible
from domain.matching.promises import Promise

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from domain.matching.bonuses import Solver
    from domain.matching.network import Network
    from domain.matching.problem import Problem


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Settlement:
    """Seats that keep the promises as far as they can be kept, and what proves that no better ones do."""

    seats: NDArray[np.int64]
    network: Network
    """Its best seats are the proof: those above, but for the last step of a bonus."""
    proof: NDArray[np.int64]
    bonus: tuple[int, ...]
    """For each promise the units that the network adds to its pairs."""
    infeasible: tuple[Infeasible, ...] = ()


def settle(problem: Problem, network: Network, seats: NDArray[np.int64], best_seats: Solver) -> Settlement:
    """Keep the promises of a problem, where `seats` are the best without them."""
    promises = [Promise.on(network, quota) for quota in problem.quotas]
    no_bonus = (0,) * len(promises)
    if not any(promise.missing(seats) for promise in promises):
        return Settlement(seats=seats, network=network, proof=seats, bonus=no_bonus)
    most_left_out = int(np.count_nonzero(seats < 0))
    if _are_bounds(problem):
        network, seats = _within_bounds(problem, promises, seats, most_left_out, best_seats)
        settlement = Settlement(seats=seats, network=network, proof=seats, bonus=no_bonus)
    else:
        found = smallest_bonuses(network.with_most_left_out(most_left_out), promises, seats, best_seats)
        settlement = Settlement(seats=found.seats, network=found.network, proof=found.proof, bonus=found.bonus)
    return replace(
        settlement,
        infeasible=tuple(
            Infeasible(promise.quota, promise.of_group(settlement.seats) / promise.everybody(settlement.seats))
            for promise in promises
            if promise.missing(settlement.seats)
        ),
    )


def _are_bounds(problem: Problem) -> bool:
    """Whether every promise is over all vacancies, and its group nests with all others."""
    wanted = np.unique(problem.edges.vacancy)
    groups = [ceiling.workers for ceiling in problem.ceilings if isinstance(ceiling, GroupCeiling)]
    return all(np.isin(wanted, quota.vacancies).all() for quota in problem.quotas) and are_nested(
        [*groups, *(quota.workers for quota in problem.quotas)]
    )


def _within_bounds(
    problem: Problem,
    promises: Sequence[Promise],
    seats: NDArray[np.int64],
    most_left_out: int,
    best_seats: Solver,
) -> tuple[Network, NDArray[np.int64]]:
    """Raise the least number of each group until every promise is kept or at its limit; earlier promises come first."""
    least = [0] * len(promises)
    limit: dict[int, int] = {}
    while True:
        network = network_of(problem, least).with_most_left_out(most_left_out)
        if any(least):
            seats = best_seats(network)
        short = [
            number
            for number, promise in enumerate(promises)
            if promise.missing(seats) and least[number] < limit.get(number, problem.n_workers)
        ]
        if not short:
            return network, seats
        for number in short:
            promise = promises[number]
            bounded = network_of(problem, least).with_most_left_out(most_left_out)
            # With nothing else of worth, the best seats are those with most of the group. Whoever was told a place
            # keeps it: two of the group for one who leaves would not be enough.
            weight = promise.is_promised.copy()
            weight[problem.standing[problem.loyalty >= KEPT]] += 2
            limit[number] = promise.of_group(best_seats(bounded.with_weight(weight)))
            least[number] = min(promise.of_group(seats) + promise.missing(seats), limit[number])
