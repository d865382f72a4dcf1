"""How people are spread over vacancies: what really happened, what λ would change, and where it is most crowded."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

import numpy as np
from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from domain.applications import ApplicationState
from domain.congestion import Outcome, gini
from domain.runs import Job, RunState
from webapp.calendar import now
from webapp.extensions import db
from webapp.models import Application, JobRun, Vacancy
from webapp.reads.matching import is_hiring

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

DAYS = 90
"""◇ Applications of the last so many days count."""
MOST_CROWDED = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Congestion:
    """The page of an official who decides about λ."""

    run: JobRun | None
    """The night whose prices stand."""
    outcomes: Sequence[Outcome]
    """What that night simulated, by rising λ."""
    applications: int
    hires: int
    reached: float | None
    """The share of hiring vacancies to which anybody has applied; None where none hires."""
    inequality: float
    """Gini of applications for each seat of those vacancies."""
    crowded: Sequence[Vacancy]
    """The dearest vacancies, with their enterprises."""

    @property
    def applications_per_hire(self) -> float | None:
        """How often people applied until one was hired."""
        return self.applications / self.hires if self.hires else None


def congestion(*, today: date) -> Congestion:
    """How it stands, with what the last night that succeeded has simulated."""
    succeeded = (JobRun.name == Job.VACANCIES_PRICE.value) & (JobRun.state == RunState.SUCCEEDED)
    run = db.session.scalar(select(JobRun).where(succeeded).order_by(JobRun.id.desc()).limit(1))
    since = Application.created_at >= now() - timedelta(days=DAYS)
    hired = since & (Application.state == ApplicationState.PLACED)
    asked = (
        select(func.count(Application.id))
        .select_from(Vacancy)
        .outerjoin(Application, (Application.vacancy_id == Vacancy.id) & since)
        .where(is_hiring(today))
        .group_by(Vacancy.id, Vacancy.headcount)
        .add_columns(Vacancy.headcount)
        .order_by(Vacancy.id)
    )
    spread = np.array(db.session.execute(asked).all(), dtype=np.float64).reshape(-1, 2)
    return Congestion(
        run=run,
        outcomes=[Outcome(**figures) for figures in run.counts.get("simulated", [])] if run else [],
        applications=db.session.scalar(select(func.count()).select_from(Application).where(since)) or 0,
        hires=db.session.scalar(select(func.count()).select_from(Application).where(hired)) or 0,
        reached=float((spread[:, 0] > 0).mean()) if len(spread) else None,
        inequality=gini(spread[:, 0] / spread[:, 1]),
        crowded=db.session.scalars(
            select(Vacancy)
            .where(is_hiring(today), Vacancy.price > 0)
            .options(joinedload(Vacancy.enterprise))
            .order_by(Vacancy.price.desc(), Vacancy.id)
            .limit(MOST_CROWDED)
        ).all(),
    )
