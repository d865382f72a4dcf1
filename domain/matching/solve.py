"""assign(...) -> Plan: the best plan there is, with the proof that no other is better."""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum
from math import inf
from typing import TYPE_CHECKING

import numpy as np

from domain.matching import flow
from domain.matching.errors import UnknownSolver
from domain.matching.network import SINK, network_of
from domain.matching.prices import least_prices
from domain.matching.problem import Objective, Plan, pose_problem
from domain.matching.quotas import settle
from domain.matching.worth import UNITS, bound_by_prices

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Literal

    from numpy.typing import ArrayLike, NDArray

    from domain.matching.network import Network
    from domain.matching.problem import Ceiling, Edges, GroupCeiling, Problem, Quota
    from domain.matching.quotas import Settlement


class Solver(StrEnum):
    """How the best plan is found; both are exact."""

    FLOW = "flow"
    """Min-cost flow: steady whatever the scores are."""
    AUCTION = "auction"
    """Several times faster on real scores; hands over to the flow where bids would not end."""


def assign(
    edges: Edges,
    capacity: ArrayLike,
    objective: Literal["score", "placement"] = "score",
    quotas: Sequence[Quota] = (),
    solver: Literal["flow", "auction"] = "flow",
    *,
    ceilings: Sequence[Ceiling | GroupCeiling] = (),
) -> Plan:
    """The best plan: who gets which vacancy, at most one each, and no more than its seats and the ceilings over it.

    Exact to a billionth of a score for each place, and the same pairs give the same plan in whatever order they come.
    Raises a child of MatchingRefused.
    """
    return solve(pose_problem(edges, capacity, objective, quotas, ceilings=ceilings), solver=solver)


def solve(problem: Problem, *, solver: Literal["flow", "auction"] = "flow") -> Plan:
    """The best plan of a problem that has been put together before, as verify and explain ask for it.

    Raises UnknownSolver.
    """
    if solver not in set(Solver):
        raise UnknownSolver(f"the solver is {solver!r}")
    finder = _Finder(Solver(solver))
    network = network_of(problem)
    if problem.objective is Objective.PLACEMENT:
        network = network.with_most_left_out(problem.n_workers - flow.most_placements(network))
    settlement = settle(problem, network, finder.best_seats(network), finder.best_seats)
    return _plan(problem, settlement, finder.solver)


class _Finder:
    """Finds the best seats of a network, and remembers who did it in the end."""

    def __init__(self, solver: Solver) -> None:
        self.solver = solver

    def best_seats(self, network: Network) -> NDArray[np.int64]:
        if self.solver is Solver.AUCTION:
            # numba takes a second to import, and only this solver needs it.
            from domain.matching import auction

            seats = auction.best_seats(network)
            if seats is not None:
                return seats
            self.solver = Solver.FLOW
        return flow.best_seats(network)


def _plan(problem: Problem, settlement: Settlement, solver: Solver) -> Plan:
    network = settlement.network
    prices = least_prices(network, settlement.proof) / UNITS
    above = np.where(network.parent == SINK, prices, prices - prices[network.parent])
    taken = settlement.seats[settlement.seats >= 0]
    plan = Plan(
        worker=network.worker[taken],
        vacancy=network.node[taken],
        score=float(network.score[taken].sum()),
        bound=inf,
        price=prices[: problem.n_vacancies],
        premium=float(prices[network.pool_of_all]),
        bonus=tuple(
            units / UNITS + _at(above, node)
            for units, node in zip(settlement.bonus, network.promise_nodes, strict=True)
        ),
        toll=tuple(abs(_at(above, node)) for node in network.ceiling_nodes),
        infeasible=settlement.infeasible,
        solver=solver,
    )
    return replace(plan, bound=max(plan.score, bound_by_prices(problem, plan)))


def _at(prices: NDArray[np.float64], node: int | None) -> float:
    return 0.0 if node is None else float(prices[node])
