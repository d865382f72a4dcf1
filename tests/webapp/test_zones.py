"""Zones: all of them, and one with its figures, its story and the search inside it."""

import re

import pytest

from domain.brands import BrandCategory, BrandState
from domain.fairs import FairState
from tests.factories import (
    BAOYING,
    GAOYOU,
    BrandFactory,
    BrandMemberFactory,
    EnterpriseFactory,
    FairFactory,
    VacancyFactory,
    ZoneFactory,
)
from tests.webapp.pages import ENGLISH, text_of, visit
from webapp import models
from webapp.calendar import today
from webapp.models import Zone
from webapp.reads.zone_figures import zone_figures
from webapp.reads.zones import find_zone

CHEFS = "/zones/gaoyou-chefs"


@pytest.fixture
def chefs(session):
    brand = BrandFactory(name="高邮厨师", name_en="Gaoyou chefs", story="一碗烫干丝。", story_en="A bowl of tofu.")
    ZoneFactory(slug="gaoyou-chefs", brand=brand, title="高邮厨师专区", title_en="Gaoyou chefs")
    return brand


@pytest.fixture
def wages(chefs):
    """Eight vacancies whose middle wages are 4,000, 5,000 … 11,000 yuan."""
    for step in range(8):
        amount = (4000 + 1000 * step) * 100
        VacancyFactory(brand=chefs, wage_min_fen=amount - 500_00, wage_max_fen=amount + 500_00, headcount=2)


def test_the_figures_of_a_zone_are_counted_from_its_open_vacancies(app, session, wages):
    VacancyFactory(wage_min_fen=90_000_00, wage_max_fen=90_000_00)
    with app.app_context():
        figures = zone_figures(find_zone("gaoyou-chefs"), today=today())

    assert (figures.offered.vacancies, figures.offered.seats, figures.offered.enterprises) == (8, 16, 8)
    quartiles = figures.wages
    assert (quartiles.first, quartiles.median, quartiles.third) == (5000_00, 7000_00, 9000_00)


def test_wages_are_counted_by_bands_and_each_bar_opens_its_rows(client, wages):
    page = client.get(CHEFS, headers=ENGLISH).get_data(as_text=True)

    assert "What the vacancies pay" in page
    counts = re.findall(r'href="/offers\?([^"]*wage_[^"]*)"[^>]*data-figure="(\d+)"', page)
    assert [int(count) for _, count in counts] == [1, 1, 1, 1, 2, 2]
    for question, count in counts:
        rows = client.get("/offers?" + question.replace("&amp;", "&"), headers=ENGLISH).get_data(as_text=True)
        assert f'data-rows="{count}"' in rows


def test_a_vacancy_without_a_wage_is_in_no_band(app, session, chefs, wages):
    unpaid = VacancyFactory(brand=chefs)
    unpaid.monthly_min_fen = unpaid.monthly_max_fen = 0
    session.commit()
    with app.app_context():
        figures = zone_figures(find_zone("gaoyou-chefs"), today=today())

    assert (figures.offered.vacancies, sum(band.vacancies for band in figures.bands)) == (9, 8)
    assert [band.least for band in figures.bands] == [4000, 5000, 6000, 7000, 8000, 10_000]


def test_trades_and_places_that_are_sought_stand_with_the_most_places_first(app, client, chefs, wages):
    for _ in range(5):
        VacancyFactory(
            brand=chefs, occupation_code="6-18-02-04", division_code=BAOYING, headcount=9, wage_min_fen=600000,
            wage_max_fen=800000,
        )  # fmt: skip
    with app.app_context():
        figures = zone_figures(find_zone("gaoyou-chefs"), today=today())

    first, second = figures.trades
    assert (first.code, first.vacancies, first.seats, first.median) == ("6-18-00-00", 5, 45, 7000_00)
    assert (second.seats, second.median) == (16, 7000_00)
    assert figures.county_seats == {BAOYING: 45, GAOYOU: 16}
    rows = visit(client, "/offers?zone=gaoyou-chefs&trade=6-18-00-00&part=places")
    assert "45 places to fill" in rows
    visit(client, "/offers?trade=9-99-00-00", status=400)


