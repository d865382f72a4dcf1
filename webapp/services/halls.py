"""Halls: an official lays one out, and says which of its booths have power and can be used."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from domain.fair_registrations import BoothSize
from domain.halls import HallNameTaken, check_hall, lay_out
from webapp.calendar import now
from webapp.extensions import db
from webapp.models import Hall, HallSpot
from webapp.services import audit

if TYPE_CHECKING:
    from collections.abc import Collection


def create(division_code: str, *, name: str, address: str, rows: int, booths: int, rooms: int, account_id: int) -> Hall:
    """Lay out a hall in rows; what differs is changed spot by spot. Raises HallNameTaken or as check_hall does."""
    check_hall(name=name, address=address, rows=rows, booths=booths, rooms=rooms)
    asked = select(Hall.id).where(Hall.division_code == division_code, Hall.name == name.strip())
    if db.session.scalar(asked) is not None:
        raise HallNameTaken
    layout = lay_out(rows=rows, booths=booths, rooms=rooms)
    hall = Hall(
        division_code=division_code,
        name=name.strip(),
        address=address.strip(),
        width=layout.width,
        depth=layout.depth,
        entrance_x=layout.entrance[0],
        entrance_y=layout.entrance[1],
        created_at=now(),
        spots=[
            HallSpot(
                number=spot.number,
                area=spot.area,
                kind=spot.kind,
                x=spot.x,
                y=spot.y,
                width=spot.width,
                depth=spot.depth,
                size=spot.size,
                has_power=spot.has_power,
            )
            for spot in layout.spots
        ],
    )
    db.session.add(hall)
    audit.record("hall.create", hall, account_id=account_id, name=hall.name, division=division_code)
    return hall


def change_spots(
    hall: Hall,
    *,
    powered: Collection[int],
    double: Collection[int],
    usable: Collection[int],
    is_usual: bool,
    account_id: int,
) -> None:
    """Say for each spot, by number of its row, whether it has power, is double, and can be used."""
    for spot in hall.spots:
        spot.has_power = spot.id in powered
        spot.size = BoothSize.DOUBLE if spot.id in double else BoothSize.SINGLE
        spot.is_usable = spot.id in usable
    hall.is_usual = is_usual
    db.session.flush()
    audit.record(
        "hall.change", hall, account_id=account_id, name=hall.name, booths=sum(spot.is_usable for spot in hall.spots)
    )
