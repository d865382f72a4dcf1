"""The library as everybody reads it: found, narrowed, whole, compared, on the map, and every figure with its rows."""

from __future__ import annotations

import pytest
from flask import request

from domain.accounts import Role
from domain.brands import BrandCategory, BrandPersonKind, BrandState, BrandTier, Indicator, SiteKind
from tests.factories import (
    BAOYING,
    NOW,
    TODAY,
    YANGZHOU,
    AccountFactory,
    BrandFactory,
    BrandFigureFactory,
    BrandMemberFactory,
    BrandOccupationFactory,
    EnterpriseFactory,
    VacancyFactory,
    ZoneFactory,
)
from tests.webapp.pages import ENGLISH, text_of, visit
from webapp import models
from webapp.blueprints.brands.asking import brands_asked
from webapp.models import BrandMember
from webapp.reads.brands import BrandOrder, BrandQuestion, count_brands, find_brands, taken_names

LAST = TODAY.year - 1


@pytest.fixture
def carvers(session):
    return BrandFactory(
        slug="yangzhou-jade-carvers",
        name="扬州玉雕师",
        name_en="Yangzhou Jade Carvers",
        products="玉雕摆件",
        story="玉不琢，不成器。",
        story_en="Jade has to be carved.",
        division_code=YANGZHOU,
        industry_code="C24",
        state=BrandState.PROVINCIAL,
        tier=BrandTier.PROVINCE,
    )


@pytest.fixture
def carers(session):
    return BrandFactory(
        slug="baoying-home-care",
        name="宝应家政员",
        name_en="Baoying Home-Care Workers",
        products="月子护理",
        category=BrandCategory.QUALITY_SERVICE,
        division_code=BAOYING,
        industry_code="O80",
        state=BrandState.COUNTY_LISTED,
        tier=BrandTier.COUNTY,
    )


@pytest.fixture
def hidden(session):
    return BrandFactory(name="高邮菱角采摘工", name_en="Gaoyou Pickers", state=BrandState.NURTURING)


def test_the_public_sees_what_is_listed(client, carvers, carers, hidden):
    page = visit(client, "/brands")

    assert "2 brands" in page
    assert "Yangzhou Jade Carvers" in page
    assert "Gaoyou Pickers" not in page
    assert client.get(f"/brands/{hidden.slug}").status_code == 404


@pytest.mark.parametrize(
    "query", ["q=玉雕", "q=yudiao", "q=yzyds", "q=YUDIAO", "q=jade", "q=摆件", "county=321000", "tier=province",
              "category=culture_tourism", "state=provincial", "industry=C", "q=yangzhou+摆件", "q=扬州　玉雕"],
)  # fmt: skip
def test_a_brand_is_found_by_name_sound_initials_product_and_kind(client, carvers, carers, query):
    page = visit(client, f"/brands?{query}")

    assert "1 brand" in page
    assert "Yangzhou Jade Carvers" in page.partition("1 brand")[2]
    assert "Baoying Home-Care Workers" not in page.partition("1 brand")[2]


def test_nothing_found_says_so_and_leads_back(client, carvers):
    assert "No brand here" in visit(client, "/brands?q=voilin&county=321084")


@pytest.mark.parametrize(
    "query", ["county=320000", "category=x", "tier=x", "state=x", "industry=9", "sort=x", "page=0"]
)
def test_a_value_that_is_not_offered_is_refused_by_name(client, session, query):
    assert f"“{query.partition('=')[0]}”" in visit(client, f"/brands?{query}", status=400)


def test_the_filters_say_how_many_brands_each_value_would_leave(app, carvers, carers, hidden):
    with app.app_context():
        found = find_brands(BrandQuestion(county=BAOYING))
        every = find_brands(BrandQuestion(within=YANGZHOU))

    assert found.facets["county"] == {YANGZHOU: 1, BAOYING: 1}
    assert found.facets["category"] == {"quality_service": 1}
    assert every.facets["state"] == {"provincial": 1, "county_listed": 1, "nurturing": 1}


def test_brands_are_ordered_by_sound_by_people_or_by_age(app, carvers, carers):
    BrandFigureFactory(brand_id=carers.id, value=16_800)
    BrandFigureFactory(brand_id=carvers.id, value=31_000, year=LAST - 1)
    with app.app_context():
        orders = {
            order: [one.brand.slug for one in find_brands(BrandQuestion(order=order)).brands] for order in BrandOrder
        }

    assert orders[BrandOrder.NAME] == ["baoying-home-care", "yangzhou-jade-carvers"]
    assert orders[BrandOrder.PEOPLE] == ["yangzhou-jade-carvers", "baoying-home-care"]
    assert orders[BrandOrder.NEWEST] == ["baoying-home-care", "yangzhou-jade-carvers"]


