"""Pairs of profiles that may be one person."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from domain.duplicates import PairGround, PairState
from webapp.models.base import Base, EnumSet, Line, enum_column


class WorkerPair(Base):
    """Two profiles that are alike, and what an official made of them."""

    __tablename__ = "worker_pair"
    __table_args__ = (UniqueConstraint("first_id", "second_id"), Index(None, "state"))

    first_id: Mapped[int] = mapped_column(ForeignKey("worker.id", ondelete="CASCADE"))
    """The lower number."""
    second_id: Mapped[int] = mapped_column(ForeignKey("worker.id", ondelete="CASCADE"), index=True)
    grounds: Mapped[frozenset[PairGround]] = mapped_column(EnumSet(PairGround))
    state: Mapped[PairState] = mapped_column(enum_column(PairState))
    found_at: Mapped[datetime]
    decided_at: Mapped[datetime | None]
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    reason: Mapped[Line] = mapped_column(default="")
    kept_id: Mapped[int | None] = mapped_column(ForeignKey("worker.id", ondelete="SET NULL"))
    """The profile that was kept, where they were put together."""
    moved: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    """What went from one to the other, so that it can go back: see services.duplicates."""
