"""The calendar of campaigns and fairs: a month at a time, for the public and for officials."""

from __future__ import annotations

from calendar import Calendar
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from sqlalchemy import select

from domain.campaigns import campaign_on, windows_between
from domain.divisions import subtree_prefix
from domain.fairs import FairState
from webapp.calendar import is_public_holiday, is_working_day
from webapp.extensions import db
from webapp.models import CampaignAnnouncement, Fair

if TYPE_CHECKING:
    from collections.abc import Sequence

    from domain.campaigns import Campaign, CampaignWindow

SATURDAY = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarDay:
    """One day of the calendar."""

    day: date
    is_of_month: bool
    is_holiday: bool
    is_worked_weekend: bool
    """People work on it in exchange for a holiday."""
    campaign: Campaign | None
    fairs: Sequence[Fair]


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarMonth:
    """A month in whole weeks, and the campaigns that touch it."""

    first: date
    weeks: tuple[tuple[CalendarDay, ...], ...]
    windows: tuple[CampaignWindow, ...]

    @property
    def previous(self) -> date:
        """The first day of the month before."""
        return (self.first - timedelta(days=1)).replace(day=1)

    @property
    def next(self) -> date:
        """The first day of the month after."""
        return (self.first + timedelta(days=31)).replace(day=1)


def announced_windows() -> tuple[CampaignWindow, ...]:
    """The days that were announced, for the rules."""
    return tuple(row.as_window() for row in db.session.scalars(select(CampaignAnnouncement)))


def announcements(year: int) -> Sequence[CampaignAnnouncement]:
    """What was announced for days of a year, by the first day."""
    first, last = date(year, 1, 1), date(year, 12, 31)
    asked = select(CampaignAnnouncement).where(
        CampaignAnnouncement.first_on <= last, CampaignAnnouncement.last_on >= first
    )
    return db.session.scalars(asked.order_by(CampaignAnnouncement.first_on, CampaignAnnouncement.id)).all()


def find_announcement(announcement_id: int) -> CampaignAnnouncement | None:
    """One announcement."""
    return db.session.get(CampaignAnnouncement, announcement_id)


def month_of(first: date, *, within: str | None = None) -> CalendarMonth:
    """The month that begins on a day, with the public fairs; an official sees the proposals of the own division, too.

    `within` is the official's division.
    """
    weeks = Calendar().monthdatescalendar(first.year, first.month)
    begins, ends = weeks[0][0], weeks[-1][-1]
    announced = announced_windows()
    by_day: dict[date, list[Fair]] = {}
    for fair in _fairs_between(begins, ends, within=within):
        by_day.setdefault(fair.held_on, []).append(fair)
    last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    return CalendarMonth(
        first=first,
        weeks=tuple(
            tuple(
                CalendarDay(
                    day=day,
                    is_of_month=day.month == first.month,
                    is_holiday=is_public_holiday(day),
                    is_worked_weekend=day.weekday() >= SATURDAY and is_working_day(day),
                    campaign=campaign_on(day, announced),
                    fairs=by_day.get(day, ()),
                )
                for day in week
            )
            for week in weeks
        ),
        windows=windows_between(first, last, announced),
    )


def _fairs_between(begins: date, ends: date, *, within: str | None) -> Sequence[Fair]:
    asked = select(Fair).where(Fair.held_on.between(begins, ends))
    if within is None:
        asked = asked.where(Fair.state.in_((FairState.PUBLISHED, FairState.HELD)))
    else:
        ours = Fair.division_code.startswith(subtree_prefix(within))
        asked = asked.where(Fair.state != FairState.CANCELLED, ours)
    return db.session.scalars(asked.order_by(Fair.held_on, Fair.opens_at, Fair.id)).all()
