"""Zones: the public pages where a brand, a category, a campaign or a county recruits."""

from __future__ import annotations

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from domain.brands import BrandCategory
from domain.campaigns import Campaign
from domain.zones import ZoneKind, ZoneSubject
from webapp.models.base import Base, Code, Line, Name, enum_column
from webapp.models.brands import Brand


class Zone(Base):
    """A public page at /zones/<slug>; what it is about stands in the columns of its kind, the others are empty."""

    __tablename__ = "zone"
    __table_args__ = (UniqueConstraint("campaign", "year"),)

    slug: Mapped[str] = mapped_column(String(60), unique=True)
    kind: Mapped[ZoneKind] = mapped_column(enum_column(ZoneKind))
    brand_id: Mapped[int | None] = mapped_column(ForeignKey("brand.id"), unique=True)
    category: Mapped[BrandCategory | None] = mapped_column(enum_column(BrandCategory), unique=True)
    county_code: Mapped[Code | None] = mapped_column(ForeignKey("division.code"), unique=True)
    campaign: Mapped[Campaign | None] = mapped_column(enum_column(Campaign))
    year: Mapped[int | None]
    """Of the campaign: in which its usual season begins."""
    is_for_hardship: Mapped[bool] = mapped_column(default=False)
    """Of a campaign: it shows only what welcomes people of hardship groups."""
    title: Mapped[Name]
    title_en: Mapped[Name] = mapped_column(default="")
    lead: Mapped[Line] = mapped_column(default="")
    lead_en: Mapped[Line] = mapped_column(default="")
    is_published: Mapped[bool] = mapped_column(default=True)

    brand: Mapped[Brand | None] = relationship(lazy="raise_on_sql")
    brands: Mapped[list[ZoneBrand]] = relationship(
        lazy="raise_on_sql", order_by="ZoneBrand.brand_id", cascade="all, delete-orphan"
    )
    """Of a campaign: those it is about; none means every employer."""

    def as_subject(self) -> ZoneSubject:
        """What it is about, as the rules want it. Its `brands` must be loaded."""
        return ZoneSubject(
            kind=self.kind,
            brand_id=self.brand_id,
            category=self.category,
            county=self.county_code,
            campaign=self.campaign,
            year=self.year,
            brand_ids=frozenset(item.brand_id for item in self.brands),
            is_for_hardship=self.is_for_hardship,
        )


class ZoneBrand(Base):
    """A brand that the zone of a campaign is about."""

    __tablename__ = "zone_brand"
    __table_args__ = (UniqueConstraint("zone_id", "brand_id"),)

    zone_id: Mapped[int] = mapped_column(ForeignKey("zone.id", ondelete="CASCADE"))
    brand_id: Mapped[int] = mapped_column(ForeignKey("brand.id", ondelete="CASCADE"), index=True)
