"""A mail address counts when whoever reads its mail has said yes."""

from datetime import timedelta

import pytest
from sqlalchemy import select, update

from domain.accounts import Role
from domain.alerts import AlertWay
from domain.messages import Way
from tests.factories import AccountFactory
from tests.webapp.pages import ENGLISH, text_of, visit
from tests.webapp.rounds import keep
from webapp.calendar import now
from webapp.extensions import db
from webapp.letters import compose
from webapp.models import Account, AuditEntry, Delivery, Message, SavedSearch
from webapp.services import messages
from webapp.tokens import mail_token

MAIL = "wang@example.com"


class Carrier:
    def __init__(self):
        self.taken = []

    def send(self, address, letter, *, reference):
        self.taken.append((address, letter.text))


@pytest.fixture
def account(session):
    return AccountFactory(role=Role.WORKER, phone="13912345678", locale="en")


@pytest.fixture
def as_worker(account, client, sign_in):
    return sign_in(account)


@pytest.fixture
def delivered(app):
    """Deliver what waits; the mails that went out."""

    def deliver():
        carrier = Carrier()
        with app.app_context():
            messages.deliver(dict.fromkeys(Way, carrier), compose=compose, at=now(), most=10)
        return carrier.taken

    return deliver


def give(as_worker, mail=MAIL):
    return as_worker.post("/account/mail", data={"mail": mail}, headers=ENGLISH)


def link_in(text):
    address = next(word for word in text.split() if "/account/mail/confirm/" in word)
    return address.removeprefix("http://127.0.0.1:8000")


def mail_of(fresh):
    return fresh().scalars(select(Account)).one().mail


def later(app, pause):
    """As if what was asked for had been asked for so long ago."""
    with app.app_context(), db.engine.begin() as connection:
        connection.execute(update(Account).values(mail_asked_at=now() - pause))


def test_an_address_is_confirmed_by_the_link_in_the_mail_that_goes_there_at_any_hour(
    app, as_worker, delivered, fresh, client
):
    assert give(as_worker).location.endswith("/account")
    assert "waits for the link" in visit(as_worker, "/account")
    ((address, text),) = delivered()
    assert address == MAIL
    assert mail_of(fresh) is None

    elsewhere = app.test_client()
    assert "Shall news of new vacancies come here?" in visit(elsewhere, link_in(text))
    assert mail_of(fresh) is None, "a link that is looked at confirms nothing"
    assert "Your mail address is confirmed." in text_of(elsewhere.post(link_in(text), headers=ENGLISH))

    assert mail_of(fresh) == MAIL
    assert "wang@example.com confirmed" in visit(as_worker, "/account")
    assert [entry.action for entry in fresh().scalars(select(AuditEntry))] == ["account.confirm_mail"]


def test_the_link_stands_on_no_page_and_is_forgotten_once_it_is_sent(as_worker, delivered, fresh):
    give(as_worker)
    assert "Is this your mail address" not in visit(as_worker, "/messages")

    delivered()

    assert fresh().scalars(select(Message.words)).one() == {}


def test_a_link_works_once_for_the_address_that_was_given_last_and_not_for_ever(app, as_worker, delivered, fresh):
    give(as_worker, "first@example.com")
    ((_, first),) = delivered()
    later(app, timedelta(minutes=5))
    give(as_worker)
    ((_, second),) = delivered()

    assert as_worker.post(link_in(first)).status_code == 422
    later(app, timedelta(days=4))
    assert "too old" in text_of(as_worker.post(link_in(second), headers=ENGLISH))
    later(app, timedelta(minutes=5))
    assert as_worker.post(link_in(second)).status_code == 200
    assert as_worker.post(link_in(second)).status_code == 422
    assert mail_of(fresh) == MAIL


def test_a_link_that_we_did_not_make_confirms_nothing(app, client, session):
    with app.app_context():
        of_nobody = mail_token(999_999, MAIL)

    for token in ("nonsense", of_nobody[:-2] + "xx"):
        assert client.get(f"/account/mail/confirm/{token}").status_code == 404
        assert client.post(f"/account/mail/confirm/{token}").status_code == 422
    assert client.post(f"/account/mail/confirm/{of_nobody}").status_code == 422


@pytest.mark.parametrize("typed", ["", "wang", "王@example.com", "a@b.c, d@e.f"])
def test_what_is_no_address_is_refused_and_stays_in_its_field(as_worker, fresh, typed):
    answer = give(as_worker, typed)

    assert answer.status_code == 422
    assert f'value="{typed}"' in answer.text
    assert fresh().scalars(select(Delivery)).all() == []


def test_nobodys_mailbox_is_filled(app, as_worker, fresh):
    assert give(as_worker).status_code == 302
    assert "after 2 minutes" in text_of(give(as_worker, "other@example.com"))
    for _ in range(4):
        later(app, timedelta(minutes=3))
        assert give(as_worker).status_code == 302
    later(app, timedelta(minutes=3))
    assert give(as_worker).status_code == 422
    assert len(fresh().scalars(select(Delivery)).all()) == 5


def test_an_address_that_stands_is_not_asked_for_again_and_another_leaves_it_until_it_is_confirmed(
    as_worker, session, account, fresh
):
    session.execute(update(Account).values(mail=MAIL))
    session.commit()

    assert "This is your address already" in text_of(give(as_worker))
    give(as_worker, "new@example.com")
    assert mail_of(fresh) == MAIL


def test_an_address_is_taken_away_and_what_was_told_there_is_told_on_the_page(app, as_worker, session, account, fresh):
    session.execute(update(Account).values(mail=MAIL))
    session.commit()
    account.mail = MAIL
    keep(app, account, "wage=6000", way=AlertWay.MAIL)
    keep(app, account, "wage=7000", way=AlertWay.SMS)

    as_worker.post("/account/mail/remove")

    assert mail_of(fresh) is None
    ways = fresh().scalars(select(SavedSearch.way).order_by(SavedSearch.id)).all()
    assert ways == [AlertWay.PAGE, AlertWay.SMS]
    assert "Add a mail address" in visit(as_worker, "/account")
