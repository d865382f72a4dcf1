"""What is to be decided, as arrays: pairs that are allowed, with scores, the seats of each vacancy, and what binds."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from domain.matching.arrays import as_floats, as_integers, as_numbers, fill
from domain.matching.errors import (
    CapacityNegative,
    CeilingsOverlap,
    CompanionsOverlap,
    LengthsDiffer,
    NoSuchVacancy,
    NoSuchWorker,
    ProblemTooLarge,
    ScoreOutOfRange,
    UnknownObjective,
)
from domain.matching.limits import KEPT, Ceiling, GroupCeiling, Quota, Standing, are_nested

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Literal, Self

    from numpy.typing import ArrayLike, NDArray

    from domain.matching.limits import Companions

MOST_PAIRS = 2**31 - 2**24
"""Solvers number arcs with 32 bits; some are kept for what is not a pair."""


class Objective(StrEnum):
    """What makes one plan better than another."""

    SCORE = "score"
    """The highest total score."""
    PLACEMENT = "placement"
    """The most people placed, and among those plans the highest total score."""


@dataclass(frozen=True, slots=True, eq=False)
class Edges:
    """The pairs that are allowed: worker and vacancy by number from 0, and a score from 0 to 1, one of each a pair.

    A worker without a pair leaves no trace in the arrays: say `n_workers` where the number matters. The order of the
    pairs does not matter, and a pair that stands there twice counts once, with its higher score. Raises LengthsDiffer,
    NotAnArrayOf, NoSuchWorker, NoSuchVacancy or ScoreOutOfRange.
    """

    worker: NDArray[np.int32]
    vacancy: NDArray[np.int32]
    score: NDArray[np.float64]
    n_workers: int = -1

    def __post_init__(self) -> None:
        worker = as_numbers(self.worker, "worker", NoSuchWorker)
        vacancy = as_numbers(self.vacancy, "vacancy", NoSuchVacancy)
        score = as_floats(self.score, "score")
        if not len(worker) == len(vacancy) == len(score):
            raise LengthsDiffer(f"{len(worker)} workers, {len(vacancy)} vacancies and {len(score)} scores")
        if len(worker) > MOST_PAIRS:
            raise ProblemTooLarge(f"{len(worker)} pairs, at most {MOST_PAIRS}")
        # Comparisons with NaN are false, and the least and the highest are NaN where any is.
        if not (score.min(initial=0) >= 0 and score.max(initial=0) <= 1):
            raise ScoreOutOfRange(f"a score is {score[~((score >= 0) & (score <= 1))][0]}")
        named = int(worker.max(initial=-1)) + 1
        n_workers = named if self.n_workers == -1 else self.n_workers
        if n_workers < named:
            raise NoSuchWorker(f"worker {named - 1} of {n_workers}")
        fill(self, worker=worker, vacancy=vacancy, score=score, n_workers=n_workers)


class Infeasible(NamedTuple):
    """A promise that the pool cannot keep, and the share that is possible without losing a placement."""

    quota: Quota
    share: float


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Problem:
    """Everything a plan is made from and judged by. `pose_problem` makes one."""

    edges: Edges
    """Sorted by worker, then vacancy, each pair once."""
    capacity: NDArray[np.int64]
    """Seats of each vacancy."""
    objective: Objective
    quotas: tuple[Quota, ...]
    ceilings: tuple[Ceiling | GroupCeiling, ...]
    companions: tuple[Companions, ...]
    standing: NDArray[np.int64]
    """Pairs that are worth more than their score, such as those that stand from a plan before."""
    loyalty: NDArray[np.float64]
    """How much more, for each of those."""
    start: NDArray[np.int64]
    """Where the pairs of each worker begin; one longer than there are workers."""

    @property
    def n_workers(self) -> int:
        """Workers, with a pair or without."""
        return self.edges.n_workers

    @property
    def n_vacancies(self) -> int:
        """Vacancies, with seats or without."""
        return len(self.capacity)

    def only(self, keep: NDArray[np.bool_]) -> Self:
        """The same problem with some of its pairs; people, vacancies and their numbers stay."""
        edges = self.edges
        worker = edges.worker[keep]
        stays = keep[self.standing]
        return replace(
            self,
            edges=Edges(worker, edges.vacancy[keep], edges.score[keep], edges.n_workers),
            standing=(np.cumsum(keep) - 1)[self.standing[stays]],
            loyalty=self.loyalty[stays],
            start=np.searchsorted(worker, np.arange(edges.n_workers + 1)),
        )

    def with_loyalty(self, pairs: NDArray[np.int64], loyalty: float) -> Self:
        """The same problem where these pairs are worth so much more."""
        return replace(
            self,
            standing=np.concatenate([self.standing, pairs]),
            loyalty=np.concatenate([self.loyalty, np.full(len(pairs), loyalty)]),
        )

    def pairs_of(self, worker: NDArray[np.int32], vacancy: NDArray[np.int32]) -> NDArray[np.int64]:
        """For each worker and vacancy the index of their pair among the edges, or -1 where it is not allowed."""
        low, end = self.start[worker], self.start[worker + 1]
        high = end.copy()
        # Every worker's pairs are sorted by vacancy: halve all the ranges at once.
        while len(searching := np.flatnonzero(low < high)):
            middle = (low[searching] + high[searching]) // 2
            is_below = self.edges.vacancy[middle] < vacancy[searching]
            low[searching[is_below]] = middle[is_below] + 1
            high[searching[~is_below]] = middle[~is_below]
        is_pair = low < end
        is_pair[is_pair] = self.edges.vacancy[low[is_pair]] == vacancy[is_pair]
        return np.where(is_pair, low, -1)


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Plan:
    """Who gets which place, and the proof that no plan is better."""

    worker: NDArray[np.int32]
    """Ascending; a worker who is not here has no place."""
    vacancy: NDArray[np.int32]
    score: float
    """The sum of the scores of the pairs."""
    bound: float
    """No plan that keeps the same promises, and in placement-first places as many, has a higher score."""
    price: NDArray[np.float64]
    """For each vacancy what one more seat would add to the plan's worth; 0 where seats are left."""
    premium: float = 0.0
    """What a plan must gain to be worth one placement less; more than 0 only where placements come before score."""
    bonus: tuple[float, ...] = ()
    """For each promise what it adds to the worth of placing one more of its group."""
    toll: tuple[float, ...] = ()
    """For each ceiling what raising it by one would add to the plan's worth; prices of seats contain it."""
    infeasible: tuple[Infeasible, ...] = ()
    solver: str = "flow"
    """Which solver found it: the auction hands over to the flow where it would take too long."""

    @property
    def gap(self) -> float:
        """How far the score is from the bound: 0 within the resolution of scores where the plan is optimal."""
        return self.bound - self.score

    def place_of(self, worker: int) -> int | None:
        """The vacancy that a worker gets, or None."""
        index = int(np.searchsorted(self.worker, worker))
        is_placed = index < len(self.worker) and self.worker[index] == worker
        return int(self.vacancy[index]) if is_placed else None


