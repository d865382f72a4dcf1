"""People are told what happens to them: on a page, by SMS, in their language, once."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from domain.accounts import Role
from domain.applications import ApplicationState
from domain.fair_tickets import TicketState
from domain.fairs import FairState
from domain.messages import CodeMatter, DeliveryState, MessageKind, Way
from tests.factories import (
    TODAY,
    AccountFactory,
    ApplicationFactory,
    EnterpriseFactory,
    FairFactory,
    VacancyFactory,
    WorkerFactory,
)
from tests.webapp.pages import ENGLISH, visit
from webapp.calendar import now
from webapp.extensions import db
from webapp.letters import compose
from webapp.models import Account, Delivery, FairTicket, Message
from webapp.posting import NotDelivered
from webapp.services import fair_tickets, messages
from webapp.transaction import transaction

LATER = timedelta(days=1)


class Carrier:
    """Takes letters, unless told to fail; after the letter is handed over the process may die."""

    def __init__(self):
        self.taken = []
        self.failure = None
        self.dies = False

    def send(self, address, letter, *, reference):
        if self.failure:
            raise self.failure
        self.taken.append((address, letter.text, reference))
        if self.dies:
            raise SystemExit


@pytest.fixture
def carrier():
    return Carrier()


@pytest.fixture
def account(session):
    return AccountFactory(role=Role.WORKER, phone="13912345678", locale="en")


@pytest.fixture
def as_worker(account, client, sign_in):
    return sign_in(account)


@pytest.fixture
def tell(app, account):
    """Tell the worker something."""

    def tell(kind=MessageKind.INVITATION_RECEIVED, *, to=account, key=None, **words):
        words = words or {"title": "淮扬菜厨师", "enterprise": "富春茶社"}
        with app.app_context(), transaction():
            known = db.session.get(Account, to.id) if to else None
            addresses = {} if to else {Way.SMS: "13800000000"}
            message = messages.tell(kind, account=known, words=words, key=key, addresses=addresses)
            return message and message.id

    return tell


@pytest.fixture
def deliver(app, carrier):
    """One round of the clock, a day later."""

    def deliver(*, at=None, most=100):
        with app.app_context():
            senders = dict.fromkeys(Way, carrier)
            return messages.deliver(senders, compose=compose, at=at or now() + LATER, most=most)

    return deliver


def deliveries(fresh):
    return fresh().scalars(select(Delivery).order_by(Delivery.id)).all()


def test_a_message_stands_on_the_page_of_who_was_told_and_is_read_once(as_worker, app, sign_in, tell):
    message_id = tell()

    page = visit(as_worker, "/messages")
    assert "An invitation from 富春茶社" in page
    assert "1 new messages" in page
    answer = as_worker.post(f"/messages/{message_id}")
    assert answer.location.endswith("/me/invitations")
    assert "new messages" not in visit(as_worker, "/messages")

    other = sign_in(AccountFactory(), on=app.test_client())
    assert "富春茶社" not in visit(other, "/messages")
    assert other.post(f"/messages/{message_id}").status_code == 404


def test_all_messages_are_read_with_one_button(as_worker, tell):
    for _ in range(3):
        tell()

    assert as_worker.post("/messages/read").location.endswith("/messages")
    assert "new messages" not in visit(as_worker, "/messages")


def test_the_page_of_messages_asks_few_questions(as_worker, tell, count_queries):
    for _ in range(40):
        tell()
    with count_queries() as counted:
        visit(as_worker, "/messages?page=2")
    assert len(counted.statements) == 3


def test_the_same_is_not_told_twice(tell, fresh):
    assert tell(key="fair:7") is not None
    assert tell(key="fair:7") is None
    assert len(deliveries(fresh)) == 1


def test_an_sms_is_signed_in_the_language_of_its_reader_with_the_address_of_its_page(tell, deliver, carrier):
    tell()
    tell(to=AccountFactory(locale=None, phone="13900000001"))

    assert deliver().sent == 2
    english, chinese = carrier.taken
    assert english[0] == "13912345678"
    assert english[1].startswith("【劳品】富春茶社 would like you to apply")
    assert english[1].endswith("http://127.0.0.1:8000/me/invitations")
    assert "邀请您应聘" in chinese[1]
    assert deliver().sent == 0


def test_what_is_not_due_waits(tell, deliver, fresh):
    tell()
    assert deliver(at=now() - LATER).sent == 0
    assert deliveries(fresh)[0].state is DeliveryState.QUEUED


def test_what_fails_is_tried_again_later_and_given_up_in_the_end(tell, deliver, carrier, fresh):
    tell()
    carrier.failure = NotDelivered("the provider sleeps")

    assert (deliver().sent, deliver().failed) == (0, 0), "a minute has not passed"
    (delivery,) = deliveries(fresh)
    assert (delivery.state, delivery.attempts, delivery.error) == (DeliveryState.QUEUED, 1, "the provider sleeps")
    for round_ in range(2, 8):
        deliver(at=now() + LATER * round_)
    (delivery,) = deliveries(fresh)
    assert (delivery.state, delivery.attempts) == (DeliveryState.GIVEN_UP, 6)

    tell()
    carrier.failure = NotDelivered("no such number", is_final=True)
    deliver()
    assert [delivery.attempts for delivery in deliveries(fresh)] == [6, 1]


def test_killed_after_handing_over_the_letter_goes_again_with_the_same_reference(tell, deliver, carrier, fresh):
    tell()
    carrier.dies = True
    with pytest.raises(SystemExit):
        deliver()
    assert deliveries(fresh)[0].state is DeliveryState.QUEUED

    carrier.dies = False
    deliver()
    assert deliveries(fresh)[0].state is DeliveryState.SENT
    assert carrier.taken[0] == carrier.taken[1]


def test_a_round_ends_after_so_many(tell, deliver):
    for _ in range(3):
        tell()
    assert deliver(most=2).sent == 2
    assert deliver(most=2).sent == 1


def test_a_code_stands_on_no_page_and_is_forgotten_once_it_is_sent(as_worker, tell, deliver, carrier, fresh):
    tell(MessageKind.ONE_TIME_CODE, code="482913", minutes=10, matter=CodeMatter.PLACE_AWAY.value)

    assert "482913" not in visit(as_worker, "/messages")
    deliver()
    assert "482913" in carrier.taken[0][1]
    assert fresh().scalars(select(Message)).one().words == {}


def test_somebody_without_an_account_is_told_by_sms(tell, deliver, carrier):
    tell(MessageKind.ONE_TIME_CODE, to=None, code="482913", minutes=10, matter=CodeMatter.PLACE_AWAY.value)

    deliver()
    assert carrier.taken[0][0] == "13800000000"
    assert "验证码" in carrier.taken[0][1]


@pytest.mark.parametrize(
    ("state", "said"),
    [
        (ApplicationState.INTERVIEW, "invites you to an interview"),
        (ApplicationState.DECLINED_BY_ENTERPRISE, "has chosen others"),
        (ApplicationState.SHORTLISTED, "Your application for"),
    ],
)
def test_a_worker_is_told_what_came_of_an_application(app, as_worker, account, sign_in, state, said):
    vacancy = VacancyFactory(title="淮扬菜厨师", enterprise=EnterpriseFactory(name="富春茶社"))
    application = ApplicationFactory(vacancy=vacancy, worker=WorkerFactory(account_id=account.id))
    employer = sign_in(AccountFactory(role=Role.ENTERPRISE, enterprise_id=vacancy.enterprise_id), on=app.test_client())

    employer.post(
        f"/enterprise/applications/{application.id}/move",
        data={"state": state, "reason": "名额已满"},
        headers=ENGLISH,
    )

    page = visit(as_worker, "/messages")
    assert said in page
    assert "富春茶社" in page


def test_who_moves_up_from_the_waiting_list_of_a_fair_is_told(app, as_worker, account, session, fresh):
    fair = FairFactory(title="高邮大厨专场", state=FairState.PUBLISHED, held_on=TODAY + timedelta(days=5))
    first, second = WorkerFactory(), WorkerFactory(account_id=account.id)
    with app.app_context(), transaction():
        standing = db.session.merge(fair, load=True)
        fair_tickets.open_slots(standing)
        (slot, *_) = fair_tickets.db.session.scalars(select(fair_tickets.FairSlot)).all()
        slot.capacity = 1
        db.session.flush()
        held = fair_tickets.book(standing, slot.id, worker_id=first.id, today=TODAY)
        fair_tickets.book(standing, slot.id, worker_id=second.id, today=TODAY)
        fair_tickets.give_back(held)

    ticket = fresh().scalars(select(FairTicket).where(FairTicket.worker_id == second.id)).one()
    assert ticket.state is TicketState.BOOKED
    assert "A place has become free, and it is yours: “高邮大厨专场”" in visit(as_worker, "/messages")
