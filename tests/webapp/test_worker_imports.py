"""People whom a county enters from Excel: with a recorded consent, row by row, and taken over by code later."""

import io
import re

import pytest
from sqlalchemy import select
from werkzeug.datastructures import FileStorage

from domain.accounts import Role
from domain.skill_certificates import CertificateKind
from domain.skills import SkillLevel
from domain.worker_imports import ProofOfConsent
from domain.workers import ConsentPurpose
from tests.factories import (
    BAOYING,
    CHEF,
    AccountFactory,
    WorkerFactory,
    WorkerIdentityFactory,
    valid_identity,
)
from tests.webapp.pages import ENGLISH, text_of, visit
from webapp.models import (
    Account,
    AuditEntry,
    Certificate,
    Consent,
    Message,
    Worker,
    WorkerIdentity,
    WorkerOccupation,
)
from webapp.services.spreadsheets import read_sheet, write_sheet

IMPORT = "/office/talents/import"
PERSON = {
    "姓名": "李桂芳",
    "手机号": "139 0000 1111",
    "身份证号": "",
    "出生年份": "1981",
    "居住地": "高邮三垛镇",
    "求职工种": CHEF,
    "企业可以找到档案": "是",
    "可参加岗位、招聘会、劳务输出匹配": "否",
    "授权文号": "邮人社授〔2026〕0001",
    "同意时间": "2026-11-02",
    "同意方式": "纸质签字",
}


@pytest.fixture
def official(session):
    return AccountFactory(county_official=True)


@pytest.fixture
def desk(app, sign_in, official):
    return sign_in(official, on=app.test_client())


def heads_of(desk):
    """The heads of the template, in Chinese."""
    answer = desk.get(f"{IMPORT}/template", headers={"Accept-Language": "zh-CN"})
    return [head.rstrip("*") for head in read_sheet(answer.data)[0].cells]


def send(desk, *people, address=IMPORT):
    heads = heads_of(desk)
    rows = [[{**PERSON, **person}.get(head, "") for head in heads] for person in people]
    data = {"file": FileStorage(io.BytesIO(write_sheet("人员", heads, rows)), "人员.xlsx")}
    return desk.post(address, data=data, headers=ENGLISH)


def test_the_template_has_every_column_that_the_rows_of_this_test_fill(desk):
    assert set(PERSON) <= set(heads_of(desk))


def test_a_person_is_entered_with_the_consent_that_was_recorded(desk, official, fresh):
    answer = send(desk, {"技能等级": "四级", "证书名称": "中式烹调师", "证书编号": "S1", "技能": "炒锅、切配"})

    assert answer.status_code == 302
    database = fresh()
    worker = database.scalars(select(Worker)).one()
    assert (worker.account_id, worker.phone, worker.birth_year, worker.skill_level) == (
        None,
        "13900001111",
        1981,
        SkillLevel.LEVEL_4,
    )
    assert database.scalars(select(WorkerOccupation.occupation_code)).all() == [CHEF]
    certificate = database.scalars(select(Certificate)).one()
    assert (certificate.kind, certificate.number) == (CertificateKind.SKILL_LEVEL, "S1")
    consents = database.scalars(select(Consent)).all()
    assert {row.purpose for row in consents} == {ConsentPurpose.TERMS, ConsentPurpose.FINDABLE}
    assert {(row.proof, row.reference, row.recorded_by_id) for row in consents} == {
        (ProofOfConsent.SIGNED_PAPER, "邮人社授〔2026〕0001", official.id)
    }
    (entry,) = database.scalars(select(AuditEntry).where(AuditEntry.action == "worker.enter")).all()
    assert entry.figures["reference"] == "邮人社授〔2026〕0001"
    assert "signed on paper 邮人社授〔2026〕0001" in visit(desk, f"/office/talents/{worker.id}")


def test_an_identity_number_is_kept_locked_away_and_says_the_year(desk, official, fresh):
    send(desk, {"身份证号": valid_identity("19790612"), "出生年份": ""})

    database = fresh()
    assert database.scalars(select(Worker)).one().birth_year == 1979
    row = database.scalars(select(WorkerIdentity)).one()
    assert (row.recorded_by_id, valid_identity("19790612") in row.sealed) == (official.id, False)
    purposes = database.scalars(select(Consent.purpose)).all()
    assert ConsentPurpose.IDENTITY in purposes


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"授权文号": ""}, "Please fill this in."),
        ({"同意方式": ""}, "Please fill this in."),
        ({"同意方式": "口头"}, "is none of"),
        ({"同意时间": "2099-01-01"}, "This day has not come yet."),
        ({"同意时间": "2001-01-01"}, "Please ask anew"),
        ({"授权文号": "长" * 50}, "The reference has 50 characters."),
        ({"手机号": "12345"}, "This is not a mobile number"),
        ({"身份证号": "321000198106120009"}, "One of the digits is mistyped."),
        ({"身份证号": "1"}, "An identity number has 18 characters"),
        ({"身份证号": valid_identity("19790612")}, "The identity number says that the year of birth is 1979."),
        ({"身份证号": valid_identity(), "同意方式": "电话录音"}, "only where somebody has signed for it"),
        ({"出生年份": ""}, "Please give the year of birth, or the identity number."),
        ({"出生年份": "2020"}, "The law lets people work from 16 on."),
        ({"居住地": "宝应县"}, "This place is not in your division."),
        ({"居住地": "火星"}, "is no place that we know"),
        ({"求职工种": "qqqqzzzz"}, "is no occupation that we know"),
        ({"姓名": "长" * 50}, "The name"),
        ({"从业年限": "400"}, "The years must lie between"),
        ({"证书名称": "中式烹调师", "发证日期": "1985-01-01"}, "you were still a child"),
    ],
)
def test_a_row_that_cannot_stand_comes_back_with_its_reason(desk, fresh, changes, sentence):
    answer = send(desk, changes)

    assert answer.status_code == 422
    assert sentence in text_of(answer)
    assert fresh().scalars(select(Worker)).all() == []


