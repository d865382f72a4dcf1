"""Identity numbers: kept locked away, shown with stars, seen whole only by an official who says why."""

from dataclasses import replace

import pytest
from cryptography.fernet import Fernet
from sqlalchemy import select

from domain.accounts import Role
from domain.workers import ConsentPurpose
from tests.factories import (
    BAOYING,
    IDENTITY_KEY,
    AccountFactory,
    ConsentFactory,
    WorkerFactory,
    WorkerIdentityFactory,
    valid_identity,
)
from tests.webapp.pages import ENGLISH, text_of, visit
from webapp.app import create_app
from webapp.models import AuditEntry, Consent, Worker, WorkerIdentity
from webapp.services.vault import IdentityVault
from webapp.settings import SettingInvalid, Settings

OWN = "/me/profile/identity"
NUMBER = valid_identity()
MASKED = f"3****************{NUMBER[-1]}"


@pytest.fixture
def worker(client, session, sign_in):
    account = AccountFactory(role=Role.WORKER)
    sign_in(account)
    return WorkerFactory(account_id=account.id)


@pytest.fixture
def known(session):
    """Somebody of Gaoyou whose number is known."""
    worker = WorkerFactory(name="李桂芳")
    WorkerIdentityFactory(worker_id=worker.id)
    return worker


@pytest.fixture
def gaoyou(client, session, sign_in):
    account = AccountFactory(county_official=True)
    sign_in(account)
    return account


def entries(fresh, action):
    return fresh().scalars(select(AuditEntry).where(AuditEntry.action == action)).all()


def standing(session, worker):
    asked = select(Consent.purpose).where(Consent.worker_id == worker.id, Consent.withdrawn_at.is_(None))
    return set(session.scalars(asked))


def test_a_number_is_kept_locked_away_with_a_consent_of_its_own(client, worker, fresh):
    typed = f"{NUMBER[:6]} {NUMBER[6:14]} {NUMBER[14:]}".lower()
    answer = client.post(OWN, data={"identity": typed, "agrees_identity": "1"}, headers=ENGLISH)

    assert answer.location.endswith("/me/profile")
    session = fresh()
    row = session.scalars(select(WorkerIdentity)).one()
    vault = IdentityVault((IDENTITY_KEY,))
    assert NUMBER not in row.sealed
    assert vault.open(row.sealed) == NUMBER
    assert row.blind_index == vault.blind_indexes(NUMBER)[0]
    assert row.recorded_by_id is None
    assert ConsentPurpose.IDENTITY in standing(session, worker)
    page = client.get("/me/profile").text
    assert MASKED in page
    assert NUMBER not in page


@pytest.mark.parametrize(
    ("number", "agrees", "sentence"),
    [
        ("", "1", "Please fill this in."),
        (NUMBER[:-1], "1", "An identity number has 18 characters, you typed 17."),
        (NUMBER[:-1] + ("1" if NUMBER[-1] != "1" else "2"), "1", "One of the digits is mistyped."),
        ("x" * 10_000, "1", "An identity number has 18 characters"),
        ("<script>alert</scr", "1", "An identity number has digits only"),
        (valid_identity("20200101"), "1", "The law lets people work from 16 on."),
        (valid_identity("19010101"), "1", "Please check the year of birth."),
        (NUMBER, "", "only if you agree to it"),
    ],
)
def test_what_cannot_be_kept_is_said_at_its_field_and_not_lost(client, worker, fresh, number, agrees, sentence):
    answer = client.post(OWN, data={"identity": number, "agrees_identity": agrees}, headers=ENGLISH)

    assert answer.status_code == 422
    assert sentence in text_of(answer)
    assert "<script>alert" not in answer.text
    if number:
        assert "x" * 50 in answer.text or number[:16].replace("<", "&lt;").replace(">", "&gt;") in answer.text
    assert fresh().scalars(select(WorkerIdentity)).all() == []


def test_the_year_of_birth_follows_from_the_number(client, worker, fresh):
    client.post(OWN, data={"identity": valid_identity("19790612"), "agrees_identity": "1"})

    assert fresh().get(Worker, worker.id).birth_year == 1979


def test_another_number_has_to_be_confirmed_anew_and_the_same_stays_confirmed(client, session, worker, fresh):
    WorkerIdentityFactory(worker_id=worker.id)
    worker.is_verified = True
    session.commit()

    client.post(OWN, data={"identity": NUMBER, "agrees_identity": "1"})
    assert fresh().get(Worker, worker.id).is_verified
    client.post(OWN, data={"identity": valid_identity("19810613"), "agrees_identity": "1"})

    assert not fresh().get(Worker, worker.id).is_verified
    assert len(fresh().scalars(select(WorkerIdentity)).all()) == 1


def test_who_deletes_the_number_takes_the_consent_back(client, session, worker, fresh):
    WorkerIdentityFactory(worker_id=worker.id)
    ConsentFactory(worker_id=worker.id, purpose=ConsentPurpose.IDENTITY)

    client.post(f"{OWN}/forget")

    session = fresh()
    assert session.scalars(select(WorkerIdentity)).all() == []
    assert ConsentPurpose.IDENTITY not in standing(session, worker)


def test_the_page_of_consents_leaves_the_number_and_its_consent_alone(client, session, worker, fresh):
    WorkerIdentityFactory(worker_id=worker.id)
    ConsentFactory(worker_id=worker.id, purpose=ConsentPurpose.IDENTITY)
    assert "To take this back, delete the number." in visit(client, "/me/profile/consents")

    client.post("/me/profile/consents", data={"hardship": ""})

    session = fresh()
    assert standing(session, worker) == {ConsentPurpose.TERMS, ConsentPurpose.IDENTITY}
    assert len(session.scalars(select(WorkerIdentity)).all()) == 1


