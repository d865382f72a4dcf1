"""Campaigns: the seasons of public employment service under whose name a fair may be held."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date


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


def campaign_on(day: date) -> Campaign | None:
    """The campaign that runs on a day, or None."""
    return next((season.campaign for season in SEASONS if season.contains(day)), None)
