"""What came of fairs: each person once on every step, by brand and county, with the people behind every figure."""

from datetime import datetime, time, timedelta
from io import BytesIO

import pytest
from python_calamine import CalamineWorkbook

from domain.applications import ApplicationState
from domain.fair_reports import STEPS, FunnelStep
from domain.fair_tickets import TicketState
from domain.fairs import FairState
from domain.interviews import InterviewState
from domain.invitations import InvitationState
from tests.factories import (
    NOW,
    TODAY,
    AccountFactory,
    ApplicationFactory,
    BoothFactory,
    BoothVacancyFactory,
    BrandFactory,
    EnterpriseFactory,
    FairFactory,
    InvitationFactory,
    VacancyFactory,
    WorkerFactory,
    ZoneFactory,
)
from tests.webapp.pages import visit
from webapp.calendar import SHANGHAI
from webapp.models import ApplicationEvent, BoothVisit, FairInterview, FairSlot, FairTicket
from webapp.reads.fair_reports import FunnelQuestion, funnel_of, people_behind

A, F = ApplicationState, FunnelStep
GAOYOU, BAOYING = "321084", "321023"
HELD_ON = TODAY - timedelta(days=3)
CITY = FunnelQuestion(within="321000")


@pytest.fixture
def fair(session):
    return FairFactory(state=FairState.HELD, held_on=HELD_ON, zone=ZoneFactory(brand=BrandFactory(name="高邮厨师")))


@pytest.fixture
def booth(session, fair):
    vacancy = VacancyFactory(enterprise=EnterpriseFactory(name="高邮三垛酒楼有限公司"))
    row = BoothFactory(fair_id=fair.id, enterprise_id=vacancy.enterprise_id)
    BoothVacancyFactory(booth_id=row.id, vacancy_id=vacancy.id)
    row.shown = vacancy
    return row


@pytest.fixture
def desk(client, session, sign_in):
    return sign_in(AccountFactory(city_official=True))


def person(session, fair, booth, step, *, home="321084108", when=HELD_ON, is_walk_in=False, **words):
    """Somebody who went as far as a step at a fair."""
    reach = STEPS.index(step)
    worker = WorkerFactory(division_code=home, **words)
    if not is_walk_in:
        InvitationFactory(worker=worker, vacancy=booth.shown, fair_id=fair.id, state=InvitationState.EXPIRED)
    if reach >= STEPS.index(F.BOOKED):
        slot = FairSlot(fair_id=fair.id, starts_at=time(9, worker.id % 60), capacity=5)
        session.add(slot)
        session.flush()
        came = reach >= STEPS.index(F.CAME)
        state = TicketState.CHECKED_IN if came else TicketState.BOOKED
        session.add(
            FairTicket(
                fair_id=fair.id,
                slot_id=slot.id,
                worker_id=worker.id,
                code=f"T{worker.id:09d}",
                state=state,
                asked_at=NOW,
                is_walk_in=is_walk_in,
            )
        )
    if reach >= STEPS.index(F.VISITED):
        session.add(BoothVisit(fair_id=fair.id, booth_id=booth.id, worker_id=worker.id, at=NOW))
    if reach >= STEPS.index(F.INTERVIEWED):
        session.add(
            FairInterview(
                fair_id=fair.id,
                booth_id=booth.id,
                vacancy_id=booth.shown.id,
                worker_id=worker.id,
                starts_at=NOW,
                ends_at=NOW,
                state=InterviewState.DONE,
            )
        )
    if reach >= STEPS.index(F.OFFERED):
        at = datetime.combine(when, time(10), SHANGHAI)
        application = ApplicationFactory(worker=worker, vacancy=booth.shown, state=A.OFFERED)
        session.add(ApplicationEvent(application_id=application.id, at=at, state=A.OFFERED))
        if reach >= STEPS.index(F.PLACED):
            session.add(ApplicationEvent(application_id=application.id, at=at + timedelta(days=1), state=A.PLACED))
    session.commit()
    return worker


def counts(line):
    return [line.counts[step] for step in STEPS]


def test_each_person_counts_once_on_every_step(app, session, fair, booth):
    for step in STEPS:
        person(session, fair, booth, step)
    person(session, fair, booth, F.CAME, is_walk_in=True)
    with app.app_context():
        funnel = funnel_of(CITY)

    assert counts(funnel.whole) == [7, 6, 6, 4, 3, 2, 1]
    assert [(line.key, counts(line)) for line in funnel.by_brand] == [("高邮厨师", [7, 6, 6, 4, 3, 2, 1])]


def test_counties_are_those_where_people_live(app, session, fair, booth):
    person(session, fair, booth, F.PLACED)
    person(session, fair, booth, F.BOOKED, home="321023100")
    with app.app_context():
        funnel = funnel_of(CITY)

    assert {line.key: counts(line) for line in funnel.by_county} == {
        GAOYOU: [1, 1, 1, 1, 1, 1, 1],
        BAOYING: [1, 1, 0, 0, 0, 0, 0],
    }


def test_an_offer_before_the_day_is_none_of_the_fair(app, session, fair, booth):
    person(session, fair, booth, F.OFFERED, when=HELD_ON - timedelta(days=2))
    with app.app_context():
        assert funnel_of(CITY).whole.counts[F.OFFERED] == 0