def test_good_rows_are_kept_beside_bad_ones_which_can_be_downloaded(desk, fresh):
    answer = send(desk, {}, {"姓名": "王小宝", "授权文号": ""}, {"姓名": "赵远"})

    assert answer.status_code == 200
    assert "2 people are entered." in text_of(answer)
    assert {row.name for row in fresh().scalars(select(Worker))} == {"李桂芳", "赵远"}
    carried = re.search(r'name="rows" value="([^"]*)"', answer.text)[1]
    carried = carried.replace("&#34;", '"').replace("&amp;", "&")
    file = desk.post(f"{IMPORT}/refused", data={"rows": carried}, headers=ENGLISH)
    _heads, row = read_sheet(file.data)
    assert row.cells[1] == "王小宝"
    assert "Please fill this in." in row.cells[0]
    assert desk.post(f"{IMPORT}/refused", data={"rows": "[[1"}).status_code == 400


def test_nobody_is_entered_twice(desk, session, fresh):
    WorkerFactory(name="李桂芳", phone="13900001111", birth_year=1981)
    WorkerIdentityFactory(worker_id=WorkerFactory().id)
    twice = {"姓名": "赵远", "手机号": "13900009999"}

    answer = send(desk, {}, {"姓名": "桂芳", "身份证号": valid_identity()}, twice, twice)

    assert text_of(answer).count("This person is in the database already") == 3
    assert len(fresh().scalars(select(Worker)).all()) == 3


@pytest.mark.parametrize("content", [b"", b"no table", b"PK\x03\x04 broken"])
def test_a_file_that_is_no_table_is_refused_with_a_reason(desk, content):
    data = {"file": FileStorage(io.BytesIO(content), "x.xlsx")}

    assert desk.post(IMPORT, data=data).status_code == 422


@pytest.fixture
def entered(session):
    return WorkerFactory(name="李桂芳", phone="13900001111", birth_year=1981)


@pytest.fixture
def newcomer(client, session, sign_in):
    account = AccountFactory(role=Role.WORKER, phone="13900001111", name="新账户")
    sign_in(account)
    return account


def code(fresh):
    return fresh().scalars(select(Message).order_by(Message.id.desc())).first().words["code"]


def claim(client, **typed):
    return client.post("/me/claim", data={"birth_year": "1981"} | typed, headers=ENGLISH)


def test_who_signs_up_with_the_phone_takes_the_profile_over_with_a_code(client, entered, newcomer, fresh):
    page = visit(client, "/me/profile/wishes")
    assert "A profile waits for you" in page
    assert "李桂芳" not in page
    client.post("/me/claim/code")

    answer = claim(client, code=code(fresh))

    assert answer.location.endswith("/me/profile")
    database = fresh()
    assert database.get(Worker, entered.id).account_id == newcomer.id
    assert database.get(Account, newcomer.id).name == "李桂芳"
    assert len(database.scalars(select(Worker)).all()) == 1
    assert len(database.scalars(select(AuditEntry).where(AuditEntry.action == "worker.claim")).all()) == 1
    assert client.get("/me/claim").location.endswith("/me/profile")


def test_a_wrong_code_or_year_gives_nothing_away_and_the_attempts_end(client, entered, newcomer, fresh):
    assert "Please have a code sent first." in text_of(claim(client, code="123456"))
    client.post("/me/claim/code")
    right = code(fresh)

    assert "The profile has another year of birth." in text_of(claim(client, code=right, birth_year="1990"))
    wrong = f"{(int(right) + 1) % 10**6:06d}"
    for _ in range(4):
        answer = claim(client, code=wrong)
        assert answer.status_code == 422
        assert "李桂芳" not in answer.text

    assert "tried too often" in text_of(claim(client, code=right))
    assert fresh().get(Worker, entered.id).account_id is None


def test_of_a_family_with_one_phone_the_year_says_who_it_is(client, session, entered, newcomer, fresh):
    son = WorkerFactory(name="李小宝", phone="13900001111", birth_year=2004)
    client.post("/me/claim/code")

    claim(client, code=code(fresh), birth_year="2004")

    assert fresh().get(Worker, son.id).account_id == newcomer.id
    assert fresh().get(Worker, entered.id).account_id is None


def test_codes_are_not_sent_one_after_another(client, entered, newcomer, fresh):
    client.post("/me/claim/code")
    again = client.post("/me/claim/code", headers=ENGLISH, follow_redirects=True)

    assert "A code is on its way." in text_of(again)
    assert len(fresh().scalars(select(Message)).all()) == 1


def test_where_nothing_waits_nothing_is_sent(client, session, sign_in, fresh):
    account = AccountFactory(role=Role.WORKER, phone="13900007777")
    sign_in(account)
    WorkerFactory(phone="13900001111", division_code=BAOYING)
    WorkerFactory(account_id=AccountFactory().id, phone="13900007777")

    assert client.post("/me/claim/code").status_code == 302
    assert client.get("/me/claim").status_code == 302
    assert fresh().scalars(select(Message)).all() == []
    assert "A profile waits" not in visit(client, "/me/profile/wishes")
