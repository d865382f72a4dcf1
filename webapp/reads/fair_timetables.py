"""What interview timetables are made from, and the interviews as workers, enterprises and officials may see them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING

import numpy as np
from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from domain.applications import ApplicationState
from domain.candidates import find_candidates
from domain.fair_registrations import BoothSize
from domain.fair_tickets import COMES, TicketState
from domain.fair_timetables import ARRIVES, WAY_UNKNOWN, Pair, Post, Seeker, minutes_to_walk
from domain.halls import walk
from domain.interviews import InterviewState
from domain.invitations import InvitationState
from webapp.calendar import SHANGHAI
from webapp.extensions import db
from webapp.models import (
    Application,
    Booth,
    BoothVacancy,
    FairInterview,
    FairRegistration,
    FairSlot,
    FairTicket,
    FairTimetable,
    Invitation,
    Vacancy,
    Worker,
)
from webapp.reads.fair_floors import hall_of
from webapp.reads.matching import is_hiring, read_vacancies, read_workers

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import date

    from sqlalchemy import Select

    from webapp.models import Fair

PER_WORKER, PER_VACANCY = 8, 200
"""Pairs of a fair that are thought about."""
UNKNOWN_FIT = 0.3
"""◇ What a pair counts of which both have said yes although the rules would not have put them together."""
WISHES = frozenset(
    {ApplicationState.SUBMITTED, ApplicationState.VIEWED, ApplicationState.SHORTLISTED, ApplicationState.INTERVIEW}
)
SETTLED = frozenset(ApplicationState) - WISHES - {ApplicationState.WITHDRAWN, ApplicationState.EXPIRED}
"""Of these nobody speaks at the fair."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TimetableInput:
    """Everything a timetable is made from."""

    posts: tuple[Post, ...]
    seekers: tuple[Seeker, ...]
    pairs: tuple[Pair, ...]


def minute_of(at: time) -> int:
    """Minutes after midnight."""
    return at.hour * 60 + at.minute


def time_of(minute: int) -> time:
    """So many minutes after midnight."""
    return time(*divmod(minute, 60))


def moment_of(fair: Fair, minute: int) -> datetime:
    """A minute of the day of a fair as a moment."""
    midnight = datetime.combine(fair.held_on, time(0), SHANGHAI)
    return (midnight + timedelta(minutes=minute)).astimezone(UTC)


