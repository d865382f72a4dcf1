"""The campaigns of this year and the next as if the ministry had announced them: a few days off the usual ones."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from domain.campaigns import OFFICIAL_NAMES, Campaign, usual_window

if TYPE_CHECKING:
    from scripts.demo_city.accounts import Accounts
    from scripts.demo_city.ledger import Ledger

ANNOUNCED = (Campaign.SPRING_BREEZE, Campaign.PRIVATE_ENTERPRISES, Campaign.GOLDEN_AUTUMN, Campaign.EMPLOYMENT_AID)


def add_campaigns(ledger: Ledger, accounts: Accounts) -> None:
    """Add the days of some campaigns; the others keep their usual ones."""
    draw = ledger.draw("campaigns")
    for year in (ledger.parameters.today.year - 1, ledger.parameters.today.year):
        for campaign in ANNOUNCED:
            usual = usual_window(campaign, year)
            shift = timedelta(days=draw.randint(-5, 5))
            entered_at = ledger.moment(draw, draw.randint(3, 40))
            ledger.add(
                "campaign_announcement",
                campaign=campaign,
                year=year,
                first_on=usual.first_on + shift,
                last_on=usual.last_on + shift,
                source=f"{OFFICIAL_NAMES[campaign]}通知（示例文件）",
                entered_by_id=accounts.city_official,
                entered_at=entered_at,
            )
