"""Officials verify who employs and read what is advertised; a county in its own places only."""

import pytest
from sqlalchemy import select

from domain.accounts import Role
from domain.vacancies import VacancyState
from tests.factories import BAOYING, AccountFactory, AgencyFactory, EnterpriseFactory, VacancyFactory
from tests.webapp.pages import ENGLISH, text_of, visit
from webapp.models import Agency, AuditEntry, Enterprise, Vacancy

OFFICE = "/office/verifications"
ADVERTISEMENTS = "/office/advertisements"


@pytest.fixture
def gaoyou(client, session, sign_in):
    return sign_in(AccountFactory(county_official=True))


@pytest.fixture
def baoying(app, session, sign_in):
    return sign_in(AccountFactory(county_official=True, division_code=BAOYING), on=app.test_client())


@pytest.fixture
def enterprise(session):
    return EnterpriseFactory(unverified=True, name="高邮湖畔餐饮有限公司")


@pytest.fixture
def waiting(session, enterprise):
    return VacancyFactory(enterprise=enterprise, state=VacancyState.IN_REVIEW, opened_at=None, title="冷菜厨师")


def actions(fresh):
    return [row.action for row in fresh().scalars(select(AuditEntry))]


def test_what_was_prepared_opens_when_the_enterprise_is_verified(gaoyou, enterprise, waiting, fresh):
    assert enterprise.name in visit(gaoyou, OFFICE)
    page = visit(gaoyou, f"{OFFICE}/enterprises/{enterprise.id}")
    assert enterprise.uscc in page.replace(" ", "")
    assert "冷菜厨师" in page

    gaoyou.post(f"{OFFICE}/enterprises/{enterprise.id}/verify")

    assert fresh().get(Enterprise, enterprise.id).verified_at is not None
    assert fresh().get(Vacancy, waiting.id).state is VacancyState.OPEN
    assert "enterprise.verify" in actions(fresh)


def test_nobody_is_sent_back_without_a_reason(gaoyou, enterprise, fresh):
    address = f"{OFFICE}/enterprises/{enterprise.id}/send-back"

    refused = gaoyou.post(address, data={"reason": " "}, headers=ENGLISH)
    assert refused.status_code == 422
    long = gaoyou.post(address, data={"reason": "长" * 10_000}, headers=ENGLISH)
    assert long.status_code == 422
    assert "长长长" in long.text
    gaoyou.post(address, data={"reason": "执照照片不清楚"})

    assert fresh().get(Enterprise, enterprise.id).refused_reason == "执照照片不清楚"
    assert "enterprise.send_back" in actions(fresh)


def test_who_was_sent_back_reads_why_and_comes_again(app, sign_in, gaoyou, enterprise, fresh):
    gaoyou.post(f"{OFFICE}/enterprises/{enterprise.id}/send-back", data={"reason": "执照照片不清楚"})
    desk = sign_in(AccountFactory(role=Role.ENTERPRISE, enterprise_id=enterprise.id), on=app.test_client())
    assert "执照照片不清楚" in visit(desk, "/enterprise/profile")

    data = {"name": "高邮湖畔餐饮管理有限公司", "division_code": enterprise.division_code}
    assert desk.post("/enterprise/profile", data=data).status_code == 302

    kept = fresh().get(Enterprise, enterprise.id)
    assert (kept.name, kept.refused_reason) == ("高邮湖畔餐饮管理有限公司", "")
    assert "高邮湖畔餐饮管理有限公司" in visit(gaoyou, OFFICE)


