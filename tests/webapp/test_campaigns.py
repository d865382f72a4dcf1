"""The calendar of campaigns and fairs, and the days that the city enters."""

from datetime import date

import pytest
from sqlalchemy import func, select

from domain.campaigns import Campaign
from domain.fairs import FairState
from tests.factories import GAOYOU, AccountFactory, FairFactory
from tests.webapp.pages import ENGLISH, text_of, visit
from webapp.models import AuditEntry, CampaignAnnouncement
from webapp.reads.campaigns import announced_windows, month_of

CALENDAR = "/office/fairs/calendar?month=2026-10"
AUTUMN = {
    "campaign": "golden_autumn",
    "first_on": "2026-09-10",
    "last_on": "2026-11-20",
    "source": "人社厅函〔2026〕88号",
}


def fair(title, day, **words):
    return FairFactory(title=title, held_on=day, **{"state": FairState.PUBLISHED, **words})


def test_a_month_shows_its_public_fairs_and_its_campaigns(client, session):
    fair("扬州厨师专场", date(2026, 10, 24))
    fair("草案专场", date(2026, 10, 24), state=FairState.PROPOSED)
    fair("取消专场", date(2026, 10, 24), state=FairState.CANCELLED)
    fair("冬季专场", date(2026, 12, 5))

    page = visit(client, "/fairs/calendar?month=2026-10")

    assert "October 2026" in page
    assert "扬州厨师专场" in page
    assert "Golden autumn of hiring September 1, 2026 – October 31, 2026 · usual days" in page
    assert "holiday" in page
    assert not {"草案专场", "取消专场", "冬季专场"} & {word for word in page.split() if word.endswith("专场")}


def test_a_weekend_that_is_worked_is_marked(app):
    with app.app_context():
        days = {day.day: day for week in month_of(date(2026, 10, 1)).weeks for day in week}

    assert days[date(2026, 10, 1)].is_holiday
    assert days[date(2026, 10, 10)].is_worked_weekend
    assert not days[date(2026, 10, 24)].is_worked_weekend


def test_an_official_sees_the_proposals_of_the_own_county(client, session, sign_in):
    fair("高邮草案", date(2026, 10, 24), state=FairState.PROPOSED)
    fair("宝应草案", date(2026, 10, 24), state=FairState.PROPOSED, division_code="321023")
    sign_in(AccountFactory(county_official=True, division_code=GAOYOU))

    page = visit(client, CALENDAR)

    assert "高邮草案" in page
    assert "宝应草案" not in page
    assert "First day" not in page


def test_the_city_enters_the_days_that_were_announced(app, client, session, fresh, sign_in):
    sign_in(AccountFactory(city_official=True))

    page = text_of(client.post(CALENDAR, data=AUTUMN, follow_redirects=True, headers=ENGLISH))

    assert "Golden autumn of hiring September 10, 2026 – November 20, 2026 " in page
    assert "人社厅函〔2026〕88号" in page
    with app.app_context():
        (window,) = announced_windows()
    assert (window.campaign, window.year, window.is_announced) == (Campaign.GOLDEN_AUTUMN, 2026, True)
    assert fresh().scalar(select(func.count()).where(AuditEntry.action == "campaign.announce")) == 1


def test_days_entered_again_take_the_place_of_the_first(client, session, fresh, sign_in):
    sign_in(AccountFactory(city_official=True))
    client.post(CALENDAR, data=AUTUMN)
    client.post(CALENDAR, data=AUTUMN | {"last_on": "2026-11-10"})

    (row,) = fresh().scalars(select(CampaignAnnouncement))

    assert row.last_on == date(2026, 11, 10)


def test_what_was_announced_is_taken_back(client, session, fresh, sign_in):
    sign_in(AccountFactory(city_official=True))
    client.post(CALENDAR, data=AUTUMN)
    number = session.scalar(select(CampaignAnnouncement.id))

    page = text_of(client.post(f"/office/fairs/calendar/{number}/take-back", follow_redirects=True, headers=ENGLISH))

    assert "The usual days hold again." in page
    assert fresh().scalars(select(CampaignAnnouncement)).all() == []


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"last_on": "2026-09-01"}, "would end before it begins"),
        ({"first_on": "2026-04-01", "last_on": "2026-05-01"}, "It usually begins on Sep 1, 2026"),
        ({"first_on": "neulich"}, "Please type a day"),
        ({"campaign": "winter"}, "Please choose one of the list"),
        ({"source": "号" * 121}, "121 characters"),
    ],
)
def test_days_that_nobody_can_mean_are_refused_at_their_field(client, session, fresh, sign_in, change, sentence):
    sign_in(AccountFactory(city_official=True))

    answer = client.post(CALENDAR, data=AUTUMN | change, headers=ENGLISH)

    assert answer.status_code == 422
    assert sentence in text_of(answer)
    assert (AUTUMN | change)["source"] in answer.text
    assert fresh().scalars(select(CampaignAnnouncement)).all() == []


def test_a_county_enters_no_days(client, session, sign_in):
    sign_in(AccountFactory(county_official=True))

    assert client.post(CALENDAR, data=AUTUMN).status_code == 403


@pytest.mark.parametrize("month", ["2026-13", "2026-1", "1999-12", "2100-01", "x", "２０２６-10"])
def test_a_month_that_is_none_is_refused_by_name(client, month):
    assert client.get(f"/fairs/calendar?month={month}").status_code == 400


def test_a_month_asks_the_database_as_often_for_many_fairs(client, session, count_queries):
    fair("一", date(2026, 10, 24))
    with count_queries() as one:
        visit(client, "/fairs/calendar?month=2026-10")
    for day in (17, 24, 31):
        fair("多", date(2026, 10, day))
    with count_queries() as many:
        visit(client, "/fairs/calendar?month=2026-10")

    assert len(many.statements) == len(one.statements) <= 4
