"""Slots of a fair and the tickets of those who come."""

from __future__ import annotations

from datetime import datetime, time

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from domain.fair_tickets import TicketState
from webapp.models.base import Base, enum_column
from webapp.models.fairs import Fair
from webapp.models.workers import Worker


class FairSlot(Base):
    """A part of the opening hours of a fair, with the places it has and those that are taken."""

    __tablename__ = "fair_slot"
    __table_args__ = (
        UniqueConstraint("fair_id", "starts_at"),
        CheckConstraint("taken <= capacity", name="never_overbooked"),
    )

    fair_id: Mapped[int] = mapped_column(ForeignKey("fair.id", ondelete="CASCADE"))
    starts_at: Mapped[time]
    capacity: Mapped[int]
    taken: Mapped[int] = mapped_column(default=0)


class FairTicket(Base):
    """A worker comes to a fair in one of its slots, or waits for a place there."""

    __tablename__ = "fair_ticket"
    __table_args__ = (UniqueConstraint("fair_id", "worker_id"), Index(None, "slot_id", "state"))

    fair_id: Mapped[int] = mapped_column(ForeignKey("fair.id", ondelete="CASCADE"))
    slot_id: Mapped[int] = mapped_column(ForeignKey("fair_slot.id", ondelete="CASCADE"))
    worker_id: Mapped[int] = mapped_column(ForeignKey("worker.id"), index=True)
    code: Mapped[str] = mapped_column(String(16), unique=True)
    """What the QR code says; drawn at random, so that nobody guesses another's."""
    state: Mapped[TicketState] = mapped_column(enum_column(TicketState))
    asked_at: Mapped[datetime]
    """Who waits longest is first."""
    is_walk_in: Mapped[bool] = mapped_column(default=False)
    """Came without a ticket and was registered at the door."""
    checked_in_at: Mapped[datetime | None]
    checked_in_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))

    fair: Mapped[Fair] = relationship(lazy="raise_on_sql")
    slot: Mapped[FairSlot] = relationship(lazy="raise_on_sql")
    worker: Mapped[Worker] = relationship(lazy="raise_on_sql")
