"""What came of zones: visits, vacancies that were opened, applications; counted by the day, of nobody in particular."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from domain.query_log import FactKind
from webapp.extensions import db
from webapp.models import QueryFact

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from datetime import date

DAYS = (28, 84, 168)
"""Of which the time that is shown may be chosen; the time before that must be kept as well."""
WEEK = 7
COUNTED = {
    FactKind.ZONE_VISIT: "visits",
    FactKind.ZONE_CARD: "by_card",
    FactKind.ZONE: "searches",
    FactKind.ZONE_OPENED: "opened",
    FactKind.ZONE_APPLIED: "applied",
}
HUNDRED = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class ZoneVisits:
    """What came of a zone in some days."""

    begins_on: date
    ends_on: date
    visits: int = 0
    by_card: int = 0
    """Of them, those who scanned the card."""
    searches: int = 0
    opened: int = 0
    """Vacancies, from the pages of the zone."""
    applied: int = 0

    @property
    def opened_of_hundred(self) -> float | None:
        """Vacancies opened for a hundred visits; None without visits."""
        return HUNDRED * self.opened / self.visits if self.visits else None

    @property
    def applied_of_hundred(self) -> float | None:
        """Applications for a hundred visits; None without visits."""
        return HUNDRED * self.applied / self.visits if self.visits else None


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitsOverTime:
    """What came of a zone: now, in as many days before, and week by week, the latest first."""

    now: ZoneVisits
    before: ZoneVisits
    weeks: Sequence[ZoneVisits]


def visits_over_time(slug: str, *, days: int, today: date) -> VisitsOverTime:
    """What came of a zone in some days up to today, which make whole weeks."""
    since = today - timedelta(days=2 * days - 1)
    asked = select(QueryFact.day, QueryFact.kind, QueryFact.times).where(
        QueryFact.value == slug, QueryFact.kind.in_(COUNTED), QueryFact.day.between(since, today)
    )
    counts: dict[tuple[int, str], int] = {
        ((today - day).days, kind): times for day, kind, times in db.session.execute(asked)
    }

    def between(first: int, end: int) -> ZoneVisits:
        """From so many days ago up to, and not with, so many."""
        found: Counter[str] = Counter()
        for (ago, kind), times in counts.items():
            if first <= ago < end:
                found[COUNTED[FactKind(kind)]] += times
        return ZoneVisits(begins_on=today - timedelta(days=end - 1), ends_on=today - timedelta(days=first), **found)

    return VisitsOverTime(
        now=between(0, days),
        before=between(days, 2 * days),
        weeks=[between(ago, ago + WEEK) for ago in range(0, days, WEEK)],
    )


def visits_of_zones(slugs: Collection[str], *, days: int, today: date) -> Mapping[str, int]:
    """How often each zone was visited in some days up to today."""
    asked = (
        select(QueryFact.value, func.sum(QueryFact.times))
        .where(
            QueryFact.kind == FactKind.ZONE_VISIT,
            QueryFact.value.in_(slugs),
            QueryFact.day.between(today - timedelta(days=days - 1), today),
        )
        .group_by(QueryFact.value)
    )
    return {slug: int(times) for slug, times in db.session.execute(asked)}
