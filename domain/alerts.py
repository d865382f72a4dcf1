"""Alerts: a worker keeps a search and is told what is new for it: how often, in which way, and never the same twice."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from domain.errors import RuleBroken
from domain.messages import QUIET_UNTIL

if TYPE_CHECKING:
    from collections.abc import Sequence
    from zoneinfo import ZoneInfo

MOST_SEARCHES = 20
"""◇ Searches that a person may keep."""
LONGEST_NAME = 40
LOOKS_BACK = timedelta(hours=1)
"""◇ A new search is also told what came in the hour before it was kept: what was committed late, what the index had not
learnt yet, what came while its owner signed up. Nothing falls between the page and the first alert.
"""
FOUND_KEPT = timedelta(days=30)
"""◇ How long a page shows what was found for a search."""
TOLD_KEPT = timedelta(days=365)
"""◇ How long it is known who was told of what: four times as long as a vacancy may stand."""
SHOWN = 3
"""◇ Vacancies of a search that a message names; of the others it says how many there are."""


class AlertPace(StrEnum):
    """How often somebody is told."""

    DAILY = "daily"
    """Once a day at most, in the morning."""
    AT_ONCE = "at_once"
    """Within minutes; what the night brings comes in one message in the morning."""
    OFF = "off"
    """Not at all; the page goes on collecting."""


class AlertWay(StrEnum):
    """How somebody is told."""

    SMS = "sms"
    MAIL = "mail"
    PAGE = "page"
    """Only on the pages of the platform."""


class TooManySearches(RuleBroken):
    """Nobody reads the alerts of more searches than this."""


class SearchAsksNothing(RuleBroken):
    """A search without words and filters would tell of every vacancy of the city."""


class SearchKept(RuleBroken):
    """The person keeps this very search already."""


class SearchNameMissing(RuleBroken):
    """A kept search has no name by which its owner knows it."""

    field = "name"


class SearchNameTooLong(RuleBroken):
    """The name of a search is longer than a line of a message can bear."""

    field = "name"


class MailUnconfirmed(RuleBroken):
    """Mail goes to nobody who has not confirmed the address."""

    field = "way"


@dataclass(frozen=True, slots=True, kw_only=True)
class New:
    """A vacancy that is new for a search of somebody."""

    search_id: int
    vacancy_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """What a message says of one search."""

    search_id: int
    vacancy_ids: tuple[int, ...]


def check_count(standing: int) -> None:
    """Whether somebody who keeps so many searches may keep one more. Raises TooManySearches."""
    if standing >= MOST_SEARCHES:
        raise TooManySearches(most=MOST_SEARCHES)


def check_search_name(name: str) -> None:
    """Raises SearchNameMissing or SearchNameTooLong."""
    if not name.strip():
        raise SearchNameMissing
    if len(name) > LONGEST_NAME:
        raise SearchNameTooLong(length=len(name), most=LONGEST_NAME)


def check_way(way: AlertWay, *, has_mail: bool) -> None:
    """Raises MailUnconfirmed."""
    if way is AlertWay.MAIL and not has_mail:
        raise MailUnconfirmed


def last_morning(at: datetime, *, zone: ZoneInfo) -> date:
    """The day of the latest morning that has come. A daily alert is due where its own last one lies before."""
    here = at.astimezone(zone)
    return here.date() if here.time() >= QUIET_UNTIL else here.date() - timedelta(days=1)


def divide(news: Sequence[New]) -> tuple[Part, ...]:
    """What is new for all searches of a person as the parts of one message, in the order of the searches.

    Each vacancy stands in one part only, in that of the first search that found it, in the order in which it was given.
    """
    said: set[int] = set()
    parts: dict[int, list[int]] = {}
    for new in sorted(news, key=lambda new: new.search_id):
        if new.vacancy_id not in said:
            said.add(new.vacancy_id)
            parts.setdefault(new.search_id, []).append(new.vacancy_id)
    return tuple(Part(search_id=search_id, vacancy_ids=tuple(ids)) for search_id, ids in parts.items())
