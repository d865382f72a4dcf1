"""The day of a fair: which take place, whether one has fallen behind, and the board of all that happens."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from sqlalchemy import func, or_, select
from sqlalchemy.orm import joinedload, selectinload

from domain.applications import ApplicationState
from domain.fair_registrations import RegistrationState
from domain.fair_replans import GRACE
from domain.fair_tickets import COMES, TicketState
from domain.fairs import FairMode, FairState
from domain.interviews import InterviewState
from webapp.extensions import db
from webapp.models import (
    Application,
    Booth,
    BoothVacancy,
    BoothVisit,
    Fair,
    FairInterview,
    FairRegistration,
    FairSlot,
    FairTicket,
    Worker,
    WorkerOccupation,
)
from webapp.reads.fair_timetables import interviews_of_fair

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date, datetime

S = InterviewState


@dataclass(frozen=True, slots=True, kw_only=True)
class SlotLine:
    """An hour of the fair."""

    slot: FairSlot
    expected: int
    """Who holds a place, here or not."""
    came: int


@dataclass(frozen=True, slots=True, kw_only=True)
class BoothLine:
    """What happens at a booth."""

    booth: Booth
    visits: int
    running: tuple[FairInterview, ...]
    late: tuple[FairInterview, ...]
    """Who should sit there by now, or sits there longer than planned."""
    next: FairInterview | None
    done: int
    planned: int
    missed: int
    offered: int
    is_there: bool
    """The enterprise has come."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrivals:
    """Who is expected at a fair and who came, hour by hour."""

    slots: tuple[SlotLine, ...]
    expected: int
    came: int
    walk_ins: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DayBoard:
    """A fair while it takes place."""

    arrivals: Arrivals
    booths: tuple[BoothLine, ...]
    visits: int
    running: int
    late: int
    done: int
    offered: int
    accepted: int


def fairs_on(day: date) -> Sequence[Fair]:
    """The fairs that take place in a hall on a day."""
    asked = select(Fair).where(Fair.state == FairState.PUBLISHED, Fair.held_on == day, Fair.mode != FairMode.ONLINE)
    return db.session.scalars(asked.order_by(Fair.id)).all()


def is_behind(fair: Fair, *, at: datetime) -> bool:
    """Whether somebody should sit at a booth and is not in the hall, or sits there longer than planned."""
    is_here = select(FairTicket.id).where(
        FairTicket.fair_id == FairInterview.fair_id,
        FairTicket.worker_id == FairInterview.worker_id,
        FairTicket.state == TicketState.CHECKED_IN,
    )
    is_late = FairInterview.starts_at < at - timedelta(minutes=GRACE)
    waits = (FairInterview.state == InterviewState.PLANNED) & is_late & ~is_here.exists()
    overruns = (FairInterview.state == InterviewState.RUNNING) & (FairInterview.ends_at < at)
    asked = select(FairInterview.id).where(FairInterview.fair_id == fair.id, or_(waits, overruns))
    return db.session.scalar(asked.limit(1)) is not None


def arrivals_at(fair_id: int) -> Arrivals:
    """Who holds a place at a fair, and who of them came."""
    tickets = db.session.execute(
        select(FairTicket.slot_id, FairTicket.state, FairTicket.is_walk_in, func.count())
        .where(FairTicket.fair_id == fair_id, FairTicket.state.in_(COMES))
        .group_by(FairTicket.slot_id, FairTicket.state, FairTicket.is_walk_in)
    ).all()
    slots = db.session.scalars(select(FairSlot).where(FairSlot.fair_id == fair_id).order_by(FairSlot.starts_at)).all()
    expected: Counter[int] = Counter()
    came: Counter[int] = Counter()
    walk_ins = 0
    for slot_id, state, is_walk_in, count in tickets:
        expected[slot_id] += count
        if state is TicketState.CHECKED_IN:
            came[slot_id] += count
            walk_ins += count if is_walk_in else 0
    return Arrivals(
        slots=tuple(SlotLine(slot=slot, expected=expected[slot.id], came=came[slot.id]) for slot in slots),
        expected=expected.total(),
        came=came.total(),
        walk_ins=walk_ins,
    )


def day_board(fair: Fair, *, at: datetime) -> DayBoard:
    """All that happens at a fair at a moment, in a few questions whatever its size."""
    booths, outcomes = _booth_lines(fair, at=at), _outcomes(fair.id)
    return DayBoard(
        arrivals=arrivals_at(fair.id),
        booths=booths,
        visits=sum(line.visits for line in booths),
        running=sum(len(line.running) for line in booths),
        late=sum(len(line.late) for line in booths),
        done=sum(line.done for line in booths),
        offered=sum(outcomes[state] for state in OFFERED),
        accepted=sum(outcomes[state] for state in ACCEPTED),
    )


