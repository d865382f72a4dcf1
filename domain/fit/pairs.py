"""Pairs of a worker and a vacancy, whose columns every rule and every score reads: a list of pairs, or a grid.

With the workers' rows as a column and the vacancies' rows as a line, arrays spread over the grid by themselves
(broadcasting), so a rule is written once for both.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

from domain.fit.tables import NO_OCCUPATION, UNKNOWN
from domain.places import EARTH_RADIUS_KM

if TYPE_CHECKING:
    from datetime import date
    from typing import Self

    from numpy.typing import NDArray

    from domain.fit.tables import Ints, VacancyTable, WorkerTable

_COUNTY, _CITY, _PROVINCE = 1_000, 100_000, 10_000_000
"""What a division's number is divided by to leave the part that says its county, its city or its province."""
_TAILS = (1_000_000, 10_000, 100, 1)
"""The same for an occupation: major, middle, minor group, itself. Each level that is shared implies those before it."""
_BITS = 64
_KEPT = {"distance_km", "is_away"}


@dataclass(frozen=True, eq=False, kw_only=True)
class Pairs:
    """Workers beside vacancies. Whatever is asked of a pair is asked of its two rows."""

    workers: WorkerTable
    vacancies: VacancyTable
    worker: Ints
    """Rows of workers, one for each pair; or a column of them, for a grid."""
    vacancy: Ints
    """Rows of vacancies, one for each pair; or a line of them, for a grid."""
    today: date

    @classmethod
    def grid(cls, workers: WorkerTable, vacancies: VacancyTable, today: date) -> Self:
        """Every worker beside every vacancy."""
        return cls(
            workers=workers,
            vacancies=vacancies,
            worker=np.arange(len(workers))[:, None],
            vacancy=np.arange(len(vacancies))[None, :],
            today=today,
        )

    @property
    def shape(self) -> tuple[int, ...]:
        """Of the answer to a question about all pairs."""
        return np.broadcast_shapes(self.worker.shape, self.vacancy.shape)

    def where(self, chosen: NDArray[np.bool_]) -> Self:
        """The list of those pairs that are marked."""
        index = np.nonzero(chosen)
        kept = replace(
            self,
            worker=np.broadcast_to(self.worker, self.shape)[index],
            vacancy=np.broadcast_to(self.vacancy, self.shape)[index],
        )
        # What has been computed for all pairs need not be computed again for some.
        for name in _KEPT & vars(self).keys():
            vars(kept)[name] = np.broadcast_to(vars(self)[name], self.shape)[index]
        return kept

    def of_worker(self, name: str) -> NDArray[Any]:
        """A column of the workers, for each pair."""
        column: NDArray[Any] = getattr(self.workers, name)[self.worker]
        return column

    def of_vacancy(self, name: str) -> NDArray[Any]:
        """A column of the vacancies, for each pair."""
        column: NDArray[Any] = getattr(self.vacancies, name)[self.vacancy]
        return column

    def one_of_worker(self, name: str, at: int) -> Any:
        """A column of the workers, for one pair of a list."""
        return getattr(self.workers, name)[self.worker[at]]

    def one_of_vacancy(self, name: str, at: int) -> Any:
        """A column of the vacancies, for one pair of a list."""
        return getattr(self.vacancies, name)[self.vacancy[at]]

    @cached_property
    def distance_km(self) -> NDArray[np.float64]:
        """The great-circle distance; NaN where a place is not known."""
        square = np.zeros(self.shape)
        for mine, theirs in zip(self.workers.position, self.vacancies.position, strict=True):
            square += (mine[self.worker] - theirs[self.vacancy]) ** 2
        half_chord = np.sqrt(square) / (2 * EARTH_RADIUS_KM)
        return 2 * EARTH_RADIUS_KM * np.arcsin(np.minimum(half_chord, 1.0))

    @cached_property
    def is_away(self) -> NDArray[np.bool_]:
        """Whether the work is out of town: an export, or in another city and beyond the daily way."""
        is_elsewhere = self.of_worker("division") // _CITY != self.of_vacancy("division") // _CITY
        is_daily = self.distance_km <= self.of_worker("commute_km")
        return self.of_vacancy("is_export") | (is_elsewhere & ~is_daily)

    @cached_property
    def lives_there(self) -> NDArray[np.bool_]:
        """Whether the worker would live at the work: needs housing, and there is some."""
        return self.of_worker("needs_housing") & self.of_vacancy("has_housing")

    @cached_property
    def goes_there(self) -> NDArray[np.bool_]:
        """For work out of town: the place lies in one of the worker's destinations, or the worker named none."""
        return self._lies_in("destinations") | ~self.has_destinations

    @cached_property
    def refuses_to_go(self) -> NDArray[np.bool_]:
        """The place lies in a destination that the worker refuses."""
        return self._lies_in("refused_destinations")

    @cached_property
    def has_destinations(self) -> NDArray[np.bool_]:
        """Whether the worker has named places out of town."""
        return self.has_any("destinations")

    def has_any(self, name: str) -> NDArray[np.bool_]:
        """Whether the worker's set has a member."""
        has: NDArray[np.bool_] = (np.diff(getattr(self.workers, name).start) > 0)[self.worker]
        return has

    def _lies_in(self, name: str) -> NDArray[np.bool_]:
        """Whether the vacancy's division lies within one of the worker's set."""
        sets = getattr(self.workers, name)
        found = np.zeros(self.shape, dtype=bool)
        # Few workers name places, so only their pairs are looked at.
        asked = np.broadcast_to(self.has_any(name), self.shape)
        if not asked.any():
            return found
        row = np.broadcast_to(self.worker, self.shape)[asked]
        division = np.broadcast_to(self.of_vacancy("division"), self.shape)[asked]
        inside = sets.contain(row, division)
        for part in (_COUNTY, _CITY, _PROVINCE):
            inside |= sets.contain(row, division // part * part)
        found[asked] = inside
        return found

    @cached_property
    def is_blocked(self) -> NDArray[np.bool_]:
        """The worker and the enterprise keep apart."""
        found = np.zeros(self.shape, dtype=bool)
        asked = np.broadcast_to(self.has_any("blocked_enterprises"), self.shape)
        row = np.broadcast_to(self.worker, self.shape)[asked]
        enterprise = np.broadcast_to(self.of_vacancy("enterprise_id"), self.shape)[asked]
        found[asked] = self.workers.blocked_enterprises.contain(row, enterprise)
        return found

    @cached_property
    def shared_levels(self) -> tuple[NDArray[np.int8], ...]:
        """How many levels of the classification the vacancy shares with each wanted occupation, dearest first."""
        offered = self.vacancies.occupation[self.vacancy]
        return tuple(
            _shared_levels(column[self.worker], offered, self.shape)
            for column in self.workers.occupations.T
            if not (column == NO_OCCUPATION).all()
        )

    @cached_property
    def closest_level(self) -> NDArray[np.int8]:
        """The most levels that it shares with any of them."""
        return np.maximum.reduce([np.zeros(self.shape, dtype=np.int8), *self.shared_levels])

    @cached_property
    def names_occupations(self) -> NDArray[np.bool_]:
        """Whether the worker has named an occupation."""
        named: NDArray[np.bool_] = (self.workers.occupations[:, 0] != NO_OCCUPATION)[self.worker]
        return named

    @cached_property
    def starts_on(self) -> Ints:
        """The day on which work begins, today at the earliest; UNKNOWN where it is not said."""
        starts: Ints = self.of_vacancy("starts_on")
        return np.where(starts == UNKNOWN, UNKNOWN, np.maximum(starts, self.today.toordinal()))

    @cached_property
    def n_skills_asked(self) -> Ints:
        """How many skills the vacancy names."""
        counts: Ints = np.diff(self.vacancies.skills.start)[self.vacancy]
        return counts

    @cached_property
    def n_skills_shared(self) -> Ints:
        """How many of them the worker has."""
        mine, theirs = self._skill_bits
        shared = np.zeros(self.shape, dtype=np.int64)
        for part in range(mine.shape[1]):
            shared += np.bitwise_count(mine[self.worker, part] & theirs[self.vacancy, part])
        return shared

    @cached_property
    def _skill_bits(self) -> tuple[NDArray[np.uint64], NDArray[np.uint64]]:
        """A bit for each skill that any of the vacancies asks for, of workers and of vacancies."""
        mine, theirs = self.workers.skills, self.vacancies.skills
        asked = np.unique(theirs.members)
        numbers = {theirs.words[word]: number for number, word in enumerate(asked.tolist())}
        own = np.array([numbers.get(word, -1) for word in mine.words], dtype=np.int64)
        parts = -(-len(asked) // _BITS)
        bits = np.zeros((len(self.workers), parts), np.uint64), np.zeros((len(self.vacancies), parts), np.uint64)
        _set_bits(bits[0], mine.row_of_member(), own[mine.members])
        _set_bits(bits[1], theirs.row_of_member(), np.searchsorted(asked, theirs.members))
        return bits


def _shared_levels(wanted: NDArray[np.int32], offered: NDArray[np.int32], shape: tuple[int, ...]) -> NDArray[np.int8]:
    shared = np.zeros(shape, dtype=np.int8)
    for tail in _TAILS:
        shared += wanted // tail == offered // tail
    # No occupation has a number below 0, and no part of it is equal to that of another.
    return shared


def _set_bits(bits: NDArray[np.uint64], row: Ints, number: Ints) -> None:
    row, number = row[number >= 0], number[number >= 0]
    np.bitwise_or.at(bits, (row, number // _BITS), np.uint64(1) << (number % _BITS).astype(np.uint64))
