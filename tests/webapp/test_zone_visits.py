"""Visits of zones and what came of them: counted without a name, seen by the officials who look after the zone."""

import threading
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from domain.accounts import Role
from domain.query_log import FactKind
from jobs import query_log as jobs
from jobs.runner import RunningJob
from tests.factories import (
    BAOYING,
    GAOYOU,
    TODAY,
    AccountFactory,
    BrandFactory,
    VacancyFactory,
    WorkerFactory,
    ZoneFactory,
)
from tests.webapp.pages import ENGLISH, text_of, visit
from webapp import notebook
from webapp.calendar import today
from webapp.models import QueryFact, Zone
from webapp.reads.zone_visits import visits_over_time

HOUR = 2 * notebook.SECONDS + notebook.GRACE


@pytest.fixture
def vacancy(session):
    brand = BrandFactory(division_code=GAOYOU)
    ZoneFactory(slug="chefs", brand=brand)
    ZoneFactory(slug="carers", brand=BrandFactory(division_code=BAOYING))
    return VacancyFactory(brand=brand)


@pytest.fixture
def counted(app, fresh, monkeypatch):
    """What was noted in zones, counted as the job does some minutes later."""

    def counted():
        moment = jobs.now()
        monkeypatch.setattr(jobs, "now", lambda: moment + timedelta(seconds=HOUR))
        with app.app_context():
            jobs.fold(RunningJob(id=0, today=today(), settings=app.config["SETTINGS"], lost=threading.Event()))
        monkeypatch.undo()
        asked = select(QueryFact).where(QueryFact.kind.startswith("zone_"))
        return {(row.kind, row.value): row.times for row in fresh().scalars(asked)}

    return counted


def came_from(address):
    return ENGLISH | {"Referer": f"http://localhost{address}"}


def test_who_comes_to_a_zone_is_counted_once_however_long_they_search_in_it(client, vacancy, counted):
    client.get("/zones/chefs", headers=ENGLISH)
    client.get("/zones/chefs?q=厨师", headers=came_from("/zones/chefs"))
    client.get(f"/zones/chefs/places/{GAOYOU}", headers=came_from("/zones/chefs?q=厨师"))
    client.get("/zones/chefs?from=card", headers=ENGLISH)
    client.get("/zones/carers", headers=came_from("/zones/chefs"))

    assert counted() == {
        (FactKind.ZONE_VISIT, "chefs"): 2,
        (FactKind.ZONE_CARD, "chefs"): 1,
        (FactKind.ZONE_VISIT, "carers"): 1,
    }


def test_programs_and_pages_fetched_ahead_are_no_visit(client, vacancy, counted):
    client.get("/zones/chefs", headers=ENGLISH | {"User-Agent": "Mozilla/5.0 (compatible; Baiduspider/2.0)"})
    client.get("/zones/chefs", headers=ENGLISH | {"Sec-Purpose": "prefetch"})
    client.head("/zones/chefs")
    client.get("/zones/none", headers=ENGLISH)

    assert counted() == {}


def test_who_applies_after_opening_a_vacancy_in_a_zone_came_from_there(client, session, vacancy, counted, sign_in):
    account = AccountFactory(role=Role.WORKER)
    WorkerFactory(account_id=account.id)
    page = f"/vacancies/{vacancy.id}"
    client.get(page, headers=came_from(f"/zones/chefs/places/{GAOYOU}"))
    sign_in(account)
    opened = client.get(f"{page}?from_zone=chefs", headers=came_from("/sign-in"))
    assert 'name="from_zone" value="chefs"' in opened.get_data(as_text=True)

    client.post(f"{page}/apply", data={"from_zone": "chefs"}, headers=ENGLISH)
    client.post(f"{page}/apply", data={"from_zone": "chefs"}, headers=ENGLISH)

    assert counted() == {(FactKind.ZONE_OPENED, "chefs"): 1, (FactKind.ZONE_APPLIED, "chefs"): 1}


def test_a_zone_that_somebody_made_up_is_not_counted(client, session, vacancy, counted, sign_in):
    account = AccountFactory(role=Role.WORKER)
    WorkerFactory(account_id=account.id)
    sign_in(account)
    for made_up in ("none", "%00", "x" * 200):
        client.get(f"/vacancies/{vacancy.id}", headers=came_from(f"/zones/{made_up}"))
    client.get(f"/vacancies/{vacancy.id}", headers={"Referer": "http://elsewhere.example/zones/chefs"})
    client.post(f"/vacancies/{vacancy.id}/apply", data={"from_zone": "none\0"}, headers=ENGLISH)

    assert counted() == {}


def test_nothing_of_who_came_is_kept(app, client, session, vacancy, sign_in):
    account = AccountFactory(role=Role.WORKER, phone="13911112222")
    WorkerFactory(account_id=account.id)
    sign_in(account)
    client.get("/zones/chefs", headers=ENGLISH)

    folder = Path(app.config["SETTINGS"].query_log_folder)
    lines = [line for path in folder.iterdir() for line in path.read_text().splitlines()]
    assert lines == [f'["{TODAY.isoformat()}","","",[],[["zone_visit","chefs"]]]']


def test_an_official_sees_what_came_of_the_zone_and_how_it_was_before(app, client, session, vacancy, sign_in):
    def add(ago, kind, times, slug="chefs"):
        session.add(QueryFact(day=TODAY - timedelta(days=ago), kind=kind, value=slug, times=times))

    for ago, visits in ((0, 50), (6, 20), (7, 30), (28, 40)):
        add(ago, FactKind.ZONE_VISIT, visits)
    add(3, FactKind.ZONE_OPENED, 45)
    add(3, FactKind.ZONE_APPLIED, 5)
    add(3, FactKind.ZONE_VISIT, 999, slug="carers")
    session.commit()
    sign_in(AccountFactory(county_official=True, division_code=GAOYOU))

    desk = visit(client, "/office/zones")
    page = visit(client, f"/office/zones/{zone_id(session)}/visits")

    assert "/zones/chefs Brand shown 100" in desk
    assert "100 visits 40 in the time before" in page
    assert "Of a hundred visits came 45.0 opened vacancies and 5.0 applications." in page
    with app.app_context():
        weeks = visits_over_time("chefs", days=28, today=TODAY).weeks
    assert [week.visits for week in weeks] == [70, 30, 0, 0]
    assert (weeks[0].ends_on, weeks[0].begins_on) == (TODAY, TODAY - timedelta(days=6))


def test_another_county_does_not_see_it_and_a_time_that_is_not_offered_is_refused(client, session, vacancy, sign_in):
    address = f"/office/zones/{zone_id(session)}/visits"
    sign_in(AccountFactory(county_official=True, division_code=BAOYING))
    visit(client, address, status=404)
    sign_in(AccountFactory(city_official=True))

    assert "Nobody has come yet" in visit(client, address)
    visit(client, f"{address}?days=84")
    visit(client, f"{address}?days=30", status=400)
    assert "Nobody" in text_of(client.get(f"{address}?days=168", headers=ENGLISH))


def zone_id(session):
    return session.scalar(select(Zone.id).where(Zone.slug == "chefs"))