ACCEPTED = (ApplicationState.ACCEPTED, ApplicationState.PLACED)
OFFERED = (ApplicationState.OFFERED, *ACCEPTED, ApplicationState.DECLINED_BY_WORKER)
"""States of an application in which there has been an offer."""


def is_late(row: FairInterview, *, at: datetime) -> bool:
    """Whether somebody should sit there by now, or sits there longer than planned."""
    waits = row.state is S.PLANNED and row.starts_at < at - timedelta(minutes=GRACE)
    return waits or (row.state is S.RUNNING and row.ends_at < at)


def find_booth_on_day(fair_id: int, *, enterprise_id: int) -> Booth | None:
    """The booth of an enterprise at a fair with what it shows."""
    asked = select(Booth).where(Booth.fair_id == fair_id, Booth.enterprise_id == enterprise_id)
    return db.session.scalar(
        asked.options(
            joinedload(Booth.enterprise),
            joinedload(Booth.spot),
            joinedload(Booth.room),
            selectinload(Booth.vacancies).joinedload(BoothVacancy.vacancy),
        )
    )


def count_visits(booth_id: int) -> int:
    """How many people came to a booth."""
    return db.session.scalar(select(func.count()).where(BoothVisit.booth_id == booth_id)) or 0


def find_visitor(code: str, *, fair_id: int) -> FairTicket | None:
    """Somebody who shows a ticket at a booth, with what a booth may know before they apply."""
    worker = joinedload(FairTicket.worker)
    asked = select(FairTicket).where(FairTicket.code == code, FairTicket.fair_id == fair_id)
    return db.session.scalar(
        asked.options(
            joinedload(FairTicket.slot),
            worker.selectinload(Worker.occupations).joinedload(WorkerOccupation.occupation),
            worker.selectinload(Worker.skills),
            worker.selectinload(Worker.certificates),
            worker.selectinload(Worker.destinations),
        )
    )


def find_ticket_anywhere(code: str) -> FairTicket | None:
    """The ticket of a code, whatever its fair."""
    asked = select(FairTicket).where(FairTicket.code == code)
    return db.session.scalar(
        asked.options(joinedload(FairTicket.slot), joinedload(FairTicket.fair), joinedload(FairTicket.worker))
    )


def _booth_lines(fair: Fair, *, at: datetime) -> tuple[BoothLine, ...]:
    booths = db.session.scalars(
        select(Booth)
        .where(Booth.fair_id == fair.id)
        .options(joinedload(Booth.enterprise), joinedload(Booth.spot), joinedload(Booth.room))
    ).all()
    counted = select(BoothVisit.booth_id, func.count().label("visits")).where(BoothVisit.fair_id == fair.id)
    visits = {row.booth_id: row.visits for row in db.session.execute(counted.group_by(BoothVisit.booth_id))}
    states = {
        row.enterprise_id: row.state
        for row in db.session.execute(
            select(FairRegistration.enterprise_id, FairRegistration.state).where(FairRegistration.fair_id == fair.id)
        )
    }
    of_booth: dict[int, list[FairInterview]] = {booth.id: [] for booth in booths}
    for row in interviews_of_fair(fair.id):
        of_booth[row.booth_id].append(row)
    lines = []
    for booth in booths:
        rows = of_booth[booth.id]
        counts = Counter(row.state for row in rows)
        ahead = [row for row in rows if row.state is S.PLANNED and not is_late(row, at=at)]
        lines.append(
            BoothLine(
                booth=booth,
                visits=visits.get(booth.id, 0),
                running=tuple(row for row in rows if row.state is S.RUNNING),
                late=tuple(row for row in rows if is_late(row, at=at)),
                next=ahead[0] if ahead else None,
                done=counts[S.DONE],
                planned=counts[S.PLANNED],
                missed=counts[S.MISSED],
                offered=sum(row.application is not None and row.application.state in OFFERED for row in rows),
                is_there=states.get(booth.enterprise_id) is RegistrationState.ATTENDED,
            )
        )
    return tuple(sorted(lines, key=lambda line: (line.booth.sign, line.booth.id)))


def _outcomes(fair_id: int) -> Mapping[ApplicationState, int]:
    """Where the applications stand with which interviews of a fair were begun."""
    rows = db.session.execute(
        select(Application.state, func.count())
        .join(FairInterview, FairInterview.application_id == Application.id)
        .where(FairInterview.fair_id == fair_id)
        .group_by(Application.state)
    )
    counts: Counter[ApplicationState] = Counter()
    for state, count in rows:
        counts[state] = count
    return counts
