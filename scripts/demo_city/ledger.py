"""The rows of a city before they are stored: by table, each with its number."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from scripts.demo_city.draw import Draw

if TYPE_CHECKING:
    from datetime import date, datetime

Row = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameters:
    """What decides a city: the same parameters on the same day make the same rows."""

    workers: int
    vacancies: int
    seed: int
    now: datetime
    """The moment at which the history of the city ends: the midnight with which its today begins in Shanghai."""
    today: date

    def day(self, offset: int) -> date:
        """The day so many days after today, before it where the offset is negative."""
        return self.today + timedelta(days=offset)


@dataclass(slots=True)
class Ledger:
    """Rows by table, in the order in which they were added."""

    parameters: Parameters
    tables: dict[str, list[Row]] = field(default_factory=dict)

    def add(self, table: str, **values: Any) -> int:
        """Note a row and say its number."""
        rows = self.tables.setdefault(table, [])
        rows.append({"id": len(rows) + 1, **values})
        return len(rows)

    def rows(self, table: str) -> list[Row]:
        """The rows of a table; none where nothing was added."""
        return self.tables.get(table, [])

    def row(self, table: str, number: int) -> Row:
        """The row of a number."""
        return self.tables[table][number - 1]

    def draw(self, purpose: str) -> Draw:
        """The lots of one purpose."""
        return Draw(self.parameters.seed, purpose)

    def moment(self, draw: Draw, days_ago: int) -> datetime:
        """A moment in the daytime of a past day; 0 is yesterday."""
        return draw.moment(self.parameters.day(-days_ago - 1))
