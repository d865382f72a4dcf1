"""Brands with their occupations, enterprises and yearly figures."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

from sqlalchemy import ForeignKey, Index, Numeric, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, query_expression, relationship

from domain.brands import BrandCategory, BrandPersonKind, BrandState, BrandTier, Indicator, SiteKind
from webapp.models.base import Base, Code, Fen, Line, Name, enum_column
from webapp.models.codes import Division
from webapp.models.enterprises import Enterprise


class Brand(Base):
    """A labour brand: a place, a trade, and the people who do it."""

    __tablename__ = "brand"

    slug: Mapped[str] = mapped_column(String(60), unique=True)
    name: Mapped[Name] = mapped_column(unique=True)
    name_en: Mapped[Name] = mapped_column(default="")
    name_exception: Mapped[Line] = mapped_column(default="")
    """Why the name may break the rule of place, trade and people; empty where it follows the rule."""
    category: Mapped[BrandCategory] = mapped_column(enum_column(BrandCategory))
    tier: Mapped[BrandTier] = mapped_column(enum_column(BrandTier))
    state: Mapped[BrandState] = mapped_column(enum_column(BrandState))
    division_code: Mapped[Code] = mapped_column(ForeignKey("division.code"), index=True)
    industry_code: Mapped[Code | None] = mapped_column(ForeignKey("industry.code"))
    products: Mapped[Line] = mapped_column(default="")
    story: Mapped[str] = mapped_column(default="")
    story_en: Mapped[str] = mapped_column(default="")
    is_illustrative: Mapped[bool] = mapped_column(default=False)
    """Made up for a demonstration; the page says so."""
    created_at: Mapped[datetime]

    division: Mapped[Division] = relationship(lazy="raise_on_sql")
    occupations: Mapped[list[BrandOccupation]] = relationship(
        lazy="raise_on_sql", order_by="BrandOccupation.id", cascade="all, delete-orphan"
    )
    members: Mapped[list[BrandMember]] = relationship(
        back_populates="brand", lazy="raise_on_sql", order_by="BrandMember.id", cascade="all, delete-orphan"
    )


class BrandOccupation(Base):
    """An occupation that a brand is known for."""

    __tablename__ = "brand_occupation"
    __table_args__ = (UniqueConstraint("brand_id", "occupation_code"),)

    brand_id: Mapped[int] = mapped_column(ForeignKey("brand.id", ondelete="CASCADE"))
    occupation_code: Mapped[Code] = mapped_column(ForeignKey("occupation.code"), index=True)


class BrandMember(Base):
    """An enterprise that belongs to a brand, once an official has agreed."""

    __tablename__ = "brand_member"
    __table_args__ = (UniqueConstraint("brand_id", "enterprise_id"),)

    brand_id: Mapped[int] = mapped_column(ForeignKey("brand.id", ondelete="CASCADE"))
    enterprise_id: Mapped[int] = mapped_column(ForeignKey("enterprise.id"), index=True)
    is_leading: Mapped[bool] = mapped_column(default=False)
    requested_at: Mapped[datetime]
    approved_at: Mapped[datetime | None]

    brand: Mapped[Brand] = relationship(back_populates="members", lazy="raise_on_sql")
    enterprise: Mapped[Enterprise] = relationship(lazy="raise_on_sql")


class BrandSite(Base):
    """A park, base, studio or workshop of a brand."""

    __tablename__ = "brand_site"

    brand_id: Mapped[int] = mapped_column(ForeignKey("brand.id", ondelete="CASCADE"), index=True)
    kind: Mapped[SiteKind] = mapped_column(enum_column(SiteKind))
    name: Mapped[Name]
    note: Mapped[Line] = mapped_column(default="")


class BrandPerson(Base):
    """Somebody who stands for a brand and has agreed to be named."""

    __tablename__ = "brand_person"

    brand_id: Mapped[int] = mapped_column(ForeignKey("brand.id", ondelete="CASCADE"), index=True)
    kind: Mapped[BrandPersonKind] = mapped_column(enum_column(BrandPersonKind))
    name: Mapped[Name]
    note: Mapped[Line] = mapped_column(default="")

    story_id: Mapped[int | None] = query_expression()
    """Their story, where it was asked for and one is published."""


class BrandFigure(Base):
    """One yearly figure of a brand, with its source. A later figure replaces it and both are kept."""

    __tablename__ = "brand_figure"
    __table_args__ = (
        Index(None, "brand_id", "year", "indicator"),
        Index(
            "uq_brand_figure_standing",
            "brand_id",
            "year",
            "indicator",
            unique=True,
            sqlite_where=text("replaced_at IS NULL"),
            postgresql_where=text("replaced_at IS NULL"),
        ),
    )

    brand_id: Mapped[int] = mapped_column(ForeignKey("brand.id", ondelete="CASCADE"))
    year: Mapped[int]
    indicator: Mapped[Indicator] = mapped_column(enum_column(Indicator))
    value: Mapped[Decimal] = mapped_column(Numeric(20, 4))
    """People, fen, sites, or a share between 0 and 1, as the indicator says."""
    source: Mapped[Line]
    entered_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    entered_at: Mapped[datetime]
    replaced_at: Mapped[datetime | None]
    reason: Mapped[Line] = mapped_column(default="")
    """Why it replaced an earlier one; empty where it was the first."""


class EnterpriseReport(Base):
    """The yearly figures of a leading enterprise, with their source. A later report replaces it and both are kept."""

    __tablename__ = "enterprise_report"
    __table_args__ = (
        Index(
            "uq_enterprise_report_standing",
            "enterprise_id",
            "year",
            unique=True,
            sqlite_where=text("replaced_at IS NULL"),
            postgresql_where=text("replaced_at IS NULL"),
        ),
    )

    enterprise_id: Mapped[int] = mapped_column(ForeignKey("enterprise.id", ondelete="CASCADE"), index=True)
    year: Mapped[int]
    fixed_assets_fen: Mapped[Fen]
    annual_sales_fen: Mapped[Fen]
    assets_fen: Mapped[Fen]
    """All assets, the base of the ratio of debts."""
    debts_fen: Mapped[Fen]
    source: Mapped[Line]
    entered_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    entered_at: Mapped[datetime]
    replaced_at: Mapped[datetime | None]
    reason: Mapped[Line] = mapped_column(default="")
