"""Who comes to a fair without a ticket: registered at the door in a moment, and let in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select

from domain.accounts import TERMS_VERSION, check_person_name
from domain.fair_days import WalkInNotAgreed
from domain.fair_tickets import FairTakesNoVisitors, NotTheDayOfTheFair, TicketState, check_visitors
from domain.workers import CONSENT_VERSION, ConsentPurpose, check_birth_year
from reference.divisions import division
from webapp.calendar import SHANGHAI, now
from webapp.extensions import db
from webapp.models import Consent, FairSlot, FairTicket, Worker
from webapp.services import audit
from webapp.services.fair_tickets import hold_slot, let_in, new_code
from webapp.services.identifiers import mobile_phone

if TYPE_CHECKING:
    from datetime import date

    from webapp.models import Fair


@dataclass(frozen=True, slots=True, kw_only=True)
class WalkIn:
    """What somebody says at the door."""

    name: str
    phone: str
    birth_year: int
    agrees: bool
    """That name and number are kept, and that vacancies of the fair are looked for."""


def register(fair: Fair, person: WalkIn, *, today: date, account_id: int) -> FairTicket:
    """Register somebody and let them in; whoever is known by name and number is not written down twice.

    Raises FairTakesNoVisitors, NotTheDayOfTheFair, WalkInNotAgreed, TicketTransitionRefused, PhoneInvalid,
    PersonNameMissing, PersonNameTooLong or a refusal of check_birth_year.
    """
    check_visitors(state=fair.state, mode=fair.mode, held_on=fair.held_on, today=today)
    if fair.held_on != today:
        raise NotTheDayOfTheFair(held_on=fair.held_on)
    phone = mobile_phone(person.phone)
    check_person_name(person.name)
    check_birth_year(person.birth_year, today=today)
    if not person.agrees:
        raise WalkInNotAgreed
    # One door after the other: the same person is not written down twice, and no place is given twice.
    slot = hold_slot(_slot_now(fair).id, fair_id=fair.id)
    worker = _known(person.name, phone) or _written_down(fair, person, phone, account_id=account_id)
    asked = select(FairTicket).where(FairTicket.fair_id == fair.id, FairTicket.worker_id == worker.id)
    ticket = db.session.scalar(asked)
    if ticket is None:
        ticket = FairTicket(
            fair_id=fair.id, worker_id=worker.id, code=new_code(), state=TicketState.CANCELLED, asked_at=now()
        )
        db.session.add(ticket)
    if ticket.state is TicketState.CANCELLED:
        ticket.state, ticket.slot_id, ticket.is_walk_in = TicketState.BOOKED, slot.id, True
        # The door decides by its eyes: who comes although the hour is full holds no place of it.
        slot.taken += slot.taken < slot.capacity
    let_in(ticket, held_on=fair.held_on, account_id=account_id, today=today)
    return ticket


def _known(name: str, phone: str) -> Worker | None:
    asked = select(Worker).where(Worker.phone == phone, Worker.name == name.strip()).order_by(Worker.id)
    return db.session.scalar(asked.limit(1))


def _written_down(fair: Fair, person: WalkIn, phone: str, *, account_id: int) -> Worker:
    place, at = division(fair.division_code), now()
    worker = Worker(
        name=person.name.strip(),
        phone=phone,
        birth_year=person.birth_year,
        division_code=place.code,
        latitude=place.latitude,
        longitude=place.longitude,
        created_at=at,
        updated_at=at,
        consents=[
            Consent(purpose=ConsentPurpose.TERMS, version=TERMS_VERSION, given_at=at),
            Consent(purpose=ConsentPurpose.MATCHING, version=CONSENT_VERSION, given_at=at),
        ],
    )
    db.session.add(worker)
    audit.record("fair.walk_in", worker, account_id=account_id, terms=TERMS_VERSION)
    return worker


def _slot_now(fair: Fair) -> FairSlot:
    """The hour in which we are, or the first of the fair."""
    slots = db.session.scalars(select(FairSlot).where(FairSlot.fair_id == fair.id).order_by(FairSlot.starts_at)).all()
    if not slots:
        raise FairTakesNoVisitors
    moment = now().astimezone(SHANGHAI).time()
    return next((slot for slot in reversed(slots) if slot.starts_at <= moment), slots[0])
