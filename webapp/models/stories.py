"""Stories of the people of a brand."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from domain.brands import BrandPersonKind
from domain.stories import StoryState
from webapp.models.base import Base, Line, Name, enum_column
from webapp.models.brands import Brand


class Story(Base):
    """A story of somebody who stands for a brand and has agreed to be told of; gone once they say so."""

    __tablename__ = "story"

    brand_id: Mapped[int] = mapped_column(ForeignKey("brand.id", ondelete="CASCADE"), index=True)
    enterprise_id: Mapped[int | None] = mapped_column(ForeignKey("enterprise.id"), index=True)
    """Whose account wrote it; None for an official."""
    written_by_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    changed_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    """Who has written it anew; None where nobody has."""
    state: Mapped[StoryState] = mapped_column(enum_column(StoryState), index=True)
    person_name: Mapped[Name]
    person_kind: Mapped[BrandPersonKind] = mapped_column(enum_column(BrandPersonKind))
    title: Mapped[Name]
    text: Mapped[str] = mapped_column(String(6000))
    consent_proof: Mapped[Line]
    """How the person agreed."""
    consent_on: Mapped[date]
    reason: Mapped[Line] = mapped_column(default="")
    """Why it was sent back."""
    written_at: Mapped[datetime]
    published_at: Mapped[datetime | None]
    published_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))

    brand: Mapped[Brand] = relationship(lazy="raise_on_sql")

    @property
    def hands(self) -> frozenset[int | None]:
        """Who wrote it, and who changed it last."""
        return frozenset({self.written_by_id, self.changed_by_id})
