"""Corridors of labour export: figures of each, and the people behind every figure, from the same conditions."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import func, select
from sqlalchemy.orm import contains_eager, joinedload

from domain.corridors import STATES, Flow, Stage
from domain.divisions import city_of, county_of, subtree_prefix
from webapp.extensions import db
from webapp.models import Batch, ExportOrder, RosterEntry, Worker
from webapp.reads.paging import page_within

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sqlalchemy import ColumnElement

PAGE_SIZE = 50
COUNTY_DIGITS = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class CorridorQuestion:
    """Which people of which corridor; a number on a page is such a question, too."""

    within: str
    """The division of the official: people who live in it."""
    stage: Stage
    home: str | None = None
    destination: str | None = None
    page: int = 1

    def parameters(self) -> dict[str, str | int]:
        """The question as it stands in an address."""
        given = {"home": self.home, "destination": self.destination, "page": self.page if self.page > 1 else None}
        return {"stage": self.stage.value} | {name: value for name, value in given.items() if value}


@dataclass(frozen=True, slots=True, kw_only=True)
class Corridor:
    """A county and a city with the people between them."""

    home: str
    destination: str
    people: Mapping[Stage, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class PeoplePage:
    """A page of the people behind a figure."""

    entries: Sequence[RosterEntry]
    total: int
    page: int
    pages: int


def corridors_within(division_code: str) -> list[Corridor]:
    """The corridors on which people of a division go, the busiest first."""
    rows = db.session.execute(
        select(Worker.division_code, ExportOrder.division_code, RosterEntry.state, func.count())
        .select_from(RosterEntry)
        .join(Worker, Worker.id == RosterEntry.worker_id)
        .join(Batch, Batch.id == RosterEntry.batch_id)
        .join(ExportOrder, ExportOrder.id == Batch.order_id)
        .where(Worker.division_code.startswith(subtree_prefix(division_code)))
        .group_by(Worker.division_code, ExportOrder.division_code, RosterEntry.state)
    )
    counts: dict[tuple[str, str], Counter[Stage]] = {}
    for home, destination, state, people in rows:
        found = counts.setdefault((county_of(home), city_of(destination)), Counter())
        for stage, states in STATES.items():
            if state in states:
                found[stage] += people
    corridors = [
        Corridor(home=home, destination=destination, people={stage: found[stage] for stage in Stage})
        for (home, destination), found in counts.items()
        if found.total()
    ]
    return sorted(corridors, key=lambda one: (-one.people[Stage.AWAY], -sum(one.people.values()), one.home))


def flows_of(corridors: Sequence[Corridor], stage: Stage) -> list[Flow]:
    """What is drawn of a stage."""
    return [Flow(home=one.home, destination=one.destination, people=one.people[stage]) for one in corridors]


def find_people(question: CorridorQuestion) -> PeoplePage:
    """The people who answer a question, the last moved first."""
    conditions = _conditions(question)
    joined = (
        select(RosterEntry)
        .join(Worker, Worker.id == RosterEntry.worker_id)
        .join(Batch, Batch.id == RosterEntry.batch_id)
        .join(ExportOrder, ExportOrder.id == Batch.order_id)
        .where(*conditions)
    )
    total = db.session.scalar(select(func.count()).select_from(joined.subquery())) or 0
    page, pages = page_within(question.page, total=total, size=PAGE_SIZE)
    order = contains_eager(RosterEntry.batch).contains_eager(Batch.order)
    entries = db.session.scalars(
        joined.order_by(RosterEntry.updated_at.desc(), RosterEntry.id)
        .limit(PAGE_SIZE)
        .offset((page - 1) * PAGE_SIZE)
        .options(
            contains_eager(RosterEntry.worker),
            joinedload(RosterEntry.vacancy),
            order.joinedload(ExportOrder.enterprise),
            contains_eager(RosterEntry.batch).joinedload(Batch.agency),
        )
    ).all()
    return PeoplePage(entries=entries, total=total, page=page, pages=pages)


def _conditions(question: CorridorQuestion) -> list[ColumnElement[bool]]:
    conditions = [
        Worker.division_code.startswith(subtree_prefix(question.within)),
        RosterEntry.state.in_(STATES[question.stage]),
    ]
    if question.home:
        conditions.append(func.substr(Worker.division_code, 1, COUNTY_DIGITS) == question.home)
    if question.destination:
        codes = db.session.scalars(select(ExportOrder.division_code).distinct())
        there = [code for code in codes if city_of(code) == question.destination]
        conditions.append(ExportOrder.division_code.in_(there))
    return conditions
