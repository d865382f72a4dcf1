"""Applications: two taps to apply, both sides see where it stands, and a seat is given once."""

import pytest
from sqlalchemy import select

from domain.accounts import Role
from domain.applications import ApplicationState as S
from domain.invitations import InvitationState
from domain.vacancies import VacancyState
from tests.factories import (
    TODAY,
    AccountFactory,
    ApplicationFactory,
    EnterpriseFactory,
    InvitationFactory,
    VacancyFactory,
    WorkerFactory,
)
from tests.webapp.pages import ENGLISH, text_of, visit
from webapp.models import Account, Application, ApplicationEvent, AuditEntry, Invitation, Vacancy, WorkerBlock


@pytest.fixture
def worker(session):
    return WorkerFactory(account_id=AccountFactory(role=Role.WORKER).id, name="张晓燕", phone="13912345678")


@pytest.fixture
def as_worker(client, session, sign_in, worker):
    return sign_in(session.get(Account, worker.account_id))


@pytest.fixture
def vacancy(session):
    return VacancyFactory(headcount=1, title="淮扬菜厨师")


@pytest.fixture
def as_enterprise(app, sign_in, vacancy):
    return sign_in(AccountFactory(role=Role.ENTERPRISE, enterprise_id=vacancy.enterprise_id), on=app.test_client())


def only(fresh, model):
    return fresh().scalars(select(model)).one()


def move(client, application_id, state, **words):
    return client.post(
        f"/enterprise/applications/{application_id}/move", data={"state": state} | words, headers=ENGLISH
    )


def test_a_worker_applies_and_the_employer_sees_how_to_call(as_worker, as_enterprise, worker, vacancy, fresh):
    answer = as_worker.post(f"/vacancies/{vacancy.id}/apply", data={"message": "明天就能上班"}, headers=ENGLISH)

    application = only(fresh, Application)
    assert answer.location.endswith(f"/me/applications/{application.id}")
    assert "You have applied." in visit(as_worker, f"/me/applications/{application.id}")
    page = visit(as_enterprise, f"/enterprise/applications/{application.id}")
    assert "张晓燕" in page
    assert "13912345678" in page.replace(" ", "")
    assert "明天就能上班" in page


def test_to_apply_twice_is_to_have_applied(as_worker, vacancy, fresh):
    for _ in range(2):
        answer = as_worker.post(f"/vacancies/{vacancy.id}/apply", headers=ENGLISH, follow_redirects=True)

    assert "You have applied for this vacancy already." in text_of(answer)
    assert len(fresh().scalars(select(Application)).all()) == 1


def test_who_has_no_profile_writes_it_first_and_comes_back(client, session, sign_in, vacancy):
    sign_in(AccountFactory(role=Role.WORKER))

    answer = client.post(f"/vacancies/{vacancy.id}/apply")

    assert "/me/profile/wishes?next=" in answer.location


def test_a_message_that_is_too_long_is_refused(as_worker, vacancy, fresh):
    answer = as_worker.post(
        f"/vacancies/{vacancy.id}/apply", data={"message": "长" * 10_000}, headers=ENGLISH, follow_redirects=True
    )

    assert "The message has 10000 characters." in text_of(answer)
    assert fresh().scalars(select(Application)).all() == []


@pytest.mark.parametrize("state", [VacancyState.PAUSED, VacancyState.IN_REVIEW, VacancyState.CLOSED])
def test_what_is_not_open_takes_nobody(as_worker, session, vacancy, fresh, state):
    vacancy.state = state
    session.commit()

    as_worker.post(f"/vacancies/{vacancy.id}/apply")

    assert fresh().scalars(select(Application)).all() == []


def test_the_law_keeps_the_young_from_hazardous_work(as_worker, session, worker, vacancy, fresh):
    worker.birth_year, vacancy.is_hazardous = TODAY.year - 17, True
    session.commit()

    answer = as_worker.post(f"/vacancies/{vacancy.id}/apply", headers=ENGLISH, follow_redirects=True)

    assert "The law keeps people under 18 from this work" in text_of(answer)
    assert fresh().scalars(select(Application)).all() == []


def test_from_offer_to_work_the_seat_is_taken_once(as_worker, as_enterprise, vacancy, fresh):
    as_worker.post(f"/vacancies/{vacancy.id}/apply")
    number = only(fresh, Application).id
    for state in (S.SHORTLISTED, S.INTERVIEW, S.OFFERED):
        assert move(as_enterprise, number, state).status_code == 302
    assert only(fresh, Vacancy).seats_taken == 0

    as_worker.post(f"/me/applications/{number}/accept")
    assert (only(fresh, Vacancy).seats_taken, only(fresh, Vacancy).state) == (1, VacancyState.FILLED)
    move(as_enterprise, number, S.PLACED)

    assert only(fresh, Application).state is S.PLACED
    assert only(fresh, Vacancy).seats_taken == 1
    steps = [event.state for event in fresh().scalars(select(ApplicationEvent).order_by(ApplicationEvent.id))]
    assert steps == [S.SUBMITTED, S.SHORTLISTED, S.INTERVIEW, S.OFFERED, S.ACCEPTED, S.PLACED]


