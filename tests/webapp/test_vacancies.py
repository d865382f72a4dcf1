"""Vacancies in public: the search with its filters, the listing without an engine, and the page of one."""

import json
import re
from datetime import timedelta

import pytest

from domain.skills import Licence, SkillLevel
from domain.vacancies import EmploymentType, Insurance, Shift, VacancyState
from domain.wages import WageUnit
from domain.workers import ConsentPurpose
from tests.factories import (
    BAOYING,
    CHEF,
    GAOYOU,
    NOW,
    SANDUO,
    TODAY,
    WELDER,
    AccountFactory,
    BrandFactory,
    EnterpriseFactory,
    VacancyFactory,
    WorkerFactory,
    ZoneFactory,
)
from tests.webapp.pages import ENGLISH, text_of, visit
from webapp import models
from webapp.calendar import today
from webapp.engine import search_index
from webapp.models.outbox import VACANCIES
from webapp.reads.indexing import document_ids, documents


@pytest.fixture
def index_all(app, session):
    """Lets search learn what the database has."""

    def learn():
        with app.app_context():
            ids = document_ids(VACANCIES, today=today())
            search_index().rebuild(VACANCIES, documents(VACANCIES, ids, today=today()), may_shrink=True)
            search_index().reload()

    return learn


@pytest.fixture
def kitchen(session, index_all):
    """Two cooks and a welder, and search knows them."""
    VacancyFactory(title="淮扬菜厨师", has_housing=True, has_meals=True, opened_at=NOW - timedelta(days=2))
    VacancyFactory(title="面点厨师", wage_min_fen=4_000_00, wage_max_fen=5_000_00, shift=Shift.NIGHT)
    VacancyFactory(title="电焊工", occupation_code=WELDER, division_code=BAOYING, latitude=33.229, longitude=119.309)
    index_all()


def test_words_find_what_they_mean_and_mark_it(client, kitchen):
    answer = client.get("/vacancies?q=厨师", headers=ENGLISH)

    assert "2 vacancies" in text_of(answer)
    assert "淮扬菜<mark>厨师</mark>" in answer.text
    assert "电焊工" not in text_of(answer)


def test_the_trade_of_a_brand_stands_first_in_its_zone(client, session, index_all):
    chefs = BrandFactory(occupations=[models.BrandOccupation(occupation_code=CHEF)])
    ZoneFactory(slug="chefs", brand=chefs)
    VacancyFactory(brand=chefs, title="酒店焊工", occupation_code=WELDER)
    VacancyFactory(brand=chefs, title="中餐厨师", opened_at=NOW - timedelta(days=40), price=1.0)
    index_all()

    page = client.get("/zones/chefs", headers=ENGLISH).text
    answer = client.get("/api/v1/vacancies?zone=chefs").json

    assert 0 < page.index("中餐厨师") < page.index("酒店焊工")
    assert [found["title"] for found in answer["items"]] == ["中餐厨师", "酒店焊工"]


def test_a_phrase_is_understood_and_can_be_taken_back(client, kitchen):
    answer = client.get("/vacancies?q=厨师 包吃住", headers=ENGLISH)

    assert "1 vacancy" in text_of(answer)
    assert re.search(r'<a class="chip"[^>]*href="/vacancies\?q=%E5%8E%A8%E5%B8%88"[^>]*>\s*包吃住', answer.text)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("housing=1", {"淮扬菜厨师"}),
        ("wage=6000", {"淮扬菜厨师", "电焊工"}),
        ("shift=night", {"面点厨师"}),
        (f"division={BAOYING}", {"电焊工"}),
        (f"division={GAOYOU}&division={BAOYING}", {"淮扬菜厨师", "面点厨师", "电焊工"}),
        (f"division={SANDUO}", {"淮扬菜厨师", "面点厨师"}),
        ("occupation=6-18-00-00", {"电焊工"}),
        ("place=宝应&radius=5", {"电焊工"}),
        ("place=Baoying&radius=5", {"电焊工"}),
        ("at=33.229,119.309&radius=5", {"电焊工"}),
        ("hardship=1&housing=0&wage=&shift=&page=", {"淮扬菜厨师", "面点厨师", "电焊工"}),
    ],
)
def test_filters_narrow_the_search(client, kitchen, query, found):
    page = visit(client, f"/vacancies?{query}").partition("Best match")[2]

    assert {title for title in ("淮扬菜厨师", "面点厨师", "电焊工") if title in page} == found


