"""The talent database as officials use it: people of the own division, narrowed, and one of them whole."""

import pytest

from domain.skills import SkillLevel
from domain.workers import HardshipCategory
from tests.factories import BAOYING, GAOYOU, TODAY, AccountFactory, WorkerFactory, WorkerIdentityFactory
from tests.webapp.pages import visit

LIST = "/office/talents"


@pytest.fixture
def gaoyou(client, session, sign_in):
    return sign_in(AccountFactory(county_official=True))


@pytest.fixture
def people(session):
    """Two of Gaoyou and one of Baoying."""
    li = WorkerFactory(name="李桂芳", phone="13900001111", birth_year=TODAY.year - 50, skill_level=SkillLevel.LEVEL_4)
    wang = WorkerFactory(name="王小宝", phone="13900002222", birth_year=TODAY.year - 20)
    WorkerFactory(name="赵远", division_code=BAOYING)
    WorkerIdentityFactory(worker_id=li.id)
    return li, wang


def test_a_county_sees_its_own_people_and_the_city_everybody(client, gaoyou, people, sign_in):
    page = visit(client, LIST)
    assert "李桂芳" in page
    assert "赵远" not in page

    sign_in(AccountFactory(city_official=True))
    assert "赵远" in visit(client, LIST)


@pytest.mark.parametrize(
    ("query", "li", "wang"),
    [
        ("q=桂芳", True, False),
        ("q=13900002222", False, True),
        ("q=1390", True, True),
        ("q=139", False, False),
        ("age=from_45", True, False),
        ("age=under_25", False, True),
        ("level=3", True, False),
        ("level=0", False, True),
        ("identity=1", True, False),
        ("identity=0", False, True),
        ("division=321084108", True, True),
        ("division=321084001", False, False),
        ("q=%25", False, False),
    ],
)
def test_people_are_narrowed(client, gaoyou, people, query, li, wang):
    page = visit(client, f"{LIST}?{query}")

    assert ("李桂芳" in page, "王小宝" in page) == (li, wang)
    assert f"{li + wang} " in page or not (li or wang)


@pytest.mark.parametrize("query", ["age=old", "level=99", "division=321023", "division=x", "identity=2", "page=0"])
def test_what_nobody_offered_is_refused_by_name(client, gaoyou, people, query):
    assert query.split("=")[0] in visit(client, f"{LIST}?{query}", status=400)


def test_one_person_is_shown_with_what_officials_may_see(client, gaoyou, people):
    li, _ = people
    page = visit(client, f"{LIST}/{li.id}")

    assert "13900001111" in page
    assert "Terms of use" in page


def test_a_hardship_category_is_shown_to_the_official(client, gaoyou, session):
    worker = WorkerFactory(hardship=HardshipCategory.OLDER_WORKER)

    assert "Woman over 40" in visit(client, f"{LIST}/{worker.id}")


def test_the_list_asks_the_database_as_often_for_many(client, gaoyou, session, count_queries):
    WorkerFactory()
    visit(client, LIST)
    with count_queries() as one:
        visit(client, f"{LIST}?division={GAOYOU}108")
    for _ in range(4):
        WorkerFactory()
    with count_queries() as many:
        visit(client, f"{LIST}?division={GAOYOU}108")

    assert len(one.statements) == len(many.statements) < 10
