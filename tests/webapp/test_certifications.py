"""Certification: a brand applies, the county forwards, the city decides, and nobody decides about their own."""

import pytest
from sqlalchemy import func, select

from domain.accounts import Role
from domain.brands import BrandState, BrandTier, Indicator
from domain.certifications import CertificateState, CertificationState
from tests.factories import (
    BAOYING,
    GAOYOU,
    YANGZHOU,
    AccountFactory,
    BrandCertificateFactory,
    BrandFactory,
    BrandFigureFactory,
    BrandMemberFactory,
    CertificationFactory,
    EnterpriseReportFactory,
)
from tests.webapp.brands import ASKED, listed_brand, with_evidence
from tests.webapp.pages import ENGLISH, text_of, visit
from webapp.models import Attestation, AuditEntry, Brand, BrandCertificate, Certification, Enterprise

MINE = "/enterprise/brands"


@pytest.fixture
def people(app, session, sign_in):
    """A brand, and the browsers of its enterprise, its county and its city."""
    people = listed_brand(name="高邮刀鱼面点师")
    for who in ("enterprise", "county", "city"):
        browser = app.test_client()
        browser.set_cookie("locale", "en")
        setattr(people, f"at_{who}", sign_in(getattr(people, who), on=browser))
    people.address = f"/certifications/brands/{people.brand.id}"
    return people


def apply(people, who="enterprise"):
    answer = getattr(people, f"at_{who}").post(f"{people.address}/apply")
    assert answer.status_code == 302
    return answer.location


def step(browser, address, name, **data):
    return browser.post(f"{address}/steps/{name}", data=data, headers=ENGLISH)


def state(fresh):
    return fresh().scalars(select(Certification.state).order_by(Certification.id.desc())).first()


def actions(fresh):
    return [row.action for row in fresh().scalars(select(AuditEntry).order_by(AuditEntry.id))]


def say(browser, address, word="met", conditions=ASKED):
    said = {f"said-{one}": "part:national" if one == "C3" and word == "met" else word for one in conditions}
    return browser.post(f"{address}/attestations", data=said, headers=ENGLISH)


def certified_way(people, session):
    """From applying to the eve of the decision, with evidence for everything."""
    address = apply(people)
    with_evidence(session.get(Certification, int(address.rsplit("/", 1)[1])), is_met=None)
    step(people.at_enterprise, address, "submit")
    say(people.at_county, address)
    step(people.at_county, address, "forward")
    return address


def test_a_brand_sees_at_any_time_what_it_lacks_in_words_and_numbers(people):
    page = visit(people.at_enterprise, people.address)

    assert "1 of 15 conditions are met" in page
    assert "People at work: 2,500 people (asked: at least 2,000 people)" in page
    assert "No official has looked at it yet." in page
    assert "The place has a plan for building labour brands" in page
    assert "县统计局" in page
    assert people.brand.name_en in visit(people.at_enterprise, MINE)


@pytest.mark.parametrize(
    ("indicator", "value", "sentence"),
    [
        (Indicator.WORKFORCE, 2999, "People at work: 1 person off"),
        (Indicator.SKILLED_WORKERS, 1499, "1 more skilled workers would be enough"),
        (Indicator.SKILLED_WORKERS, 1499, "Skilled workers 1,499 ÷ People at work 3,000 = 49.97 %"),
        (Indicator.MEAN_MONTHLY_WAGE_FEN, 659_999, "Mean monthly wage 6,599.99 yuan ÷"),
        (Indicator.MEAN_MONTHLY_WAGE_FEN, 659_999, "0.01 yuan more on the mean monthly wage would be enough"),
        (Indicator.MEAN_MONTHLY_WAGE_FEN, 659_999, "= 9.9998 %"),
        (Indicator.SKILLED_WORKERS, None, "Not reported: Skilled workers"),
        (Indicator.INDUSTRY_MEAN_MONTHLY_WAGE_FEN, None, "Not reported: Mean monthly wage of the industry"),
    ],
)
def test_the_arithmetic_is_shown_and_a_near_miss_is_not_rounded_away(
    client, session, sign_in, indicator, value, sentence
):
    brand = BrandFactory(category="mid_high_skill", state=BrandState.COUNTY_LISTED)
    figures = {
        Indicator.WORKFORCE: 3000,
        Indicator.SKILLED_WORKERS: 1500,
        Indicator.MEAN_MONTHLY_WAGE_FEN: 660_000,
        Indicator.INDUSTRY_MEAN_MONTHLY_WAGE_FEN: 600_000,
    } | {indicator: value}
    for one, figure in figures.items():
        if figure is not None:
            BrandFigureFactory(brand_id=brand.id, indicator=one, value=figure)

    page = visit(sign_in(AccountFactory(county_official=True)), f"/certifications/brands/{brand.id}")

    assert sentence in page