def test_the_nearest_come_first_with_their_distance(client, kitchen):
    page = visit(client, "/vacancies?place=宝应&radius=100&sort=nearest")

    assert page.index("电焊工") < page.index("淮扬菜厨师")
    assert re.search(r"Sanduo, Gaoyou · \d\d km", page)


def test_a_place_that_nobody_knows_is_said_at_its_field_and_kept(client, kitchen):
    answer = client.get("/vacancies?place=亚特兰蒂斯&sort=nearest", headers=ENGLISH)

    assert "We do not know this place." in text_of(answer)
    assert 'value="亚特兰蒂斯"' in answer.text
    assert "3 vacancies" in text_of(answer)


def test_another_choice_of_the_same_kind_says_how_many_it_would_give(client, kitchen):
    page = visit(client, f"/vacancies?division={BAOYING}")

    assert "Gaoyou 2" in page
    assert "Baoying 1" in page


def test_a_chosen_county_offers_its_towns_in_the_language_of_the_page(client, kitchen):
    address = f"/vacancies?division={GAOYOU}"

    assert re.search(r"Gaoyou 2 (\w+ )*Sanduo ", visit(client, address))
    assert "高邮 2 " in text_of(client.get(address))
    assert " 三垛镇 " in text_of(client.get(address))


def test_what_was_given_up_to_find_anything_is_said(client, kitchen):
    page = visit(client, "/vacancies?q=厨师&shift=three_shifts")

    assert "We left out: Shifts." in page
    assert "淮扬菜厨师" in page


def test_a_slip_of_the_keyboard_is_corrected_and_said(client, kitchen):
    page = visit(client, "/vacancies?q=电汗工")

    assert "Nothing has “电汗工”." in page
    assert "电焊工" in page.partition("Best match")[2]


def test_nothing_at_all_leads_on(client, session, index_all):
    index_all()

    page = visit(client, "/vacancies?q=宇航员&housing=1")

    assert "Nothing found" in page
    assert "Without filters" in page


def test_a_hit_whose_row_has_closed_is_dropped(client, session, kitchen):
    session.query(models.Vacancy).filter_by(title="面点厨师").update({"state": VacancyState.CLOSED})
    session.commit()

    page = visit(client, "/vacancies?q=厨师")

    assert "淮扬菜厨师" in page
    assert "面点厨师" not in page


def test_pages_keep_what_was_asked(client, session, index_all):
    for number in range(25):
        VacancyFactory(title=f"厨师{number}", has_meals=True)
    index_all()

    first = client.get("/vacancies?q=厨师&meals=1", headers=ENGLISH)
    second = visit(client, "/vacancies?q=厨师&meals=1&page=2")

    assert "25 vacancies" in text_of(first)
    assert "page=2" in first.text
    assert "q=%E5%8E%A8%E5%B8%88&amp;meals=1&amp;page=2" in first.text
    assert len(re.findall(r"厨师\d+ ", second)) == 5
    assert "The list ends before this page." in visit(client, "/vacancies?q=厨师&page=9")


