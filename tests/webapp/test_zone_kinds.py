"""Zones of campaigns and counties, the parts of a zone, and what search knows of all of them."""

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from domain.brands import BrandCategory
from domain.fairs import FairState
from tests.factories import (
    BAOYING,
    CARER,
    GAOYOU,
    NOW,
    TODAY,
    AccountFactory,
    BrandFactory,
    EnterpriseFactory,
    FairFactory,
    VacancyFactory,
    ZoneFactory,
)
from tests.webapp.pages import visit
from webapp.extensions import db
from webapp.models import BrandOccupation, CampaignAnnouncement, Vacancy, Zone, ZoneBrand
from webapp.reads.zone_figures import zone_figures
from webapp.reads.zone_reach import PublishedZones, ZonePart, in_zone
from webapp.reads.zones import find_zone
from webapp.services import indexing


@pytest.fixture
def announced(session):
    """The campaign of this year runs from yesterday on."""
    session.add(
        CampaignAnnouncement(
            campaign="spring_breeze",
            year=TODAY.year,
            first_on=TODAY - timedelta(days=1),
            last_on=TODAY + timedelta(days=30),
            entered_by_id=AccountFactory(city_official=True).id,
            entered_at=NOW,
        )
    )
    session.commit()


@pytest.fixture
def everything(session):
    """Vacancies of every kind, and zones of every kind."""
    chefs, carers = BrandFactory(name_en="Chefs"), BrandFactory(name_en="Carers", category="quality_service")
    VacancyFactory(brand=chefs, title="冷菜厨师")
    VacancyFactory(brand=carers, title="养老护理员", is_hardship_friendly=True, division_code=BAOYING)
    VacancyFactory(brand=None, title="保洁员", is_hardship_friendly=True)
    VacancyFactory(brand=None, title="电焊工", division_code=f"{BAOYING}100")
    ZoneFactory(brand=chefs)
    ZoneFactory(brand=carers)
    ZoneFactory(of_category=True)
    ZoneFactory(of_county=True, slug="gaoyou")
    ZoneFactory(of_campaign=True, slug="spring")
    ZoneFactory(of_campaign=True, slug="aid", year=TODAY.year + 1, is_for_hardship=True)
    chosen = ZoneFactory(of_campaign=True, slug="carers", year=TODAY.year + 2)
    session.add(ZoneBrand(zone_id=chosen.id, brand_id=carers.id))
    session.commit()


def test_the_database_and_the_index_agree_about_what_a_zone_shows(app, everything):
    with app.app_context():
        vacancies = db.session.scalars(select(Vacancy).options(joinedload(Vacancy.brand))).all()
        published = PublishedZones()
        for zone in db.session.scalars(select(Zone)).all():
            by_database = set(db.session.scalars(select(Vacancy.id).where(in_zone(zone))))
            by_index = {row.id for row in vacancies if zone.slug in published.showing(row)}
            assert by_database == by_index, zone.slug
            assert by_database, zone.slug


@pytest.mark.parametrize(
    ("slug", "shown", "hidden"),
    [
        ("gaoyou", ["冷菜厨师", "保洁员"], ["养老护理员", "电焊工"]),
        ("spring", ["冷菜厨师", "养老护理员", "保洁员", "电焊工"], []),
        ("aid", ["养老护理员", "保洁员"], ["冷菜厨师", "电焊工"]),
        ("carers", ["养老护理员"], ["冷菜厨师", "保洁员", "电焊工"]),
    ],
)
def test_each_zone_shows_its_vacancies_with_and_without_the_engine(app, client, index, everything, slug, shown, hidden):
    with app.app_context():
        indexing.rebuild(index, today=TODAY)
    page = visit(client, f"/zones/{slug}")
    assert "The search is resting" not in page
    index.close()
    index.engine.folder.path.rename(index.engine.folder.path.with_name("gone"))
    plain = visit(client, f"/zones/{slug}")
    assert "The search is resting" in plain

    for one in (page, plain):
        assert all(title in one for title in shown)
        assert not any(title in one for title in hidden)


