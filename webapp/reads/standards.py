"""Versions of the certification standard: the one that holds on a day, those by which was decided, and the drafts."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import yaml
from sqlalchemy import select

from domain.brands import Standard, StandardUnreadable, read_standard
from domain.brands.standard_files import Flaw
from reference.certification import trial_standard_text
from webapp.extensions import db
from webapp.models import StandardVersion

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class StandardLine:
    """A version as a list shows it."""

    row: StandardVersion | None
    """None for the one that comes with the product."""
    standard: Standard
    valid_from: date
    is_current: bool
    """It is the one that decisions of today are made by."""

    @property
    def is_draft(self) -> bool:
        """Whether only its effect is shown."""
        return self.row is not None and self.row.adopted_at is None


@dataclass(frozen=True, slots=True, kw_only=True)
class Standards:
    """The standards by which something was or will be decided."""

    current: Standard
    by_version: Mapping[str, Standard]


class _PlainLoader(yaml.SafeLoader):
    """YAML without anchors: a standard needs none, and with them a small file can describe one without end."""

    def compose_node(self, parent: Any, index: Any) -> Any:
        if self.check_event(yaml.AliasEvent):
            raise yaml.YAMLError(self.peek_event().start_mark.line + 1)  # type: ignore[no-untyped-call]
        return super().compose_node(parent, index)


@lru_cache(maxsize=16)
def read_file(text: str) -> Standard:
    """The standard that a file says. Raises StandardUnreadable or IndicatorUnknown, with the place at fault."""
    try:
        parsed = yaml.load(text, _PlainLoader)  # noqa: S506  a safe loader that takes less than the safe one
    except (yaml.YAMLError, ValueError, TypeError, RecursionError, OverflowError) as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark else next((one for one in error.args if isinstance(one, int)), None)
        raise StandardUnreadable(place=str(line or "1"), flaw=Flaw.UNREADABLE) from error
    return read_standard(parsed)


def load_standards(*, today: date) -> Standards:
    """The standard of today, and those of the decisions until now."""
    adopted = _adopted()
    by_version = {standard.version: standard for _, standard in adopted}
    return Standards(current=_holding(adopted, today), by_version=by_version)


def standard_lines(*, today: date) -> list[StandardLine]:
    """Every version, drafts first, then the newest at the top."""
    adopted = _adopted()
    current = _holding(adopted, today).version
    drafts = db.session.scalars(
        select(StandardVersion).where(StandardVersion.adopted_at.is_(None)).order_by(StandardVersion.id.desc())
    )
    lines = [(row, read_file(row.content)) for row in drafts] + adopted[::-1]
    return [
        StandardLine(
            row=row,
            standard=standard,
            valid_from=row.valid_from if row else standard.valid_from,
            is_current=standard.version == current,
        )
        for row, standard in lines
    ]


def find_standard(standard_id: int, *, today: date) -> StandardLine | None:
    """One version that was handed in."""
    return next((line for line in standard_lines(today=today) if line.row and line.row.id == standard_id), None)


def is_version_taken(version: str) -> bool:
    """Whether a standard of this version exists, also as a draft."""
    if version == read_file(trial_standard_text()).version:
        return True
    return db.session.scalar(select(StandardVersion.id).where(StandardVersion.version == version)) is not None


def _adopted() -> list[tuple[StandardVersion | None, Standard]]:
    """In the order in which they come to hold; the one that comes with the product is the first."""
    rows: Sequence[StandardVersion] = db.session.scalars(
        select(StandardVersion)
        .where(StandardVersion.adopted_at.is_not(None))
        .order_by(StandardVersion.valid_from, StandardVersion.id)
    ).all()
    return [(None, read_file(trial_standard_text())), *((row, read_file(row.content)) for row in rows)]


def _holding(adopted: Sequence[tuple[StandardVersion | None, Standard]], today: date) -> Standard:
    return [standard for row, standard in adopted if row is None or row.valid_from <= today][-1]