def test_the_last_seat_is_not_given_twice(as_enterprise, app, sign_in, session, vacancy, fresh):
    numbers = []
    for _ in range(2):
        account = AccountFactory(role=Role.WORKER)
        application = ApplicationFactory(worker=WorkerFactory(account_id=account.id), vacancy=vacancy, state=S.OFFERED)
        numbers.append(application.id)
        sign_in(account, on=app.test_client()).post(f"/me/applications/{application.id}/accept")

    states = [fresh().get(Application, number).state for number in numbers]
    assert states == [S.ACCEPTED, S.OFFERED]
    assert only(fresh, Vacancy).seats_taken == 1


def test_who_gives_the_place_back_frees_the_seat(as_worker, session, worker, vacancy, fresh):
    number = ApplicationFactory(worker=worker, vacancy=vacancy, state=S.OFFERED).id
    as_worker.post(f"/me/applications/{number}/accept")

    as_worker.post(f"/me/applications/{number}/withdraw")

    assert only(fresh, Application).state is S.WITHDRAWN
    assert only(fresh, Vacancy).seats_taken == 0


def test_nobody_is_turned_down_without_being_told_why(as_worker, as_enterprise, worker, vacancy, fresh):
    number = ApplicationFactory(worker=worker, vacancy=vacancy).id

    without = move(as_enterprise, number, S.DECLINED_BY_ENTERPRISE)
    assert without.status_code == 422
    assert "Please say why" in text_of(without)
    move(as_enterprise, number, S.DECLINED_BY_ENTERPRISE, reason="需要<b>高级证书</b>")

    assert only(fresh, Application).state is S.DECLINED_BY_ENTERPRISE
    assert "需要<b>高级证书</b>" in visit(as_worker, f"/me/applications/{number}").replace("&lt;", "<")
    assert fresh().scalars(select(AuditEntry)).all()


@pytest.mark.parametrize("state", [S.ACCEPTED, S.PLACED, S.WITHDRAWN, S.EXPIRED])
def test_steps_that_are_not_the_employers_are_refused(as_enterprise, vacancy, fresh, state):
    number = ApplicationFactory(vacancy=vacancy).id

    assert move(as_enterprise, number, state).status_code == 422
    assert only(fresh, Application).state is S.SUBMITTED


@pytest.mark.parametrize("state", ["", "nonsense"])
def test_a_step_that_does_not_exist_is_refused_by_name(as_enterprise, vacancy, state):
    answer = move(as_enterprise, ApplicationFactory(vacancy=vacancy).id, state)

    assert answer.status_code == 400
    assert "state" in text_of(answer)


def test_who_decides_on_an_old_page_decides_on_nothing(as_enterprise, vacancy, fresh):
    number = ApplicationFactory(vacancy=vacancy).id
    version = only(fresh, Application).version
    move(as_enterprise, number, S.SHORTLISTED, version=version)

    late = move(as_enterprise, number, S.INTERVIEW, version=version)

    assert late.status_code == 422
    assert only(fresh, Application).state is S.SHORTLISTED


def test_what_is_not_ones_own_does_not_exist(as_worker, app, sign_in, session, vacancy, fresh):
    foreign = ApplicationFactory(vacancy=vacancy, state=S.OFFERED)
    stranger = sign_in(AccountFactory(role=Role.ENTERPRISE, enterprise_id=EnterpriseFactory().id), on=app.test_client())

    for act in ("accept", "decline", "withdraw"):
        assert as_worker.post(f"/me/applications/{foreign.id}/{act}").status_code == 404
    visit(as_worker, f"/me/applications/{foreign.id}", status=404)
    visit(stranger, f"/enterprise/applications/{foreign.id}", status=404)
    assert move(stranger, foreign.id, S.SHORTLISTED).status_code == 404
    assert only(fresh, Application).state is S.OFFERED


def test_the_list_of_an_enterprise_is_narrowed_and_refuses_what_it_does_not_know(as_enterprise, vacancy):
    ApplicationFactory(vacancy=vacancy, worker=WorkerFactory(name="李建国"))
    ApplicationFactory(vacancy=vacancy, worker=WorkerFactory(name="王秀英"), state=S.INTERVIEW)

    page = visit(as_enterprise, "/enterprise/applications?state=interview")
    assert "王秀英" in page
    assert "李建国" not in page
    assert "state" in visit(as_enterprise, "/enterprise/applications?state=none", status=400)
    assert "page" in visit(as_enterprise, f"/enterprise/applications?page={10**10}", status=400)
    visit(as_enterprise, f"/enterprise/applications?vacancy={VacancyFactory().id}", status=400)