def pose_problem(
    edges: Edges,
    capacity: ArrayLike,
    objective: Literal["score", "placement"] = "score",
    quotas: Sequence[Quota] = (),
    *,
    ceilings: Sequence[Ceiling | GroupCeiling] = (),
    companions: Sequence[Companions] = (),
    standing: Standing | None = None,
) -> Problem:
    """Put the parts of a problem together.

    Whoever stands in a place with a loyalty of KEPT has no other pair in it. Raises NotAnArrayOf, CapacityNegative,
    UnknownObjective, NoSuchWorker, NoSuchVacancy, LengthsDiffer, CeilingsOverlap or CompanionsOverlap where they do not
    fit.
    """
    seats = as_integers(capacity, "capacity")
    if seats.min(initial=0) < 0:
        raise CapacityNegative(f"a vacancy has {seats.min()} seats")
    if objective not in set(Objective):
        raise UnknownObjective(f"the objective is {objective!r}")
    places = [ceiling.vacancies for ceiling in ceilings if isinstance(ceiling, Ceiling)]
    for vacancies in (edges.vacancy, *places, *(quota.vacancies for quota in quotas)):
        if vacancies.max(initial=-1) >= len(seats):
            raise NoSuchVacancy(f"vacancy {vacancies.max()} of {len(seats)}")
    people = [ceiling.workers for ceiling in ceilings if isinstance(ceiling, GroupCeiling)]
    known = _canonical(edges, _n_workers(edges, [*people, *(quota.workers for quota in quotas)]))
    if not are_nested(people) or not are_nested([_flags(numbers, len(seats)) for numbers in places]):
        raise CeilingsOverlap("of two ceilings one lies within the other, or they have nothing in common")
    _check_companions(companions, known.n_workers, len(seats))
    problem = Problem(
        edges=known,
        capacity=seats,
        objective=Objective(objective),
        quotas=tuple(quotas),
        ceilings=tuple(ceilings),
        companions=tuple(companions),
        standing=np.empty(0, dtype=np.int64),
        loyalty=np.empty(0),
        start=np.searchsorted(known.worker, np.arange(known.n_workers + 1)),
    )
    return problem if standing is None else _with_standing(problem, standing)


