"""Workers as they, and those who may see them, look at their profile."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import func, select
from sqlalchemy.orm import selectinload

from domain.places import Point
from domain.skill_certificates import COUNTS, is_valid
from domain.workers import ConsentPurpose, WorkerProfile
from webapp.extensions import db
from webapp.models import Enterprise, Vacancy, VacancyLicence, VacancySkill, Worker, WorkerBlock, WorkerOccupation

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from domain.skills import Licence

COMMON_SKILLS = 12
WHOLE_PROFILE = (
    selectinload(Worker.occupations).joinedload(WorkerOccupation.occupation),
    selectinload(Worker.skills),
    selectinload(Worker.certificates),
    selectinload(Worker.pictures),
    selectinload(Worker.destinations),
    selectinload(Worker.consents),
)
"""With what a worker is loaded where the whole profile is shown."""


def find_worker_of(account_id: int) -> Worker | None:
    """The worker of an account, alone: enough to know that there is a profile."""
    return db.session.scalar(select(Worker).where(Worker.account_id == account_id))


def find_profile_of(account_id: int) -> Worker | None:
    """The worker of an account with the whole profile."""
    return db.session.scalar(select(Worker).where(Worker.account_id == account_id).options(*WHOLE_PROFILE))


def find_worker_with_profile(worker_id: int) -> Worker | None:
    """The worker of a number with all that profile_of needs."""
    return db.session.scalar(
        select(Worker)
        .where(Worker.id == worker_id)
        .options(
            selectinload(Worker.occupations),
            selectinload(Worker.skills),
            selectinload(Worker.certificates),
            selectinload(Worker.destinations),
        )
    )


def standing_consents(worker: Worker) -> frozenset[ConsentPurpose]:
    """What a worker agrees to now. `worker.consents` must be loaded."""
    return frozenset(consent.purpose for consent in worker.consents if consent.withdrawn_at is None)


def blocked_enterprises(worker_id: int) -> Sequence[Enterprise]:
    """The enterprises from which a worker does not want to hear."""
    asked = select(Enterprise).join(WorkerBlock, WorkerBlock.enterprise_id == Enterprise.id)
    return db.session.scalars(asked.where(WorkerBlock.worker_id == worker_id).order_by(Enterprise.name)).all()


def common_skills(occupation_codes: Sequence[str], *, today: date) -> list[str]:
    """The skills that open vacancies of these occupations ask for most."""
    count = func.count()
    asked = (
        select(VacancySkill.skill)
        .join(Vacancy, Vacancy.id == VacancySkill.vacancy_id)
        .where(Vacancy.occupation_code.in_(occupation_codes), Vacancy.valid_until >= today)
        .group_by(VacancySkill.skill)
        .order_by(count.desc(), VacancySkill.skill)
    )
    return list(db.session.scalars(asked.limit(COMMON_SKILLS)))


def common_licences(occupation_codes: Sequence[str], *, today: date) -> list[Licence]:
    """The licences without which open vacancies of these occupations admit nobody, the most frequent first."""
    count = func.count()
    asked = (
        select(VacancyLicence.licence)
        .join(Vacancy, Vacancy.id == VacancyLicence.vacancy_id)
        .where(Vacancy.occupation_code.in_(occupation_codes), Vacancy.valid_until >= today)
        .group_by(VacancyLicence.licence)
        .order_by(count.desc(), VacancyLicence.licence)
    )
    return list(db.session.scalars(asked))


def profile_of(worker: Worker, *, today: date) -> WorkerProfile:
    """A worker as fit sees one on a day: a licence that has run out counts for nothing.

    Occupations, skills, certificates and destinations must be loaded.
    """
    licences = {
        item.licence
        for item in worker.certificates
        if item.licence and item.standing in COUNTS and is_valid(item.valid_until, today)
    }
    return WorkerProfile(
        id=worker.id,
        birth_year=worker.birth_year,
        occupations=tuple(item.occupation_code for item in worker.occupations),
        division_code=worker.division_code,
        point=Point(worker.latitude, worker.longitude),
        skills=frozenset(item.skill for item in worker.skills),
        skill_level=worker.skill_level,
        verified_level=worker.verified_level,
        licences=frozenset(licences),
        experience_years=worker.experience_years,
        wage_wanted_fen=worker.wage_wanted_fen,
        commute_km=worker.commute_km,
        goes_out_of_town=worker.goes_out_of_town,
        destinations=frozenset(item.division_code for item in worker.destinations if not item.is_refused),
        refused_destinations=frozenset(item.division_code for item in worker.destinations if item.is_refused),
        shifts=worker.shifts,
        needs_housing=worker.needs_housing,
        available_from=worker.available_from,
    )
