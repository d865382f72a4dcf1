"""Brands with their occupations, zones and yearly figures."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from domain.brands import PUBLIC_STATES, BrandCategory, BrandState, BrandTier, Indicator
from domain.divisions import lies_within
from domain.occupations import lies_within as is_occupation_within
from domain.zones import ZoneKind
from scripts.demo_city import tables
from scripts.demo_city.zones import add_zone

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import Any

    from scripts.demo_city.ledger import Ledger

SOURCE = "演示数据，仅作示意，非统计数据"
YEARS = 3
GROWTH = 1.06
"""How much larger each figure of the demo is than the year before."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoBrand:
    """A brand as the other parts of the city see it."""

    id: int
    slug: str
    division_code: str
    state: BrandState
    occupations: tuple[str, ...]
    kinds: tuple[str, ...]
    abroad: tuple[str, ...]

    def covers(self, occupation_code: str) -> bool:
        """Whether the brand is known for an occupation."""
        return any(is_occupation_within(occupation_code, code) for code in self.occupations)

    def reaches(self, division_code: str) -> bool:
        """Whether a place lies in the brand's own."""
        return lies_within(division_code, self.division_code)


def add_brands(ledger: Ledger) -> tuple[DemoBrand, ...]:
    """Add the brands of the table, and a zone for each that is shown and for each category."""
    brands = tuple(_add_brand(ledger, entry) for entry in tables.tree("brands.toml")["brands"])
    for zone in tables.tree("zones.toml")["zones"]:
        add_zone(
            ledger,
            slug=zone["slug"],
            kind=ZoneKind.CATEGORY,
            category=BrandCategory(zone["category"]),
            title=zone["title"],
            title_en=zone["title_en"],
            lead=zone["lead"],
            lead_en=zone["lead_en"],
        )
    return brands


def _add_brand(ledger: Ledger, entry: Mapping[str, Any]) -> DemoBrand:
    state = BrandState(entry["state"])
    brand_id = ledger.add(
        "brand",
        slug=entry["slug"],
        name=entry["name"],
        name_en=entry["name_en"],
        name_exception=entry.get("name_exception", ""),
        category=BrandCategory(entry["category"]),
        tier=BrandTier(entry["tier"]),
        state=state,
        division_code=entry["division"],
        industry_code=entry["industry"],
        products=entry["products"],
        story=entry["story"],
        story_en=entry["story_en"],
        is_illustrative=True,
        created_at=ledger.parameters.now - timedelta(days=700),
    )
    for code in entry["occupations"]:
        ledger.add("brand_occupation", brand_id=brand_id, occupation_code=code)
    if state in PUBLIC_STATES:
        add_zone(
            ledger,
            slug=entry["slug"],
            kind=ZoneKind.BRAND,
            brand_id=brand_id,
            title=f"{entry['name']}专区",
            title_en=entry["name_en"],
            lead=entry["products"],
            lead_en=entry["products_en"],
        )
    latest = ledger.parameters.today.year - 1
    for years_ago in range(YEARS if entry["figures"] else 0):
        for indicator, value in _figures(entry["figures"], years_ago):
            ledger.add(
                "brand_figure",
                brand_id=brand_id,
                year=latest - years_ago,
                indicator=indicator,
                value=Decimal(str(value)),
                source=SOURCE,
                entered_by_id=None,
                entered_at=ledger.parameters.now - timedelta(days=120 + 365 * years_ago),
                replaced_at=None,
                reason="",
            )
    return DemoBrand(
        id=brand_id,
        slug=entry["slug"],
        division_code=entry["division"],
        state=state,
        occupations=tuple(entry["occupations"]),
        kinds=tuple(entry["kinds"]),
        abroad=tuple(entry["abroad"]),
    )


def _figures(latest: Mapping[str, float], years_ago: int) -> Iterator[tuple[Indicator, float]]:
    """The figures of a year, drawn back from the latest one; parts and sums follow from the workforce."""
    shrink = GROWTH**-years_ago
    was_larger = years_ago >= latest.get("before_years", 1)
    people = latest["workforce"] * (latest.get("before", 1) if was_larger else 1)
    workforce = round(people * shrink / 10) * 10
    wage_fen = round(latest["wage"] * shrink / 10) * 10 * 100
    yield Indicator.WORKFORCE, workforce
    yield Indicator.SKILLED_WORKERS, round(workforce * (latest["skilled"] - 0.02 * years_ago))
    yield Indicator.MIGRANT_WORKERS, round(workforce * latest["migrant"])
    yield Indicator.HARDSHIP_WORKERS, round(workforce * latest["hardship"])
    yield Indicator.MEAN_MONTHLY_WAGE_FEN, wage_fen
    yield Indicator.INDUSTRY_MEAN_MONTHLY_WAGE_FEN, round(latest["industry_wage"] * shrink / 10) * 10 * 100
    yield Indicator.ANNUAL_LABOUR_INCOME_FEN, workforce * wage_fen * 12
    yield Indicator.OUTPUT_FEN, round(workforce * wage_fen * 12 * 2.6)
    yield Indicator.MARKET_SHARE, round(latest["share"] - 0.004 * years_ago, 4)
    yield Indicator.THIRD_PARTY_SATISFACTION, round(latest["satisfaction"] - 0.005 * years_ago, 4)
    yield Indicator.PARKS_OR_STARTUP_BASES, latest["parks"]