def _with_standing(problem: Problem, standing: Standing) -> Problem:
    """The problem where places are kept that are still allowed; others are forgotten."""
    is_known = (standing.worker < problem.n_workers) & (standing.vacancy < problem.n_vacancies)
    pairs = problem.pairs_of(standing.worker[is_known], standing.vacancy[is_known])
    pairs = np.sort(pairs[pairs >= 0])
    loyal = problem.with_loyalty(pairs, standing.loyalty)
    if standing.loyalty < KEPT:
        return loyal
    vacancy = problem.edges.vacancy[pairs]
    # Where more people stand than there are seats some must go, and may go anywhere.
    is_kept = np.bincount(vacancy, minlength=problem.n_vacancies)[vacancy] <= problem.capacity[vacancy]
    stays = np.zeros(problem.n_workers, dtype=bool)
    stays[problem.edges.worker[pairs[is_kept]]] = True
    keep = ~stays[problem.edges.worker]
    keep[pairs] = True
    return loyal.only(keep)


def _check_companions(companions: Sequence[Companions], n_workers: int, n_vacancies: int) -> None:
    groups = [np.empty(0, dtype=np.int32), *(group.workers for group in companions)]
    people = np.concatenate(groups)
    if people.max(initial=-1) >= n_workers:
        raise NoSuchWorker(f"worker {people.max()} of {n_workers}")
    if len(np.unique(people)) < len(people):
        raise CompanionsOverlap("somebody belongs to two groups of companions")
    for group in companions:
        if len(group.part) != n_vacancies:
            raise LengthsDiffer(f"{len(group.part)} parts for {n_vacancies} vacancies")


def _flags(numbers: NDArray[np.int32], count: int) -> NDArray[np.bool_]:
    flags = np.zeros(count, dtype=bool)
    flags[numbers] = True
    return flags


def _n_workers(edges: Edges, groups: Sequence[NDArray[np.bool_]]) -> int:
    """The number of workers that edges and groups agree on: groups have one flag for each."""
    lengths = {len(group) for group in groups}
    if not lengths:
        return edges.n_workers
    if len(lengths) > 1 or max(lengths) < edges.n_workers:
        raise LengthsDiffer(f"groups of {sorted(lengths)} flags for {edges.n_workers} workers")
    return lengths.pop()


def _canonical(edges: Edges, n_workers: int) -> Edges:
    worker, vacancy, score = edges.worker, edges.vacancy, edges.score
    if not np.all(_comes_later(worker, vacancy)):
        order = np.lexsort((vacancy, worker))
        worker, vacancy, score = worker[order], vacancy[order], score[order]
        first = np.flatnonzero(np.append(True, _comes_later(worker, vacancy)))
        worker, vacancy, score = worker[first], vacancy[first], np.maximum.reduceat(score, first)
    elif n_workers == edges.n_workers:
        return edges
    return Edges(worker, vacancy, score, n_workers)


def _comes_later(worker: NDArray[np.int32], vacancy: NDArray[np.int32]) -> NDArray[np.bool_]:
    """Of each pair but the first, whether it is beyond the one before it."""
    is_later: NDArray[np.bool_] = vacancy[1:] > vacancy[:-1]
    is_later &= worker[1:] == worker[:-1]
    is_later |= worker[1:] > worker[:-1]
    return is_later
