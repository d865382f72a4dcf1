"""What every plan must keep, each rule once with its label: the solvers are built to obey it, the verifier asks it."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil
from typing import TYPE_CHECKING

import numpy as np

from domain.matching.limits import Ceiling

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from domain.matching.limits import GroupCeiling, Quota
    from domain.matching.problem import Plan, Problem

SLIP = 1e-9
"""Of a share: a tenth of thirty people is three, whatever 0.1 * 30 says."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One rule of plans: a key for programs, a label for people, and who or what breaks it."""

    key: str
    label: str
    broken_by: Callable[[Problem, Plan], NDArray[np.integer]]
    """Numbers of workers, vacancies, pairs of the plan or promises, whatever the rule is about."""


def tally(quota: Quota, worker: NDArray[np.int32], vacancy: NDArray[np.int32]) -> tuple[int, int]:
    """Of the people placed in the vacancies of a promise, how many belong to its group, and how many there are."""
    is_there = np.isin(vacancy, quota.vacancies)
    return int(np.count_nonzero(quota.workers[worker] & is_there)), int(np.count_nonzero(is_there))


def missing(quota: Quota, of_group: int, everybody: int) -> int:
    """How many more of the group would have to stand where others do; 0 where the promise is kept."""
    return max(0, ceil(quota.min_share * everybody - SLIP) - of_group)


def parted(problem: Problem, worker: NDArray[np.int32], vacancy: NDArray[np.int32]) -> tuple[int, ...]:
    """Numbers of the groups of companions of whom some have a place and some not, or not all in one part."""
    place = np.full(problem.n_workers, -1, dtype=np.int64)
    place[worker] = vacancy
    return tuple(
        number
        for number, group in enumerate(problem.companions)
        # The last of the parts stands for having no place.
        if len(np.unique(np.append(np.unique(group.part, return_inverse=True)[1], -1)[place[group.workers]])) > 1
    )


def under(ceiling: Ceiling | GroupCeiling, worker: NDArray[np.int32], vacancy: NDArray[np.int32]) -> NDArray[np.bool_]:
    """Of people with places, who counts for a ceiling."""
    return np.isin(vacancy, ceiling.vacancies) if isinstance(ceiling, Ceiling) else ceiling.workers[worker]


def occupied(problem: Problem, plan: Plan) -> NDArray[np.int64]:
    """How many people each vacancy gets."""
    return np.bincount(plan.vacancy, minlength=problem.n_vacancies)


def _unknown(problem: Problem, plan: Plan) -> NDArray[np.integer]:
    is_known = (plan.worker >= 0) & (plan.worker < problem.n_workers)
    is_known &= (plan.vacancy >= 0) & (plan.vacancy < problem.n_vacancies)
    return np.flatnonzero(~is_known)


def _not_allowed(problem: Problem, plan: Plan) -> NDArray[np.integer]:
    return np.flatnonzero(problem.pairs_of(plan.worker, plan.vacancy) < 0)


def _placed_twice(_problem: Problem, plan: Plan) -> NDArray[np.integer]:
    worker, times = np.unique(plan.worker, return_counts=True)
    return worker[times > 1]


def _overfull(problem: Problem, plan: Plan) -> NDArray[np.integer]:
    return np.flatnonzero(occupied(problem, plan) > problem.capacity)


def _above(problem: Problem, plan: Plan) -> NDArray[np.integer]:
    people = [np.count_nonzero(under(ceiling, plan.worker, plan.vacancy)) for ceiling in problem.ceilings]
    return np.flatnonzero(np.array(people) > [ceiling.most for ceiling in problem.ceilings])


def _left_out_beside_a_seat(problem: Problem, plan: Plan) -> NDArray[np.integer]:
    has_seat = occupied(problem, plan) < problem.capacity
    may_have_one = np.ones(problem.n_workers, dtype=bool)
    may_have_one[plan.worker] = False
    for group in problem.companions:
        may_have_one[group.workers] = False
    for ceiling in problem.ceilings:
        if np.count_nonzero(under(ceiling, plan.worker, plan.vacancy)) >= ceiling.most:
            if isinstance(ceiling, Ceiling):
                has_seat[ceiling.vacancies] = False
            else:
                may_have_one &= ~ceiling.workers
    edges = problem.edges
    return np.unique(edges.worker[may_have_one[edges.worker] & has_seat[edges.vacancy]])


def _missed(problem: Problem, plan: Plan) -> NDArray[np.integer]:
    reported = {id(entry.quota) for entry in plan.infeasible}
    return np.array(
        [
            number
            for number, quota in enumerate(problem.quotas)
            if id(quota) not in reported and missing(quota, *tally(quota, plan.worker, plan.vacancy))
        ],
        dtype=np.int64,
    )


def _parted(problem: Problem, plan: Plan) -> NDArray[np.integer]:
    return np.array(parted(problem, plan.worker, plan.vacancy), dtype=np.int64)


KNOWN = Rule(key="known", label="Every worker and vacancy exists", broken_by=_unknown)
ALLOWED = Rule(key="allowed", label="Only pairs that are allowed", broken_by=_not_allowed)
ONE_PLACE = Rule(key="one_place", label="Nobody has two places", broken_by=_placed_twice)
SEATS = Rule(key="seats", label="No vacancy takes more people than it has seats", broken_by=_overfull)
CEILINGS = Rule(key="ceilings", label="No more people than a ceiling lets in", broken_by=_above)
NO_WASTE = Rule(
    key="no_waste",
    label="Nobody who fits is left out beside an empty seat",
    broken_by=_left_out_beside_a_seat,
)
COMPANIONS = Rule(key="companions", label="Companions go together or not at all", broken_by=_parted)
PROMISES = Rule(key="promises", label="A promised share is kept, or reported as impossible", broken_by=_missed)

RULES = (ALLOWED, ONE_PLACE, SEATS, CEILINGS, COMPANIONS, NO_WASTE, PROMISES)
"""KNOWN is asked before all of these: they use the numbers."""
