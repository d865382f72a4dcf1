"""Gaps: what one change of a worker's profile would open, and how many vacancies that is."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

import numpy as np

from domain.fit import Pairs, broken_rules
from domain.fit.tables import licence_mask, shift_mask
from domain.skills import Licence, SkillLevel
from domain.vacancies import Shift

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from numpy.typing import NDArray

    from domain.fit import VacancyTable, WorkerTable

    Rows = NDArray[np.int64]

FARTHER_KM = (5, 10, 20)
"""◇ By how much farther somebody might travel each day: the first that opens anything is named."""
LESS_WAGE = (0.05, 0.1, 0.2)
"""◇ By which share less somebody might ask."""
ROUND_FEN = 100_00
"""A wage is named in full hundreds of yuan."""


class GapKind(StrEnum):
    """What would have to change."""

    LEVEL = "level"
    """A certificate of a higher skill level."""
    LICENCE = "licence"
    """A licence that the law asks for."""
    COMMUTE = "commute"
    """A longer daily way."""
    AWAY = "away"
    """Work out of town."""
    WAGE = "wage"
    """A lower wage."""
    SHIFTS = "shifts"
    """Any working hours."""


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Gap:
    """One change, and what it would open."""

    kind: GapKind
    level: SkillLevel | None = None
    licence: Licence | None = None
    commute_km: float | None = None
    wage_fen: int | None = None
    rows: Rows
    """Of the vacancies that would be open then and are not now, ascending."""

    @property
    def more(self) -> int:
        """How many vacancies that is."""
        return len(self.rows)


def is_open_to(pairs: Pairs) -> NDArray[np.bool_]:
    """Whether no hard rule stands against a pair, and the worker has the skill level that is asked."""
    is_open: NDArray[np.bool_] = (broken_rules(pairs) == 0) & (
        pairs.of_worker("skill_level") >= pairs.of_vacancy("skill_level")
    )
    return is_open


def find_gaps(worker: WorkerTable, vacancies: VacancyTable, *, today: date) -> tuple[Gap, ...]:
    """For each kind of change the smallest that opens anything to the one worker of the table, most opened first.

    Of licences each that opens anything is named.
    """
    rows = np.arange(len(vacancies))

    def opened(changed: WorkerTable) -> NDArray[np.bool_]:
        of_all = Pairs(workers=changed, vacancies=vacancies, worker=np.zeros_like(rows), vacancy=rows, today=today)
        return is_open_to(of_all)

    is_open = opened(worker)
    found: dict[GapKind, list[Gap]] = defaultdict(list)
    for gap, changed in _changes(worker, vacancies):
        if found[gap.kind] and gap.kind is not GapKind.LICENCE:
            continue
        new = np.flatnonzero(opened(changed) & ~is_open)
        if len(new):
            found[gap.kind].append(replace(gap, rows=new))
    gaps = [gap for ones in found.values() for gap in ones]
    return tuple(sorted(gaps, key=lambda gap: -gap.more))


NO_ROWS: Rows = np.empty(0, dtype=np.int64)


def _changes(worker: WorkerTable, vacancies: VacancyTable) -> Iterator[tuple[Gap, WorkerTable]]:
    """What might change, the smaller change of a kind before the larger, each with the worker as it would be then."""
    has, asked = int(worker.skill_level[0]), np.unique(vacancies.skill_level)
    for level in asked[asked > has].tolist():
        yield Gap(kind=GapKind.LEVEL, level=SkillLevel(level), rows=NO_ROWS), _with(worker, skill_level=level)
    licences, asked_for = int(worker.licences[0]), int(np.bitwise_or.reduce(vacancies.licences, initial=0))
    for licence in Licence:
        gained = licences | licence_mask(licence)
        if gained & asked_for & ~licences:
            yield Gap(kind=GapKind.LICENCE, licence=licence, rows=NO_ROWS), _with(worker, licences=gained)
    for more in FARTHER_KM:
        km = float(worker.commute_km[0]) + more
        yield Gap(kind=GapKind.COMMUTE, commute_km=km, rows=NO_ROWS), _with(worker, commute_km=km)
    if not worker.goes_out_of_town[0]:
        yield Gap(kind=GapKind.AWAY, rows=NO_ROWS), _with(worker, goes_out_of_town=True)
    for less in LESS_WAGE:
        wage = int(worker.wage_wanted_fen[0] * (1 - less) // ROUND_FEN * ROUND_FEN)
        yield Gap(kind=GapKind.WAGE, wage_fen=wage, rows=NO_ROWS), _with(worker, wage_wanted_fen=wage)
    yield Gap(kind=GapKind.SHIFTS, rows=NO_ROWS), _with(worker, shifts=shift_mask(frozenset(Shift)))


def _with(worker: WorkerTable, **column: float) -> WorkerTable:
    """The one worker with another value in a column."""
    ((name, value),) = column.items()
    return replace(worker, **{name: np.full_like(getattr(worker, name), value)})
