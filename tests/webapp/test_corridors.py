"""Corridors: from which county people go to which city; every number opens the people behind it."""

import re
from html import unescape

import pytest

from domain.accounts import Role
from domain.labour_export import RosterState
from tests.factories import (
    GAOYOU,
    YANGZHOU,
    AccountFactory,
    BatchFactory,
    EnterpriseFactory,
    ExportOrderFactory,
    RosterEntryFactory,
    VacancyFactory,
    WorkerFactory,
)
from tests.webapp.pages import ENGLISH, visit

S = RosterState
PAGE = "/office/corridors"
FIGURE = re.compile(r'<a [^>]*href="(?P<address>[^"]*)"[^>]*data-figure="(?P<value>[^"]*)"')
SHANGHAI, NANJING = "310000", "320100"


@pytest.fixture
def people(session):
    """Puts people of a county on the way to a city."""

    def put(home, destination, *states):
        order = ExportOrderFactory(enterprise=EnterpriseFactory(division_code=destination), division_code=destination)
        batch, vacancy = BatchFactory(order=order, seats=50), VacancyFactory(export_order_id=order.id)
        return [
            RosterEntryFactory(batch=batch, vacancy=vacancy, worker=WorkerFactory(division_code=home), state=state)
            for state in states
        ]

    return put


@pytest.fixture
def official(app, sign_in):
    def sign(role=Role.CITY_OFFICIAL, division_code=YANGZHOU):
        client = app.test_client()
        client.set_cookie("locale", "en")
        return sign_in(AccountFactory(role=role, division_code=division_code), on=client)

    return sign


def test_people_are_counted_by_where_they_live_where_they_go_and_how_far_they_are(official, people):
    people(f"{GAOYOU}108", SHANGHAI, S.ARRIVED, S.RETAINED_3M, S.AGREED, S.NOTIFIED, S.LEFT_EARLY)
    people(GAOYOU, SHANGHAI, S.NO_SHOW)
    people("321023", NANJING, S.RETAINED_1M)

    page = visit(official(), PAGE)

    assert "Gaoyou Shanghai 1 2 1 1 1" in page
    assert "Nanjing 0 1 0 0 0" in page
    assert "All together 1 3 1 1 1" in page


def test_every_number_opens_as_many_people(official, people):
    people(f"{GAOYOU}108", SHANGHAI, S.ARRIVED, S.RETAINED_3M, S.AGREED, S.LEFT_EARLY)
    people("321023", NANJING, S.RETAINED_1M, *[S.DEPARTED] * 60)
    client = official()

    figures = [(unescape(found["address"]), found["value"]) for found in FIGURE.finditer(client.get(PAGE).text)]

    assert len(figures) == 10
    for address, value in figures:
        assert f'data-rows="{value}"' in client.get(address, headers=ENGLISH).text, address


@pytest.mark.parametrize(("stage", "bands"), [("away", 2), ("coming", 0), ("left_early", 1)])
def test_what_is_drawn_is_chosen(official, people, stage, bands):
    people(GAOYOU, SHANGHAI, S.ARRIVED, S.LEFT_EARLY)
    people("321023", NANJING, S.RETAINED_1M)

    assert official().get(f"{PAGE}?stage={stage}").text.count('class="band ') == bands


def test_a_county_sees_its_own_people_only(official, people):
    (ours,) = people(f"{GAOYOU}108", SHANGHAI, S.ARRIVED)
    (theirs,) = people("321023", NANJING, S.ARRIVED)
    county = official(Role.COUNTY_OFFICIAL, GAOYOU)

    assert "Nanjing" not in visit(county, PAGE)
    found = visit(county, f"{PAGE}/people?stage=away")
    assert ours.worker.name in found
    assert theirs.worker.name not in found
    assert "0 people" in visit(county, f"{PAGE}/people?stage=away&home=321023")


def test_a_city_from_which_nobody_goes_says_so(official):
    assert "Nobody has gone yet" in visit(official(), PAGE)


@pytest.mark.parametrize("query", ["stage=x", "home=x", "home=999999", "destination=32108", "page=0"])
def test_an_address_that_means_nothing_is_refused(official, query):
    assert official().get(f"{PAGE}/people?{query}").status_code == 400


def test_the_pages_ask_the_database_a_fixed_number_of_times(official, people, count_queries):
    client = official()
    people(GAOYOU, SHANGHAI, S.ARRIVED)
    with count_queries() as few:
        visit(client, PAGE)
    for home in ("321023", "321081"):
        people(home, NANJING, S.ARRIVED, S.AGREED)
    with count_queries() as many:
        visit(client, PAGE)
    with count_queries() as listed:
        visit(client, f"{PAGE}/people?stage=away&destination={NANJING}")

    assert len(many.statements) == len(few.statements)
    assert len(listed.statements) < 8
