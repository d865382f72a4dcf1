"""Where people live and employers settle: the towns and streets of the city, by how many people they have."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from domain.divisions import county_of
from domain.places import Point
from reference.divisions import division
from scripts.demo_city import tables
from scripts.demo_city.draw import Weighted

if TYPE_CHECKING:
    from collections.abc import Mapping

    from scripts.demo_city.draw import Draw

SPREAD_KM = {"centre": 1.1, "park": 1.2, "town": 2.2}
"""How far homes and works lie from the point of a town."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Town:
    """A town or street."""

    code: str
    name: str
    """As people say it."""
    people: float
    kind: str
    """centre, town or park: where people live close together, where they do not, where there are only works."""
    point: Point

    def somewhere(self, draw: Draw) -> Point:
        """A point in it."""
        return draw.near(self.point, SPREAD_KM[self.kind])


@cache
def towns() -> Mapping[str, Town]:
    """Every town, by code."""
    return {
        row["code"]: Town(
            code=row["code"],
            name=row["remark"],
            people=float(row["people"]),
            kind=row["kind"],
            point=Point(division(row["code"]).latitude, division(row["code"]).longitude),
        )
        for row in tables.rows("towns.csv")
    }


def place_name(town: Town) -> str:
    """As an envelope says it: 高邮三垛, and not 宝应宝应经济开发区."""
    county = division(county_of(town.code)).short_name
    return town.name if town.name.startswith(county) or county.startswith(town.name) else county + town.name


@cache
def counties() -> Weighted[str]:
    """The counties and the functional area by people."""
    people: dict[str, float] = {}
    for town in towns().values():
        people[county_of(town.code)] = people.get(county_of(town.code), 0.0) + town.people
    return Weighted(people)


@cache
def homes(county: str) -> Weighted[Town]:
    """The towns of a county by people."""
    return Weighted({town: town.people for town in towns().values() if county_of(town.code) == county})


def sites(kind: Mapping[str, object]) -> Weighted[Town]:
    """Where a kind of employer settles, as its table says: named towns first, else by county and by kind of town."""
    named, shares, by_county = kind.get("towns"), kind.get("sites"), kind.get("counties")
    weights: dict[Town, float] = {}
    for town in towns().values():
        if isinstance(named, dict):
            weight = float(named.get(town.code, 0.0))
        else:
            county_share = float(by_county.get(county_of(town.code), 0.0)) if isinstance(by_county, dict) else 1.0
            room = max(town.people, 20.0) if town.kind != "park" else 60.0
            share = float(shares.get(town.kind, 0.0)) if isinstance(shares, dict) else 1.0
            is_real_town = town.people > 1 and (town.kind != "park" or "场" not in town.name)
            weight = share * county_share * room * is_real_town
        if weight > 0:
            weights[town] = weight
    return Weighted(weights)