def test_few_wages_have_no_quartiles(client, chefs):
    VacancyFactory(brand=chefs)

    page = visit(client, CHEFS)

    assert "1 open vacancies" in page
    assert "median wage" not in page


def test_a_zone_shows_the_vacancies_of_its_brand_only(client, chefs):
    VacancyFactory(brand=chefs, title="冷菜厨师")
    VacancyFactory(title="别处的岗位")

    page = visit(client, CHEFS)

    assert "冷菜厨师" in page
    assert "别处的岗位" not in page


def test_the_zone_of_a_category_shows_all_its_brands(client, session, chefs):
    ZoneFactory(slug="culture", kind="category", brand=None, category=BrandCategory.CULTURE_TOURISM, title_en="Culture")
    VacancyFactory(brand=chefs, title="冷菜厨师")
    VacancyFactory(brand=BrandFactory(category=BrandCategory.LIVELIHOOD), title="瓦工")

    page = visit(client, "/zones/culture")

    assert "冷菜厨师" in page
    assert "瓦工" not in page
    assert "Gaoyou chefs 1" in page


def test_a_story_is_told_in_the_language_of_the_page(client, chefs):
    assert "A bowl of tofu." in visit(client, CHEFS)
    assert "一碗烫干丝。" in text_of(client.get(CHEFS))


def test_a_made_up_brand_says_so(client, session, chefs):
    assert "illustration" not in visit(client, CHEFS)
    chefs.is_illustrative = True
    session.commit()

    assert "This brand is an illustration" in visit(client, CHEFS)


def test_leading_enterprises_come_first(client, chefs):
    many, leading = EnterpriseFactory(name="岗位多的"), EnterpriseFactory(name="龙头企业甲")
    BrandMemberFactory(brand=chefs, enterprise=leading, is_leading=True)
    VacancyFactory(brand=chefs, enterprise=leading)
    for _ in range(3):
        VacancyFactory(brand=chefs, enterprise=many)

    page = visit(client, CHEFS).rpartition("Who is hiring here")[2]

    assert page.index("龙头企业甲") < page.index("岗位多的")
    assert page.count("Leading enterprise") == 1


def test_the_coming_fairs_of_a_zone_are_announced_there(client, session, chefs):
    zone = session.query(Zone).filter_by(slug="gaoyou-chefs").one()
    FairFactory(zone=zone, title="高邮厨师专场", state=FairState.PUBLISHED)
    FairFactory(title="别的专场", state=FairState.PUBLISHED)

    page = visit(client, CHEFS)

    assert "高邮厨师专场" in page
    assert "别的专场" not in page


def test_reported_figures_show_their_source(client, session, chefs):
    for year, value in ((2024, 5000), (2025, 6000)):
        session.add(
            models.BrandFigure(
                brand_id=chefs.id,
                year=year,
                indicator="workforce",
                value=value,
                source="统计局",
                entered_at=chefs.created_at,
            )
        )
    session.commit()

    page = visit(client, CHEFS)

    assert "Reported for 2025 People at work 6,000 统计局" in page


@pytest.mark.parametrize("slug", ["nowhere", "a" * 3000, "%00", "<b>", "扬州"])
def test_there_is_no_zone_of_an_address_that_nobody_gave(client, session, slug):
    visit(client, f"/zones/{slug}", status=404)


def test_the_zone_of_a_brand_that_left_is_gone(client, session, chefs):
    chefs.state = BrandState.SUSPENDED
    session.commit()

    visit(client, CHEFS, status=404)


def test_zones_are_narrowed_by_category_and_by_county(client, chefs):
    ZoneFactory(brand=BrandFactory(name_en="Baoying carers", category="quality_service", division_code=BAOYING))

    assert "Baoying carers" not in visit(client, f"/zones?county={GAOYOU}")
    assert "Gaoyou chefs" in visit(client, f"/zones?county={GAOYOU}")
    assert "Gaoyou chefs" not in visit(client, "/zones?category=quality_service")
    assert "No zone here yet" in visit(client, f"/zones?category=livelihood&county={GAOYOU}")


