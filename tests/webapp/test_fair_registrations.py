"""Enterprises register for a fair, officials decide, who waits moves up, who came gets a certificate."""

from concurrent.futures import ThreadPoolExecutor
from datetime import time, timedelta
from threading import Barrier

import pytest
from sqlalchemy import func, select

from domain.accounts import Role
from domain.fair_registrations import RegistrationState
from domain.fair_tickets import TicketState
from domain.fairs import FairState
from domain.invitations import InvitationState
from domain.messages import MessageKind
from domain.vacancies import VacancyState
from tests.factories import (
    NOW,
    TODAY,
    AccountFactory,
    BoothFactory,
    BoothVacancyFactory,
    EnterpriseFactory,
    FairFactory,
    FairRegistrationFactory,
    InvitationFactory,
    VacancyFactory,
    WorkerFactory,
)
from tests.webapp.pages import ENGLISH, text_of, visit
from webapp.extensions import db
from webapp.models import (
    AuditEntry,
    Booth,
    BoothVacancy,
    Fair,
    FairRegistration,
    FairSlot,
    FairTicket,
    Invitation,
    Message,
    RegistrationVacancy,
)
from webapp.services import fair_proposals, fair_registrations, fair_tickets
from webapp.transaction import transaction

S = RegistrationState
HELD_ON = TODAY + timedelta(days=14)
WINDOW = {"registers_from": TODAY, "registers_until": TODAY + timedelta(days=7)}


@pytest.fixture
def fair(session):
    return FairFactory(state=FairState.PUBLISHED, held_on=HELD_ON, booth_limit=2, **WINDOW)


@pytest.fixture
def official(session):
    return AccountFactory(county_official=True)


@pytest.fixture
def enterprise(session):
    return EnterpriseFactory(name="高邮三垛酒楼")


@pytest.fixture
def desk(client, session, sign_in, enterprise):
    """The browser of the enterprise."""
    return sign_in(AccountFactory(role=Role.ENTERPRISE, enterprise_id=enterprise.id))


def form(*vacancies, **changes):
    wishes = {"vacancies": [str(one.id) for one in vacancies], "size": "single", "staff": "2", "note": "靠近入口"}
    return wishes | changes


def registered(fair, state=S.REQUESTED, **words):
    """An enterprise with one vacancy that has registered."""
    enterprise = EnterpriseFactory()
    vacancy = VacancyFactory(enterprise=enterprise)
    shown = [RegistrationVacancy(vacancy_id=vacancy.id)]
    row = FairRegistrationFactory(fair=fair, enterprise=enterprise, state=state, vacancies=shown, **words)
    if state in {S.APPROVED, S.INVITED, S.ATTENDED}:
        booth = BoothFactory(fair_id=fair.id, enterprise_id=enterprise.id, number=row.id)
        BoothVacancyFactory(booth_id=booth.id, vacancy_id=vacancy.id)
    return row


def act(app, name, fair, row, **words):
    with app.app_context(), transaction():
        standing = db.session.get(Fair, fair.id)
        getattr(fair_registrations, name)(standing, db.session.get(FairRegistration, row.id), today=TODAY, **words)


def state_of(fresh, row):
    return fresh().get(FairRegistration, row.id).state


def test_an_enterprise_registers_and_reads_the_answer(app, desk, session, fresh, fair, enterprise, official):
    shown, kept_back = VacancyFactory(enterprise=enterprise, title="冷菜厨师"), VacancyFactory(enterprise=enterprise)
    assert fair.title in visit(desk, "/enterprise/fairs")

    answer = desk.post(f"/enterprise/fairs/{fair.id}", data=form(shown), follow_redirects=True, headers=ENGLISH)

    assert "An official of the place decides" in text_of(answer)
    row = fresh().scalars(select(FairRegistration)).one()
    assert (row.state, row.staff, row.note) == (S.REQUESTED, 2, "靠近入口")
    assert "2 booths left" not in visit(desk, "/enterprise/fairs")
    act(app, "approve", fair, row, account_id=official.id)
    page = visit(desk, f"/enterprise/fairs/{fair.id}")
    assert "Comes" in page
    assert "Your booth 1" in page
    assert fresh().scalars(select(BoothVacancy.vacancy_id)).all() == [shown.id]
    assert "冷菜厨师" in visit(desk, f"/fairs/{fair.id}")
    assert kept_back.id


