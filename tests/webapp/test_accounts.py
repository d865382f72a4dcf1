"""Accounts: opened with a phone number, entered with a password, and never by anybody else."""

import pytest
from sqlalchemy import select

from domain.accounts import Role
from tests.factories import GAOYOU, SANDUO, AccountFactory, EnterpriseFactory, valid_uscc
from tests.webapp.pages import ENGLISH, text_of, visit
from webapp.extensions import limiter
from webapp.models import Account, Agency, AuditEntry, Enterprise
from webapp.services.accounts import hash_password

PHONE = "13912345678"
PASSWORD = "a good password"


@pytest.fixture
def worker(session):
    return AccountFactory(phone=PHONE, password_hash=hash_password(PASSWORD), name="张晓燕")


def sign_up(client, kind="worker", **changes):
    typed = {"name": "张晓燕", "phone": PHONE, "password": PASSWORD, "terms": "1"} | changes
    return client.post(f"/sign-up/{kind}", data=typed, headers=ENGLISH)


def organisation(**changes):
    return {
        "uscc": valid_uscc(7),
        "name": "高邮湖畔餐饮有限公司",
        "division_code": SANDUO,
        "contact_name": "李明",
        "licence_number": "人服证字〔2026〕第1号",
        "licence_valid_until": "2099-12-31",
    } | changes


def sign_in(client, phone=PHONE, password=PASSWORD, where=""):
    return client.post(f"/sign-in{where}", data={"phone": phone, "password": password}, headers=ENGLISH)


def test_a_worker_signs_up_and_goes_on_to_the_profile(client, fresh):
    answer = sign_up(client, phone="+86 139 1234 5678")

    assert answer.status_code == 302
    assert answer.location.endswith("/me/profile/wishes")
    account = fresh().scalars(select(Account)).one()
    assert (account.phone, account.role) == (PHONE, Role.WORKER)
    assert account.password_hash.startswith("$argon2id$")
    visit(client, "/account")


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"phone": "12345"}, "This is not a mobile number."),
        ({"phone": ""}, "Mobile phone"),
        ({"password": "short"}, "needs at least"),
        ({"password": "12345678"}, "too easy to guess"),
        ({"password": PHONE}, "too easy to guess"),
        ({"password": "x" * 10_000}, "may have at most"),
        ({"name": "  "}, "Your name"),
        ({"name": "长" * 10_000}, "10000 characters"),
        ({"terms": ""}, "Without your agreement"),
    ],
)
def test_what_is_wrong_is_said_at_the_field_and_nothing_typed_is_lost(client, fresh, changes, said):
    answer = sign_up(client, **changes)

    assert answer.status_code == 422
    assert said in text_of(answer)
    assert fresh().scalars(select(Account)).all() == []
    if "name" not in changes:
        assert 'value="张晓燕"' in answer.text
    assert PASSWORD not in answer.text


def test_a_refusal_is_said_in_chinese_to_who_reads_chinese(client):
    answer = client.post(
        "/sign-up/worker", data={"phone": "1", "name": "王"}, headers={"Accept-Language": "zh-CN,zh;q=0.9"}
    )

    assert "手机号" in text_of(answer)
    assert "This is not" not in text_of(answer)


def test_a_phone_number_has_one_account(client, worker):
    answer = sign_up(client)

    assert answer.status_code == 422
    assert "There is an account with this number already." in text_of(answer)


@pytest.mark.parametrize("kind", ["enterprise", "agency"])
def test_a_wrong_check_digit_is_found(client, fresh, kind):
    right = valid_uscc(7)
    wrong = right[:-1] + ("0" if right[-1] != "0" else "1")

    answer = sign_up(client, kind, **organisation(uscc=wrong))

    assert answer.status_code == 422
    assert "Unified social credit code" in text_of(answer)
    assert wrong in answer.text
    assert fresh().scalars(select(Account)).all() == []


def test_an_enterprise_signs_up_and_waits_to_be_verified(client, fresh):
    answer = sign_up(client, "enterprise", **organisation())

    assert answer.status_code == 302
    enterprise = fresh().scalars(select(Enterprise)).one()
    assert enterprise.verified_at is None
    account = fresh().scalars(select(Account)).one()
    assert (account.role, account.enterprise_id) == (Role.ENTERPRISE, enterprise.id)


def test_an_agency_signs_up_with_its_licence(client, fresh):
    answer = sign_up(client, "agency", **organisation())

    assert answer.status_code == 302
    assert fresh().scalars(select(Agency)).one().licence_number == "人服证字〔2026〕第1号"


def test_an_agency_whose_licence_has_ended_is_refused(client, fresh):
    answer = sign_up(client, "agency", **organisation(licence_valid_until="2020-01-01"))

    assert answer.status_code == 422
    assert fresh().scalars(select(Agency)).all() == []


def test_an_enterprise_has_one_entry(client, session, fresh):
    EnterpriseFactory(uscc=valid_uscc(7))

    answer = sign_up(client, "enterprise", **organisation())

    assert answer.status_code == 422
    assert len(fresh().scalars(select(Enterprise)).all()) == 1
    assert fresh().scalars(select(Account)).all() == []


def test_the_right_password_opens_the_desk_of_the_role(client, worker):
    answer = sign_in(client)

    assert answer.status_code == 302
    assert answer.location.endswith("/me")


