"""What the library has of brands beside their names: places, people, corrected figures, and who moved them."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING

from domain.brands import BrandPersonKind, BrandState, Indicator, SiteKind, check_name
from domain.brands.standing import BY_CERTIFICATION, MOVES, tier_after
from domain.divisions import county_of
from scripts.demo_city.names import name_somebody

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scripts.demo_city.accounts import Accounts
    from scripts.demo_city.ledger import Ledger, Row

ESTIMATE = "县级摸底初报（演示）"
CORRECTED_SHARE = 0.4
"""Of the brands: they reported too little at first, and the county corrected it."""
COURSE = (
    BrandState.SURVEYED,
    BrandState.NURTURING,
    BrandState.COUNTY_LISTED,
    BrandState.CITY_CANDIDATE,
    BrandState.CITY_CERTIFIED,
    BrandState.PROVINCIAL,
)
DAYS_AGO = (690, 640, 540, 420, 330, 160)
"""When a brand came to each state, about."""
REASONS = {
    BrandState.NURTURING: "摸底调查已完成，列入培育名单",
    BrandState.COUNTY_LISTED: "从业规模和特色明显，材料齐全，列入县级目录",
    BrandState.PROVINCIAL: "经省级评选认定",
}
SITES = {
    SiteKind.PARK: "{trade}产业园",
    SiteKind.STARTUP_BASE: "{trade}创业孵化基地",
    SiteKind.TRAINING_BASE: "{trade}实训基地",
    SiteKind.MASTER_STUDIO: "{trade}大师工作室",
    SiteKind.HERITAGE_WORKSHOP: "{trade}传习工坊",
}
NOTES = {
    SiteKind.PARK: "集中了品牌的主要企业",
    SiteKind.STARTUP_BASE: "为返乡创业者提供场地",
    SiteKind.TRAINING_BASE: "每年开班，考核合格者取得证书",
    SiteKind.MASTER_STUDIO: "师带徒，传授手艺",
    SiteKind.HERITAGE_WORKSHOP: "对外开放，可预约体验",
}
KNOWN_FOR = {
    BrandPersonKind.FOUNDER: "带着第一批同乡出门，闯出了名声",
    BrandPersonKind.INHERITOR: "随父辈学艺，如今带徒授业",
    BrandPersonKind.LEADER: "技能竞赛获奖，所带班组是行业标杆",
}


def add_library(ledger: Ledger, accounts: Accounts) -> None:
    """Add places and people of brands, and who entered their figures; some figures were corrected since."""
    draw = ledger.draw("library")
    figures: dict[int, list[Row]] = {}
    for row in ledger.rows("brand_figure"):
        figures.setdefault(row["brand_id"], []).append(row)
    for brand in ledger.rows("brand"):
        official = official_of(accounts, brand)
        for row in figures.get(brand["id"], ()):
            row["entered_by_id"] = official
        checked = check_name(brand["name"])
        stem = f"{checked.place}{checked.trade}"
        parks = _latest(figures.get(brand["id"], []), Indicator.PARKS_OR_STARTUP_BASES)
        kinds = [SiteKind.PARK, SiteKind.STARTUP_BASE][: int(parks)] + draw.some(list(SITES)[2:], 1, 2)
        for kind in kinds:
            name = SITES[kind].format(trade=stem)
            ledger.add("brand_site", brand_id=brand["id"], kind=kind, name=name, note=NOTES[kind])
        for person in draw.some(list(BrandPersonKind), 1, 3):
            name = name_somebody(draw, birth_year=draw.randint(1955, 1988), is_woman=draw.chance(0.4))
            ledger.add("brand_person", brand_id=brand["id"], kind=person, name=name, note=KNOWN_FOR[person])
        if figures.get(brand["id"]) and draw.chance(CORRECTED_SHARE):
            _correct(ledger, figures[brand["id"]], short=draw.step(2, 12, 1))


def official_of(accounts: Accounts, brand: Row) -> int:
    """Who keeps a brand: the county, or the city."""
    return accounts.county_officials.get(county_of(brand["division_code"]), accounts.city_official)


def brand_moves(ledger: Ledger, accounts: Accounts) -> Iterator[tuple[Row, BrandState, BrandState, int, str, object]]:
    """The steps that each brand was moved by hand: the brand, from, to, by whom, why, and when."""
    draw = ledger.draw("brand moves")
    for brand in ledger.rows("brand"):
        # Who is suspended had been certified.
        reached = COURSE.index(BrandState.CITY_CERTIFIED if brand["state"] is BrandState.SUSPENDED else brand["state"])
        moment = draw.moment(ledger.parameters.day(-DAYS_AGO[0]))
        for step, (source, to) in enumerate(pairwise(COURSE), start=1):
            if reached < step:
                break
            moment = max(moment, draw.moment(ledger.parameters.day(-DAYS_AGO[step] - draw.randint(0, 25))))
            if (source, to) in BY_CERTIFICATION:
                continue
            by_county = "county_official" in MOVES[source, to]
            official = official_of(accounts, brand) if by_county else accounts.city_official
            yield brand, source, to, official, REASONS[to], moment


def tier_of(brand: Row, to: BrandState) -> str:
    """The tier that a brand had once it stood there."""
    return tier_after(brand["tier"], to).value


def _latest(rows: list[Row], indicator: Indicator) -> Decimal:
    of_it = [row for row in rows if row["indicator"] is indicator]
    value: Decimal = max(of_it, key=lambda row: row["year"])["value"] if of_it else Decimal(0)
    return value


def _correct(ledger: Ledger, rows: list[Row], *, short: int) -> None:
    """The workforce of the latest year was first reported some per cent too low, and corrected three weeks later."""
    year = max(row["year"] for row in rows)
    standing = next(row for row in rows if row["year"] == year and row["indicator"] is Indicator.WORKFORCE)
    first = {**standing, "value": Decimal(int(standing["value"] * (100 - short) / 100)), "source": ESTIMATE}
    first["replaced_at"] = standing["entered_at"] + timedelta(days=21)
    del first["id"]
    standing["entered_at"] = first["replaced_at"]
    standing["reason"] = "初报漏统计外出从业人员，经核实后更正"
    ledger.add("brand_figure", **first)
