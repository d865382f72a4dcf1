"""Fairs as visitors see them: when and where, and who is there with which vacancies."""

from datetime import timedelta

import pytest

from domain.fairs import FairState
from tests.factories import TODAY, EnterpriseFactory, FairFactory, VacancyFactory
from tests.webapp.pages import visit
from webapp import models


@pytest.fixture
def fair(session):
    fair = FairFactory(title="扬州厨师专场招聘会", state=FairState.PUBLISHED, venue="市人力资源市场, 一楼; 大厅")
    enterprise = EnterpriseFactory(name="扬州富春餐饮有限公司")
    vacancy = VacancyFactory(enterprise=enterprise, title="冷菜厨师", headcount=6)
    booth = models.Booth(fair_id=fair.id, enterprise_id=enterprise.id, number=3)
    booth.vacancies = [models.BoothVacancy(vacancy_id=vacancy.id)]
    session.add(booth)
    session.commit()
    return fair


def test_a_fair_shows_its_booths_with_their_vacancies(client, fair):
    page = visit(client, f"/fairs/{fair.id}")

    assert "扬州富春餐饮有限公司" in page
    assert "Booth 3" in page
    assert "冷菜厨师" in page
    assert "09:00–12:00" in page


def test_the_list_counts_enterprises_and_places(client, fair):
    assert "1 enterprise · 6 places" in visit(client, "/fairs")


@pytest.mark.parametrize("state", [FairState.PROPOSED])
def test_a_proposal_is_for_officials_only(client, session, state):
    hidden = FairFactory(title="草案", state=state)

    assert "草案" not in visit(client, "/fairs")
    visit(client, f"/fairs/{hidden.id}", status=404)
    visit(client, f"/fairs/{hidden.id}.ics", status=404)


def test_a_fair_that_was_cancelled_says_so(client, session):
    fair = FairFactory(state=FairState.CANCELLED)

    assert "This fair does not take place" in visit(client, f"/fairs/{fair.id}")
    assert fair.title not in visit(client, "/fairs")


def test_a_fair_that_is_over_is_listed_as_past(client, session):
    fair = FairFactory(state=FairState.HELD, held_on=TODAY - timedelta(days=2))

    assert "No fair is announced yet" in visit(client, "/fairs")
    assert f"Fairs that were {fair.held_on:%b}" in visit(client, "/fairs")
    assert "This fair is over" in visit(client, f"/fairs/{fair.id}")


def test_a_calendar_gets_the_fair_in_utc_with_its_text_escaped(client, fair):
    answer = client.get(f"/fairs/{fair.id}.ics")

    assert answer.content_type == "text/calendar; charset=utf-8"
    assert answer.headers["Content-Disposition"] == f"attachment; filename=fair-{fair.id}.ics"
    lines = answer.text.replace("\r\n ", "").split("\r\n")
    assert f"DTSTART:{fair.held_on:%Y%m%d}T010000Z" in lines
    assert f"DTEND:{fair.held_on:%Y%m%d}T040000Z" in lines
    assert "SUMMARY:扬州厨师专场招聘会" in lines
    assert "LOCATION:市人力资源市场\\, 一楼\\; 大厅" in lines
    assert all(len(line.encode()) <= 75 for line in answer.text.split("\r\n"))


@pytest.mark.parametrize("number", [0, 999_999, 2**31, 2**63, 10**30])
def test_there_is_no_fair_of_a_number_that_nobody_gave(client, session, number):
    visit(client, f"/fairs/{number}", status=404)


def test_the_page_of_a_fair_asks_the_database_as_often_for_many_booths_as_for_one(client, fair, session, count_queries):
    client.get(f"/fairs/{fair.id}")
    with count_queries() as few:
        client.get(f"/fairs/{fair.id}")
    for number in range(5):
        booth = models.Booth(fair_id=fair.id, enterprise_id=EnterpriseFactory().id, number=10 + number)
        booth.vacancies = [models.BoothVacancy(vacancy_id=VacancyFactory().id) for _ in range(2)]
        session.add(booth)
    session.commit()
    with count_queries() as many:
        client.get(f"/fairs/{fair.id}")

    assert len(few.statements) == len(many.statements) == 5


def test_the_list_of_fairs_asks_the_database_as_often_for_many_as_for_one(client, fair, count_queries):
    client.get("/fairs")
    with count_queries() as few:
        client.get("/fairs")
    for _ in range(5):
        FairFactory(state=FairState.PUBLISHED)
    with count_queries() as many:
        client.get("/fairs")

    assert len(few.statements) == len(many.statements) == 2