@pytest.mark.parametrize(
    ("query", "parameter"), [("category=x", "category"), ("county=999999", "county"), ("county=320000", "county")]
)
def test_a_value_that_is_not_offered_is_refused_by_name(client, session, query, parameter):
    assert f"the value of “{parameter}”" in visit(client, f"/zones?{query}", status=400)


@pytest.mark.parametrize(("address", "queries"), [("/zones", 2), (CHEFS, 9)])
def test_zones_ask_the_database_as_often_for_many_vacancies_as_for_one(client, chefs, count_queries, address, queries):
    VacancyFactory(brand=chefs)
    client.get(address)
    with count_queries() as few:
        client.get(address)
    for _ in range(4):
        VacancyFactory(brand=chefs)
        ZoneFactory(brand=BrandFactory())
    with count_queries() as many:
        client.get(address)

    assert len(few.statements) == len(many.statements) == queries


def test_the_rows_behind_a_number_come_to_it(client, wages):
    VacancyFactory(title="别处的岗位")

    assert "8 vacancies" in visit(client, "/offers?zone=gaoyou-chefs")
    assert "9 vacancies" in visit(client, "/offers")
    places = visit(client, "/offers?zone=gaoyou-chefs&part=places")
    assert "16 places to fill · 8 vacancies" in places
    assert "别处的岗位" not in places
    assert "8 enterprises" in visit(client, "/offers?zone=gaoyou-chefs&part=enterprises")
    paid = visit(client, "/offers?zone=gaoyou-chefs&part=wages")
    assert "median: 7,000 yuan a month" in paid
    assert paid.index("4,000") < paid.index("11,000")


def test_the_rows_of_one_enterprise_are_its_own(client, chefs):
    ours = VacancyFactory(brand=chefs, title="冷菜厨师")
    VacancyFactory(brand=chefs, title="面点师")

    page = visit(client, f"/offers?zone=gaoyou-chefs&enterprise={ours.enterprise_id}")

    assert "1 vacancy" in page
    assert "面点师" not in page


def test_there_are_rows_of_nothing_and_no_rows_of_a_zone_that_is_not(client, session):
    assert "No vacancy is open right now" in visit(client, "/offers")
    assert "too few for a median" in visit(client, "/offers?part=wages")
    visit(client, "/offers?zone=nowhere", status=404)
    visit(client, "/offers?zone=%00", status=404)


@pytest.mark.parametrize("query", ["part=x", "page=0", "enterprise=x", "enterprise=99999999999"])
def test_rows_that_cannot_be_asked_for_are_refused_by_name(client, session, query):
    assert f"“{query.partition('=')[0]}”" in visit(client, f"/offers?{query}", status=400)


@pytest.mark.parametrize("part", ["vacancies", "enterprises", "wages"])
def test_the_rows_ask_the_database_as_often_for_many_as_for_few(client, chefs, count_queries, part):
    VacancyFactory(brand=chefs)
    client.get("/offers")
    counts = []
    for _ in range(2):
        with count_queries() as counted:
            client.get(f"/offers?zone=gaoyou-chefs&part={part}")
        counts.append(len(counted.statements))
        for _ in range(4):
            VacancyFactory(brand=chefs)

    assert counts[0] == counts[1] <= 4


def test_the_zone_of_a_category_leaves_brands_without_a_zone_out(client, session, chefs):
    ZoneFactory(slug="culture", kind="category", brand=None, category=BrandCategory.CULTURE_TOURISM, title_en="Culture")
    VacancyFactory(brand=chefs)
    VacancyFactory(brand=BrandFactory())
    ZoneFactory(brand=BrandFactory(state=BrandState.NURTURING))

    assert "1 vacancy" in visit(client, "/offers?zone=culture")