def test_an_official_decides_on_the_page_of_the_fair(client, session, fresh, sign_in, fair, official):
    first, second, third = registered(fair), registered(fair), registered(fair)
    sign_in(official)
    address = f"/office/fairs/{fair.id}/registrations"
    assert "Enterprises: 3 ask" in visit(client, f"/office/fairs/{fair.id}")

    for row in (first, second):
        done = client.post(f"{address}/{row.id}/approve", follow_redirects=True, headers=ENGLISH)
        assert f"{row.enterprise.name} has a booth." in text_of(done)
    full = client.post(f"{address}/{third.id}/approve", follow_redirects=True, headers=ENGLISH)
    nothing_said = client.post(f"{address}/{first.id}/refuse", data={"reason": " "}, headers=ENGLISH)
    refused = client.post(
        f"{address}/{first.id}/refuse", data={"reason": "岗位与主题不符"}, follow_redirects=True, headers=ENGLISH
    )

    assert "All booths are taken" in text_of(full)
    assert (nothing_said.status_code, "Please say why" in text_of(nothing_said)) == (422, True)
    assert "who waited longest" in text_of(refused)
    assert [state_of(fresh, row) for row in (first, second, third)] == [S.REFUSED, S.APPROVED, S.APPROVED]
    assert fresh().scalar(select(func.count(Booth.id))) == 2
    actions = set(fresh().scalars(select(AuditEntry.action)))
    assert {"fair_registration.approved", "fair_registration.waiting", "fair_registration.refused"} <= actions


def test_whoever_was_refused_reads_why_mends_it_and_asks_again(app, desk, session, fresh, fair, enterprise, official):
    row = FairRegistrationFactory(fair=fair, enterprise=enterprise)
    vacancy = VacancyFactory(enterprise=enterprise)
    act(app, "refuse", fair, row, reason="请补充岗位", account_id=official.id)
    assert "请补充岗位" in visit(desk, f"/enterprise/fairs/{fair.id}")

    desk.post(f"/enterprise/fairs/{fair.id}", data=form(vacancy))

    stored = fresh().get(FairRegistration, row.id)
    assert (stored.state, stored.reason) == (S.REQUESTED, "")


def test_a_booth_that_is_given_up_goes_to_who_waited_longest(app, fresh, session, fair):
    leaving = registered(fair, S.APPROVED)
    registered(fair, S.APPROVED)
    late = registered(fair, S.WAITING, asked_at=NOW)
    early = registered(fair, S.WAITING, asked_at=NOW - timedelta(hours=1))

    act(app, "withdraw", fair, leaving, account_id=AccountFactory().id)

    assert (state_of(fresh, early), state_of(fresh, late)) == (S.APPROVED, S.WAITING)
    booths = set(fresh().scalars(select(Booth.enterprise_id)))
    assert early.enterprise_id in booths
    assert leaving.enterprise_id not in booths


def test_more_booths_let_those_move_up_who_wait(app, fresh, session, fair, official, client, sign_in):
    waiting = [registered(fair, S.APPROVED), registered(fair, S.APPROVED), registered(fair, S.WAITING)][-1]
    sign_in(official)
    window = {"opens_on": TODAY.isoformat(), "closes_on": (TODAY + timedelta(days=8)).isoformat(), "booth_limit": "3"}

    answer = client.post(f"/office/fairs/{fair.id}/registrations/window", data=window)

    assert answer.status_code == 302
    assert state_of(fresh, waiting) is S.APPROVED


