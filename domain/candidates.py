"""Tables of workers and vacancies -> the pairs worth deciding about, with scores: blockwise, never the full matrix.

A pair needs an occupation in the same middle group, so workers meet vacancies group by group. Within a group a block
of workers at a time stands beside its vacancies; the hard rules remove pairs, one rule after the other, and of what is
left the best of each worker and the best of each vacancy are kept.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from domain.fit import HARD_RULES, Pairs, total_score
from domain.fit.rules import OCCUPATION
from domain.fit.tables import NO_OCCUPATION

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from numpy.typing import NDArray

    from domain.fit import VacancyTable, WorkerTable

    Ints = NDArray[np.int64]

PER_WORKER = 30
PER_VACANCY = 50
"""◇ However few look for such work first, a vacancy is offered this many workers where so many fit."""
PER_SEAT = 2
"""◇ A vacancy with many seats is offered at least twice as many workers."""
CELLS = 250_000
"""Pairs looked at together: their columns stay in the processor's cache, and memory does not grow with the city."""
MOST_WAITING = 4_000_000
"""Pairs kept for vacancies before the best of each are sorted out."""
_MIDDLE_GROUP = 10_000
_SCORE_BITS, _TIE_BITS = 24, 16


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Candidates:
    """The pairs worth deciding about, by worker, then vacancy; and what is known of those who have few."""

    worker: NDArray[np.int32]
    """Rows of the worker table."""
    vacancy: NDArray[np.int32]
    """Rows of the vacancy table."""
    score: NDArray[np.float64]
    fitting_workers: Ints
    """For each vacancy how many workers fit, kept here or not."""
    fitting_vacancies: Ints
    """For each worker how many vacancies fit, kept here or not."""
    removed_by: Ints
    """For each worker and each of HARD_RULES how many vacancies of the worker's occupations it removed; a pair that
    breaks several counts for the first."""

    def main_obstacle(self) -> Ints:
        """For each worker without a fitting vacancy the number of the hard rule that removed most; -1 for the others.

        Where no vacancy stands in the worker's occupations at all, it is the rule about occupations.
        """
        obstacle = np.argmax(self.removed_by, axis=1)
        obstacle[self.removed_by.sum(axis=1) == 0] = HARD_RULES.index(OCCUPATION)
        return np.where(self.fitting_vacancies > 0, -1, obstacle)


def find_candidates(
    workers: WorkerTable,
    vacancies: VacancyTable,
    *,
    today: date,
    per_worker: int = PER_WORKER,
    per_vacancy: int = PER_VACANCY,
) -> Candidates:
    """The best vacancies of each worker, and enough workers for each vacancy.

    The same tables give the same pairs. Among equal scores a number made of both ids decides, so that nobody stands
    first in every list for having an early row.
    """
    counts = _Counts(len(workers), len(vacancies))
    most = np.maximum(per_vacancy, PER_SEAT * vacancies.seats)
    of_workers, of_vacancies = [_NO_PAIRS], [_NO_PAIRS]
    for worker_rows, vacancy_rows in _groups(workers, vacancies):
        waiting = [_NO_PAIRS]
        for pairs in _blocks(workers, vacancies, worker_rows, vacancy_rows, today, counts):
            of_workers.append(pairs.best(pairs.worker, per_worker))
            waiting.append(pairs)
            if sum(len(part.worker) for part in waiting) > MOST_WAITING:
                joined = _join(waiting)
                waiting = [joined.best(joined.vacancy, most)]
        joined = _join(waiting)
        of_vacancies.append(joined.best(joined.vacancy, most))
    joined = _join(of_workers)
    chosen = _join([joined.best(joined.worker, per_worker), *of_vacancies]).once()
    return Candidates(
        worker=chosen.worker.astype(np.int32),
        vacancy=chosen.vacancy.astype(np.int32),
        score=chosen.score,
        fitting_workers=counts.fitting_workers,
        fitting_vacancies=counts.fitting_vacancies,
        removed_by=counts.removed_by,
    )


class _Counts:
    """What the blocks have in common: how many pairs fit, and which rules removed the others."""

    def __init__(self, n_workers: int, n_vacancies: int) -> None:
        self.fitting_workers = np.zeros(n_vacancies, dtype=np.int64)
        self.fitting_vacancies = np.zeros(n_workers, dtype=np.int64)
        self.removed_by = np.zeros((n_workers, len(HARD_RULES)), dtype=np.int64)


