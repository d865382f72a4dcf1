"""What came of fairs: who went how far, by brand and by county, each figure with the people behind it."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import UTC, datetime, time
from typing import TYPE_CHECKING

from sqlalchemy import func, select, union
from sqlalchemy.orm import joinedload

from domain.applications import ApplicationState
from domain.divisions import county_of, subtree_prefix
from domain.fair_reports import STEPS, FunnelStep
from domain.fair_tickets import COMES, TicketState
from domain.fairs import FairState
from domain.interviews import InterviewState
from domain.invitations import InvitationState
from webapp.calendar import SHANGHAI
from webapp.extensions import db
from webapp.models import (
    Application,
    ApplicationEvent,
    Booth,
    BoothVacancy,
    BoothVisit,
    Enterprise,
    Fair,
    FairInterview,
    FairTicket,
    Invitation,
    Vacancy,
    Worker,
    Zone,
)
from webapp.reads.paging import page_within

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from sqlalchemy import Select

Visitor = tuple[int, int]
"""Somebody at a fair: the number of the fair and of the worker. Who goes to two fairs counts at each."""
PAGE_SIZE = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class FunnelLine:
    """How many people went how far."""

    key: str
    """The code of a county, or the name of a brand."""
    counts: Mapping[FunnelStep, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class FairFunnel:
    """The funnel of one fair or of many."""

    fairs: int
    whole: FunnelLine
    by_brand: tuple[FunnelLine, ...]
    by_county: tuple[FunnelLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FunnelPerson:
    """Somebody behind a figure, at one fair."""

    worker: Worker
    fair: Fair
    steps: frozenset[FunnelStep]
    enterprises: tuple[str, ...]
    """With whom they spoke."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FunnelPeople:
    """A page of the people behind a figure."""

    people: tuple[FunnelPerson, ...]
    total: int
    page: int
    pages: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FunnelQuestion:
    """Which fairs, and whom of those who were there."""

    within: str
    """The official's division: the fairs that it holds."""
    since: date | None = None
    until: date | None = None
    fair_id: int | None = None
    brand: str = ""
    county: str = ""
    step: FunnelStep | None = None


def funnel_of(question: FunnelQuestion) -> FairFunnel:
    """Count the people of fairs, each once at a fair on every step that was reached."""
    fairs = _fairs(question)
    reached = _reached(fairs)
    homes = _homes(fairs)
    brands = {fair.id: _brand_of(fair) for fair in fairs}
    by_brand: dict[str, Counter[FunnelStep]] = defaultdict(Counter)
    by_county: dict[str, Counter[FunnelStep]] = defaultdict(Counter)
    for step, people in reached.items():
        for fair_id, worker_id in people:
            by_brand[brands[fair_id]][step] += 1
            by_county[homes[worker_id]][step] += 1
    for name in brands.values():
        by_brand.setdefault(name, Counter())
    return FairFunnel(
        fairs=len(fairs),
        whole=FunnelLine(key="", counts={step: len(reached[step]) for step in STEPS}),
        by_brand=_lines(by_brand),
        by_county=_lines(by_county),
    )


def people_behind(question: FunnelQuestion, *, page: int = 1, page_size: int = PAGE_SIZE) -> FunnelPeople:
    """The people of a figure: of a step, of a brand, of a county; those who went farthest first."""
    fairs = {fair.id: fair for fair in _fairs(question)}
    reached = _reached(list(fairs.values()))
    everybody = set().union(*reached.values()) if question.step is None else set(reached[question.step])
    homes = _homes(list(fairs.values()))
    chosen = [
        one
        for one in everybody
        if question.county in {"", homes[one[1]]} and question.brand in {"", _brand_of(fairs[one[0]])}
    ]
    steps = {one: frozenset(step for step in STEPS if one in reached[step]) for one in chosen}
    chosen.sort(key=lambda one: (-max(STEPS.index(step) for step in steps[one]), one))
    page, pages = page_within(page, total=len(chosen), size=page_size)
    shown = chosen[(page - 1) * page_size : page * page_size]
    workers = {
        row.id: row for row in db.session.scalars(select(Worker).where(Worker.id.in_({one[1] for one in shown})))
    }
    talks = _talks({one[0] for one in shown}, {one[1] for one in shown})
    return FunnelPeople(
        people=tuple(
            FunnelPerson(
                worker=workers[worker_id],
                fair=fairs[fair_id],
                steps=steps[fair_id, worker_id],
                enterprises=tuple(talks.get((fair_id, worker_id), ())),
            )
            for fair_id, worker_id in shown
        ),
        total=len(chosen),
        page=page,
        pages=pages,
    )


def _fairs(question: FunnelQuestion) -> Sequence[Fair]:
    """The fairs of a question that were published, with their brands."""
    asked = select(Fair).where(
        Fair.state.in_((FairState.PUBLISHED, FairState.HELD)),
        Fair.division_code.startswith(subtree_prefix(question.within)),
    )
    if question.fair_id is not None:
        asked = asked.where(Fair.id == question.fair_id)
    if question.since is not None:
        asked = asked.where(Fair.held_on >= question.since)
    if question.until is not None:
        asked = asked.where(Fair.held_on <= question.until)
    brand = joinedload(Fair.zone).joinedload(Zone.brand)
    rows = db.session.scalars(asked.options(brand).order_by(Fair.held_on, Fair.id)).all()
    return [fair for fair in rows if question.brand in {"", _brand_of(fair)}]


