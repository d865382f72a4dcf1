"""Interview timetables: made for those who come, announced, and planned anew when the day runs late."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import delete, select

from domain.fair_replans import GRACE, OVERTIME, replan_timetable
from domain.fair_tickets import check_visitors
from domain.fair_timetables import (
    RULE_VERSION,
    Day,
    FairUnderWay,
    Meeting,
    NobodyToPlan,
    Running,
    TimetableMissing,
    check_day,
    plan_timetable,
    violations,
)
from domain.interviews import InterviewState
from webapp.calendar import now
from webapp.extensions import db
from webapp.models import Fair, FairInterview, FairTimetable
from webapp.reads.fair_timetables import (
    interviews_of_fair,
    minute_of,
    minute_on_day,
    moment_of,
    read_input,
    read_posts,
    read_seekers,
    ways_of,
    workers_in,
)
from webapp.services import audit
from webapp.services.fair_locks import hold
from webapp.services.fair_messages import tell_interviews

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime, time

S = InterviewState
SECONDS = 8.0
"""A page does not wait longer for a plan; the night may take its time."""
LATE_BY = 15
"""◇ Somebody who is not here at the time of the interview is expected so many minutes from now."""
MISSED_AFTER = 30
"""◇ Who has not come in so many minutes after the time of the interview is not waited for."""
GUESS = 5
"""◇ An interview that overruns is thought to end in so many minutes."""
MOST_OVERRUN = 15
"""◇ After that it is thought to be over, and that nobody has said so."""


class TimetableUnsound(Exception):
    """A timetable breaks a rule; nothing is stored."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hours:
    """What an official has chosen: how long an interview takes, and when everybody rests."""

    slot_minutes: int
    break_from: time | None = None
    break_until: time | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """What planning came to."""

    interviews: int
    people: int
    gap: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """What planning anew came to."""

    moved: int
    dropped: int
    missed: int


def make(fair: Fair, hours: Hours, *, today: date, account_id: int | None, seconds: float = SECONDS) -> Made:
    """Plan the interviews of a fair for those who hold a ticket; what people were told is kept where it can be.

    Raises FairTakesNoVisitors, FairUnderWay, NobodyToPlan, a refusal of check_day, or TimetableUnsound.
    """
    check_visitors(state=fair.state, mode=fair.mode, held_on=fair.held_on, today=today)
    day = day_of(fair, hours)
    check_day(day)
    standing = interviews_of_fair(fair.id)
    if any(row.state in {S.RUNNING, S.DONE, S.MISSED} for row in standing):
        raise FairUnderWay
    known = read_input(fair, today=today)
    if not known.pairs:
        raise NobodyToPlan
    way = ways_of(fair)
    plan = plan_timetable(
        day,
        known.posts,
        known.seekers,
        known.pairs,
        way=way,
        standing={(row.worker_id, row.booth_id): minute_on_day(fair, row.told_at) for row in standing if row.told_at},
        seconds=seconds,
    )
    arrives = {seeker.id: seeker.from_minute for seeker in known.seekers}
    if broken := violations(day, known.posts, plan.meetings, way=way, not_before=arrives):
        raise TimetableUnsound("; ".join(broken))
    timetable = _hold(fair) or FairTimetable(fair_id=fair.id)
    db.session.add(timetable)
    timetable.slot_minutes = hours.slot_minutes
    timetable.break_from, timetable.break_until = hours.break_from, hours.break_until
    timetable.worth, timetable.bound, timetable.made_at = plan.worth, plan.bound, now()
    db.session.flush()
    # While it was planned somebody may have given the ticket back.
    still = {seeker.id for seeker in read_seekers(fair.id)}
    meetings = [meeting for meeting in plan.meetings if meeting.seeker in still]
    _store(fair, meetings, interviews_of_fair(fair.id))
    people = len({meeting.seeker for meeting in meetings})
    made = Made(interviews=len(meetings), people=people, gap=plan.gap)
    audit.record(
        "fair.make_timetable",
        fair,
        account_id=account_id,
        rule_version=RULE_VERSION,
        interviews=made.interviews,
        workers=made.people,
        worth=round(plan.worth, 2),
        bound=round(plan.bound, 2),
    )
    if timetable.announced_at is not None:
        tell_interviews(fair)
    return made


def announce(fair: Fair, *, account_id: int | None) -> int:
    """Show the timetable to everybody whom it concerns, and tell them; how many workers. Raises TimetableMissing."""
    timetable = _hold(fair)
    if timetable is None:
        raise TimetableMissing
    timetable.announced_at = timetable.announced_at or now()
    told = tell_interviews(fair)
    audit.record("fair.announce_timetable", fair, account_id=account_id, workers=told)
    return told


