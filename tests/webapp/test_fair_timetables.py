"""Interview timetables: made for who comes, announced, told, and planned anew when the day runs late."""

from datetime import datetime, time, timedelta

import pytest
from sqlalchemy import func, select

from domain.accounts import Role
from domain.applications import ApplicationState
from domain.fair_registrations import BoothSize, RegistrationState
from domain.fair_tickets import TicketState
from domain.fairs import FairMode, FairState
from domain.interviews import InterviewState
from domain.invitations import InvitationState
from domain.messages import MessageKind
from jobs import runner
from jobs.schedule import entry
from tests.factories import (
    CARER,
    NOW,
    TODAY,
    AccountFactory,
    ApplicationFactory,
    BoothFactory,
    BoothVacancyFactory,
    FairFactory,
    FairRegistrationFactory,
    InvitationFactory,
    VacancyFactory,
    WorkerFactory,
    hall_of,
)
from tests.webapp.pages import ENGLISH, text_of, visit
from webapp.calendar import SHANGHAI
from webapp.extensions import db
from webapp.models import AuditEntry, Enterprise, Fair, FairInterview, FairSlot, FairTicket, FairTimetable, Message
from webapp.services import fair_days, fair_tickets, fair_timetables
from webapp.services.fair_timetables import Hours
from webapp.transaction import transaction

S = InterviewState
HOURS = Hours(slot_minutes=15)
FORM = {"slot_minutes": "15", "break_from": "10:30", "break_until": "10:45"}


@pytest.fixture
def fair(session):
    """Today from nine to twelve, with one slot at nine."""
    fair = FairFactory(state=FairState.PUBLISHED, held_on=TODAY, title="今日专场")
    session.add(FairSlot(fair_id=fair.id, starts_at=time(9), capacity=99))
    session.commit()
    return fair


@pytest.fixture
def official(session):
    return AccountFactory(county_official=True)


@pytest.fixture
def desk(client, sign_in, official):
    return sign_in(official)


def booth(fair, **words):
    vacancy = VacancyFactory(**words)
    row = BoothFactory(fair_id=fair.id, enterprise_id=vacancy.enterprise_id, number=vacancy.id)
    BoothVacancyFactory(booth_id=row.id, vacancy_id=vacancy.id)
    return row, vacancy


def guest(session, fair, *, slot=None, state=TicketState.BOOKED, **words):
    """Somebody with an account who holds a ticket."""
    worker = WorkerFactory(account_id=AccountFactory(role=Role.WORKER).id, **words)
    slot = slot or session.scalars(select(FairSlot).where(FairSlot.fair_id == fair.id)).first()
    session.add(
        FairTicket(
            fair_id=fair.id,
            slot_id=slot.id,
            worker_id=worker.id,
            code=f"{worker.id:010d}",
            state=state,
            asked_at=NOW,
            checked_in_at=NOW if state is TicketState.CHECKED_IN else None,
        )
    )
    session.commit()
    return worker


def make(app, fair, hours=HOURS, **words):
    with app.app_context(), transaction():
        row = db.session.get(Fair, fair.id)
        return fair_timetables.make(row, hours, today=TODAY, account_id=None, **words)


def announce(app, fair):
    with app.app_context(), transaction():
        return fair_timetables.announce(db.session.get(Fair, fair.id), account_id=None)


def at(hour, minute=0):
    return datetime.combine(TODAY, time(hour, minute), SHANGHAI)


def replan(app, fair, moment):
    with app.app_context(), transaction():
        return fair_timetables.replan(db.session.get(Fair, fair.id), at=moment)


def interviews(fresh):
    return fresh().scalars(select(FairInterview).order_by(FairInterview.starts_at, FairInterview.id)).all()


def starts(fresh):
    """By worker when the interviews begin."""
    return {row.worker_id: row.starts_at.astimezone(SHANGHAI).strftime("%H:%M") for row in interviews(fresh)}


def told(fresh, kind):
    return fresh().scalars(select(Message).where(Message.kind == kind).order_by(Message.id)).all()


