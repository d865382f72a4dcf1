"""Pictures on public pages: made small when they come, and kept in the database, where every web server finds them."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from domain.pictures import PlacedPicture
from webapp.models.base import Base, Name


class Picture(Base):
    """A JPEG as it is shown, and what is said of it."""

    __tablename__ = "picture"

    fingerprint: Mapped[str] = mapped_column(String(32), unique=True)
    """Of the bytes and the words; its address."""
    content: Mapped[bytes] = mapped_column(LargeBinary, deferred=True, deferred_raiseload=True)
    width: Mapped[int]
    height: Mapped[int]
    alt: Mapped[Name]
    """What it shows, for those who do not see it."""
    credit: Mapped[Name] = mapped_column(default="")
    """Who took it."""
    uploaded_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    uploaded_at: Mapped[datetime]

    def as_placed(self) -> PlacedPicture:
        """The picture as a page has it."""
        return PlacedPicture(
            fingerprint=self.fingerprint, alt=self.alt, credit=self.credit, width=self.width, height=self.height
        )