def _brand_of(fair: Fair) -> str:
    return fair.zone.brand.name if fair.zone.brand else fair.zone.title


def _reached(fairs: Sequence[Fair]) -> dict[FunnelStep, set[Visitor]]:
    """On each step who reached it. What an enterprise of the fair did since its day with somebody who came counts."""
    ids = [fair.id for fair in fairs]
    invited = select(Invitation.fair_id, Invitation.worker_id).where(
        Invitation.fair_id.in_(ids), Invitation.state != InvitationState.PREPARED
    )
    tickets = db.session.execute(
        select(FairTicket.fair_id, FairTicket.worker_id, FairTicket.state, FairTicket.is_walk_in).where(
            FairTicket.fair_id.in_(ids), FairTicket.state.in_(COMES)
        )
    ).all()
    came = {(row.fair_id, row.worker_id) for row in tickets if row.state is TicketState.CHECKED_IN}
    spoken = select(FairInterview.fair_id, FairInterview.worker_id).where(
        FairInterview.fair_id.in_(ids), FairInterview.state.in_((InterviewState.RUNNING, InterviewState.DONE))
    )
    visited = select(BoothVisit.fair_id, BoothVisit.worker_id).where(BoothVisit.fair_id.in_(ids))
    interviewed = _visitors(spoken)
    hired = _since_the_day(fairs)
    offered = hired[ApplicationState.OFFERED] & came
    return {
        FunnelStep.INVITED: _visitors(invited),
        FunnelStep.BOOKED: {(row.fair_id, row.worker_id) for row in tickets if not row.is_walk_in},
        FunnelStep.CAME: came,
        FunnelStep.VISITED: _visitors(visited) | interviewed,
        FunnelStep.INTERVIEWED: interviewed,
        FunnelStep.OFFERED: offered,
        FunnelStep.PLACED: hired[ApplicationState.PLACED] & offered,
    }


def _visitors(asked: Select[int | None, int]) -> set[Visitor]:
    return {(fair_id or 0, worker_id) for fair_id, worker_id in db.session.execute(asked)}


def _since_the_day(fairs: Sequence[Fair]) -> dict[ApplicationState, set[Visitor]]:
    """Whose application for a vacancy of a fair was offered or became work on the day of the fair or later."""
    begins = {fair.id: datetime.combine(fair.held_on, time(0), SHANGHAI).astimezone(UTC) for fair in fairs}
    states = (ApplicationState.OFFERED, ApplicationState.PLACED)
    found: dict[ApplicationState, set[Visitor]] = {state: set() for state in states}
    rows = db.session.execute(
        select(Booth.fair_id, Application.worker_id, ApplicationEvent.state, func.max(ApplicationEvent.at))
        .join(BoothVacancy, BoothVacancy.booth_id == Booth.id)
        .join(Application, Application.vacancy_id == BoothVacancy.vacancy_id)
        .join(ApplicationEvent, ApplicationEvent.application_id == Application.id)
        .where(Booth.fair_id.in_(begins), ApplicationEvent.state.in_(states))
        .group_by(Booth.fair_id, Application.worker_id, ApplicationEvent.state)
    )
    for fair_id, worker_id, state, at in rows:
        if at >= begins[fair_id]:
            found[state].add((fair_id, worker_id))
    return found


def _homes(fairs: Sequence[Fair]) -> dict[int, str]:
    """By worker of fairs the county in which they live."""
    ids = [fair.id for fair in fairs]
    # One question by fair and not by person: a year of fairs has more people than a statement takes parameters.
    tables = (Invitation, FairTicket, FairInterview, BoothVisit)
    met = union(*(select(table.worker_id).where(table.fair_id.in_(ids)) for table in tables))
    rows = db.session.execute(select(Worker.id, Worker.division_code).where(Worker.id.in_(met)))
    return {worker_id: county_of(code) for worker_id, code in rows}


def _talks(fair_ids: set[int], worker_ids: set[int]) -> dict[Visitor, list[str]]:
    """With which enterprises people spoke."""
    rows = db.session.execute(
        select(FairInterview.fair_id, FairInterview.worker_id, Enterprise.name)
        .join(Vacancy, Vacancy.id == FairInterview.vacancy_id)
        .join(Enterprise, Enterprise.id == Vacancy.enterprise_id)
        .where(
            FairInterview.fair_id.in_(fair_ids),
            FairInterview.worker_id.in_(worker_ids),
            FairInterview.state.in_((InterviewState.RUNNING, InterviewState.DONE)),
        )
        .order_by(FairInterview.starts_at)
    )
    found: dict[Visitor, list[str]] = defaultdict(list)
    for fair_id, worker_id, name in rows:
        found[fair_id, worker_id].append(name)
    return found


def _lines(counted: Mapping[str, Counter[FunnelStep]]) -> tuple[FunnelLine, ...]:
    """The largest first."""
    ordered = sorted(counted, key=lambda key: (-counted[key][FunnelStep.CAME], -counted[key][FunnelStep.INVITED], key))
    return tuple(FunnelLine(key=key, counts={step: counted[key][step] for step in STEPS}) for key in ordered)
