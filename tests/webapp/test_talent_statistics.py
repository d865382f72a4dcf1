"""The talent database in numbers: each number opens the list of those whom it counts, and comes to the same."""

import re
from html import unescape

import pytest

from domain.brands import BrandState
from domain.skills import SkillLevel
from tests.factories import BAOYING, CARER, CHEF, GAOYOU, SANDUO, TODAY, AccountFactory, BrandFactory, WorkerFactory
from tests.webapp.pages import visit
from tests.webapp.test_traced_figures import disagreements
from webapp.models import BrandOccupation

NUMBERS = "/office/talents/statistics"


@pytest.fixture
def official(client, session, sign_in):
    return sign_in(AccountFactory(county_official=True))


@pytest.fixture
def people(session):
    """Three cooks of Gaoyou, somebody with another trade, a cook of Baoying, and two brands of cooks."""
    WorkerFactory(birth_year=TODAY.year - 50, skill_level=SkillLevel.LEVEL_3, verified_level=SkillLevel.LEVEL_3)
    WorkerFactory(birth_year=TODAY.year - 51, skill_level=SkillLevel.LEVEL_3)
    WorkerFactory(birth_year=TODAY.year - 20, skill_level=SkillLevel.LEVEL_4, verified_level=SkillLevel.LEVEL_5)
    WorkerFactory(birth_year=TODAY.year - 30, wants=[CARER])
    WorkerFactory(birth_year=TODAY.year - 30, division_code=BAOYING)
    brand = BrandFactory(name="扬州大厨", name_en="", occupations=[BrandOccupation(occupation_code=CHEF)])
    BrandFactory(state=BrandState.NURTURING, name="未公布", occupations=[BrandOccupation(occupation_code=CHEF)])
    return brand


def tile(page, name):
    return int(
        re.search(rf'data-figure="(\d+)"[^>]*>\s*<span class="value">[^<]*</span>\s*<span class="name">{name}', page)[1]
    )


@pytest.mark.parametrize(
    ("role", "division", "people_counted"), [("county_official", SANDUO, 4), ("city_official", GAOYOU, 5)]
)
def test_every_number_opens_the_people_whom_it_counts(client, people, sign_in, role, division, people_counted):
    sign_in(AccountFactory(**{role: True}))

    wrong, followed = disagreements(client, [NUMBERS, f"{NUMBERS}?brand={people.id}", f"{NUMBERS}?division={division}"])

    assert wrong == []
    assert followed > 20
    page = unescape(client.get(NUMBERS, headers={"Accept-Language": "en"}).text)
    assert tile(page, "people") == people_counted
    assert tile(page, "with a level that is verified") == 2


def test_only_public_brands_are_counted_and_one_brand_can_be_looked_at(client, official, people):
    page = visit(client, NUMBERS)
    assert "扬州大厨" in page
    assert "未公布" not in page

    assert "Trade of 扬州大厨" in visit(client, f"{NUMBERS}?brand={people.id}")
    listed = visit(client, f"/office/talents?brand={people.id}")
    assert "3 people" in listed
    assert "Trade of 扬州大厨" in listed


def test_where_nobody_is_no_number_is_made_up(client, official):
    assert "Nobody here" in visit(client, NUMBERS)


@pytest.mark.parametrize("query", ["brand=x", "brand=0", "proved=2", "division=321023"])
def test_what_nobody_offered_is_refused_by_name(client, official, query):
    assert query.split("=")[0] in visit(client, f"{NUMBERS}?{query}", status=400)


def test_brands_and_people_cost_no_more_queries(client, official, people, count_queries):
    visit(client, NUMBERS)
    with count_queries() as one:
        visit(client, NUMBERS)
    for _ in range(3):
        WorkerFactory(birth_year=TODAY.year - 40)
        BrandFactory(occupations=[BrandOccupation(occupation_code=CHEF)])
    with count_queries() as many:
        visit(client, NUMBERS)

    assert len(one.statements) == len(many.statements) < 10
