"""Standards: handed in as files, held against every brand, adopted from a day; decisions name their version."""

import io
from datetime import date, timedelta

import pytest
import yaml
from sqlalchemy import select

from domain.brands import BrandState
from domain.certifications import CertificationState
from reference.certification import trial_standard, trial_standard_text
from tests.factories import BAOYING, TODAY, AccountFactory, BrandFactory, BrandFigureFactory, CertificationFactory
from tests.webapp.brands import ASKED, listed_brand, with_evidence
from tests.webapp.pages import ENGLISH, text_of, visit
from webapp.models import AuditEntry, StandardVersion
from webapp.reads.standards import load_standards

OFFICE = "/office/certifications/standards"


@pytest.fixture
def city(client, session, sign_in):
    client.set_cookie("locale", "en")
    return sign_in(AccountFactory(city_official=True))


def written(change=lambda parsed: None, version="2027-1"):
    parsed = trial_standard() | {"version": version, "valid_from": date(2027, 1, 1)}
    change(parsed)
    return yaml.safe_dump(parsed, allow_unicode=True).encode()


def stricter(parsed):
    parsed["by_category"]["culture_tourism"][0]["threshold"] = 3000


def hand_in(browser, content, name="standard.yaml"):
    return browser.post(OFFICE, data={"standard": (io.BytesIO(content), name)}, headers=ENGLISH)


def certified(**fields):
    """A brand that is certified, with what officials have said of it."""
    people = listed_brand(state=BrandState.CITY_CERTIFIED, **fields)
    with_evidence(CertificationFactory(brand=people.brand, state=CertificationState.CERTIFIED))
    return people


def drafted(browser, change=stricter):
    answer = hand_in(browser, written(change))
    assert answer.status_code == 302, text_of(answer)
    return answer.location


def test_a_new_version_is_a_draft_whose_effect_is_shown_before_anything_is_decided_by_it(app, city, session, fresh):
    loses = certified(name="高邮小规模工")
    passes = certified(name="高邮大规模工", workforce=9000)
    fails = listed_brand(name="高邮培育工", workforce=10)

    address = drafted(city)
    page = visit(city, address)

    assert "Draft" in page
    assert "1 Would pass no more 1 of them certified" in page
    assert "C1 Not met · People at work: 500 people off" in page
    assert page.index(loses.brand.name_en) < page.index(fails.brand.name_en) < page.index(passes.brand.name_en)
    assert "At least 2,000 people" not in page
    assert "Until now:" in page
    only = visit(city, f"{address}?effect=loses")
    assert loses.brand.name_en in only
    assert passes.brand.name_en not in only
    with app.app_context():
        assert load_standards(today=TODAY + timedelta(days=999)).current.version == "2022-trial"
    assert fresh().scalars(select(AuditEntry.action)).all() == ["standard.draft"]


def test_a_standard_holds_from_the_day_that_the_city_says(app, city, session, fresh):
    address = drafted(city)
    day = TODAY + timedelta(days=30)

    answer = city.post(f"{address}/adopt", data={"valid_from": day.isoformat()})

    assert answer.status_code == 302
    row = fresh().scalars(select(StandardVersion)).one()
    assert (row.valid_from, row.adopted_at is not None) == (day, True)
    with app.app_context():
        assert load_standards(today=TODAY).current.version == "2022-trial"
        assert load_standards(today=day).current.version == "2027-1"
        assert set(load_standards(today=day).by_version) == {"2022-trial", "2027-1"}
    adopted = fresh().scalars(select(AuditEntry).where(AuditEntry.action == "standard.adopt")).one()
    assert (adopted.rule_version, adopted.figures["valid_from"]) == ("2027-1", day.isoformat())
    assert "Adopted" in visit(city, OFFICE)


def test_what_was_said_of_a_condition_counts_only_while_it_is_worded_so(city, session):
    certified(name="高邮刀鱼面点师")

    def reword(parsed):
        parsed["basic"][0]["text"] = "地方出台劳务品牌建设实施方案，并落实经费"

    page = visit(city, drafted(city, reword))

    assert "1 Would pass no more" in page
    assert "B1 No data · Evidence, and the word of an official" in page


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (
            written(lambda it: it["by_category"]["livelihood"][0].update(indicator="happiness")),
            "Condition L1 asks for a figure that no brand reports: happiness.",
        ),
        (
            written(lambda it: it["basic"][0].update(evidense="x")),
            "The standard cannot be read at “B1”: this word has no meaning here. evidense",
        ),
        (written(lambda it: it["basic"][7].update(threshold="many")), "cannot be read at “B8”"),
        (b"", "Please choose a file that is not empty."),
        (b"x" * (256 * 1024 + 1), "A standard has at most 256 kilobytes."),
        (b"\xff\xfe\x00", "cannot be read at “1”"),
        (b"version: 1\n  basic: [", "cannot be read at “2”"),
        (b"a: &a [1]\nb: *a", "cannot be read at “2”"),
        (b"just words", "cannot be read at “basic”"),
        (b"[" * 50_000, "cannot be read at"),
        (b"basic: " + b"9" * 5000, "cannot be read at"),
        (b"!!python/object/apply:os.system ['true']", "cannot be read at"),
        (b"valid_from: 2022-13-45", "cannot be read at"),
        (b"? {a: b}\n: c", "cannot be read at"),
        (trial_standard_text().encode(), "There is a standard 2022-trial already."),
    ],
)
def test_a_file_that_is_no_standard_is_refused_with_the_place_at_fault(city, fresh, content, sentence):
    answer = hand_in(city, content)

    assert answer.status_code == 422
    assert sentence in text_of(answer)
    assert fresh().scalars(select(StandardVersion)).all() == []