def test_an_official_makes_a_timetable_of_those_who_come(desk, session, fresh, fair):
    (one, chef), (other, _) = booth(fair), booth(fair, occupation_code=CARER)
    workers = [guest(session, fair) for _ in range(3)]
    carer = guest(session, fair, wants=(CARER,), name="李护工")
    guest(session, fair, state=TicketState.WAITING)
    guest(session, fair, state=TicketState.CANCELLED)
    guest(session, fair, is_looking=False)

    answer = desk.post(f"/office/fairs/{fair.id}/timetable", data=FORM, follow_redirects=True, headers=ENGLISH)

    assert "4 interviews are planned. No other timetable is worth more." in text_of(answer)
    rows = interviews(fresh)
    assert {row.worker_id for row in rows if row.booth_id == one.id} == {worker.id for worker in workers}
    assert [(row.worker_id, row.booth_id) for row in rows if row.worker_id == carer.id] == [(carer.id, other.id)]
    assert {row.vacancy_id for row in rows if row.booth_id == one.id} == {chef.id}
    times = [row.starts_at.astimezone(SHANGHAI).strftime("%H:%M") for row in rows if row.booth_id == one.id]
    assert times == ["09:15", "09:30", "09:45"]
    page = text_of(answer)
    assert "李护工" in page
    assert "Only officials see this timetable" in page
    assert "1 with a ticket and without an interview" in page
    assert fresh().scalar(select(func.count()).where(AuditEntry.action == "fair.make_timetable")) == 1


def test_who_has_applied_or_said_yes_comes_first_and_who_was_turned_down_does_not_come(app, session, fresh, fair):
    _, vacancy = booth(fair)
    applied, invited, refused, said_no, plain = (guest(session, fair) for _ in range(5))
    ApplicationFactory(worker=applied, vacancy=vacancy)
    InvitationFactory(worker=invited, vacancy=vacancy, fair_id=fair.id, state=InvitationState.ACCEPTED)
    ApplicationFactory(worker=refused, vacancy=vacancy, state=ApplicationState.DECLINED_BY_ENTERPRISE)
    InvitationFactory(worker=said_no, vacancy=vacancy, fair_id=fair.id, state=InvitationState.DECLINED)
    fair.closes_at = time(9, 45)
    session.commit()

    make(app, fair)

    assert set(starts(fresh)) == {applied.id, invited.id}
    assert plain.id


def test_nobody_is_spoken_to_before_the_hour_of_the_ticket(app, session, fresh, fair):
    booth(fair)
    later = FairSlot(fair_id=fair.id, starts_at=time(11), capacity=9)
    session.add(later)
    session.commit()
    worker = guest(session, fair, slot=later)

    make(app, fair)

    assert starts(fresh) == {worker.id: "11:15"}


def test_a_double_booth_speaks_to_two_at_once(app, session, fresh, fair):
    row, _ = booth(fair)
    enterprise = session.get(Enterprise, row.enterprise_id)
    FairRegistrationFactory(fair=fair, enterprise=enterprise, state=RegistrationState.APPROVED, size=BoothSize.DOUBLE)
    for _ in range(2):
        guest(session, fair)

    make(app, fair)

    assert set(starts(fresh).values()) == {"09:15"}


def test_the_way_through_the_hall_is_walked(app, session, fresh, fair):
    hall = hall_of(rows=6, booths=12, rooms=0)
    spots = {spot.number: spot.id for spot in hall.spots}
    fair.hall_id = hall.id
    for number in ("A01", "F12"):
        row, _ = booth(fair)
        row.spot_id = spots[number]
    session.commit()
    guest(session, fair)

    make(app, fair, Hours(slot_minutes=10))

    first, second = interviews(fresh)
    assert second.starts_at - first.ends_at >= timedelta(minutes=3)


def test_an_announcement_tells_workers_and_enterprises_once(app, client, session, fresh, fair, desk, sign_in):
    row, _ = booth(fair)
    employer = AccountFactory(role=Role.ENTERPRISE, enterprise_id=row.enterprise_id)
    worker = guest(session, fair)
    make(app, fair)
    assert told(fresh, MessageKind.INTERVIEWS_PLANNED) == []
    ticket = session.scalar(select(FairTicket.id))
    sign_in(session.get(type(employer), worker.account_id))
    assert "Your interviews" not in visit(client, f"/me/fairs/{ticket}")

    assert announce(app, fair) == 1
    assert announce(app, fair) == 0

    accounts = [message.account_id for message in told(fresh, MessageKind.INTERVIEWS_PLANNED)]
    assert sorted(accounts) == sorted([worker.account_id, employer.id])
    page = visit(client, f"/me/fairs/{ticket}")
    assert "Your interviews 09:15" in page
    assert "your interviews: 09:15" in visit(client, "/messages")


