"""Occupations as people name them: what a title or a wish probably means, and what an occupation is also called."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from reference.colloquial_names import name_groups
from reference.occupations import OCCUPATION_LEVEL, occupation
from search.analysis.text import is_han
from search.occupations import suggest
from search.suggestions import SuggestionKind
from webapp.reads import suggestions

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

LIMIT = 6
LONGEST_TYPED = 80
WIDER = 3
"""The coder also names groups, which nobody hires for; so it is asked for more than is shown."""
NAMES_SHOWN = 3
LEAST_SHARE = 0.05
"""◇ What scores below a twentieth of the best is noise."""
SURE = 0.5
"""From this score on the coder is fairly sure, and the choice is made in advance."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedOccupation:
    """An occupation to choose."""

    code: str
    name: str
    also: tuple[str, ...]
    """What people call it."""
    is_sure: bool = False


def suggest_occupations(typed: str, *, limit: int = LIMIT) -> list[NamedOccupation]:
    """The occupations that a title or a wish most probably means, likeliest first: 电焊, 带娃, ydg."""
    typed = typed.strip()[:LONGEST_TYPED]
    if not typed:
        return []
    if any(is_han(letter) for letter in typed):
        coded = [found for found in suggest(typed, limit=limit * WIDER) if is_occupation(found.code)]
        likely = [found for found in coded if found.score >= LEAST_SHARE * coded[0].score]
        sure = {found.code for found in likely[:1] if found.score >= SURE}
        return named((found.code for found in likely[:limit]), sure=sure)
    completed = suggestions.suggest(typed, limit=limit * WIDER)
    return named(one.id for one in completed if one.kind is SuggestionKind.OCCUPATION)[:limit]


def named(codes: Iterable[str], *, sure: Collection[str] = ()) -> list[NamedOccupation]:
    """The occupations of codes, each once; a code that is none, or is that of a group, is left out."""
    found = []
    for code in dict.fromkeys(codes):
        if is_occupation(code):
            entry = occupation(code)
            also = tuple(name for name in _also(code) if name != entry.name)[:NAMES_SHOWN]
            found.append(NamedOccupation(code=code, name=entry.name, also=also, is_sure=code in sure))
    return found


def is_occupation(code: str) -> bool:
    """Whether a code is that of an occupation, not of a group."""
    try:
        return occupation(code).level == OCCUPATION_LEVEL
    except KeyError:
        return False


def _also(code: str) -> tuple[str, ...]:
    return _colloquial().get(code, ()) or occupation(code).aliases


@cache
def _colloquial() -> dict[str, tuple[str, ...]]:
    names: dict[str, tuple[str, ...]] = {}
    for group in name_groups():
        if group.occupation_code:
            names[group.occupation_code] = names.get(group.occupation_code, ()) + group.names
    return names
