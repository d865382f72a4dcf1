"""What people search for, as officials may see it: figures, trends, and texts that many have typed."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from domain.query_log import (
    LEAST_DAYS,
    LEAST_TIMES,
    MOSTLY,
    OFTEN,
    CountedText,
    FactKind,
    QueryAct,
    QueryOutcome,
    Rewording,
)
from webapp.extensions import db
from webapp.models import QueryDay, QueryFact, QueryRewording, Zone

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from datetime import date

SHOWN = 12
"""Texts of each list."""
VALUES = 8
"""Of each kind of fact."""
MOST_TEXTS = 5_000
MOST_REWORDINGS = 20_000
WEEKS = (4, 12, 52)
"""◇ Of which the time that is shown may be chosen."""
TREND_WEEKS = 12
MINED_WEEKS = 12
"""Of which synonyms are proposed."""
WEEK = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class TextLine:
    """A text of a list."""

    counted: CountedText
    before: int
    """How often it was searched for in the time before, which was as long."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchWeek:
    """A week of all searches, from Monday."""

    begins_on: date
    searches: int
    empty: int
    opened: int
    applied: int


@dataclass(frozen=True, slots=True, kw_only=True)
class QueryLog:
    """The page of an official who wants search to serve people."""

    since: date
    total: SearchWeek
    """The whole time that is shown."""
    trend: Sequence[SearchWeek]
    most: Sequence[TextLine]
    empty: Sequence[TextLine]
    """Those that find nothing most often."""
    unopened: Sequence[TextLine]
    """Those that find something that nobody wants to see."""
    facts: Mapping[str, Sequence[tuple[str, int]]]
    """By kind, the most frequent values."""
    zones: Mapping[str, Zone]
    """By their slugs, for what they are called."""


def query_log(*, weeks: int, today: date) -> QueryLog:
    """What was searched for in the last so many weeks."""
    since = today - timedelta(days=weeks * WEEK - 1)
    earlier = since - timedelta(days=weeks * WEEK)
    texts = counted_texts(since=since, until=today)
    before = {
        one.text: one.times for one in counted_texts(since=earlier, until=since - timedelta(days=1), rare_too=True)
    }
    lines = [TextLine(counted=one, before=before.get(one.text, 0)) for one in texts]
    found = [line for line in lines if line.counted.by_page >= LEAST_TIMES]
    days = _days(since=min(since, _monday(today) - timedelta(weeks=TREND_WEEKS - 1)), until=today)
    return QueryLog(
        since=since,
        total=_week(since, [counts for day, counts in days.items() if day >= since]),
        trend=[
            _week(monday, [counts for day, counts in days.items() if _monday(day) == monday])
            for monday in (_monday(today) - timedelta(weeks=n) for n in reversed(range(TREND_WEEKS)))
        ],
        most=lines[:SHOWN],
        empty=sorted(
            (line for line in lines if line.counted.empty_share >= OFTEN),
            key=lambda line: (-line.counted.empty, line.counted.text),
        )[:SHOWN],
        unopened=[line for line in found if not line.counted.opened and line.counted.empty_share < MOSTLY][:SHOWN],
        facts=_facts(since=since, until=today),
        zones={zone.slug: zone for zone in db.session.scalars(select(Zone))},
    )


def counted_texts(*, since: date, until: date, rare_too: bool = False) -> list[CountedText]:
    """The texts of a time that may be shown, the most frequent first. Rare ones only for a comparison of numbers."""
    times = func.sum(QueryDay.times)
    asked = (
        select(
            QueryDay.text,
            times,
            func.count().filter(QueryDay.times > 0),
            func.sum(QueryDay.empty),
            func.sum(QueryDay.opened),
            func.sum(QueryDay.applied),
            func.sum(QueryDay.by_page),
        )
        .where(QueryDay.day.between(since, until), QueryDay.text != "")
        .group_by(QueryDay.text)
        .order_by(times.desc(), QueryDay.text)
        .limit(MOST_TEXTS)
    )
    if not rare_too:
        asked = asked.having(times >= LEAST_TIMES, func.count().filter(QueryDay.times > 0) >= LEAST_DAYS)
    return [
        CountedText(text=text, times=times, days=days, empty=empty, opened=opened, applied=applied, by_page=by_page)
        for text, times, days, empty, opened, applied, by_page in db.session.execute(asked)
    ]


def rewordings(*, since: date, until: date) -> list[Rewording]:
    """Which texts were typed directly after which, the most frequent first."""
    times = func.sum(QueryRewording.times)
    asked = (
        select(QueryRewording.before, QueryRewording.after, times)
        .where(QueryRewording.day.between(since, until))
        .group_by(QueryRewording.before, QueryRewording.after)
        .order_by(times.desc(), QueryRewording.before, QueryRewording.after)
        .limit(MOST_REWORDINGS)
    )
    return [Rewording(before=before, after=after, times=number) for before, after, number in db.session.execute(asked)]


def _days(*, since: date, until: date) -> dict[date, Counter[str]]:
    """For each day how many searches there were, how many were empty, and what was done with hits."""
    kinds: Collection[str] = (FactKind.OUTCOME.value, FactKind.ACT.value)
    asked = select(QueryFact.day, QueryFact.value, QueryFact.times).where(
        QueryFact.day.between(since, until), QueryFact.kind.in_(kinds)
    )
    days: dict[date, Counter[str]] = {}
    for day, value, times in db.session.execute(asked):
        days.setdefault(day, Counter())[value] += times
    return days


def _week(begins_on: date, days: Sequence[Counter[str]]) -> SearchWeek:
    counts = sum(days, Counter[str]())
    empty = counts[QueryOutcome.NOTHING.value] + counts[QueryOutcome.RESCUED.value]
    return SearchWeek(
        begins_on=begins_on,
        searches=counts[QueryOutcome.FOUND.value] + empty,
        empty=empty,
        opened=counts[QueryAct.OPENED.value],
        applied=counts[QueryAct.APPLIED.value],
    )


def _facts(*, since: date, until: date) -> dict[str, list[tuple[str, int]]]:
    times = func.sum(QueryFact.times)
    asked = (
        select(QueryFact.kind, QueryFact.value, times)
        .where(QueryFact.day.between(since, until))
        .group_by(QueryFact.kind, QueryFact.value)
        .order_by(times.desc(), QueryFact.value)
    )
    found: dict[str, list[tuple[str, int]]] = {kind.value: [] for kind in FactKind}
    for kind, value, number in db.session.execute(asked):
        found.setdefault(kind, []).append((value, number))
    return {kind: values[:VALUES] for kind, values in found.items()}


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())
