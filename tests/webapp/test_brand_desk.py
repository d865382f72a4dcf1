"""The library as officials keep it: entered, described, moved, reported, corrected; each in the own county."""

from __future__ import annotations

from decimal import Decimal

import pytest
from sqlalchemy import select

from domain.brands import BrandState, BrandTier, Indicator
from domain.brands.standing import MOVES, moves_by_hand
from tests.factories import (
    BAOYING,
    CHEF,
    GAOYOU,
    TODAY,
    YANGZHOU,
    AccountFactory,
    BrandFactory,
    BrandFigureFactory,
    BrandMemberFactory,
    BrandOccupationFactory,
    EnterpriseFactory,
    VacancyFactory,
)
from tests.webapp.pages import ENGLISH, text_of, visit
from webapp.models import (
    AuditEntry,
    Brand,
    BrandFigure,
    BrandMember,
    BrandPerson,
    BrandSite,
    EnterpriseReport,
    OutboxEntry,
    Zone,
)

LAST = TODAY.year - 1
NEW = "/office/brands/new"


@pytest.fixture
def official(session):
    return AccountFactory(county_official=True, name="高邮的李科长")


@pytest.fixture
def desk(client, sign_in, official):
    return sign_in(official)


@pytest.fixture
def brand(session):
    return BrandFactory(
        name="高邮咸鸭蛋加工工",
        name_en="Gaoyou Salted-Egg Workers",
        slug="gaoyou-egg-workers",
        state=BrandState.NURTURING,
        tier=BrandTier.COUNTY,
        products="咸鸭蛋",
        story="双黄蛋。",
    )


def typed(**changes):
    return {
        "name": "高邮麻鸭饲养员",
        "category": "culture_tourism",
        "division_code": GAOYOU,
        "industry_code": "A03",
        "occupations": [CHEF],
        "products": "高邮鸭",
        "story": "一湖鸭子。",
        "name_en": "",
        "story_en": "",
        "name_exception": "",
    } | changes


def post(desk, address, data, *, status=302):
    answer = desk.post(address, data=data, headers=ENGLISH)
    assert answer.status_code == status, text_of(answer)
    return text_of(answer)


def test_a_county_enters_a_brand_of_its_own(desk, fresh, official):
    post(desk, NEW, typed())

    brand = fresh().scalars(select(Brand)).one()
    assert (brand.name, brand.state, brand.tier) == ("高邮麻鸭饲养员", BrandState.NURTURING, BrandTier.COUNTY)
    assert brand.slug == "gao-you-ma-ya-si-yang-yuan"
    entry = fresh().scalars(select(AuditEntry)).one()
    assert (entry.action, entry.account_id) == ("brand.create", official.id)


def test_a_brand_of_another_county_is_neither_entered_nor_shown_nor_changed(desk, session, fresh):
    other = BrandFactory(division_code=BAOYING, state=BrandState.NURTURING)

    assert "Please choose one of the list." in post(desk, NEW, typed(division_code=BAOYING), status=422)
    assert "No brand here" in visit(desk, "/office/brands")
    for address in ("", "/edit", "/report", f"/figures/{LAST}/workforce"):
        visit(desk, f"/office/brands/{other.id}{address}", status=404)
    for address in ("/move", "/sites", "/people", "/enterprises"):
        post(desk, f"/office/brands/{other.id}{address}", {}, status=404)


