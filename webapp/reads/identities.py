"""Identity numbers as they lie locked away, and who has looked at whose."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from webapp.extensions import db
from webapp.models import AuditEntry, WorkerIdentity

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime


def find_identity_of(worker_id: int) -> WorkerIdentity | None:
    """The locked number of a worker."""
    return db.session.scalar(select(WorkerIdentity).where(WorkerIdentity.worker_id == worker_id))


def workers_with(blind_indexes: Sequence[str]) -> Sequence[int]:
    """The workers who have one and the same number, the first entered first."""
    asked = select(WorkerIdentity.worker_id).where(WorkerIdentity.blind_index.in_(blind_indexes))
    return db.session.scalars(asked.order_by(WorkerIdentity.worker_id)).all()


def seen_since(moment: datetime, *, action: str, account_id: int) -> Sequence[int]:
    """The workers whose number an account has looked at since a moment."""
    asked = select(AuditEntry.subject_id).where(
        AuditEntry.at >= moment, AuditEntry.action == action, AuditEntry.account_id == account_id
    )
    return db.session.scalars(asked.distinct()).all()