@pytest.mark.parametrize(
    ("query", "parameter"),
    [
        ("page=1000000000", "page"),
        ("page=0", "page"),
        ("page=501", "page"),
        ("page=x", "page"),
        ("shift=sometimes", "shift"),
        ("shift=day&shift=never", "shift"),
        ("employment_type=slavery", "employment_type"),
        ("insurance=car", "insurance"),
        ("wage_unit=year", "wage_unit"),
        ("wage=-1", "wage"),
        ("wage=1e3", "wage"),
        ("wage=99999999999999999999", "wage"),
        ("division=999999", "division"),
        ("division=321084'--", "division"),
        ("occupation=0-00-00-00", "occupation"),
        ("skill_level=9", "skill_level"),
        ("housing=yes", "housing"),
        ("export=2", "export"),
        ("sort=random", "sort"),
        ("at=here", "at"),
        ("at=91,0", "at"),
        ("at=nan,nan", "at"),
        ("at=1,2,3", "at"),
        ("radius=0", "radius"),
        ("radius=9999", "radius"),
        ("enterprise=99999999999", "enterprise"),
    ],
)
def test_a_value_that_is_not_offered_is_refused_by_name(client, session, query, parameter):
    page = visit(client, f"/vacancies?{query}", status=400)

    assert f"the value of “{parameter}”" in page
    assert "This page without its filters" in page


@pytest.mark.parametrize(
    "words",
    ["<script>alert(1)</script>", "%00", "a" * 10_000, "厨" * 3000, "%ff%fe", "%ed%a0%80", '"AND(', "*", "' OR 1=1"],
)
@pytest.mark.parametrize("has_engine", [True, False])
def test_whatever_is_typed_is_just_text(client, session, index_all, words, has_engine):
    VacancyFactory()
    if has_engine:
        index_all()

    answer = client.get(f"/vacancies?q={words}")

    assert answer.status_code == 200
    assert "<script>alert" not in answer.text


def test_html_in_a_vacancy_is_just_text(client, session, index_all):
    vacancy = VacancyFactory(
        title="<b>厨师</b>", duties="</script><script>alert(1)</script>", enterprise=EnterpriseFactory(name="<i>店</i>")
    )
    index_all()

    for address in ("/vacancies?q=厨师", f"/vacancies/{vacancy.id}", "/"):
        page = client.get(address).text
        assert "<b>厨师" not in page
        assert "<i>店" not in page
        assert "<script>alert" not in page


def test_without_an_engine_the_newest_are_listed_and_it_is_said(client, session):
    VacancyFactory(title="旧厨师", opened_at=NOW - timedelta(days=9))
    VacancyFactory(title="新厨师")

    page = visit(client, "/vacancies?q=厨师")

    assert "The search is resting" in page
    assert page.index("新厨师") < page.index("旧厨师")


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("q=厨师", {"厨师甲"}),
        ("q=厨师 甲", {"厨师甲"}),
        ("q=100%25", set()),
        (f"division={GAOYOU}", {"厨师甲"}),
        (f"division={GAOYOU}&division=321000", {"厨师甲", "焊工乙"}),
        (f"occupation={WELDER}", {"焊工乙"}),
        ("occupation=4-03-00-00", {"厨师甲"}),
        ("wage=9000", {"焊工乙"}),
        ("wage_unit=day", {"焊工乙"}),
        ("employment_type=gig&employment_type=seasonal", {"焊工乙"}),
        ("shift=night", {"焊工乙"}),
        ("skill_level=0", {"厨师甲"}),
        ("housing=1", {"焊工乙"}),
        ("meals=1", {"厨师甲"}),
        ("transport=1", set()),
        ("hardship=1", {"厨师甲"}),
        ("export=1", set()),
        ("export=0", {"厨师甲", "焊工乙"}),
        ("enterprise=2147483647", set()),
        ("page=2", set()),
    ],
)
def test_the_listing_without_an_engine_keeps_the_filters_that_the_database_can_check(client, session, query, found):
    VacancyFactory(title="厨师甲", has_meals=True, is_hardship_friendly=True)
    VacancyFactory(
        title="焊工乙",
        occupation_code=WELDER,
        division_code=BAOYING,
        wage_min_fen=400_00,
        wage_max_fen=500_00,
        wage_unit=WageUnit.DAY,
        monthly_min_fen=870_000,
        monthly_max_fen=1_087_500,
        employment_type=EmploymentType.GIG,
        shift=Shift.NIGHT,
        skill_level=SkillLevel.LEVEL_5,
        has_housing=True,
    )

    page = visit(client, f"/vacancies?{query}").partition("Best match")[2]

    assert {title for title in ("厨师甲", "焊工乙") if title in page} == found


