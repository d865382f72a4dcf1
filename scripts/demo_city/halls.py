"""A hall in every place, large in the city and smaller in the counties, and who stands where at the fairs."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from typing import TYPE_CHECKING

from domain.divisions import COUNTIES, HOME_CITY
from domain.fair_floors import RULE_VERSION, Stand, assign_rooms, plan_floor
from domain.fair_registrations import BoothSize
from domain.halls import HallLayout, Spot, lay_out
from domain.occupations import lineage
from reference.divisions import division

if TYPE_CHECKING:
    from scripts.demo_city.ledger import Ledger, Row

CITY_ROWS, CITY_BOOTHS, CITY_ROOMS = 5, 8, 3
COUNTY_ROWS, COUNTY_BOOTHS, COUNTY_ROOMS = 4, 6, 2


def add_halls(ledger: Ledger) -> None:
    """Add the hall of the human resources market of each place; some of its booths cannot be used."""
    draw = ledger.draw("halls")
    for code in (HOME_CITY, *COUNTIES):
        shape = (
            (CITY_ROWS, CITY_BOOTHS, CITY_ROOMS) if code == HOME_CITY else (COUNTY_ROWS, COUNTY_BOOTHS, COUNTY_ROOMS)
        )
        rows, booths, rooms = shape
        layout = lay_out(rows=rows, booths=booths, rooms=rooms)
        hall_id = ledger.add(
            "hall",
            division_code=code,
            name=f"{division(code).name}人力资源市场",
            address="",
            width=layout.width,
            depth=layout.depth,
            entrance_x=layout.entrance[0],
            entrance_y=layout.entrance[1],
            is_usual=True,
            created_at=ledger.parameters.now - timedelta(days=400),
        )
        for spot in layout.spots:
            ledger.add(
                "hall_spot",
                hall_id=hall_id,
                number=spot.number,
                area=spot.area,
                kind=spot.kind,
                x=spot.x,
                y=spot.y,
                width=spot.width,
                depth=spot.depth,
                size=spot.size,
                has_power=spot.has_power,
                is_usable=not draw.chance(0.04),
            )


def place_booths(ledger: Ledger, fair_id: int) -> None:
    """Hold a fair in the hall of its place, with the best floor plan."""
    fair = ledger.row("fair", fair_id)
    hall = next(row for row in ledger.rows("hall") if row["division_code"] == fair["division_code"])
    booths = [row for row in ledger.rows("booth") if row["fair_id"] == fair_id]
    spots = [row for row in ledger.rows("hall_spot") if row["hall_id"] == hall["id"] and row["is_usable"]]
    layout = HallLayout(
        width=hall["width"],
        depth=hall["depth"],
        entrance=(hall["entrance_x"], hall["entrance_y"]),
        spots=tuple(_spot(row) for row in spots),
    )
    if len(booths) > len(layout.booths):
        return
    wishes = {row["enterprise_id"]: row for row in ledger.rows("fair_registration") if row["fair_id"] == fair_id}
    plan = plan_floor(layout, [_stand(ledger, booth, wishes.get(booth["enterprise_id"])) for booth in booths])
    wanted = {
        booth["id"]: plan.spots.get(booth["id"], 0)
        for booth in booths
        if (wish := wishes.get(booth["enterprise_id"])) and wish["needs_room"]
    }
    rooms = assign_rooms(layout, wanted)
    for booth in booths:
        booth["spot_id"], booth["room_id"] = plan.spots.get(booth["id"]), rooms.get(booth["id"])
    fair["hall_id"], fair["venue"] = hall["id"], hall["name"]
    fair["floor"] = {
        "rule": RULE_VERSION,
        "points": plan.points,
        "bound": plan.bound,
        "without_spot": len(booths) - len(plan.spots),
        "at": fair["published_at"].isoformat(),
    }


def _spot(row: Row) -> Spot:
    names = ("id", "number", "area", "x", "y", "width", "depth", "kind", "size", "has_power")
    return Spot(**{name: row[name] for name in names})


def _stand(ledger: Ledger, booth: Row, wish: Row | None) -> Stand:
    shown = [row["vacancy_id"] for row in ledger.rows("booth_vacancy") if row["booth_id"] == booth["id"]]
    vacancies = [ledger.row("vacancy", number) for number in shown]
    seats: Counter[str] = Counter()
    for row in vacancies:
        seats[lineage(row["occupation_code"])[1]] += row["headcount"]
    return Stand(
        id=booth["id"],
        trade=min(seats, key=lambda trade: (-seats[trade], trade)),
        draw=seats.total(),
        size=wish["size"] if wish else BoothSize.SINGLE,
        needs_power=bool(wish and wish["needs_power"]),
    )
