"""Whatever search reads leaves a note when it changes, in the same transaction."""

import pytest
from sqlalchemy import delete, select

from domain.skills import Licence
from domain.vacancies import VacancyState
from tests.factories import EnterpriseFactory, VacancyFactory, WorkerFactory
from webapp.extensions import db
from webapp.models import Consent, OutboxEntry, Vacancy, VacancyLicence, Worker, WorkerSkill
from webapp.models.outbox import tell_search
from webapp.transaction import transaction


@pytest.fixture
def noted(fresh):
    def noted():
        return [(entry.index_name, entry.document_id) for entry in fresh().scalars(select(OutboxEntry)).all()]

    return noted


@pytest.fixture
def forget(session):
    def forget():
        session.execute(delete(OutboxEntry))
        session.commit()

    return forget


def test_a_new_vacancy_is_noted_with_the_number_it_got(session, noted):
    vacancy = VacancyFactory()

    assert noted() == [("vacancies", vacancy.id)]


def test_a_changed_vacancy_is_noted_and_an_unchanged_one_is_not(app, session, noted, forget):
    vacancy, _other = VacancyFactory(), VacancyFactory()
    forget()
    with app.test_request_context(method="POST"), transaction():
        db.session.get(Vacancy, vacancy.id).state = VacancyState.PAUSED

    assert noted() == [("vacancies", vacancy.id)]


def test_what_hangs_on_a_vacancy_notes_the_vacancy_once(app, session, noted, forget):
    vacancy = VacancyFactory()
    forget()
    with app.test_request_context(method="POST"), transaction():
        db.session.add(VacancyLicence(vacancy_id=vacancy.id, licence=Licence.HEALTH))
        db.session.add(VacancyLicence(vacancy_id=vacancy.id, licence=Licence.WELDING))

    assert noted() == [("vacancies", vacancy.id)]


def test_a_worker_who_withdraws_a_consent_is_noted(app, session, noted, forget):
    worker = WorkerFactory()
    forget()
    with app.test_request_context(method="POST"), transaction():
        db.session.execute(select(Consent)).scalars().first().withdrawn_at = worker.created_at

    assert noted() == [("workers", worker.id)]


def test_a_deleted_skill_is_noted(app, session, noted, forget):
    worker = WorkerFactory()
    session.add(WorkerSkill(worker_id=worker.id, skill="刀工"))
    session.commit()
    forget()
    with app.test_request_context(method="POST"), transaction():
        db.session.delete(db.session.execute(select(WorkerSkill)).scalar_one())

    assert noted() == [("workers", worker.id)]


def test_what_is_rolled_back_leaves_no_note(app, session, noted, forget):
    vacancy = VacancyFactory()
    forget()
    with pytest.raises(ZeroDivisionError), app.test_request_context(method="POST"), transaction():
        db.session.get(Vacancy, vacancy.id).title = "面点师"
        db.session.flush()
        1 / 0  # noqa: B018

    assert noted() == []


def test_a_service_may_speak_up_for_documents_whose_rows_did_not_change(app, session, noted, forget):
    EnterpriseFactory()
    forget()
    with app.test_request_context(method="POST"), transaction():
        tell_search(db.session, "vacancies", [3, 1, 3])
        tell_search(db.session, "vacancies", [])

    assert noted() == [("vacancies", 1), ("vacancies", 3)]


def test_a_worker_who_stops_looking_is_noted(app, session, noted, forget):
    worker = WorkerFactory()
    forget()
    with app.test_request_context(method="POST"), transaction():
        db.session.get(Worker, worker.id).is_looking = False

    assert noted() == [("workers", worker.id)]