def test_a_vacancy_answers_what_a_worker_asks(client, session):
    enterprise = EnterpriseFactory(name="扬州富春餐饮有限公司", introduction="百年老店。")
    brand = BrandFactory(name_en="Yangzhou chefs")
    ZoneFactory(slug="chefs", brand=brand)
    vacancy = VacancyFactory(
        enterprise=enterprise,
        brand=brand,
        title="冷菜厨师",
        wage_unit=WageUnit.DAY,
        wage_min_fen=300_00,
        wage_max_fen=400_00,
        monthly_min_fen=652_500,
        monthly_max_fen=870_000,
        headcount=5,
        seats_taken=2,
        has_housing=True,
        insurance=frozenset({Insurance.PENSION, Insurance.INJURY}),
        pay_day=15,
        experience_years=2,
        starts_on=TODAY + timedelta(days=3),
    )
    session.add(models.VacancyLicence(vacancy_id=vacancy.id, licence=Licence.HEALTH))
    session.add(models.VacancySkill(vacancy_id=vacancy.id, skill="刀工"))
    session.commit()

    page = visit(client, f"/vacancies/{vacancy.id}")

    for words in (
        "冷菜厨师 300–400 yuan per day about 6,500–8,700 yuan a month",
        "Where Sanduo, Gaoyou",
        "paid on day 15 of each month",
        "3 places",
        "Housing is free, meals are not",
        "Pension insurance, Work-injury insurance",
        "Experience: 2 years",
        "Health certificate asked for by law",
        "刀工",
        "扬州富春餐饮有限公司 Verified enterprise",
        "百年老店。",
        "Yangzhou chefs To the zone of this brand",
    ):
        assert words in page


def test_an_enterprise_that_nobody_verified_bears_no_mark(client, session):
    vacancy = VacancyFactory(enterprise=EnterpriseFactory(unverified=True))

    assert "Verified enterprise" not in visit(client, f"/vacancies/{vacancy.id}")


@pytest.mark.parametrize("state", [VacancyState.CLOSED, VacancyState.FILLED, VacancyState.PAUSED, VacancyState.EXPIRED])
def test_a_closed_vacancy_says_so_and_leads_to_others(client, session, state):
    vacancy = VacancyFactory(state=state)

    answer = client.get(f"/vacancies/{vacancy.id}", headers=ENGLISH)

    assert "This vacancy is closed" in text_of(answer)
    assert f"/vacancies?occupation={CHEF}" in answer.text
    assert "application/ld+json" not in answer.text
    assert "noindex" in answer.text


def test_a_vacancy_whose_last_day_has_passed_is_closed(client, session):
    vacancy = VacancyFactory(valid_until=TODAY - timedelta(days=1))

    assert "This vacancy is closed" in visit(client, f"/vacancies/{vacancy.id}")


@pytest.mark.parametrize(
    "hidden", [{"state": VacancyState.IN_REVIEW, "opened_at": None}, {"state": VacancyState.REFUSED}]
)
def test_a_vacancy_that_never_was_public_is_not_there(client, session, hidden):
    visit(client, f"/vacancies/{VacancyFactory(**hidden).id}", status=404)


@pytest.mark.parametrize("number", [0, 999_999, 2**31, 2**64, 10**40])
def test_there_is_no_vacancy_of_a_number_that_nobody_gave(client, session, number):
    visit(client, f"/vacancies/{number}", status=404)


def test_search_engines_of_the_web_read_the_vacancy_as_data(client, session):
    vacancy = VacancyFactory(duties="</script>冷菜")

    found = re.search(
        r'<script type="application/ld\+json">(.*?)</script>', client.get(f"/vacancies/{vacancy.id}").text
    )
    posting = json.loads(found[1])

    assert posting["@type"] == "JobPosting"
    assert posting["description"] == "</script>冷菜"
    assert posting["baseSalary"]["value"] == {
        "@type": "QuantitativeValue",
        "minValue": 6000.0,
        "maxValue": 8000.0,
        "unitText": "MONTH",
    }
    assert posting["validThrough"] == vacancy.valid_until.isoformat()