def test_officials_who_approve_at_once_never_give_more_booths_than_there_are(app, session, fresh, fair, official):
    rows, start = [registered(fair) for _ in range(8)], Barrier(8)

    def decide(row):
        start.wait()
        act(app, "approve", fair, row, account_id=official.id)

    with ThreadPoolExecutor(8) as officials:
        list(officials.map(decide, rows))

    states = [state_of(fresh, row) for row in rows]
    assert (states.count(S.APPROVED), states.count(S.WAITING)) == (2, 6)
    assert fresh().scalar(select(func.count(Booth.id))) == 2


def test_a_new_booth_makes_room_for_visitors_and_who_waits_for_a_place_has_it(app, session, fresh, fair, official):
    slot = FairSlot(fair_id=fair.id, starts_at=time(9), capacity=1, taken=1)
    session.add(slot)
    session.flush()
    ticket = FairTicket(
        fair_id=fair.id,
        slot_id=slot.id,
        worker_id=WorkerFactory().id,
        code="A" * 10,
        state=TicketState.WAITING,
        asked_at=NOW,
    )
    session.add(ticket)
    session.commit()

    act(app, "approve", fair, registered(fair), account_id=official.id)

    stored = fresh().get(FairSlot, slot.id)
    assert (stored.capacity, stored.taken) == (12, 2)
    assert fresh().get(FairTicket, ticket.id).state is TicketState.BOOKED


def test_a_booth_less_never_takes_a_place_from_a_visitor(app, session, fresh, fair):
    leaving = registered(fair, S.APPROVED)
    session.add(FairSlot(fair_id=fair.id, starts_at=time(9), capacity=12, taken=5))
    session.commit()

    act(app, "withdraw", fair, leaving, account_id=AccountFactory().id)

    stored = fresh().scalars(select(FairSlot)).one()
    assert (stored.capacity, stored.taken) == (5, 5)


@pytest.fixture
def published(app, session, official):
    """A proposal with one booth that was published."""
    proposal = FairFactory(held_on=HELD_ON)
    vacancy = VacancyFactory()
    booth = BoothFactory(fair_id=proposal.id, enterprise_id=vacancy.enterprise_id)
    BoothVacancyFactory(booth_id=booth.id, vacancy_id=vacancy.id)
    InvitationFactory(fair_id=proposal.id, vacancy=vacancy, state=InvitationState.PREPARED)
    with app.app_context(), transaction():
        fair_proposals.publish(db.session.get(Fair, proposal.id), today=TODAY, account_id=official.id)
    return proposal


def test_the_enterprises_of_a_published_fair_are_asked_whether_they_come(client, sign_in, fresh, published):
    row = fresh().scalars(select(FairRegistration)).one()
    sign_in(AccountFactory(role=Role.ENTERPRISE, enterprise_id=row.enterprise_id))
    assert row.state is S.INVITED
    assert "not confirmed yet" in visit(client, f"/fairs/{published.id}")
    assert "A booth is kept for you" in visit(client, f"/enterprise/fairs/{published.id}")

    client.post(f"/enterprise/fairs/{published.id}/confirm")

    assert state_of(fresh, row) is S.APPROVED
    assert "not confirmed yet" not in visit(client, f"/fairs/{published.id}")
    standing = fresh().get(Fair, published.id)
    assert (standing.registers_from, standing.registers_until) == (TODAY, HELD_ON - timedelta(days=3))


def test_who_does_not_come_leaves_no_booth_and_nobody_waits_for_it(client, sign_in, fresh, published):
    row = fresh().scalars(select(FairRegistration)).one()
    sign_in(AccountFactory(role=Role.ENTERPRISE, enterprise_id=row.enterprise_id))

    client.post(f"/enterprise/fairs/{published.id}/withdraw")

    assert state_of(fresh, row) is S.WITHDRAWN
    assert fresh().scalars(select(Booth)).all() == []
    assert fresh().scalars(select(Invitation.state)).all() == [InvitationState.EXPIRED]


def told(fresh, kind):
    messages = fresh().scalars(select(Message).where(Message.kind == kind).order_by(Message.id))
    return [message.words for message in messages]


