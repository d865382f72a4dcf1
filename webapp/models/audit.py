"""The audit trail: who decided what about whom, when, on which figures, by which version of the rule."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from webapp.models.base import Base


class AuditEntry(Base):
    """One decision that touches a person or public money. Never changed, never deleted."""

    __tablename__ = "audit_entry"
    __table_args__ = (Index(None, "subject_type", "subject_id"), Index(None, "at"))

    at: Mapped[datetime]
    account_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    """None where the clock decided."""
    action: Mapped[str] = mapped_column(String(60))
    subject_type: Mapped[str] = mapped_column(String(40))
    subject_id: Mapped[int]
    figures: Mapped[dict[str, Any]]
    rule_version: Mapped[str] = mapped_column(String(40), default="")