def test_the_list_of_an_enterprise_asks_the_database_as_often_for_many(as_enterprise, vacancy, count_queries):
    ApplicationFactory(vacancy=vacancy)
    visit(as_enterprise, "/enterprise/applications")
    with count_queries() as one:
        visit(as_enterprise, "/enterprise/applications")
    for _ in range(5):
        ApplicationFactory(vacancy=vacancy)
    with count_queries() as many:
        visit(as_enterprise, "/enterprise/applications")

    assert len(one.statements) == len(many.statements) < 10


def test_an_invitation_is_accepted_and_is_an_application_then(as_worker, worker, vacancy, fresh):
    invitation = InvitationFactory(worker=worker, vacancy=vacancy, state=InvitationState.SENT)
    assert "淮扬菜厨师" in visit(as_worker, "/me/invitations")

    as_worker.post(f"/me/invitations/{invitation.id}/accept")

    assert only(fresh, Invitation).state is InvitationState.ACCEPTED
    assert only(fresh, Application).invitation_id == invitation.id


def test_a_declined_invitation_may_block_the_enterprise(as_worker, worker, vacancy, fresh):
    invitation = InvitationFactory(worker=worker, vacancy=vacancy, state=InvitationState.SENT)

    as_worker.post(f"/me/invitations/{invitation.id}/decline", data={"block": "1"})

    assert only(fresh, Invitation).state is InvitationState.DECLINED
    assert only(fresh, WorkerBlock).enterprise_id == vacancy.enterprise_id


def test_an_invitation_is_answered_once_and_by_whom_it_is_for(as_worker, worker, vacancy, fresh):
    answered = InvitationFactory(worker=worker, vacancy=vacancy, state=InvitationState.DECLINED)
    foreign = InvitationFactory(worker=WorkerFactory(), vacancy=vacancy, state=InvitationState.SENT)

    as_worker.post(f"/me/invitations/{answered.id}/accept")
    assert as_worker.post(f"/me/invitations/{foreign.id}/accept").status_code == 404

    assert fresh().scalars(select(Application)).all() == []


def test_what_is_prepared_for_a_fair_is_not_seen_yet(as_worker, worker, vacancy):
    invitation = InvitationFactory(worker=worker, vacancy=vacancy, state=InvitationState.PREPARED)

    assert "淮扬菜厨师" not in visit(as_worker, "/me/invitations")
    assert as_worker.post(f"/me/invitations/{invitation.id}/accept").status_code == 404


def test_an_enterprise_invites_a_candidate_who_agreed_to_be_found(as_enterprise, vacancy, fresh):
    candidate = WorkerFactory(name="赵丽华")
    page = visit(as_enterprise, f"/enterprise/vacancies/{vacancy.id}/candidates")
    assert "赵丽华" not in page, "a full name is shown before the worker has said yes"
    assert candidate.phone not in page

    as_enterprise.post(
        f"/enterprise/vacancies/{vacancy.id}/invite", data={"worker": candidate.id, "message": "欢迎来看看"}
    )

    invitation = only(fresh, Invitation)
    assert (invitation.worker_id, invitation.state, invitation.message) == (
        candidate.id,
        InvitationState.SENT,
        "欢迎来看看",
    )
    assert invitation.reasons


def test_nobody_is_invited_who_did_not_agree_or_twice(as_enterprise, vacancy, fresh):
    hidden, candidate = WorkerFactory(agrees=()), WorkerFactory()

    as_enterprise.post(f"/enterprise/vacancies/{vacancy.id}/invite", data={"worker": hidden.id})
    for _ in range(2):
        as_enterprise.post(f"/enterprise/vacancies/{vacancy.id}/invite", data={"worker": candidate.id})

    assert [row.worker_id for row in fresh().scalars(select(Invitation))] == [candidate.id]


def test_an_enterprise_that_is_not_verified_sees_no_candidate(app, sign_in, session, fresh):
    vacancy = VacancyFactory(enterprise=EnterpriseFactory(unverified=True))
    client = sign_in(AccountFactory(role=Role.ENTERPRISE, enterprise_id=vacancy.enterprise_id), on=app.test_client())
    candidate = WorkerFactory(headline="二十年淮扬菜经验")

    assert "二十年淮扬菜经验" not in visit(client, f"/enterprise/vacancies/{vacancy.id}/candidates")
    client.post(f"/enterprise/vacancies/{vacancy.id}/invite", data={"worker": candidate.id})
    assert fresh().scalars(select(Invitation)).all() == []
