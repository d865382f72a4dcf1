"""Guidance directories: numbered editions of the brand library, and what each has changed (article 三)."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

from domain.errors import RuleBroken

if TYPE_CHECKING:
    from collections.abc import Iterable
    from decimal import Decimal

    from domain.brands import BrandCategory, BrandState, BrandTier

LONGEST_NOTE = 500


class DirectoryEmpty(RuleBroken):
    """No brand is listed, so there is nothing to publish."""


class DirectoryUnchanged(RuleBroken):
    """Nothing has changed since the last edition."""


class DirectoryNoteTooLong(RuleBroken):
    """The note of an edition is longer than anybody reads."""

    field = "note"


@dataclass(frozen=True, slots=True, kw_only=True)
class DirectoryLine:
    """A brand as an edition shows it."""

    brand_id: int
    name: str
    category: BrandCategory
    tier: BrandTier
    state: BrandState
    division_code: str
    industry_code: str | None
    certificate: str
    """Its number; empty where there is none."""
    year: int | None
    """Of the figures that follow."""
    workforce: Decimal | None
    market_share: Decimal | None
    output_fen: Decimal | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What is said differently of a brand."""

    before: DirectoryLine
    after: DirectoryLine

    @property
    def words(self) -> tuple[str, ...]:
        """The fields that differ."""
        names = [field.name for field in fields(DirectoryLine)]
        return tuple(name for name in names if getattr(self.before, name) != getattr(self.after, name))


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """What has come, gone and changed between two editions, each in the order of the edition that shows it."""

    added: tuple[DirectoryLine, ...]
    removed: tuple[DirectoryLine, ...]
    changed: tuple[Change, ...]

    @property
    def is_empty(self) -> bool:
        """Whether both say the same."""
        return not (self.added or self.removed or self.changed)


def difference(old: Iterable[DirectoryLine], new: Iterable[DirectoryLine]) -> Difference:
    """What a reader of the old edition has to know about the new one. Brands are the same by number, not by name."""
    before = {line.brand_id: line for line in old}
    after = {line.brand_id: line for line in new}
    return Difference(
        added=tuple(line for number, line in after.items() if number not in before),
        removed=tuple(line for number, line in before.items() if number not in after),
        changed=tuple(
            Change(before=before[number], after=line)
            for number, line in after.items()
            if number in before and before[number] != line
        ),
    )


def check_edition(found: Difference, *, lines: int, note: str) -> None:
    """Whether an edition is worth a number. Raises DirectoryEmpty, DirectoryUnchanged or DirectoryNoteTooLong."""
    if lines == 0:
        raise DirectoryEmpty
    if found.is_empty:
        raise DirectoryUnchanged
    if len(note) > LONGEST_NOTE:
        raise DirectoryNoteTooLong(length=len(note), most=LONGEST_NOTE)


def edition_number(year: int, sequence: int) -> str:
    """2026-2: the second of its year."""
    return f"{year}-{sequence}"
