"""Invitations: an enterprise asks a worker, the worker says yes, which is an application, or no."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from domain.applications import AlreadyApplied, VacancyNotOpen
from domain.enterprises import NotVerified
from domain.invitations import AlreadyInvited, InvitationState, check_answer, check_inviting
from domain.messages import MessageKind
from domain.vacancies import VacancyState
from webapp.calendar import now
from webapp.extensions import db
from webapp.models import Account, Invitation, WorkerBlock
from webapp.reads.applications import find_live_application
from webapp.reads.candidates import may_be_found
from webapp.reads.invitations import count_sent, invitation_states
from webapp.services import applications, messages

if TYPE_CHECKING:
    from datetime import date
    from typing import Any

    from webapp.models import Application, Vacancy, Worker


def invite(
    vacancy: Vacancy, worker: Worker, *, message: str, today: date, score: float = 0.0, reasons: list[Any] | None = None
) -> Invitation:
    """An enterprise asks a worker who may be found to one of its open vacancies. `vacancy.enterprise` must be loaded.

    Raises NotVerified, VacancyNotOpen, AlreadyApplied or a refusal of check_inviting.
    """
    if vacancy.enterprise.verified_at is None:
        raise NotVerified
    if vacancy.state is not VacancyState.OPEN or vacancy.valid_until < today:
        raise VacancyNotOpen
    if find_live_application(worker.id, vacancy.id) is not None:
        raise AlreadyApplied
    check_inviting(
        may_be_found=may_be_found(worker.id, enterprise_id=vacancy.enterprise_id),
        earlier=invitation_states(worker.id, vacancy.id),
        open_invitations=count_sent(vacancy.id),
        seats_free=vacancy.seats_free,
        message=message,
    )
    invitation = Invitation(
        worker_id=worker.id,
        vacancy_id=vacancy.id,
        state=InvitationState.SENT,
        score=score,
        reasons=reasons or [],
        message=message,
        created_at=now(),
    )
    db.session.add(invitation)
    try:
        db.session.flush()
    except IntegrityError as error:
        raise AlreadyInvited from error
    if worker.account_id is not None:
        messages.tell(
            MessageKind.INVITATION_RECEIVED,
            account=db.session.get_one(Account, worker.account_id),
            words={"title": vacancy.title, "enterprise": vacancy.enterprise.name},
        )
    return invitation


def accept(invitation: Invitation, worker: Worker, *, account_id: int, today: date) -> Application:
    """The worker says yes, and has applied with it. `invitation.vacancy` must be loaded.

    Raises InvitationAnswered or a refusal of check_applying.
    """
    check_answer(invitation.state)
    standing = find_live_application(worker.id, invitation.vacancy_id)
    if standing is not None:
        _answer(invitation, InvitationState.ACCEPTED)
        return standing
    return applications.apply(worker, invitation.vacancy, account_id=account_id, today=today)


def decline(invitation: Invitation, *, blocks_enterprise: bool = False) -> None:
    """The worker says no, and if wanted hears no more from this enterprise. `invitation.vacancy` must be loaded.

    Raises InvitationAnswered.
    """
    check_answer(invitation.state)
    _answer(invitation, InvitationState.DECLINED)
    if blocks_enterprise:
        block(invitation.worker_id, invitation.vacancy.enterprise_id)


def block(worker_id: int, enterprise_id: int) -> None:
    """The worker is not found by an enterprise any more; to block it twice is to block it."""
    asked = select(WorkerBlock).where(WorkerBlock.worker_id == worker_id, WorkerBlock.enterprise_id == enterprise_id)
    if db.session.scalar(asked) is None:
        db.session.add(WorkerBlock(worker_id=worker_id, enterprise_id=enterprise_id, created_at=now()))
        db.session.flush()


def unblock(worker_id: int, enterprise_id: int) -> None:
    """The worker may be found by the enterprise again."""
    asked = select(WorkerBlock).where(WorkerBlock.worker_id == worker_id, WorkerBlock.enterprise_id == enterprise_id)
    standing = db.session.scalar(asked)
    if standing is not None:
        db.session.delete(standing)
        db.session.flush()


def _answer(invitation: Invitation, state: InvitationState) -> None:
    invitation.state = state
    invitation.answered_at = now()
    db.session.flush()
