"""The days of campaigns as they were announced."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from domain.campaigns import Campaign, CampaignWindow
from webapp.models.base import Base, Name, enum_column


class CampaignAnnouncement(Base):
    """From when to when a campaign runs in a year, by the document that says so."""

    __tablename__ = "campaign_announcement"
    __table_args__ = (UniqueConstraint("campaign", "year"),)

    campaign: Mapped[Campaign] = mapped_column(enum_column(Campaign))
    year: Mapped[int]
    """In which its usual season begins."""
    first_on: Mapped[date]
    last_on: Mapped[date]
    source: Mapped[Name] = mapped_column(default="")
    entered_by_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    entered_at: Mapped[datetime]

    def as_window(self) -> CampaignWindow:
        """The days as the rules want them."""
        return CampaignWindow(
            campaign=self.campaign, year=self.year, first_on=self.first_on, last_on=self.last_on, is_announced=True
        )
