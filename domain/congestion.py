"""What becomes of lists that everybody reads: who is shown where, who applies, who is hired, if prices are taken off.

A list ranked by relevance alone sends everybody to the same vacancies. Taking a part λ of a vacancy's shadow price off
its rank spreads people over what fits them nearly as well. How much is gained is simulated here before it is switched
on: that people apply from the top of their list, a few at a time, and employers choose by a mind of their own, is
assumed.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from domain.matching import Problem

ROUNDS = (3, 3, 4)
"""◇ How many vacancies somebody without a place applies to in each round; together they are what a list shows."""
OWN_MIND = 0.5
"""◇ How much of an employer's judgement is not in the score."""
WEIGHTS = (0.0, 0.25, 0.5, 0.75, 1.0)
"""The λ that are compared."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What lists lead to where λ times the price is taken off the score."""

    weight: float
    """λ."""
    workers: int
    """Who has at least one vacancy that fits."""
    placed: int
    """Who has a place after all rounds."""
    applications: int
    ndcg: float
    """How good the lists are beside those by score alone, from 0 to 1 (normalised discounted cumulative gain)."""
    coverage: float
    """The share of vacancies with seats that anybody is shown, of those that fit anybody."""
    gini: float
    """How unequally views are spread over vacancies, for each seat: 0 is even, 1 is all to one."""

    @property
    def placed_share(self) -> float:
        """Placed of those who could be."""
        return self.placed / self.workers if self.workers else 0.0

    @property
    def applications_per_hire(self) -> float:
        """How often people must apply until one is hired."""
        return self.applications / self.placed if self.placed else 0.0


@dataclass(frozen=True, slots=True, eq=False)
class _Lists:
    """What everybody is shown: pairs by worker, the dearest first."""

    pair: NDArray[np.int64]
    rank: NDArray[np.int64]
    """From 0, within the list of the worker."""


def simulate(problem: Problem, price: NDArray[np.float64], *, weight: float) -> Outcome:
    """Let everybody read a list of a problem's pairs, apply and be chosen. `price` has one number for each vacancy."""
    edges, seats = problem.edges, problem.capacity
    may_be_shown = seats[edges.vacancy] > 0
    shown = _lists(problem, edges.score - weight * price[edges.vacancy], may_be_shown)
    best = _lists(problem, edges.score, may_be_shown)
    has_list = np.unique(edges.worker[may_be_shown])
    placed, applications = _hire(problem, shown)
    fits_anybody = np.bincount(edges.vacancy[may_be_shown], minlength=problem.n_vacancies) > 0
    views = np.bincount(edges.vacancy[shown.pair], minlength=problem.n_vacancies)[fits_anybody]
    return Outcome(
        weight=weight,
        workers=len(has_list),
        placed=placed,
        applications=applications,
        ndcg=_gain(problem, shown) / max(_gain(problem, best), 1e-12),
        coverage=float(np.mean(views > 0)) if len(views) else 1.0,
        gini=gini(views / seats[fits_anybody]),
    )


def alternatives(problem: Problem, price: NDArray[np.float64]) -> NDArray[np.float64]:
    """For each worker what the dearest vacancy is worth beyond its price, from 0 to 1; 0 where nothing fits.

    With the prices of a best plan this is what the plan gives the worker in any case. So score - alternative compares
    people for one vacancy: it is at its highest for those whom the plan has there, and low for who is better off
    elsewhere.
    """
    best = np.zeros(problem.n_workers)
    np.maximum.at(best, problem.edges.worker, problem.edges.score - price[problem.edges.vacancy])
    return np.clip(best, 0.0, 1.0)


def gini(values: NDArray[np.float64]) -> float:
    """How unequal values are, from 0 (all the same) to 1 (one has everything)."""
    total = float(values.sum())
    if not total:
        return 0.0
    ranked = np.sort(values)
    rank = np.arange(1, len(ranked) + 1)
    return float((2 * rank - len(ranked) - 1) @ ranked / (len(ranked) * total))


def _lists(problem: Problem, merit: NDArray[np.float64], may_be_shown: NDArray[np.bool_]) -> _Lists:
    order = np.lexsort((_mixed(problem), -merit, problem.edges.worker))
    order = order[may_be_shown[order]]
    worker = problem.edges.worker[order]
    rank = np.arange(len(order)) - np.searchsorted(worker, worker)
    is_read = rank < sum(ROUNDS)
    return _Lists(order[is_read], rank[is_read])


def _gain(problem: Problem, lists: _Lists) -> float:
    """The mean over workers would weigh short lists as much as long ones; the sum weighs what people read."""
    return float((problem.edges.score[lists.pair] / np.log2(lists.rank + 2)).sum())


def _hire(problem: Problem, lists: _Lists) -> tuple[int, int]:
    """How many have a place in the end, and how many applications that took.

    In each round vacancies offer their free seats to the best who applied, and who has several offers takes the one
    that stands highest in the list; seats that were declined are free in the next round.
    """
    edges = problem.edges
    opinion = (1 - OWN_MIND) * edges.score[lists.pair] + OWN_MIND * _mixed(problem)[lists.pair]
    worker, vacancy = edges.worker[lists.pair], edges.vacancy[lists.pair]
    free = problem.capacity.copy()
    is_placed = np.zeros(problem.n_workers, dtype=bool)
    applications, begin = 0, 0
    for count in ROUNDS:
        applies = np.flatnonzero((lists.rank >= begin) & (lists.rank < begin + count) & ~is_placed[worker])
        begin += count
        applications += len(applies)
        order = applies[np.lexsort((-opinion[applies], vacancy[applies]))]
        place = np.arange(len(order)) - np.searchsorted(vacancy[order], vacancy[order])
        offers = np.sort(order[place < free[vacancy[order]]])
        # Pairs stand by worker, then rank: the first offer of each is the dearest.
        taken = offers[np.unique(worker[offers], return_index=True)[1]]
        is_placed[worker[taken]] = True
        free -= np.bincount(vacancy[taken], minlength=problem.n_vacancies)
    return int(is_placed.sum()), applications


def _mixed(problem: Problem) -> NDArray[np.float64]:
    """For each pair a number from 0 to 1 that looks random and is always the same (multiplicative hashing)."""
    worker = problem.edges.worker.astype(np.uint64) + np.uint64(1)
    mixed = (worker * np.uint64(0x9E3779B97F4A7C15)) ^ (problem.edges.vacancy.astype(np.uint64) + np.uint64(7))
    mixed = (mixed * np.uint64(0xD6E8FEB86659FD93)) >> np.uint64(11)
    number: NDArray[np.float64] = mixed / np.float64(2**53)
    return number