def test_enterprises_are_told_what_was_decided_about_them(app, session, fresh, fair, official):
    first, second, third = registered(fair), registered(fair), registered(fair)
    for row in (first, second, third):
        AccountFactory(role=Role.ENTERPRISE, enterprise_id=row.enterprise_id)

    for row in (first, second, third):
        act(app, "approve", fair, row, account_id=official.id)
    act(app, "refuse", fair, first, reason="重复报名", account_id=official.id)

    moves = told(fresh, MessageKind.REGISTRATION_MOVED)
    assert [words["state"] for words in moves] == ["approved", "approved", "waiting", "refused", "approved"]
    assert moves[3]["reason"] == "重复报名"


def test_a_publication_tells_enterprises_and_the_invited_and_a_cancellation_tells_who_would_come(
    app, client, session, fresh, sign_in, official
):
    proposal = FairFactory(title="冬季专场", held_on=HELD_ON)
    vacancy = VacancyFactory()
    booth = BoothFactory(fair_id=proposal.id, enterprise_id=vacancy.enterprise_id)
    BoothVacancyFactory(booth_id=booth.id, vacancy_id=vacancy.id)
    employer = AccountFactory(role=Role.ENTERPRISE, enterprise_id=vacancy.enterprise_id)
    account = AccountFactory(role=Role.WORKER)
    worker = WorkerFactory(account_id=account.id)
    InvitationFactory(fair_id=proposal.id, vacancy=vacancy, worker=worker, state=InvitationState.PREPARED)
    with app.app_context(), transaction():
        fair_proposals.publish(db.session.get(Fair, proposal.id), today=TODAY, account_id=official.id)
    with app.app_context(), transaction():
        slot = db.session.scalars(select(FairSlot)).first()
        fair_tickets.book(db.session.get(Fair, proposal.id), slot.id, worker_id=worker.id, today=TODAY)
    with app.app_context(), transaction():
        fair_proposals.cancel(db.session.get(Fair, proposal.id), reason="大雪", account_id=official.id)

    kinds = {(message.kind, message.account_id) for message in fresh().scalars(select(Message))}
    assert kinds == {
        (MessageKind.REGISTRATION_MOVED, employer.id),
        (MessageKind.FAIR_INVITED, account.id),
        (MessageKind.FAIR_CANCELLED, account.id),
        (MessageKind.FAIR_CANCELLED, employer.id),
    }
    page = visit(client_of(client, sign_in, account), "/messages")
    assert "“冬季专场”" in page
    assert "does not take place: 大雪" in page
    assert "Do you come?" in visit(client_of(client, sign_in, employer), "/messages")


def client_of(client, sign_in, account):
    sign_in(account)
    return client


def test_an_announced_proposal_is_open_to_enterprises_and_closed_to_the_public(client, session, sign_in, official):
    proposal = FairFactory(held_on=HELD_ON)
    enterprise = EnterpriseFactory()
    sign_in(official)
    window = {"opens_on": TODAY.isoformat(), "closes_on": (TODAY + timedelta(days=3)).isoformat(), "booth_limit": "9"}
    client.post(f"/office/fairs/{proposal.id}/registrations/window", data=window)
    sign_in(AccountFactory(role=Role.ENTERPRISE, enterprise_id=enterprise.id))

    assert "9 booths left" in visit(client, "/enterprise/fairs")
    visit(client, f"/fairs/{proposal.id}", status=404)
    session.refresh(proposal)
    assert proposal.edited_at is not None


