"""Tickets of a fair: booked, waited for, given back, and taken at the door. A slot is never overbooked."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from sqlalchemy import func, select, update
from sqlalchemy.exc import IntegrityError

from domain.fair_tickets import (
    COMES,
    Noted,
    NotTheDayOfTheFair,
    SlotUnknown,
    TicketHeld,
    TicketState,
    check_in,
    check_transition,
    check_visitors,
    seat,
    slots_of,
)
from domain.interviews import InterviewState
from domain.messages import MessageKind
from webapp.calendar import SHANGHAI, now
from webapp.extensions import db
from webapp.models import Account, Booth, Fair, FairInterview, FairSlot, FairTicket, Worker
from webapp.services import audit, messages

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class BroughtIn:
    """What became of the lines that were noted at a door."""

    came: int
    were_in: int
    """Let in before."""
    left: tuple[Noted, ...]
    """No ticket of the fair, or one that was given back."""


LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
"""No letter that is read for another when a code is typed."""
CODE_LENGTH = 10
"""31^10 codes: nobody finds one by trying at a door."""


def open_slots(fair: Fair) -> None:
    """Divide the opening hours of a fair that is being published into slots."""
    booths = db.session.scalar(select(func.count()).where(Booth.fair_id == fair.id)) or 0
    for slot in slots_of(opens_at=fair.opens_at, closes_at=fair.closes_at, booths=booths):
        db.session.add(FairSlot(fair_id=fair.id, starts_at=slot.starts_at, capacity=slot.capacity))
    db.session.flush()


def resize_slots(fair: Fair) -> list[FairTicket]:
    """Give the slots of a published fair as many places as its booths can bear now; who waits moves up.

    A place that somebody holds is never taken away. Those who moved up.
    """
    slots = db.session.scalars(select(FairSlot).where(FairSlot.fair_id == fair.id).order_by(FairSlot.id)).all()
    booths = db.session.scalar(select(func.count()).where(Booth.fair_id == fair.id)) or 0
    wanted = slots_of(opens_at=fair.opens_at, closes_at=fair.closes_at, booths=booths)
    room = {slot.starts_at: slot.capacity for slot in wanted}
    moved: list[FairTicket] = []
    for row in slots:
        slot = hold_slot(row.id, fair_id=fair.id)
        slot.capacity = max(room.get(slot.starts_at, 0), slot.taken)
        db.session.flush()
        while slot.taken < slot.capacity and (first := _first_who_waits(slot.id)):
            first.state = TicketState.BOOKED
            slot.taken += 1
            db.session.flush()
            _tell_promoted(first, slot)
            moved.append(first)
    return moved


def book(fair: Fair, slot_id: int, *, worker_id: int, today: date) -> FairTicket:
    """Book a place for a worker, or put the worker on the waiting list where the slot is full.

    Raises FairTakesNoVisitors, SlotUnknown or TicketHeld.
    """
    check_visitors(state=fair.state, mode=fair.mode, held_on=fair.held_on, today=today)
    slot = hold_slot(slot_id, fair_id=fair.id)
    ticket = db.session.scalar(
        select(FairTicket)
        .where(FairTicket.fair_id == fair.id, FairTicket.worker_id == worker_id)
        .execution_options(populate_existing=True)
    )
    if ticket is None:
        ticket = FairTicket(
            fair_id=fair.id, worker_id=worker_id, code=new_code(), state=TicketState.CANCELLED, asked_at=now()
        )
        db.session.add(ticket)
    elif ticket.state is not TicketState.CANCELLED:
        raise TicketHeld
    ticket.state = seat(taken=slot.taken, capacity=slot.capacity)
    ticket.slot_id, ticket.asked_at = slot.id, now()
    if ticket.state in COMES:
        slot.taken += 1
    try:
        db.session.flush()
    except IntegrityError as error:
        raise TicketHeld from error
    return ticket


def give_back(ticket: FairTicket) -> FairTicket | None:
    """Give a ticket back; the first who waits for its slot has the place then. Who that is, or None.

    Raises TicketTransitionRefused.
    """
    slot = hold_slot(ticket.slot_id, fair_id=ticket.fair_id)
    db.session.refresh(ticket, ["state"])
    check_transition(ticket.state, TicketState.CANCELLED)
    held = ticket.state in COMES
    ticket.state = TicketState.CANCELLED
    release_interviews(ticket.fair_id, ticket.worker_id)
    db.session.flush()
    if not held:
        return None
    first = _first_who_waits(slot.id)
    if first is None:
        slot.taken -= 1
    else:
        first.state = TicketState.BOOKED
    db.session.flush()
    if first is not None:
        _tell_promoted(first, slot)
    return first


def release_interviews(fair_id: int, worker_id: int) -> None:
    """Whoever does not come has no interviews: their time is free for others."""
    theirs = (FairInterview.fair_id == fair_id) & (FairInterview.worker_id == worker_id)
    end = update(FairInterview).where(theirs, FairInterview.state == InterviewState.PLANNED)
    # They know it themselves: nobody tells them.
    end = end.values(state=InterviewState.CANCELLED, told_at=None)
    db.session.execute(end.execution_options(synchronize_session=False))


def call_off(fair: Fair) -> None:
    """End the tickets of a fair that does not take place."""
    still = (FairTicket.fair_id == fair.id) & FairTicket.state.in_([TicketState.BOOKED, TicketState.WAITING])
    end = update(FairTicket).where(still).values(state=TicketState.CANCELLED)
    db.session.execute(end.execution_options(synchronize_session=False))


def let_in(ticket: FairTicket, *, held_on: date, account_id: int, today: date, came_at: datetime | None = None) -> None:
    """Let somebody in at the door. Raises NotTheDayOfTheFair or TicketTransitionRefused."""
    check_in(ticket.state, held_on=held_on, today=today)
    ticket.state = TicketState.CHECKED_IN
    ticket.checked_in_at, ticket.checked_in_by_id = came_at or now(), account_id
    audit.record("fair.check_in", ticket, account_id=account_id, fair_id=ticket.fair_id, worker_id=ticket.worker_id)


def hold_slot(slot_id: int, *, fair_id: int) -> FairSlot:
    """The slot as it stands, and nobody else may change it until the transaction ends. Raises SlotUnknown.

    A write that changes nothing takes the lock on PostgreSQL and on SQLite alike.
    """
    mine = (FairSlot.id == slot_id) & (FairSlot.fair_id == fair_id)
    hold = update(FairSlot).where(mine).values(taken=FairSlot.taken).execution_options(synchronize_session=False)
    db.session.execute(hold)
    slot = db.session.scalar(select(FairSlot).where(mine).execution_options(populate_existing=True))
    if slot is None:
        raise SlotUnknown
    return slot


def new_code() -> str:
    """A code that nobody guesses."""
    return "".join(secrets.choice(LETTERS) for _ in range(CODE_LENGTH))


def bring_in(fair: Fair, lines: Sequence[Noted], *, today: date, account_id: int) -> BroughtIn:
    """Let those in who came while the door had no network, at the time that was noted; each line is answered.

    Who was let in already stays so. Raises NotTheDayOfTheFair before the day.
    """
    if today < fair.held_on:
        raise NotTheDayOfTheFair(held_on=fair.held_on)
    asked = select(FairTicket).where(
        FairTicket.fair_id == fair.id, FairTicket.code.in_([one.code for one in lines if one.code.isalnum()])
    )
    tickets = {row.code: row for row in db.session.scalars(asked)}
    came, were_in, left = 0, 0, []
    for one in lines:
        ticket = tickets.get(one.code)
        if ticket is None or ticket.state is TicketState.CANCELLED:
            left.append(one)
        elif ticket.state is TicketState.CHECKED_IN:
            were_in += 1
        else:
            moment = datetime.combine(fair.held_on, one.at or fair.opens_at, SHANGHAI)
            noted = one.at or fair.held_on != today
            came_at = min(moment.astimezone(UTC), now()) if noted else now()
            let_in(ticket, held_on=fair.held_on, account_id=account_id, today=fair.held_on, came_at=came_at)
            came += 1
    return BroughtIn(came=came, were_in=were_in, left=tuple(left))


def _first_who_waits(slot_id: int) -> FairTicket | None:
    waits = select(FairTicket).where(FairTicket.slot_id == slot_id, FairTicket.state == TicketState.WAITING)
    return db.session.scalar(waits.order_by(FairTicket.asked_at, FairTicket.id).limit(1))


def _tell_promoted(ticket: FairTicket, slot: FairSlot) -> None:
    asked = select(Account).join(Worker, Worker.account_id == Account.id).where(Worker.id == ticket.worker_id)
    fair = db.session.get_one(Fair, ticket.fair_id)
    messages.tell(
        MessageKind.TICKET_PROMOTED,
        account=db.session.scalar(asked),
        words={
            "ticket_id": ticket.id,
            "title": fair.title,
            "held_on": fair.held_on.isoformat(),
            "starts_at": slot.starts_at.isoformat(),
        },
    )
