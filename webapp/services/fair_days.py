"""The day of a fair and the night before: what the clock prepares, and what it keeps in time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from domain.fair_timetables import NobodyToPlan, usual_break
from webapp.calendar import SHANGHAI
from webapp.extensions import db
from webapp.models import Fair
from webapp.reads.fair_days import fairs_on, is_behind
from webapp.reads.fair_timetables import find_timetable, minute_of, time_of
from webapp.services.fair_messages import tell_tomorrow
from webapp.services.fair_timetables import Hours, Moved, announce, make, replan

if TYPE_CHECKING:
    from datetime import date, datetime

USUAL_SLOT = 15
NIGHT_SECONDS = 120.0
"""A night may search longer than a page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """What was done for a fair the night before."""

    timetables: int
    reminded: int


def fairs_tomorrow(tomorrow: date) -> list[int]:
    """The numbers of the fairs that take place in a hall that day."""
    return [fair.id for fair in fairs_on(tomorrow)]


def prepare(fair_id: int, *, today: date) -> Prepared:
    """Make the timetable of a fair if nobody has, announce it, and remind everybody who comes."""
    fair = db.session.get_one(Fair, fair_id)
    made = 0
    if find_timetable(fair.id) is None:
        try:
            make(fair, usual_hours(fair), today=today, account_id=None, seconds=NIGHT_SECONDS)
            made = 1
        except NobodyToPlan:
            made = 0
    timetable = find_timetable(fair.id)
    if timetable is not None and timetable.announced_at is None:
        announce(fair, account_id=None)
    return Prepared(timetables=made, reminded=tell_tomorrow(fair))


def keep_time(fair_id: int, *, at: datetime) -> Moved | None:
    """Plan the rest of the day anew where it has fallen behind; None where it runs as it should."""
    fair = db.session.get_one(Fair, fair_id)
    timetable = find_timetable(fair.id)
    if timetable is None or timetable.announced_at is None or not is_behind(fair, at=at):
        return None
    return replan(fair, at=at)


def fairs_today(at: datetime) -> list[int]:
    """The numbers of the fairs that take place in a hall on the day of a moment."""
    return [fair.id for fair in fairs_on(at.astimezone(SHANGHAI).date())]


def usual_hours(fair: Fair) -> Hours:
    """A quarter of an hour for each interview, and a break in the middle of a long fair."""
    rest = usual_break(opens=minute_of(fair.opens_at), closes=minute_of(fair.closes_at), slot=USUAL_SLOT)
    first, last = (time_of(minute) for minute in rest) if rest else (None, None)
    return Hours(slot_minutes=USUAL_SLOT, break_from=first, break_until=last)
