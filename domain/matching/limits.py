"""What binds a plan beside seats: promised shares, ceilings, companions, places that people have."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np

from domain.matching.arrays import as_flags, as_integers, as_numbers, fill
from domain.matching.errors import (
    CapacityNegative,
    LengthsDiffer,
    LoyaltyOutOfRange,
    NoSuchVacancy,
    NoSuchWorker,
    PlacedTwice,
    ShareOutOfRange,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

KEPT = 2.0
"""The loyalty from which nobody is moved: who gives up a place gains at most a score of 1, who takes it another 1."""


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
        fill(self, vacancies=vacancies, workers=workers, min_share=float(self.min_share))


@dataclass(frozen=True, slots=True, eq=False)
class Ceiling:
    """A limit over several vacancies: together they take at most so many people.

    Two of them nest or have no vacancy in common. Raises NotAnArrayOf, NoSuchVacancy or CapacityNegative.
    """

    vacancies: NDArray[np.int32]
    most: int

    def __post_init__(self) -> None:
        _check_most(self.most)
        fill(self, vacancies=np.unique(as_numbers(self.vacancies, "vacancies", NoSuchVacancy)))


@dataclass(frozen=True, slots=True, eq=False)
class GroupCeiling:
    """A limit over a group of workers, one flag for each worker: of them at most so many get a place.

    Two of them nest or have nobody in common. Raises NotAnArrayOf or CapacityNegative.
    """

    workers: NDArray[np.bool_] = field(repr=False)
    most: int

    def __post_init__(self) -> None:
        _check_most(self.most)
        fill(self, workers=as_flags(self.workers, "workers"))


@dataclass(frozen=True, slots=True, eq=False)
class Companions:
    """People who go together or not at all: either all of them get places in one part, or none of them a place.

    `part` has a number for each vacancy; those with the same number are one part (a destination, an order). Nobody
    belongs to two groups. Raises NotAnArrayOf or NoSuchWorker.
    """

    workers: NDArray[np.int32]
    part: NDArray[np.int64] = field(repr=False)

    def __post_init__(self) -> None:
        workers = np.unique(as_numbers(self.workers, "workers", NoSuchWorker))
        fill(self, workers=workers, part=as_integers(self.part, "part"))


@dataclass(frozen=True, slots=True, eq=False)
class Standing:
    """The places that people have from a plan before, and how much score a change must gain to move one of them.

    With a loyalty of KEPT or more nobody is moved, and who was told a place loses it only where the pair is no longer
    allowed or the vacancy has fewer seats than people. With less, a place that was merely proposed is given to somebody
    else where that gains more. Raises NotAnArrayOf, LengthsDiffer, NoSuchWorker, NoSuchVacancy, PlacedTwice or
    LoyaltyOutOfRange.
    """

    worker: NDArray[np.int32]
    vacancy: NDArray[np.int32]
    loyalty: float = KEPT

    def __post_init__(self) -> None:
        worker = as_numbers(self.worker, "worker", NoSuchWorker)
        vacancy = as_numbers(self.vacancy, "vacancy", NoSuchVacancy)
        if len(worker) != len(vacancy):
            raise LengthsDiffer(f"{len(worker)} workers and {len(vacancy)} vacancies")
        if len(np.unique(worker)) < len(worker):
            raise PlacedTwice("somebody stands in two places")
        if not 0 <= self.loyalty <= KEPT:
            raise LoyaltyOutOfRange(f"loyalty is {self.loyalty}, from 0 to {KEPT}")
        fill(self, worker=worker, vacancy=vacancy, loyalty=float(self.loyalty))


def are_nested(groups: Sequence[NDArray[np.bool_]]) -> bool:
    """Whether of any two groups one contains the other or nothing of it."""
    return all(
        np.count_nonzero(one & other) in {0, np.count_nonzero(one), np.count_nonzero(other)}
        for one, other in combinations(groups, 2)
    )


def _check_most(most: int) -> None:
    if most < 0:
        raise CapacityNegative(f"a ceiling is {most}")