def test_a_campaign_says_its_days_and_announces_its_fairs(client, announced, everything):
    FairFactory(title="春风专场", campaign="spring_breeze", state=FairState.PUBLISHED)
    FairFactory(title="另一季专场", campaign="golden_autumn", state=FairState.PUBLISHED)
    FairFactory(
        title="明年的专场", campaign="spring_breeze", state=FairState.PUBLISHED, held_on=TODAY + timedelta(days=200)
    )

    page = visit(client, "/zones/spring")

    assert f"{TODAY - timedelta(days=1):%B} {(TODAY - timedelta(days=1)).day}" in page
    assert "春风专场" in page
    assert "另一季专场" not in page
    assert "明年的专场" not in page


def test_a_campaign_that_was_not_announced_has_its_usual_days(client, everything):
    assert "January 20" in visit(client, "/zones/spring")


def test_a_county_and_a_category_announce_the_fairs_of_their_brands(client, everything):
    there = ZoneFactory(brand=BrandFactory(category="culture_tourism", division_code=BAOYING), slug="of-baoying")
    FairFactory(title="高邮的专场", state=FairState.PUBLISHED)
    FairFactory(title="宝应的专场", zone=there, division_code=BAOYING, state=FairState.PUBLISHED)

    county, category = visit(client, "/zones/gaoyou"), visit(client, f"/zones/{category_slug(client)}")

    assert "高邮的专场" in county
    assert "宝应的专场" not in county
    assert "宝应的专场" in category


def category_slug(client):
    with client.application.app_context():
        return db.session.scalar(select(Zone.slug).where(Zone.category == BrandCategory.CULTURE_TOURISM))


def test_the_page_of_all_zones_names_running_campaigns_and_counties(client, announced, everything):
    gone = ZoneFactory(of_campaign=True, year=TODAY.year - 2, title_en="Long over")

    page = visit(client, "/zones")

    assert "running now" in page
    assert "By county" in page
    assert gone.title_en not in page
    assert "running now" not in visit(client, "/zones?county=321084")


def test_a_zone_names_the_brands_that_it_is_about(client, everything):
    ZoneFactory(brand=BrandFactory(name_en="Baoying reeds", division_code=BAOYING))

    page, campaign = visit(client, "/zones/gaoyou"), visit(client, "/zones/carers")

    assert "Chefs 1" in page
    assert "Baoying reeds" not in page
    assert "Carers 1" in campaign
    assert "Chefs" not in campaign


def test_a_category_of_many_brands_shows_the_busiest_and_lists_the_others(client, session):
    ZoneFactory(of_category=True, slug="culture")
    brands = [ZoneFactory(brand=BrandFactory(name_en=f"Brand number {n}")).brand for n in range(30)]
    VacancyFactory(brand=brands[29])

    page = visit(client, "/zones/culture")
    first, second = (
        visit(client, "/zones?category=culture_tourism"),
        visit(client, "/zones?category=culture_tourism&page=2"),
    )

    assert "Brand number 29 1" in page
    assert "Brand number 28" not in page
    assert "All 30" in page
    assert "30 zones" in first
    assert first.index("Brand number 29") < first.index("Brand number 0")
    assert "Brand number 28" in second
    assert "All 30 zones of this category" in visit(client, "/zones")


@pytest.fixture
def chefs(session):
    """A zone with work in two counties and two industries."""
    brand = BrandFactory()
    ZoneFactory(brand=brand, slug="chefs")
    hotel, canteen = EnterpriseFactory(industry_code="H62"), EnterpriseFactory(industry_code="C14")
    for county, enterprise, title in (
        (GAOYOU, hotel, "高邮酒店厨师"),
        (GAOYOU, canteen, "高邮食堂厨师"),
        (BAOYING, hotel, "宝应酒店厨师"),
    ):
        VacancyFactory(brand=brand, enterprise=enterprise, title=title, division_code=county)
    return brand