def test_an_offer_to_somebody_who_did_not_come_is_none_of_the_fair(app, session, fair, booth):
    worker = WorkerFactory()
    application = ApplicationFactory(worker=worker, vacancy=booth.shown, state=A.OFFERED)
    session.add(ApplicationEvent(application_id=application.id, at=NOW, state=A.OFFERED))
    session.commit()
    with app.app_context():
        assert funnel_of(CITY).whole.counts[F.OFFERED] == 0


def test_who_goes_to_two_fairs_counts_at_each(app, session, fair, booth):
    worker = person(session, fair, booth, F.INVITED)
    other = FairFactory(state=FairState.PUBLISHED, held_on=TODAY, zone=fair.zone)
    InvitationFactory(worker=worker, vacancy=booth.shown, fair_id=other.id)
    with app.app_context():
        assert funnel_of(CITY).whole.counts[F.INVITED] == 2
        assert funnel_of(FunnelQuestion(within="321000", fair_id=fair.id)).whole.counts[F.INVITED] == 1
        assert funnel_of(FunnelQuestion(within="321000", until=HELD_ON)).whole.counts[F.INVITED] == 1
        assert funnel_of(FunnelQuestion(within="321000", since=TODAY)).whole.counts[F.INVITED] == 1
        assert funnel_of(FunnelQuestion(within="321023")).fairs == 0


def test_the_people_behind_a_figure_stand_farthest_first(app, session, fair, booth):
    near, far = person(session, fair, booth, F.CAME), person(session, fair, booth, F.PLACED)
    person(session, fair, booth, F.INVITED)
    person(session, fair, booth, F.CAME, home="321023100")
    with app.app_context():
        found = people_behind(FunnelQuestion(within="321000", county=GAOYOU, step=F.CAME))
        everybody = people_behind(CITY)
        second = people_behind(CITY, page=2, page_size=3)
        nobody = people_behind(FunnelQuestion(within="321000", brand="别的品牌"))

    assert [one.worker.id for one in found.people] == [far.id, near.id]
    assert found.people[0].steps == frozenset(STEPS)
    assert found.people[0].enterprises == ("高邮三垛酒楼有限公司",)
    assert (everybody.total, second.page, second.pages, len(second.people)) == (4, 2, 2, 1)
    assert nobody.total == 0


def test_every_figure_of_the_report_opens_as_many_people(desk, session, fair, booth):
    for step in STEPS:
        person(session, fair, booth, step)

    page = desk.get("/office/fairs/report", headers={"Accept-Language": "en"}).text

    assert "step=came&amp;county=321084" in page or "county=321084&amp;step=came" in page
    since, until = (TODAY - timedelta(days=365)).isoformat(), TODAY.isoformat()
    opened = visit(desk, f"/office/fairs/report/people?step=came&county=321084&since={since}&until={until}")
    assert "Came" in opened
    assert "5 people" in opened


def test_a_fair_that_was_held_shows_what_came_of_it(desk, session, fair, booth):
    person(session, fair, booth, F.PLACED, name="张晓燕")

    page = visit(desk, f"/office/fairs/{fair.id}")

    assert "What came of this fair" in page
    assert "100 % of those before" in page
    assert "张晓燕" in visit(desk, f"/office/fairs/{fair.id}/report/people?step=placed")


def test_both_reports_come_as_excel_tables(desk, session, fair, booth):
    person(session, fair, booth, F.PLACED, name="张晓燕", phone="13812345678")

    def rows(address):
        answer = desk.get(address, headers={"Accept-Language": "en"})
        assert answer.status_code == 200
        return CalamineWorkbook.from_filelike(BytesIO(answer.data)).get_sheet_by_index(0).to_python()

    figures, people = rows("/office/fairs/report.xlsx"), rows(f"/office/fairs/{fair.id}/report.xlsx")

    assert figures[0][:4] == ["By", "Which", "Invited", "Booked"]
    assert figures[1][2:] == [1.0] * 7
    assert ["Brand", "高邮厨师"] in [row[:2] for row in figures]
    assert people[1][0] == "张晓燕"
    assert people[1][-1] == "高邮三垛酒楼有限公司"
    assert "13812345678" not in str(people)


def test_a_county_counts_its_own_fairs(client, session, sign_in, fair, booth):
    person(session, fair, booth, F.CAME, name="张晓燕")
    sign_in(AccountFactory(county_official=True, division_code=BAOYING))

    assert "No fair in this time" in visit(client, "/office/fairs/report")
    visit(client, f"/office/fairs/{fair.id}/report/people", status=404)
    visit(client, f"/office/fairs/{fair.id}/report.xlsx", status=404)
    assert "张晓燕" not in visit(client, "/office/fairs/report/people")


@pytest.mark.parametrize("query", ["county=32x", "county=321084108", "step=flown", "since=2026-02-30", "page=0"])
def test_what_nobody_offered_is_refused_by_name(desk, session, query):
    assert desk.get(f"/office/fairs/report/people?{query}").status_code == 400


def test_the_report_asks_the_database_as_often_for_many(desk, session, fair, booth, count_queries):
    person(session, fair, booth, F.PLACED)
    with count_queries() as one:
        visit(desk, "/office/fairs/report")
    for step in STEPS:
        person(session, fair, booth, step)
        FairFactory(state=FairState.HELD, held_on=HELD_ON)
    with count_queries() as many:
        visit(desk, "/office/fairs/report")

    assert len(many.statements) == len(one.statements) <= 8