def test_money_is_said_as_people_of_the_city_say_it(client, session, sign_in):
    brand = BrandFactory(category="livelihood", state=BrandState.COUNTY_LISTED)
    BrandFigureFactory(brand_id=brand.id, indicator=Indicator.ANNUAL_LABOUR_INCOME_FEN, value=230_000_000_000)

    page = text_of(sign_in(AccountFactory(county_official=True)).get(f"/certifications/brands/{brand.id}"))

    assert "23 亿元" in page
    assert "25 亿元" in page


def test_the_leading_enterprise_that_comes_nearest_is_named(people):
    member = BrandMemberFactory(brand=people.brand, is_leading=True)
    EnterpriseReportFactory(enterprise_id=member.enterprise_id)

    page = visit(people.at_enterprise, people.address)

    assert f"{member.enterprise.name} comes nearest." in page
    assert "Fixed assets: 50,000,000 yuan (asked: at least 40,000,000 yuan)" in page
    assert "Debts as a share of all assets: 40 % (asked: less than 60 %)" in page


def test_figures_that_are_too_old_count_no_more(client, session, sign_in):
    brand = BrandFactory(state=BrandState.COUNTY_LISTED)
    BrandFigureFactory(brand_id=brand.id, year=BrandFigureFactory.year - 2)

    page = visit(sign_in(AccountFactory(county_official=True)), f"/certifications/brands/{brand.id}")

    assert "has reported no figures that still count" in page
    assert "People at work: not reported" in page


def test_a_brand_is_certified_after_county_and_city_have_looked(people, session, fresh):
    address = certified_way(people, session)
    assert fresh().get(Brand, people.brand.id).state is BrandState.CITY_CANDIDATE
    page = visit(people.at_city, address)
    assert "All conditions are met" in page
    assert "The certificate is issued at once" in page

    assert step(people.at_city, address, "certify").status_code == 302

    brand = fresh().get(Brand, people.brand.id)
    certificate = fresh().scalars(select(BrandCertificate)).one()
    assert (brand.state, brand.tier) == (BrandState.CITY_CERTIFIED, BrandTier.CITY)
    assert certificate.state is CertificateState.VALID
    decision = fresh().scalars(select(AuditEntry).where(AuditEntry.action == "certification.certify")).one()
    assert decision.rule_version == "2022-trial"
    assert decision.figures["indicators"]["workforce"] == "2500"
    assert decision.figures["passed"] is True
    assert "certificate.issue" in actions(fresh)
    decided = visit(people.at_enterprise, address)
    assert "Decided by the standard 2022-trial" in decided
    assert "People at work: 2,500 people" in decided


def test_what_the_city_sends_back_is_corrected_and_comes_again(people, session, fresh):
    address = certified_way(people, session)

    step(people.at_city, address, "send_back", reason="缺少培训计划")
    assert fresh().get(Brand, people.brand.id).state is BrandState.COUNTY_LISTED
    page = visit(people.at_enterprise, address)
    assert "市里的王科长 writes" in page
    assert "缺少培训计划" in page
    step(people.at_enterprise, address, "submit")
    step(people.at_county, address, "forward")
    step(people.at_city, address, "certify")

    assert state(fresh) is CertificationState.CERTIFIED


