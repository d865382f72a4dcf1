"""Vacancies in the eyes of one worker: which of them fit, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from sqlalchemy import select

from domain.applications import LIVE
from domain.fit import Pairs, explain_pairs
from domain.places import Point
from webapp.extensions import db
from webapp.models import Application, Vacancy, Worker
from webapp.reads.matching import read_vacancies, read_workers

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from domain.fit import FitExplanation


def fits_of(account_id: int, vacancy_ids: Sequence[int], *, today: date) -> dict[int, FitExplanation]:
    """Why each of the vacancies fits the worker of an account, or may not.

    Nothing where the account has no profile, or one that is not to be matched: without consent nobody is measured.
    """
    if not vacancy_ids:
        return {}
    worker = read_workers(today=today, only=Worker.account_id == account_id)
    if not len(worker):
        return {}
    vacancies = read_vacancies(Vacancy.id.in_(vacancy_ids))
    rows = np.arange(len(vacancies))
    pairs = Pairs(workers=worker, vacancies=vacancies, worker=np.zeros_like(rows), vacancy=rows, today=today)
    return dict(zip(vacancies.id.tolist(), explain_pairs(pairs), strict=True))


def home_of(account_id: int) -> Point | None:
    """About where the worker of an account lives, or None where no profile says it."""
    asked = select(Worker.latitude, Worker.longitude).where(Worker.account_id == account_id)
    row = db.session.execute(asked).one_or_none()
    return None if row is None or None in tuple(row) else Point(*row)


def find_live_application_of(account_id: int, vacancy_id: int) -> Application | None:
    """The application of the worker of an account for a vacancy, of which something may still come."""
    asked = select(Application).join(Worker, Worker.id == Application.worker_id)
    return db.session.scalar(
        asked.where(Worker.account_id == account_id, Application.vacancy_id == vacancy_id, Application.state.in_(LIVE))
    )