def replan(fair: Fair, *, at: datetime) -> Moved:
    """Move what does not work any more on the day, as little as possible, and tell whom it concerns.

    Whoever is not in the hall half an hour after the time of the interview is not waited for. Raises TimetableMissing.
    """
    timetable = _hold(fair)
    if timetable is None:
        raise TimetableMissing
    moment = minute_on_day(fair, at)
    rows = interviews_of_fair(fair.id)
    here = workers_in(fair.id)
    missed = 0
    for row in rows:
        is_gone = row.worker_id not in here and minute_on_day(fair, row.starts_at) + MISSED_AFTER <= moment
        if row.state is S.PLANNED and is_gone:
            row.state = S.MISSED
            missed += 1
    sits = {row.id: _sits_until(fair, row, moment, is_here=row.worker_id in here) for row in rows}
    planned = [row for row in rows if row.state is S.PLANNED and sits[row.id] is None]
    running = [
        Running(seeker=row.worker_id, post=row.booth_id, until=until)
        for row in rows
        if (until := sits[row.id]) is not None and until > moment
    ]
    late = {
        row.worker_id: moment + LATE_BY
        for row in planned
        if row.worker_id not in here and minute_on_day(fair, row.starts_at) + GRACE <= moment
    }
    hours = Hours(
        slot_minutes=timetable.slot_minutes, break_from=timetable.break_from, break_until=timetable.break_until
    )
    day = day_of(fair, hours, overtime=OVERTIME)
    posts, way = read_posts(fair.id), ways_of(fair)
    plan = replan_timetable(
        day,
        posts,
        [_meeting(fair, row) for row in planned],
        now=moment,
        way=way,
        running=running,
        not_before=late,
        here=here,
    )
    if broken := violations(day, posts, plan.meetings, way=way, running=running, not_before=late):
        raise TimetableUnsound("; ".join(broken))
    places = {(meeting.seeker, meeting.post): meeting for meeting in plan.meetings}
    for row in planned:
        meeting = places.get((row.worker_id, row.booth_id))
        if meeting is None:
            row.state = S.CANCELLED
        else:
            _put(fair, row, meeting)
    if plan.moved or plan.dropped or missed:
        timetable.version += 1
        if timetable.announced_at is not None:
            tell_interviews(fair)
    db.session.flush()
    return Moved(moved=len(plan.moved), dropped=len(plan.dropped), missed=missed)


def _sits_until(fair: Fair, row: FairInterview, moment: int, *, is_here: bool) -> int | None:
    """Until when somebody is thought to sit at a booth; None for whom it has not begun, or who does not sit there.

    Nobody at a booth has to press anything: who is in the hall is thought to be where they should be.
    """
    starts, ends = minute_on_day(fair, row.starts_at), minute_on_day(fair, row.ends_at)
    if row.state is S.RUNNING:
        return max(ends, moment + GUESS) if moment < ends + MOST_OVERRUN else moment
    is_thought_to = row.state is S.PLANNED and is_here and starts + GRACE <= moment
    return ends if is_thought_to else None


def day_of(fair: Fair, hours: Hours, *, overtime: int = 0) -> Day:
    """The hours of a fair as the rules want them."""
    breaks: tuple[tuple[int, int], ...] = ()
    if hours.break_from is not None and hours.break_until is not None:
        breaks = ((minute_of(hours.break_from), minute_of(hours.break_until)),)
    return Day(
        opens=minute_of(fair.opens_at),
        closes=minute_of(fair.closes_at) + overtime,
        slot=hours.slot_minutes,
        breaks=breaks,
    )


def _store(fair: Fair, meetings: Sequence[Meeting], standing: Sequence[FairInterview]) -> None:
    """Put the interviews in place of those that were planned; who keeps an interview keeps its row."""
    rows = {(row.worker_id, row.booth_id): row for row in standing}
    wanted = {(meeting.seeker, meeting.post): meeting for meeting in meetings}
    for key, row in rows.items():
        if key not in wanted:
            # Whoever was told of it is told that it is gone; nobody else ever knew.
            row.state = S.CANCELLED
    gone = (FairInterview.fair_id == fair.id) & (FairInterview.state == S.CANCELLED) & FairInterview.told_at.is_(None)
    db.session.flush()
    db.session.execute(delete(FairInterview).where(gone).execution_options(synchronize_session=False))
    for key, meeting in wanted.items():
        known = rows.get(key)
        row = known or FairInterview(fair_id=fair.id, worker_id=meeting.seeker, booth_id=meeting.post)
        db.session.add(row)
        row.state, row.vacancy_id, row.fit = S.PLANNED, meeting.vacancy, meeting.fit
        _put(fair, row, meeting)
    db.session.flush()


def _put(fair: Fair, row: FairInterview, meeting: Meeting) -> None:
    row.starts_at, row.ends_at = moment_of(fair, meeting.starts), moment_of(fair, meeting.ends)
    row.desk = meeting.desk


def _meeting(fair: Fair, row: FairInterview) -> Meeting:
    return Meeting(
        seeker=row.worker_id,
        post=row.booth_id,
        vacancy=row.vacancy_id,
        starts=minute_on_day(fair, row.starts_at),
        ends=minute_on_day(fair, row.ends_at),
        fit=row.fit,
        desk=row.desk,
    )


def _hold(fair: Fair) -> FairTimetable | None:
    """Until the transaction ends nobody else changes the timetable of the fair."""
    hold(fair)
    asked = select(FairTimetable).where(FairTimetable.fair_id == fair.id)
    return db.session.scalar(asked.execution_options(populate_existing=True))
