"""Vehicles of a batch: kept, filled one after the other with companions side by side, and told to who sits in them."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import joinedload

from domain.batches import BatchNotForming, EscortPhoneInvalid, check_escort
from domain.companions import groups_of
from domain.enterprises import ContactPhoneInvalid
from domain.labour_export import BatchState
from domain.messages import MessageKind, Way
from domain.vehicles import SITS, DriverPhoneInvalid, Room, assign_seats, check_seat, check_vehicle
from webapp.extensions import db
from webapp.models import Account, Batch, RosterEntry, Seat, Vehicle, Worker
from webapp.reads.companions import agreed_pairs
from webapp.services import audit, messages
from webapp.services.identifiers import contact_phone

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import time

    from domain.errors import RuleBroken
    from domain.vehicles import VehicleKind


@dataclass(frozen=True, slots=True, kw_only=True)
class VehicleDraft:
    """What an agency has typed about a vehicle."""

    kind: VehicleKind
    plate: str
    seats: int
    leaves_at: time | None
    meeting_point: str
    driver_name: str
    driver_phone: str
    escort_name: str
    escort_phone: str


def add_vehicle(batch: Batch, draft: VehicleDraft, *, account_id: int) -> Vehicle:
    """Put a vehicle to a batch. Raises BatchNotForming, or a refusal of what was typed."""
    _check_forming(batch)
    others = db.session.scalar(select(func.count()).where(Vehicle.batch_id == batch.id)) or 0
    vehicle = Vehicle(batch_id=batch.id)
    _write(vehicle, draft, highest_taken=0, others=others)
    db.session.add(vehicle)
    audit.record("vehicle.add", vehicle, account_id=account_id, seats=vehicle.seats, plate=vehicle.plate)
    return vehicle


def change_vehicle(vehicle: Vehicle, draft: VehicleDraft) -> None:
    """Change what is known of a vehicle; its driver and escort may change on the way too.

    `vehicle.batch` must be loaded. Raises BatchNotForming where seats would change after the departure, or a refusal of
    what was typed.
    """
    if draft.seats != vehicle.seats:
        _check_forming(vehicle.batch)
    highest = db.session.scalar(select(func.max(Seat.number)).where(Seat.vehicle_id == vehicle.id)) or 0
    _write(vehicle, draft, highest_taken=highest, others=0)
    db.session.flush()


def remove_vehicle(vehicle: Vehicle, *, account_id: int) -> None:
    """Take a vehicle away; who sat in it has no seat any more. `vehicle.batch` must be loaded.

    Raises BatchNotForming.
    """
    _check_forming(vehicle.batch)
    audit.record("vehicle.remove", vehicle, account_id=account_id, seats=vehicle.seats, plate=vehicle.plate)
    db.session.execute(delete(Seat).where(Seat.vehicle_id == vehicle.id))
    db.session.execute(delete(Vehicle).where(Vehicle.id == vehicle.id))


def seat_everybody(batch: Batch, *, anew: bool) -> int:
    """Give a seat to everybody who goes and has none, or to all of them anew; how many were seated.

    Raises BatchNotForming or NotEnoughSeats.
    """
    _check_forming(batch)
    _hold(batch)
    if anew:
        of_batch = select(Vehicle.id).where(Vehicle.batch_id == batch.id)
        db.session.execute(delete(Seat).where(Seat.vehicle_id.in_(of_batch)))
    rows = db.session.execute(
        select(RosterEntry.id, RosterEntry.worker_id)
        .join(Worker, Worker.id == RosterEntry.worker_id)
        .outerjoin(Seat, Seat.entry_id == RosterEntry.id)
        .where(RosterEntry.batch_id == batch.id, RosterEntry.state.in_(SITS), Seat.id.is_(None))
        .order_by(Worker.division_code, RosterEntry.id)
    ).all()
    entry_of = {worker_id: entry_id for entry_id, worker_id in rows}
    groups = groups_of(agreed_pairs(list(entry_of)), list(entry_of))
    for worker_id, place in assign_seats(groups, _rooms(batch)).items():
        db.session.add(Seat(entry_id=entry_of[worker_id], vehicle_id=place.vehicle_id, number=place.number))
    db.session.flush()
    return len(rows)


def give_seat(entry: RosterEntry, vehicle: Vehicle, number: int) -> None:
    """Give somebody a certain seat; who had it gets the one that becomes free, or none.

    The vehicle must be one of the same batch. Raises NotToBeSeated or SeatUnknown.
    """
    check_seat(entry.state, number, seats=vehicle.seats)
    db.session.execute(update(Batch).where(Batch.id == entry.batch_id).values(matched_at=Batch.matched_at))
    here = db.session.scalar(select(Seat).where(Seat.vehicle_id == vehicle.id, Seat.number == number))
    mine = db.session.scalar(select(Seat).where(Seat.entry_id == entry.id))
    if here is not None and here.entry_id == entry.id:
        return
    before = (mine.vehicle_id, mine.number) if mine else None
    for seat in (here, mine):
        if seat is not None:
            db.session.delete(seat)
    db.session.flush()
    db.session.add(Seat(entry_id=entry.id, vehicle_id=vehicle.id, number=number))
    if here is not None and before is not None:
        db.session.add(Seat(entry_id=here.entry_id, vehicle_id=before[0], number=before[1]))
    db.session.flush()


def free_seat(entry_id: int) -> None:
    """Somebody does not travel: the seat in the bus is free again."""
    db.session.execute(delete(Seat).where(Seat.entry_id == entry_id))


def tell_departure(batch: Batch) -> int:
    """Tell everybody who has a seat when and where the vehicle leaves; how many were told. Nobody twice the same.

    `batch.order` must be loaded.
    """
    seats = db.session.scalars(
        select(Seat)
        .join(Vehicle, Vehicle.id == Seat.vehicle_id)
        .join(RosterEntry, RosterEntry.id == Seat.entry_id)
        .where(Vehicle.batch_id == batch.id, RosterEntry.state.in_(SITS))
        .order_by(Seat.vehicle_id, Seat.number)
        .options(joinedload(Seat.vehicle), joinedload(Seat.entry).joinedload(RosterEntry.worker))
    ).all()
    ids = [seat.entry.worker.account_id for seat in seats if seat.entry.worker.account_id]
    accounts = {account.id: account for account in db.session.scalars(select(Account).where(Account.id.in_(ids)))}
    told = 0
    for seat in seats:
        worker, vehicle = seat.entry.worker, seat.vehicle
        account = accounts.get(worker.account_id or 0)
        words = {
            "title": batch.order.title,
            "departs_on": batch.departs_on.isoformat() if batch.departs_on else None,
            "leaves_at": vehicle.leaves_at.isoformat() if vehicle.leaves_at else None,
            "meeting_point": vehicle.meeting_point,
            "kind": vehicle.kind,
            "plate": vehicle.plate,
            "seat": seat.number,
            "phone": vehicle.escort_phone or batch.escort_phone or vehicle.driver_phone,
            "token": None if account else seat.entry.token,
        }
        said = sha256("|".join(str(value) for value in words.values()).encode()).hexdigest()
        sent = messages.tell(
            MessageKind.DEPARTURE_SET,
            account=account,
            words=words,
            key=f"departure:{seat.entry_id}:{said}",
            addresses={} if account else {Way.SMS: worker.phone},
        )
        told += sent is not None
    return told


def _write(vehicle: Vehicle, draft: VehicleDraft, *, highest_taken: int, others: int) -> None:
    check_vehicle(
        seats=draft.seats,
        highest_taken=highest_taken,
        plate=draft.plate,
        meeting_point=draft.meeting_point,
        driver_name=draft.driver_name,
        vehicles=others,
    )
    check_escort(draft.escort_name)
    vehicle.kind, vehicle.seats, vehicle.leaves_at = draft.kind, draft.seats, draft.leaves_at
    vehicle.plate, vehicle.meeting_point = draft.plate.strip().upper(), draft.meeting_point.strip()
    vehicle.driver_name, vehicle.escort_name = draft.driver_name.strip(), draft.escort_name.strip()
    vehicle.driver_phone = _phone(draft.driver_phone, DriverPhoneInvalid)
    vehicle.escort_phone = _phone(draft.escort_phone, EscortPhoneInvalid)


def _phone(typed: str, refusal: type[RuleBroken]) -> str:
    try:
        return contact_phone(typed)
    except ContactPhoneInvalid as error:
        raise refusal from error


def _rooms(batch: Batch) -> Sequence[Room]:
    vehicles = db.session.execute(
        select(Vehicle.id, Vehicle.seats).where(Vehicle.batch_id == batch.id).order_by(Vehicle.id)
    ).all()
    taken: dict[int, set[int]] = {vehicle_id: set() for vehicle_id, _ in vehicles}
    for vehicle_id, number in db.session.execute(
        select(Seat.vehicle_id, Seat.number).where(Seat.vehicle_id.in_(list(taken)))
    ):
        taken[vehicle_id].add(number)
    return [Room(id=number, seats=seats, taken=frozenset(taken[number])) for number, seats in vehicles]


def _check_forming(batch: Batch) -> None:
    if batch.state is not BatchState.FORMING:
        raise BatchNotForming(state=batch.state)


def _hold(batch: Batch) -> None:
    """Of two who give seats at once, the second sees what the first gave."""
    db.session.execute(update(Batch).where(Batch.id == batch.id).values(matched_at=Batch.matched_at))
