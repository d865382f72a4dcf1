"""Inspections: a lot that was fair and that anybody draws again, visits, and what comes of them."""

import re
from datetime import timedelta
from hashlib import sha256

import pytest
from sqlalchemy import select

from domain.brand_reviews import CaseState
from domain.brands import BrandState
from domain.inspections import Finding
from tests.factories import BAOYING, TODAY, AccountFactory, BrandFactory, InspectionFactory, InspectionVisitFactory
from tests.webapp.pages import ENGLISH, text_of, visit
from webapp.models import AuditEntry, Inspection, InspectionVisit, RectificationCase

OFFICE = "/office/certifications/inspections"


@pytest.fixture
def brands(session):
    return [BrandFactory(name=f"高邮第{number}工匠") for number in range(8)]


@pytest.fixture
def city(client, session, sign_in):
    client.set_cookie("locale", "en")
    return sign_in(AccountFactory(city_official=True))


def announce(browser, title="四季度抽查", size="3"):
    return browser.post(f"{OFFICE}/new", data={"title": title, "sample_size": size}, headers=ENGLISH)


@pytest.fixture
def drawn(city, brands, fresh):
    """A campaign that was announced and drawn."""
    address = announce(city).location
    city.post(f"{address}/draw")
    return fresh().scalars(select(Inspection)).one()


def report(browser, number, finding="in_order", day=TODAY, findings="", **more):
    fields = {"finding": finding, "visited_on": day.isoformat(), "findings": findings, **more}
    data = {f"visit-{number}-{name}": value for name, value in fields.items()}
    return browser.post(f"{OFFICE}/visits/{number}", data=data, headers=ENGLISH)


def visits(fresh):
    return fresh().scalars(select(InspectionVisit).order_by(InspectionVisit.place)).all()


def test_the_fingerprint_is_public_before_the_draw_and_the_number_is_not(app, city, brands, fresh):
    address = announce(city).location
    inspection = fresh().scalars(select(Inspection)).one()
    public = f"/inspections/{inspection.id}"

    page = visit(app.test_client(), public)
    assert inspection.fingerprint in page
    assert inspection.seed not in app.test_client().get(public).text
    assert inspection.seed not in city.get(address).text
    assert inspection.fingerprint == sha256(inspection.seed.encode()).hexdigest()
    noted = fresh().scalars(select(AuditEntry)).one()
    assert noted.figures["fingerprint"] == inspection.fingerprint
    assert inspection.seed not in str(noted.figures)


def test_everybody_draws_the_same_brands_again(app, drawn, fresh):
    page = visit(app.test_client(), f"/inspections/{drawn.id}")
    chosen = [one.brand_id for one in visits(fresh)]

    by_hand = sorted(drawn.population, key=lambda n: sha256(f"{drawn.seed}:{n}".encode()).hexdigest())[:3]
    assert chosen == by_hand
    assert drawn.seed in page
    assert sha256(f"{drawn.seed}:{chosen[0]}".encode()).hexdigest() in page
    numbers = " ".join(map(str, drawn.population))
    again = visit(app.test_client(), f"/inspections/{drawn.id}?seed={drawn.seed}&size=3&numbers={numbers}")
    assert "The same brands were drawn" in again


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("seed=0000&size=3&numbers={all}", "The secret number does not have the published fingerprint."),
        ("seed={seed}&size=4&numbers={all}", "Other brands were drawn"),
        ("seed={seed}&size=3&numbers=", "At least one brand is visited, and at most 0."),
        ("seed={seed}&size=&numbers={all}", "At least one brand is visited"),
        ("seed={seed}&size=3&numbers=%00<b>1,2;3 4 5 6", "drawn"),
    ],
)
def test_what_is_another_lot_is_told_from_this_one(app, drawn, query, sentence):
    asked = query.format(seed=drawn.seed, all="+".join(map(str, drawn.population)))

    assert sentence in visit(app.test_client(), f"/inspections/{drawn.id}?{asked}")


def test_a_lot_is_drawn_once_among_the_brands_that_are_certified_then(city, brands, session, fresh):
    address = announce(city).location
    brands[0].state = BrandState.SUSPENDED
    session.commit()
    city.post(f"{address}/draw")
    first = [one.brand_id for one in visits(fresh)]

    again = city.post(f"{address}/draw", headers=ENGLISH, follow_redirects=True)

    assert "has been drawn" in text_of(again)
    assert [one.brand_id for one in visits(fresh)] == first
    inspection = fresh().scalars(select(Inspection)).one()
    assert inspection.population == [brand.id for brand in brands[1:]]
    entry = fresh().scalars(select(AuditEntry).where(AuditEntry.action == "inspection.draw")).one()
    assert entry.figures["drawn"] == first


@pytest.mark.parametrize(
    ("title", "size", "sentence"),
    [
        ("", "3", "Please fill this in."),
        ("长" * 61, "3", "The title has 61 characters."),
        ("抽查", "0", "At least one brand is visited, and at most 8."),
        ("抽查", "9", "at most 8."),
        ("抽查", "many", "Please type a whole number."),
    ],
)
def test_a_campaign_that_makes_no_sense_is_refused_at_its_field(city, brands, fresh, title, size, sentence):
    answer = announce(city, title, size)

    assert answer.status_code == 422
    assert sentence in text_of(answer)
    assert fresh().scalars(select(Inspection)).all() == []