def test_what_a_county_applies_for_itself_goes_to_the_city_at_once(people, session, fresh):
    address = apply(people, "county")
    with_evidence(session.get(Certification, int(address.rsplit("/", 1)[1])), is_met=None)

    step(people.at_county, address, "submit")

    assert state(fresh) is CertificationState.AT_CITY
    refused = say(people.at_county, address)
    assert refused.status_code == 422
    assert "Somebody else has to decide" in text_of(refused)
    say(people.at_city, address)
    step(people.at_city, address, "certify")
    assert state(fresh) is CertificationState.CERTIFIED


def test_nobody_certifies_what_they_applied_for_and_the_attempt_is_noted(people, session, fresh):
    brand = BrandFactory(state=BrandState.COUNTY_LISTED, division_code=YANGZHOU)
    address = people.at_city.post(f"/certifications/brands/{brand.id}/apply").location
    step(people.at_city, address, "submit")

    assert "Somebody else has to decide" in visit(people.at_city, address)
    for name, data in (("certify", {}), ("refuse", {"reason": "不行"}), ("send_back", {"reason": "不行"})):
        answer = step(people.at_city, address, name, **data)
        assert answer.status_code == 422
        assert "Somebody else has to decide" in text_of(answer)

    assert state(fresh) is CertificationState.AT_CITY
    assert actions(fresh).count("certification.conflict") == 3


def test_who_forwards_for_the_county_does_not_decide_for_the_city(app, people, session, sign_in, fresh):
    brand = BrandFactory(state=BrandState.COUNTY_LISTED, division_code=YANGZHOU)
    certification = CertificationFactory(brand=brand, state=CertificationState.AT_COUNTY)
    with_evidence(certification)
    address = f"/certifications/{certification.id}"
    step(people.at_city, address, "forward")

    refused = step(people.at_city, address, "refuse", reason="不行")
    assert refused.status_code == 422
    colleague = sign_in(AccountFactory(city_official=True), on=app.test_client())
    step(colleague, address, "refuse", reason="规模不够")

    assert state(fresh) is CertificationState.REFUSED


def test_a_brand_that_does_not_meet_the_standard_is_not_certified(people, session, fresh):
    address = apply(people)
    with_evidence(session.get(Certification, int(address.rsplit("/", 1)[1])), is_met=None)
    step(people.at_enterprise, address, "submit")
    say(people.at_county, address, conditions=[one for one in ASKED if one != "B2"])
    step(people.at_county, address, "forward")

    answer = step(people.at_city, address, "certify")

    assert answer.status_code == 422
    assert "The standard is not fulfilled. Missing: B2." in text_of(answer)
    assert "It can be certified once every condition is met" in visit(people.at_city, address)
    assert state(fresh) is CertificationState.AT_CITY
    assert fresh().scalar(select(func.count()).select_from(BrandCertificate)) == 0


def test_a_reason_is_asked_for_at_its_field_and_stays_typed(people, session, fresh):
    address = certified_way(people, session)

    for name in ("send_back", "refuse"):
        assert "Please say why." in text_of(step(people.at_city, address, name, reason=" "))
    answer = step(people.at_city, address, "send_back", reason="长" * 301)

    assert answer.status_code == 422
    assert "The reason has 301 characters." in text_of(answer)
    assert "长长长" in answer.text
    assert state(fresh) is CertificationState.AT_CITY


def test_a_step_that_is_not_open_is_refused_and_changes_nothing(people, session, fresh):
    address = apply(people)

    answer = step(people.at_city, address, "certify")

    assert answer.status_code == 422
    assert "moved on, or this step is not yours" in text_of(answer)
    assert step(people.at_city, address, "forgive").status_code == 404
    assert state(fresh) is CertificationState.PREPARING


def test_a_brand_applies_once_at_a_time(people, fresh):
    apply(people)

    answer = people.at_county.post(f"{people.address}/apply", headers=ENGLISH, follow_redirects=True)

    assert "an application that is not decided yet" in text_of(answer)
    assert fresh().scalar(select(func.count()).select_from(Certification)) == 1


