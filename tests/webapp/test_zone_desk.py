"""Zones on the desk of officials: opened, described, shown, each county its own."""

import pytest
from sqlalchemy import select

from domain.accounts import OutOfScope
from domain.brands import BrandCategory
from domain.zones import ZoneKind, ZoneStands, ZoneSubject, ZoneSubjectUnknown
from tests.factories import (
    BAOYING,
    GAOYOU,
    TODAY,
    YANGZHOU,
    AccountFactory,
    BrandFactory,
    VacancyFactory,
    ZoneFactory,
)
from tests.webapp.pages import ENGLISH, text_of, visit
from webapp.models import AuditEntry, OutboxEntry, Zone, ZoneBrand
from webapp.services import zones
from webapp.services.zones import ZoneWords
from webapp.transaction import transaction

NEW = "/office/zones/new"


@pytest.fixture
def city(session, sign_in):
    return sign_in(AccountFactory(city_official=True))


def open_zone(client, **typed):
    data = {"subject": f"campaign:golden_autumn:{TODAY.year + 1}", "title": "金秋招聘专区", "slug": "golden-autumn"}
    return client.post(NEW, data=data | typed, headers=ENGLISH)


def test_an_official_opens_the_zone_of_a_campaign_and_shows_it(client, session, fresh, city):
    carers = BrandFactory(name="宝应家政")
    BrandFactory(name="高邮厨师")
    VacancyFactory(brand=carers)
    VacancyFactory(brand=None)

    answer = open_zone(client, brands="宝应家政\n\n宝应家政", title_en="Golden autumn", is_for_hardship="y")

    assert answer.status_code == 302, text_of(answer)
    zone = fresh().scalars(select(Zone)).one()
    assert (zone.kind, zone.slug, zone.is_published) == (ZoneKind.CAMPAIGN, "golden-autumn", False)
    assert fresh().scalars(select(ZoneBrand.brand_id)).all() == [carers.id]
    visit(client, "/zones/golden-autumn", status=404)

    client.post(f"/office/zones/{zone.id}/visibility", data={"shown": "1"})

    assert "Golden autumn" in visit(client, "/zones/golden-autumn")
    assert fresh().scalars(select(AuditEntry.action).order_by(AuditEntry.id)).all() == ["zone.open", "zone.show"]


def test_search_learns_what_a_zone_shows_when_it_is_shown_changed_and_hidden(client, session, fresh, city):
    carers, chefs = BrandFactory(name="宝应家政"), BrandFactory(name="高邮厨师")
    of_carers, of_chefs = VacancyFactory(brand=carers), VacancyFactory(brand=chefs)
    open_zone(client, brands="宝应家政")
    zone_id = fresh().scalar(select(Zone.id))

    def learnt():
        found = set(fresh().scalars(select(OutboxEntry.document_id)))
        session.execute(OutboxEntry.__table__.delete())
        session.commit()
        return found

    learnt()
    client.post(f"/office/zones/{zone_id}/visibility", data={"shown": "1"})
    assert learnt() == {of_carers.id}

    client.post(f"/office/zones/{zone_id}/edit", data={"title": "金秋", "brands": "高邮厨师"})
    assert learnt() == {of_carers.id, of_chefs.id}

    client.post(f"/office/zones/{zone_id}/visibility", data={"shown": "0"})
    assert learnt() == {of_chefs.id}
    visit(client, "/zones/golden-autumn", status=404)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"title": ""}, "Please give the zone a title."),
        ({"title": "专" * 41}, "The title has 41 characters. It may have 40."),
        ({"slug": "Golden Autumn"}, "An address has small letters"),
        ({"slug": "taken"}, "Another zone or brand has this address."),
        ({"subject": ""}, "Please choose one."),
        ({"subject": "county:320102"}, "Please choose one of the list."),
        ({"brands": "没有这个品牌"}, "There is no public brand of this name: 没有这个品牌."),
        ({"lead_en": "x" * 241}, "The line has 241 characters. It may have 240."),
    ],
)
def test_what_is_wrong_is_said_at_the_field_and_nothing_is_lost(client, city, fresh, typed, said):
    ZoneFactory(slug="taken")

    answer = open_zone(client, **{"lead": "秋天的岗位"} | typed)

    assert answer.status_code == 422
    assert said in text_of(answer)
    assert "秋天的岗位" in answer.text
    assert len(fresh().scalars(select(Zone)).all()) == 1


