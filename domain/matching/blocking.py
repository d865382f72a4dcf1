"""Pairs that would rather have each other than what a plan gives them: none in a stable plan, counted in any other."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from domain.matching.arrays import as_flags, as_floats, fill
from domain.matching.errors import LengthsDiffer, NotANumber, ShareOutOfRange
from domain.matching.rules import SLIP, occupied

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from domain.matching.problem import Plan, Problem


@dataclass(frozen=True, slots=True, eq=False)
class Reserve:
    """In every vacancy this share of the seats, rounded up, goes to the group first; what it leaves is for everybody.

    A minimum guarantee: no seat stays empty for it (Hafalir, Yenmez and Yildirim 2013). `workers` marks the group with
    one flag for each worker. Raises NotAnArrayOf or ShareOutOfRange.
    """

    workers: NDArray[np.bool_]
    share: float

    def __post_init__(self) -> None:
        if not 0 <= self.share <= 1:
            raise ShareOutOfRange(f"a share is {self.share}")
        fill(self, workers=as_flags(self.workers, "workers"))

    def seats(self, capacity: NDArray[np.int64]) -> NDArray[np.int64]:
        """For each vacancy how many of its seats are reserved."""
        seats: NDArray[np.int64] = np.ceil(self.share * capacity - SLIP).astype(np.int64)
        return seats


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Wishes:
    """What each side wishes, a number for each pair of a problem in its order: more is better.

    Raises NotAnArrayOf, or NotANumber where one is.
    """

    appeal: NDArray[np.float64]
    """What the vacancy is to the worker."""
    merit: NDArray[np.float64]
    """What the worker is to the vacancy."""
    reserve: Reserve | None = None

    def __post_init__(self) -> None:
        appeal, merit = as_floats(self.appeal, "appeal"), as_floats(self.merit, "merit")
        if np.isnan(appeal).any() or np.isnan(merit).any():
            raise NotANumber("a wish is not a number")
        fill(self, appeal=appeal, merit=merit)


def blocking_pairs(problem: Problem, plan: Plan, wishes: Wishes | None = None) -> NDArray[np.int64]:
    """The pairs of a problem where both would gain by breaking with the plan; without wishes both follow the score.

    A worker gains by a place with more appeal, or any; a vacancy by filling a seat, by somebody of more merit than one
    it could let go, or by one of the group for a reserved seat that another holds. Raises LengthsDiffer.
    """
    known = wishes_for(problem, wishes)
    edges = problem.edges
    held = problem.pairs_of(plan.worker, plan.vacancy)
    has = np.full(problem.n_workers, -np.inf)
    has[plan.worker] = known.appeal[held]
    is_member, reserved = group_of(problem, known)
    members, lowest_member = _holders(problem, plan, known.merit[held], is_member[plan.worker])
    _, lowest_other = _holders(problem, plan, known.merit[held], ~is_member[plan.worker])
    # The reserved seats of a vacancy are safe for as many of the group, whoever comes; others hold them until then.
    is_spare = members[edges.vacancy] + is_member[edges.worker] > reserved[edges.vacancy]
    has_right = is_member[edges.worker] & ~is_spare
    lowest = np.where(is_spare, np.minimum(lowest_member, lowest_other)[edges.vacancy], lowest_other[edges.vacancy])
    has_seat = occupied(problem, plan) < problem.capacity
    may_come = has_seat[edges.vacancy] | has_right | (known.merit > lowest)
    is_open = problem.capacity[edges.vacancy] > 0
    return np.flatnonzero(is_open & may_come & (known.appeal > has[edges.worker]))


def wishes_for(problem: Problem, wishes: Wishes | None) -> Wishes:
    """Wishes that fit a problem, by default those that follow its scores. Raises LengthsDiffer."""
    score = problem.edges.score
    known = wishes or Wishes(appeal=score, merit=score)
    if not len(known.appeal) == len(known.merit) == len(score):
        raise LengthsDiffer(f"{len(known.appeal)} and {len(known.merit)} wishes for {len(score)} pairs")
    if known.reserve and len(known.reserve.workers) != problem.n_workers:
        raise LengthsDiffer(f"{len(known.reserve.workers)} flags for {problem.n_workers} workers")
    return known


def group_of(problem: Problem, wishes: Wishes) -> tuple[NDArray[np.bool_], NDArray[np.int64]]:
    """Who belongs to the group with reserved seats, and how many seats of each vacancy those are."""
    if wishes.reserve is None:
        return np.zeros(problem.n_workers, dtype=bool), np.zeros(problem.n_vacancies, dtype=np.int64)
    return wishes.reserve.workers, wishes.reserve.seats(problem.capacity)


def _holders(
    problem: Problem, plan: Plan, merit: NDArray[np.float64], counts: NDArray[np.bool_]
) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """For each vacancy how many of its people count, and the least merit among them."""
    lowest = np.full(problem.n_vacancies, np.inf)
    np.minimum.at(lowest, plan.vacancy[counts], merit[counts])
    return np.bincount(plan.vacancy[counts], minlength=problem.n_vacancies), lowest
