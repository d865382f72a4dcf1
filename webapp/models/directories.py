"""Guidance directories: the editions of the library as they were published."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from sqlalchemy import ForeignKey, Numeric, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from domain.brands import BrandCategory, BrandState, BrandTier
from domain.directories import DirectoryLine
from webapp.models.base import Base, Code, Name, enum_column


class DirectoryEdition(Base):
    """A numbered edition. Never changed."""

    __tablename__ = "directory_edition"
    __table_args__ = (UniqueConstraint("year", "sequence"),)

    number: Mapped[str] = mapped_column(String(12), unique=True)
    year: Mapped[int]
    sequence: Mapped[int]
    published_on: Mapped[date]
    published_by_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    note: Mapped[str] = mapped_column(default="")

    entries: Mapped[list[DirectoryEntry]] = relationship(
        lazy="raise_on_sql", order_by="DirectoryEntry.place", cascade="all, delete-orphan"
    )


class DirectoryEntry(Base):
    """A brand as an edition shows it."""

    __tablename__ = "directory_entry"
    __table_args__ = (UniqueConstraint("edition_id", "brand_id"),)

    edition_id: Mapped[int] = mapped_column(ForeignKey("directory_edition.id", ondelete="CASCADE"))
    brand_id: Mapped[int] = mapped_column(ForeignKey("brand.id"), index=True)
    place: Mapped[int]
    name: Mapped[Name]
    category: Mapped[BrandCategory] = mapped_column(enum_column(BrandCategory))
    tier: Mapped[BrandTier] = mapped_column(enum_column(BrandTier))
    state: Mapped[BrandState] = mapped_column(enum_column(BrandState))
    division_code: Mapped[Code]
    industry_code: Mapped[Code | None]
    certificate: Mapped[str] = mapped_column(String(20), default="")
    year: Mapped[int | None]
    workforce: Mapped[Decimal | None] = mapped_column(Numeric(20, 4))
    market_share: Mapped[Decimal | None] = mapped_column(Numeric(20, 4))
    output_fen: Mapped[Decimal | None] = mapped_column(Numeric(20, 4))

    def as_line(self) -> DirectoryLine:
        """What the rules compare."""
        return DirectoryLine(
            brand_id=self.brand_id,
            name=self.name,
            category=self.category,
            tier=self.tier,
            state=self.state,
            division_code=self.division_code,
            industry_code=self.industry_code,
            certificate=self.certificate,
            year=self.year,
            workforce=self.workforce,
            market_share=self.market_share,
            output_fen=self.output_fen,
        )