@pytest.mark.parametrize("state", [BrandState.NURTURING, BrandState.SURVEYED, BrandState.EXITED])
def test_a_brand_that_is_not_listed_cannot_apply_and_is_told_why(client, session, sign_in, state):
    brand = BrandFactory(state=state)
    sign_in(AccountFactory(county_official=True))
    sentence = "A brand applies once its county has listed it"

    assert sentence in visit(client, f"/certifications/brands/{brand.id}")
    answer = client.post(f"/certifications/brands/{brand.id}/apply", headers=ENGLISH, follow_redirects=True)
    assert sentence in text_of(answer)


def test_a_certificate_is_renewed_near_its_end_and_the_new_one_replaces_it(people, session, fresh, sign_in, app):
    old = BrandCertificateFactory(issued_on=people.brand.created_at.date(), brand=people.brand)
    people.brand.state, people.brand.tier = BrandState.PROVINCIAL, BrandTier.PROVINCE
    session.commit()
    refused = people.at_enterprise.post(f"{people.address}/apply", headers=ENGLISH, follow_redirects=True)
    assert "half a year before its certificate ends" in text_of(refused)
    old.valid_until = old.issued_on
    session.commit()

    address = certified_way(people, session)
    step(people.at_city, address, "certify")

    states = fresh().scalars(select(BrandCertificate.state).order_by(BrandCertificate.id)).all()
    assert states == [CertificateState.REPLACED, CertificateState.VALID]
    assert fresh().get(Brand, people.brand.id).state is BrandState.PROVINCIAL


# What officials say of conditions.


def test_findings_are_kept_changed_and_taken_back(people, session, fresh):
    address = apply(people)
    with_evidence(session.get(Certification, int(address.rsplit("/", 1)[1])), is_met=None)
    step(people.at_enterprise, address, "submit")

    def said():
        return {row.condition: row.is_met for row in fresh().scalars(select(Attestation))}

    assert "answers are kept" in text_of(
        people.at_county.post(
            f"{address}/attestations",
            data={"said-B1": "met", "said-C3": "part:provincial", "said-B2": "not_met"},
            headers=ENGLISH,
            follow_redirects=True,
        )
    )
    assert said() == {"B1": True, "C3.provincial": True, "B2": False}
    people.at_county.post(f"{address}/attestations", data={"said-C3": "part:national", "said-B2": "", "said-B1": "met"})
    assert said() == {"B1": True, "C3.national": True}
    people.at_county.post(f"{address}/attestations", data={"said-C3": "not_met"})
    assert said() == {"B1": True, "C3": False}
    assert "Nothing was changed." in text_of(
        people.at_county.post(
            f"{address}/attestations", data={"said-C3": "not_met"}, headers=ENGLISH, follow_redirects=True
        )
    )
    assert actions(fresh).count("certification.attest") == 3


def test_nothing_is_found_fulfilled_that_no_file_shows(people, session, fresh):
    address = apply(people)
    with_evidence(session.get(Certification, int(address.rsplit("/", 1)[1])), is_met=None, conditions=["B1"])
    step(people.at_enterprise, address, "submit")

    answer = say(people.at_county, address, conditions=["B1", "B2"])

    assert answer.status_code == 422
    assert "Condition B2 has no evidence yet" in text_of(answer)
    assert fresh().scalars(select(Attestation)).all() == []


def test_a_finding_that_was_not_offered_is_refused(people, session):
    address = apply(people)
    step(people.at_enterprise, address, "submit")

    for word in ("perhaps", "part:galactic"):
        assert people.at_county.post(f"{address}/attestations", data={"said-C3": word}).status_code == 400
    people.at_county.post(f"{address}/attestations", data={"said-C1": "met"})
    assert session.scalars(select(Attestation)).all() == []


def test_findings_are_for_officials_while_it_is_with_them(people, session):
    address = apply(people)

    assert people.at_enterprise.post(f"{address}/attestations", data={"said-B1": "met"}).status_code == 403
    assert people.at_county.post(f"{address}/attestations", data={"said-B1": "not_met"}).status_code == 422


