"""Tickets as their worker and as the door of the fair may see them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from domain.divisions import subtree_prefix
from domain.fair_tickets import TicketState
from webapp.extensions import db
from webapp.models import Fair, FairSlot, FairTicket, Worker

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Select

SHOWN_AT_THE_DOOR = 200


def slots_of_fair(fair_id: int) -> Sequence[FairSlot]:
    """The slots of a fair in the order of the day."""
    return db.session.scalars(select(FairSlot).where(FairSlot.fair_id == fair_id).order_by(FairSlot.starts_at)).all()


def find_ticket_for(fair_id: int, *, account_id: int) -> FairTicket | None:
    """The ticket of the worker of an account for a fair, unless it was given back."""
    asked = _tickets().join(Worker, Worker.id == FairTicket.worker_id)
    asked = asked.where(FairTicket.fair_id == fair_id, Worker.account_id == account_id)
    return db.session.scalar(asked.where(FairTicket.state != TicketState.CANCELLED))


def find_ticket_of_worker(ticket_id: int, *, worker_id: int) -> FairTicket | None:
    """One ticket, if it is this worker's."""
    return db.session.scalar(_tickets().where(FairTicket.id == ticket_id, FairTicket.worker_id == worker_id))


def tickets_of_worker(worker_id: int) -> Sequence[FairTicket]:
    """The tickets of a worker that were not given back, the next fair first."""
    asked = _tickets().join(Fair, Fair.id == FairTicket.fair_id)
    asked = asked.where(FairTicket.worker_id == worker_id, FairTicket.state != TicketState.CANCELLED)
    return db.session.scalars(asked.order_by(Fair.held_on.desc(), FairTicket.id)).all()


def place_in_line(ticket: FairTicket) -> int:
    """How many wait before a ticket, and it: 1 is the next."""
    before = (FairTicket.asked_at < ticket.asked_at) | (
        (FairTicket.asked_at == ticket.asked_at) & (FairTicket.id <= ticket.id)
    )
    waits = (FairTicket.slot_id == ticket.slot_id) & (FairTicket.state == TicketState.WAITING)
    return db.session.scalar(select(func.count()).select_from(FairTicket).where(waits, before)) or 0


def find_ticket_by_code(code: str, *, fair_id: int) -> FairTicket | None:
    """The ticket with a code, of one fair."""
    asked = _tickets().options(joinedload(FairTicket.worker))
    return db.session.scalar(asked.where(FairTicket.code == code, FairTicket.fair_id == fair_id))


def tickets_of_fair(fair_id: int) -> Sequence[FairTicket]:
    """The tickets of a fair that were not given back: who was let in last is first, then who is still to come."""
    asked = _tickets().options(joinedload(FairTicket.worker))
    asked = asked.where(FairTicket.fair_id == fair_id, FairTicket.state != TicketState.CANCELLED)
    newest = FairTicket.checked_in_at.desc().nulls_last()
    return db.session.scalars(asked.order_by(newest, FairTicket.slot_id, FairTicket.id).limit(SHOWN_AT_THE_DOOR)).all()


def count_waiting(fair_id: int) -> int:
    """How many people wait for a place at a fair."""
    waits = (FairTicket.fair_id == fair_id) & (FairTicket.state == TicketState.WAITING)
    return db.session.scalar(select(func.count()).select_from(FairTicket).where(waits)) or 0


def find_fair_of(fair_id: int, *, division_code: str) -> Fair | None:
    """A fair of a division, without its booths."""
    within = Fair.division_code.startswith(subtree_prefix(division_code))
    return db.session.scalar(select(Fair).where(Fair.id == fair_id, within))


def _tickets() -> Select[FairTicket]:
    return select(FairTicket).options(joinedload(FairTicket.slot), joinedload(FairTicket.fair))
