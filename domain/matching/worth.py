"""What a plan is worth: scores as whole numbers, so that "best" is exact, and what prices leave to everybody."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from domain.matching.limits import Ceiling, GroupCeiling
from domain.matching.rules import tally

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from domain.matching.problem import Plan, Problem

UNITS = 10**9
"""Units in a score of 1. Scores are rounded to billionths here and nowhere else, and plans are exact in these units:
no solver ever compares two floating-point numbers (docs/adr/0010)."""


def in_units(score: NDArray[np.float64]) -> NDArray[np.int64]:
    """Scores in units. A pair that is allowed is worth one unit at least, so that no seat stays empty beside somebody
    who fits and has no place.
    """
    units = score * UNITS
    return np.maximum(np.rint(units, out=units), 1, out=units).astype(np.int64)


def bound_by_prices(problem: Problem, plan: Plan) -> float:
    """The score that no plan exceeds, as the prices of this one prove it (weak duality of linear programming).

    It holds for plans with as many placements, as many of each promise's group and as many who stay where they stood:
    everybody takes the best that the prices leave, and every seat and every ceiling is paid for, reached or not. It is
    computed with the scores as they came, so it holds for them and not only for their rounding to units.
    """
    promised = sum(
        bonus * tally(quota, plan.worker, plan.vacancy)[0]
        for quota, bonus in zip(problem.quotas, plan.bonus, strict=True)
    )
    promised += loyalty_kept(problem, plan.worker, plan.vacancy)
    own_price = plan.price.copy()
    limited = 0.0
    for ceiling, toll in zip(problem.ceilings, plan.toll, strict=True):
        limited += ceiling.most * toll
        if isinstance(ceiling, Ceiling):
            own_price[ceiling.vacancies] -= toll
    seats = float((problem.capacity * own_price).sum())
    return float(gains(problem, plan).sum()) + seats + limited - plan.premium * len(plan.worker) - promised


def loyalty_kept(problem: Problem, worker: NDArray[np.int32], vacancy: NDArray[np.int32]) -> float:
    """What the pairs of a plan are worth beside their scores, for having stood before."""
    if not len(problem.standing):
        return 0.0
    return float(problem.loyalty[np.isin(problem.standing, problem.pairs_of(worker, vacancy))].sum())


def worths(problem: Problem, plan: Plan, pairs: slice = slice(None)) -> NDArray[np.float64]:
    """For each pair its score, what placements, promises and loyalty add to it, less the toll on the worker."""
    worker, vacancy = problem.edges.worker[pairs], problem.edges.vacancy[pairs]
    worth = problem.edges.score[pairs] + plan.premium
    first = pairs.start or 0
    is_here = (problem.standing >= first) & (problem.standing < first + len(worth))
    np.add.at(worth, problem.standing[is_here] - first, problem.loyalty[is_here])
    for quota, bonus in zip(problem.quotas, plan.bonus, strict=True):
        if bonus:
            worth += bonus * (quota.workers[worker] & np.isin(vacancy, quota.vacancies))
    for ceiling, toll in zip(problem.ceilings, plan.toll, strict=True):
        if isinstance(ceiling, GroupCeiling):
            worth -= toll * ceiling.workers[worker]
    return worth


def gains(problem: Problem, plan: Plan) -> NDArray[np.float64]:
    """For each worker the best that the prices leave, 0 where that is to have no place."""
    gain = np.zeros(problem.n_workers)
    has_pairs = np.flatnonzero(np.diff(problem.start))
    left = worths(problem, plan)
    left -= plan.price[problem.edges.vacancy]
    if len(has_pairs):
        gain[has_pairs] = np.maximum.reduceat(left, problem.start[has_pairs])
    return np.maximum(gain, 0.0, out=gain)
