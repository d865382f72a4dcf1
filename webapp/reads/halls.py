"""Halls as officials see them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import func, select
from sqlalchemy.orm import selectinload

from domain.divisions import subtree_prefix
from domain.halls import SpotKind
from webapp.extensions import db
from webapp.models import Hall, HallSpot

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


def halls_within(division_code: str) -> Sequence[Hall]:
    """The halls of a division with their spots."""
    asked = select(Hall).where(Hall.division_code.startswith(subtree_prefix(division_code)))
    return db.session.scalars(asked.order_by(Hall.division_code, Hall.name).options(selectinload(Hall.spots))).all()


def find_hall(hall_id: int, *, within: str) -> Hall | None:
    """A hall of a division with its spots."""
    ours = Hall.division_code.startswith(subtree_prefix(within))
    return db.session.scalar(select(Hall).where(Hall.id == hall_id, ours).options(selectinload(Hall.spots)))


def usual_halls() -> Mapping[str, Sequence[tuple[Hall, int]]]:
    """By division the halls that proposed fairs take, each with its booths, the smallest first."""
    counted = (
        select(HallSpot.hall_id, func.count().label("booths"))
        .where(HallSpot.kind == SpotKind.BOOTH, HallSpot.is_usable)
        .group_by(HallSpot.hall_id)
        .subquery()
    )
    rows = db.session.execute(
        select(Hall, counted.c.booths).join(counted, counted.c.hall_id == Hall.id).where(Hall.is_usual)
    ).all()
    found: dict[str, list[tuple[Hall, int]]] = {}
    for hall, booths in sorted(rows, key=lambda row: (row.booths, row.Hall.id)):
        found.setdefault(hall.division_code, []).append((hall, booths))
    return found