def test_no_file_at_all_is_refused(city):
    assert city.post(OFFICE, headers=ENGLISH).status_code == 422
    assert "File (YAML) optional" not in visit(city, OFFICE)


def test_a_version_is_handed_in_once(city):
    drafted(city)

    assert "There is a standard 2027-1 already." in text_of(hand_in(city, written()))


@pytest.mark.parametrize(
    ("day", "sentence"),
    [
        ((TODAY - timedelta(days=1)).isoformat(), "A standard holds from today on at the earliest."),
        ("soon", "Please type a day as 2026-12-31."),
        ("", "Please fill this in."),
    ],
)
def test_a_standard_is_not_adopted_for_the_past(city, fresh, day, sentence):
    address = drafted(city)

    answer = city.post(f"{address}/adopt", data={"valid_from": day}, headers=ENGLISH)

    assert answer.status_code == 422
    assert sentence in text_of(answer)
    assert fresh().scalars(select(StandardVersion.adopted_at)).all() == [None]


def test_a_draft_is_dropped_and_what_is_adopted_stays(city, fresh):
    address = drafted(city)
    city.post(f"{address}/drop")
    assert fresh().scalars(select(StandardVersion)).all() == []

    address = drafted(city)
    city.post(f"{address}/adopt", data={"valid_from": TODAY.isoformat()})
    city.post(f"{address}/drop")
    again = city.post(f"{address}/adopt", data={"valid_from": TODAY.isoformat()}, headers=ENGLISH)

    assert "This standard is adopted" in text_of(again)
    assert len(fresh().scalars(select(StandardVersion)).all()) == 1
    assert "Decisions of today are made by this version" in visit(city, address)


def test_a_decision_names_the_version_of_its_day(app, city, session, sign_in, fresh):
    city.post(f"{drafted(city)}/adopt", data={"valid_from": TODAY.isoformat()})
    people = listed_brand()
    certification = CertificationFactory(brand=people.brand, state=CertificationState.AT_COUNTY)
    with_evidence(certification)
    county = sign_in(people.county, on=app.test_client())

    county.post(f"/certifications/{certification.id}/steps/send_back", data={"reason": "规模不足"})

    decision = fresh().scalars(select(AuditEntry).where(AuditEntry.action == "certification.send_back")).one()
    assert decision.rule_version == "2027-1"
    assert decision.figures["missing"] == ["C1"]


def test_a_standard_that_leaves_a_category_out_says_so_and_breaks_nothing(app, city, session, sign_in):
    people = listed_brand()
    certification = CertificationFactory(brand=people.brand, state=CertificationState.AT_COUNTY)
    with_evidence(certification, conditions=ASKED[:2])

    def only_livelihood(parsed):
        parsed["by_category"] = {"livelihood": parsed["by_category"]["livelihood"]}

    city.post(f"{drafted(city, only_livelihood)}/adopt", data={"valid_from": TODAY.isoformat()})
    county = sign_in(people.county, on=app.test_client())

    for address in (f"/certifications/brands/{people.brand.id}", f"/certifications/{certification.id}"):
        assert "The standard says nothing of this category" in visit(county, address)
    assert "nothing of this category" in visit(city, "/office/certifications?state=at_county")
    answer = county.post(f"/certifications/{certification.id}/steps/forward", headers=ENGLISH)
    assert "The standard says nothing of this category" in text_of(answer)
    assert county.post(f"/certifications/{certification.id}/attestations", data={"said-B1": "met"}).status_code == 302


def test_a_county_sees_the_effect_on_its_own_brands_and_decides_nothing(app, city, session, sign_in):
    ours, theirs = certified(name="高邮刀鱼面点师"), certified(name="宝应莲藕工", division_code=BAOYING)
    address = drafted(city)
    county = sign_in(ours.county, on=app.test_client())

    page = visit(county, address)

    assert ours.brand.name_en in page
    assert theirs.brand.name_en not in page
    assert "A new version" not in visit(county, OFFICE)
    assert hand_in(county, written()).status_code == 403
    assert county.post(f"{address}/adopt", data={"valid_from": TODAY.isoformat()}).status_code == 403


def test_the_files_come_back_as_they_were_handed_in(city):
    address = drafted(city)

    assert city.get(f"{address}/file").data == written(stricter)
    assert "市级劳务品牌认定标准" in city.get(f"{OFFICE}/trial/file").text
    visit(city, f"{OFFICE}/999999", status=404)


def test_the_effect_asks_the_database_as_often_for_many_brands(city, session, count_queries):
    certified()
    address = drafted(city)
    visit(city, address)
    with count_queries() as one:
        visit(city, address)
    for _ in range(5):
        BrandFigureFactory(brand_id=BrandFactory().id)
    with count_queries() as many:
        visit(city, address)
    with count_queries() as listed:
        visit(city, OFFICE)

    assert len(one.statements) == len(many.statements) < 10
    assert len(listed.statements) < 10
