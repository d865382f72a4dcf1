"""Zones of the demo city: of brands and categories, of every county, and of the campaigns that run or come."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from domain.campaigns import OFFICIAL_NAMES, Campaign, CampaignWindow, windows_between
from domain.divisions import COUNTIES
from domain.query_log import FactKind
from domain.zone_pages import Section, SectionKind, VersionState, ZonePage, kept_page, read_page
from domain.zone_ranking import Ranking, RankingRule, Strength, kept_ranking
from domain.zones import ZoneKind
from reference.divisions import division
from scripts.demo_city import tables
from scripts.demo_city.pictures import add_picture
from webapp.presentation import romanised

if TYPE_CHECKING:
    from collections.abc import Mapping

    from domain.pictures import PlacedPicture
    from scripts.demo_city.accounts import Accounts
    from scripts.demo_city.ledger import Ledger, Row

VISITED_DAYS = 56
USUAL_VISITS = {
    ZoneKind.BRAND: (3.0, 14.0),
    ZoneKind.CATEGORY: (8.0, 20.0),
    ZoneKind.COUNTY: (12.0, 30.0),
    ZoneKind.CAMPAIGN: (20.0, 45.0),
}
"""On a day: between these."""
AHEAD_DAYS = 120
"""Campaigns that begin within these days have their zone already."""


def add_zone(ledger: Ledger, **values: Any) -> int:
    """Add a zone; what its kind does not have is empty."""
    empty = dict.fromkeys(("brand_id", "category", "county_code", "campaign", "year"))
    ranking = tables.tree("zone_pages.toml")["ranking"].get(values["slug"], {})
    strengths = {RankingRule(rule): Strength(strength) for rule, strength in ranking.items()}
    rules = kept_ranking(Ranking(strengths=strengths)) if ranking else {}
    usual = {"is_for_hardship": False, "is_published": True, "ranking_rules": rules}
    return ledger.add("zone", **empty | usual | values)


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


def add_visits(ledger: Ledger) -> None:
    """Add how often each zone was visited in the last weeks, and what came of it: a brand's zone more or less often."""
    draw = ledger.draw("zone_visits")
    for row in ledger.rows("zone"):
        usual = draw.uniform(*USUAL_VISITS[row["kind"]])
        opened, applied, by_card = draw.uniform(0.3, 0.7), draw.uniform(0.02, 0.07), draw.uniform(0.0, 0.25)
        for ago in range(VISITED_DAYS, 0, -1):
            visits = round(draw.gauss(usual, usual**0.5))
            shares = {
                FactKind.ZONE_VISIT: 1.0,
                FactKind.ZONE_CARD: by_card,
                FactKind.ZONE_OPENED: opened,
                FactKind.ZONE_APPLIED: applied,
            }
            for kind, share in shares.items():
                times = round(visits * share + draw.uniform(-0.5, 0.5)) if share < 1 else visits
                if times > 0:
                    day = ledger.parameters.day(-ago)
                    ledger.add("query_fact", day=day, kind=kind.value, value=row["slug"], times=times)


def add_pages(ledger: Ledger, accounts: Accounts) -> None:
    """Add the pages that officials have composed, with what stood there before, and a proposal of an enterprise."""
    by_slug = {row["slug"]: row for row in ledger.rows("zone")}
    written = tables.tree("zone_pages.toml")
    for entry in written["pages"]:
        zone = next((row for slug, row in by_slug.items() if slug.startswith(entry["zone"])), None)
        if zone is None:
            continue
        first = _page_of(ledger, zone, entry, with_words=False)
        _add_version(ledger, accounts, zone, first, number=1, state=VersionState.REPLACED, days_ago=90)
        page = _page_of(ledger, zone, entry)
        _add_version(ledger, accounts, zone, page, number=2, state=VersionState.PUBLISHED, days_ago=20)
    for entry in written["proposals"]:
        zone = by_slug[entry["zone"]]
        page = _with_words(page_of_rows(ledger, zone["id"]), SectionKind(entry["section"]), entry)
        member = next(row for row in ledger.rows("brand_member") if row["brand_id"] == zone["brand_id"])
        _add_version(
            ledger,
            accounts,
            zone,
            page,
            number=3,
            state=VersionState.PROPOSED,
            days_ago=1,
            enterprise_id=member["enterprise_id"],
        )


def page_of_rows(ledger: Ledger, zone_id: int) -> ZonePage:
    """The page of a zone that is published."""
    row = next(
        row
        for row in ledger.rows("zone_version")
        if row["zone_id"] == zone_id and row["state"] is VersionState.PUBLISHED
    )
    return read_page(row["content"])


def _page_of(ledger: Ledger, zone: Row, entry: Mapping[str, Any], *, with_words: bool = True) -> ZonePage:
    hidden = set(entry["hidden"])
    page = ZonePage(
        sections=tuple(Section(kind=SectionKind(kind), is_shown=kind not in hidden) for kind in entry["order"])
    )
    for kind in SectionKind if with_words else ():
        if kind.value in entry:
            words = entry[kind.value]
            placed = add_picture(ledger, zone["title"], words["picture"]) if "picture" in words else None
            page = _with_words(page, kind, words, placed)
    return page


def _with_words(
    page: ZonePage, kind: SectionKind, words: Mapping[str, str], picture: PlacedPicture | None = None
) -> ZonePage:
    names = ("heading", "heading_en", "text", "text_en")
    said: dict[str, Any] = {name: words.get(name, "").strip() for name in names}
    return ZonePage(
        sections=tuple(
            replace(section, picture=picture, **said) if section.kind is kind else section for section in page.sections
        )
    )


def _add_version(
    ledger: Ledger,
    accounts: Accounts,
    zone: Row,
    page: ZonePage,
    *,
    number: int,
    state: VersionState,
    days_ago: int,
    enterprise_id: int | None = None,
) -> None:
    made_at = ledger.moment(ledger.draw(f"page {zone['slug']} {number}"), days_ago)
    is_decided = state is not VersionState.PROPOSED
    ledger.add(
        "zone_version",
        zone_id=zone["id"],
        number=number,
        state=state,
        enterprise_id=enterprise_id,
        content=kept_page(page),
        based_on=number - 1 if number > 1 else None,
        made_by_id=accounts.enterprises[enterprise_id] if enterprise_id else accounts.city_official,
        made_at=made_at,
        decided_by_id=accounts.city_official if is_decided else None,
        decided_at=made_at if is_decided else None,
        reason="",
        lock=1,
    )
