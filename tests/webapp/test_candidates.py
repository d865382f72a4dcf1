"""Candidates of a vacancy: who agreed to be found, ranked, and nobody who does not want this enterprise."""

import pytest

from domain.skills import SkillLevel
from tests.factories import CHEF, NOW, TODAY, VacancyFactory, WorkerFactory
from webapp.models import WorkerBlock
from webapp.reads.candidates import find_candidates
from webapp.services.congestion import price_vacancies
from webapp.transaction import transaction


@pytest.fixture
def vacancy(session):
    return VacancyFactory(occupation_code=CHEF)


def found(app, vacancy, **how):
    with app.app_context():
        page = find_candidates(vacancy, today=TODAY, **how)
        return [candidate.worker.id for candidate in page.candidates]


def test_whoever_blocks_an_enterprise_is_no_candidate_there(app, session, vacancy):
    willing, unwilling = WorkerFactory(), WorkerFactory()
    session.add(WorkerBlock(worker_id=unwilling.id, enterprise_id=vacancy.enterprise_id, created_at=NOW))
    session.commit()

    assert found(app, vacancy) == [willing.id]


def test_who_fits_alike_and_has_better_elsewhere_comes_later(app, session, vacancy):
    sought, unsought = WorkerFactory(alternative=0.8), WorkerFactory(alternative=0.1)

    assert found(app, vacancy) == [sought.id, unsought.id]
    assert found(app, vacancy, competition_weight=0.6) == [unsought.id, sought.id]


def test_after_the_night_those_come_first_whom_the_plan_has_there(app, session):
    """Both restaurants like the master best, who can have one place only; the plan has the cook in the plain one."""
    fine, plain = (
        VacancyFactory(headcount=1, skill_level=SkillLevel.LEVEL_4),
        VacancyFactory(headcount=1, latitude=32.85),
    )
    master = WorkerFactory(skill_level=SkillLevel.LEVEL_4)
    cook = WorkerFactory(wage_wanted_fen=6_400_00, latitude=32.85)
    assert found(app, fine)[0] == found(app, plain)[0] == master.id

    with app.app_context(), transaction():
        price_vacancies(today=TODAY, per_worker=30, weight=0.6, solver_address="", tell=lambda *_: None)

    assert found(app, fine, competition_weight=1.0)[0] == master.id
    assert found(app, plain, competition_weight=1.0)[0] == cook.id


def test_whoever_did_not_agree_to_be_found_is_no_candidate(app, session, vacancy):
    WorkerFactory(agrees=())

    assert found(app, vacancy) == []
