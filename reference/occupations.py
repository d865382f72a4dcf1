"""The national classification of occupations, edition of 2022."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from reference.tables import rows

OCCUPATION_LEVEL = 4
_MARKS = re.compile(r"L?/?S?$")


@dataclass(frozen=True, slots=True, kw_only=True)
class OccupationEntry:
    """One occupation or one group of them."""

    code: str
    level: int
    """1 major group, 2 middle group, 3 minor group, 4 occupation."""
    name: str
    definition: str
    tasks: str
    aliases: tuple[str, ...]
    is_green: bool
    """Marked L in the classification."""
    is_digital: bool
    """Marked S in the classification."""


@cache
def occupations() -> tuple[OccupationEntry, ...]:
    """Every group and occupation once, by code.

    The file has 1,634 rows of level 4 but 1,632 occupations: two stand in it twice. Where a minor group and its only
    occupation share a code, the occupation is kept.
    """
    entries: dict[str, OccupationEntry] = {}
    for row in rows("occupations_csco2022.csv"):
        entry = _entry(row)
        if entry.code not in entries or entry.level > entries[entry.code].level:
            entries[entry.code] = entry
    return tuple(entries[code] for code in sorted(entries))


def occupation(code: str) -> OccupationEntry:
    """The occupation or group of a code. Raises KeyError."""
    return _by_code()[code]


@cache
def _by_code() -> dict[str, OccupationEntry]:
    return {entry.code: entry for entry in occupations()}


def _entry(row: dict[str, str]) -> OccupationEntry:
    name, marks = _split(row["name"])
    aliases = dict.fromkeys(_split(alias)[0] for alias in row["alias"].split(",") if alias)
    return OccupationEntry(
        code=row["code"],
        level=int(row["level"]),
        name=name,
        definition=row["definition"],
        tasks=row["tasks"],
        aliases=tuple(alias for alias in aliases if alias != name),
        is_green="L" in marks,
        is_digital="S" in marks,
    )


def _split(name: str) -> tuple[str, str]:
    """保洁员L -> 保洁员 and L; a Latin word that ends in L or S stays whole."""
    marks = _MARKS.search(name)
    start = marks.start() if marks else len(name)
    if start and name[start - 1].isascii():
        return name, ""
    return name[:start], name[start:]
