"""Messages that people were sent, and the ways in which each goes out."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from domain.messages import DeliveryState, MessageKind, Way
from webapp.models.accounts import Account
from webapp.models.base import Base, Line, enum_column


class Message(Base):
    """Something that somebody is told. Its sentence is made when it is read, in the reader's language."""

    __tablename__ = "message"
    __table_args__ = (Index(None, "account_id", "read_at"),)

    account_id: Mapped[int | None] = mapped_column(ForeignKey("account.id", ondelete="CASCADE"))
    """None for a person without an account, who has a phone number only."""
    kind: Mapped[MessageKind] = mapped_column(enum_column(MessageKind))
    words: Mapped[dict[str, Any]]
    """What the sentence is made of, and the number of what it is about."""
    key: Mapped[str | None] = mapped_column(String(120), unique=True)
    """What it is about: nobody is told the same twice, however often a job runs again."""
    created_at: Mapped[datetime]
    read_at: Mapped[datetime | None]

    account: Mapped[Account | None] = relationship(lazy="raise_on_sql")
    deliveries: Mapped[list[Delivery]] = relationship(
        back_populates="message", lazy="raise_on_sql", order_by="Delivery.id", cascade="all, delete-orphan"
    )


class Delivery(Base):
    """One way in which a message goes out."""

    __tablename__ = "delivery"
    __table_args__ = (
        UniqueConstraint("message_id", "way"),
        Index(
            "ix_delivery_queued",
            "due_at",
            sqlite_where=text("state = 'queued'"),
            postgresql_where=text("state = 'queued'"),
        ),
    )

    message_id: Mapped[int] = mapped_column(ForeignKey("message.id", ondelete="CASCADE"))
    way: Mapped[Way] = mapped_column(enum_column(Way))
    address: Mapped[str] = mapped_column(String(254))
    """A phone number, or a mail address."""
    state: Mapped[DeliveryState] = mapped_column(enum_column(DeliveryState))
    due_at: Mapped[datetime]
    """Not before then."""
    attempts: Mapped[int] = mapped_column(default=0)
    sent_at: Mapped[datetime | None]
    error: Mapped[Line] = mapped_column(default="")
    """What the last failure said."""

    message: Mapped[Message] = relationship(back_populates="deliveries", lazy="raise_on_sql")