def test_a_question_in_an_address_is_the_same_question(app, client, carvers, carers):
    question = BrandQuestion(
        words="玉 雕", county=YANGZHOU, category=BrandCategory.CULTURE_TOURISM, tier=BrandTier.PROVINCE,
        states=(BrandState.PROVINCIAL, BrandState.CITY_CERTIFIED), industry="C", order=BrandOrder.PEOPLE,
    )  # fmt: skip
    with app.test_request_context("/", query_string=question.parameters()):
        assert brands_asked(request.args) == question


def test_a_dossier_shows_everything_that_the_library_has(client, session, carvers):
    BrandOccupationFactory(brand_id=carvers.id, occupation_code="6-09-03-01")
    leading = EnterpriseFactory(name="扬州玉器厂")
    BrandMemberFactory(brand=carvers, enterprise=EnterpriseFactory(name="扬州小玉坊"))
    BrandMemberFactory(brand=carvers, enterprise=leading, is_leading=True)
    BrandMemberFactory(brand=carvers, enterprise=EnterpriseFactory(name="还没同意的"), approved_at=None)
    ZoneFactory(slug=carvers.slug, brand=carvers)
    VacancyFactory(brand=carvers)
    session.add(models.BrandSite(brand_id=carvers.id, kind=SiteKind.MASTER_STUDIO, name="江氏玉雕大师工作室"))
    session.add(models.BrandPerson(brand_id=carvers.id, kind=BrandPersonKind.INHERITOR, name="江某某", note="山子雕"))
    session.commit()
    for year, people in ((LAST - 1, 3000), (LAST, 3200)):
        BrandFigureFactory(brand_id=carvers.id, year=year, value=people)

    page = visit(client, f"/brands/{carvers.slug}")

    for words in ("Jade has to be carved.", "Master studio", "江氏玉雕大师工作室", "Inheritor", "江某某", "山子雕"):
        assert words in page
    assert f"{LAST - 1} 3,000 {LAST} 3,200" in page
    assert "2 enterprises 1 of them leading" in page
    assert "1 open vacancies" in page
    assert page.index("扬州玉器厂") < page.index("扬州小玉坊")
    assert "还没同意的" not in page
    assert "玉不琢，不成器。" in text_of(client.get(f"/brands/{carvers.slug}"))


@pytest.mark.parametrize("slug", ["nowhere", "a" * 3000, "%00", "<b>", "扬州"])
def test_there_is_no_brand_of_an_address_that_nobody_gave(client, session, slug):
    visit(client, f"/brands/{slug}", status=404)


def test_a_figure_opens_its_source_and_what_stood_there_before(client, session, carvers):
    BrandFigureFactory(brand_id=carvers.id, value=3000, source="协会估计", replaced_at=NOW)
    BrandFigureFactory(brand_id=carvers.id, value=3200, source="统计局核定", reason="协会漏报一个镇")

    page = visit(client, f"/brands/figures?brand={carvers.slug}&year={LAST}&indicator=workforce")

    assert "3,200" in page
    assert "统计局核定" in page
    history = page.partition("What stood there before")[2]
    assert "3,000" in history
    assert "协会估计" in history


def test_the_public_reads_which_office_entered_a_figure_and_the_desk_who(client, sign_in, session, carvers):
    official = AccountFactory(city_official=True, name="市里的王科长")
    BrandFigureFactory(brand_id=carvers.id, entered_by_id=official.id)

    assert "市里的王科长" not in visit(client, "/brands/figures")
    assert "Yangzhou" in visit(client, "/brands/figures").partition("The figures behind the number")[2]
    sign_in(official)
    assert "市里的王科长" in visit(client, "/office/brands/figures")


def test_brands_stand_side_by_side(client, carvers, carers):
    for brand, people in ((carvers, 3200), (carers, 16_800)):
        BrandFigureFactory(brand_id=brand.id, value=people)
        BrandFigureFactory(brand_id=brand.id, indicator=Indicator.MARKET_SHARE, value="0.125")

    page = visit(client, f"/brands/compare?brand={carvers.slug}&brand={carers.slug}&indicator=market_share")

    assert "People at work 3,200 16,800" in page
    assert f"Year Yangzhou Jade Carvers Baoying Home-Care Workers {LAST} 12.5 12.5" in page


