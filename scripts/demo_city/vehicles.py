"""The buses of the batches, who sits where in them, and the couples and friends who go away together."""

from __future__ import annotations

from datetime import time, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

from domain.companions import groups_of
from domain.labour_export import HOLDS_SEAT, RosterState
from domain.vehicles import Room, VehicleKind, assign_seats
from reference.divisions import division
from scripts.demo_city import phones
from scripts.demo_city.names import name_somebody

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scripts.demo_city.draw import Draw
    from scripts.demo_city.export_orders import DemoBatch
    from scripts.demo_city.ledger import Ledger, Row

S = RosterState
SEATED = HOLDS_SEAT - {S.PROPOSED, S.NOTIFIED}
TOGETHER = 0.12
"""The share of neighbours in a batch who go as two."""
COACH, MINIBUS = 45, 17


def add_vehicles(ledger: Ledger, batches: Sequence[DemoBatch]) -> None:
    """Put a bus to each batch in which somebody goes, companions side by side."""
    draw = ledger.draw("vehicles")
    people: dict[int, list[Row]] = {}
    for entry in ledger.rows("roster_entry"):
        if entry["state"] in SEATED:
            people.setdefault(entry["batch_id"], []).append(entry)
    for batch in batches:
        entries = sorted(people.get(batch.id, ()), key=lambda entry: _home(ledger, entry))
        if entries:
            _add_bus(ledger, draw, batch, entries)


def _home(ledger: Ledger, entry: Row) -> tuple[str, int]:
    return (ledger.row("worker", entry["worker_id"])["division_code"], entry["id"])


def _add_bus(ledger: Ledger, draw: Draw, batch: DemoBatch, entries: Sequence[Row]) -> None:
    county = division(_home(ledger, entries[0])[0][:6]).short_name
    seats = MINIBUS if len(entries) <= MINIBUS else COACH
    needed = -(-len(entries) // seats)
    rooms = []
    for _ in range(needed):
        number = ledger.add(
            "vehicle",
            batch_id=batch.id,
            kind=VehicleKind.MINIBUS if seats == MINIBUS else VehicleKind.COACH,
            plate=f"苏K{draw.randint(10000, 99999)}",
            seats=seats,
            leaves_at=time(draw.choice((6, 7, 8)), draw.choice((0, 30))),
            meeting_point=f"{county}汽车站广场",
            driver_name=name_somebody(draw, birth_year=draw.randint(1968, 1990), is_woman=draw.chance(0.1)),
            driver_phone=phones.agency(5000 + len(ledger.rows("vehicle"))),
            escort_name=name_somebody(draw, birth_year=draw.randint(1972, 1998), is_woman=draw.chance(0.5)),
            escort_phone=phones.agency(7000 + len(ledger.rows("vehicle"))),
        )
        rooms.append(Room(id=number, seats=seats))
    pairs = _add_companions(ledger, draw, entries)
    entry_of = {entry["worker_id"]: entry["id"] for entry in entries}
    for worker_id, place in assign_seats(groups_of(pairs, list(entry_of)), rooms).items():
        ledger.add("seat", vehicle_id=place.vehicle_id, number=place.number, entry_id=entry_of[worker_id])


def _add_companions(ledger: Ledger, draw: Draw, entries: Sequence[Row]) -> list[tuple[int, int]]:
    """Some who live in one place have asked each other; nobody is in two pairs."""
    pairs: list[tuple[int, int]] = []
    taken: set[int] = set()
    for one, other in pairwise(entries):
        workers = (one["worker_id"], other["worker_id"])
        if (
            _home(ledger, one)[0][:6] != _home(ledger, other)[0][:6]
            or taken & set(workers)
            or not draw.chance(TOGETHER)
        ):
            continue
        taken |= set(workers)
        pairs.append(workers)
        asked_at = one["created_at"] - timedelta(days=draw.randint(2, 20))
        ledger.add(
            "companionship",
            asker_id=workers[0],
            other_id=workers[1],
            asked_at=asked_at,
            agreed_at=asked_at + timedelta(hours=draw.randint(1, 30)),
        )
    return pairs
