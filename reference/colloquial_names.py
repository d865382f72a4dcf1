"""What people call occupations, in groups of names that mean the same."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from reference.occupations import occupations
from reference.tables import lines

NO_OCCUPATION = "="


@dataclass(frozen=True, slots=True, kw_only=True)
class NameGroup:
    """Names that mean the same."""

    occupation_code: str
    """Empty where they belong to no single occupation."""
    names: tuple[str, ...]
    vague: tuple[str, ...] = ()
    """Names that lead to the others but are too vague to be looked for."""


@cache
def name_groups() -> tuple[NameGroup, ...]:
    """Every group, in the order of the file."""
    codes = {entry.name: entry.code for entry in occupations()}
    groups: list[NameGroup] = []
    for line in lines("colloquial_names.txt"):
        head, _, tail = line.partition(NO_OCCUPATION if line.startswith(NO_OCCUPATION) else ":")
        for group in tail.split("|"):
            names = group.split()
            groups.append(
                NameGroup(
                    occupation_code=codes[head] if head else "",
                    names=tuple(name for name in names if not name.startswith("<")),
                    vague=tuple(name[1:] for name in names if name.startswith("<")),
                )
            )
    return tuple(groups)