def test_an_enterprise_that_registered_for_a_proposal_is_not_taken_out_silently(
    app, client, session, sign_in, official
):
    proposal = FairFactory(held_on=HELD_ON, **WINDOW)
    row = registered(proposal, S.APPROVED)
    booth = session.scalars(select(Booth)).one()
    sign_in(official)

    answer = client.post(f"/office/fairs/{proposal.id}/booths/{booth.id}/drop", follow_redirects=True, headers=ENGLISH)

    assert "has registered itself" in text_of(answer)
    assert session.get(FairRegistration, row.id).state is S.APPROVED
    with app.app_context(), transaction():
        fair_proposals.publish(db.session.get(Fair, proposal.id), today=TODAY, account_id=official.id)
    session.expire_all()
    assert session.get(FairRegistration, row.id).state is S.APPROVED


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"vacancies": []}, "at least one vacancy"),
        ({"staff": "0"}, "Between 1 and 10 people"),
        ({"staff": "zwei"}, "Please type a whole number"),
        ({"size": "palace"}, "Please choose one of the list"),
        ({"note": "长" * 201}, "201 characters"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(desk, session, fresh, fair, enterprise, changes, sentence):
    vacancy = VacancyFactory(enterprise=enterprise)

    answer = desk.post(f"/enterprise/fairs/{fair.id}", data=form(vacancy, **changes), headers=ENGLISH)

    assert answer.status_code == 422
    assert sentence in text_of(answer)
    assert fresh().scalars(select(FairRegistration)).all() == []


def test_a_vacancy_of_somebody_else_is_not_shown(desk, session, fresh, fair, enterprise):
    VacancyFactory(enterprise=enterprise)

    answer = desk.post(f"/enterprise/fairs/{fair.id}", data=form(VacancyFactory()), headers=ENGLISH)

    assert answer.status_code == 422
    assert fresh().scalars(select(FairRegistration)).all() == []


def test_what_was_chosen_stays_although_it_does_not_hire_any_more(desk, session, fresh, fair, enterprise):
    full, hiring = VacancyFactory(enterprise=enterprise), VacancyFactory(enterprise=enterprise)
    desk.post(f"/enterprise/fairs/{fair.id}", data=form(full))
    full.state = VacancyState.PAUSED
    session.commit()

    answer = desk.post(f"/enterprise/fairs/{fair.id}", data=form(full, hiring))

    assert answer.status_code == 302
    assert set(fresh().scalars(select(RegistrationVacancy.vacancy_id))) == {full.id, hiring.id}


def test_who_comes_changes_what_the_booth_shows(app, desk, session, fresh, fair, enterprise, official):
    old, new = VacancyFactory(enterprise=enterprise), VacancyFactory(enterprise=enterprise)
    desk.post(f"/enterprise/fairs/{fair.id}", data=form(old))
    row = fresh().scalars(select(FairRegistration)).one()
    act(app, "approve", fair, row, account_id=official.id)
    InvitationFactory(fair_id=fair.id, vacancy=old)

    desk.post(f"/enterprise/fairs/{fair.id}", data=form(new))

    assert fresh().scalars(select(BoothVacancy.vacancy_id)).all() == [new.id]
    assert fresh().scalars(select(Invitation.state)).all() == [InvitationState.EXPIRED]
    assert state_of(fresh, row) is S.APPROVED


def test_outside_of_the_window_nobody_registers(desk, session, fresh, fair, enterprise):
    vacancy = VacancyFactory(enterprise=enterprise)
    fair.registers_until = TODAY - timedelta(days=1)
    session.commit()

    answer = desk.post(f"/enterprise/fairs/{fair.id}", data=form(vacancy), headers=ENGLISH)

    assert answer.status_code == 422
    assert "takes no registrations now" in text_of(answer)
    assert fresh().scalars(select(FairRegistration)).all() == []


def test_an_enterprise_that_nobody_has_verified_does_not_register(client, session, fresh, sign_in, fair):
    unseen = EnterpriseFactory(unverified=True)
    sign_in(AccountFactory(role=Role.ENTERPRISE, enterprise_id=unseen.id))
    assert "As soon as you are verified" in visit(client, f"/enterprise/fairs/{fair.id}")

    answer = client.post(f"/enterprise/fairs/{fair.id}", data=form(VacancyFactory(enterprise=unseen)))

    assert answer.status_code == 422
    assert fresh().scalars(select(FairRegistration)).all() == []


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"closes_on": (TODAY - timedelta(days=1)).isoformat()}, "would close before it opens"),
        ({"closes_on": HELD_ON.isoformat()}, "must close before the day"),
        ({"booth_limit": "0"}, "between 1 and 200"),
        ({"booth_limit": "1"}, "2 enterprises have a booth already"),
    ],
)
def test_a_window_that_cannot_be_is_refused(client, session, fresh, sign_in, fair, official, changes, sentence):
    registered(fair, S.APPROVED)
    registered(fair, S.APPROVED)
    sign_in(official)
    window = {"opens_on": TODAY.isoformat(), "closes_on": (TODAY + timedelta(days=3)).isoformat(), "booth_limit": "5"}

    answer = client.post(f"/office/fairs/{fair.id}/registrations/window", data=window | changes, headers=ENGLISH)

    assert answer.status_code == 422
    assert sentence in text_of(answer)
    assert fresh().get(Fair, fair.id).booth_limit == 2


