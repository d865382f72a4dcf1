"""Zones of the demo city: of brands and categories, of every county, and of the campaigns that run or come."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from domain.campaigns import OFFICIAL_NAMES, Campaign, CampaignWindow, windows_between
from domain.divisions import COUNTIES
from domain.zones import ZoneKind
from reference.divisions import division
from scripts.demo_city import tables
from webapp.presentation import romanised

if TYPE_CHECKING:
    from scripts.demo_city.ledger import Ledger

AHEAD_DAYS = 120
"""Campaigns that begin within these days have their zone already."""


def add_zone(ledger: Ledger, **values: Any) -> int:
    """Add a zone; what its kind does not have is empty."""
    empty = dict.fromkeys(("brand_id", "category", "county_code", "campaign", "year"))
    return ledger.add("zone", **empty | {"is_for_hardship": False, "is_published": True} | values)


def add_other_zones(ledger: Ledger) -> None:
    """Add the zones of the counties, and of the campaigns that run or begin soon. Campaigns must have been added."""
    for code in COUNTIES:
        name = division(code).short_name
        add_zone(
            ledger,
            slug=romanised(code).lower(),
            kind=ZoneKind.COUNTY,
            county_code=code,
            title=f"{name}就业专区",
            title_en=f"Work in {romanised(code)}",
            lead=f"在{name}上班的岗位，家门口就业",
            lead_en=f"Vacancies whose place of work is in {romanised(code)}",
        )
    announced = [
        CampaignWindow(campaign=row["campaign"], year=row["year"], first_on=row["first_on"], last_on=row["last_on"])
        for row in ledger.rows("campaign_announcement")
    ]
    for window in windows_between(ledger.parameters.today, ledger.parameters.day(AHEAD_DAYS), announced):
        words = tables.tree("zones.toml")["campaigns"][window.campaign]
        add_zone(
            ledger,
            slug=f"{window.campaign.value.replace('_', '-')}-{window.year}",
            kind=ZoneKind.CAMPAIGN,
            campaign=window.campaign,
            year=window.year,
            is_for_hardship=window.campaign is Campaign.EMPLOYMENT_AID,
            title=f"{window.first_on.year}年{OFFICIAL_NAMES[window.campaign]}专区",
            title_en=f"{words['name_en']} {window.first_on.year}",
            lead=words["lead"],
            lead_en=words["lead_en"],
        )
