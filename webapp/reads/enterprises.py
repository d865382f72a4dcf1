"""Enterprises as they see themselves: their row, and what waits for them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from domain.applications import ApplicationState
from domain.enterprises import Verification, verification
from domain.invitations import InvitationState
from domain.vacancies import VacancyState
from webapp.extensions import db
from webapp.models import Enterprise, Invitation, Vacancy
from webapp.reads.applications import count_received, find_answer_rate, received_applications
from webapp.reads.vacancy_desk import count_vacancies

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from domain.applications import AnswerRate
    from webapp.models import Agency, Application

RATE_OVER = timedelta(days=180)
"""◇ How far back the answer rate looks."""
LATEST = 5
SOON = timedelta(days=7)


@dataclass(frozen=True, slots=True, kw_only=True)
class EnterpriseDesk:
    """What an enterprise sees first."""

    enterprise: Enterprise
    verification: Verification
    open_vacancies: int
    in_review: int
    refused: int
    unanswered: int
    """Applications that wait for an answer."""
    under_way: int
    """Applications that were answered and are not decided yet."""
    accepted: int
    """People who have said yes and have not begun."""
    invitations: int
    """Sent, and not answered yet."""
    answer_rate: AnswerRate
    latest: Sequence[Application]
    """Applications, the unanswered first."""
    ending: Sequence[Vacancy]
    """Open vacancies whose last day is near."""
    with_free_seats: Sequence[Vacancy]
    """Filled vacancies in which a seat has become free again."""


def find_enterprise(enterprise_id: int) -> Enterprise | None:
    """The enterprise of a number."""
    return db.session.get(Enterprise, enterprise_id)


def verification_of(party: Enterprise | Agency) -> Verification:
    """Where an enterprise or an agency stands with the officials."""
    return verification(is_verified=party.verified_at is not None, refused_reason=party.refused_reason)


def desk_of(enterprise: Enterprise, *, today: date, now: datetime) -> EnterpriseDesk:
    """What waits for an enterprise."""
    vacancies = count_vacancies(enterprise.id)
    received = count_received(enterprise.id)
    own = select(Vacancy).where(Vacancy.enterprise_id == enterprise.id).order_by(Vacancy.valid_until, Vacancy.id)
    ending = own.where(Vacancy.state == VacancyState.OPEN, Vacancy.valid_until.between(today, today + SOON))
    freed = own.where(Vacancy.state == VacancyState.FILLED, Vacancy.seats_taken < Vacancy.headcount)
    sent = (
        select(func.count())
        .select_from(Invitation)
        .join(Vacancy, Vacancy.id == Invitation.vacancy_id)
        .where(Vacancy.enterprise_id == enterprise.id, Invitation.state == InvitationState.SENT)
        .where(Invitation.fair_id.is_(None))
    )
    state = ApplicationState
    return EnterpriseDesk(
        enterprise=enterprise,
        verification=verification_of(enterprise),
        open_vacancies=vacancies.get(VacancyState.OPEN, 0),
        in_review=vacancies.get(VacancyState.IN_REVIEW, 0),
        refused=vacancies.get(VacancyState.REFUSED, 0),
        unanswered=received.get(state.SUBMITTED, 0) + received.get(state.VIEWED, 0),
        under_way=sum(received.get(one, 0) for one in (state.SHORTLISTED, state.INTERVIEW, state.OFFERED)),
        accepted=received.get(state.ACCEPTED, 0),
        invitations=db.session.scalar(sent) or 0,
        answer_rate=find_answer_rate(enterprise.id, now=now, over=RATE_OVER),
        latest=received_applications(enterprise.id).applications[:LATEST],
        ending=db.session.scalars(ending.limit(LATEST)).all(),
        with_free_seats=db.session.scalars(freed.limit(LATEST)).all(),
    )
