"""An inspection of the city: announced, drawn by lot, and some of its visits reported."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from domain.brands import BrandState
from domain.brands.standing import CERTIFIED
from domain.divisions import HOME_CITY
from domain.inspections import Finding, draw, fingerprint

if TYPE_CHECKING:
    from scripts.demo_city.accounts import Accounts
    from scripts.demo_city.ledger import Ledger

TITLE = "四季度劳务品牌质量抽查"
SAMPLE = 5
ANNOUNCED_DAYS_AGO, DRAWN_DAYS_AGO = 16, 12
REPORTS = (
    (Finding.IN_ORDER, "", 8),
    (Finding.TO_IMPROVE, "培训台账缺少三季度签到记录，已当场告知补齐。", 6),
    (Finding.IN_ORDER, "", 3),
)
"""Finding, words, and how many days ago the visit was; the others are still to be made."""


def add_inspections(ledger: Ledger, accounts: Accounts) -> None:
    """Add the campaign with its lot."""
    lots = ledger.draw("inspection")
    seed = f"{lots.getrandbits(128):032x}"
    certified = [row["id"] for row in ledger.rows("brand") if row["state"] in CERTIFIED | {BrandState.SUSPENDED}]
    drawn_at = ledger.moment(lots, DRAWN_DAYS_AGO)
    number = ledger.add(
        "inspection",
        title=TITLE,
        division_code=HOME_CITY,
        sample_size=SAMPLE,
        seed=seed,
        fingerprint=fingerprint(seed),
        population=certified,
        created_by_id=accounts.city_official,
        created_at=ledger.moment(lots, ANNOUNCED_DAYS_AGO),
        drawn_by_id=accounts.city_official,
        drawn_at=drawn_at,
    )
    for place, brand_id in enumerate(draw(certified, SAMPLE, seed=seed, published=fingerprint(seed)), start=1):
        finding, findings, days_ago = REPORTS[place - 1] if place <= len(REPORTS) else (None, "", 0)
        brand = ledger.row("brand", brand_id)
        official = accounts.county_officials.get(brand["division_code"][:6], accounts.city_official)
        ledger.add(
            "inspection_visit",
            inspection_id=number,
            brand_id=brand_id,
            place=place,
            finding=finding,
            findings=findings,
            visited_on=ledger.parameters.today - timedelta(days=days_ago) if finding else None,
            reported_by_id=official if finding else None,
        )
