"""Batches: an agency takes seats of an export order, changes its plans, or gives the seats back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import func, select, update

from domain.batches import AgencyNotVerified, BatchNotForming, EscortPhoneInvalid, check_batch, check_escort
from domain.enterprises import ContactPhoneInvalid
from domain.labour_export import TOLD, BatchState, OrderNotOpen, OrderState
from webapp.calendar import now
from webapp.extensions import db
from webapp.models import Agency, Batch, ExportOrder, RosterEntry, Vacancy
from webapp.reads.open_batches import HIRES
from webapp.services import audit, rosters
from webapp.services.identifiers import contact_phone

if TYPE_CHECKING:
    from datetime import date


def take_seats(order: ExportOrder, agency: Agency, *, seats: int, departs_on: date | None, account_id: int) -> Batch:
    """Open a batch of an agency for an order.

    Raises AgencyNotVerified, OrderNotOpen, or a refusal of check_batch.
    """
    if agency.verified_at is None:
        raise AgencyNotVerified
    _hold(order)
    _check(order, None, seats=seats, departs_on=departs_on)
    batch = Batch(
        order_id=order.id,
        agency_id=agency.id,
        seats=seats,
        departs_on=departs_on,
        state=BatchState.FORMING,
        created_at=now(),
    )
    db.session.add(batch)
    audit.record("batch.open", batch, account_id=account_id, order=order.number, seats=seats)
    return batch


def change_batch(
    batch: Batch, *, seats: int, departs_on: date | None, escort_name: str, escort_phone: str, account_id: int
) -> None:
    """Change the seats, the day or the escort of a batch. Once it has left, only the escort may change.

    Raises BatchNotForming, OrderNotOpen, EscortNameTooLong, EscortPhoneInvalid or as check_batch does. `batch.order`
    must be loaded.
    """
    check_escort(escort_name)
    try:
        escort_phone = contact_phone(escort_phone)
    except ContactPhoneInvalid as refusal:
        raise EscortPhoneInvalid from refusal
    has_same_plan = (seats, departs_on) == (batch.seats, batch.departs_on)
    if batch.state is BatchState.CANCELLED or (batch.state is not BatchState.FORMING and not has_same_plan):
        raise BatchNotForming(state=batch.state)
    if not has_same_plan:
        _hold(batch.order)
        _check(batch.order, batch, seats=seats, departs_on=departs_on)
        audit.record("batch.change", batch, account_id=account_id, seats=seats, before=batch.seats)
    batch.seats, batch.departs_on = seats, departs_on
    batch.escort_name, batch.escort_phone = escort_name.strip(), escort_phone
    db.session.flush()


def cancel_batch(batch: Batch, *, reason: str, account_id: int) -> None:
    """Give the seats back; everybody who was told is told why. Raises BatchNotForming or RosterReasonMissing."""
    if batch.state is not BatchState.FORMING:
        raise BatchNotForming(state=batch.state)
    rosters.clear(batch, account_id=account_id, reason=reason)
    batch.state = BatchState.CANCELLED
    audit.record("batch.cancel", batch, account_id=account_id, reason=reason.strip(), seats=batch.seats)


def seats_left(order: ExportOrder, *, beside: Batch | None = None) -> int:
    """Seats of an order that no batch has taken; `beside` one batch, whose own are not counted."""
    asked = db.session.scalar(
        select(func.coalesce(func.sum(Vacancy.headcount), 0)).where(
            Vacancy.export_order_id == order.id, Vacancy.state.in_(HIRES)
        )
    )
    others = select(func.coalesce(func.sum(Batch.seats), 0)).where(
        Batch.order_id == order.id, Batch.state != BatchState.CANCELLED
    )
    if beside is not None:
        others = others.where(Batch.id != beside.id)
    return max(int(asked or 0) - int(db.session.scalar(others) or 0), 0)


def _check(order: ExportOrder, batch: Batch | None, *, seats: int, departs_on: date | None) -> None:
    if order.state is not OrderState.OPEN:
        raise OrderNotOpen
    promised = 0
    if batch is not None:
        told = select(func.count()).where(RosterEntry.batch_id == batch.id, RosterEntry.state.in_(TOLD))
        promised = db.session.scalar(told) or 0
    check_batch(
        seats=seats,
        promised=promised,
        seats_left=seats_left(order, beside=batch),
        departs_on=departs_on,
        departs_from=order.departs_from,
        departs_until=order.departs_until,
    )


def _hold(order: ExportOrder) -> None:
    """Keep others from taking seats of the order until we have: an update that changes nothing locks any database."""
    db.session.execute(update(ExportOrder).where(ExportOrder.id == order.id).values(title=ExportOrder.title))
    db.session.refresh(order, ["state"])