def test_a_visit_is_reported_once(city, drawn, fresh):
    number = visits(fresh)[0].id

    assert report(city, number, "to_improve", findings="台账不全").status_code == 302
    again = report(city, number)

    assert "has been reported already" in text_of(again)
    row = visits(fresh)[0]
    assert (row.finding, row.findings, row.visited_on) == (Finding.TO_IMPROVE, "台账不全", TODAY)
    assert "inspection.report" in fresh().scalars(select(AuditEntry.action)).all()
    assert fresh().scalars(select(RectificationCase)).all() == []


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"finding": "failed"}, "Please say what was found."),
        ({"finding": ""}, "Please choose one."),
        ({"finding": "splendid"}, "Please choose one of the list."),
        ({"day": TODAY + timedelta(days=1)}, "The visit must have been made between"),
        ({"day": TODAY - timedelta(days=9)}, "The visit must have been made between"),
        ({"findings": "长" * 1001}, "The text has 1001 characters."),
    ],
)
def test_a_report_that_makes_no_sense_is_refused_and_stays_typed(city, drawn, fresh, change, sentence):
    answer = report(city, visits(fresh)[0].id, **change)

    assert answer.status_code == 422
    assert sentence in text_of(answer)
    if "findings" in change:
        assert "长长长" in answer.text
    assert visits(fresh)[0].finding is None


def test_a_visit_that_was_not_in_order_opens_a_case_if_it_is_wanted(city, drawn, fresh):
    first, second, third = [one.id for one in visits(fresh)]

    report(city, first, "failed", findings="从业人员明显不足" * 60, opens_case="y")
    report(city, second, "failed", findings="场所关闭")
    report(city, third, "to_improve", findings="台账不全", opens_case="y")

    case = fresh().scalars(select(RectificationCase)).one()
    assert (case.visit_id, case.state, case.due_on) == (first, CaseState.OPEN, TODAY + timedelta(days=90))
    assert case.reason.startswith("从业人员明显不足")
    assert len(case.reason) == 300
    assert "从业人员明显不足" in visit(city, f"/certifications/cases/{case.id}")


def test_a_brand_with_a_case_gets_no_second_one(city, brands, fresh, session):
    inspection = InspectionFactory(drawn_at=InspectionFactory.created_at, population=[brands[0].id])
    number = InspectionVisitFactory(inspection_id=inspection.id, brand=brands[0]).id
    city.post(f"/certifications/brands/{brands[0].id}/case", data={"reason": "投诉"})

    report(city, number, "failed", findings="场所关闭", opens_case="y")

    assert fresh().get(InspectionVisit, number).finding is Finding.FAILED
    assert len(fresh().scalars(select(RectificationCase)).all()) == 1


def test_a_county_reports_the_visits_to_its_own_brands(app, session, sign_in, fresh):
    county = AccountFactory(county_official=True)
    inspection = InspectionFactory(drawn_at=InspectionFactory.created_at)
    ours = InspectionVisitFactory(inspection_id=inspection.id, brand=BrandFactory(), place=1)
    theirs = InspectionVisitFactory(inspection_id=inspection.id, brand=BrandFactory(division_code=BAOYING), place=2)
    browser = sign_in(county, on=app.test_client())

    assert ours.brand.name_en in visit(browser, f"{OFFICE}/{inspection.id}")
    assert report(browser, theirs.id).status_code == 404
    assert report(browser, ours.id).status_code == 302
    assert browser.post(f"{OFFICE}/{inspection.id}/draw", headers=ENGLISH, follow_redirects=True).status_code == 200
    assert fresh().get(InspectionVisit, theirs.id).finding is None


def test_a_county_draws_among_its_own_brands_and_does_not_see_the_lots_of_others(app, brands, session, sign_in, fresh):
    BrandFactory(division_code=BAOYING)
    gaoyou = sign_in(AccountFactory(county_official=True), on=app.test_client())
    baoying = sign_in(AccountFactory(county_official=True, division_code=BAOYING), on=app.test_client())
    address = announce(gaoyou, size="2").location
    gaoyou.post(f"{address}/draw")

    assert fresh().scalars(select(Inspection)).one().population == [brand.id for brand in brands]
    visit(baoying, address, status=404)
    assert baoying.post(f"{address}/draw").status_code == 404
    assert "No inspection was announced yet" in visit(baoying, OFFICE)


def test_the_public_list_leads_to_the_lots(app, drawn):
    page = app.test_client().get("/inspections", headers=ENGLISH)

    assert drawn.title in page.text
    assert re.search(rf'href="/inspections/{drawn.id}"', page.text)
    assert app.test_client().get("/inspections/999999").status_code == 404


def test_pages_ask_the_database_as_often_for_many(city, brands, drawn, count_queries):
    pages = [OFFICE, f"{OFFICE}/{drawn.id}", f"/inspections/{drawn.id}", "/inspections", f"{OFFICE}/new"]
    counts = []
    for page in pages:
        visit(city, page)
        with count_queries() as counted:
            visit(city, page)
        counts.append(len(counted.statements))
    for _ in range(3):
        city.post(f"{announce(city, size='8').location}/draw")
    with count_queries() as listed:
        visit(city, OFFICE)

    assert max(counts) < 10, counts
    assert len(listed.statements) == counts[0]
