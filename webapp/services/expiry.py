"""Ends what has had its time: vacancies past their last day, invitations that nobody answered."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from sqlalchemy import or_, select, update

from domain.invitations import DAYS_TO_ANSWER, InvitationState
from domain.vacancies import VACANCY_TRANSITIONS, VacancyState
from webapp.calendar import now
from webapp.extensions import db
from webapp.models import Fair, Invitation, Vacancy
from webapp.models.outbox import VACANCIES, tell_search

if TYPE_CHECKING:
    from datetime import date

MAY_EXPIRE = [state for state, targets in VACANCY_TRANSITIONS.items() if VacancyState.EXPIRED in targets]
"""Those that hire, or pause."""


def expire_vacancies(*, today: date) -> int:
    """Close the vacancies whose last day lies before today, and say how many."""
    ids = db.session.scalars(select(Vacancy.id).where(Vacancy.state.in_(MAY_EXPIRE), Vacancy.valid_until < today)).all()
    # Past the session, because it is one statement for any number of rows; search and editors are told here.
    db.session.execute(
        update(Vacancy)
        .where(Vacancy.id.in_(ids), Vacancy.state.in_(MAY_EXPIRE))
        .values(state=VacancyState.EXPIRED, updated_at=now(), version=Vacancy.version + 1)
        .execution_options(synchronize_session=False)
    )
    tell_search(db.session, VACANCIES, ids)
    return len(ids)


def expire_invitations(*, today: date) -> int:
    """End the invitations that wait no longer, and say how many.

    One of an enterprise waits for 14 days, one to a fair until the fair is over, and none longer than its vacancy.
    """
    is_open = select(Vacancy.id).where(Vacancy.id == Invitation.vacancy_id, Vacancy.state.in_(MAY_EXPIRE))
    fair_is_over = select(Fair.id).where(Fair.id == Invitation.fair_id, Fair.held_on < today)
    is_old = Invitation.fair_id.is_(None) & (Invitation.created_at < now() - timedelta(days=DAYS_TO_ANSWER))
    ended = db.session.scalars(
        update(Invitation)
        .where(Invitation.state == InvitationState.SENT, or_(~is_open.exists(), fair_is_over.exists(), is_old))
        .values(state=InvitationState.EXPIRED)
        .returning(Invitation.id)
        .execution_options(synchronize_session=False)
    )
    return len(ended.all())