def test_like_vacancies_are_shown_with_and_without_an_engine(client, session, index_all):
    vacancy, like, other = (
        VacancyFactory(),
        VacancyFactory(title="冷菜厨师"),
        VacancyFactory(occupation_code=WELDER, title="焊工"),
    )
    plain = visit(client, f"/vacancies/{vacancy.id}").partition("Vacancies like this one")[2]
    index_all()
    found = visit(client, f"/vacancies/{vacancy.id}").partition("Vacancies like this one")[2]

    for page in (plain, found):
        assert like.title in page
        assert other.title not in page


def test_the_other_vacancies_of_an_employer_are_one_tap_away(client, session, index_all):
    enterprise = EnterpriseFactory()
    vacancy = VacancyFactory(enterprise=enterprise)
    VacancyFactory(enterprise=enterprise, title="帮厨")
    VacancyFactory(title="别家的")
    index_all()

    assert "1 more vacancy here" in visit(client, f"/vacancies/{vacancy.id}")
    page = visit(client, f"/vacancies?enterprise={enterprise.id}")
    assert "帮厨" in page
    assert "别家的" not in page


def test_the_box_suggests_while_one_types(client, session):
    BrandFactory(name="扬州修脚师")
    EnterpriseFactory(name="富春餐饮有限公司")
    EnterpriseFactory(name="富贵无证店", unverified=True)

    def suggested(typed):
        found = client.get("/vacancies/suggestions", query_string={"q": typed}, headers=ENGLISH).json["suggestions"]
        return [(one["label"], one["note"]) for one in found]

    assert ("玉雕工", "Occupation") in suggested("ydg")
    assert ("扬州修脚师", "Brand") in suggested("扬州xiu")
    assert ("高邮 电焊工", "Occupation") in suggested("高邮 电焊")
    assert suggested("富") == [("富春餐饮有限公司", "Employer")]
    assert suggested("") == suggested("\0") == []


def test_a_contested_vacancy_says_so(client, session, index_all):
    calm, contested = VacancyFactory(price=0.1), VacancyFactory(price=0.8)
    index_all()

    assert visit(client, "/vacancies").count("Many apply") == 1
    assert "Many apply" in visit(client, f"/vacancies/{contested.id}").partition("Where")[0]
    assert "Many apply" not in visit(client, f"/vacancies/{calm.id}").partition("Where")[0]


@pytest.mark.parametrize(("has_engine", "queries"), [(True, 1), (False, 1)])
def test_the_search_page_asks_the_database_as_often_for_many_hits_as_for_one(
    client, session, index_all, count_queries, has_engine, queries
):
    VacancyFactory(brand=BrandFactory())
    if has_engine:
        index_all()
    client.get("/vacancies")
    with count_queries() as few:
        client.get("/vacancies")
    for _ in range(5):
        VacancyFactory(brand=BrandFactory())
    if has_engine:
        index_all()
    with count_queries() as many:
        client.get("/vacancies")

    assert len(few.statements) == len(many.statements) == queries


def test_a_vacancy_is_read_with_a_fixed_number_of_questions(client, session, index_all, count_queries):
    brand = BrandFactory()
    ZoneFactory(brand=brand)
    vacancy = VacancyFactory(brand=brand)
    for _ in range(3):
        VacancyFactory(brand=brand)
    index_all()
    client.get(f"/vacancies/{vacancy.id}")
    with count_queries() as counted:
        client.get(f"/vacancies/{vacancy.id}")

    assert len(counted.statements) == 6


@pytest.fixture
def cook(session, client, sign_in):
    """A cook of Sanduo who does not want to travel far, signed in."""
    account = AccountFactory()
    WorkerFactory(account_id=account.id, wants=(CHEF,), wage_wanted_fen=5_000_00, commute_km=10.0)
    sign_in(account)
    return account


