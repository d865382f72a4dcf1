"""Words that officials have decided about: what people type, what it means, and whether search takes them as one."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from domain.synonyms import LONGEST_WORD, SynonymGround, SynonymState
from webapp.models.base import Base, enum_column


class Synonym(Base):
    """A pair of words, in one form, with the last decision about it."""

    __tablename__ = "synonym"
    __table_args__ = (UniqueConstraint("word", "means"),)

    word: Mapped[str] = mapped_column(String(LONGEST_WORD))
    means: Mapped[str] = mapped_column(String(LONGEST_WORD))
    state: Mapped[SynonymState] = mapped_column(enum_column(SynonymState))
    ground: Mapped[SynonymGround] = mapped_column(enum_column(SynonymGround))
    figures: Mapped[dict[str, Any]]
    """What the proposal rested on when it was decided."""
    decided_at: Mapped[datetime]
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    """None where the demo city was made up."""
