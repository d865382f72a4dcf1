"""Campaigns: the seasons of public employment service under whose name a fair may be held."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from domain.errors import RuleBroken

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

LONGEST_CAMPAIGN = timedelta(days=150)
MOST_SHIFTED = timedelta(days=75)
"""◇ The ministry moves a campaign by weeks, not by seasons: more is a slip."""
LONGEST_SOURCE = 120


class Campaign(StrEnum):
    """A season that the state announces each year; articles 四 names the first two."""

    SPRING_BREEZE = "spring_breeze"
    """People who go out to work after the Spring Festival."""
    PRIVATE_ENTERPRISES = "private_enterprises"
    HUNDRED_DAYS = "hundred_days"
    """Graduates and everybody else, through the summer."""
    GOLDEN_AUTUMN = "golden_autumn"
    EMPLOYMENT_AID = "employment_aid"
    """Hardship groups, around the turn of the year."""


OFFICIAL_NAMES = {
    Campaign.SPRING_BREEZE: "春风行动",
    Campaign.PRIVATE_ENTERPRISES: "民营企业招聘月",
    Campaign.HUNDRED_DAYS: "百日千万招聘专项行动",
    Campaign.GOLDEN_AUTUMN: "金秋招聘月",
    Campaign.EMPLOYMENT_AID: "就业援助月",
}
"""As the ministry announces them, and as they stand in the title of a fair."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Season:
    """The days of the year in which a campaign runs, by month and day, both included; it may run over New Year."""

    campaign: Campaign
    first: tuple[int, int]
    last: tuple[int, int]

    def contains(self, day: date) -> bool:
        """Whether the campaign runs on a day."""
        moment = (day.month, day.day)
        if self.first <= self.last:
            return self.first <= moment <= self.last
        return moment >= self.first or moment <= self.last


SEASONS = (
    Season(campaign=Campaign.EMPLOYMENT_AID, first=(12, 20), last=(1, 19)),
    Season(campaign=Campaign.SPRING_BREEZE, first=(1, 20), last=(3, 31)),
    Season(campaign=Campaign.PRIVATE_ENTERPRISES, first=(4, 1), last=(5, 19)),
    Season(campaign=Campaign.HUNDRED_DAYS, first=(5, 20), last=(8, 31)),
    Season(campaign=Campaign.GOLDEN_AUTUMN, first=(9, 1), last=(10, 31)),
)
"""◇ The ministry announces the days anew each year (公共就业服务专项活动); these are the usual ones."""


class CampaignReversed(RuleBroken):
    """A campaign would end before it begins."""

    field = "last_on"


class CampaignTooLong(RuleBroken):
    """A campaign would run for most of the year."""

    field = "last_on"


class CampaignOutOfSeason(RuleBroken):
    """A campaign would begin in quite another season than it always does."""

    field = "first_on"


class CampaignSourceTooLong(RuleBroken):
    """The document that announces a campaign has a longer name than its line."""

    field = "source"


class CampaignAnnounced(RuleBroken):
    """Somebody else has entered the days of this campaign at the same moment."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CampaignWindow:
    """The days of a campaign in one year, both included. The year is the one in which its usual season begins."""

    campaign: Campaign
    year: int
    first_on: date
    last_on: date
    is_announced: bool = False
    """An official has entered the days of the ministry's document; else they are the usual ones."""

    def contains(self, day: date) -> bool:
        """Whether the campaign runs on a day."""
        return self.first_on <= day <= self.last_on


def usual_window(campaign: Campaign, year: int) -> CampaignWindow:
    """The days on which a campaign runs where nothing was announced."""
    season = next(season for season in SEASONS if season.campaign is campaign)
    ends_in = year if season.first <= season.last else year + 1
    return CampaignWindow(
        campaign=campaign, year=year, first_on=date(year, *season.first), last_on=date(ends_in, *season.last)
    )


def season_year(campaign: Campaign, first_on: date) -> int:
    """The year to which an announced first day belongs: the one whose usual first day lies nearest."""
    years = range(first_on.year - 1, first_on.year + 2)
    return min(years, key=lambda year: abs(usual_window(campaign, year).first_on - first_on))


def windows_between(first: date, last: date, announced: Iterable[CampaignWindow] = ()) -> tuple[CampaignWindow, ...]:
    """The campaigns that run on a day of a span, by their first day; what was announced stands for the usual days."""
    known = {(window.campaign, window.year): window for window in announced}
    windows = (
        known.get((season.campaign, year)) or usual_window(season.campaign, year)
        for year in range(first.year - 1, last.year + 2)
        for season in SEASONS
    )
    running = (window for window in windows if window.first_on <= last and window.last_on >= first)
    return tuple(sorted(running, key=lambda window: (window.first_on, window.campaign)))


def campaign_on(day: date, announced: Sequence[CampaignWindow] = ()) -> Campaign | None:
    """The campaign that runs on a day, or None. Of two at once the announced one, then the one that began last."""
    running = windows_between(day, day, announced)
    best = max(running, key=lambda window: (window.is_announced, window.first_on), default=None)
    return best.campaign if best else None


def check_window(campaign: Campaign, *, first_on: date, last_on: date, source: str) -> None:
    """Whether the days of an announcement can be meant.

    Raises CampaignReversed, CampaignTooLong, CampaignOutOfSeason or CampaignSourceTooLong.
    """
    if last_on < first_on:
        raise CampaignReversed
    if last_on - first_on > LONGEST_CAMPAIGN:
        raise CampaignTooLong(days=(last_on - first_on).days + 1, most=LONGEST_CAMPAIGN.days)
    usual = usual_window(campaign, season_year(campaign, first_on))
    if abs(first_on - usual.first_on) > MOST_SHIFTED:
        raise CampaignOutOfSeason(usual=usual.first_on)
    if len(source) > LONGEST_SOURCE:
        raise CampaignSourceTooLong(length=len(source), most=LONGEST_SOURCE)