def test_a_worker_sees_why_a_vacancy_fits(client, session, cook, index_all):
    vacancy = VacancyFactory(title="冷菜厨师")
    index_all()

    assert "Same occupation" in visit(client, "/vacancies?q=厨师")
    page = visit(client, f"/vacancies/{vacancy.id}").partition("Does it fit you?")[2]
    assert "Same occupation" in page
    assert "Pays 6,000 yuan to 8,000 yuan, you ask 5,000 yuan" in page


def test_what_cannot_fit_is_said_and_stands_last(client, session, cook, index_all):
    far = VacancyFactory(title="厨师", division_code=BAOYING, latitude=33.229, longitude=119.309, opened_at=NOW)
    near = VacancyFactory(title="厨师长", opened_at=NOW - timedelta(days=20))
    index_all()

    page = visit(client, "/vacancies?q=厨师")

    assert page.index(f"{near.title} 6,000") < page.index(f"{far.title} 6,000")
    assert "and you travel up to 10 km" in page
    assert "and you travel up to 10 km" in visit(client, f"/vacancies/{far.id}")


def test_an_order_that_was_chosen_is_kept(client, session, cook, index_all):
    VacancyFactory(title="厨师远", division_code=BAOYING, latitude=33.229, longitude=119.309, opened_at=NOW)
    VacancyFactory(title="厨师近", opened_at=NOW - timedelta(days=20))
    index_all()

    page = visit(client, "/vacancies?q=厨师&sort=newest")

    assert page.index("厨师远") < page.index("厨师近")


@pytest.fixture
def near_and_far(session, index_all):
    VacancyFactory(title="小区夜班保安招聘启事", opened_at=NOW - timedelta(days=20))
    VacancyFactory(title="保安", division_code=BAOYING, latitude=33.229, longitude=119.309, opened_at=NOW)
    index_all()


def test_a_worker_who_wishes_for_what_is_near_has_the_near_first_without_saying_near_what(
    client, session, cook, near_and_far
):
    page = visit(client, "/vacancies?q=离家近的保安")

    assert page.index("小区夜班保安") < page.index("保安 6,000")
    assert "Near what?" not in page
    assert "within" not in page
    assert visit(client, "/vacancies?q=保安&sort=newest").index("保安 6,000")


def test_a_worker_may_have_the_nearest_first_at_any_time(client, session, cook, near_and_far):
    assert 'value="nearest"' in client.get("/vacancies").text
    page = visit(client, "/vacancies?q=保安&sort=nearest")

    assert page.index("小区夜班保安") < page.index("保安 6,000")


def test_a_visitor_who_wishes_for_what_is_near_is_asked_near_what(client, near_and_far):
    assert "Near what?" in visit(client, "/vacancies?q=离家近的保安")
    assert "Near what?" not in visit(client, "/vacancies?q=离家近的保安&place=高邮")
    assert 'value="nearest"' not in client.get("/vacancies?q=保安").text


def test_nobody_is_measured_without_having_agreed(client, session, sign_in):
    account = AccountFactory()
    WorkerFactory(account_id=account.id, agrees=(ConsentPurpose.TERMS,))
    sign_in(account)
    vacancy = VacancyFactory()

    assert "Same occupation" not in visit(client, "/vacancies")
    assert "Does it fit you?" not in visit(client, f"/vacancies/{vacancy.id}")


def test_a_visitor_is_not_measured(client, session):
    assert "Does it fit you?" not in visit(client, f"/vacancies/{VacancyFactory().id}")


def test_for_a_worker_too_the_search_asks_the_database_as_often_for_many_hits(
    client, session, cook, index_all, count_queries
):
    VacancyFactory()
    index_all()
    client.get("/vacancies")
    with count_queries() as few:
        client.get("/vacancies")
    for _ in range(5):
        VacancyFactory()
    index_all()
    with count_queries() as many:
        client.get("/vacancies")

    assert len(few.statements) == len(many.statements)
    assert len(many.statements) <= 15