def test_a_comparison_of_one_of_five_and_of_the_unknown_asks_for_others(client, carvers):
    five = [carvers, *(BrandFactory() for _ in range(4))]

    assert "Please choose" not in visit(client, "/brands/compare")
    assert "Please choose 2 to 4 different brands." in visit(client, f"/brands/compare?brand={carvers.slug}")
    assert "Please choose 2 to 4" in visit(client, "/brands/compare?brand=nowhere&brand=%00&brand=x")
    every = "&".join(f"brand={brand.slug}" for brand in five)
    assert "Please choose 2 to 4" in visit(client, f"/brands/compare?{every}")


def test_brands_are_compared_by_name_in_either_language(client, carvers, carers):
    names = "brand=扬州+玉雕师&brand=baoying home-care workers"
    assert "Side by side" in visit(client, f"/brands/compare?{names}")

    page = client.get("/brands/compare?brand=扬州玉雕师&brand=没有的", headers=ENGLISH)

    assert "No listed brand is called 没有的." in text_of(page)
    assert 'value="没有的"' in page.text


def test_brands_that_have_reported_nothing_have_no_picture(client, carvers, carers):
    page = visit(client, f"/brands/compare?brand={carvers.slug}&brand={carers.slug}")

    assert "None of them has reported this figure." in page


def test_the_map_counts_what_each_county_keeps(client, carvers, carers, hidden):
    BrandFactory(division_code="321071")
    BrandFigureFactory(brand_id=carers.id, value=16_800)
    BrandFigureFactory(brand_id=hidden.id, value=99)

    page = visit(client, "/brands/map")

    assert "Baoying 1 0 0 1 0 0 1 16,800" in page
    assert "Gaoyou 0 0 0 0 0 0 0 0" in page
    assert "The city itself 2 2" in page


def test_the_map_is_empty_before_anything_is_listed(client, session):
    assert "No brand is listed here yet." in visit(client, "/brands/map")


def test_an_enterprise_asks_to_belong_once(client, sign_in, session, fresh, carvers):
    enterprise = EnterpriseFactory()
    desk = sign_in(AccountFactory(role=Role.ENTERPRISE, enterprise_id=enterprise.id))

    for _ in range(2):
        desk.post(f"/brands/{carvers.slug}/join")

    member = fresh().query(BrandMember).one()
    assert (member.enterprise_id, member.brand_id, member.approved_at) == (enterprise.id, carvers.id, None)
    assert "You have asked to belong." in visit(desk, f"/brands/{carvers.slug}")
    assert desk.post("/brands/nowhere/join", headers=ENGLISH).status_code == 404


def test_a_name_of_another_brand_is_found_whatever_the_spelling(app, carvers):
    with app.app_context():
        assert taken_names().near("杨州 玉雕师")[0] == "扬州玉雕师"
        assert taken_names(except_id=carvers.id).near("扬州玉雕师") is None


@pytest.mark.parametrize(
    ("address", "queries"),
    [
        ("/brands", 3),
        ("/brands?q=yudiao&county=321000&sort=people", 4),
        ("/brands/yangzhou-jade-carvers", 7),
        ("/brands/compare?brand=yangzhou-jade-carvers&brand=baoying-home-care", 3),
        ("/brands/map", 5),
        ("/brands/figures?indicator=workforce", 2),
    ],
)
def test_the_library_asks_the_database_as_often_for_many_brands_as_for_few(
    client, carvers, carers, count_queries, address, queries
):
    for brand in (carvers, carers):
        BrandFigureFactory(brand_id=brand.id)
    client.get(address)
    with count_queries() as few:
        client.get(address)
    for _ in range(5):
        brand = BrandFactory()
        ZoneFactory(brand=brand)
        BrandFigureFactory(brand_id=brand.id)
        BrandFigureFactory(brand_id=carvers.id, year=2000 + brand.id % 20, indicator=Indicator.OUTPUT_FEN)
        BrandMemberFactory(brand=carvers)
        VacancyFactory(brand=carvers)
    with count_queries() as many:
        client.get(address)

    assert len(few.statements) == len(many.statements) == queries


def test_a_number_is_counted_from_the_rows_that_it_opens(app, carvers, carers, hidden):
    with app.app_context():
        for question in (
            BrandQuestion(),
            BrandQuestion(within=YANGZHOU),
            BrandQuestion(county=BAOYING, words="jiazheng"),
        ):
            assert count_brands(question) == find_brands(question).total
