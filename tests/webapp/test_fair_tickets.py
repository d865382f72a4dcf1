"""Tickets of a fair: booked by the worker, never more than there are places, taken at the door."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, time, timedelta
from multiprocessing import get_context
from threading import Barrier

import pytest
from sqlalchemy import select

from domain.accounts import Role
from domain.fair_tickets import FairTakesNoVisitors, SlotUnknown, TicketHeld, TicketState, TicketTransitionRefused
from domain.fairs import FairMode, FairState
from tests.factories import (
    CHEF,
    NOW,
    TODAY,
    AccountFactory,
    BoothFactory,
    EnterpriseFactory,
    FairFactory,
    WorkerFactory,
)
from tests.webapp.booking import book_places
from tests.webapp.pages import ENGLISH, text_of, visit
from webapp.calendar import now
from webapp.extensions import db
from webapp.models import Account, Fair, FairSlot, FairTicket
from webapp.reads.fair_tickets import place_in_line
from webapp.services import fair_proposals, fair_tickets
from webapp.transaction import transaction

PEOPLE, PROCESSES = 50, 2


@pytest.fixture
def fair(session):
    return FairFactory(state=FairState.PUBLISHED, held_on=TODAY)


@pytest.fixture
def slot(session, fair):
    row = FairSlot(fair_id=fair.id, starts_at=time(9), capacity=1, taken=0)
    session.add(row)
    session.commit()
    return row


def new_worker(**words):
    return WorkerFactory(account_id=AccountFactory(role=Role.WORKER).id, **words)


def book(app, fair, slot_id, worker):
    with app.app_context(), transaction():
        ticket = fair_tickets.book(db.session.get(Fair, fair.id), slot_id, worker_id=worker.id, today=TODAY)
        return ticket.id, ticket.state


def give_back(app, ticket_id):
    with app.app_context(), transaction():
        first = fair_tickets.give_back(db.session.get(FairTicket, ticket_id))
        return first.id if first else None


def test_fifty_who_book_at_once_get_as_many_places_as_there_are(app, session, fresh, fair):
    row = FairSlot(fair_id=fair.id, starts_at=time(9), capacity=17, taken=0)
    session.add(row)
    session.commit()
    workers, start = [WorkerFactory() for _ in range(PEOPLE)], Barrier(PEOPLE)

    def come(worker):
        start.wait()
        return book(app, fair, row.id, worker)[1]

    with ThreadPoolExecutor(PEOPLE) as people:
        states = list(people.map(come, workers))

    assert states.count(TicketState.BOOKED) == 17
    assert states.count(TicketState.WAITING) == PEOPLE - 17
    assert fresh().get(FairSlot, row.id).taken == 17


def test_fifty_who_book_at_once_through_two_processes_get_as_many_places_as_there_are(app, session, fresh, fair):
    row = FairSlot(fair_id=fair.id, starts_at=time(9), capacity=17, taken=0)
    session.add(row)
    session.commit()
    workers = [WorkerFactory(wants=(CHEF,), agrees=()).id for _ in range(PEOPLE)]
    spawn = get_context("spawn")
    start, results = spawn.Barrier(PEOPLE), spawn.Queue()
    with app.app_context():
        address = db.engine.url.render_as_string(hide_password=False)
    each = PEOPLE // PROCESSES
    processes = [
        spawn.Process(
            target=book_places,
            args=(address, fair.id, row.id, workers[begin : begin + each], TODAY.isoformat(), start, results),
        )
        for begin in range(0, PEOPLE, each)
    ]

    for process in processes:
        process.start()
    states = [state for _ in processes for state in results.get(timeout=120)]
    for process in processes:
        process.join()

    assert [process.exitcode for process in processes] == [0] * PROCESSES
    assert (states.count("booked"), states.count("waiting")) == (17, PEOPLE - 17)
    assert fresh().get(FairSlot, row.id).taken == 17


def test_while_some_give_back_others_book_and_no_place_stays_empty(app, session, fresh, fair):
    row = FairSlot(fair_id=fair.id, starts_at=time(9), capacity=5, taken=0)
    session.add(row)
    session.commit()
    held = [book(app, fair, row.id, WorkerFactory())[0] for _ in range(5)]
    workers, start = [WorkerFactory() for _ in range(15)], Barrier(20)

    def act(who):
        start.wait()
        return give_back(app, who) if isinstance(who, int) else book(app, fair, row.id, who)[0]

    with ThreadPoolExecutor(20) as people:
        list(people.map(act, [*held, *workers]))

    states = [ticket.state for ticket in fresh().scalars(select(FairTicket))]
    assert states.count(TicketState.BOOKED) == fresh().get(FairSlot, row.id).taken == 5
    assert states.count(TicketState.WAITING) == 10


def test_who_waited_longest_gets_the_place_that_is_given_back(app, fresh, fair, slot):
    held, _ = book(app, fair, slot.id, WorkerFactory())
    first, state = book(app, fair, slot.id, WorkerFactory())
    second, _ = book(app, fair, slot.id, WorkerFactory())
    assert state is TicketState.WAITING
    with app.app_context():
        assert place_in_line(db.session.get(FairTicket, second)) == 2

    assert give_back(app, held) == first

    assert fresh().get(FairTicket, first).state is TicketState.BOOKED
    assert fresh().get(FairTicket, second).state is TicketState.WAITING
    assert fresh().get(FairSlot, slot.id).taken == 1


def test_who_stops_waiting_frees_no_place(app, fresh, fair, slot):
    book(app, fair, slot.id, WorkerFactory())
    waiting, _ = book(app, fair, slot.id, WorkerFactory())

    assert give_back(app, waiting) is None

    assert fresh().get(FairSlot, slot.id).taken == 1


def test_the_last_one_who_gives_back_leaves_an_empty_slot_and_may_come_again(app, fresh, fair, slot):
    worker = WorkerFactory()
    ticket, _ = book(app, fair, slot.id, worker)

    give_back(app, ticket)

    assert fresh().get(FairSlot, slot.id).taken == 0
    with pytest.raises(TicketTransitionRefused):
        give_back(app, ticket)
    assert book(app, fair, slot.id, worker) == (ticket, TicketState.BOOKED)


def test_nobody_holds_two_tickets_of_a_fair(app, fair, slot):
    worker = WorkerFactory()
    book(app, fair, slot.id, worker)

    with pytest.raises(TicketHeld):
        book(app, fair, slot.id, worker)


def test_a_slot_of_another_fair_is_no_slot(app, session, fair, slot):
    other = FairFactory(state=FairState.PUBLISHED, held_on=TODAY)

    with pytest.raises(SlotUnknown):
        book(app, other, slot.id, WorkerFactory())


def test_nobody_books_an_online_fair(app, session, fair, slot):
    fair.mode = FairMode.ONLINE
    session.commit()

    with pytest.raises(FairTakesNoVisitors):
        book(app, fair, slot.id, WorkerFactory())


def test_publishing_opens_the_hours_and_cancelling_ends_the_tickets(app, session, fresh):
    proposal = FairFactory(held_on=TODAY + timedelta(days=9))
    BoothFactory(fair_id=proposal.id, enterprise_id=EnterpriseFactory().id)
    official = AccountFactory(city_official=True)
    with app.app_context(), transaction():
        fair_proposals.publish(db.session.get(Fair, proposal.id), today=TODAY, account_id=official.id)
    slots = fresh().scalars(select(FairSlot).order_by(FairSlot.starts_at)).all()
    assert [(slot.starts_at, slot.capacity) for slot in slots] == [(time(9), 12), (time(10), 12), (time(11), 12)]

    ticket, _ = book(app, proposal, slots[0].id, WorkerFactory())
    with app.app_context(), transaction():
        fair_proposals.cancel(db.session.get(Fair, proposal.id), reason="大雪", account_id=official.id)

    assert fresh().get(FairTicket, ticket).state is TicketState.CANCELLED


def test_a_worker_books_shows_the_ticket_and_gives_it_back(client, session, sign_in, fair, slot):
    worker = new_worker(name="张晓燕")
    sign_in(session.get(Account, worker.account_id))
    assert "1 place left" in visit(client, f"/fairs/{fair.id}")

    answer = client.post(f"/fairs/{fair.id}/tickets", data={"slot": slot.id}, follow_redirects=True)

    assert answer.status_code == 200
    code = session.scalar(select(FairTicket.code))
    assert code in answer.text
    assert 'class="qr"' in answer.text
    assert "Show my ticket" in visit(client, f"/fairs/{fair.id}")
    assert fair.title in visit(client, "/me/fairs")
    ticket_id = session.scalar(select(FairTicket.id))
    client.post(f"/me/fairs/{ticket_id}/give-back")
    assert "1 place left" in visit(client, f"/fairs/{fair.id}")


def test_no_choice_is_said_on_the_page_and_a_forged_one_is_refused_by_name(client, session, sign_in, fair, slot):
    worker = new_worker()
    sign_in(session.get(Account, worker.account_id))
    tickets = f"/fairs/{fair.id}/tickets"

    nothing = client.post(tickets, headers=ENGLISH, follow_redirects=True)
    forged = client.post(tickets, data={"slot": "x"}, headers=ENGLISH)

    assert "Please choose when you want to come" in text_of(nothing)
    assert forged.status_code == 400
    assert "slot" in text_of(forged)


def test_the_ticket_of_somebody_else_has_no_page(app, client, session, sign_in, fair, slot):
    ticket, _ = book(app, fair, slot.id, WorkerFactory())
    worker = new_worker()
    sign_in(session.get(Account, worker.account_id))

    visit(client, f"/me/fairs/{ticket}", status=404)
    assert client.post(f"/me/fairs/{ticket}/give-back").status_code == 404


def test_the_door_lets_in_by_a_typed_code_once(app, client, session, fresh, sign_in, fair, slot):
    ticket, _ = book(app, fair, slot.id, WorkerFactory(name="王建国"))
    code = session.scalar(select(FairTicket.code))
    sign_in(AccountFactory(city_official=True))

    found = client.post(f"/office/fairs/{fair.id}/door", data={"code": f" {code.lower()} "}, follow_redirects=True)
    assert "王建国" in found.text
    done = client.post(f"/office/fairs/{fair.id}/door/{code}", follow_redirects=True)
    again = client.post(f"/office/fairs/{fair.id}/door/{code}", follow_redirects=True, headers=ENGLISH)

    assert "王建国" in done.text
    assert "it was used already" in text_of(again)
    assert fresh().get(FairTicket, ticket).state is TicketState.CHECKED_IN


def test_who_came_while_the_door_had_no_network_is_brought_in_afterwards(
    app, client, session, fresh, sign_in, fair, slot
):
    fair.held_on = TODAY - timedelta(days=1)
    others = [FairTicket(state=state) for state in (TicketState.BOOKED, TicketState.CHECKED_IN, TicketState.CANCELLED)]
    for number, row in enumerate(others):
        row.fair_id, row.slot_id, row.worker_id = fair.id, slot.id, WorkerFactory().id
        row.code, row.asked_at = f"CODE{number}", NOW
        row.checked_in_at = NOW if row.state is TicketState.CHECKED_IN else None
    session.add_all(others)
    session.commit()
    sign_in(AccountFactory(city_official=True))
    address, text = f"/office/fairs/{fair.id}/noted", "code0 09:12\nCODE1\nCODE2 09:20\nNOBODY\x00\n"

    answer = client.post(address, data={"noted": text}, headers=ENGLISH)

    assert answer.status_code == 200
    assert "1 person is checked in. 1 was before." in text_of(answer)
    assert "CODE2 09:20\nNOBODY" in answer.text
    rows = fresh().scalars(select(FairTicket).order_by(FairTicket.code)).all()
    assert [row.state for row in rows] == [TicketState.CHECKED_IN, TicketState.CHECKED_IN, TicketState.CANCELLED]
    assert rows[0].checked_in_at == datetime.combine(fair.held_on, time(1, 12), UTC)
    again = client.post(address, data={"noted": "CODE0"}, follow_redirects=True, headers=ENGLISH)
    assert "data-brought" in again.text
    assert "data-brought" not in client.get(address).text


def test_nothing_is_brought_in_before_the_day_and_nothing_typed_is_lost(client, session, sign_in, fair, slot):
    sign_in(AccountFactory(city_official=True))
    address = f"/office/fairs/{fair.id}/noted"
    empty = client.post(address, data={"noted": " "}, headers=ENGLISH)
    assert empty.status_code == 422
    assert "one code on each line" in text_of(empty)

    fair.held_on = TODAY + timedelta(days=1)
    session.commit()
    early = client.post(address, data={"noted": "CODE0"}, headers=ENGLISH)
    assert early.status_code == 422
    assert "CODE0</textarea>" in early.text


def test_who_is_noted_without_a_time_came_when_it_is_brought_in(client, session, fresh, sign_in, fair, slot):
    row = FairTicket(fair_id=fair.id, slot_id=slot.id, worker_id=WorkerFactory().id, code="CODE0", asked_at=NOW)
    row.state = TicketState.WAITING
    session.add(row)
    session.commit()
    sign_in(AccountFactory(city_official=True))

    client.post(f"/office/fairs/{fair.id}/noted", data={"noted": "CODE0"})

    ticket = fresh().scalars(select(FairTicket)).one()
    assert (ticket.state, ticket.checked_in_at.date()) == (TicketState.CHECKED_IN, now().date())


def test_a_code_that_nobody_has_is_said(client, session, sign_in, fair, slot):
    sign_in(AccountFactory(city_official=True))

    answer = client.post(
        f"/office/fairs/{fair.id}/door",
        data={"code": "<b>nothing"},
        follow_redirects=True,
        headers=ENGLISH,
    )

    assert "No ticket of this fair has this code." in text_of(answer)
    visit(client, f"/office/fairs/{fair.id}/door/nothing", status=404)


def test_a_scanner_types_the_whole_address_at_the_door(app, client, session, sign_in, fair, slot):
    code = book(app, fair, slot.id, new_worker(name="王建国")) and session.scalar(select(FairTicket.code))
    sign_in(AccountFactory(city_official=True))

    scanned = {"code": f"http://localhost/t/{code}/"}
    found = client.post(f"/office/fairs/{fair.id}/door", data=scanned, follow_redirects=True)

    assert "王建国" in found.text


def test_a_browser_keeps_a_door_only_until_its_day_and_never_that_of_others(client, session, sign_in, fair):
    keeper = f"/office/fairs/{fair.id}/door.js"
    sign_in(AccountFactory(city_official=True))
    answer = client.get(keeper)
    assert answer.mimetype == "text/javascript"
    assert "no-cache" in answer.headers["Cache-Control"]
    # The browser itself allows no wider scope than the folder; none is asked for.
    assert "Service-Worker-Allowed" not in answer.headers
    for name in ("desk", "app", "icons", "seal", "lattice", "keeper"):
        assert f"/static/dist/{name}" in answer.text
    assert keeper in client.get(f"/office/fairs/{fair.id}/door").text

    fair.held_on = TODAY - timedelta(days=1)
    session.commit()
    assert keeper not in client.get(f"/office/fairs/{fair.id}/door").text

    sign_in(AccountFactory(county_official=True, division_code="321002"))
    visit(client, keeper, status=404)


def test_every_page_says_whether_anybody_is_signed_in(client, sign_in):
    assert "data-nobody" in client.get("/").text
    sign_in(AccountFactory(city_official=True))
    assert "data-nobody" not in client.get("/vacancies").text


def test_a_county_stands_at_its_own_doors_only(client, session, sign_in, slot, fair):
    sign_in(AccountFactory(county_official=True, division_code="321002"))

    visit(client, f"/office/fairs/{fair.id}/door", status=404)


def test_nobody_is_let_in_a_day_early(client, session, sign_in, app):
    tomorrow = FairFactory(state=FairState.PUBLISHED, held_on=TODAY + timedelta(days=1))
    row = FairSlot(fair_id=tomorrow.id, starts_at=time(9), capacity=1)
    session.add(row)
    session.commit()
    book(app, tomorrow, row.id, WorkerFactory())
    code = session.scalar(select(FairTicket.code))
    sign_in(AccountFactory(city_official=True))

    assert "on the day of the fair only" in visit(client, f"/office/fairs/{tomorrow.id}/door/{code}")
    answer = client.post(f"/office/fairs/{tomorrow.id}/door/{code}", follow_redirects=True, headers=ENGLISH)
    assert "on the day of the fair only" in text_of(answer)


def test_the_door_asks_the_database_as_often_for_many_tickets(app, client, session, sign_in, fair, count_queries):
    row = FairSlot(fair_id=fair.id, starts_at=time(9), capacity=40)
    session.add(row)
    session.commit()
    sign_in(AccountFactory(city_official=True))
    book(app, fair, row.id, WorkerFactory())
    with count_queries() as one:
        visit(client, f"/office/fairs/{fair.id}/door")
    for _ in range(6):
        book(app, fair, row.id, WorkerFactory())
    with count_queries() as many:
        visit(client, f"/office/fairs/{fair.id}/door")

    assert len(many.statements) == len(one.statements) <= 10