def test_an_official_sees_stars_and_with_a_reason_the_number_which_stays_on_record(client, gaoyou, known, fresh):
    address = f"/office/talents/{known.id}"
    page = client.get(address).text
    assert MASKED in page
    assert NUMBER not in page

    refused = client.post(f"{address}/identity", data={"reason": " "}, headers=ENGLISH)
    assert refused.status_code == 422
    assert NUMBER not in refused.text
    assert entries(fresh, "identity.view") == []
    answer = client.post(f"{address}/identity", data={"reason": "核对职业技能等级证书"}, headers=ENGLISH)

    assert NUMBER in answer.text
    assert answer.headers["Cache-Control"] == "no-store"
    (entry,) = entries(fresh, "identity.view")
    assert (entry.account_id, entry.subject_type, entry.subject_id) == (gaoyou.id, "worker", known.id)
    assert entry.figures == {"reason": "核对职业技能等级证书"}
    assert NUMBER not in client.get(address).text


def test_a_reason_that_is_too_long_is_said_and_kept(client, gaoyou, known):
    answer = client.post(f"/office/talents/{known.id}/identity", data={"reason": "长" * 200}, headers=ENGLISH)

    assert answer.status_code == 422
    assert "长" * 200 in answer.text


def test_nobody_collects_numbers(client, session, gaoyou, fresh):
    workers = [WorkerFactory() for _ in range(51)]
    for number, worker in enumerate(workers):
        WorkerIdentityFactory(worker_id=worker.id, number=valid_identity(serial=number))
        answer = client.post(f"/office/talents/{worker.id}/identity", data={"reason": "x"}, headers=ENGLISH)

    assert answer.status_code == 422
    assert "That is enough for one day." in text_of(answer)
    assert len(entries(fresh, "identity.view")) == 50


def test_another_county_sees_nothing_of_the_person(client, session, sign_in, known, fresh):
    sign_in(AccountFactory(county_official=True, division_code=BAOYING))
    address = f"/office/talents/{known.id}"

    assert "李桂芳" not in visit(client, "/office/talents")
    visit(client, address, status=404)
    assert client.post(f"{address}/identity", data={"reason": "x"}).status_code == 404
    assert client.post(f"{address}/identity/confirm").status_code == 404
    assert entries(fresh, "identity.view") == []


def test_an_official_who_has_seen_the_card_confirms_it_once(client, gaoyou, known, fresh):
    address = f"/office/talents/{known.id}/identity/confirm"
    client.post(address)
    client.post(address)

    assert fresh().get(Worker, known.id).is_verified
    assert len(entries(fresh, "identity.confirm")) == 1


def test_who_has_no_number_has_none_to_see_or_confirm(client, gaoyou, session, fresh):
    address = f"/office/talents/{WorkerFactory().id}/identity"

    assert client.post(address, data={"reason": "x"}).status_code == 422
    answer = client.post(f"{address}/confirm", headers=ENGLISH, follow_redirects=True)

    assert "No identity number has been entered" in text_of(answer)
    assert entries(fresh, "identity.confirm") == []


@pytest.fixture
def with_keys(app):
    def with_keys(*keys):
        app.config["SETTINGS"] = replace(app.config["SETTINGS"], identity_keys=",".join(keys))

    return with_keys


def test_without_a_key_nothing_is_asked_for_and_nothing_kept(client, worker, with_keys, fresh):
    with_keys()

    assert "the operator has set no key" in visit(client, OWN)
    answer = client.post(OWN, data={"identity": NUMBER, "agrees_identity": "1"}, headers=ENGLISH)

    assert answer.status_code == 422
    assert fresh().scalars(select(WorkerIdentity)).all() == []


def test_a_key_that_was_thrown_away_breaks_no_page(client, gaoyou, known, with_keys):
    with_keys(Fernet.generate_key().decode())

    assert "*" * 18 in visit(client, f"/office/talents/{known.id}")
    answer = client.post(f"/office/talents/{known.id}/identity", data={"reason": "x"}, headers=ENGLISH)
    assert answer.status_code == 422
    assert "the operator has changed the key" in text_of(answer)


def test_keys_are_changed_and_the_old_one_is_thrown_away(app, known, with_keys, fresh):
    newer = app.test_cli_runner().invoke(args=["identities", "new-key"]).output.strip()
    with_keys(newer, IDENTITY_KEY)

    done = app.test_cli_runner().invoke(args=["identities", "lock-anew"])

    assert done.output == "1 numbers are locked with the first key.\n"
    row = fresh().scalars(select(WorkerIdentity)).one()
    vault = IdentityVault((newer,))
    assert vault.open(row.sealed) == NUMBER
    assert vault.blind_indexes(NUMBER) == (row.blind_index,)


def test_numbers_that_no_key_opens_are_not_locked_anew(app, known, with_keys, fresh):
    with_keys(Fernet.generate_key().decode())

    done = app.test_cli_runner().invoke(args=["identities", "lock-anew"])

    assert done.exit_code == 1
    assert IdentityVault((IDENTITY_KEY,)).open(fresh().scalars(select(WorkerIdentity)).one().sealed) == NUMBER


def test_a_key_that_is_none_is_said_at_the_start():
    with pytest.raises(SettingInvalid, match="LAOPIN_IDENTITY_KEYS"):
        create_app(Settings(secret_key="x", identity_keys="short"))
