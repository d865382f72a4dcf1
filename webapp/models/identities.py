"""Identity numbers, locked away: what stands here tells nothing without the key of the settings."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from webapp.models.base import Base


class WorkerIdentity(Base):
    """The identity number of a worker. A table of its own, so that nothing that reads workers carries it along."""

    __tablename__ = "worker_identity"

    worker_id: Mapped[int] = mapped_column(ForeignKey("worker.id", ondelete="CASCADE"), unique=True)
    sealed: Mapped[str] = mapped_column(String(300))
    """A Fernet token."""
    blind_index: Mapped[str] = mapped_column(String(64), index=True)
    """The same for the same number and key: finds the same person twice without opening anything."""
    created_at: Mapped[datetime]
    recorded_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    """Who wrote it down, where it was not the worker."""