# Who may look.


def test_other_counties_and_other_enterprises_see_nothing_of_it(app, people, session, sign_in):
    address = apply(people)
    others = [
        sign_in(AccountFactory(county_official=True, division_code=BAOYING), on=app.test_client()),
        sign_in(
            AccountFactory(role=Role.ENTERPRISE, enterprise_id=BrandMemberFactory().enterprise_id), on=app.test_client()
        ),
    ]
    for other in others:
        visit(other, address, status=404)
        visit(other, people.address, status=404)
        assert step(other, address, "withdraw", reason="x").status_code == 404
        assert other.post(f"{people.address}/apply").status_code == 404


def test_a_member_that_is_not_leading_sees_how_the_brand_stands_and_no_more(app, people, session, sign_in):
    member = BrandMemberFactory(brand=people.brand)
    browser = sign_in(AccountFactory(role=Role.ENTERPRISE, enterprise_id=member.enterprise_id), on=app.test_client())
    address = apply(people)

    assert "People at work" in visit(browser, people.address)
    assert people.brand.name_en in visit(browser, MINE)
    visit(browser, address, status=404)
    assert browser.post(f"{people.address}/apply").status_code == 403


def test_a_member_acts_where_the_brand_has_no_leading_enterprise(app, session, sign_in):
    member = BrandMemberFactory(brand=BrandFactory(state=BrandState.COUNTY_LISTED))
    waiting = BrandMemberFactory(brand=member.brand, approved_at=None)
    browser = sign_in(AccountFactory(role=Role.ENTERPRISE, enterprise_id=member.enterprise_id), on=app.test_client())
    other = sign_in(AccountFactory(role=Role.ENTERPRISE, enterprise_id=waiting.enterprise_id), on=app.test_client())

    assert browser.post(f"/certifications/brands/{member.brand.id}/apply").status_code == 302
    visit(other, f"/certifications/brands/{member.brand.id}", status=404)


def test_the_list_shows_the_own_division_by_state(app, people, session, sign_in):
    certification = CertificationFactory(
        brand=BrandFactory(division_code=GAOYOU, name="高邮鸭蛋工"), state=CertificationState.AT_COUNTY
    )
    CertificationFactory(
        brand=BrandFactory(division_code=BAOYING, name_en="Baoying Lotus Growers"), state=CertificationState.AT_COUNTY
    )

    page = visit(people.at_county, "/office/certifications")

    assert certification.brand.name_en in page
    assert "Baoying Lotus Growers" not in page
    assert "Baoying Lotus Growers" in visit(people.at_city, "/office/certifications?state=at_county")
    assert "No application stands here" in visit(people.at_county, "/office/certifications?state=refused")
    visit(people.at_county, "/office/certifications?state=nonsense", status=400)


def test_pages_ask_the_database_as_often_for_many(people, session, count_queries):
    address = apply(people)
    with_evidence(session.get(Certification, int(address.rsplit("/", 1)[1])))
    pages = [
        (people.at_enterprise, MINE),
        (people.at_enterprise, people.address),
        (people.at_enterprise, address),
        (people.at_city, "/office/certifications?state=preparing"),
        (people.at_city, "/office/certifications/certificates"),
    ]
    counts = []
    for browser, page in pages:
        visit(browser, page)
        with count_queries() as counted:
            visit(browser, page)
        counts.append(len(counted.statements))
    for _ in range(4):
        other = listed_brand()
        mine = session.get(Enterprise, people.enterprise.enterprise_id)
        BrandMemberFactory(brand=other.brand, enterprise=mine, is_leading=True)
        with_evidence(CertificationFactory(brand=other.brand))
        BrandCertificateFactory(brand=BrandFactory())
    again = []
    for browser, page in pages:
        with count_queries() as counted:
            visit(browser, page)
        again.append(len(counted.statements))

    assert counts == again
    assert max(counts) < 10, counts
