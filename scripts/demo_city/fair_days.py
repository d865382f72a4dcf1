"""The timetables of the fairs, and the days of those that were held: who spoke to whom, and what came of it."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING

from domain.applications import ApplicationState
from domain.fair_registrations import BoothSize
from domain.fair_tickets import COMES, TicketState
from domain.fair_timetables import ARRIVES, WAY_UNKNOWN, Day, Pair, Post, Seeker, plan_timetable, usual_break
from domain.interviews import InterviewState
from domain.occupations import lineage
from scripts.demo_city.draw import Weighted
from scripts.demo_city.fitting import Pair as Fitting
from webapp.calendar import SHANGHAI

if TYPE_CHECKING:
    from collections.abc import Sequence

    from domain.fair_timetables import Meeting
    from scripts.demo_city.applications import Applying
    from scripts.demo_city.draw import Draw
    from scripts.demo_city.ledger import Ledger, Row

A, S = ApplicationState, InterviewState
SLOT = 15
SECONDS = 60.0
ENDS = Weighted(
    {
        (A.SUBMITTED, A.INTERVIEW): 4,
        (A.SUBMITTED, A.INTERVIEW, A.DECLINED_BY_ENTERPRISE): 3,
        (A.SUBMITTED, A.INTERVIEW, A.OFFERED): 1,
        (A.SUBMITTED, A.INTERVIEW, A.OFFERED, A.DECLINED_BY_WORKER): 1,
        (A.SUBMITTED, A.INTERVIEW, A.OFFERED, A.ACCEPTED): 2,
        (A.SUBMITTED, A.INTERVIEW, A.OFFERED, A.ACCEPTED, A.PLACED): 4,
    }
)
PASSED_BY = 0.5
"""The share of those who came who went to a booth without an interview there."""
WALKED_IN = 0.3
"""The share of those with whom nobody had planned to speak who came without a ticket."""


def add_days(ledger: Ledger, applying: Applying, fair_id: int, *, is_coming: bool) -> None:
    """Add the timetable of a fair, and where it was held what became of it."""
    draw, fair = ledger.draw(f"day {fair_id}"), ledger.row("fair", fair_id)
    tickets = [row for row in ledger.rows("fair_ticket") if row["fair_id"] == fair_id and row["state"] in COMES]
    booths = {row["id"]: row for row in ledger.rows("booth") if row["fair_id"] == fair_id}
    hours = {row["id"]: row["starts_at"] for row in ledger.rows("fair_slot")}
    rest = usual_break(opens=_minute(fair["opens_at"]), closes=_minute(fair["closes_at"]), slot=SLOT)
    day = Day(
        opens=_minute(fair["opens_at"]), closes=_minute(fair["closes_at"]), slot=SLOT, breaks=(rest,) if rest else ()
    )
    plan = plan_timetable(
        day,
        _posts(ledger, fair_id, booths),
        [Seeker(id=row["worker_id"], from_minute=_minute(hours[row["slot_id"]]) + ARRIVES) for row in tickets],
        _pairs(ledger, applying, tickets, booths),
        way=lambda one, other: 0 if one == other else WAY_UNKNOWN,
        seconds=SECONDS,
    )
    made_at = min(fair["published_at"] + timedelta(days=6), ledger.parameters.now - timedelta(hours=3))
    ledger.add(
        "fair_timetable",
        fair_id=fair_id,
        slot_minutes=SLOT,
        break_from=time(*divmod(rest[0], 60)) if rest else None,
        break_until=time(*divmod(rest[1], 60)) if rest else None,
        worth=plan.worth,
        bound=plan.bound,
        made_at=made_at,
        announced_at=made_at,
        version=1,
    )
    here = {row["worker_id"] for row in tickets if row["state"] is TicketState.CHECKED_IN}
    for meeting in plan.meetings:
        row = _add_interview(ledger, fair, meeting)
        if not is_coming:
            _hold(ledger, applying, draw, row, came=meeting.seeker in here)
    if not is_coming:
        _pass_by(ledger, draw, fair, sorted(here), sorted(booths))
        _walk_in(ledger, tickets)


def _hold(ledger: Ledger, applying: Applying, draw: Draw, row: Row, *, came: bool) -> None:
    """Let an interview take place, and something come of it."""
    if not came:
        row["state"] = S.MISSED
        return
    row.update(state=S.DONE, began_at=row["starts_at"], ended_at=row["ends_at"])
    _add_visit(ledger, row["fair_id"], row["booth_id"], row["worker_id"], row["starts_at"])
    known = [
        one
        for one in ledger.rows("application")
        if one["worker_id"] == row["worker_id"] and one["vacancy_id"] == row["vacancy_id"]
    ]
    if known:
        row["application_id"] = known[-1]["id"]
        return
    moments = [
        row["starts_at"],
        row["starts_at"] + timedelta(minutes=1),
        row["ends_at"] + timedelta(minutes=draw.randint(1, 90)),
        row["ends_at"] + timedelta(hours=draw.uniform(3, 50)),
        row["ends_at"] + timedelta(days=draw.uniform(3, 6)),
    ]
    pair = Fitting(worker_id=row["worker_id"], vacancy_id=row["vacancy_id"], score=row["fit"])
    application = applying.add_on_site(pair, ENDS.pick(draw), moments)
    row["application_id"] = application["id"] if application else None


def _pass_by(ledger: Ledger, draw: Draw, fair: Row, people: Sequence[int], booths: Sequence[int]) -> None:
    """Those who came went to other booths, too."""
    seen = {(row["booth_id"], row["worker_id"]) for row in ledger.rows("booth_visit")}
    for worker_id in people:
        booth_id = draw.choice(booths)
        if draw.chance(PASSED_BY) and (booth_id, worker_id) not in seen:
            at = _moment(fair, _minute(fair["opens_at"]) + draw.randint(5, 150))
            _add_visit(ledger, fair["id"], booth_id, worker_id, at)


def _walk_in(ledger: Ledger, tickets: Sequence[Row]) -> None:
    """Some came without having booked: registered at the door, they went from booth to booth."""
    invited = {(row["fair_id"], row["worker_id"]) for row in ledger.rows("invitation")}
    expected = {(row["fair_id"], row["worker_id"]) for row in ledger.rows("fair_interview")}
    for row in tickets:
        who = (row["fair_id"], row["worker_id"])
        draw = ledger.draw(f"walk-in {row['id']}")
        is_free = row["state"] is TicketState.CHECKED_IN and who not in invited | expected
        if is_free and draw.chance(WALKED_IN):
            row.update(is_walk_in=True, asked_at=row["checked_in_at"])


def _pairs(ledger: Ledger, applying: Applying, tickets: Sequence[Row], booths: dict[int, Row]) -> list[Pair]:
    """Who of those with a ticket fits a vacancy at a booth."""
    booth_of = {row["vacancy_id"]: row["booth_id"] for row in ledger.rows("booth_vacancy") if row["booth_id"] in booths}
    people = {row["worker_id"] for row in tickets}
    wants: dict[str, list[int]] = {}
    for row in ledger.rows("worker_occupation"):
        if row["worker_id"] in people:
            wants.setdefault(lineage(row["occupation_code"])[1], []).append(row["worker_id"])
    drawn = [
        (worker_id, vacancy_id)
        for vacancy_id in sorted(booth_of)
        for worker_id in sorted(set(wants.get(lineage(ledger.row("vacancy", vacancy_id)["occupation_code"])[1], ())))
    ]
    return [
        Pair(
            seeker=pair.worker_id,
            post=booth_of[pair.vacancy_id],
            vacancy=pair.vacancy_id,
            fit=round(pair.score, 4),
            is_wished=(pair.worker_id, pair.vacancy_id) in applying.pairs,
        )
        for pair in applying.fitting.measured(drawn)
    ]


def _posts(ledger: Ledger, fair_id: int, booths: dict[int, Row]) -> list[Post]:
    double = {
        row["enterprise_id"]
        for row in ledger.rows("fair_registration")
        if row["fair_id"] == fair_id and row["size"] is BoothSize.DOUBLE
    }
    return [Post(id=row["id"], desks=2 if row["enterprise_id"] in double else 1) for row in booths.values()]


def _add_interview(ledger: Ledger, fair: Row, meeting: Meeting) -> Row:
    starts_at = _moment(fair, meeting.starts)
    number = ledger.add(
        "fair_interview",
        fair_id=fair["id"],
        booth_id=meeting.post,
        vacancy_id=meeting.vacancy,
        worker_id=meeting.seeker,
        application_id=None,
        starts_at=starts_at,
        ends_at=_moment(fair, meeting.ends),
        told_at=starts_at,
        desk=meeting.desk,
        fit=meeting.fit,
        state=S.PLANNED,
        began_at=None,
        ended_at=None,
    )
    return ledger.row("fair_interview", number)


def _add_visit(ledger: Ledger, fair_id: int, booth_id: int, worker_id: int, at: datetime) -> None:
    ledger.add("booth_visit", fair_id=fair_id, booth_id=booth_id, worker_id=worker_id, at=at, account_id=None)


def _moment(fair: Row, minute: int) -> datetime:
    midnight = datetime.combine(fair["held_on"], time(0), SHANGHAI)
    return (midnight + timedelta(minutes=minute)).astimezone(UTC)


def _minute(at: time) -> int:
    return at.hour * 60 + at.minute