def test_the_city_keeps_every_brand(client, sign_in, session, brand):
    desk = sign_in(AccountFactory(city_official=True))

    assert "Gaoyou Salted-Egg Workers" in visit(desk, "/office/brands?q=yadan")
    post(desk, NEW, typed(division_code=YANGZHOU, name="扬州盆景师"))


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("", "Please give the brand a name."),
        ("高邮湖鲜", "Missing: a word for people. Perhaps: 高邮湖鲜工, 高邮湖鲜匠, 高邮湖鲜师, 高邮湖鲜员?"),
        ("菱角采摘工", "Missing: the place. Perhaps: 高邮菱角采摘工?"),
        ("长" * 31, "It may have 30."),
        ("高邮咸鸭蛋加工工", "高邮咸鸭蛋加工工 exists already: the same name."),
        ("高邮闲鸭蛋加工工", "高邮咸鸭蛋加工工 exists already: spoken alike."),
        ("高邮咸鸡蛋加工工", "高邮咸鸭蛋加工工 exists already: one character off."),
    ],
)
def test_a_name_that_cannot_be_is_refused_at_the_field_and_everything_stays_typed(desk, brand, fresh, name, words):
    page = post(desk, NEW, typed(name=name, story="这一段还在"), status=422)

    assert words in page
    assert "这一段还在" in page
    assert fresh().scalars(select(Brand.id)).all() == [brand.id]


def test_a_proposed_name_is_taken_with_one_click_and_nothing_is_kept_yet(desk, session, fresh):
    answer = desk.post(NEW, data=typed(name="高邮湖鲜", take="高邮湖鲜师"), headers=ENGLISH)

    assert 'value="高邮湖鲜师"' in answer.text
    assert "The name follows the rule" in text_of(answer)
    assert fresh().scalars(select(Brand)).all() == []


def test_a_name_that_is_being_typed_is_parsed_at_once(desk, session):
    parts = visit(desk, "/office/brands/name?name=菱塘电缆工")
    assert "菱塘" in parts
    assert "电缆" in parts
    assert "follows the rule" in parts
    assert "missing" in visit(desk, f"/office/brands/name?name=三把刀&division_code={GAOYOU}")
    assert "It may have 30." in visit(desk, f"/office/brands/name?name={'长' * 90}")
    assert visit(desk, "/office/brands/name") == ""


def test_a_famous_name_stands_with_a_reason(desk, fresh, session):
    post(desk, NEW, typed(name="高邮三把刀"), status=422)
    post(desk, NEW, typed(name="高邮三把刀", name_exception="百年来都这么叫"))

    assert fresh().scalars(select(Brand)).one().name_exception == "百年来都这么叫"


def test_a_name_that_is_one_off_stands_where_it_is_meant(desk, brand, fresh):
    post(desk, NEW, typed(name="高邮咸鸡蛋加工工", is_meant="1"))

    assert fresh().scalars(select(Brand).where(Brand.id != brand.id)).one().name == "高邮咸鸡蛋加工工"


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"products": "品" * 301}, "The text has 301 characters. It may have 300."),
        ({"story": "说" * 5001}, "It may have 5000."),
        ({"industry_code": "Z99"}, "Please choose one of the list."),
        ({"category": "x"}, "Please choose one of the list."),
        ({"occupations": [CHEF] * 2 + ["x"]}, ""),
    ],
)
def test_words_that_cannot_be_are_refused(desk, session, fresh, changes, words):
    page = post(desk, NEW, typed(**changes), status=422 if words else 302)

    assert words in page


def test_two_brands_that_sound_alike_in_english_have_two_addresses(desk, fresh, session):
    post(desk, NEW, typed(name_en="Map"))
    post(desk, NEW, typed(name="高邮灯具安装工", name_en="Map"))

    assert sorted(fresh().scalars(select(Brand.slug))) == ["map-2", "map-3"]


def test_a_renamed_brand_is_told_to_search(desk, fresh, brand):
    vacancy = VacancyFactory(brand=brand)
    before = len(fresh().scalars(select(OutboxEntry)).all())

    post(desk, f"/office/brands/{brand.id}/edit", typed(name="高邮双黄蛋加工工", occupations=[CHEF]))

    assert fresh().scalars(select(Brand)).one().name == "高邮双黄蛋加工工"
    told = fresh().scalars(select(OutboxEntry).order_by(OutboxEntry.id)).all()[before:]
    assert [entry.document_id for entry in told] == [vacancy.id]
    assert 'value="高邮双黄蛋加工工"' in desk.get(f"/office/brands/{brand.id}/edit").text
    post(desk, f"/office/brands/{brand.id}/edit", typed(name=""), status=422)


