"""Writes the audit trail: who decided what about whom, on which figures, by which version of the rule."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from webapp.calendar import now
from webapp.extensions import db
from webapp.models import AuditEntry

if TYPE_CHECKING:
    from webapp.models import Base


def record(action: str, subject: Base, *, account_id: int | None, rule_version: str = "", **figures: Any) -> None:
    """Note a decision about a row, in the transaction that makes it. Figures must be what JSON can say."""
    db.session.flush()
    db.session.add(
        AuditEntry(
            at=now(),
            account_id=account_id,
            action=action,
            subject_type=subject.__tablename__,
            subject_id=subject.id,
            figures=figures,
            rule_version=rule_version,
        )
    )
