"""Tickets as their worker and as the door of the fair may see them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from domain.applications import SEATED
from domain.divisions import county_of, subtree_prefix
from domain.fair_tickets import TicketState
from domain.invitations import InvitationState
from webapp.extensions import db
from webapp.models import Application, Booth, BoothVacancy, Fair, FairSlot, FairTicket, Invitation, Worker

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Funnel:
    """How many people went how far, from being invited to being hired; of the whole fair or of one county."""

    invited: int
    booked: int
    waiting: int
    came: int
    applied: int
    """Who came, and has applied for a vacancy of the fair."""
    hired: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FairReport:
    """The funnel of a fair."""

    whole: Funnel
    by_county: dict[str, Funnel]
    """By division code, who invited most first."""


def report_of(fair_id: int) -> FairReport:
    """Count people, each once on every step that they reached."""
    guests = select(Invitation.worker_id).where(
        Invitation.fair_id == fair_id, Invitation.state != InvitationState.PREPARED
    )
    held = select(FairTicket.worker_id, FairTicket.state).where(
        FairTicket.fair_id == fair_id, FairTicket.state != TicketState.CANCELLED
    )
    shown = select(BoothVacancy.vacancy_id).join(Booth, Booth.id == BoothVacancy.booth_id)
    asked = select(Application.worker_id, Application.state).where(
        Application.vacancy_id.in_(shown.where(Booth.fair_id == fair_id))
    )
    invited = set(db.session.scalars(guests))
    tickets: dict[int, TicketState] = dict(db.session.execute(held).all())
    came = {worker for worker, state in tickets.items() if state is TicketState.CHECKED_IN}
    applied = [(worker, state) for worker, state in db.session.execute(asked) if worker in came]
    steps = {
        "invited": invited,
        "booked": {worker for worker, state in tickets.items() if state is not TicketState.WAITING},
        "waiting": {worker for worker, state in tickets.items() if state is TicketState.WAITING},
        "came": came,
        "applied": {worker for worker, _ in applied},
        "hired": {worker for worker, state in applied if state in SEATED},
    }
    everybody = set().union(*steps.values())
    homes = {
        worker: county_of(code)
        for worker, code in db.session.execute(select(Worker.id, Worker.division_code).where(Worker.id.in_(everybody)))
    }
    counted = {name: Counter(homes[worker] for worker in people) for name, people in steps.items()}
    counties = sorted(set(homes.values()), key=lambda code: (-counted["invited"][code], code))
    return FairReport(
        whole=Funnel(**{name: len(people) for name, people in steps.items()}),
        by_county={code: Funnel(**{name: counts[code] for name, counts in counted.items()}) for code in counties},
    )


def find_fair_of(fair_id: int, *, division_code: str) -> Fair | None:
    """A fair of a division, without its booths."""
    within = Fair.division_code.startswith(subtree_prefix(division_code))
    return db.session.scalar(select(Fair).where(Fair.id == fair_id, within))


def _tickets() -> Select[FairTicket]:
    return select(FairTicket).options(joinedload(FairTicket.slot), joinedload(FairTicket.fair))
