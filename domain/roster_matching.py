"""Who gets which place of labour export: the best plan, within what agencies can send, hardship groups first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from domain.matching import Edges, Quota, pose_problem, solve, violations

if TYPE_CHECKING:
    from numpy.typing import NDArray

RULE_VERSION = "labour-export-1"
SCALE = 0.5
"""Scores are halved, so that a seat that is held back outbids everybody who could have it."""


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class RosterPlan:
    """Who goes where, by row numbers, and what proves that no plan is better."""

    worker: NDArray[np.int32]
    vacancy: NDArray[np.int32]
    score: float
    """The sum of the scores of the pairs."""
    bound: float
    """No plan that places as many people and keeps the same promise has a higher score."""
    hardship_placed: int
    hardship_possible: float | None
    """The share of hardship groups that is possible, where less is than was promised."""
    violations: tuple[str, ...]
    """Labels of the rules that the plan breaks; a plan that has one must not be stored."""

    @property
    def placed(self) -> int:
        """People who get a place."""
        return len(self.worker)


def match_roster(
    edges: Edges,
    *,
    seats: NDArray[np.int64],
    order: NDArray[np.int64],
    order_seats: NDArray[np.int64],
    hardship: NDArray[np.bool_],
    hardship_share: float,
) -> RosterPlan:
    """Place the most people, among those plans take the highest score, and keep the promise to hardship groups.

    `seats` are the free seats of each vacancy, `order` the row of its order, `order_seats` what the agencies of each
    order can still send, `hardship` one flag for each worker. An order whose agencies have fewer seats than its
    vacancies keeps the rest back: for each such seat somebody who does not exist is placed first. That is exact (such a
    person outbids everybody, so each of them is placed in every best plan) and keeps the network one that flow solves.
    """
    open_seats = np.bincount(order, weights=seats, minlength=len(order_seats)).astype(np.int64)
    held_back = np.maximum(open_seats - order_seats, 0)
    nobody = int(held_back.sum())
    all_edges = _with_held_back(edges, order=order, held_back=held_back)
    group = np.append(hardship, np.ones(nobody, dtype=bool))
    problem = pose_problem(all_edges, seats, "placement")
    plan = solve(problem)
    placed = len(plan.worker) - nobody
    possible = None
    if placed > 0 and np.count_nonzero(group[plan.worker]) - nobody < hardship_share * placed:
        # Who does not exist counts as one of the group, so the share is asked of the group and them together.
        share = (hardship_share * placed + nobody) / (placed + nobody)
        quota = Quota(np.arange(len(seats), dtype=np.int32), group, share)
        problem = pose_problem(all_edges, seats, "placement", (quota,))
        plan = solve(problem)
        if plan.infeasible:
            possible = max(plan.infeasible[0].share * (placed + nobody) - nobody, 0.0) / placed
    is_real = plan.worker < edges.n_workers
    worker, vacancy = plan.worker[is_real], plan.vacancy[is_real]
    return RosterPlan(
        worker=worker,
        vacancy=vacancy,
        score=(plan.score - nobody) / SCALE,
        bound=(plan.bound - nobody) / SCALE,
        hardship_placed=int(np.count_nonzero(hardship[worker])),
        hardship_possible=possible,
        violations=(
            *(violation.label for violation in violations(problem, plan)),
            *overbooked(vacancy, order=order, order_seats=order_seats),
        ),
    )


def overbooked(
    vacancy: NDArray[np.int32], *, order: NDArray[np.int64], order_seats: NDArray[np.int64]
) -> tuple[str, ...]:
    """A label for each order that gets more people than its agencies have seats; counted, not asked of the solver."""
    people = np.bincount(order[vacancy], minlength=len(order_seats))
    return tuple(
        f"Order {row} gets {people[row]} people and its agencies have {order_seats[row]} seats"
        for row in np.flatnonzero(people > order_seats)
    )


def _with_held_back(edges: Edges, *, order: NDArray[np.int64], held_back: NDArray[np.int64]) -> Edges:
    """The pairs with halved scores, and for each seat held back somebody who fits every vacancy of the order."""
    worker, vacancy = [edges.worker], [edges.vacancy]
    first = edges.n_workers
    for row in np.flatnonzero(held_back):
        count, places = int(held_back[row]), np.flatnonzero(order == row).astype(np.int32)
        worker.append(np.repeat(np.arange(first, first + count, dtype=np.int32), len(places)))
        vacancy.append(np.tile(places, count))
        first += count
    score = np.ones(sum(map(len, worker)))
    score[: len(edges.score)] = edges.score * SCALE
    return Edges(np.concatenate(worker), np.concatenate(vacancy), score, first)
