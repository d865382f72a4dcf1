"""Campaigns: which season a fair falls into."""

from datetime import date, timedelta

import pytest

from domain.campaigns import (
    OFFICIAL_NAMES,
    SEASONS,
    Campaign,
    CampaignOutOfSeason,
    CampaignReversed,
    CampaignSourceTooLong,
    CampaignTooLong,
    CampaignWindow,
    campaign_on,
    check_window,
    season_year,
    usual_window,
    windows_between,
)


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


AUTUMN = CampaignWindow(
    campaign=Campaign.GOLDEN_AUTUMN,
    year=2026,
    first_on=date(2026, 9, 14),
    last_on=date(2026, 11, 29),
    is_announced=True,
)


@pytest.mark.parametrize(
    ("day", "campaign"),
    [
        (date(2026, 9, 1), None),
        (date(2026, 9, 14), Campaign.GOLDEN_AUTUMN),
        (date(2026, 11, 29), Campaign.GOLDEN_AUTUMN),
        (date(2026, 11, 30), None),
        (date(2027, 9, 1), Campaign.GOLDEN_AUTUMN),
    ],
)
def test_announced_days_stand_for_the_usual_ones_of_their_year(day, campaign):
    assert campaign_on(day, (AUTUMN,)) is campaign


def test_where_an_announced_campaign_runs_into_a_usual_one_the_announced_one_counts():
    spring = CampaignWindow(
        campaign=Campaign.SPRING_BREEZE,
        year=2027,
        first_on=date(2027, 1, 5),
        last_on=date(2027, 3, 31),
        is_announced=True,
    )

    assert campaign_on(date(2027, 1, 10), (spring,)) is Campaign.SPRING_BREEZE
    assert campaign_on(date(2027, 1, 4), (spring,)) is Campaign.EMPLOYMENT_AID


def test_of_two_announced_at_once_the_one_that_began_last_counts():
    long_summer = CampaignWindow(
        campaign=Campaign.HUNDRED_DAYS,
        year=2026,
        first_on=date(2026, 5, 20),
        last_on=date(2026, 9, 30),
        is_announced=True,
    )

    assert campaign_on(date(2026, 9, 20), (long_summer, AUTUMN)) is Campaign.GOLDEN_AUTUMN


def test_a_window_over_new_year_belongs_to_the_year_in_which_it_begins():
    window = usual_window(Campaign.EMPLOYMENT_AID, 2026)

    assert (window.first_on, window.last_on) == (date(2026, 12, 20), date(2027, 1, 19))
    assert window.contains(date(2027, 1, 1))
    assert not window.contains(date(2027, 1, 20))


@pytest.mark.parametrize(
    ("first_on", "year"),
    [(date(2026, 12, 28), 2026), (date(2027, 1, 5), 2026), (date(2027, 12, 1), 2027)],
)
def test_days_that_were_moved_over_new_year_belong_to_the_nearest_season(first_on, year):
    assert season_year(Campaign.EMPLOYMENT_AID, first_on) == year


def test_a_month_has_the_campaigns_that_touch_it_in_the_order_in_which_they_begin():
    january = windows_between(date(2027, 1, 1), date(2027, 1, 31))

    assert [window.campaign for window in january] == [Campaign.EMPLOYMENT_AID, Campaign.SPRING_BREEZE]


@pytest.mark.parametrize(
    ("refusal", "first_on", "last_on", "source"),
    [
        (CampaignReversed, date(2026, 9, 2), date(2026, 9, 1), ""),
        (CampaignTooLong, date(2026, 8, 1), date(2026, 12, 31), ""),
        (CampaignOutOfSeason, date(2026, 4, 1), date(2026, 5, 1), ""),
        (CampaignSourceTooLong, date(2026, 9, 1), date(2026, 9, 30), "号" * 121),
    ],
)
def test_days_that_nobody_can_mean_are_refused(refusal, first_on, last_on, source):
    with pytest.raises(refusal):
        check_window(Campaign.GOLDEN_AUTUMN, first_on=first_on, last_on=last_on, source=source)


def test_days_near_the_usual_ones_are_taken():
    assert (
        check_window(Campaign.GOLDEN_AUTUMN, first_on=date(2026, 9, 1), last_on=date(2026, 11, 30), source="人社厅函")
        is None
    )
