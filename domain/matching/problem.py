"""What is to be decided, as arrays: pairs that are allowed, with scores, the seats of each vacancy, promised shares."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from domain.matching.errors import (
    CapacityNegative,
    CeilingsOverlap,
    LengthsDiffer,
    NoSuchVacancy,
    NoSuchWorker,
    NotAnArrayOf,
    ProblemTooLarge,
    ScoreOutOfRange,
    ShareOutOfRange,
    UnknownObjective,
)

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Literal

    from numpy.typing import ArrayLike, NDArray

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
        # The comparison is false for NaN too, so one test finds everything that is not a score.
        if not np.all((score >= 0) & (score <= 1)):
            raise ScoreOutOfRange(f"a score is {score[~((score >= 0) & (score <= 1))][0]}")
        named = int(worker.max(initial=-1)) + 1
        n_workers = named if self.n_workers == -1 else self.n_workers
        if n_workers < named:
            raise NoSuchWorker(f"worker {named - 1} of {n_workers}")
        _fill(self, worker=worker, vacancy=vacancy, score=score, n_workers=n_workers)


@dataclass(frozen=True, slots=True, eq=False)
class Quota:
    """A promise: of the people placed in these vacancies, at least `min_share` belong to the group.

    `vacancies` are numbers, `workers` marks the group with one flag for each worker. A promise is kept by placing more
    of the group, never by leaving a seat empty. Raises NotAnArrayOf, NoSuchVacancy or ShareOutOfRange.
    """

    vacancies: NDArray[np.int32] = field(repr=False)
    workers: NDArray[np.bool_] = field(repr=False)
    min_share: float

    def __post_init__(self) -> None:
        vacancies = np.unique(as_numbers(self.vacancies, "vacancies", NoSuchVacancy))
        workers = as_flags(self.workers, "workers")
        if not 0 <= self.min_share <= 1:
            raise ShareOutOfRange(f"a share is {self.min_share}")
        _fill(self, vacancies=vacancies, workers=workers, min_share=float(self.min_share))


@dataclass(frozen=True, slots=True, eq=False)
class Ceiling:
    """A limit over several vacancies: together they take at most so many people.

    Two of them nest or have no vacancy in common. Raises NotAnArrayOf, NoSuchVacancy or CapacityNegative.
    """

    vacancies: NDArray[np.int32]
    most: int

    def __post_init__(self) -> None:
        _check_most(self.most)
        _fill(self, vacancies=np.unique(as_numbers(self.vacancies, "vacancies", NoSuchVacancy)))


@dataclass(frozen=True, slots=True, eq=False)
class GroupCeiling:
    """A limit over a group of workers, one flag for each worker: of them at most so many get a place.

    Two of them nest or have nobody in common. Raises NotAnArrayOf or CapacityNegative.
    """

    workers: NDArray[np.bool_] = field(repr=False)
    most: int

    def __post_init__(self) -> None:
        _check_most(self.most)
        _fill(self, workers=as_flags(self.workers, "workers"))


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
) -> Problem:
    """Put the parts of a problem together.

    Raises NotAnArrayOf, CapacityNegative, UnknownObjective, NoSuchVacancy, LengthsDiffer or CeilingsOverlap where they
    do not fit.
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
    return Problem(
        edges=known,
        capacity=seats,
        objective=Objective(objective),
        quotas=tuple(quotas),
        ceilings=tuple(ceilings),
        start=np.searchsorted(known.worker, np.arange(known.n_workers + 1)),
    )


def are_nested(groups: Sequence[NDArray[np.bool_]]) -> bool:
    """Whether of any two groups one contains the other or nothing of it."""
    return all(
        np.count_nonzero(one & other) in {0, np.count_nonzero(one), np.count_nonzero(other)}
        for one, other in combinations(groups, 2)
    )


def as_integers(values: ArrayLike, name: str) -> NDArray[np.int64]:
    """One dimension of whole numbers. Raises NotAnArrayOf."""
    array = np.asarray(values)
    if array.ndim != 1 or (array.size and array.dtype.kind not in "iu"):
        raise NotAnArrayOf(f"{name} must be one dimension of whole numbers, not {array.dtype} of shape {array.shape}")
    if array.dtype.kind == "u" and array.size and array.max() > np.iinfo(np.int64).max:
        raise NotAnArrayOf(f"{name} has a number beyond 64 bits")
    return array.astype(np.int64, copy=False)


def as_numbers(values: ArrayLike, name: str, out_of_range: type[Exception]) -> NDArray[np.int32]:
    """One dimension of numbers that count from 0. Raises NotAnArrayOf or the refusal given."""
    array = as_integers(values, name)
    if array.size and (array.min() < 0 or array.max() >= np.iinfo(np.int32).max):
        raise out_of_range(f"{name} has the number {array.min() if array.min() < 0 else array.max()}")
    return np.asarray(values).astype(np.int32, copy=False)


def as_floats(values: ArrayLike, name: str) -> NDArray[np.float64]:
    """One dimension of real numbers. Raises NotAnArrayOf."""
    array = np.asarray(values)
    if array.ndim != 1 or array.dtype.kind not in "fiu":
        raise NotAnArrayOf(f"{name} must be one dimension of numbers, not {array.dtype} of shape {array.shape}")
    return array.astype(np.float64, copy=False)


def as_flags(values: ArrayLike, name: str) -> NDArray[np.bool_]:
    """One dimension of flags. Raises NotAnArrayOf."""
    array = np.asarray(values)
    if array.ndim != 1 or (array.size and array.dtype.kind != "b"):
        raise NotAnArrayOf(f"{name} must be one dimension of flags, not {array.dtype} of shape {array.shape}")
    return array.astype(np.bool_, copy=False)


def _check_most(most: int) -> None:
    if most < 0:
        raise CapacityNegative(f"a ceiling is {most}")


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


def _fill(value: object, **fields: object) -> None:
    """Set the checked fields of a frozen value that is being made."""
    for name, content in fields.items():
        object.__setattr__(value, name, content)