@pytest.mark.parametrize(("phone", "password"), [(PHONE, "another password"), ("13800000000", PASSWORD)])
def test_which_of_both_is_wrong_is_not_said(client, worker, phone, password):
    answer = sign_in(client, phone, password)

    assert answer.status_code == 422
    assert "do not belong together" in text_of(answer)
    assert f'value="{phone}"' in answer.text
    assert client.get("/me").status_code == 302


def test_who_is_locked_stays_outside_and_who_is_inside_is_out(client, session, sign_in, worker, fresh):
    administrator = AccountFactory(administrator=True)
    inside = client.application.test_client()
    sign_in(worker, on=inside)
    assert inside.get("/account").status_code == 200
    sign_in(administrator)

    client.post(f"/admin/accounts/{worker.id}/lock")

    assert inside.get("/account").status_code == 302
    refused = client.application.test_client().post(
        "/sign-in", data={"phone": PHONE, "password": PASSWORD}, headers=ENGLISH
    )
    assert "This account is locked." in text_of(refused)
    assert "account.lock" in fresh().scalars(select(AuditEntry.action)).all()


@pytest.mark.parametrize(
    ("wanted", "leads_to"),
    [
        ("/me/applications", "/me/applications"),
        ("https://evil.example/", "/me"),
        ("//evil.example/", "/me"),
        ("/\\evil.example", "/me"),
        ("javascript:alert(1)", "/me"),
    ],
)
def test_after_the_door_one_stays_on_this_site(client, worker, wanted, leads_to):
    answer = client.post("/sign-in", query_string={"next": wanted}, data={"phone": PHONE, "password": PASSWORD})

    assert answer.location == leads_to


def test_a_page_for_members_leads_to_the_door_and_back(client, worker):
    answer = client.get("/me/applications")

    assert "/sign-in?next=/me/applications" in answer.location.replace("%2F", "/")


def test_nobody_is_signed_out_by_a_link(client, sign_in, worker):
    sign_in(worker)

    assert client.get("/sign-out").status_code == 405
    assert client.get("/account").status_code == 200
    client.post("/sign-out")
    assert client.get("/account").status_code == 302


def test_a_new_password_ends_the_sessions_elsewhere(client, sign_in, worker):
    elsewhere = client.application.test_client()
    sign_in(worker, on=elsewhere)
    sign_in(worker)

    answer = client.post("/account/password", data={"old_password": PASSWORD, "password": "another good one"})

    assert answer.status_code == 302
    assert client.get("/account").status_code == 200
    assert elsewhere.get("/account").status_code == 302


@pytest.mark.parametrize(
    ("old", "new"), [("not the old one", "another good one"), (PASSWORD, PASSWORD), (PASSWORD, "short")]
)
def test_a_password_is_changed_by_who_knows_it_to_a_better_one(client, sign_in, worker, fresh, old, new):
    before = worker.password_hash
    sign_in(worker)

    answer = client.post("/account/password", data={"old_password": old, "password": new})

    assert answer.status_code == 422
    assert fresh().get(Account, worker.id).password_hash == before


def test_who_tries_too_often_waits(app, worker, another_app):
    limiter.enabled = True
    try:
        limited = another_app(app.config["SETTINGS"])
        limited.config.update(TESTING=True, WTF_CSRF_ENABLED=False)
        client = limited.test_client()
        # A new minute may begin in between.
        codes = [sign_in(client, password=f"guess {number} of many").status_code for number in range(22)]
    finally:
        limiter.reset()
        limiter.enabled = False

    assert codes[0] == 422
    assert 429 in codes


def test_the_administrator_appoints_an_official_and_tells_the_password_once(client, session, sign_in, fresh):
    sign_in(AccountFactory(administrator=True))
    typed = {"role": "county_official", "division_code": GAOYOU, "name": "陈科长", "phone": "13700000001"}

    answer = client.post("/admin/accounts/new", data=typed, follow_redirects=True)

    assert answer.status_code == 200
    appointed = fresh().scalars(select(Account).where(Account.phone == "13700000001")).one()
    assert (appointed.role, appointed.division_code) == (Role.COUNTY_OFFICIAL, GAOYOU)
    assert appointed.password_hash not in answer.text


@pytest.mark.parametrize(("role", "division"), [("county_official", ""), ("county_official", "320100"), ("worker", "")])
def test_nobody_is_appointed_where_the_role_does_not_fit(client, session, sign_in, fresh, role, division):
    sign_in(AccountFactory(administrator=True))
    typed = {"role": role, "division_code": division, "name": "陈科长", "phone": "13700000001"}

    answer = client.post("/admin/accounts/new", data=typed)

    assert answer.status_code == 422
    assert fresh().scalars(select(Account).where(Account.phone == "13700000001")).all() == []


def test_the_administrator_does_not_lock_the_own_account(client, session, sign_in, fresh):
    own = AccountFactory(administrator=True)
    sign_in(own)

    client.post(f"/admin/accounts/{own.id}/lock")

    assert fresh().get(Account, own.id).may_sign_in


def test_a_form_without_its_token_does_nothing(app, client, worker):
    app.config["WTF_CSRF_ENABLED"] = True
    try:
        answer = client.post("/sign-out", headers=ENGLISH)
    finally:
        app.config["WTF_CSRF_ENABLED"] = False

    assert answer.status_code == 400