def test_a_zone_has_parts_by_county_and_by_industry(app, client, index, chefs):
    with app.app_context():
        indexing.rebuild(index, today=TODAY)

    whole = visit(client, "/zones/chefs")
    county = visit(client, f"/zones/chefs/places/{GAOYOU}")
    industry = visit(client, "/zones/chefs/industries/H")
    both = visit(client, f"/zones/chefs/places/{GAOYOU}/industries/H")

    assert "3 open vacancies" in whole
    assert "Gaoyou 2" in whole
    assert "Hotels and restaurants 2" in whole
    assert "2 open vacancies" in county
    assert "宝应酒店厨师" not in county
    assert "2 open vacancies" in industry
    assert "高邮食堂厨师" not in industry
    assert "1 open vacancies" in both
    assert "高邮酒店厨师" in both
    assert "· Gaoyou" in client.get(f"/zones/chefs/places/{GAOYOU}", headers={"Accept-Language": "en"}).text


def test_a_part_keeps_what_is_searched_within_it(app, client, index, chefs):
    with app.app_context():
        indexing.rebuild(index, today=TODAY)

    page = visit(client, f"/zones/chefs/places/{GAOYOU}?q=酒店厨师&division={BAOYING}")
    found = visit(client, f"/zones/chefs/places/{GAOYOU}?q=酒店厨师")

    assert "宝应酒店厨师" not in page
    assert "高邮酒店厨师" in found
    assert "宝应酒店厨师" not in found


def test_an_employer_that_names_no_industry_has_that_of_its_brand(app, session):
    brand = BrandFactory(industry_code="H62")
    ZoneFactory(brand=brand, slug="chefs")
    VacancyFactory(brand=brand)
    with app.app_context():
        zone = find_zone("chefs")

        assert zone_figures(zone, today=TODAY).industries == {"H": 1}
        assert zone_figures(zone, today=TODAY, part=ZonePart(industry="H")).offered.vacancies == 1
        assert db.session.scalar(select(Vacancy.id).where(in_zone(zone, ZonePart(industry="H"))))


@pytest.mark.parametrize("part", ["places/999999", "places/321084108", "industries/Z", "industries/H62", "places/%00"])
def test_there_is_no_part_of_a_place_or_industry_that_is_none(client, chefs, part):
    visit(client, f"/zones/chefs/{part}", status=404)


def test_zone_pages_ask_the_database_fewer_than_ten_times(app, client, session, index, announced, chefs, count_queries):
    """With the search engine, as people see them, and as often for many brands as for few."""
    session.add(BrandOccupation(brand_id=chefs.id, occupation_code=CARER))
    ZoneFactory(of_category=True, slug="culture")
    ZoneFactory(of_county=True, slug="gaoyou")
    campaign = ZoneFactory(of_campaign=True, slug="spring")
    session.add(ZoneBrand(zone_id=campaign.id, brand_id=chefs.id))
    session.commit()
    FairFactory(zone=session.scalar(select(Zone).where(Zone.slug == "chefs")), state=FairState.PUBLISHED)
    addresses = ["/zones", "/zones?category=culture_tourism", "/zones/chefs", f"/zones/chefs/places/{GAOYOU}"]
    addresses += ["/zones/culture", "/zones/gaoyou", "/zones/spring"]

    def counts():
        with app.app_context():
            indexing.rebuild(index, today=TODAY)
        visit(client, "/vacancies")  # The words that officials accepted are read once for all pages of a while.
        found = {}
        for address in addresses:
            with count_queries() as counted:
                assert "The search is resting" not in visit(client, address)
            found[address] = len(counted.statements)
        return found

    few = counts()
    for _ in range(4):
        brand = BrandFactory()
        ZoneFactory(brand=brand)
        VacancyFactory(brand=brand)
        VacancyFactory(brand=chefs)
    assert counts() == few
    assert max(few.values()) < 10, few
