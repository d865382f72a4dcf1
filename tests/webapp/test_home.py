"""The front page: search first, then the brands, what is new, and the fairs, every figure counted from rows."""

from datetime import timedelta

import pytest

from domain.brands import BrandCategory, BrandState
from domain.fairs import FairState
from domain.vacancies import VacancyState
from tests.factories import NOW, TODAY, BrandFactory, EnterpriseFactory, FairFactory, VacancyFactory, ZoneFactory
from tests.webapp.pages import text_of, visit


@pytest.fixture
def chefs(session):
    brand = BrandFactory(name="扬州厨师", name_en="Yangzhou chefs", category=BrandCategory.CULTURE_TOURISM)
    ZoneFactory(slug="yangzhou-chefs", brand=brand)
    return brand


def test_the_figures_are_those_of_open_vacancies(client, chefs):
    enterprise = EnterpriseFactory()
    VacancyFactory(enterprise=enterprise, headcount=5, seats_taken=2)
    VacancyFactory(enterprise=enterprise, headcount=4)
    VacancyFactory(state=VacancyState.CLOSED, headcount=100)
    VacancyFactory(valid_until=TODAY - timedelta(days=1), headcount=100)

    page = visit(client, "/")

    assert "2 open vacancies" in page
    assert "7 places to fill" in page
    assert "1 labour brands" in page


def test_each_category_names_its_brands_with_their_open_vacancies(client, chefs):
    for _ in range(3):
        VacancyFactory(brand=chefs)
    VacancyFactory(brand=chefs, state=VacancyState.PAUSED)

    page = visit(client, "/")

    assert "Culture and tourism 3 vacancies · 1 brand" in page
    assert "Yangzhou chefs 3" in page
    assert "Livelihood 0 vacancies · 0 brands No brand is recruiting here yet." in page


def test_a_brand_that_left_the_library_is_not_shown(client, session):
    gone = BrandFactory(name_en="Gone brand", state=BrandState.EXITED)
    ZoneFactory(brand=gone)

    assert "Gone brand" not in visit(client, "/")


def test_the_newest_vacancies_come_first(client, session):
    VacancyFactory(title="旧岗位", opened_at=NOW - timedelta(days=3))
    VacancyFactory(title="新岗位", opened_at=NOW)

    page = visit(client, "/")

    assert page.index("新岗位") < page.index("旧岗位")
    assert "3 days ago" in page


def test_only_published_fairs_to_come_are_announced(client, session):
    FairFactory(title="下周招聘会", state=FairState.PUBLISHED)
    FairFactory(title="草案", state=FairState.PROPOSED)
    FairFactory(title="去年的", state=FairState.PUBLISHED, held_on=TODAY - timedelta(days=300))

    page = visit(client, "/")

    assert "下周招聘会" in page
    assert "草案" not in page
    assert "去年的" not in page
    assert "1 job fairs to come" in page


def test_an_empty_city_says_what_will_be_here(client, session):
    assert "No vacancy is open right now" in visit(client, "/")


def test_chinese_is_the_first_language_and_english_is_complete(client, chefs):
    assert "一技在手，工作不愁" in text_of(client.get("/"))
    assert "A trade in hand, work at hand" in visit(client, "/")


def test_the_front_page_asks_the_database_as_often_for_many_brands_as_for_one(client, chefs, count_queries):
    VacancyFactory(brand=chefs)
    FairFactory(state=FairState.PUBLISHED)
    client.get("/")
    with count_queries() as few:
        client.get("/")
    for number in range(5):
        brand = BrandFactory(category=list(BrandCategory)[number % 4])
        ZoneFactory(brand=brand)
        VacancyFactory(brand=brand)
        FairFactory(state=FairState.PUBLISHED)
    with count_queries() as many:
        client.get("/")

    assert len(few.statements) == len(many.statements) == 7