@dataclass(frozen=True, slots=True, eq=False)
class _Scored:
    """Pairs by row of the full tables, their scores, and a number that decides among equal scores."""

    worker: Ints
    vacancy: Ints
    score: NDArray[np.float64]
    tie: Ints

    def at(self, index: Ints) -> _Scored:
        return _Scored(self.worker[index], self.vacancy[index], self.score[index], self.tie[index])

    def best(self, group: Ints, most: int | Ints) -> _Scored:
        """The best pairs of each group, as many as `most` says for all or for each. Scores are told apart to 2**-24."""
        falling = (1 << _SCORE_BITS) - 1 - (self.score * ((1 << _SCORE_BITS) - 1)).astype(np.int64)
        order = np.argsort((group << (_SCORE_BITS + _TIE_BITS)) | (falling << _TIE_BITS) | self.tie, kind="stable")
        group = group[order]
        rank = np.arange(len(group)) - np.searchsorted(group, group)
        return self.at(order[rank < (most if isinstance(most, int) else most[group])])

    def once(self) -> _Scored:
        """By worker, then vacancy, each pair once."""
        order = np.lexsort((self.vacancy, self.worker))
        worker, vacancy = self.worker[order], self.vacancy[order]
        is_new = np.ones(len(order), dtype=bool)
        is_new[1:] = (worker[1:] != worker[:-1]) | (vacancy[1:] != vacancy[:-1])
        return self.at(order[is_new])


_NO_ROWS = np.empty(0, dtype=np.int64)
_NO_PAIRS = _Scored(_NO_ROWS, _NO_ROWS, np.empty(0), _NO_ROWS)


def _join(parts: list[_Scored]) -> _Scored:
    return _Scored(
        np.concatenate([part.worker for part in parts]),
        np.concatenate([part.vacancy for part in parts]),
        np.concatenate([part.score for part in parts]),
        np.concatenate([part.tie for part in parts]),
    )


def _groups(workers: WorkerTable, vacancies: VacancyTable) -> Iterator[tuple[Ints, Ints]]:
    """For each middle group with vacancies their rows, and those of workers who think of it or have said nothing."""
    wanted = workers.occupations // _MIDDLE_GROUP
    is_open = workers.occupations[:, 0] == NO_OCCUPATION
    offered = vacancies.occupation // _MIDDLE_GROUP
    for group in np.unique(offered):
        rows = np.flatnonzero((wanted == group).any(axis=1) | is_open)
        if len(rows):
            yield rows, np.flatnonzero(offered == group)


def _blocks(
    workers: WorkerTable,
    vacancies: VacancyTable,
    worker_rows: Ints,
    vacancy_rows: Ints,
    today: date,
    counts: _Counts,
) -> Iterator[_Scored]:
    """The pairs of a group that no hard rule forbids, a block of workers at a time."""
    offered = vacancies.take(vacancy_rows)
    height = max(1, CELLS // len(vacancy_rows))
    for begin in range(0, len(worker_rows), height):
        rows = worker_rows[begin : begin + height]
        pairs = Pairs.grid(workers.take(rows), offered, today)
        for number, rule in enumerate(HARD_RULES):
            is_broken = np.broadcast_to(rule.is_broken(pairs), pairs.shape)
            removed = np.broadcast_to(pairs.worker, pairs.shape)[is_broken]
            counts.removed_by[rows, number] += np.bincount(removed, minlength=len(rows))
            pairs = pairs.where(~is_broken)
        counts.fitting_vacancies[rows] += np.bincount(pairs.worker, minlength=len(rows))
        counts.fitting_workers[vacancy_rows] += np.bincount(pairs.vacancy, minlength=len(vacancy_rows))
        worker, vacancy = rows[pairs.worker], vacancy_rows[pairs.vacancy]
        yield _Scored(worker, vacancy, total_score(pairs), _tie(workers.id[worker], vacancies.id[vacancy]))


def _tie(worker_id: Ints, vacancy_id: Ints) -> Ints:
    """A number that looks random but is always the same for two ids (multiplicative hashing, Knuth 6.4)."""
    mixed = (worker_id.astype(np.uint64) * np.uint64(0x9E3779B97F4A7C15)) ^ vacancy_id.astype(np.uint64)
    return ((mixed * np.uint64(0xD6E8FEB86659FD93)) >> np.uint64(64 - _TIE_BITS)).astype(np.int64)