def test_a_brand_is_listed_once_its_page_has_something_to_show(desk, brand, fresh, official):
    address = f"/office/brands/{brand.id}/move"
    wanted = {"move-to": "county_listed", "move-reason": "材料齐全"}

    assert "Before the county lists a brand it needs: what its people do, the figures of a year." in post(
        desk, address, wanted, status=422
    )
    BrandOccupationFactory(brand_id=brand.id)
    BrandFigureFactory(brand_id=brand.id)
    assert "Please say why." in post(desk, address, wanted | {"move-reason": " "}, status=422)
    post(desk, address, wanted)

    assert fresh().scalars(select(Brand)).one().state is BrandState.COUNTY_LISTED
    assert fresh().scalars(select(Zone)).one().brand_id == brand.id
    entry = fresh().scalars(select(AuditEntry)).one()
    assert (entry.action, entry.figures) == (
        "brand.move",
        {"before": "nurturing", "state": "county_listed", "tier": "county", "reason": "材料齐全"},
    )  # fmt: skip
    page = visit(desk, f"/office/brands/{brand.id}")
    assert "Listed by the county" in page
    assert "高邮的李科长 材料齐全" in page


@pytest.mark.parametrize(("source", "to"), sorted(MOVES))
def test_only_the_steps_of_the_table_are_taken_by_hand(desk, session, fresh, source, to):
    brand = BrandFactory(state=source, products="品", story="说")
    BrandOccupationFactory(brand_id=brand.id)
    BrandFigureFactory(brand_id=brand.id)

    desk.post(f"/office/brands/{brand.id}/move", data={"move-to": to, "move-reason": "有理由"})

    may = to in moves_by_hand(source, by="county_official")
    assert fresh().scalars(select(Brand)).one().state is (to if may else source)


def test_a_reason_that_was_refused_is_still_there(desk, brand):
    page = post(desk, f"/office/brands/{brand.id}/move", {"move-to": "exited", "move-reason": "因" * 301}, status=422)

    assert "因" * 301 in page
    assert "It may have 300." in page


def test_places_and_people_come_and_go(desk, brand, fresh):
    address = f"/office/brands/{brand.id}"
    post(desk, f"{address}/sites", {"site-kind": "training_base", "site-name": "三垛实训基地", "site-note": "三垛镇"})
    post(desk, f"{address}/people", {"person-kind": "founder", "person-name": "王某", "person-agrees": "1"})
    site, person = fresh().scalars(select(BrandSite)).one(), fresh().scalars(select(BrandPerson)).one()
    page = visit(desk, address)
    assert "三垛实训基地 Training base 三垛镇" in page
    assert "王某 Founder" in page

    for part in (f"sites/{site.id}", f"people/{person.id}"):
        for _ in range(2):
            post(desk, f"{address}/{part}/drop", {})

    assert fresh().scalars(select(BrandSite)).all() == fresh().scalars(select(BrandPerson)).all() == []


def test_nobody_is_named_who_has_not_agreed(desk, brand, fresh):
    page = post(
        desk, f"/office/brands/{brand.id}/people", {"person-kind": "founder", "person-name": "王某"}, status=422
    )

    assert "Nobody is named here without having agreed." in page
    assert fresh().scalars(select(BrandPerson)).all() == []


@pytest.mark.parametrize("part", ["site", "person"])
def test_a_place_or_a_person_without_a_name_is_refused(desk, brand, part):
    where = {"site": "sites", "person": "people"}[part]
    answer = post(desk, f"/office/brands/{brand.id}/{where}", {f"{part}-note": "写了一半"}, status=422)
    assert "Please fill this in." in answer
    kind = {"site": "park", "person": "founder"}[part]
    data = {f"{part}-kind": kind, f"{part}-name": "名" * 61, f"{part}-agrees": "1"}
    assert "It may have 60." in post(desk, f"/office/brands/{brand.id}/{where}", data, status=422)


