"""Applications: a worker applies, both sides take the steps of the table, seats follow."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm.exc import StaleDataError

from domain.applications import (
    NEEDS_REASON,
    TELLS_WORKER,
    AlreadyApplied,
    ApplicationState,
    ApplicationStepRefused,
    check_applying,
    check_message,
    check_step,
    seats_changed,
)
from domain.invitations import InvitationState
from domain.messages import MessageKind
from domain.vacancies import VacancyState
from webapp.calendar import now
from webapp.extensions import db
from webapp.models import Application, ApplicationEvent
from webapp.reads.applications import states_of, who_applied
from webapp.reads.invitations import find_open_invitation
from webapp.services import audit, messages
from webapp.services.seats import free_seat, take_seat

if TYPE_CHECKING:
    from datetime import date

    from domain.accounts import Role
    from webapp.models import Vacancy, Worker


def apply(worker: Worker, vacancy: Vacancy, *, account_id: int, today: date, message: str = "") -> Application:
    """A worker asks for a vacancy; an open invitation to it is answered with it.

    Raises a refusal of check_applying, or MessageTooLong. Of two applications at once the database keeps one.
    """
    check_message(message)
    check_applying(
        is_open=vacancy.state is VacancyState.OPEN and vacancy.valid_until >= today,
        seats_free=vacancy.seats_free,
        is_hazardous=vacancy.is_hazardous,
        birth_year=worker.birth_year,
        earlier=states_of(worker.id, vacancy.id),
        today=today,
    )
    invitation = find_open_invitation(worker.id, vacancy.id)
    if invitation is not None:
        invitation.state = InvitationState.ACCEPTED
        invitation.answered_at = now()
    at = now()
    application = Application(
        worker_id=worker.id,
        vacancy_id=vacancy.id,
        invitation_id=invitation.id if invitation else None,
        state=ApplicationState.SUBMITTED,
        message=message,
        created_at=at,
        updated_at=at,
        events=[ApplicationEvent(at=at, account_id=account_id, state=ApplicationState.SUBMITTED)],
    )
    db.session.add(application)
    try:
        db.session.flush()
    except IntegrityError as error:
        raise AlreadyApplied from error
    return application


def move(
    application: Application,
    target: ApplicationState,
    *,
    role: Role | None,
    account_id: int | None,
    reason: str = "",
    version: int | None = None,
    is_told: bool = True,
) -> None:
    """Take a step of the table; a yes takes a seat, leaving gives it back. Whoever sits there need not be told.

    `version` is the one that the page showed: who decides on what has changed since decides on nothing.
    Raises ApplicationStepRefused, ReasonMissing, ReasonTooLong or NoSeatLeft.
    """
    before = application.state
    if version is not None and version != application.version:
        raise ApplicationStepRefused(state=before, target=target, role=role)
    check_step(before, target, role=role, reason=reason)
    at = now()
    application.state = target
    application.updated_at = at
    db.session.add(
        ApplicationEvent(application_id=application.id, at=at, account_id=account_id, state=target, reason=reason)
    )
    try:
        db.session.flush()
    except StaleDataError as error:
        raise ApplicationStepRefused(state=before, target=target, role=role) from error
    if is_told and target in TELLS_WORKER:
        _tell_worker(application)
    change = seats_changed(before, target)
    if change > 0:
        take_seat(application.vacancy_id)
    elif change < 0:
        free_seat(application.vacancy_id)
    if target in NEEDS_REASON:
        audit.record(f"application.{target}", application, account_id=account_id, before=before, reason=reason)


def _tell_worker(application: Application) -> None:
    account, title, enterprise = who_applied(application.id)
    messages.tell(
        MessageKind.APPLICATION_MOVED,
        account=account,
        words={
            "application_id": application.id,
            "state": application.state,
            "title": title,
            "enterprise": enterprise,
        },
    )
