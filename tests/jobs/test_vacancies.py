"""What has had its time ends by itself; what is crowded gets a price."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from domain.fairs import FairState
from domain.invitations import InvitationState
from domain.matching import Violation
from domain.vacancies import VacancyState
from jobs import runner, schedule
from tests.factories import CARER, NOW, TODAY, FairFactory, InvitationFactory, VacancyFactory, WorkerFactory
from webapp.models import Invitation, JobRun, OutboxEntry, Vacancy
from webapp.services import congestion
from webapp.settings import Settings

YESTERDAY = TODAY - timedelta(days=1)


@pytest.fixture
def expire(app):
    return lambda: runner.run(app, schedule.entry("vacancies.expire"))


@pytest.mark.parametrize("state", [VacancyState.OPEN, VacancyState.PAUSED])
def test_a_vacancy_past_its_last_day_is_closed_and_search_is_told(session, expire, fresh, state):
    vacancy = VacancyFactory(state=state, valid_until=YESTERDAY)
    told = fresh().scalar(select(func.max(OutboxEntry.id)))

    assert expire() == {"vacancies": 1, "invitations": 0}

    stored = fresh().get(Vacancy, vacancy.id)
    assert stored.state is VacancyState.EXPIRED
    assert stored.version == vacancy.version + 1
    news = fresh().scalars(select(OutboxEntry).where(OutboxEntry.id > told)).all()
    assert [(entry.index_name, entry.document_id) for entry in news] == [("vacancies", vacancy.id)]


def test_on_its_last_day_a_vacancy_still_stands(session, expire, fresh):
    vacancy = VacancyFactory(valid_until=TODAY)

    assert expire()["vacancies"] == 0
    assert fresh().get(Vacancy, vacancy.id).state is VacancyState.OPEN


def test_what_was_refused_or_filled_is_not_touched(session, expire):
    for state in (VacancyState.IN_REVIEW, VacancyState.REFUSED, VacancyState.FILLED, VacancyState.CLOSED):
        VacancyFactory(state=state, valid_until=YESTERDAY)

    assert expire()["vacancies"] == 0


def test_an_invitation_that_nobody_answered_for_two_weeks_has_expired(session, expire, fresh):
    old = InvitationFactory(created_at=NOW - timedelta(days=15))
    young = InvitationFactory(created_at=NOW - timedelta(days=13))

    assert expire()["invitations"] == 1
    assert fresh().get(Invitation, old.id).state is InvitationState.EXPIRED
    assert fresh().get(Invitation, young.id).state is InvitationState.SENT


def test_an_invitation_to_a_fair_waits_until_the_fair_is_over(session, expire, fresh):
    to_come = FairFactory(state=FairState.PUBLISHED, held_on=TODAY)
    over = FairFactory(state=FairState.PUBLISHED, held_on=YESTERDAY)
    waits = InvitationFactory(fair_id=to_come.id, created_at=NOW - timedelta(days=20))
    ended = InvitationFactory(fair_id=over.id, created_at=NOW)

    expire()

    assert fresh().get(Invitation, waits.id).state is InvitationState.SENT
    assert fresh().get(Invitation, ended.id).state is InvitationState.EXPIRED


def test_an_invitation_ends_with_its_vacancy_and_outlives_a_pause(session, expire, fresh):
    ended = InvitationFactory(vacancy=VacancyFactory(valid_until=YESTERDAY))
    filled = InvitationFactory(vacancy=VacancyFactory(state=VacancyState.FILLED))
    paused = InvitationFactory(vacancy=VacancyFactory(state=VacancyState.PAUSED))

    assert expire() == {"vacancies": 1, "invitations": 2}
    assert fresh().get(Invitation, ended.id).state is InvitationState.EXPIRED
    assert fresh().get(Invitation, filled.id).state is InvitationState.EXPIRED
    assert fresh().get(Invitation, paused.id).state is InvitationState.SENT


def test_an_answer_is_never_taken_back(session, expire, fresh):
    for state in (InvitationState.ACCEPTED, InvitationState.DECLINED, InvitationState.PREPARED):
        InvitationFactory(state=state, created_at=NOW - timedelta(days=30))

    assert expire()["invitations"] == 0


def test_running_again_changes_nothing(session, expire):
    VacancyFactory(valid_until=YESTERDAY)
    InvitationFactory(created_at=NOW - timedelta(days=15))

    expire()
    assert expire() == {"vacancies": 0, "invitations": 0}


@pytest.fixture
def price(app, session):
    def price():
        session.commit()
        return runner.run(app, schedule.entry("vacancies.price"))

    return price


def test_a_vacancy_that_more_people_want_than_it_has_seats_gets_a_price_and_search_is_told(session, price, fresh):
    crowded, empty = VacancyFactory(headcount=1), VacancyFactory(occupation_code=CARER, headcount=2)
    for _ in range(4):
        WorkerFactory()
    WorkerFactory(wants=[CARER])
    session.commit()
    told = fresh().scalar(select(func.max(OutboxEntry.id)))

    counts = price()

    stored = fresh().get(Vacancy, crowded.id)
    assert 0 < stored.price <= 1
    assert stored.version == crowded.version
    assert fresh().get(Vacancy, empty.id).price == 0
    assert (counts["placed"], counts["priced"], counts["repriced"], counts["workers"]) == (2, 1, 1, 5)
    news = fresh().scalars(select(OutboxEntry.document_id).where(OutboxEntry.id > told)).all()
    assert news == [crowded.id]


def test_a_second_night_changes_nothing_that_has_not_moved(session, price):
    VacancyFactory(headcount=1)
    for _ in range(4):
        WorkerFactory()

    assert price()["repriced"] == 1
    assert price()["repriced"] == 0


def test_what_hires_no_more_costs_nothing(session, price, fresh):
    filled = VacancyFactory(state=VacancyState.FILLED, price=0.7)

    assert price()["repriced"] == 1
    assert fresh().get(Vacancy, filled.id).price == 0


def test_a_night_says_what_each_weight_would_lead_to(session, price):
    VacancyFactory(headcount=1)
    VacancyFactory(headcount=1, wage_max_fen=7_000_00)
    for _ in range(2):
        WorkerFactory()

    simulated = price()["simulated"]

    weights = [outcome["weight"] for outcome in simulated]
    assert weights == sorted(weights)
    assert weights[0] == 0
    assert Settings().competition_weight in weights
    assert all(outcome["placed"] <= 2 for outcome in simulated)


def test_a_city_without_vacancies_is_priced_too(session, price):
    assert price()["priced"] == 0


def test_prices_that_rest_on_an_unsound_plan_are_not_stored(session, app, price, fresh, monkeypatch):
    vacancy = VacancyFactory(headcount=1, price=0.25)
    WorkerFactory()
    monkeypatch.setattr(congestion, "violations", lambda *_: (Violation("No price is negative"),))

    assert price() is None

    assert fresh().get(Vacancy, vacancy.id).price == 0.25
    assert "No price is negative" in fresh().scalar(select(JobRun.error))
