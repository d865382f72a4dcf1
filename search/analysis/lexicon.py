"""The words of work: names of occupations, what people call them, and which of them mean the same."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

from reference.colloquial_names import name_groups
from reference.occupations import OCCUPATION_LEVEL, occupations
from search.analysis.text import fold, is_han, segments

if TYPE_CHECKING:
    from collections.abc import Iterable

LONGEST_WORD = 10
WIDE = "00-00"
"""How the code of a middle or major group ends. Its aliases (普工 of all manufacturing) are too wide to search by."""


@dataclass(slots=True)
class Concept:
    """What a name stands for: occupations by code, and other names of the same."""

    codes: list[str] = field(default_factory=list)
    names: list[str] = field(default_factory=list)


@cache
def concepts() -> dict[str, Concept]:
    """Every name of work, folded, and what it stands for."""
    found: defaultdict[str, Concept] = defaultdict(Concept)
    official = {entry.code: fold(entry.name) for entry in occupations() if entry.level == OCCUPATION_LEVEL}
    for code, name in official.items():
        found[name].codes.append(code)
    for group in name_groups():
        names = [fold(name) for name in group.names]
        head = [official[group.occupation_code]] if group.occupation_code else []
        for name in [*names, *map(fold, group.vague)]:
            _join(found[name], codes=[group.occupation_code] if head else [], names=[*head, *names])
        for name in head:
            _join(found[name], codes=[], names=names)
    for entry in occupations():
        for alias in entry.aliases:
            for part in alias.split("/"):
                name = fold(part)
                known = found.get(name)
                if name and not entry.code.endswith(WIDE) and (known is None or known.codes in ([], [entry.code])):
                    _join(
                        found[name], codes=[entry.code], names=[official[entry.code]] if entry.code in official else []
                    )
    for name, meant in found.items():
        meant.names = [other for other in meant.names if other != name]
    return dict(found)


def concept(word: str) -> Concept:
    """What a folded word stands for; nothing where it is no name of work."""
    return concepts().get(word) or Concept()


@cache
def dictionary() -> tuple[str, ...]:
    """The names of work that the segmentation is to keep whole, longest first."""
    names = [name for name in concepts() if _is_word(name)]
    return tuple(sorted(names, key=lambda name: (-len(name), name)))


def _join(concept: Concept, *, codes: Iterable[str], names: Iterable[str]) -> None:
    concept.codes.extend(code for code in codes if code not in concept.codes)
    concept.names.extend(name for name in names if name not in concept.names)


def _is_word(name: str) -> bool:
    """One stretch of characters, neither a single one nor a sentence."""
    return 1 < len(name) <= LONGEST_WORD and list(segments(name)) == [list(name)] and all(map(is_han, name))
