"""Who goes away together."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from webapp.models.base import Base
from webapp.models.workers import Worker


class Companionship(Base):
    """Somebody asks somebody else to go away together; with the yes of the other they go together or not at all."""

    __tablename__ = "companionship"
    __table_args__ = (UniqueConstraint("asker_id", "other_id"),)

    asker_id: Mapped[int] = mapped_column(ForeignKey("worker.id", ondelete="CASCADE"))
    other_id: Mapped[int] = mapped_column(ForeignKey("worker.id", ondelete="CASCADE"), index=True)
    asked_at: Mapped[datetime]
    agreed_at: Mapped[datetime | None]

    asker: Mapped[Worker] = relationship(lazy="raise_on_sql", foreign_keys=asker_id)
    other: Mapped[Worker] = relationship(lazy="raise_on_sql", foreign_keys=other_id)