def test_enterprises_are_added_agreed_to_marked_and_taken_out(desk, brand, fresh):
    added, asking = EnterpriseFactory(), EnterpriseFactory()
    BrandMemberFactory(brand=brand, enterprise=asking, approved_at=None)
    address = f"/office/brands/{brand.id}/enterprises"

    post(desk, f"{address}/{asking.id}/lead", {})
    post(desk, address, {"member-uscc": added.uscc.lower(), "member-is_leading": "1"})
    post(desk, f"{address}/{asking.id}/approve", {})
    post(desk, f"{address}/{asking.id}/lead", {})
    post(desk, f"{address}/{added.id}/follow", {})

    members = {one.enterprise_id: one for one in fresh().scalars(select(BrandMember))}
    assert members[asking.id].is_leading
    assert members[asking.id].approved_at
    assert not members[added.id].is_leading
    assert "belongs to the brand already" in post(desk, address, {"member-uscc": added.uscc}, status=422)
    for _ in range(2):
        post(desk, f"{address}/{added.id}/drop", {})
    assert [one.enterprise_id for one in fresh().scalars(select(BrandMember))] == [asking.id]


@pytest.mark.parametrize(("code", "words"), [("913210000000000000", "does not fit"), ("1", "18 characters")])
def test_a_code_that_cannot_be_is_refused_at_its_field(desk, brand, code, words):
    assert words in post(desk, f"/office/brands/{brand.id}/enterprises", {"member-uscc": code}, status=422)


def test_a_code_that_nobody_has_is_refused(desk, brand):
    unknown = EnterpriseFactory.build().uscc

    page = post(desk, f"/office/brands/{brand.id}/enterprises", {"member-uscc": unknown}, status=422)

    assert "No enterprise here has this code." in page


REPORT = {
    "year": str(LAST),
    "workforce": "12,000人",
    "skilled_workers": "5000",
    "mean_monthly_wage_fen": "6500",
    "industry_mean_monthly_wage_fen": "5600.50",
    "output_fen": "3.4亿",
    "market_share": "12.5%",
    "source": "县统计局年报",
}


def test_a_year_is_reported_in_the_units_in_which_people_say_it(desk, brand, fresh, official):
    post(desk, f"/office/brands/{brand.id}/report", REPORT)

    rows = {row.indicator: row for row in fresh().scalars(select(BrandFigure))}
    assert {indicator: row.value for indicator, row in rows.items()} == {
        Indicator.WORKFORCE: 12_000,
        Indicator.SKILLED_WORKERS: 5000,
        Indicator.MEAN_MONTHLY_WAGE_FEN: 650_000,
        Indicator.INDUSTRY_MEAN_MONTHLY_WAGE_FEN: 560_050,
        Indicator.OUTPUT_FEN: 34_000_000_000,
        Indicator.MARKET_SHARE: Decimal("0.125"),
    }
    assert {(row.source, row.entered_by_id) for row in rows.values()} == {("县统计局年报", official.id)}
    assert "34,000 × 10,000 yuan" in visit(desk, f"/office/brands/{brand.id}")


