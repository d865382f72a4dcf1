"""Invitations as their worker, and as the enterprise that sent them, may see them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from domain.invitations import InvitationState
from webapp.extensions import db
from webapp.models import Invitation, Vacancy

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Select


def invitations_of_worker(worker_id: int) -> Sequence[Invitation]:
    """What a worker was invited to, open ones first; what is still being prepared for a fair is not shown."""
    asked = _of_worker(worker_id)
    is_open = Invitation.state == InvitationState.SENT
    return db.session.scalars(asked.order_by(is_open.desc(), Invitation.created_at.desc(), Invitation.id.desc())).all()


def find_invitation_of_worker(invitation_id: int, *, worker_id: int) -> Invitation | None:
    """One invitation, if it is this worker's and was sent."""
    return db.session.scalar(_of_worker(worker_id).where(Invitation.id == invitation_id))


def count_open_invitations(worker_id: int) -> int:
    """How many invitations of a worker wait for an answer."""
    asked = select(func.count()).select_from(Invitation)
    asked = asked.where(Invitation.worker_id == worker_id, Invitation.state == InvitationState.SENT)
    return db.session.scalar(asked) or 0


def find_open_invitation(worker_id: int, vacancy_id: int) -> Invitation | None:
    """The invitation of a worker to a vacancy that waits for an answer."""
    asked = select(Invitation).where(Invitation.worker_id == worker_id, Invitation.vacancy_id == vacancy_id)
    return db.session.scalar(asked.where(Invitation.state == InvitationState.SENT))


def invitation_states(worker_id: int, vacancy_id: int) -> list[InvitationState]:
    """The states of all invitations of a worker to a vacancy."""
    asked = select(Invitation.state).where(Invitation.worker_id == worker_id, Invitation.vacancy_id == vacancy_id)
    return list(db.session.scalars(asked))


def count_sent(vacancy_id: int) -> int:
    """How many invitations of an enterprise to a vacancy wait for an answer; those to a fair do not count."""
    asked = select(func.count()).select_from(Invitation).where(Invitation.vacancy_id == vacancy_id)
    asked = asked.where(Invitation.state == InvitationState.SENT, Invitation.fair_id.is_(None))
    return db.session.scalar(asked) or 0


def _of_worker(worker_id: int) -> Select[Invitation]:
    vacancy = joinedload(Invitation.vacancy)
    return (
        select(Invitation)
        .where(Invitation.worker_id == worker_id, Invitation.state != InvitationState.PREPARED)
        .options(vacancy.joinedload(Vacancy.enterprise), vacancy.joinedload(Vacancy.brand))
    )
