"""Employers and agencies, and which employer belongs to which brand."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING

from stdnum.cn import uscc

from domain.divisions import county_of
from domain.places import Point
from reference.divisions import division
from scripts.demo_city import phones, tables
from scripts.demo_city.draw import Weighted
from scripts.demo_city.names import name_somebody
from scripts.demo_city.towns import Town, place_name, sites

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from typing import Any

    from scripts.demo_city.brands import DemoBrand
    from scripts.demo_city.draw import Draw
    from scripts.demo_city.ledger import Ledger

MANY, OF_VACANCIES = 450, 5000
SLOWER = 0.6
"""Half a city has more than half of the employers: 450 with 5,000 vacancies, 113 with 500."""
ABROAD = 45 / 450
SHOWN_COUNTY = "321084"
"""The county whose official one signs in as."""
AGENCY_HOMES = (
    *("321023", "321003", "321084", "321012", "321002", "321081"),
    *("321023", "321003", "321084", "321012", "321071", "321081"),
)
UNVERIFIED, UNVERIFIED_WHERE_SHOWN = 0.012, 0.06
"""The share that an official has still to see; more in the county whose official one signs in as."""
SENT_BACK = 0.3
"""Of those, the share that has been sent back."""
MOST_MEMBERS = 24
LEADING = 3
MADE_UP = "演示企业，名称、证照和数据均为虚构。"


@dataclass(frozen=True, slots=True, kw_only=True)
class Employer:
    """An enterprise as the other parts of the city see it."""

    id: int
    kind: str
    is_abroad: bool
    town: Town
    point: Point
    is_verified: bool
    generosity: float
    """What it pays beside others, around 1."""
    weight: float
    """How much it hires beside others."""
    contact_name: str
    contact_phone: str
    brands: tuple[DemoBrand, ...] = ()

    @property
    def table(self) -> Mapping[str, Any]:
        """What the table says of its kind."""
        kinds: Mapping[str, Any] = tables.tree("enterprise_kinds.toml")["abroad" if self.is_abroad else "kinds"]
        entry: Mapping[str, Any] = kinds[self.kind]
        return entry

    def brand_for(self, occupation_code: str) -> DemoBrand | None:
        """The brand under which it advertises an occupation."""
        return next((brand for brand in self.brands if brand.covers(occupation_code)), None)


def add_employers(ledger: Ledger, brands: Sequence[DemoBrand]) -> tuple[Employer, ...]:
    """Add the enterprises of every kind, at home and out of town, as many as the vacancies ask for."""
    draw = ledger.draw("employers")
    names = _Names(draw)
    wanted = MANY * (ledger.parameters.vacancies / OF_VACANCIES) ** SLOWER
    employers: list[Employer] = []
    for place, share in (("kinds", 1 - ABROAD), ("abroad", ABROAD)):
        kinds: Mapping[str, Any] = tables.tree("enterprise_kinds.toml")[place]
        scale = wanted * share / sum(kind["count"] for kind in kinds.values())
        for name, kind in kinds.items():
            employers += [
                _add_employer(ledger, draw, names, name, kind, is_abroad=place == "abroad", is_first=not rank)
                for rank in range(max(round(kind["count"] * scale), 1))
            ]
    return _join_brands(ledger, draw, employers, brands)


def add_agencies(ledger: Ledger) -> list[int]:
    """Add the agencies, at home in all counties; one still waits for its verification."""
    draw = ledger.draw("agencies")
    names = _Names(draw)
    suffixes = tables.tree("employers.toml")["agency_suffixes"]
    numbers = []
    for number, county in enumerate(AGENCY_HOMES, start=1):
        signed = ledger.moment(draw, draw.randint(100, 400))
        is_waiting = number == len(AGENCY_HOMES)
        numbers.append(
            ledger.add(
                "agency",
                uscc=_code(county, 9000 + number),
                name=f"{division(county).short_name[:2]}{names.word()}{suffixes[number % len(suffixes)]}",
                licence_number=f"（演示）人服证字〔{ledger.parameters.today.year - 1}〕第{number:04d}号",
                licence_valid_until=ledger.parameters.day(draw.randint(200, 900)),
                division_code=county,
                address=_address(draw, division(county).short_name),
                contact_name=name_somebody(draw, birth_year=draw.randint(1972, 1992), is_woman=draw.chance(0.4)),
                contact_phone=phones.agency(number),
                verified_at=None if is_waiting else signed + timedelta(days=2),
                refused_reason="",
                commitment_signed_at=None if is_waiting else signed + timedelta(days=3),
                created_at=signed,
            )
        )
    return numbers


class _Names:
    """Names for employers that do not exist, each once."""

    def __init__(self, draw: Draw) -> None:
        words = tables.tree("employers.toml")
        pairs: list[str] = [a + b for a in words["first"].split() for b in words["second"].split() if a != b]
        draw.shuffle(pairs)
        self._words: Iterator[str] = iter(pairs)

    def word(self) -> str:
        """Two letters that no other employer has."""
        return next(self._words)


def _add_employer(
    ledger: Ledger, draw: Draw, names: _Names, name: str, kind: Mapping[str, Any], *, is_abroad: bool, is_first: bool
) -> Employer:
    town = _city(Weighted(kind["cities"]).pick(draw)) if is_abroad else sites(kind).pick(draw)
    point = town.somewhere(draw)
    county = county_of(town.code)
    number = len(ledger.rows("enterprise")) + 1
    place = division(county).short_name.removesuffix("经济技术开发区") or "扬州"
    if not is_abroad and draw.chance(0.35):
        place = "扬州"
    suffix = draw.choice(kind["suffixes"])
    waiting = UNVERIFIED_WHERE_SHOWN if county == SHOWN_COUNTY else UNVERIFIED
    is_verified = is_abroad or is_first or not draw.chance(waiting)
    joined = ledger.moment(draw, draw.randint(3, 20) if not is_verified else draw.randint(90, 900))
    contact = name_somebody(draw, birth_year=draw.randint(1968, 1995), is_woman=draw.chance(0.45))
    size = draw.lognormvariate(0.0, 0.7)
    is_large = size > 1.3
    enterprise_id = ledger.add(
        "enterprise",
        uscc=_code(county, number, suffix),
        name=f"{place}{names.word()}{suffix}",
        division_code=town.code,
        industry_code=kind["industry"],
        address=_address(draw, place_name(town)),
        latitude=point.latitude,
        longitude=point.longitude,
        introduction=f"{_about(name)}。{MADE_UP}",
        contact_name=contact,
        contact_phone=phones.enterprise(number),
        verified_at=joined + timedelta(days=draw.randint(1, 4)) if is_verified else None,
        refused_reason="" if is_verified or not draw.chance(SENT_BACK) else "营业执照照片不清楚，请重新提交。",
        commitment_signed_at=joined + timedelta(days=5) if is_verified and draw.chance(0.88) else None,
        credit=round(min(draw.betavariate(9, 1.2), 1.0), 2) if is_verified else 1.0,
        created_at=joined,
    )
    if is_large:
        _report(ledger, draw, enterprise_id)
    return Employer(
        id=enterprise_id,
        kind=name,
        is_abroad=is_abroad,
        town=town,
        point=point,
        is_verified=is_verified,
        generosity=min(max(draw.gauss(1.0, 0.07), 0.85), 1.2),
        weight=size * (sum(kind["size"]) / 2 if "size" in kind else 1.0) ** 0.25,
        contact_name=contact,
        contact_phone=phones.enterprise(number),
    )


def _join_brands(
    ledger: Ledger, draw: Draw, employers: Sequence[Employer], brands: Sequence[DemoBrand]
) -> tuple[Employer, ...]:
    """The employers with the brands that they belong to; the largest lead, and a few still wait for an official."""
    joined: dict[int, tuple[DemoBrand, ...]] = {}
    now = ledger.parameters.now
    for brand in brands:
        fitting = [e for e in employers if e.kind in brand.kinds and not e.is_abroad and e.is_verified]
        members = [e for e in fitting if brand.reaches(e.town.code)] or fitting
        members = sorted(members, key=lambda employer: (-employer.weight, employer.id))[:MOST_MEMBERS]
        for rank, employer in enumerate(members):
            waits = rank >= LEADING and draw.chance(0.06)
            requested_at = now - timedelta(days=draw.randint(2, 9) if waits else draw.randint(40, 80))
            ledger.add(
                "brand_member",
                brand_id=brand.id,
                enterprise_id=employer.id,
                is_leading=rank < LEADING,
                requested_at=requested_at,
                approved_at=None if waits else requested_at + timedelta(days=draw.randint(2, 12)),
            )
            if not waits:
                joined[employer.id] = (*joined.get(employer.id, ()), brand)
    return tuple(replace(employer, brands=joined.get(employer.id, ())) for employer in employers)


def _city(code: str) -> Town:
    """A city elsewhere, as if it were a town of ours."""
    entry = division(code)
    point = Point(entry.latitude, entry.longitude)
    return Town(code=code, name=entry.short_name, people=0.0, kind="town", point=point)


def _code(county: str, number: int, suffix: str = "") -> str:
    """A unified social credit code with its check digit, in a range that no authority gives: organisation 0000…"""
    form = "93" if "合作社" in suffix else "92" if suffix.endswith(("店", "浴室", "工作室", "农场")) else "91"
    stem = f"{form}{county}{number:09d}"
    return stem + str(uscc.calc_check_digit(stem))


def _address(draw: Draw, place: str) -> str:
    road = draw.choice(tables.tree("employers.toml")["roads"].split())
    return f"{place}{road}{draw.randint(1, 288)}号"


def _about(kind: str) -> str:
    about: str = tables.tree("employers.toml")["about"][kind]
    return about


def _report(ledger: Ledger, draw: Draw, enterprise_id: int) -> None:
    """The figures of last year that a large enterprise has reported."""
    fixed_assets_fen = draw.step(800, 9000, 50) * 10_000_00
    assets_fen = fixed_assets_fen * 2
    ledger.add(
        "enterprise_report",
        enterprise_id=enterprise_id,
        year=ledger.parameters.today.year - 1,
        fixed_assets_fen=fixed_assets_fen,
        annual_sales_fen=draw.step(3000, 40000, 100) * 10_000_00,
        assets_fen=assets_fen,
        debts_fen=round(assets_fen * round(draw.uniform(0.25, 0.72), 2)),
        source=MADE_UP,
        entered_by_id=None,
        entered_at=ledger.parameters.now - timedelta(days=120),
        replaced_at=None,
        reason="",
    )
