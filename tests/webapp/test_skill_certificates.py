"""Certificates of workers: written, shown, verified by the own county, and counted as what they are."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from domain.accounts import Role
from domain.messages import MessageKind
from domain.skill_certificates import CertificateKind, CertificateStanding
from domain.skills import Licence, SkillLevel
from tests.factories import (
    BAOYING,
    NOW,
    TODAY,
    AccountFactory,
    CertificateFactory,
    EnterpriseFactory,
    VacancyFactory,
    WorkerFactory,
)
from tests.webapp.pages import ENGLISH, text_of, visit
from tests.webapp.papers import picture, send
from webapp.kept_files import evidence_store
from webapp.models import AuditEntry, Certificate, Message, VacancyLicence, Worker
from webapp.services import evidence

NEW = "/me/profile/certificates/new"
QUEUE = "/office/certificates"
TYPED = {
    "name": "中式烹调师",
    "level": "4",
    "number": "S000032010001234000123",
    "issuer": "江苏省职业技能鉴定中心",
    "issued_on": "2012-06-01",
    "valid_until": "",
}
PDF = b"%PDF-1.7\n" + b"0" * 200 + b"\n%%EOF\n"


@pytest.fixture
def worker(client, session, sign_in):
    account = AccountFactory(role=Role.WORKER)
    sign_in(account)
    return WorkerFactory(account_id=account.id, name="李桂芳", skill_level=SkillLevel.NONE)


@pytest.fixture
def desk(app, session, sign_in):
    """The official of Gaoyou, in a browser of their own."""
    return sign_in(AccountFactory(county_official=True), on=app.test_client())


def only(fresh):
    return fresh().scalars(select(Certificate)).one()


def test_a_certificate_with_its_picture_waits_for_an_official(client, worker, fresh):
    answer = send(client, f"{NEW}?kind=skill_level", TYPED, file=picture())

    assert answer.location.endswith("/me/profile#certificates")
    row = only(fresh)
    assert (row.kind, row.standing, row.level) == (
        CertificateKind.SKILL_LEVEL,
        CertificateStanding.WAITING,
        SkillLevel.LEVEL_3,
    )
    assert (row.number, row.issued_on.isoformat(), row.shown_at is not None) == (
        "S000032010001234000123",
        "2012-06-01",
        True,
    )
    stored = fresh().get(Worker, worker.id)
    assert (stored.skill_level, stored.verified_level) == (SkillLevel.LEVEL_3, SkillLevel.NONE)
    assert "waits for an official" in visit(client, "/me/profile")


def test_without_a_picture_it_is_only_said_and_the_picture_may_come_later(client, worker, fresh):
    client.post(f"{NEW}?kind=skill_level", data=TYPED)
    row = only(fresh)
    assert row.standing is CertificateStanding.CLAIMED
    assert "Show its picture" in visit(client, "/me/profile")

    send(client, f"/me/profile/certificates/{row.id}", TYPED, file=PDF, name="证书.pdf")

    assert only(fresh).standing is CertificateStanding.WAITING


def test_a_special_ability_says_what_was_assessed(client, worker, fresh):
    client.post(f"{NEW}?kind=special_ability", data={"name": "扬州包子制作", "items": "和面、调馅，捏褶"})

    row = only(fresh)
    assert (row.kind, row.items, row.level) == (
        CertificateKind.SPECIAL_ABILITY,
        ["和面", "调馅", "捏褶"],
        SkillLevel.NONE,
    )
    assert "和面、调馅、捏褶" in visit(client, "/me/profile")


@pytest.mark.parametrize(
    ("kind", "changes", "sentence"),
    [
        ("skill_level", {"name": ""}, "Please give the name of the certificate."),
        ("skill_level", {"level": ""}, "Please choose the level"),
        ("skill_level", {"level": "99"}, "Please choose one of the list."),
        ("skill_level", {"number": "1" * 400}, "This is too long"),
        ("skill_level", {"issued_on": "2026-02-30"}, "Please type a day"),
        ("skill_level", {"issued_on": (TODAY + timedelta(days=1)).isoformat()}, "This day has not come yet."),
        ("skill_level", {"issued_on": "1985-01-01"}, "you were still a child"),
        ("skill_level", {"valid_until": "2011-01-01"}, "It would end before it was issued."),
        ("special_ability", {"items": ""}, "Please name what was assessed"),
        ("licence", {"licence": ""}, "Please choose which licence it is."),
        ("licence", {"licence": "flying"}, "Please choose one of the list."),
    ],
)
def test_what_stands_on_no_certificate_is_said_at_its_field(client, worker, fresh, kind, changes, sentence):
    answer = client.post(f"{NEW}?kind={kind}", data=TYPED | changes, headers=ENGLISH)

    assert answer.status_code == 422
    assert sentence in text_of(answer)
    assert fresh().scalars(select(Certificate)).all() == []


@pytest.mark.parametrize(
    ("content", "name", "sentence"),
    [
        (b"MZ\x90 a program", "证书.jpg", "The file is not what its name says"),
        (b"<script>alert(1)</script>", "证书.html", "Please send a PDF, or a picture"),
        (b"", "证书.jpg", "Please choose a file that is not empty."),
        (PDF + bytes(7 * 1024 * 1024), "证书.pdf", "The file is larger than 7 megabytes"),
    ],
)
def test_a_paper_that_is_none_is_refused_and_what_was_typed_stays(client, worker, fresh, content, name, sentence):
    answer = send(client, f"{NEW}?kind=skill_level", TYPED, file=content, name=name)

    assert answer.status_code == 422
    assert sentence in text_of(answer)
    assert "S000032010001234000123" in answer.text
    assert fresh().scalars(select(Certificate)).all() == []


def test_eighty_megabytes_are_refused_at_the_field_before_they_are_read(client, worker):
    answer = send(client, f"{NEW}?kind=skill_level", TYPED, file=bytes(9 * 1024 * 1024))

    assert answer.status_code == 413
    assert "The file is larger than 7 megabytes" in text_of(answer)


def test_the_same_licence_is_entered_once(client, worker, session):
    CertificateFactory(worker_id=worker.id, kind=CertificateKind.LICENCE, licence=Licence.HEALTH, name="")

    answer = client.post(f"{NEW}?kind=licence", data={"licence": "health"}, headers=ENGLISH)

    assert answer.status_code == 422
    assert "Your profile has this one already." in text_of(answer)


def test_an_unknown_kind_is_refused_by_name(client, worker):
    assert "kind" in visit(client, f"{NEW}?kind=magic", status=400)


def test_the_certificates_of_somebody_else_stay(client, session, worker, fresh):
    other = CertificateFactory(worker_id=WorkerFactory().id)

    assert client.post(f"/me/profile/certificates/{other.id}/remove").status_code == 404
    assert client.get(f"/me/profile/certificates/{other.id}").status_code == 404
    assert client.post(f"/me/profile/certificates/{other.id}", data=TYPED).status_code == 404
    assert only(fresh).name == other.name


def test_who_removes_what_was_proved_has_it_proved_no_more(client, session, worker, fresh):
    row = CertificateFactory(worker_id=worker.id, level=SkillLevel.LEVEL_3, standing=CertificateStanding.VERIFIED)
    worker.verified_level = SkillLevel.LEVEL_3
    session.commit()

    client.post(f"/me/profile/certificates/{row.id}/remove")

    assert fresh().get(Worker, worker.id).verified_level is SkillLevel.NONE


def test_a_paper_is_seen_by_its_worker_and_the_own_county_only(app, client, session, sign_in, worker, desk, fresh):
    send(client, f"{NEW}?kind=skill_level", TYPED, file=picture())
    address = f"/certificate-papers/{only(fresh).id}"
    with client.get(address) as seen:
        assert seen.status_code == 200
        assert seen.content_type == "image/jpeg"
        assert seen.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    with desk.get(address) as seen:
        assert seen.status_code == 200

    others = (
        AccountFactory(county_official=True, division_code=BAOYING),
        AccountFactory(role=Role.WORKER),
        AccountFactory(role=Role.ENTERPRISE, enterprise_id=EnterpriseFactory().id),
    )
    answers = [sign_in(other, on=app.test_client()).get(address).status_code for other in others]

    assert answers == [404, 404, 403]
    assert app.test_client().get(address).status_code == 302


def test_an_official_holds_it_against_the_paper_and_verifies_it(client, worker, desk, session, fresh):
    send(client, f"{NEW}?kind=skill_level", TYPED, file=picture())
    row = only(fresh)
    assert "中式烹调师" in visit(desk, QUEUE)
    page = desk.get(f"{QUEUE}/{row.id}", headers=ENGLISH)
    assert f"/certificate-papers/{row.id}" in page.text
    assert "S000032010001234000123" in text_of(page)

    answer = desk.post(f"{QUEUE}/{row.id}/verify")

    assert answer.location.endswith(QUEUE)
    assert only(fresh).standing is CertificateStanding.VERIFIED
    assert fresh().get(Worker, worker.id).verified_level is SkillLevel.LEVEL_3
    (entry,) = fresh().scalars(select(AuditEntry).where(AuditEntry.action == "certificate.verify")).all()
    assert entry.figures["number"] == "S000032010001234000123"
    (message,) = fresh().scalars(select(Message).where(Message.kind == MessageKind.CERTIFICATE_DECIDED)).all()
    assert message.account_id == worker.account_id
    assert "is verified" in visit(client, "/messages")


def test_no_is_said_with_a_reason_that_the_worker_reads(client, worker, desk, fresh):
    send(client, f"{NEW}?kind=skill_level", TYPED, file=picture())
    address = f"{QUEUE}/{only(fresh).id}/refuse"

    for reason, sentence in ((" ", "Please say why"), ("长" * 300, "It may have 200.")):
        refused = desk.post(address, data={"reason": reason}, headers=ENGLISH)
        assert refused.status_code == 422
        assert sentence in text_of(refused)
    assert "长" * 300 in refused.text
    desk.post(address, data={"reason": "照片看不清编号"})

    row = only(fresh)
    assert (row.standing, row.reason) == (CertificateStanding.REFUSED, "照片看不清编号")
    assert fresh().get(Worker, worker.id).skill_level is SkillLevel.NONE
    assert "照片看不清编号" in visit(client, "/me/profile")
    assert "照片看不清编号" in visit(client, "/messages")


def test_a_better_picture_brings_it_back_to_the_queue(client, worker, desk, fresh):
    send(client, f"{NEW}?kind=skill_level", TYPED, file=picture())
    address = f"{QUEUE}/{only(fresh).id}"
    desk.post(f"{address}/refuse", data={"reason": "照片看不清编号"})

    send(client, f"/me/profile/certificates/{only(fresh).id}", TYPED, file=picture(colour=(1, 2, 3)))

    row = only(fresh)
    assert (row.standing, row.reason, row.decided_at) == (CertificateStanding.WAITING, "", None)
    assert "中式烹调师" in visit(desk, QUEUE)


def test_what_was_verified_and_is_changed_is_looked_at_again(client, session, worker, fresh):
    row = CertificateFactory(worker_id=worker.id, level=SkillLevel.LEVEL_3, standing=CertificateStanding.VERIFIED)
    worker.verified_level = SkillLevel.LEVEL_3
    session.commit()
    assert "it is looked at again" in visit(client, f"/me/profile/certificates/{row.id}")

    client.post(f"/me/profile/certificates/{row.id}", data=TYPED | {"level": "7"})

    assert only(fresh).standing is CertificateStanding.CLAIMED
    assert fresh().get(Worker, worker.id).verified_level is SkillLevel.NONE


def test_a_decision_is_not_made_twice(client, worker, desk, fresh):
    send(client, f"{NEW}?kind=skill_level", TYPED, file=picture())
    address = f"{QUEUE}/{only(fresh).id}/verify"
    desk.post(address)

    again = desk.post(address, headers=ENGLISH)

    assert again.status_code == 422
    assert "This has been decided already." in text_of(again)
    assert len(fresh().scalars(select(AuditEntry).where(AuditEntry.action == "certificate.verify")).all()) == 1


def test_what_has_run_out_is_not_verified(session, worker, desk, fresh):
    row = CertificateFactory(
        worker_id=worker.id, standing=CertificateStanding.WAITING, shown_at=NOW, valid_until=TODAY - timedelta(days=1)
    )
    assert "It has run out" in visit(desk, f"{QUEUE}/{row.id}")

    assert desk.post(f"{QUEUE}/{row.id}/verify").status_code == 422
    assert only(fresh).standing is CertificateStanding.WAITING


def test_another_county_neither_sees_nor_decides(session, app, sign_in, worker, fresh):
    row = CertificateFactory(worker_id=worker.id, standing=CertificateStanding.WAITING, shown_at=NOW)
    baoying = sign_in(AccountFactory(county_official=True, division_code=BAOYING), on=app.test_client())

    assert row.name not in visit(baoying, QUEUE)
    visit(baoying, f"{QUEUE}/{row.id}", status=404)
    assert baoying.post(f"{QUEUE}/{row.id}/verify").status_code == 404
    assert baoying.post(f"{QUEUE}/{row.id}/refuse", data={"reason": "x"}).status_code == 404
    assert only(fresh).standing is CertificateStanding.WAITING


def test_the_same_number_in_another_profile_is_pointed_out(session, worker, desk):
    row = CertificateFactory(worker_id=worker.id, number="S1", standing=CertificateStanding.WAITING, shown_at=NOW)
    CertificateFactory(worker_id=WorkerFactory(name="王小宝").id, number="S1")
    CertificateFactory(worker_id=WorkerFactory(name="赵远", division_code=BAOYING).id, number="S1")

    page = visit(desk, f"{QUEUE}/{row.id}")

    assert page.count("The same number stands in another profile") == 2
    assert "王小宝" in page
    assert "赵远" not in page


def test_after_a_decision_the_next_one_that_waits_is_shown(session, worker, desk):
    first = CertificateFactory(worker_id=worker.id, standing=CertificateStanding.WAITING, shown_at=NOW)
    second = CertificateFactory(
        worker_id=worker.id, standing=CertificateStanding.WAITING, shown_at=NOW + timedelta(hours=1)
    )

    assert desk.post(f"{QUEUE}/{first.id}/verify").location.endswith(f"{QUEUE}/{second.id}")


def test_the_queue_asks_the_database_as_often_for_many(session, worker, desk, count_queries):
    CertificateFactory(worker_id=worker.id, standing=CertificateStanding.WAITING, shown_at=NOW)
    visit(desk, QUEUE)
    with count_queries() as one:
        visit(desk, QUEUE)
    for _ in range(4):
        CertificateFactory(worker_id=WorkerFactory().id, standing=CertificateStanding.WAITING, shown_at=NOW)
    with count_queries() as many:
        visit(desk, QUEUE)

    assert len(one.statements) == len(many.statements) < 10
    visit(desk, f"{QUEUE}?page={10**9}")
    assert "standing" in visit(desk, f"{QUEUE}?standing=magic", status=400)


def test_who_looks_for_people_sees_what_is_verified_and_what_is_only_said(app, session, sign_in, worker):
    vacancy = VacancyFactory(skill_level=SkillLevel.LEVEL_3)
    desk = sign_in(AccountFactory(role=Role.ENTERPRISE, enterprise_id=vacancy.enterprise_id), on=app.test_client())
    worker.skill_level = SkillLevel.LEVEL_3
    session.commit()
    said = visit(desk, f"/enterprise/vacancies/{vacancy.id}/candidates")
    worker.verified_level = SkillLevel.LEVEL_3
    session.commit()
    proved = visit(desk, f"/enterprise/vacancies/{vacancy.id}/candidates")

    assert "not verified" in said
    assert "not verified" not in proved
    assert "· verified" in proved


def test_a_licence_that_was_refused_lets_nobody_in(app, session, sign_in, worker):
    vacancy = VacancyFactory()
    session.add(VacancyLicence(vacancy_id=vacancy.id, licence=Licence.HEALTH))
    row = CertificateFactory(worker_id=worker.id, kind=CertificateKind.LICENCE, licence=Licence.HEALTH, name="")
    desk = sign_in(AccountFactory(role=Role.ENTERPRISE, enterprise_id=vacancy.enterprise_id), on=app.test_client())
    address = f"/enterprise/vacancies/{vacancy.id}/candidates"
    assert "1 person fits" in visit(desk, address)

    row.standing = CertificateStanding.REFUSED
    session.commit()

    page = visit(desk, address)
    assert "1 person: have no licence that the law asks for" in page
    assert "1 person fits" not in page


def test_papers_that_a_profile_names_are_not_swept_away(app, client, worker, fresh):
    send(client, f"{NEW}?kind=skill_level", TYPED, file=picture())
    with app.app_context():
        store = evidence_store()
        path = store.path_of(only(fresh).file_sha256)
        assert evidence.sweep(store) == 0

    assert path.is_file()