def test_a_county_decides_about_its_own_fairs_only(client, session, fresh, sign_in, fair):
    row = registered(fair)
    sign_in(AccountFactory(county_official=True, division_code="321002"))

    visit(client, f"/office/fairs/{fair.id}/registrations", status=404)
    assert client.post(f"/office/fairs/{fair.id}/registrations/{row.id}/approve").status_code == 404
    assert state_of(fresh, row) is S.REQUESTED


def test_who_was_there_fetches_a_certificate(client, session, fresh, sign_in, official):
    today = FairFactory(state=FairState.PUBLISHED, held_on=TODAY)
    came, stayed = registered(today, S.APPROVED), registered(today, S.APPROVED)
    sign_in(official)
    address = f"/office/fairs/{today.id}/registrations"
    client.post(f"{address}/{came.id}/attendance", data={"came": "1"})
    client.post(f"{address}/{stayed.id}/attendance", data={"came": "0"})
    assert [state_of(fresh, row) for row in (came, stayed)] == [S.ATTENDED, S.ABSENT]

    sign_in(AccountFactory(role=Role.ENTERPRISE, enterprise_id=came.enterprise_id))
    paper = client.get(f"/enterprise/fairs/{today.id}/certificate.pdf")
    sign_in(AccountFactory(role=Role.ENTERPRISE, enterprise_id=stayed.enterprise_id))
    none = client.get(f"/enterprise/fairs/{today.id}/certificate.pdf")

    assert paper.content_type == "application/pdf"
    assert paper.headers["Content-Disposition"] == f"attachment; filename=fair-{today.id}-certificate.pdf"
    assert paper.data.startswith(b"%PDF")
    assert none.status_code == 404


def test_nobody_is_said_to_have_come_before_the_day(client, session, fresh, sign_in, fair, official):
    row = registered(fair, S.APPROVED)
    sign_in(official)

    answer = client.post(
        f"/office/fairs/{fair.id}/registrations/{row.id}/attendance",
        data={"came": "1"},
        follow_redirects=True,
        headers=ENGLISH,
    )

    assert "Who came is noted from the day of the fair on" in text_of(answer)
    assert state_of(fresh, row) is S.APPROVED


@pytest.mark.parametrize("page", ["/enterprise/fairs", "/office/fairs/{}/registrations"])
def test_lists_ask_the_database_as_often_for_many(client, session, sign_in, fair, official, count_queries, page):
    enterprise = EnterpriseFactory()
    account = AccountFactory(role=Role.ENTERPRISE, enterprise_id=enterprise.id)
    sign_in(account if page.startswith("/enterprise") else official)

    def add():
        registered(fair)
        other = FairFactory(state=FairState.PUBLISHED, held_on=HELD_ON, **WINDOW)
        FairRegistrationFactory(fair=other, enterprise=enterprise)
        FairFactory(state=FairState.PUBLISHED, held_on=HELD_ON, **WINDOW)

    add()
    with count_queries() as one:
        visit(client, page.format(fair.id))
    for _ in range(4):
        add()
    with count_queries() as many:
        visit(client, page.format(fair.id))

    assert len(many.statements) == len(one.statements) <= 10
