"""Campaigns: the city enters the days that the ministry announces, and takes them back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from domain.campaigns import CampaignAnnounced, check_window, season_year
from webapp.calendar import now
from webapp.extensions import db
from webapp.models import CampaignAnnouncement
from webapp.services import audit

if TYPE_CHECKING:
    from datetime import date

    from domain.campaigns import Campaign


def announce(
    campaign: Campaign, *, first_on: date, last_on: date, source: str, account_id: int
) -> CampaignAnnouncement:
    """Enter the days of a campaign; they take the place of what was entered for the same season before.

    Raises a refusal of check_window, or CampaignAnnounced where somebody else enters the same at this moment.
    """
    check_window(campaign, first_on=first_on, last_on=last_on, source=source)
    year = season_year(campaign, first_on)
    asked = select(CampaignAnnouncement).where(
        CampaignAnnouncement.campaign == campaign, CampaignAnnouncement.year == year
    )
    row = db.session.scalar(asked)
    if row is None:
        row = CampaignAnnouncement(campaign=campaign, year=year)
        db.session.add(row)
    row.first_on, row.last_on, row.source = first_on, last_on, source.strip()
    row.entered_by_id, row.entered_at = account_id, now()
    try:
        db.session.flush()
    except IntegrityError as error:
        raise CampaignAnnounced from error
    audit.record(
        "campaign.announce",
        row,
        account_id=account_id,
        campaign=campaign,
        year=year,
        first_on=first_on.isoformat(),
        last_on=last_on.isoformat(),
    )
    return row


def take_back(row: CampaignAnnouncement, *, account_id: int) -> None:
    """Forget what was announced: the usual days hold again."""
    audit.record("campaign.take_back", row, account_id=account_id, campaign=row.campaign, year=row.year)
    db.session.delete(row)
    db.session.flush()
