"""What has had its time ends by itself."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from domain.fairs import FairState
from domain.invitations import InvitationState
from domain.vacancies import VacancyState
from jobs import runner, schedule
from tests.factories import NOW, TODAY, FairFactory, InvitationFactory, VacancyFactory
from webapp.models import Invitation, OutboxEntry, Vacancy

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