def test_a_county_neither_sees_nor_decides_about_another(baoying, enterprise, waiting, fresh):
    agency = AgencyFactory(verified_at=None)

    assert enterprise.name not in visit(baoying, OFFICE)
    for address in (
        f"{OFFICE}/enterprises/{enterprise.id}",
        f"{OFFICE}/agencies/{agency.id}",
        f"{ADVERTISEMENTS}/{waiting.id}",
    ):
        visit(baoying, address, status=404)
    for address in (
        f"{OFFICE}/enterprises/{enterprise.id}/verify",
        f"{OFFICE}/enterprises/{enterprise.id}/send-back",
        f"{OFFICE}/agencies/{agency.id}/verify",
        f"{ADVERTISEMENTS}/{waiting.id}/approve",
        f"{ADVERTISEMENTS}/{waiting.id}/send-back",
    ):
        assert baoying.post(address, data={"reason": "x"}).status_code == 404
    assert fresh().get(Enterprise, enterprise.id).verified_at is None


def test_an_agency_is_verified_by_its_licence(gaoyou, session, fresh):
    agency = AgencyFactory(verified_at=None)
    assert agency.name in visit(gaoyou, f"{OFFICE}/agencies")
    assert agency.licence_number in visit(gaoyou, f"{OFFICE}/agencies/{agency.id}")

    gaoyou.post(f"{OFFICE}/agencies/{agency.id}/verify")

    assert fresh().get(Agency, agency.id).verified_at is not None
    assert "agency.verify" in actions(fresh)


def test_an_agency_is_sent_back_with_a_reason(gaoyou, session, fresh):
    agency = AgencyFactory(verified_at=None)
    address = f"{OFFICE}/agencies/{agency.id}/send-back"

    assert gaoyou.post(address, data={"reason": ""}).status_code == 422
    gaoyou.post(address, data={"reason": "许可证已过期"})

    assert fresh().get(Agency, agency.id).refused_reason == "许可证已过期"


def test_to_verify_twice_is_said_and_changes_nothing(gaoyou, enterprise, fresh):
    gaoyou.post(f"{OFFICE}/enterprises/{enterprise.id}/verify")
    moment = fresh().get(Enterprise, enterprise.id).verified_at

    gaoyou.post(f"{OFFICE}/enterprises/{enterprise.id}/verify")

    assert fresh().get(Enterprise, enterprise.id).verified_at == moment
    assert actions(fresh).count("enterprise.verify") == 1


def test_lists_refuse_what_they_do_not_know_and_bear_any_page(gaoyou):
    for address in (OFFICE, f"{OFFICE}/agencies", ADVERTISEMENTS):
        assert "state" in visit(gaoyou, f"{address}?state=nonsense", status=400)
        visit(gaoyou, f"{address}?page={10**9}")


def test_an_advertisement_is_approved_or_sent_back_with_what_has_to_change(gaoyou, session, fresh):
    vacancy = VacancyFactory(state=VacancyState.IN_REVIEW, opened_at=None, title="厨师（限女性）")
    other = VacancyFactory(state=VacancyState.IN_REVIEW, opened_at=None)
    assert "厨师（限女性）" in visit(gaoyou, ADVERTISEMENTS)

    assert gaoyou.post(f"{ADVERTISEMENTS}/{vacancy.id}/send-back", data={"reason": ""}).status_code == 422
    gaoyou.post(f"{ADVERTISEMENTS}/{vacancy.id}/send-back", data={"reason": "请删去性别限制"})
    gaoyou.post(f"{ADVERTISEMENTS}/{other.id}/approve")

    assert fresh().get(Vacancy, vacancy.id).state is VacancyState.REFUSED
    assert fresh().get(Vacancy, other.id).state is VacancyState.OPEN


def test_the_queue_asks_the_database_as_often_for_many(gaoyou, session, count_queries):
    EnterpriseFactory(unverified=True)
    visit(gaoyou, OFFICE)
    with count_queries() as one:
        visit(gaoyou, OFFICE)
    for _ in range(5):
        EnterpriseFactory(unverified=True)
    with count_queries() as many:
        visit(gaoyou, OFFICE)

    assert len(one.statements) == len(many.statements) < 10


def test_the_page_says_yes_in_words(gaoyou, enterprise):
    answer = gaoyou.post(f"{OFFICE}/enterprises/{enterprise.id}/verify", headers=ENGLISH, follow_redirects=True)

    assert "Verified." in text_of(answer)
