"""Counts what the notebook has, once each, and forgets what has been kept long enough."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, func, select
from sqlalchemy.dialects import postgresql, sqlite

from domain.query_log import COUNTERS, KEPT_DAYS, LEAST_DAYS, LEAST_TIMES, RARE_KEPT_DAYS
from webapp.extensions import db
from webapp.models import QueryDay, QueryFact, QueryFile, QueryRewording
from webapp.notebook import read_notes

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date
    from pathlib import Path

FILES_KEPT_DAYS = 7
"""For which the name of a counted file is remembered: longer than one could lie there by mishap."""
ROWS = 500
"""Rows of one statement."""

Counted = QueryDay | QueryFact | QueryRewording


def count_file(path: Path, *, at: datetime) -> int:
    """Add the notes of a file to the counts of their days; how many searches they are.

    A file that has been counted already adds nothing: its name is stored with the counts, in the same transaction.
    """
    named = _insert()(QueryFile).values(name=path.name, folded_at=at).on_conflict_do_nothing()
    if db.session.scalar(named.returning(QueryFile.id)) is None:
        return 0
    texts: dict[tuple[date, str], Counter[str]] = {}
    facts: Counter[tuple[date, str, str]] = Counter()
    rewordings: Counter[tuple[date, str, str]] = Counter()
    for note in read_notes(path):
        if note.counters:
            texts.setdefault((note.day, note.text), Counter()).update(note.counters)
        facts.update((note.day, kind.value, value) for kind, value in note.facts)
        if note.before and note.text:
            rewordings[note.day, note.before, note.text] += 1
    _add(QueryDay, [{"day": day, "text": text} | _all(counts) for (day, text), counts in sorted(texts.items())])
    _add(
        QueryFact,
        [
            {"day": day, "kind": kind, "value": value, "times": times}
            for (day, kind, value), times in sorted(facts.items())
        ],
    )
    _add(
        QueryRewording,
        [
            {"day": day, "before": before, "after": after, "times": times}
            for (day, before, after), times in sorted(rewordings.items())
        ],
    )
    return sum(counts["times"] for counts in texts.values())


def forget(*, today: date) -> int:
    """Drop what is older than it is kept, and soon what was never typed often enough to be shown; how many rows."""
    often = (
        select(QueryDay.text)
        .group_by(QueryDay.text)
        .having(func.sum(QueryDay.times) >= LEAST_TIMES, func.count() >= LEAST_DAYS)
    )
    rare, old = today - timedelta(days=RARE_KEPT_DAYS), today - timedelta(days=KEPT_DAYS)
    asked = [
        delete(QueryDay).where(QueryDay.day < rare, QueryDay.text != "", QueryDay.text.not_in(often)),
        delete(QueryRewording).where(
            QueryRewording.day < rare, QueryRewording.before.not_in(often) | QueryRewording.after.not_in(often)
        ),
        *(delete(table).where(table.day < old) for table in (QueryDay, QueryFact, QueryRewording)),
    ]
    gone = sum(db.session.connection().execute(statement).rowcount for statement in asked)
    done = datetime.combine(today - timedelta(days=FILES_KEPT_DAYS), time.min, tzinfo=UTC)
    db.session.execute(delete(QueryFile).where(QueryFile.folded_at < done))
    return gone


def _add(table: type[Counted], rows: Sequence[dict[str, Any]]) -> None:
    """Add counts to the rows of their keys, in one statement for many; a row that is not there yet is made."""
    for start in range(0, len(rows), ROWS):
        asked = _insert()(table).values(rows[start : start + ROWS])
        counts = {name: getattr(table, name) + asked.excluded[name] for name in rows[start] if name in COUNTERS}
        keys = [name for name in rows[start] if name not in COUNTERS]
        db.session.execute(asked.on_conflict_do_update(index_elements=keys, set_=counts))


def _insert() -> Any:
    """The statement of this database that can say what to do with a row that is there already."""
    return {"postgresql": postgresql.insert, "sqlite": sqlite.insert}[db.engine.dialect.name]


def _all(counts: Mapping[str, int]) -> dict[str, int]:
    return {name: counts.get(name, 0) for name in COUNTERS}
