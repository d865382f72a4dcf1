"""Vehicles of a batch, who sits where, and the list that is read out at the bus."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from domain.companions import groups_of
from domain.vehicles import SITS
from webapp.extensions import db
from webapp.models import Batch, ExportOrder, RosterEntry, Seat, Vehicle
from webapp.reads.companions import agreed_pairs

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True, slots=True, kw_only=True)
class Boarding:
    """Who sits in a vehicle, by seat."""

    vehicle: Vehicle
    seats: tuple[Seat, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardingList:
    """The vehicles of a batch with their people, and who goes and has no seat yet."""

    vehicles: tuple[Boarding, ...]
    standing: tuple[RosterEntry, ...]
    """People who have said yes and have no seat."""
    together: dict[int, int]
    """Worker -> number of the group that goes together, from 1; whoever goes alone is not in it."""

    @property
    def room(self) -> int:
        """Seats that nobody has."""
        return sum(one.vehicle.seats - len(one.seats) for one in self.vehicles)


def boarding_list(batch: Batch) -> BoardingList:
    """Who sits where."""
    vehicles = db.session.scalars(select(Vehicle).where(Vehicle.batch_id == batch.id).order_by(Vehicle.id)).all()
    seats = db.session.scalars(
        select(Seat)
        .where(Seat.vehicle_id.in_([vehicle.id for vehicle in vehicles]))
        .order_by(Seat.vehicle_id, Seat.number)
        .options(joinedload(Seat.entry).joinedload(RosterEntry.worker))
    ).all()
    standing = db.session.scalars(
        select(RosterEntry)
        .outerjoin(Seat, Seat.entry_id == RosterEntry.id)
        .where(RosterEntry.batch_id == batch.id, RosterEntry.state.in_(SITS), Seat.id.is_(None))
        .order_by(RosterEntry.id)
        .options(joinedload(RosterEntry.worker))
    ).all()
    people = [seat.entry.worker_id for seat in seats] + [entry.worker_id for entry in standing]
    groups = [group for group in groups_of(agreed_pairs(people), people) if len(group) > 1]
    return BoardingList(
        vehicles=tuple(
            Boarding(vehicle=vehicle, seats=tuple(seat for seat in seats if seat.vehicle_id == vehicle.id))
            for vehicle in vehicles
        ),
        standing=tuple(standing),
        together={worker: number for number, group in enumerate(groups, start=1) for worker in group},
    )


def vehicles_of(batch_id: int) -> Sequence[Vehicle]:
    """The vehicles of a batch, in the order in which they are filled."""
    return db.session.scalars(select(Vehicle).where(Vehicle.batch_id == batch_id).order_by(Vehicle.id)).all()


def find_vehicle(vehicle_id: int, *, agency_id: int) -> Vehicle | None:
    """A vehicle of a batch of the agency, with its batch."""
    return db.session.scalar(
        select(Vehicle)
        .join(Batch, Batch.id == Vehicle.batch_id)
        .where(Vehicle.id == vehicle_id, Batch.agency_id == agency_id)
        .options(joinedload(Vehicle.batch).joinedload(Batch.order).joinedload(ExportOrder.enterprise))
    )
