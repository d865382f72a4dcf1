"""Seats of a vacancy: taken and given back in one statement each, so that no vacancy is ever overbooked."""

from __future__ import annotations

from sqlalchemy import case, update

from domain.applications import NoSeatLeft
from domain.vacancies import VacancyState
from webapp.calendar import now
from webapp.extensions import db
from webapp.models import Vacancy
from webapp.models.outbox import VACANCIES, tell_search


def take_seat(vacancy_id: int) -> None:
    """Take a seat for somebody; the last one fills the vacancy. Raises NoSeatLeft.

    The condition stands in the statement itself: of two who grasp the last seat at once, one gets it.
    """
    is_last = Vacancy.seats_taken + 1 >= Vacancy.headcount
    taken = db.session.execute(
        update(Vacancy)
        .where(Vacancy.id == vacancy_id, Vacancy.seats_taken < Vacancy.headcount)
        .values(
            seats_taken=Vacancy.seats_taken + 1,
            state=case((is_last & (Vacancy.state == VacancyState.OPEN), VacancyState.FILLED), else_=Vacancy.state),
            updated_at=now(),
            version=Vacancy.version + 1,
        )
        .returning(Vacancy.id)
        .execution_options(synchronize_session=False)
    )
    if taken.scalar() is None:
        raise NoSeatLeft
    _forget(vacancy_id)


def free_seat(vacancy_id: int) -> None:
    """Give a seat back. A vacancy that was filled stays so until its enterprise refills it."""
    db.session.execute(
        update(Vacancy)
        .where(Vacancy.id == vacancy_id, Vacancy.seats_taken > 0)
        .values(seats_taken=Vacancy.seats_taken - 1, updated_at=now(), version=Vacancy.version + 1)
        .execution_options(synchronize_session=False)
    )
    _forget(vacancy_id)


def _forget(vacancy_id: int) -> None:
    """What the session knows of the vacancy is old now; search learns the new."""
    tell_search(db.session, VACANCIES, [vacancy_id])
    known = db.session.identity_map.get(db.session.identity_key(Vacancy, vacancy_id))
    if known is not None:
        db.session.expire(known)
