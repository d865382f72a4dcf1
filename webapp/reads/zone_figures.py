"""Figures of a zone: what it offers today, by county and by industry, and what it pays; all in one question."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, case, func, literal, select, true, union_all

from webapp.extensions import db
from webapp.models import Brand, Enterprise, Vacancy
from webapp.reads.vacancies import Offered, is_open
from webapp.reads.zone_reach import WHOLE, in_zone

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from sqlalchemy import CTE, ColumnElement, Select

    from webapp.models import Zone
    from webapp.reads.zone_reach import ZonePart

FEWEST_WAGES = 5
"""◇ Fewer wages have no quartiles worth the name."""
QUARTERS = 3
BAND_EDGES = (3000, 4000, 5000, 6000, 7000, 8000, 10_000)
"""◇ Yuan a month between which wages are counted together."""
GROUP_LETTERS = 5
"""Of the code of an occupation, as far as its middle group goes: 6-09-."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Quartiles:
    """What a month's work is paid, in fen: a quarter gets less than the first, half less than the second."""

    first: int
    median: int
    third: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TradeDemand:
    """What is offered in a middle group of occupations."""

    code: str
    vacancies: int
    seats: int
    median: int | None
    """Of the middles of wages, in fen a month; None where hardly anything can be compared."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WageBand:
    """How many vacancies pay from one amount up to, and not with, another, in yuan a month."""

    least: int
    below: int | None
    """None is no end."""
    vacancies: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ZoneFigures:
    """What a zone, or a part of it, offers today, counted from its open vacancies."""

    offered: Offered
    wages: Quartiles | None
    """None where hardly anything can be compared."""
    counties: dict[str, int]
    """Vacancies by county, within the industry of the part, the most first."""
    county_seats: dict[str, int]
    """Places to fill by county, the most first."""
    industries: dict[str, int]
    """Vacancies by section of industry, within the county of the part, the most first."""
    trades: tuple[TradeDemand, ...]
    """By the places to fill, the most first."""
    bands: tuple[WageBand, ...]
    """The lowest first; those beyond the ends that no vacancy reaches are left out. Empty where wages are few."""


def zone_figures(zone: Zone, *, today: date, part: ZonePart = WHOLE) -> ZoneFigures:
    """What the zone offers today."""
    shown = _shown(zone, today=today)
    of_county = shown.c.county == part.county if part.county else true()
    of_industry = shown.c.industry == part.industry if part.industry else true()
    asked = union_all(
        select(
            literal("whole").label("what"),
            literal("").label("which"),
            func.count().label("vacancies"),
            func.coalesce(func.sum(shown.c.seats), 0),
            func.count(shown.c.enterprise_id.distinct()),
        ).where(of_county, of_industry),
        _grouped(shown, "county", of_industry),
        _grouped(shown, "industry", of_county),
        _grouped(shown, "trade", and_(of_county, of_industry)),
        _grouped(shown, "band", and_(of_county, of_industry)),
        _quartiles(shown, and_(of_county, of_industry)),
        _medians(shown, and_(of_county, of_industry)),
    )
    found: dict[str, list[tuple[Any, ...]]] = defaultdict(list)
    for what, *values in db.session.execute(asked):
        found[what].append(tuple(values))
    _, vacancies, seats, enterprises = found["whole"][0]
    return ZoneFigures(
        offered=Offered(vacancies=vacancies, seats=int(seats), enterprises=enterprises),
        wages=_as_quartiles(middle for _, middle, *_ in found["wage"]),
        counties=_most_first(found["county"]),
        county_seats=_most_first([(key, int(seats)) for key, _, seats, _ in found["county"]]),
        industries=_most_first(found["industry"]),
        trades=_trades(found["trade"], {trade: middle for trade, middle, *_ in found["median"]}),
        bands=_bands({key: count for key, count, *_ in found["band"]}),
    )


def quartiles_of(*conditions: ColumnElement[bool]) -> Quartiles | None:
    """The quartiles of the middles of wages, of the vacancies that meet the conditions; None where they are few."""
    middle = (Vacancy.monthly_min_fen + Vacancy.monthly_max_fen) // 2
    return _as_quartiles(db.session.scalars(_at_quarters(middle, *conditions, Vacancy.monthly_min_fen > 0)))


def _as_quartiles(middles: Iterable[int]) -> Quartiles | None:
    wages = sorted(int(middle) for middle in middles)
    return Quartiles(first=wages[0], median=wages[1], third=wages[2]) if len(wages) == QUARTERS else None


def _shown(zone: Zone, *, today: date) -> CTE:
    """The open vacancies of a zone, as far as they are counted."""
    industry = func.coalesce(Enterprise.industry_code, Brand.industry_code, "")
    return (
        select(
            Vacancy.enterprise_id,
            (Vacancy.headcount - Vacancy.seats_taken).label("seats"),
            Vacancy.monthly_min_fen,
            ((Vacancy.monthly_min_fen + Vacancy.monthly_max_fen) // 2).label("middle"),
            func.substr(Vacancy.division_code, 1, 6).label("county"),
            func.substr(industry, 1, 1).label("industry"),
            func.substr(Vacancy.occupation_code, 1, GROUP_LETTERS).label("trade"),
            _band_of((Vacancy.monthly_min_fen + Vacancy.monthly_max_fen) // 2).label("band"),
        )
        .join(Enterprise, Enterprise.id == Vacancy.enterprise_id)
        .outerjoin(Brand, Brand.id == Vacancy.brand_id)
        .where(is_open(today), in_zone(zone))
        .cte("shown")
    )


def _grouped(shown: CTE, column: str, within: ColumnElement[bool]) -> Select[Any]:
    by = shown.c[column]
    counted = select(literal(column), by, func.count(), func.coalesce(func.sum(shown.c.seats), 0), literal(0))
    return counted.where(within, by != "").group_by(by)


def _quartiles(shown: CTE, within: ColumnElement[bool]) -> Select[Any]:
    found = _at_quarters(shown.c.middle, within, shown.c.monthly_min_fen > 0).subquery()
    return select(literal("wage"), literal(""), found.c.middle, literal(0), literal(0))


def _medians(shown: CTE, within: ColumnElement[bool]) -> Select[Any]:
    """The middle of wages that stands at the half, for each trade that has enough of them."""
    by = shown.c.trade
    ordered = (
        select(
            by.label("trade"),
            shown.c.middle.label("middle"),
            func.row_number().over(partition_by=by, order_by=shown.c.middle).label("place"),
            func.count().over(partition_by=by).label("total"),
        )
        .where(within, shown.c.monthly_min_fen > 0)
        .subquery()
    )
    is_half = (ordered.c.total >= FEWEST_WAGES) & (ordered.c.place == (ordered.c.total + 1) // 2)
    return select(literal("median"), ordered.c.trade, ordered.c.middle, literal(0), literal(0)).where(is_half)


def _band_of(middle: ColumnElement[int]) -> ColumnElement[str]:
    """The place of a wage among the bands, as a digit; nothing where no wage is named."""
    steps = [(Vacancy.monthly_min_fen <= 0, "")]
    steps += [(middle < edge * 100, str(place)) for place, edge in enumerate(BAND_EDGES)]
    return case(*steps, else_=str(len(BAND_EDGES)))


def _trades(counted: list[tuple[Any, ...]], medians: dict[str, int]) -> tuple[TradeDemand, ...]:
    found = [
        TradeDemand(code=f"{key}00-00", vacancies=vacancies, seats=int(seats), median=medians.get(key))
        for key, vacancies, seats, _ in counted
    ]
    return tuple(sorted(found, key=lambda trade: (-trade.seats, trade.code)))


def _bands(counted: dict[str, int]) -> tuple[WageBand, ...]:
    if sum(counted.values()) < FEWEST_WAGES:
        return ()
    edges = (0, *BAND_EDGES, None)
    first, last = (end(int(key) for key in counted) for end in (min, max))
    return tuple(
        WageBand(least=edges[place] or 0, below=edges[place + 1], vacancies=counted.get(str(place), 0))
        for place in range(first, last + 1)
    )


def _at_quarters(middle: ColumnElement[int], *conditions: ColumnElement[bool]) -> Select[int]:
    """The middles of wages that stand at a quarter, the half and three quarters of all; none where they are few."""
    ordered = (
        select(
            middle.label("middle"),
            func.row_number().over(order_by=middle).label("place"),
            func.count().over().label("total"),
        )
        .where(*conditions)
        .subquery()
    )
    total = ordered.c.total
    quarters = [(total + 3) // 4, (total + 1) // 2, (3 * total + 3) // 4]
    return select(ordered.c.middle).where(total >= FEWEST_WAGES, ordered.c.place.in_(quarters))


def _most_first(counted: list[tuple[Any, ...]]) -> dict[str, int]:
    return {key: count for key, count, *_ in sorted(counted, key=lambda row: (-row[1], row[0]))}