def test_a_county_opens_zones_of_its_own_only(client, session, fresh, sign_in):
    ours, theirs = BrandFactory(name="高邮厨师"), BrandFactory(name="宝应家政", division_code=BAOYING)
    sign_in(AccountFactory(county_official=True))

    page = client.get(NEW, headers=ENGLISH).text

    assert f"county:{GAOYOU}" in page
    assert f"brand:{ours.id}" in page
    assert f"county:{BAOYING}" not in page
    assert f"brand:{theirs.id}" not in page
    assert 'value="campaign:' not in page
    assert 'value="category:' not in page
    assert open_zone(client, subject=f"brand:{ours.id}", slug="").status_code == 302
    assert fresh().scalar(select(Zone.slug)) == ours.slug


def test_a_county_changes_and_shows_zones_of_its_own_only(client, session, fresh, sign_in):
    ours = ZoneFactory(of_county=True)
    others = [
        ZoneFactory(of_category=True),
        ZoneFactory(of_campaign=True),
        ZoneFactory(brand=BrandFactory(division_code=BAOYING)),
        ZoneFactory(brand=BrandFactory(division_code=YANGZHOU)),
    ]
    sign_in(AccountFactory(county_official=True))

    listed = visit(client, "/office/zones")

    assert ours.title_en in listed
    visit(client, f"/office/zones/{ours.id}/edit")
    for other in others:
        assert other.title_en not in listed
        visit(client, f"/office/zones/{other.id}/edit", status=404)
        assert client.post(f"/office/zones/{other.id}/edit", data={"title": "x"}).status_code == 404
        assert client.post(f"/office/zones/{other.id}/visibility", data={"shown": "0"}).status_code == 404
    assert all(fresh().scalars(select(Zone.is_published)))


def test_zones_are_found_by_kind_and_words(client, city):
    campaign, county = ZoneFactory(of_campaign=True), ZoneFactory(of_county=True, title_en="Gaoyou at work")

    assert campaign.title_en in visit(client, "/office/zones?kind=campaign")
    assert county.title_en not in visit(client, "/office/zones?kind=campaign")
    assert "Gaoyou at work" in visit(client, "/office/zones?q=gaoyou at")
    assert "No zone here" in visit(client, "/office/zones?q=nothing")
    visit(client, "/office/zones?kind=x", status=400)


def test_a_zone_that_somebody_else_has_just_opened_is_not_opened_twice(app, session):
    standing = ZoneFactory(of_county=True)
    subject = ZoneSubject(kind=ZoneKind.COUNTY, county=standing.county_code)

    with app.app_context(), pytest.raises(ZoneStands), transaction():
        zones.open_zone(subject, ZoneWords(title="高邮", slug="again"), within=YANGZHOU, account_id=1)


@pytest.mark.parametrize(
    ("subject", "within", "refusal"),
    [
        (ZoneSubject(kind=ZoneKind.COUNTY, county=BAOYING), GAOYOU, OutOfScope),
        (ZoneSubject(kind=ZoneKind.CATEGORY, category=BrandCategory.LIVELIHOOD), GAOYOU, OutOfScope),
        (ZoneSubject(kind=ZoneKind.BRAND, brand_id=999_999), YANGZHOU, ZoneSubjectUnknown),
    ],
)
def test_nobody_opens_a_zone_beyond_the_own_division(app, session, subject, within, refusal):
    with app.app_context(), pytest.raises(refusal), transaction():
        zones.open_zone(subject, ZoneWords(title="专区"), within=within, account_id=1)


def test_the_desk_asks_the_database_as_often_for_many_zones(client, city, count_queries):
    ZoneFactory()
    with count_queries() as few:
        visit(client, "/office/zones")
    for _ in range(4):
        ZoneFactory()
    with count_queries() as many:
        visit(client, "/office/zones")

    assert len(few.statements) == len(many.statements) <= 4
