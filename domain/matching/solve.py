"""assign(...) -> Plan: the best plan there is, with the proof that no other is better."""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum
from math import inf
from typing import TYPE_CHECKING

import numpy as np

from domain.matching import flow
from domain.matching.errors import UnknownSolver
from domain.matching.market import Solved
from domain.matching.network import SINK, network_of
from domain.matching.prices import least_prices
from domain.matching.problem import Objective, Plan, pose_problem
from domain.matching.quotas import Settlement, settle
from domain.matching.rules import parted
from domain.matching.together import keep_together
from domain.matching.worth import UNITS, bound_by_prices

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Literal

    from numpy.typing import ArrayLike, NDArray

    from domain.matching.limits import Ceiling, Companions, GroupCeiling, Quota, Standing
    from domain.matching.network import Network
    from domain.matching.problem import Edges, Problem


class Solver(StrEnum):
    """How the best plan is found; both are exact."""

    FLOW = "flow"
    """Min-cost flow: takes every kind of problem."""
    AUCTION = "auction"
    """Several times faster; hands over to the flow where there are ceilings, or promises that are bounds."""


def assign(
    edges: Edges,
    capacity: ArrayLike,
    objective: Literal["score", "placement"] = "score",
    quotas: Sequence[Quota] = (),
    solver: Literal["flow", "auction"] = "flow",
    *,
    ceilings: Sequence[Ceiling | GroupCeiling] = (),
    companions: Sequence[Companions] = (),
    standing: Standing | None = None,
) -> Plan:
    """The best plan: who gets which vacancy, at most one each, and no more than its seats and the ceilings over it.

    Exact to a billionth of a score for each place, and the same pairs give the same plan in whatever order they come.
    With companions it is exact where the search ends in time, and states its gap where not. Raises a child of
    MatchingRefused.
    """
    problem = pose_problem(
        edges, capacity, objective, quotas, ceilings=ceilings, companions=companions, standing=standing
    )
    return solve(problem, solver=solver)


def solve(problem: Problem, *, solver: Literal["flow", "auction"] = "flow", start: Plan | None = None) -> Plan:
    """The best plan of a problem that has been put together before, as verify and explain ask for it.

    With `start`, a plan of nearly the same problem with the same numbers, the auction only looks at what has changed:
    people or vacancies that came (with new numbers), seats or pairs that went. The plan is as good as any, but where
    several are equally good it may be another than without. Raises UnknownSolver.
    """
    if solver not in set(Solver):
        raise UnknownSolver(f"the solver is {solver!r}")
    finder = _Finder(Solver(solver), problem, start)
    network = network_of(problem)
    if problem.objective is Objective.PLACEMENT:
        network = network.with_most_left_out(problem.n_workers - flow.most_placements(network))
    settlement = settle(problem, network, finder.best_seats(network), finder.best_seats)
    plan = _plan(problem, settlement, finder)
    return _kept_together(problem, plan) if parted(problem, plan.worker, plan.vacancy) else plan


def prove(problem: Problem, worker: NDArray[np.int64], vacancy: NDArray[np.int64]) -> Plan:
    """The plan with these places, which somebody else found, and the proof that it is the best. Raises NotOptimal.

    For problems without promises and companions.
    """
    network = network_of(problem)
    if problem.objective is Objective.PLACEMENT:
        network = network.with_most_left_out(problem.n_workers - len(worker))
    seats = np.full(problem.n_workers, -1, dtype=np.int64)
    seats[worker] = problem.pairs_of(worker.astype(np.int32), vacancy.astype(np.int32))
    settlement = Settlement(seats=seats, network=network, proof=seats, bonus=())
    return _plan(problem, settlement, _Finder(Solver.AUCTION, problem, None))


def _kept_together(problem: Problem, apart: Plan) -> Plan:
    """The best plan that parts no companions. The prices are those of the best plan that does."""

    def best_seats(part: Problem, network: Network) -> NDArray[np.int64]:
        return _Finder(Solver(apart.solver), part, apart).best_seats(network)

    party = keep_together(problem, best_seats)
    plan = replace(
        apart,
        worker=party.places.worker,
        vacancy=party.places.vacancy,
        score=float(problem.edges.score[problem.pairs_of(*party.places)].sum()),
        infeasible=party.infeasible,
    )
    bound = bound_by_prices(problem, plan)
    return replace(plan, bound=max(plan.score, bound if party.most is None else min(bound, party.most)))


class _Finder:
    """Finds the best seats of a network, and remembers who did it in the end, and with which proof."""

    def __init__(self, solver: Solver, problem: Problem, start: Plan | None) -> None:
        self.solver = solver
        self._start = None if start is None else _seats_and_prices(problem, start)
        self._solved: tuple[Network, NDArray[np.int64]] | None = None

    def best_seats(self, network: Network) -> NDArray[np.int64]:
        if self.solver is Solver.AUCTION:
            # numba takes a second to import, and only this solver needs it.
            from domain.matching import auction

            solved = auction.best_seats(network, self._start)
            if solved is not None:
                self._solved = network, solved.prices
                return solved.seats
            self.solver = Solver.FLOW
        return flow.best_seats(network)

    def prices(self, network: Network, seats: NDArray[np.int64]) -> NDArray[np.int64]:
        """The least prices that prove the best seats of a network."""
        if self._solved is not None and self._solved[0] is network:
            return self._solved[1]
        return least_prices(network, seats)


def _seats_and_prices(problem: Problem, plan: Plan) -> Solved:
    """What an earlier plan says about this problem: places that still exist, prices of vacancies and of the pool."""
    place = np.full(problem.n_workers, -1, dtype=np.int32)
    is_known = plan.worker < problem.n_workers
    place[plan.worker[is_known]] = plan.vacancy[is_known]
    # Most of the workers have a place, so to pass over all pairs is sooner done than to search for theirs.
    pairs = np.flatnonzero(problem.edges.vacancy == np.repeat(place, np.diff(problem.start)))
    seats = np.full(problem.n_workers, -1, dtype=np.int64)
    seats[problem.edges.worker[pairs]] = pairs
    prices = np.zeros(problem.n_vacancies + 1)
    n_known = min(problem.n_vacancies, len(plan.price))
    prices[:n_known] = plan.price[:n_known]
    prices[-1] = plan.premium
    return Solved(seats, np.rint(prices * UNITS).astype(np.int64))


def _plan(problem: Problem, settlement: Settlement, finder: _Finder) -> Plan:
    network = settlement.network
    prices = finder.prices(network, settlement.proof) / UNITS
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
        solver=finder.solver,
    )
    return replace(plan, bound=max(plan.score, bound_by_prices(problem, plan)))


def _at(prices: NDArray[np.float64], node: int | None) -> float:
    return 0.0 if node is None else float(prices[node])
