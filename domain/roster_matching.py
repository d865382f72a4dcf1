"""Who gets which place of labour export: the best plan, within what agencies can send, hardship groups first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from domain.matching import Ceiling, Companions, Edges, Quota, pose_problem, solve, violations

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

RULE_VERSION = "labour-export-1"


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
    together: Sequence[Sequence[int]] = (),
) -> RosterPlan:
    """Place the most people, among those plans take the highest score, and keep the promise to hardship groups.

    `seats` are the free seats of each vacancy, `order` the row of its order, `order_seats` what the agencies of each
    order can still send, `hardship` one flag for each worker, `together` the rows of workers who go to one order as a
    group or stay at home.
    """
    everywhere = np.arange(len(seats), dtype=np.int32)
    problem = pose_problem(
        edges,
        seats,
        "placement",
        (Quota(everywhere, hardship, hardship_share),),
        ceilings=[Ceiling(everywhere[order == row], int(most)) for row, most in enumerate(order_seats)],
        companions=[Companions(np.array(group, dtype=np.int32), order) for group in together],
    )
    plan = solve(problem)
    return RosterPlan(
        worker=plan.worker,
        vacancy=plan.vacancy,
        score=plan.score,
        bound=plan.bound,
        hardship_placed=int(np.count_nonzero(hardship[plan.worker])),
        hardship_possible=plan.infeasible[0].share if plan.infeasible else None,
        violations=(
            *(violation.label for violation in violations(problem, plan)),
            *overbooked(plan.vacancy, order=order, order_seats=order_seats),
        ),
    )


def overbooked(
    vacancy: NDArray[np.int32], *, order: NDArray[np.int64], order_seats: NDArray[np.int64]
) -> tuple[str, ...]:
    """A label for each order that gets more people than its agencies have seats; counted, not asked of the engine."""
    people = np.bincount(order[vacancy], minlength=len(order_seats))
    return tuple(
        f"Order {row} gets {people[row]} people and its agencies have {order_seats[row]} seats"
        for row in np.flatnonzero(people > order_seats)
    )
