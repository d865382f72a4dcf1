"""Campaigns: which season a fair falls into."""

from datetime import date, timedelta

import pytest

from domain.campaigns import OFFICIAL_NAMES, SEASONS, Campaign, campaign_on


@pytest.mark.parametrize(
    ("day", "campaign"),
    [
        (date(2027, 2, 20), Campaign.SPRING_BREEZE),
        (date(2027, 4, 10), Campaign.PRIVATE_ENTERPRISES),
        (date(2027, 7, 3), Campaign.HUNDRED_DAYS),
        (date(2026, 10, 10), Campaign.GOLDEN_AUTUMN),
        (date(2026, 12, 26), Campaign.EMPLOYMENT_AID),
        (date(2027, 1, 2), Campaign.EMPLOYMENT_AID),
        (date(2027, 1, 19), Campaign.EMPLOYMENT_AID),
        (date(2027, 1, 20), Campaign.SPRING_BREEZE),
        (date(2026, 12, 19), None),
        (date(2026, 11, 28), None),
    ],
)
def test_a_day_has_the_campaign_of_its_season(day, campaign):
    assert campaign_on(day) is campaign


def test_no_day_has_two_campaigns():
    year = [date(2028, 1, 1) + timedelta(days=number) for number in range(366)]

    assert max(sum(season.contains(day) for season in SEASONS) for day in year) == 1


def test_every_campaign_has_a_season_and_a_name():
    assert {season.campaign for season in SEASONS} == set(Campaign) == set(OFFICIAL_NAMES)