@pytest.mark.parametrize(
    ("changes", "field", "words"),
    [
        ({"market_share": "100.01"}, "market_share", "A share is at most 100 %."),
        ({"market_share": "-1"}, "market_share", "This figure cannot be right."),
        ({"market_share": "0.333"}, "market_share", "Please type a share in per cent"),
        ({"skilled_workers": "12001"}, "skilled_workers", "12001 of 12000 people: a part cannot be larger"),
        ({"workforce": "0"}, "workforce", "This cannot be zero"),
        ({"industry_mean_monthly_wage_fen": "0"}, "industry_mean_monthly_wage_fen", "This cannot be zero"),
        ({"output_fen": "999999999999"}, "output_fen", "This figure cannot be right."),
        ({"workforce": "many"}, "workforce", "Please type a whole number."),
        ({"source": ""}, "source", "Please say where the figures come from."),
        ({"source": "源" * 301}, "source", "It may have 300."),
        ({"year": str(TODAY.year)}, "year", "A report is for a year that has ended"),
        ({"year": ""}, "year", "Please fill this in."),
        ({"year": "1999"}, "year", "A report is for a year that has ended"),
    ],
)
def test_a_figure_that_cannot_be_is_refused_at_its_field_and_what_was_typed_stays(
    desk, brand, fresh, changes, field, words
):
    answer = desk.post(f"/office/brands/{brand.id}/report", data=REPORT | changes, headers=ENGLISH)

    assert answer.status_code == 422
    assert words in answer.text.replace("&#39;", "'").partition(f'id="{field}-error"')[2][:400]
    for name, value in (REPORT | changes).items():
        assert f'value="{value}"' in answer.text, name
    assert fresh().scalars(select(BrandFigure)).all() == []


def test_a_report_without_any_figure_is_refused(desk, brand):
    page = post(desk, f"/office/brands/{brand.id}/report", {"year": str(LAST), "source": "局"}, status=422)

    assert "Please give at least one figure." in page


def test_a_year_is_not_reported_twice(desk, brand, fresh):
    post(desk, f"/office/brands/{brand.id}/report", REPORT)

    page = post(desk, f"/office/brands/{brand.id}/report", REPORT | {"workforce": "13000"}, status=422)

    assert f"{LAST} is reported already. Correct single figures of it instead." in page
    assert "13000" in desk.post(f"/office/brands/{brand.id}/report", data=REPORT | {"workforce": "13000"}).text
    assert 12_000 in {row.value for row in fresh().scalars(select(BrandFigure))}


def test_a_correction_keeps_the_earlier_figure_and_shows_it(desk, brand, fresh):
    post(desk, f"/office/brands/{brand.id}/report", REPORT)
    address = f"/office/brands/{brand.id}/figures/{LAST}/workforce"
    assert 'value="12000"' in desk.get(address).text

    post(desk, address, {"value": "12800", "source": "统计局核定", "reason": "漏报一个镇"})

    rows = fresh().scalars(select(BrandFigure).where(BrandFigure.indicator == Indicator.WORKFORCE)).all()
    assert sorted((row.value, row.replaced_at is None) for row in rows) == [(12_000, False), (12_800, True)]
    page = visit(desk, address)
    assert "12,800" in page
    assert "12,000" in page
    assert "Why it changed: 漏报一个镇" in page
    assert "corrected" in visit(desk, f"/office/brands/{brand.id}")
    entry = fresh().scalars(select(AuditEntry).where(AuditEntry.action == "brand.correct")).one()
    assert (Decimal(entry.figures["was"]), entry.figures["value"]) == (12_000, "12800")


def test_a_figure_that_the_report_lacked_is_added_with_a_reason(desk, brand, fresh):
    post(desk, f"/office/brands/{brand.id}/report", REPORT)
    address = f"/office/brands/{brand.id}/figures/{LAST}/third_party_satisfaction"
    assert "no such figure yet" in visit(desk, address)

    post(desk, address, {"value": "96.5", "source": "第三方 400 份问卷", "reason": "年后才测"})

    standing = select(BrandFigure.value).where(BrandFigure.indicator == Indicator.THIRD_PARTY_SATISFACTION)
    assert fresh().scalar(standing) == Decimal("0.965")


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"value": "12000"}, "This is the figure that stands already."),
        ({"value": "4999"}, "5000 of 4999 people"),
        ({"value": ""}, "Please fill this in."),
        ({"reason": " "}, "Please say why the figure changes"),
        ({"reason": "因" * 301}, "It may have 300."),
        ({"source": ""}, "Please say where the figures come from."),
    ],
)
def test_a_correction_that_cannot_be_is_refused_and_nothing_is_replaced(desk, brand, fresh, changes, words):
    post(desk, f"/office/brands/{brand.id}/report", REPORT)
    address = f"/office/brands/{brand.id}/figures/{LAST}/workforce"

    page = post(desk, address, {"value": "12800", "source": "局", "reason": "更正"} | changes, status=422)

    assert words in page
    assert all(row.replaced_at is None for row in fresh().scalars(select(BrandFigure)))