def minute_on_day(fair: Fair, at: datetime) -> int:
    """A moment as minutes after the midnight with which the day of a fair begins."""
    midnight = datetime.combine(fair.held_on, time(0), SHANGHAI)
    return int((at - midnight).total_seconds() // 60)


def find_timetable(fair_id: int) -> FairTimetable | None:
    """The timetable of a fair."""
    return db.session.scalar(select(FairTimetable).where(FairTimetable.fair_id == fair_id))


def read_input(fair: Fair, *, today: date) -> TimetableInput:
    """Who comes, where interviews are held, and who fits what."""
    shown = db.session.execute(
        select(BoothVacancy.vacancy_id, BoothVacancy.booth_id)
        .join(Booth, Booth.id == BoothVacancy.booth_id)
        .where(Booth.fair_id == fair.id)
    )
    booth_of = {row.vacancy_id: row.booth_id for row in shown}
    seekers = read_seekers(fair.id)
    return TimetableInput(
        posts=read_posts(fair.id), seekers=seekers, pairs=_pairs(fair, seekers, booth_of, today=today)
    )


def read_posts(fair_id: int) -> tuple[Post, ...]:
    """The booths of a fair; a double one has two desks."""
    rows = db.session.execute(
        select(Booth.id, FairRegistration.size)
        .outerjoin(
            FairRegistration,
            (FairRegistration.fair_id == Booth.fair_id) & (FairRegistration.enterprise_id == Booth.enterprise_id),
        )
        .where(Booth.fair_id == fair_id)
        .order_by(Booth.id)
    )
    return tuple(Post(id=booth_id, desks=2 if size is BoothSize.DOUBLE else 1) for booth_id, size in rows)


def read_seekers(fair_id: int) -> tuple[Seeker, ...]:
    """Who comes to a fair, from the hour of the ticket on."""
    rows = db.session.execute(
        select(FairTicket.worker_id, FairSlot.starts_at)
        .join(FairSlot, FairSlot.id == FairTicket.slot_id)
        .where(FairTicket.fair_id == fair_id, FairTicket.state.in_(COMES))
        .order_by(FairTicket.worker_id)
    )
    return tuple(Seeker(id=worker_id, from_minute=minute_of(at) + ARRIVES) for worker_id, at in rows)


def ways_of(fair: Fair) -> Callable[[int, int], int]:
    """Minutes to walk between two booths of a fair, by the floor plan where there is one."""
    hall = hall_of(fair)
    if hall is None:
        return lambda one, other: 0 if one == other else WAY_UNKNOWN
    spots = {spot.id: spot.as_spot() for spot in hall.spots}
    booths = db.session.execute(select(Booth.id, Booth.spot_id, Booth.room_id).where(Booth.fair_id == fair.id))
    # Who has a room speaks there.
    where = {booth_id: spots.get(room_id or spot_id or 0) for booth_id, spot_id, room_id in booths}

    def way(one: int, other: int) -> int:
        here, there = where.get(one), where.get(other)
        if one == other:
            return 0
        return WAY_UNKNOWN if here is None or there is None else minutes_to_walk(walk(here, there))

    return way


def interviews_of_fair(fair_id: int) -> Sequence[FairInterview]:
    """All interviews of a fair, by start."""
    asked = _loaded().where(FairInterview.fair_id == fair_id)
    return db.session.scalars(asked.order_by(FairInterview.starts_at, FairInterview.id)).all()


def interviews_of_worker(fair_id: int, worker_id: int) -> Sequence[FairInterview]:
    """The interviews that a worker has been told of at a fair, and of which something may come, by start."""
    asked = _loaded().where(
        FairInterview.fair_id == fair_id,
        FairInterview.worker_id == worker_id,
        FairInterview.told_at.is_not(None),
        FairInterview.state != InterviewState.CANCELLED,
    )
    return db.session.scalars(asked.order_by(FairInterview.starts_at)).all()


def interviews_of_booth(booth_id: int) -> Sequence[FairInterview]:
    """The interviews of a booth, by start."""
    asked = _loaded().where(FairInterview.booth_id == booth_id)
    return db.session.scalars(asked.order_by(FairInterview.starts_at, FairInterview.id)).all()


def find_interview_of_booth(interview_id: int, *, booth_id: int) -> FairInterview | None:
    """One interview, if it is held at this booth."""
    asked = _loaded().where(FairInterview.id == interview_id, FairInterview.booth_id == booth_id)
    return db.session.scalar(asked)


def workers_in(fair_id: int) -> frozenset[int]:
    """Who has come in at the door."""
    asked = select(FairTicket.worker_id).where(
        FairTicket.fair_id == fair_id, FairTicket.state == TicketState.CHECKED_IN
    )
    return frozenset(db.session.scalars(asked))


def _pairs(fair: Fair, seekers: Sequence[Seeker], booth_of: Mapping[int, int], *, today: date) -> tuple[Pair, ...]:
    people = [seeker.id for seeker in seekers]
    vacancies = read_vacancies(is_hiring(today) & Vacancy.id.in_(booth_of))
    workers = read_workers(today=today, only=Worker.id.in_(people))
    found = find_candidates(workers, vacancies, today=today, per_worker=PER_WORKER, per_vacancy=PER_VACANCY)
    fits = {
        (int(worker), int(vacancy)): float(score)
        for worker, vacancy, score in zip(
            workers.id[found.worker], vacancies.id[found.vacancy], np.round(found.score, 4), strict=True
        )
    }
    hiring = frozenset(vacancies.id.tolist())
    wished, settled = _wishes(fair.id, people, hiring)
    return tuple(
        Pair(
            seeker=worker,
            post=booth_of[vacancy],
            vacancy=vacancy,
            fit=fits.get((worker, vacancy), UNKNOWN_FIT),
            is_wished=(worker, vacancy) in wished,
        )
        for worker, vacancy in sorted((fits.keys() | wished) - settled)
    )


def _wishes(
    fair_id: int, people: Sequence[int], vacancies: frozenset[int]
) -> tuple[set[tuple[int, int]], set[tuple[int, int]]]:
    """Pairs of which both have said yes, and pairs that are settled one way or the other."""
    ours = Application.worker_id.in_(people) & Application.vacancy_id.in_(vacancies)
    wished, settled = set(), set()
    for worker, vacancy, state in db.session.execute(
        select(Application.worker_id, Application.vacancy_id, Application.state).where(ours)
    ):
        if state in WISHES:
            wished.add((worker, vacancy))
        elif state in SETTLED:
            settled.add((worker, vacancy))
    answers = Invitation.worker_id.in_(people) & Invitation.vacancy_id.in_(vacancies) & (Invitation.fair_id == fair_id)
    for worker, vacancy, answer in db.session.execute(
        select(Invitation.worker_id, Invitation.vacancy_id, Invitation.state).where(answers)
    ):
        if answer is InvitationState.ACCEPTED:
            wished.add((worker, vacancy))
        elif answer is InvitationState.DECLINED:
            settled.add((worker, vacancy))
    return wished, settled


def _loaded() -> Select[FairInterview]:
    booth = joinedload(FairInterview.booth)
    return select(FairInterview).options(
        booth.joinedload(Booth.enterprise),
        booth.joinedload(Booth.spot),
        booth.joinedload(Booth.room),
        joinedload(FairInterview.vacancy),
        joinedload(FairInterview.worker),
        joinedload(FairInterview.application),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardRow:
    """The interviews of one booth."""

    booth: Booth
    interviews: tuple[FairInterview, ...]
    """By start."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Board:
    """The timetable of a fair by booth, with what it comes to."""

    rows: tuple[BoardRow, ...]
    interviews: int
    people: int
    without: int
    """People with a ticket for whom there is no interview."""
    wished: int
    """Interviews of pairs of which both have said yes."""


def board_of(fair: Fair) -> Board:
    """The timetable of a fair by booth."""
    of_booth: dict[int, list[FairInterview]] = {}
    booths: dict[int, Booth] = {}
    for row in interviews_of_fair(fair.id):
        if row.state is not InterviewState.CANCELLED:
            booths[row.booth_id] = row.booth
            of_booth.setdefault(row.booth_id, []).append(row)
    people = {row.worker_id for rows in of_booth.values() for row in rows}
    seekers = {seeker.id for seeker in read_seekers(fair.id)}
    lines = [BoardRow(booth=booths[booth_id], interviews=tuple(rows)) for booth_id, rows in of_booth.items()]
    return Board(
        rows=tuple(sorted(lines, key=lambda line: (line.booth.sign, line.booth.id))),
        interviews=sum(len(rows) for rows in of_booth.values()),
        people=len(people),
        without=len(seekers - people),
        wished=_count_wished(fair.id),
    )


def _count_wished(fair_id: int) -> int:
    """Interviews for whose vacancy the worker has applied."""
    applied = select(Application.id).where(
        Application.worker_id == FairInterview.worker_id,
        Application.vacancy_id == FairInterview.vacancy_id,
        Application.state.in_(WISHES),
    )
    counted = select(func.count()).select_from(FairInterview)
    counted = counted.where(
        FairInterview.fair_id == fair_id, FairInterview.state != InterviewState.CANCELLED, applied.exists()
    )
    return db.session.scalar(counted) or 0
