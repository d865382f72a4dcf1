"""Reviews of certified brands: a quarter finds who fell, time to mend it, suspension, exit, and the way back."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from domain.accounts import Role
from domain.brand_reviews import CaseState, quarter_of
from domain.brands import BrandState, BrandTier, Indicator
from domain.certifications import CertificateState, CertificationState
from domain.messages import MessageKind
from jobs import brands
from tests.factories import (
    BAOYING,
    TODAY,
    YANGZHOU,
    AccountFactory,
    BrandCertificateFactory,
    BrandMemberFactory,
    CertificationFactory,
)
from tests.webapp.brands import listed_brand, with_evidence
from tests.webapp.pages import ENGLISH, text_of, visit
from webapp.models import AuditEntry, Brand, BrandCertificate, BrandFigure, BrandReview, Message, RectificationCase

QUARTER = str(quarter_of(TODAY))


def certified(workforce=2500, **fields):
    """A brand that holds a certificate, with what officials have said of it."""
    people = listed_brand(
        workforce=workforce, **({"state": BrandState.CITY_CERTIFIED, "tier": BrandTier.CITY} | fields)
    )
    certification = CertificationFactory(
        brand=people.brand, state=CertificationState.CERTIFIED, applied_by_id=people.enterprise.id
    )
    with_evidence(certification)
    people.certificate = BrandCertificateFactory(brand=people.brand, certification=certification)
    return people


@pytest.fixture
def run(app):
    """Lets the night do its work on a day."""

    def run(work, today=TODAY):
        with app.app_context():
            return work(Run(today, app.config["SETTINGS"]))

    return run


class Run:
    id = 1

    def __init__(self, today, settings):
        self.today, self.settings = today, settings

    def progress(self, done, total, note=""):
        pass


@pytest.fixture
def fallen(session, run):
    """A brand that the review of the quarter has found below the standard."""
    people = certified(workforce=1500, name="高邮刀鱼面点师")
    run(brands.review)
    return people


@pytest.fixture
def city(client, session, sign_in):
    client.set_cookie("locale", "en")
    return sign_in(AccountFactory(city_official=True))


def case_of(fresh):
    return fresh().scalars(select(RectificationCase)).one()


def state_of(fresh, people):
    return fresh().get(Brand, people.brand.id).state


def worth(fresh, people):
    return fresh().get(BrandCertificate, people.certificate.id).state


def actions(fresh):
    return fresh().scalars(select(AuditEntry.action).order_by(AuditEntry.id)).all()


def recover(session, people):
    figure = session.scalars(
        select(BrandFigure).where(BrandFigure.brand_id == people.brand.id, BrandFigure.indicator == Indicator.WORKFORCE)
    ).one()
    figure.value = 9000
    session.commit()


def decide(browser, fresh, state, **data):
    return browser.post(f"/certifications/cases/{case_of(fresh).id}/{state}", data=data, headers=ENGLISH)


# The quarter.


def test_a_quarter_holds_every_certified_brand_against_the_standard(session, run, fresh):
    good = certified()
    fell = certified(workforce=1999)
    listed_brand()

    counts = run(brands.review)

    assert counts == {"reviewed": 2, "passed": 1, "fell": 1, "cases": 1}
    reviews = {row.brand_id: row for row in fresh().scalars(select(BrandReview))}
    assert reviews[good.brand.id].passed
    assert not reviews[fell.brand.id].passed
    assert reviews[fell.brand.id].quarter == QUARTER
    assert reviews[fell.brand.id].standard_version == "2022-trial"
    case = case_of(fresh)
    assert (case.brand_id, case.state, case.due_on) == (fell.brand.id, CaseState.OPEN, TODAY + timedelta(days=90))
    assert [finding["id"] for finding in case.findings] == ["C1"]
    opened = fresh().scalars(select(AuditEntry).where(AuditEntry.action == "case.open")).one()
    assert (opened.account_id, opened.rule_version) == (None, "2022-trial")
    assert opened.figures["indicators"]["workforce"] == "1999"


def test_reviewing_again_changes_nothing_and_the_next_quarter_opens_no_second_case(session, run, fresh):
    certified(workforce=10)
    run(brands.review)

    assert run(brands.review) == {"reviewed": 0, "passed": 0, "fell": 0, "cases": 0}
    later = run(brands.review, TODAY + timedelta(days=92))

    assert (later["reviewed"], later["cases"]) == (1, 0)
    assert fresh().scalar(select(func.count()).select_from(RectificationCase)) == 1
    assert fresh().scalar(select(func.count()).select_from(BrandReview)) == 2


def test_a_brand_that_was_certified_meanwhile_is_reviewed_with_the_next_run(session, run):
    certified()
    run(brands.review)
    certified(workforce=1)

    assert run(brands.review) == {"reviewed": 1, "passed": 0, "fell": 1, "cases": 1}


def test_an_application_to_renew_does_not_disturb_the_review(session, run):
    people = certified()
    CertificationFactory(brand=people.brand, state=CertificationState.PREPARING)

    assert run(brands.review)["passed"] == 1


def test_figures_that_are_too_old_are_no_figures(session, run, fresh):
    people = certified()
    session.query(BrandFigure).update({"year": TODAY.year - 3})
    session.commit()

    assert run(brands.review)["fell"] == 1
    assert fresh().scalars(select(BrandReview.year)).all() == [None]
    assert people.brand.id == case_of(fresh).brand_id


def test_the_brand_is_told_and_reads_on_its_desk_what_to_mend(client, fallen, sign_in, fresh):
    sign_in(fallen.enterprise)

    told = fresh().scalars(select(Message).where(Message.account_id == fallen.enterprise.id)).all()
    assert [message.kind for message in told] == [MessageKind.CASE_MOVED]
    assert fallen.brand.name_en in visit(client, "/enterprise")
    page = visit(client, f"/certifications/cases/{case_of(fresh).id}")
    assert "People at work: 500 people off" in page
    assert "To be mended until" in page
    assert "Your decision" not in page
    assert "is below the standard" in visit(client, "/messages")


# The deadline.


def test_a_brand_is_reminded_and_suspended_after_its_deadline(client, fallen, session, run, fresh):
    due = TODAY + timedelta(days=90)

    assert run(brands.follow_up, due - timedelta(days=31))["brands_reminded"] == 0
    for days in (30, 7, 0):
        assert run(brands.follow_up, due - timedelta(days=days))["brands_reminded"] == 1
        assert run(brands.follow_up, due - timedelta(days=days))["brands_reminded"] == 0
    assert worth(fresh, fallen) is CertificateState.VALID
    assert run(brands.follow_up, due + timedelta(days=1))["suspended"] == 1
    assert run(brands.follow_up, due + timedelta(days=2))["suspended"] == 0

    assert case_of(fresh).state is CaseState.SUSPENDED
    assert worth(fresh, fallen) is CertificateState.SUSPENDED
    assert state_of(fresh, fallen) is BrandState.SUSPENDED
    assert actions(fresh).count("case.remind") == 3
    told = (
        fresh().scalars(select(Message.words).where(Message.kind == MessageKind.CASE_MOVED).order_by(Message.id)).all()
    )
    assert [words["what"] for words in told] == ["opened", "reminded", "reminded", "reminded", "suspended"]
    assert "This certificate is suspended" in visit(client, f"/certificates/{fallen.certificate.token}")


def test_a_brand_that_has_come_up_again_is_not_suspended(fallen, session, run, fresh):
    recover(session, fallen)

    assert run(brands.follow_up, TODAY + timedelta(days=120))["suspended"] == 0
    assert case_of(fresh).state is CaseState.OPEN


def test_nights_that_were_missed_are_made_up_with_one_reminder(fallen, run):
    due = TODAY + timedelta(days=90)

    assert run(brands.follow_up, due - timedelta(days=3))["brands_reminded"] == 1
    assert run(brands.follow_up, due - timedelta(days=2))["brands_reminded"] == 0


# What officials decide.


def test_more_time_is_given_and_never_less(city, fallen, fresh):
    address = f"/certifications/cases/{case_of(fresh).id}"
    later = TODAY + timedelta(days=150)

    for day, sentence in (
        ((TODAY + timedelta(days=10)).isoformat(), "The new deadline must lie after"),
        ("soon", "Please type a day as 2026-12-31."),
        ("", "Please fill this in."),
    ):
        answer = city.post(f"{address}/deadline", data={"due_on": day}, headers=ENGLISH)
        assert answer.status_code == 422
        assert sentence in text_of(answer)
    city.post(f"{address}/deadline", data={"due_on": later.isoformat()})

    assert case_of(fresh).due_on == later
    assert "case.extend" in actions(fresh)


def test_a_case_ends_as_mended_once_the_brand_meets_the_standard_and_not_before(city, fallen, session, run, fresh):
    run(brands.follow_up, TODAY + timedelta(days=91))
    assert "once the brand meets the standard again" in visit(city, f"/certifications/cases/{case_of(fresh).id}")
    assert "still below the standard" in text_of(decide(city, fresh, "rectified", reason="已整改"))
    recover(session, fallen)

    assert "Please say why." in text_of(decide(city, fresh, "rectified", reason=" "))
    assert decide(city, fresh, "rectified", reason="从业规模已恢复").status_code == 302

    case = case_of(fresh)
    assert (case.state, case.ended_on, case.reason) == (CaseState.RECTIFIED, TODAY, "从业规模已恢复")
    assert worth(fresh, fallen) is CertificateState.VALID
    assert state_of(fresh, fallen) is BrandState.CITY_CERTIFIED
    ended = fresh().scalars(select(AuditEntry).where(AuditEntry.action == "case.rectified")).one()
    assert ended.rule_version == "2022-trial"


def test_a_brand_of_the_province_comes_back_as_one(city, session, run, fresh):
    people = certified(workforce=10, state=BrandState.PROVINCIAL, tier=BrandTier.PROVINCE)
    run(brands.review)
    decide(city, fresh, "suspended", reason="抽查发现重大问题")
    assert state_of(fresh, people) is BrandState.SUSPENDED
    recover(session, people)
    decide(city, fresh, "rectified", reason="已整改")

    assert state_of(fresh, people) is BrandState.PROVINCIAL


def test_a_brand_leaves_by_the_act_of_an_official_and_may_come_back(city, fallen, fresh, client):
    answer = decide(city, fresh, "exited", reason="企业已停产，无法整改")

    assert answer.status_code == 302
    assert state_of(fresh, fallen) is BrandState.EXITED
    assert worth(fresh, fallen) is CertificateState.REVOKED
    assert case_of(fresh).state is CaseState.EXITED
    assert "This certificate was revoked" in visit(client, f"/certificates/{fallen.certificate.token}")
    move = fresh().scalars(select(AuditEntry).where(AuditEntry.action == "brand.move")).one()
    assert move.figures["state"] == "exited"
    assert decide(city, fresh, "exited", reason="再次").status_code == 422


def test_a_brand_that_is_applying_is_not_let_go(city, fallen, session, fresh):
    CertificationFactory(brand=fallen.brand, state=CertificationState.AT_CITY)

    assert "an application that is not decided yet" in text_of(decide(city, fresh, "exited", reason="停产"))
    assert state_of(fresh, fallen) is BrandState.CITY_CERTIFIED


def test_who_applied_for_a_brand_does_not_end_its_case(client, session, run, sign_in, fresh):
    official = AccountFactory(city_official=True)
    people = listed_brand(workforce=10, state=BrandState.CITY_CERTIFIED, division_code=YANGZHOU)
    with_evidence(
        CertificationFactory(brand=people.brand, state=CertificationState.CERTIFIED, applied_by_id=official.id)
    )
    run(brands.review)
    recover(session, people)

    answer = decide(sign_in(official), fresh, "rectified", reason="已整改")

    assert answer.status_code == 422
    assert "Somebody else has to decide" in text_of(answer)


def test_an_official_opens_a_case_by_hand_and_suspends_at_once(city, session, fresh, client):
    people = certified()
    address = f"/certifications/brands/{people.brand.id}/case"
    assert "Suspend or revoke" in visit(city, f"/certifications/certificates/{people.certificate.id}")

    refused = city.post(address, data={"reason": "长" * 301}, headers=ENGLISH)
    assert refused.status_code == 422
    assert "长长长" in refused.text
    page = text_of(city.post(address, data={"reason": "收到多起欠薪投诉"}, headers=ENGLISH, follow_redirects=True))
    assert "收到多起欠薪投诉" in page
    again = city.post(address, data={"reason": "收到多起欠薪投诉"}, headers=ENGLISH)
    assert "The case has moved on" in text_of(again)
    decide(city, fresh, "suspended", reason="情节严重")

    assert worth(fresh, people) is CertificateState.SUSPENDED
    page = visit(city, f"/certifications/certificates/{people.certificate.id}")
    assert "情节严重" in page
    assert "To the case" in page
    decide(city, fresh, "rectified", reason="已全部支付")
    assert worth(fresh, people) is CertificateState.VALID


def test_a_brand_that_is_not_certified_has_nothing_to_mend(city, session, fresh):
    people = listed_brand()

    answer = city.post(f"/certifications/brands/{people.brand.id}/case", data={"reason": "x"}, headers=ENGLISH)

    assert answer.status_code == 422


def test_what_is_no_decision_leads_nowhere(city, fallen, fresh):
    for state in ("open", "nonsense"):
        assert decide(city, fresh, state, reason="x").status_code == 404


# The end of a certificate.


def test_a_brand_is_told_once_at_each_step_towards_the_end_of_its_certificate(session, run, fresh):
    people = certified()
    end = people.certificate.valid_until

    told = [run(brands.follow_up, end - timedelta(days=days))["warned"] for days in (200, 180, 179, 30, 29, 7, 0)]

    assert told == [0, 1, 0, 1, 0, 1, 0]
    assert worth(fresh, people) is CertificateState.VALID


def test_a_brand_whose_certificate_has_ended_is_suspended_until_it_is_renewed(session, run, fresh, client, sign_in):
    people = certified(state=BrandState.PROVINCIAL, tier=BrandTier.PROVINCE)
    people.certificate.valid_until = TODAY - timedelta(days=1)
    session.commit()

    assert run(brands.follow_up)["ended"] == 1
    assert run(brands.follow_up)["ended"] == 0

    assert state_of(fresh, people) is BrandState.SUSPENDED
    assert "This certificate has expired" in visit(client, f"/certificates/{people.certificate.token}")
    sign_in(people.enterprise)
    assert "Apply for the certificate" in visit(client, f"/certifications/brands/{people.brand.id}")


# Who sees what.


def test_officials_see_the_quarters_and_cases_of_their_division(app, session, run, sign_in):
    ours, theirs = certified(workforce=10), certified(workforce=10, division_code=BAOYING, name="宝应莲藕工")
    good = certified()
    run(brands.review)
    county = sign_in(ours.county, on=app.test_client())

    page = visit(county, "/office/certifications/cases")
    assert ours.brand.name_en in page
    assert theirs.brand.name_en not in page
    assert QUARTER in page
    quarter = visit(county, f"/office/certifications/reviews/{QUARTER}")
    assert ours.brand.name_en in quarter
    assert good.brand.name_en in quarter
    assert theirs.brand.name_en not in quarter
    assert "C1 People at work: 1,990 people off" in quarter
    assert good.brand.name_en not in visit(county, f"/office/certifications/reviews/{QUARTER}?fell=1")
    visit(county, "/office/certifications/reviews/1999Q1", status=404)
    assert "No case stands here" in visit(county, "/office/certifications/cases?state=exited")


def test_a_county_reads_a_case_and_does_not_decide_it(app, fallen, sign_in, fresh):
    county = sign_in(fallen.county, on=app.test_client())
    stranger = sign_in(AccountFactory(county_official=True, division_code=BAOYING), on=app.test_client())
    address = f"/certifications/cases/{case_of(fresh).id}"

    assert "People at work" in visit(county, address)
    assert county.post(f"{address}/exited", data={"reason": "x"}).status_code == 403
    visit(stranger, address, status=404)
    member = BrandMemberFactory(brand=fallen.brand)
    other = sign_in(AccountFactory(role=Role.ENTERPRISE, enterprise_id=member.enterprise_id), on=app.test_client())
    visit(other, address, status=404)


def test_pages_ask_the_database_as_often_for_many(city, session, run, fresh, count_queries):
    first = certified(workforce=10)
    run(brands.review)
    case = case_of(fresh)
    pages = [
        "/office/certifications/cases",
        f"/office/certifications/reviews/{QUARTER}",
        f"/certifications/cases/{case.id}",
    ]
    counts = []
    for page in pages:
        visit(city, page)
        with count_queries() as counted:
            visit(city, page)
        counts.append(len(counted.statements))
    for _ in range(4):
        certified(workforce=10)
    run(brands.review)
    again = []
    for page in pages:
        with count_queries() as counted:
            visit(city, page)
        again.append(len(counted.statements))

    assert counts == again
    assert max(counts) < 10, counts
    assert first.brand.name_en in visit(city, pages[0])
