"""What a worker sees first: what waits for an answer, what was asked for, what fits."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from domain.applications import LIVE, ApplicationState
from domain.invitations import InvitationState
from webapp.reads.applications import applications_of_worker
from webapp.reads.candidates import FittingVacancies, find_fitting_vacancies
from webapp.reads.invitations import invitations_of_worker
from webapp.reads.workers import standing_consents

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from domain.workers import ConsentPurpose
    from webapp.models import Application, Invitation, Worker

FITTING = 8
LATEST = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkerHome:
    """The worker's first page."""

    worker: Worker
    offers: Sequence[Application]
    """Somebody wants to hire: yes or no?"""
    interviews: Sequence[Application]
    invitations: Sequence[Invitation]
    """Those that wait for an answer."""
    live: Sequence[Application]
    """The latest applications of which something may still come."""
    live_count: int
    fitting: FittingVacancies
    consents: frozenset[ConsentPurpose]
    names_skills: bool


def home_of(worker: Worker, *, today: date, competition_weight: float) -> WorkerHome:
    """What waits for a worker, whose whole profile must be loaded."""
    applications = applications_of_worker(worker.id)
    live = [application for application in applications if application.state in LIVE]
    return WorkerHome(
        worker=worker,
        offers=[application for application in live if application.state is ApplicationState.OFFERED],
        interviews=[application for application in live if application.state is ApplicationState.INTERVIEW],
        invitations=[one for one in invitations_of_worker(worker.id) if one.state is InvitationState.SENT],
        live=live[:LATEST],
        live_count=len(live),
        fitting=find_fitting_vacancies(worker, today=today, limit=FITTING, competition_weight=competition_weight),
        consents=standing_consents(worker),
        names_skills=bool(worker.skills),
    )
