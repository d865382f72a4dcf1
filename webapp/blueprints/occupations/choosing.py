"""What a form offers where somebody names an occupation: what was chosen, then what the typed words may mean."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from flask_babel import gettext as _

from webapp.presentation import is_chinese
from webapp.reads.occupations import named, suggest_occupations
from webapp.trades import TRADES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from webapp.reads.occupations import NamedOccupation

MOST_OFFERED = 5
MOST_CHOSEN = 12
"""Codes that are looked at; nobody ticks more, whatever an address says."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OccupationChoice:
    """Occupations to choose from, and which of them are chosen."""

    typed: str
    offered: tuple[NamedOccupation, ...]
    chosen: tuple[str, ...]

    @classmethod
    def of(cls, typed: str, chosen: Iterable[str], *, takes_sure: bool = False) -> Self:
        """What was chosen stays on offer; `takes_sure` chooses what the words surely mean where nothing was chosen."""
        kept = named(list(chosen)[:MOST_CHOSEN])
        found = suggest_occupations(typed, limit=MOST_OFFERED)
        codes = tuple(one.code for one in kept)
        if not codes and takes_sure:
            codes = tuple(one.code for one in found if one.is_sure)
        new = [one for one in found if one.code not in {other.code for other in kept}]
        return cls(typed=typed, offered=(*kept, *new), chosen=codes)

    @property
    def sure(self) -> tuple[str, ...]:
        """What the words surely mean."""
        return tuple(one.code for one in self.offered if one.is_sure)


def note(occupation: NamedOccupation) -> str:
    """What people call an occupation; in English, of which trade it is."""
    if is_chinese():
        return "、".join(occupation.also)
    return str(TRADES.get(f"{occupation.code[:4]}-00-00", _("Other work")))