def test_a_timetable_made_anew_keeps_what_people_were_told_and_tells_who_is_moved(app, session, fresh, fair):
    row, _ = booth(fair)
    first = guest(session, fair)
    make(app, fair)
    announce(app, fair)
    before = starts(fresh)[first.id]
    second = guest(session, fair)

    make(app, fair)

    assert starts(fresh) == {first.id: before, second.id: "09:30"}
    assert [m.account_id for m in told(fresh, MessageKind.INTERVIEWS_PLANNED)] == [first.account_id, second.account_id]
    assert told(fresh, MessageKind.INTERVIEWS_MOVED) == []
    assert row.id


def test_who_gives_the_ticket_back_has_no_interviews(app, session, fresh, fair):
    booth(fair)
    worker = guest(session, fair)
    make(app, fair)
    announce(app, fair)
    with app.app_context(), transaction():
        ticket = db.session.scalars(select(FairTicket).where(FairTicket.worker_id == worker.id)).one()
        fair_tickets.give_back(ticket)

    assert [row.state for row in interviews(fresh)] == [S.CANCELLED]
    assert told(fresh, MessageKind.INTERVIEWS_MOVED) == []


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"slot_minutes": "7"}, "Please choose one of the list"),
        ({"break_until": "10:00"}, "The break would end before it begins"),
        ({"break_from": "07:00"}, "within the opening hours"),
        ({"break_from": "halb"}, "Please type a time"),
        ({}, "Nobody who has a ticket fits"),
    ],
)
def test_hours_that_cannot_be_are_refused(desk, session, fresh, fair, changes, sentence):
    booth(fair, occupation_code=CARER)
    guest(session, fair)

    answer = desk.post(f"/office/fairs/{fair.id}/timetable", data=FORM | changes, headers=ENGLISH)

    assert answer.status_code == 422
    assert sentence in text_of(answer)
    assert interviews(fresh) == []


def test_a_fair_online_has_no_timetable(desk, session, fair):
    booth(fair)
    guest(session, fair)
    fair.mode = FairMode.ONLINE
    session.commit()

    answer = desk.post(f"/office/fairs/{fair.id}/timetable", data=FORM, headers=ENGLISH)

    assert answer.status_code == 422


def test_once_interviews_have_begun_nothing_is_planned_from_the_beginning(app, desk, session, fair):
    booth(fair)
    guest(session, fair)
    make(app, fair)
    session.scalars(select(FairInterview)).one().state = S.RUNNING
    session.commit()

    answer = desk.post(f"/office/fairs/{fair.id}/timetable", data=FORM, headers=ENGLISH)

    assert answer.status_code == 422
    assert "Interviews have begun" in text_of(answer)


def test_who_is_late_is_spoken_to_later_and_told(app, session, fresh, fair):
    booth(fair)
    people = {worker.id: worker for worker in (guest(session, fair), guest(session, fair))}
    make(app, fair)
    announce(app, fair)
    first, second = (people[row.worker_id] for row in interviews(fresh))
    session.scalars(select(FairTicket).where(FairTicket.worker_id == second.id)).one().state = TicketState.CHECKED_IN
    session.commit()

    moved = replan(app, fair, at(9, 21))

    assert (moved.moved, moved.dropped, moved.missed) == (1, 0, 0)
    assert starts(fresh) == {first.id: "09:45", second.id: "09:30"}
    (message,) = told(fresh, MessageKind.INTERVIEWS_MOVED)
    assert message.account_id == first.account_id
    assert [one["at"] for one in message.words["times"]] == ["09:45"]


def test_who_does_not_come_at_all_is_not_waited_for(app, session, fresh, fair):
    booth(fair)
    guest(session, fair)
    make(app, fair)

    assert replan(app, fair, at(9, 46)).missed == 1
    assert [row.state for row in interviews(fresh)] == [S.MISSED]


def test_an_interview_that_overruns_moves_the_next_one_as_little_as_possible(app, session, fresh, fair):
    booth(fair)
    people = [guest(session, fair, state=TicketState.CHECKED_IN) for _ in range(3)]
    make(app, fair)
    first = interviews(fresh)[0]
    row = session.get(FairInterview, first.id)
    row.state, row.ends_at = S.RUNNING, at(9, 38)
    session.commit()

    moved = replan(app, fair, at(9, 28))

    assert moved.moved == 1
    assert sorted(starts(fresh).values()) == ["09:15", "09:45", "10:00"]
    assert len(people) == 3


