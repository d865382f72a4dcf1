"""Candidates of a vacancy: who agreed to be found, ranked, and nobody who does not want this enterprise."""

import pytest

from tests.factories import CHEF, NOW, TODAY, VacancyFactory, WorkerFactory
from webapp.models import WorkerBlock
from webapp.reads.candidates import find_candidates


@pytest.fixture
def vacancy(session):
    return VacancyFactory(occupation_code=CHEF)


def found(app, vacancy):
    with app.app_context():
        page = find_candidates(vacancy, today=TODAY)
        return [candidate.worker.id for candidate in page.candidates]


def test_whoever_blocks_an_enterprise_is_no_candidate_there(app, session, vacancy):
    willing, unwilling = WorkerFactory(), WorkerFactory()
    session.add(WorkerBlock(worker_id=unwilling.id, enterprise_id=vacancy.enterprise_id, created_at=NOW))
    session.commit()

    assert found(app, vacancy) == [willing.id]


def test_whoever_did_not_agree_to_be_found_is_no_candidate(app, session, vacancy):
    WorkerFactory(agrees=())

    assert found(app, vacancy) == []
