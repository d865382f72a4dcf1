"""Surveys: a county asks, anybody reports, the same is merged, and each product ends as a brand or with a reason."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from domain.brands import BrandState
from domain.surveys import SurveyOutcome
from tests.factories import (
    BAOYING,
    GAOYOU,
    SANDUO,
    TODAY,
    AccountFactory,
    BrandFactory,
    SurveyReportFactory,
    SurveyRoundFactory,
)
from tests.webapp.pages import ENGLISH, text_of, visit
from webapp.extensions import limiter
from webapp.models import AuditEntry, Brand, SurveyReport, SurveyRound

ROUNDS = "/office/brands/surveys"


@pytest.fixture
def official(session):
    return AccountFactory(county_official=True, name="高邮的李科长")


@pytest.fixture
def round_(session):
    return SurveyRoundFactory(title="高邮劳务产品摸底")


@pytest.fixture
def desk(app, sign_in, official):
    return sign_in(official, on=app.test_client())


def typed(**changes):
    return {
        "product": "湖鲜加工",
        "division_code": SANDUO,
        "workforce": "300人",
        "features": "手艺传了三代。",
        "reporter_kind": "association",
        "reporter": "高邮湖鲜协会",
        "reporter_phone": "139 1234 5678",
    } | changes


def send(client, address, data, *, status=302):
    answer = client.post(address, data=data, headers=ENGLISH)
    assert answer.status_code == status, text_of(answer)
    return answer


def test_a_county_opens_a_survey_of_its_own(desk, fresh, official):
    data = {
        "title": "高邮劳务产品摸底",
        "division_code": GAOYOU,
        "opens_on": TODAY.isoformat(),
        "closes_on": (TODAY + timedelta(days=30)).isoformat(),
    }

    assert "Please choose one of the list." in text_of(
        send(desk, f"{ROUNDS}/new", data | {"division_code": BAOYING}, status=422)
    )
    past = {"closes_on": (TODAY - timedelta(days=1)).isoformat()}
    assert "The survey ends after today" in text_of(send(desk, f"{ROUNDS}/new", data | past, status=422))
    send(desk, f"{ROUNDS}/new", data)

    opened = fresh().scalars(select(SurveyRound)).one()
    assert (opened.title, opened.division_code, opened.opened_by_id) == ("高邮劳务产品摸底", GAOYOU, official.id)
    page = visit(desk, f"{ROUNDS}/{opened.id}")
    assert f"/surveys/{opened.id}" in page
    assert "No report here" in page


def test_a_survey_of_another_county_is_not_there(desk, session):
    other = SurveyReportFactory(round=SurveyRoundFactory(division_code=BAOYING))

    assert "No survey yet" in visit(desk, ROUNDS)
    visit(desk, f"{ROUNDS}/{other.round_id}", status=404)
    visit(desk, f"{ROUNDS}/{other.round_id}/reports/{other.id}", status=404)
    send(desk, f"{ROUNDS}/{other.round_id}/merge", {"into": other.id}, status=404)
    send(desk, f"{ROUNDS}/{other.round_id}/term", {"closes_on": TODAY.isoformat()}, status=404)


def test_anybody_reports_a_product_and_follows_what_becomes_of_it(client, fresh, round_):
    assert "高邮劳务产品摸底" in visit(client, "/surveys")

    answer = send(client, f"/surveys/{round_.id}", typed())

    report = fresh().scalars(select(SurveyReport)).one()
    assert (report.product, report.workforce, report.reporter_phone) == ("湖鲜加工", 300, "13912345678")
    assert answer.location.endswith(f"/surveys/reports/{report.code}")
    page = visit(client, answer.location)
    assert "To be decided" in page
    assert "13912345678" not in page


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"product": " "}, "Please fill this in."),
        ({"product": "！！"}, "Please name the product or the service."),
        ({"product": "长" * 31}, "It may have 30."),
        ({"workforce": "-1"}, "The number of people must lie between 0 and 1000000."),
        ({"workforce": "很多"}, "Please type a whole number."),
        ({"features": "长" * 1001}, "It may have 1000."),
        ({"reporter": ""}, "Please fill this in."),
        ({"reporter": "长" * 61}, "It may have 60."),
        ({"reporter_phone": "12"}, "This is not a phone number."),
        ({"reporter_kind": "x"}, "Please choose one of the list."),
        ({"division_code": BAOYING}, "Please choose one of the list."),
    ],
)
def test_a_report_that_cannot_be_is_refused_and_what_was_typed_stays(client, fresh, round_, changes, words):
    answer = send(client, f"/surveys/{round_.id}", typed(**changes), status=422)

    assert words in text_of(answer)
    for name, value in typed(**changes).items():
        if name in {"product", "workforce", "reporter", "reporter_phone"} and value.strip():
            assert f'value="{value}"' in answer.text
    assert fresh().scalars(select(SurveyReport)).all() == []


def test_a_second_tap_reports_once(client, fresh, round_):
    first, second = (send(client, f"/surveys/{round_.id}", typed()).location for _ in range(2))

    assert first == second
    assert len(fresh().scalars(select(SurveyReport)).all()) == 1


def test_a_survey_takes_reports_between_its_days_only(client, fresh, session):
    over = SurveyRoundFactory(opens_on=TODAY - timedelta(days=9), closes_on=TODAY - timedelta(days=1))

    assert "This survey takes no reports now." in visit(client, f"/surveys/{over.id}")
    assert "This survey takes no reports now." in text_of(send(client, f"/surveys/{over.id}", typed(), status=422))
    assert over.title not in visit(client, "/surveys")
    assert fresh().scalars(select(SurveyReport)).all() == []


def test_who_reports_too_often_is_asked_to_wait(client, round_):
    limiter.enabled = True
    try:
        answers = [
            client.post(f"/surveys/{round_.id}", data=typed(product=f"产品{n}号")).status_code for n in range(21)
        ]
    finally:
        limiter.enabled = False
        limiter.reset()

    assert answers == [302] * 20 + [429]


@pytest.mark.parametrize("address", ["/surveys/999999", "/surveys/reports/nothing", "/surveys/reports/%00"])
def test_there_is_no_survey_and_no_report_of_an_address_that_nobody_gave(client, session, address):
    visit(client, address, status=404)


def test_a_survey_ends_earlier_or_later(desk, fresh, round_):
    later = TODAY + timedelta(days=60)

    send(desk, f"{ROUNDS}/{round_.id}/term", {"closes_on": later.isoformat()})
    assert fresh().get(SurveyRound, round_.id).closes_on == later
    for wrong in ("2020-01-01", "soon", ""):
        send(desk, f"{ROUNDS}/{round_.id}/term", {"closes_on": wrong}, status=422)
    assert fresh().get(SurveyRound, round_.id).closes_on == later


def test_what_is_probably_the_same_stands_together_and_is_merged(desk, client, fresh, round_):
    first = SurveyReportFactory(round=round_, product="湖鲜加工", workforce=300)
    alike = SurveyReportFactory(round=round_, product="高邮湖仙加工工", workforce=500, features="做银鱼的")
    other = SurveyReportFactory(round=round_, product="灯具安装")
    page = visit(desk, f"{ROUNDS}/{round_.id}").partition("Probably the same")[2].partition("Merge the ticked")[0]
    assert "湖鲜加工" in page
    assert "高邮湖仙加工工" in page
    assert "灯具安装" not in page

    send(desk, f"{ROUNDS}/{round_.id}/merge", {"into": first.id, "report": [first.id, alike.id]})

    stored = {row.id: row for row in fresh().scalars(select(SurveyReport))}
    assert (stored[alike.id].outcome, stored[alike.id].merged_into_id) == (SurveyOutcome.MERGED, first.id)
    assert stored[first.id].outcome is stored[other.id].outcome is SurveyOutcome.WAITING
    assert "Probably the same" not in visit(desk, f"{ROUNDS}/{round_.id}")
    assert "做银鱼的" in visit(desk, f"{ROUNDS}/{round_.id}/reports/{first.id}")
    assert "Merged into 湖鲜加工" in visit(desk, f"{ROUNDS}/{round_.id}/reports/{alike.id}")
    assert "Others have reported the same: 湖鲜加工." in visit(client, f"/surveys/reports/{alike.code}")


def test_what_was_merged_into_a_report_follows_it_into_another(desk, fresh, round_):
    one, two, three = (SurveyReportFactory(round=round_) for _ in range(3))
    send(desk, f"{ROUNDS}/{round_.id}/merge", {"into": two.id, "report": one.id})
    send(desk, f"{ROUNDS}/{round_.id}/merge", {"into": three.id, "report": two.id})

    merged = fresh().scalars(select(SurveyReport.merged_into_id).order_by(SurveyReport.id)).all()
    assert merged == [three.id, three.id, None]


def test_a_merge_that_cannot_be_changes_nothing(desk, fresh, round_):
    one, two = (SurveyReportFactory(round=round_) for _ in range(2))
    elsewhere = SurveyReportFactory(round=SurveyRoundFactory())
    send(desk, f"{ROUNDS}/{round_.id}/merge", {"into": one.id, "report": two.id})
    address = f"{ROUNDS}/{round_.id}/merge"

    send(desk, address, {"into": two.id, "report": one.id})
    send(desk, address, {"into": one.id, "report": two.id})
    send(desk, address, {"into": one.id, "report": [elsewhere.id, "x", "9" * 5000]})
    send(desk, address, {"into": elsewhere.id, "report": one.id}, status=404)
    send(desk, address, {"into": "x"}, status=400)

    outcomes = fresh().scalars(select(SurveyReport.outcome).order_by(SurveyReport.id)).all()
    assert outcomes == [SurveyOutcome.WAITING, SurveyOutcome.MERGED, SurveyOutcome.WAITING]


def decision(**changes):
    return {
        "outcome": "brand_to_be",
        "name": "高邮湖鲜加工工",
        "category": "culture_tourism",
        "industry_code": "",
        "name_exception": "",
        "reason": "",
    } | changes


def test_the_name_by_the_rule_is_proposed_and_the_product_becomes_a_brand(desk, client, fresh, round_):
    report = SurveyReportFactory(round=round_, product="湖鲜加工")
    address = f"{ROUNDS}/{round_.id}/reports/{report.id}"
    assert 'value="高邮湖鲜加工工"' in desk.get(address).text

    answer = send(desk, address, decision())

    brand = fresh().scalars(select(Brand)).one()
    assert (brand.name, brand.state, brand.division_code) == ("高邮湖鲜加工工", BrandState.SURVEYED, GAOYOU)
    assert (brand.products, brand.story) == ("湖鲜加工", "手艺传了三代。")
    assert answer.location.endswith(f"/office/brands/{brand.id}")
    stored = fresh().get(SurveyReport, report.id)
    assert (stored.outcome, stored.brand_id) == (SurveyOutcome.BRAND_TO_BE, brand.id)
    assert "In the library as 高邮湖鲜加工工." in visit(client, f"/surveys/reports/{report.code}")
    assert {entry.action for entry in fresh().scalars(select(AuditEntry))} == {"brand.create", "survey.decide"}
    send(desk, address, decision(), status=422)


def test_a_product_to_nurture_gets_its_name_and_is_nurtured(desk, fresh, round_):
    report = SurveyReportFactory(round=round_)

    send(desk, f"{ROUNDS}/{round_.id}/reports/{report.id}", decision(outcome="to_nurture"))

    assert fresh().scalars(select(Brand)).one().state is BrandState.NURTURING


def test_a_product_that_is_no_brand_is_answered_with_a_reason(desk, client, fresh, round_):
    report = SurveyReportFactory(round=round_)
    address = f"{ROUNDS}/{round_.id}/reports/{report.id}"

    refused = send(desk, address, decision(outcome="not_a_brand", category=""), status=422)
    assert "Please say why." in text_of(refused)
    send(desk, address, decision(outcome="not_a_brand", category="", reason="从业人数太少"))

    assert fresh().scalars(select(Brand)).all() == []
    assert "从业人数太少" in visit(client, f"/surveys/reports/{report.code}")
    assert "从业人数太少" in visit(desk, address)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"name": "高邮湖鲜"}, "Missing: a word for people."),
        ({"name": ""}, "Please give the brand a name."),
        ({"name": "高邮湖仙加工工"}, "高邮湖鲜加工工 exists already: spoken alike."),
        ({"name": "高邮湖蟹加工工"}, "高邮湖鲜加工工 exists already: one character off."),
        ({"category": ""}, "Please choose one."),
        ({"outcome": ""}, "Please choose one."),
        ({"outcome": "merged"}, "Please choose one of the list."),
        ({"reason": "因" * 301, "name": "高邮灯具安装工"}, "It may have 300."),
        ({"name": "高邮湖鲜", "name_exception": "因" * 301}, "It may have 300."),
    ],
)
def test_a_decision_that_cannot_be_is_refused_at_its_field_and_nothing_is_lost(desk, fresh, round_, changes, words):
    BrandFactory(name="高邮湖鲜加工工")
    report = SurveyReportFactory(round=round_)

    answer = send(desk, f"{ROUNDS}/{round_.id}/reports/{report.id}", decision(**changes), status=422)

    assert words in text_of(answer)
    if changes.get("name"):
        assert f'value="{changes["name"]}"' in answer.text
    assert fresh().get(SurveyReport, report.id).outcome is SurveyOutcome.WAITING
    assert len(fresh().scalars(select(Brand)).all()) == 1


def test_a_famous_name_stands_with_a_reason_and_a_near_one_where_it_is_meant(desk, fresh, round_):
    BrandFactory(name="高邮湖鲜加工工")
    one, two = (SurveyReportFactory(round=round_) for _ in range(2))

    send(desk, f"{ROUNDS}/{round_.id}/reports/{one.id}", decision(name="高邮双黄蛋", name_exception="百年老名字"))
    send(desk, f"{ROUNDS}/{round_.id}/reports/{two.id}", decision(name="高邮湖蟹加工工", is_meant="1"))

    assert {brand.name for brand in fresh().scalars(select(Brand))} == {
        "高邮湖鲜加工工",
        "高邮双黄蛋",
        "高邮湖蟹加工工",
    }


def test_the_list_is_narrowed_to_an_outcome_and_an_unknown_one_is_refused(desk, round_):
    SurveyReportFactory(round=round_, product="还没定的")
    SurveyReportFactory(round=round_, product="不是品牌的", outcome=SurveyOutcome.NOT_A_BRAND)

    page = visit(desk, f"{ROUNDS}/{round_.id}?outcome=not_a_brand").partition("Reports")[2]
    assert "不是品牌的" in page
    assert "还没定的" not in page
    assert "“outcome”" in visit(desk, f"{ROUNDS}/{round_.id}?outcome=x", status=400)


@pytest.mark.parametrize(("address", "queries"), [("", 3), ("/{round}", 6), ("/{round}/reports/{report}", 6)])
def test_surveys_ask_the_database_as_often_for_many_reports_as_for_few(desk, round_, count_queries, address, queries):
    report = SurveyReportFactory(round=round_, product="湖鲜加工")
    SurveyReportFactory(round=round_, product="湖鲜加工")
    address = ROUNDS + address.format(round=round_.id, report=report.id)
    desk.get(address)
    with count_queries() as few:
        desk.get(address)
    for _ in range(5):
        SurveyReportFactory(round=round_, product="湖鲜加工")
        SurveyRoundFactory()
        BrandFactory()
    with count_queries() as many:
        desk.get(address)

    assert len(few.statements) == len(many.statements) == queries
