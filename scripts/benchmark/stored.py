"""The demo city of a size in a folder, and places of a plan stored in it: what benchmarks of rows stand on."""

from __future__ import annotations

import os
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from sqlalchemy import Integer, cast, func, insert, select, update

from domain.invitations import InvitationState
from scripts.demo_city import making
from webapp.app import create_app
from webapp.calendar import now, today
from webapp.extensions import db
from webapp.models import Invitation, Vacancy
from webapp.reads.matching import is_hiring
from webapp.transaction import transaction

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from flask import Flask


@contextmanager
def stored_city(folder: Path, *, workers: int, vacancies: int) -> Iterator[Flask]:
    """An application whose database has the demo city and nothing else; its search index is not built."""
    settings = {
        "LAOPIN_DATABASE_URL": f"sqlite:///{folder / 'city.db'}",
        "LAOPIN_SEARCH_URL": f"embedded://{folder / 'search'}",
        "LAOPIN_EVIDENCE_FOLDER": str(folder / "evidence"),
        "LAOPIN_SECRET_KEY": "only for a benchmark",
    }
    before = {name: os.environ.get(name) for name in settings}
    os.environ.update(settings)
    try:
        app = create_app()
        making.stand(app, making.Wanted(workers=workers, vacancies=vacancies, seed=1, today=None), may_reset=False)
        yield app
    finally:
        for name, value in before.items():
            os.environ.pop(name) if value is None else os.environ.update({name: value})


def open_seats(most: float) -> None:
    """Let vacancies hire as many times more people as it takes to have so many free seats in all."""
    free = Vacancy.headcount - Vacancy.seats_taken
    now_free = db.session.scalar(select(func.sum(free)).where(is_hiring(today()))) or 1
    grown = Vacancy.seats_taken + cast(free * (most / now_free) + 0.5, Integer)
    with transaction():
        db.session.execute(
            update(Vacancy).where(free > 0).values(headcount=grown).execution_options(synchronize_session=False)
        )


def save_places(places: Sequence[tuple[int, int]], reasons: Sequence[list[dict[str, Any]]]) -> None:
    """Store places, by the numbers of worker and vacancy, as invitations that are prepared: rows with keys, constraints
    and reasons, as the jobs store them.
    """
    at = now()
    rows = [
        {
            "worker_id": worker,
            "vacancy_id": vacancy,
            "state": InvitationState.PREPARED,
            "rank": 0,
            "score": 0.0,
            "reasons": why,
            "message": "",
            "created_at": at,
        }
        for (worker, vacancy), why in zip(places, reasons, strict=True)
    ]
    with transaction():
        db.session.execute(insert(Invitation), rows)
