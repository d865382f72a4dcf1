"""Occupations as the demo city knows them: what they pay, who does them, what they ask by law."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, TypeVar

from domain.skills import Licence
from domain.vacancies import Shift
from domain.wages import WageUnit
from domain.workers import Education
from scripts.demo_city import tables
from scripts.demo_city.draw import Weighted

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

V = TypeVar("V")

_UNITS = {"m": WageUnit.MONTH, "d": WageUnit.DAY, "h": WageUnit.HOUR, "p": WageUnit.PIECE}
_SHIFTS = {"d": Shift.DAY, "t": Shift.TWO_SHIFTS, "h": Shift.THREE_SHIFTS, "n": Shift.NIGHT, "f": Shift.FLEXIBLE}
_SCHOOLS = {
    "p": Education.PRIMARY,
    "j": Education.JUNIOR_MIDDLE,
    "s": Education.SENIOR_MIDDLE,
    "v": Education.VOCATIONAL,
    "c": Education.COLLEGE,
    "b": Education.BACHELOR,
    "m": Education.MASTER,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Trade:
    """What is usual in an occupation here. Made up, and meant to be plausible beside its neighbours."""

    low_fen: int
    """What a modest employer pays a month; `high_fen` what a good one pays."""
    high_fen: int
    units: Weighted[WageUnit]
    shifts: Weighted[Shift]
    youngest: int
    oldest: int
    schooling: Weighted[Education]
    skilled: float
    """The share that holds a certificate of skill level."""
    skills: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Supply:
    """How many people do a trade beside how many are asked for, the share of women, and who would go out of town."""

    factor: float
    women: float
    away: float


@cache
def trade_of(code: str) -> Trade:
    """The trade of an occupation, by the longest beginning of its code that the table has."""
    row = _longest(tables.rows("trades.csv"), code)
    youngest, oldest = row["age"].split("-")
    return Trade(
        low_fen=int(row["low"]) * 100,
        high_fen=int(row["high"]) * 100,
        units=_weights(row["unit"], _UNITS),
        shifts=_weights(row["shift"], _SHIFTS),
        youngest=int(youngest),
        oldest=int(oldest),
        schooling=_weights(row["education"], _SCHOOLS),
        skilled=float(row["skilled"]),
        skills=tuple(row["skills"].split()),
    )


@cache
def supply_of(code: str) -> Supply:
    """How many people do an occupation, and who they are."""
    row = _longest(tables.rows("supply.csv"), code)
    return Supply(factor=float(row["factor"]), women=float(row["women"]), away=float(row["away"]))


def pieces_a_day(code: str) -> tuple[int, int]:
    """The least and the most that somebody makes a day where the piece is paid."""
    row = _longest(tables.rows("pieces.csv"), code)
    return int(row["low"]), int(row["high"])


@cache
def licences_of(code: str, title: str = "") -> frozenset[Licence]:
    """The licences without which the law lets nobody do the work; some depend on what the title says."""
    matching = [row for row in tables.rows("licences.csv") if code.startswith(row["prefix"])]
    for row in matching:
        if any(word in title for word in row["words"].split()):
            return frozenset({Licence(row["licence"])})
    return frozenset(Licence(row["licence"]) for row in matching if not row["words"])


@cache
def is_hazardous(code: str) -> bool:
    """Whether minors may not do the work."""
    return code.startswith(tables.lines("hazardous.txt"))


@cache
def welcomes_hardship(code: str) -> bool:
    """Whether employers of this occupation often say that hardship groups are welcome."""
    return code.startswith(tables.lines("hardship_friendly.txt"))


def _longest(rows: Sequence[Mapping[str, str]], code: str) -> Mapping[str, str]:
    return max((row for row in rows if code.startswith(row["prefix"])), key=lambda row: len(row["prefix"]))


def _weights(text: str, words: Mapping[str, V]) -> Weighted[V]:
    """d5t3 -> five parts day, three parts two shifts; a letter alone is one part."""
    return Weighted((words[letter], float(number or 1)) for letter, number in re.findall(r"([a-z])(\d*)", text))
