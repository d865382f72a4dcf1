"""Zones: the public pages where a brand, a category, a campaign or a county recruits."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from domain.brands import BrandCategory
from domain.campaigns import Campaign
from domain.zone_pages import STANDARD_PAGE, Composer, VersionState, ZonePage, read_page
from domain.zone_ranking import Ranking, read_ranking
from domain.zones import ZoneKind, ZoneSubject
from webapp.models.base import Base, Code, Line, Name, enum_column
from webapp.models.brands import Brand
from webapp.models.enterprises import Enterprise


def one_of_each(name: str, *columns: str, where: str) -> Index:
    """A rule that the database keeps, whoever comes at the same moment: one row of these columns where that holds."""
    condition = text(where)
    return Index(f"uq_zone_version_{name}", *columns, unique=True, sqlite_where=condition, postgresql_where=condition)


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
    ranking_rules: Mapped[dict[str, Any]] = mapped_column(default=dict)
    """Empty where nobody has set any: the standard ones hold then."""

    brand: Mapped[Brand | None] = relationship(lazy="raise_on_sql")
    brands: Mapped[list[ZoneBrand]] = relationship(
        lazy="raise_on_sql", order_by="ZoneBrand.brand_id", cascade="all, delete-orphan"
    )
    """Of a campaign: those it is about; none means every employer."""

    published: Mapped[ZoneVersion | None] = relationship(
        lazy="raise_on_sql",
        viewonly=True,
        primaryjoin="and_(Zone.id == ZoneVersion.zone_id, ZoneVersion.state == 'published')",
    )
    """The version of its page that the public sees; None where nobody has composed one."""

    @property
    def page(self) -> ZonePage:
        """The page that the public sees. `published` must be loaded."""
        return self.published.page if self.published else STANDARD_PAGE

    @property
    def ranking(self) -> Ranking:
        """What stands higher in it. Its `brands` must be loaded."""
        return read_ranking(self.ranking_rules, self.as_subject())

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


class ZoneVersion(Base):
    """A version of the page of a zone, with all that stands in it; what was published once is never changed."""

    __tablename__ = "zone_version"
    __table_args__ = (
        UniqueConstraint("zone_id", "number"),
        one_of_each("published", "zone_id", where="state = 'published'"),
        one_of_each("office", "zone_id", where="enterprise_id IS NULL AND state = 'draft'"),
        one_of_each("enterprise", "zone_id", "enterprise_id", where="state IN ('draft', 'proposed', 'sent_back')"),
    )

    zone_id: Mapped[int] = mapped_column(ForeignKey("zone.id", ondelete="CASCADE"))
    number: Mapped[int]
    """Counted from 1 within the zone."""
    state: Mapped[VersionState] = mapped_column(enum_column(VersionState))
    enterprise_id: Mapped[int | None] = mapped_column(ForeignKey("enterprise.id"), index=True)
    """Whose proposal it is; None where officials composed it."""
    content: Mapped[dict[str, Any]]
    based_on: Mapped[int | None]
    """The number of the version that was published when it was begun, or that it goes back to."""
    made_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    made_at: Mapped[datetime]
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    decided_at: Mapped[datetime | None]
    reason: Mapped[Line] = mapped_column(default="")
    """Why it was sent back."""
    lock: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": lock}  # noqa: RUF012  SQLAlchemy reads it from the class

    enterprise: Mapped[Enterprise | None] = relationship(lazy="raise_on_sql")

    @property
    def composer(self) -> Composer:
        """Who composed it."""
        return Composer.OFFICE if self.enterprise_id is None else Composer.ENTERPRISE

    @property
    def page(self) -> ZonePage:
        """The page itself."""
        return read_page(self.content)


class ZoneBrand(Base):
    """A brand that the zone of a campaign is about."""

    __tablename__ = "zone_brand"
    __table_args__ = (UniqueConstraint("zone_id", "brand_id"),)

    zone_id: Mapped[int] = mapped_column(ForeignKey("zone.id", ondelete="CASCADE"))
    brand_id: Mapped[int] = mapped_column(ForeignKey("brand.id", ondelete="CASCADE"), index=True)
