"""What people of the city have searched for in the last weeks, and which of their words officials have accepted."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from domain.query_log import FactKind, QueryAct, QueryEngine, QueryOutcome, QuerySource
from domain.synonyms import SynonymGround, SynonymState
from scripts.demo_city.draw import Weighted
from scripts.demo_city.tables import rows

if TYPE_CHECKING:
    from datetime import date

    from scripts.demo_city.accounts import Accounts
    from scripts.demo_city.draw import Draw
    from scripts.demo_city.ledger import Ledger

DAYS = 84
BY_WEEKDAY = (1.15, 1.1, 1.0, 1.0, 0.9, 0.8, 1.05)
"""How busy a day is, from Monday on: people look for work at the beginning of a week and on Sunday evening."""
GROWTH = 0.5
"""By how much more is searched today than twelve weeks ago."""
SCALE = 0.16
"""Searches a day for each unit of a weight."""
ON_PAGES, IN_ZONES = 0.72, 0.16
"""Shares of searches on the search page and in zones; the others come from programs."""
RESCUED = 0.4
"""Of the searches that find nothing as they were asked, those that find something when one thing is given up."""
FILTERS = {
    "divisions": 0.24, "has_housing": 0.17, "monthly_wage_min_fen": 0.15, "has_meals": 0.13, "near": 0.11,
    "insurance": 0.08, "shifts": 0.06, "occupations": 0.05, "employment_types": 0.04, "is_hardship_friendly": 0.02,
}  # fmt: skip
"""How many searches set which filter."""
GIVEN_UP = {"duties": 4.0, "divisions": 3.0, "occupation": 3.0, "corrected": 2.0, "radius": 1.5, "shifts": 1.0}
CHANCE = 0.02
"""Of the searches, those that are followed by any other."""
ACCEPTED_DAYS_AGO, REFUSED_DAYS_AGO = 20, 12
DECIDED = (
    ("刻玉", "玉雕工", SynonymState.ACCEPTED, SynonymGround.REWORDED, {"searches": 64, "times": 22, "score": 88.4}),
    ("看机器", "司机", SynonymState.REFUSED, SynonymGround.LIKELY, {"searches": 31, "times": 0, "score": 0.34}),
)


def add_query_log(ledger: Ledger, accounts: Accounts) -> None:
    """Add counts by the day for twelve weeks, and what an official has decided since."""
    draw = ledger.draw("query_log")
    table = [{key: _read(key, value) for key, value in row.items()} for row in rows("searches.csv")]
    chance = Weighted((row["text"], row["weight"]) for row in table if row["empty"] < RESCUED)
    zones = Weighted((row["slug"], 1.0) for row in ledger.rows("zone"))
    for ago in range(DAYS, 0, -1):
        day = ledger.parameters.day(-ago)
        busy = SCALE * BY_WEEKDAY[day.weekday()] * (1 + GROWTH * (DAYS - ago) / DAYS)
        facts: Counter[tuple[FactKind, str]] = Counter()
        rewordings: Counter[tuple[str, str]] = Counter()
        for row in table:
            times = _about(draw, row["weight"] * busy)
            if times:
                _add_text(ledger, draw, day, row, times, facts)
            reworded = _share(draw, times, row["reworded"])
            if reworded:
                rewordings[row["text"], row["next"]] += reworded
            for _ in range(_share(draw, times, CHANCE)):
                rewordings[row["text"], chance.pick(draw)] += 1
        for _ in range(_share(draw, sum(facts[FactKind.OUTCOME, one.value] for one in QueryOutcome), IN_ZONES)):
            facts[FactKind.ZONE, zones.pick(draw)] += 1
        for (kind, value), times in sorted(facts.items()):
            ledger.add("query_fact", day=day, kind=kind.value, value=value, times=times)
        for (before, after), times in sorted(rewordings.items()):
            if before != after:
                ledger.add("query_rewording", day=day, before=before, after=after, times=times)
    _add_decisions(ledger, draw, accounts)


def _add_text(
    ledger: Ledger, draw: Draw, day: date, row: dict[str, Any], times: int, facts: Counter[tuple[FactKind, str]]
) -> None:
    by_program = _share(draw, times, 1 - ON_PAGES - IN_ZONES)
    in_zones = _share(draw, times - by_program, IN_ZONES)
    empty = _share(draw, times, row["empty"])
    rescued = _share(draw, empty, RESCUED)
    opened = _share(draw, times - by_program, row["opened"])
    applied = _share(draw, times - by_program, row["applied"])
    ledger.add(
        "query_day",
        day=day,
        text=row["text"],
        times=times,
        by_page=times - by_program,
        empty=empty,
        opened=opened,
        applied=applied,
    )
    facts[FactKind.SOURCE, QuerySource.API.value] += by_program
    facts[FactKind.SOURCE, QuerySource.ZONE.value] += in_zones
    facts[FactKind.SOURCE, QuerySource.PAGE.value] += times - by_program - in_zones
    facts[FactKind.OUTCOME, QueryOutcome.FOUND.value] += times - empty
    facts[FactKind.OUTCOME, QueryOutcome.RESCUED.value] += rescued
    facts[FactKind.OUTCOME, QueryOutcome.NOTHING.value] += empty - rescued
    facts[FactKind.ENGINE, QueryEngine.EMBEDDED.value] += times
    facts[FactKind.ACT, QueryAct.OPENED.value] += opened
    facts[FactKind.ACT, QueryAct.APPLIED.value] += applied
    for name, share in FILTERS.items():
        facts[FactKind.FILTER, name] += _share(draw, times, share)
    given_up = Weighted(GIVEN_UP)
    for _ in range(rescued):
        facts[FactKind.RELAXED, given_up.pick(draw)] += 1
    for key in [key for key, count in facts.items() if not count]:
        del facts[key]


def _add_decisions(ledger: Ledger, draw: Draw, accounts: Accounts) -> None:
    days_ago = {SynonymState.ACCEPTED: ACCEPTED_DAYS_AGO, SynonymState.REFUSED: REFUSED_DAYS_AGO}
    for word, means, state, ground, figures in DECIDED:
        ledger.add(
            "synonym",
            word=word,
            means=means,
            state=state,
            ground=ground,
            figures=figures,
            decided_at=ledger.moment(draw, days_ago[state]),
            decided_by_id=accounts.city_official,
        )
    for ago in range(ACCEPTED_DAYS_AGO + 60, 0, -1):
        times = _about(draw, 1.1)
        if times:
            empty = times if ago > ACCEPTED_DAYS_AGO else 0
            ledger.add(
                "query_day",
                day=ledger.parameters.day(-ago),
                text=DECIDED[0][0],
                times=times,
                by_page=times,
                empty=empty,
                opened=0 if empty else _share(draw, times, 0.6),
                applied=0,
            )


def _about(draw: Draw, expected: float) -> int:
    """A whole number that is as large as expected on the average."""
    whole = int(expected * draw.uniform(0.75, 1.25) + draw.random())
    return max(whole, 0)


def _share(draw: Draw, of: int, share: float) -> int:
    """How many of some, if each is one in that share of cases."""
    return min(of, int(of * share + draw.random())) if share else 0


def _read(key: str, value: str) -> Any:
    return value if key in {"text", "next"} else float(value or 0)
