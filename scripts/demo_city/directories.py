"""Two editions of the guidance directory; since the second one something has changed again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain.brands import PUBLIC_STATES, BrandState, Indicator
from domain.directories import edition_number
from domain.divisions import COUNTIES, HOME_CITY, keeper_of
from webapp.reads.brands import sound
from webapp.reads.directories import SHOWN, TIERS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scripts.demo_city.accounts import Accounts
    from scripts.demo_city.ledger import Ledger, Row

EDITIONS = (
    (420, "首期目录，供各县（市、区）组织招聘、培训和劳务协作时参照。", 2, 2),
    (75, "根据年度填报数据和认定结果更新。", 1, 7),
)
"""Days ago, the note, how many years ago the figures are, and every how many-th county brand was not yet in it."""


def add_directories(ledger: Ledger, accounts: Accounts) -> None:
    """Add the editions of the directory."""
    brands = sorted((row for row in ledger.rows("brand") if row["state"] in PUBLIC_STATES), key=_place)
    sequences: dict[int, int] = {}
    for days_ago, note, years_ago, share in EDITIONS:
        published_on = ledger.parameters.day(-days_ago)
        year = published_on.year
        sequences[year] = sequences.get(year, 0) + 1
        edition_id = ledger.add(
            "directory_edition",
            number=edition_number(year, sequences[year]),
            year=year,
            sequence=sequences[year],
            published_on=published_on,
            published_by_id=accounts.city_official,
            note=note,
        )
        figures = _figures(ledger, ledger.parameters.today.year - years_ago)
        for place, brand in enumerate(_listed(brands, share), start=1):
            shown = figures.get(brand["id"], {})
            ledger.add(
                "directory_entry",
                edition_id=edition_id,
                brand_id=brand["id"],
                place=place,
                name=brand["name"],
                category=brand["category"],
                tier=brand["tier"],
                state=brand["state"],
                division_code=brand["division_code"],
                industry_code=brand["industry_code"],
                certificate="",
                year=ledger.parameters.today.year - years_ago if shown else None,
                **{column: shown.get(indicator) for indicator, column in SHOWN.items()},
            )


def _listed(brands: Sequence[Row], share: int) -> list[Row]:
    """The brands of an edition: some that their county has listed came later."""
    young = [row["id"] for row in brands if row["state"] is BrandState.COUNTY_LISTED][::share]
    return [row for row in brands if row["id"] not in young]


def _place(brand: Row) -> tuple[int, int, str, int]:
    keeper = (*COUNTIES, HOME_CITY).index(keeper_of(brand["division_code"]))
    return keeper, TIERS.index(brand["tier"]), sound(brand["name"]), brand["id"]


def _figures(ledger: Ledger, year: int) -> dict[int, dict[Indicator, object]]:
    found: dict[int, dict[Indicator, object]] = {}
    for row in ledger.rows("brand_figure"):
        if row["year"] == year and row["replaced_at"] is None and row["indicator"] in SHOWN:
            found.setdefault(row["brand_id"], {})[row["indicator"]] = row["value"]
    return found
