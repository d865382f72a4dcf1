"""The day of a fair: the door, the booths, what came of it on the applications themselves, and the board."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import time, timedelta
from threading import Barrier

import pytest
from sqlalchemy import func, select

from domain.accounts import Role
from domain.applications import ApplicationState
from domain.fair_registrations import RegistrationState
from domain.fair_tickets import TicketState, TicketTransitionRefused
from domain.fairs import FairState
from domain.interviews import InterviewState
from tests.factories import (
    NOW,
    TODAY,
    AccountFactory,
    ApplicationFactory,
    BoothFactory,
    BoothVacancyFactory,
    EnterpriseFactory,
    FairFactory,
    FairRegistrationFactory,
    VacancyFactory,
    WorkerFactory,
)
from tests.webapp.pages import ENGLISH, text_of, visit
from webapp.calendar import now
from webapp.extensions import db
from webapp.models import (
    Application,
    Booth,
    BoothVisit,
    Consent,
    Fair,
    FairInterview,
    FairRegistration,
    FairSlot,
    FairTicket,
    FairTimetable,
    Message,
    Vacancy,
    Worker,
)
from webapp.services import fair_tickets, fair_walk_ins
from webapp.services.fair_walk_ins import WalkIn
from webapp.transaction import transaction

S, A = InterviewState, ApplicationState


@pytest.fixture
def fair(session):
    fair = FairFactory(state=FairState.PUBLISHED, held_on=TODAY, opens_at=time(0), closes_at=time(23, 59))
    session.add(FairSlot(fair_id=fair.id, starts_at=time(0), capacity=30))
    session.commit()
    return fair


@pytest.fixture
def vacancy(session):
    return VacancyFactory(enterprise=EnterpriseFactory(name="高邮三垛酒楼"), title="冷菜厨师")


@pytest.fixture
def booth(session, fair, vacancy):
    row = BoothFactory(fair_id=fair.id, enterprise_id=vacancy.enterprise_id)
    BoothVacancyFactory(booth_id=row.id, vacancy_id=vacancy.id)
    enterprise = session.get(type(vacancy.enterprise), vacancy.enterprise_id)
    FairRegistrationFactory(fair=fair, enterprise=enterprise, state=RegistrationState.APPROVED)
    return row


@pytest.fixture
def at_booth(client, sign_in, booth):
    """The browser of the enterprise."""
    return sign_in(AccountFactory(role=Role.ENTERPRISE, enterprise_id=booth.enterprise_id))


@pytest.fixture
def official(session):
    return AccountFactory(county_official=True)


def guest(session, fair, *, state=TicketState.BOOKED, **words):
    account = AccountFactory(role=Role.WORKER)
    worker = WorkerFactory(account_id=account.id, **words)
    slot = session.scalars(select(FairSlot).where(FairSlot.fair_id == fair.id)).first()
    ticket = FairTicket(
        fair_id=fair.id, slot_id=slot.id, worker_id=worker.id, code=f"T{worker.id:09d}", state=state, asked_at=NOW
    )
    session.add(ticket)
    session.commit()
    return worker, ticket


def planned(session, booth, vacancy, worker, *, minutes=0, **words):
    # Not of the moment at which the tests were loaded: others may have taken half an hour since.
    starts_at = now().replace(microsecond=0) + timedelta(minutes=minutes)
    row = FairInterview(
        fair_id=booth.fair_id,
        booth_id=booth.id,
        vacancy_id=vacancy.id,
        worker_id=worker.id,
        starts_at=starts_at,
        ends_at=starts_at + timedelta(minutes=12),
        state=words.pop("state", S.PLANNED),
        **words,
    )
    session.add(row)
    session.commit()
    return row


def press(client, fair, row, act, **data):
    return client.post(
        f"/enterprise/fairs/{fair.id}/interviews/{row.id}/{act}", data=data, follow_redirects=True, headers=ENGLISH
    )


def test_a_scan_leads_everybody_to_their_page(client, session, sign_in, fair, booth, official):
    worker, ticket = guest(session, fair, name="张晓燕")
    stranger, _ = guest(session, fair)

    def leads_to(account):
        if account:
            sign_in(account)
        return client.get(f"/t/{ticket.code.lower()}").location

    public = client.get(f"/t/{ticket.code}")
    assert public.status_code == 200
    assert "张晓燕" not in public.text
    assert ticket.code in public.text
    assert leads_to(official) == f"/office/fairs/{fair.id}/door/{ticket.code}"
    enterprise = AccountFactory(role=Role.ENTERPRISE, enterprise_id=booth.enterprise_id)
    assert leads_to(enterprise) == f"/enterprise/fairs/{fair.id}/day/{ticket.code}"
    assert leads_to(session.get(type(official), worker.account_id)) == f"/me/fairs/{ticket.id}"
    assert leads_to(session.get(type(official), stranger.account_id)) is None
    visit(client, "/t/NOTHING", status=404)


def test_whoever_comes_by_is_noted_once_and_is_in_the_hall_with_it(at_booth, session, fresh, fair, booth):
    worker, ticket = guest(session, fair, name="王建国")

    found = at_booth.post(
        f"/enterprise/fairs/{fair.id}/day",
        data={"code": f" http://localhost/t/{ticket.code.lower()}/ "},
        follow_redirects=True,
        headers=ENGLISH,
    )
    for _ in range(2):
        done = at_booth.post(f"/enterprise/fairs/{fair.id}/day/{ticket.code}", follow_redirects=True, headers=ENGLISH)

    assert "王建国" in text_of(found)
    assert worker.phone not in found.text
    assert "王建国 was at your booth." in text_of(done)
    assert "1 visits" in text_of(done)
    assert fresh().scalar(select(func.count(BoothVisit.id))) == 1
    assert fresh().get(FairTicket, ticket.id).state is TicketState.CHECKED_IN
    assert fresh().scalars(select(FairRegistration.state)).all() == [RegistrationState.ATTENDED]


def test_who_comes_by_is_spoken_to_at_once_and_has_applied_with_it(at_booth, session, fresh, fair, booth, vacancy):
    worker, ticket = guest(session, fair)

    answer = at_booth.post(
        f"/enterprise/fairs/{fair.id}/day/{ticket.code}",
        data={"vacancy": vacancy.id},
        follow_redirects=True,
        headers=ENGLISH,
    )

    assert worker.phone in answer.text
    row = fresh().scalars(select(FairInterview)).one()
    assert (row.state, row.vacancy_id) == (S.RUNNING, vacancy.id)
    application = fresh().get(Application, row.application_id)
    assert (application.worker_id, application.state) == (worker.id, A.INTERVIEW)
    # Whoever sits there is not sent a message that they are invited.
    assert fresh().scalars(select(Message)).all() == []


def test_an_interview_leads_to_an_offer_to_a_yes_and_to_work(
    at_booth, client, session, fresh, sign_in, fair, booth, vacancy
):
    worker, _ = guest(session, fair, state=TicketState.CHECKED_IN)
    row = planned(session, booth, vacancy, worker)
    application = ApplicationFactory(worker=worker, vacancy=vacancy)

    begun = press(at_booth, fair, row, "begin")
    offered = press(at_booth, fair, row, "outcome", state="offered")

    assert "Under way" in text_of(begun)
    assert "Done: Offer made" in text_of(offered)
    stored = fresh().get(FairInterview, row.id)
    assert (stored.state, stored.application_id) == (S.DONE, application.id)
    assert stored.ended_at is not None
    sign_in(session.get(type(AccountFactory()), worker.account_id))
    client.post(f"/me/applications/{application.id}/accept")
    assert fresh().get(Application, application.id).state is A.ACCEPTED
    assert fresh().get(Vacancy, vacancy.id).seats_taken == 1


def test_nobody_is_turned_down_without_a_reason(at_booth, session, fresh, fair, booth, vacancy):
    worker, _ = guest(session, fair, state=TicketState.CHECKED_IN)
    row = planned(session, booth, vacancy, worker)
    press(at_booth, fair, row, "begin")

    silent = press(at_booth, fair, row, "outcome", state="declined_by_enterprise")
    said = press(at_booth, fair, row, "outcome", state="declined_by_enterprise", reason="工作时间不合适")
    again = press(at_booth, fair, row, "outcome", state="offered")

    assert (silent.status_code, "Please say why" in text_of(silent)) == (422, True)
    assert "Done: Turned down" in text_of(said)
    assert again.status_code == 422
    assert fresh().scalars(select(Application.state)).all() == [A.DECLINED_BY_ENTERPRISE]


def test_what_cannot_be_said_of_an_interview_is_refused(at_booth, session, fresh, fair, booth, vacancy):
    worker, _ = guest(session, fair, state=TicketState.CHECKED_IN)
    row = planned(session, booth, vacancy, worker)
    assert press(at_booth, fair, row, "outcome", state="offered").status_code == 400
    press(at_booth, fair, row, "begin")

    assert press(at_booth, fair, row, "outcome", state="placed").status_code == 422
    assert press(at_booth, fair, row, "outcome", state="x").status_code == 400
    assert press(at_booth, fair, row, "vanish").status_code == 404


def test_one_may_decide_later_and_whoever_was_missed_may_still_come(at_booth, session, fresh, fair, booth, vacancy):
    worker, _ = guest(session, fair)
    row = planned(session, booth, vacancy, worker)

    press(at_booth, fair, row, "miss")
    assert fresh().get(FairInterview, row.id).state is S.MISSED
    press(at_booth, fair, row, "begin")
    press(at_booth, fair, row, "end")
    twice = press(at_booth, fair, row, "end")

    assert fresh().get(FairInterview, row.id).state is S.DONE
    assert fresh().scalars(select(Application.state)).all() == [A.INTERVIEW]
    assert "The interview has moved on" in text_of(twice)


def test_whoever_sits_at_the_desk_still_is_done_when_the_next_begins(at_booth, session, fresh, fair, booth, vacancy):
    first, _ = guest(session, fair)
    second, _ = guest(session, fair)
    rows = [planned(session, booth, vacancy, first), planned(session, booth, vacancy, second, minutes=15)]

    for row in rows:
        press(at_booth, fair, row, "begin")

    assert [fresh().get(FairInterview, row.id).state for row in rows] == [S.DONE, S.RUNNING]


def test_ten_minutes_more_move_the_next_one(at_booth, session, fresh, fair, booth, vacancy):
    first, _ = guest(session, fair, state=TicketState.CHECKED_IN)
    second, _ = guest(session, fair, state=TicketState.CHECKED_IN)
    minute = now().hour * 60
    assert minute >= 0
    row = planned(session, booth, vacancy, first)
    after = planned(session, booth, vacancy, second, minutes=15)
    session.add(FairTimetable(fair_id=fair.id, slot_minutes=15, worth=1.0, bound=1.0, made_at=NOW, announced_at=NOW))
    session.commit()
    press(at_booth, fair, row, "begin")

    answer = press(at_booth, fair, row, "prolong")

    assert "Ten minutes more." in text_of(answer)
    stored = fresh().get(FairInterview, after.id)
    assert stored.starts_at > after.starts_at or stored.state is S.CANCELLED


def test_a_vacancy_that_the_booth_does_not_show_is_not_spoken_about(at_booth, session, fresh, fair, booth):
    _, ticket = guest(session, fair)

    answer = at_booth.post(
        f"/enterprise/fairs/{fair.id}/day/{ticket.code}",
        data={"vacancy": VacancyFactory().id},
        follow_redirects=True,
        headers=ENGLISH,
    )

    assert "does not show this vacancy" in text_of(answer)
    assert fresh().scalars(select(FairInterview)).all() == []


def test_a_ticket_that_was_given_back_is_no_visit(at_booth, session, fresh, fair, booth):
    _, ticket = guest(session, fair, state=TicketState.CANCELLED)

    answer = at_booth.post(f"/enterprise/fairs/{fair.id}/day/{ticket.code}", follow_redirects=True, headers=ENGLISH)

    assert "This ticket was given back" in text_of(answer)
    assert fresh().scalars(select(BoothVisit)).all() == []


def test_on_another_day_nobody_sits_at_a_booth(at_booth, session, fresh, fair, booth, vacancy):
    worker, ticket = guest(session, fair, state=TicketState.CHECKED_IN)
    row = planned(session, booth, vacancy, worker)
    fair.held_on = TODAY + timedelta(days=1)
    session.commit()

    visited = at_booth.post(f"/enterprise/fairs/{fair.id}/day/{ticket.code}", follow_redirects=True, headers=ENGLISH)
    begun = press(at_booth, fair, row, "begin")

    assert "on the day of the fair only" in text_of(visited)
    assert "on the day of the fair only" in text_of(begun)
    assert fresh().get(FairInterview, row.id).state is S.PLANNED


def test_an_enterprise_without_a_booth_sees_nobody(client, session, sign_in, fair, booth, vacancy):
    worker, ticket = guest(session, fair)
    row = planned(session, booth, vacancy, worker)
    sign_in(AccountFactory(role=Role.ENTERPRISE, enterprise_id=EnterpriseFactory().id))

    visit(client, f"/enterprise/fairs/{fair.id}/day", status=404)
    visit(client, f"/enterprise/fairs/{fair.id}/day/{ticket.code}", status=404)
    visit(client, f"/enterprise/fairs/{fair.id}/interviews/{row.id}", status=404)
    assert client.post(f"/enterprise/fairs/{fair.id}/interviews/{row.id}/begin").status_code == 404


PERSON = {"name": "刘桂兰", "phone": "13812340000", "birth_year": "1975", "agrees": "y"}


def test_somebody_without_a_ticket_is_registered_and_let_in(client, session, fresh, sign_in, fair, official):
    sign_in(official)

    answer = client.post(f"/office/fairs/{fair.id}/walk-in", data=PERSON, follow_redirects=True, headers=ENGLISH)

    assert "刘桂兰 is in." in text_of(answer)
    assert 'class="qr"' in answer.text
    worker = fresh().scalars(select(Worker)).one()
    assert (worker.name, worker.account_id, worker.division_code) == ("刘桂兰", None, fair.division_code)
    assert fresh().scalar(select(func.count(Consent.id))) == 2
    ticket = fresh().scalars(select(FairTicket)).one()
    assert (ticket.state, ticket.is_walk_in) == (TicketState.CHECKED_IN, True)
    assert fresh().scalars(select(FairSlot.taken)).all() == [1]
    again = client.post(f"/office/fairs/{fair.id}/walk-in", data=PERSON, headers=ENGLISH)
    assert again.status_code == 422
    assert "it was used already" in text_of(again)


def test_who_is_known_is_not_written_down_twice_and_a_full_hour_turns_nobody_away(
    client, session, fresh, sign_in, fair, official
):
    sign_in(official)
    known = WorkerFactory(name="刘桂兰", phone="13812340000")
    session.scalars(select(FairSlot)).one().capacity = 0
    session.commit()

    client.post(f"/office/fairs/{fair.id}/walk-in", data=PERSON)

    assert fresh().scalars(select(FairTicket.worker_id)).all() == [known.id]
    assert fresh().scalars(select(FairSlot.taken)).all() == [0]


def test_who_gave_the_ticket_back_and_comes_all_the_same_has_a_place_again(
    client, session, fresh, sign_in, fair, official
):
    sign_in(official)
    guest(session, fair, state=TicketState.CANCELLED, name="刘桂兰", phone="13812340000")

    client.post(f"/office/fairs/{fair.id}/walk-in", data=PERSON)

    ticket = fresh().scalars(select(FairTicket)).one()
    assert (ticket.state, ticket.is_walk_in) == (TicketState.CHECKED_IN, True)
    assert fresh().scalars(select(FairSlot.taken)).all() == [1]


def test_doors_and_bookings_at_the_same_time_give_no_place_twice_and_write_nobody_down_twice(
    app, session, fresh, fair, official
):
    slot = session.scalars(select(FairSlot)).one()
    slot.capacity = 9
    session.commit()
    guests, start, account_id = [WorkerFactory().id for _ in range(6)], Barrier(14), official.id

    def book(worker_id):
        start.wait()
        with app.app_context(), transaction():
            fair_tickets.book(db.session.get(Fair, fair.id), slot.id, worker_id=worker_id, today=TODAY)

    def walk_in(number):
        person = WalkIn(name="刘桂兰", phone=f"1381234000{number % 7}", birth_year=1975, agrees=True)
        start.wait()
        with app.app_context(), suppress(TicketTransitionRefused), transaction():
            fair_walk_ins.register(db.session.get(Fair, fair.id), person, today=TODAY, account_id=account_id)

    with ThreadPoolExecutor(14) as people:
        done = [people.submit(book, worker_id) for worker_id in guests]
        done += [people.submit(walk_in, number) for number in range(8)]
    assert [one.exception() for one in done] == [None] * 14

    assert fresh().scalars(select(FairSlot.taken)).all() == [9]
    assert fresh().scalar(select(func.count()).select_from(Worker)) == len(guests) + 7


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"agrees": ""}, "Without a yes"),
        ({"phone": "12345"}, "not a mobile number"),
        ({"birth_year": "2020"}, "from 16 on"),
        ({"name": ""}, "Please fill this in"),
    ],
)
def test_what_is_missing_at_the_door_is_said_at_its_field(
    client, session, fresh, sign_in, fair, official, changes, sentence
):
    sign_in(official)

    answer = client.post(f"/office/fairs/{fair.id}/walk-in", data=PERSON | changes, headers=ENGLISH)

    assert answer.status_code == 422
    assert sentence in text_of(answer)
    assert fresh().scalars(select(Worker)).all() == []


def test_nobody_walks_in_on_another_day(client, session, fresh, sign_in, fair, official):
    sign_in(official)
    fair.held_on = TODAY + timedelta(days=1)
    session.commit()

    answer = client.post(f"/office/fairs/{fair.id}/walk-in", data=PERSON, headers=ENGLISH)

    assert "on the day of the fair only" in text_of(answer)


def test_the_board_shows_all_that_happens(client, session, sign_in, fair, booth, vacancy, official):
    sitting, _ = guest(session, fair, state=TicketState.CHECKED_IN, name="在谈的人")
    late, _ = guest(session, fair, name="迟到的人")
    coming, _ = guest(session, fair, name="下一位")
    done, _ = guest(session, fair, state=TicketState.CHECKED_IN)
    planned(session, booth, vacancy, sitting, state=S.RUNNING)
    planned(session, booth, vacancy, late, minutes=-20)
    planned(session, booth, vacancy, coming, minutes=30)
    application = ApplicationFactory(worker=done, vacancy=vacancy, state=A.OFFERED)
    planned(session, booth, vacancy, done, minutes=-60, state=S.DONE, application_id=application.id)
    session.add(BoothVisit(fair_id=fair.id, booth_id=booth.id, worker_id=done.id, at=NOW))
    session.commit()
    sign_in(official)

    page = visit(client, f"/office/fairs/{fair.id}/board")

    assert "2 came of 4" in page
    assert "1 visits at booths" in page
    assert "1 interviews under way" in page
    assert "1 behind time" in page
    assert "1 offers 0 have said yes" in page
    assert "在谈的人" in page
    assert "迟到的人, since" in page
    assert "下一位" in page
    assert "not seen yet" in page
    assert 'hx-trigger="every 10s"' in client.get(f"/office/fairs/{fair.id}/board").text


def test_the_board_asks_the_database_as_often_for_many(
    client, session, sign_in, fair, booth, vacancy, official, count_queries
):
    sign_in(official)
    worker, _ = guest(session, fair)
    planned(session, booth, vacancy, worker)
    with count_queries() as one:
        visit(client, f"/office/fairs/{fair.id}/board")
    for number in range(4):
        other = BoothFactory(fair_id=fair.id, enterprise_id=EnterpriseFactory().id, number=10 + number)
        worker, _ = guest(session, fair)
        planned(session, other, vacancy, worker)
    with count_queries() as many:
        visit(client, f"/office/fairs/{fair.id}/board")

    assert len(many.statements) == len(one.statements) <= 9


def test_a_county_looks_at_its_own_board_only(client, session, sign_in, fair, booth):
    sign_in(AccountFactory(county_official=True, division_code="321002"))

    visit(client, f"/office/fairs/{fair.id}/board", status=404)
    visit(client, f"/office/fairs/{fair.id}/walk-in", status=404)
    assert client.post(f"/office/fairs/{fair.id}/walk-in", data=PERSON).status_code == 404
    assert session.scalars(select(Booth)).one().id == booth.id
    assert session.scalars(select(Fair)).one().id == fair.id