def test_a_booth_that_presses_nothing_is_thought_to_keep_its_time(app, session, fresh, fair):
    booth(fair)
    for _ in range(3):
        guest(session, fair, state=TicketState.CHECKED_IN)
    make(app, fair)
    announce(app, fair)
    before = starts(fresh)

    for minute in range(10, 50, 7):
        assert replan(app, fair, at(9, minute)).moved == 0
    assert starts(fresh) == before


def test_a_county_plans_its_own_fairs_only(client, session, sign_in, fair):
    sign_in(AccountFactory(county_official=True, division_code="321002"))

    visit(client, f"/office/fairs/{fair.id}/timetable", status=404)
    assert client.post(f"/office/fairs/{fair.id}/timetable", data=FORM).status_code == 404
    assert client.post(f"/office/fairs/{fair.id}/timetable/announce").status_code == 404


def test_on_other_days_nothing_is_moved_and_without_a_timetable_nothing_is_announced(desk, session, fair):
    answer = desk.post(f"/office/fairs/{fair.id}/timetable/announce", follow_redirects=True, headers=ENGLISH)
    assert "There is no timetable yet." in text_of(answer)
    answer = desk.post(f"/office/fairs/{fair.id}/timetable/replan", follow_redirects=True, headers=ENGLISH)
    assert "There is no timetable yet." in text_of(answer)
    tomorrow = FairFactory(state=FairState.PUBLISHED, held_on=TODAY + timedelta(days=1))
    assert desk.post(f"/office/fairs/{tomorrow.id}/timetable/replan").status_code == 404


def test_the_night_before_the_clock_makes_the_timetable_and_reminds_everybody_once(app, session, fresh, fair):
    fair.held_on = TODAY + timedelta(days=1)
    session.commit()
    row, _ = booth(fair)
    worker = guest(session, fair)
    employer = AccountFactory(role=Role.ENTERPRISE, enterprise_id=row.enterprise_id)

    assert runner.run(app, entry("fairs.prepare")) == {"timetables": 1, "reminded": 2}
    assert runner.run(app, entry("fairs.prepare")) == {"timetables": 0, "reminded": 0}

    assert fresh().scalars(select(FairTimetable)).one().announced_at is not None
    reminders = told(fresh, MessageKind.FAIR_TOMORROW)
    assert {message.account_id for message in reminders} == {worker.account_id, employer.id}
    assert starts(fresh)[worker.id] == "09:15"


def test_a_fair_to_which_nobody_fits_is_prepared_without_a_timetable(app, session, fresh, fair):
    fair.held_on = TODAY + timedelta(days=1)
    session.commit()
    booth(fair, occupation_code=CARER)
    guest(session, fair)

    assert runner.run(app, entry("fairs.prepare"))["timetables"] == 0
    assert fresh().scalars(select(FairTimetable)).all() == []


def test_the_clock_keeps_the_time_of_the_fairs_of_today(app, session, fresh, fair):
    booth(fair)
    late = guest(session, fair)
    make(app, fair)
    with app.app_context():
        assert fair_days.fairs_today(at(9)) == [fair.id]
    with app.app_context(), transaction():
        assert fair_days.keep_time(fair.id, at=at(9, 25)) is None
    announce(app, fair)
    with app.app_context(), transaction():
        assert fair_days.keep_time(fair.id, at=at(9, 16)) is None
    with app.app_context(), transaction():
        assert fair_days.keep_time(fair.id, at=at(9, 25)).moved == 1
    assert starts(fresh)[late.id] == "09:40"
    assert set(runner.run(app, entry("fairs.keep_time"))) == {"moved", "dropped", "missed"}


def test_the_board_asks_the_database_as_often_for_many(app, desk, session, fair, count_queries):
    booth(fair)
    guest(session, fair)
    make(app, fair)
    with count_queries() as one:
        visit(desk, f"/office/fairs/{fair.id}/timetable")
    booth(fair)
    for _ in range(3):
        guest(session, fair)
    make(app, fair)
    with count_queries() as many:
        visit(desk, f"/office/fairs/{fair.id}/timetable")

    assert len(many.statements) == len(one.statements) <= 10
