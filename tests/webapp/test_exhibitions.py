"""Exhibitions: announced by officials, shown in zones, registered for until the places are taken."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from tests.factories import BAOYING, GAOYOU, TODAY, AccountFactory, BrandFactory, ExhibitionFactory, ZoneFactory
from tests.webapp.pages import ENGLISH, text_of, visit
from webapp.models import AuditEntry, Exhibition, ExhibitionVisitor

NEW = "/office/exhibitions/new"


@pytest.fixture
def exhibition(session):
    return ExhibitionFactory(places=5)


def typed(**changed):
    usual = {
        "title": "高邮手艺展",
        "title_en": "Crafts of Gaoyou",
        "division_code": GAOYOU,
        "venue": "高邮市文化馆",
        "begins_on": (TODAY + timedelta(days=9)).isoformat(),
        "ends_on": (TODAY + timedelta(days=10)).isoformat(),
        "places": "200",
        "about": "现场看手艺。",
    }
    return usual | changed


def register(client, exhibition, people="1"):
    return client.post(f"/exhibitions/{exhibition.id}/register", data={"people": people}, headers=ENGLISH)


def held(fresh):
    found = fresh()
    return found.scalar(select(Exhibition.taken)), found.scalar(select(func.sum(ExhibitionVisitor.people))) or 0


def test_an_official_announces_an_exhibition_and_everybody_finds_it(client, session, fresh, sign_in):
    sign_in(AccountFactory(county_official=True))

    answer = client.post(NEW, data=typed(), headers=ENGLISH)

    assert answer.status_code == 302, text_of(answer)
    assert fresh().scalars(select(AuditEntry.action)).all() == ["exhibition.announce"]
    assert "0 of 200" in visit(client, "/office/exhibitions")
    assert "Crafts of Gaoyou" in visit(client, "/exhibitions")


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"title": ""}, "Please"),
        ({"ends_on": TODAY.isoformat()}, "It ends after it begins"),
        ({"places": "0"}, "There must be between 1 and 100000 places."),
        ({"division_code": BAOYING}, ""),
    ],
)
def test_what_is_refused_is_said_at_the_field_and_nothing_typed_is_lost(client, session, fresh, sign_in, changed, why):
    sign_in(AccountFactory(county_official=True))

    answer = client.post(NEW, data=typed(**changed), headers=ENGLISH)

    assert answer.status_code == 422
    assert why in text_of(answer)
    assert "现场看手艺。" in answer.text
    assert fresh().scalar(select(func.count(Exhibition.id))) == 0


def test_people_register_until_the_places_are_taken_and_give_them_back(
    app, client, session, fresh, exhibition, sign_in
):
    sign_in(AccountFactory())
    assert register(client, exhibition, "4").status_code == 302
    assert "You are registered for 4 people." in visit(client, f"/exhibitions/{exhibition.id}")
    assert register(client, exhibition).status_code == 422, "once is enough"
    assert held(fresh) == (4, 4)
    other = sign_in(AccountFactory(), on=app.test_client())

    refused = register(other, exhibition, "2")

    assert refused.status_code == 422
    assert "There are not so many places left." in text_of(refused)
    assert held(fresh) == (4, 4)
    assert register(other, exhibition, "1").status_code == 302
    assert held(fresh) == (5, 5)
    client.post(f"/exhibitions/{exhibition.id}/give-back", headers=ENGLISH)
    client.post(f"/exhibitions/{exhibition.id}/give-back", headers=ENGLISH)
    assert held(fresh) == (1, 1)


@pytest.mark.parametrize("people", ["", "0", "11", "many", "-1"])
def test_a_party_that_cannot_be_is_refused(client, session, fresh, exhibition, sign_in, people):
    sign_in(AccountFactory())

    assert register(client, exhibition, people).status_code == 422
    assert held(fresh) == (0, 0)


def test_nobody_registers_twice_for_what_is_over_or_without_an_account(client, session, fresh, sign_in):
    over = ExhibitionFactory(begins_on=TODAY - timedelta(days=3), ends_on=TODAY - timedelta(days=1))
    assert (
        "Sign in" not in visit(client, f"/exhibitions/{over.id}").partition("Registration")[2].partition("Find work")[0]
    )
    assert register(client, over).status_code == 302, "to the sign-in"
    sign_in(AccountFactory())

    assert register(client, over).status_code == 422
    assert held(fresh) == (0, 0)
    assert over.title_en not in visit(client, "/exhibitions")


def test_only_officials_of_the_place_see_who_comes_and_change_it(client, session, fresh, exhibition, sign_in):
    visitor = AccountFactory(name="王小明", phone="13911112222")
    register(sign_in(visitor), exhibition, "3")
    address = f"/office/exhibitions/{exhibition.id}"
    sign_in(AccountFactory(county_official=True, division_code=BAOYING))
    visit(client, address, status=404)
    visit(client, f"{address}/edit", status=404)
    sign_in(AccountFactory(county_official=True))

    page = visit(client, address)

    assert "王小明 13911112222 3" in page
    refused = client.post(f"{address}/edit", data=typed(places="2"), headers=ENGLISH)
    assert "There must be between 3 and 100000 places." in text_of(refused)
    assert client.post(f"{address}/edit", data=typed(places="3"), headers=ENGLISH).status_code == 302
    assert fresh().scalar(select(Exhibition.places)) == 3


def test_a_zone_shows_the_exhibitions_of_its_place_and_of_the_city(client, session):
    ZoneFactory(slug="chefs", brand=BrandFactory(division_code=GAOYOU))
    ExhibitionFactory(title_en="Of Gaoyou")
    ExhibitionFactory(title_en="Of Baoying", division_code=BAOYING)
    ExhibitionFactory(title_en="Of the city", division_code="321000")

    page = visit(client, "/zones/chefs")

    assert "Of Gaoyou" in page
    assert "Of the city" in page
    assert "Of Baoying" not in page