@pytest.mark.parametrize("part", [f"{LAST}/x", "1990/workforce", "99999999999/workforce"])
def test_there_is_no_page_of_a_figure_that_cannot_be(desk, brand, part):
    visit(desk, f"/office/brands/{brand.id}/figures/{part}", status=404)


ENTERPRISE_REPORT = {
    "year": str(LAST),
    "fixed_assets_fen": "1200",
    "annual_sales_fen": "3400.5",
    "assets_fen": "5000",
    "debts_fen": "2100",
    "source": "审计报告",
    "reason": "",
}


def test_a_leading_enterprise_reports_and_a_second_report_replaces_the_first_with_a_reason(desk, brand, fresh):
    enterprise = EnterpriseFactory()
    BrandMemberFactory(brand=brand, enterprise=enterprise, is_leading=True)
    address = f"/office/brands/{brand.id}/enterprises/{enterprise.id}/report"

    post(desk, address, ENTERPRISE_REPORT)
    assert "Please say why the figure changes" in post(
        desk, address, ENTERPRISE_REPORT | {"debts_fen": "2200"}, status=422
    )
    post(desk, address, ENTERPRISE_REPORT | {"debts_fen": "2200", "reason": "审计调整"})

    rows = fresh().scalars(select(EnterpriseReport).order_by(EnterpriseReport.id)).all()
    assert [(row.debts_fen, row.replaced_at is None) for row in rows] == [(2_100_000_000, False), (2_200_000_000, True)]
    assert rows[0].annual_sales_fen == 3_400_500_000
    page = visit(desk, address)
    assert "replaced" in page
    assert "审计调整" in page
    assert 'value="2200"' in desk.get(address).text


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"assets_fen": "0"}, "This cannot be zero"),
        ({"debts_fen": "-1"}, "This figure cannot be right."),
        ({"annual_sales_fen": "lots"}, "Please type an amount in units of 10,000 yuan"),
        ({"source": ""}, "Please say where the figures come from."),
        ({"year": str(TODAY.year)}, "a year that has ended"),
    ],
)
def test_debts_without_assets_and_other_slips_are_refused(desk, brand, fresh, changes, words):
    enterprise = EnterpriseFactory()
    BrandMemberFactory(brand=brand, enterprise=enterprise)

    address = f"/office/brands/{brand.id}/enterprises/{enterprise.id}/report"
    assert words in post(desk, address, ENTERPRISE_REPORT | changes, status=422)
    assert fresh().scalars(select(EnterpriseReport)).all() == []


def test_only_an_enterprise_of_the_brand_reports_there(desk, brand):
    asking = BrandMemberFactory(brand=brand, approved_at=None)

    visit(desk, f"/office/brands/{brand.id}/enterprises/{asking.enterprise_id}/report", status=404)


@pytest.mark.parametrize(
    ("address", "queries"), [("/office/brands", 5), ("/office/brands/{}", 9), ("/office/brands/figures", 3)]
)
def test_the_desk_asks_the_database_as_often_for_many_rows_as_for_few(desk, brand, count_queries, address, queries):
    address = address.format(brand.id)
    BrandFigureFactory(brand_id=brand.id)
    BrandMemberFactory(brand=brand, is_leading=True)
    desk.get(address)
    with count_queries() as few:
        desk.get(address)
    for _ in range(4):
        BrandFigureFactory(brand_id=BrandFactory().id)
        BrandMemberFactory(brand=brand, is_leading=True)
    with count_queries() as many:
        desk.get(address)

    assert len(few.statements) == len(many.statements) == queries
