"""Everybody whom an agency has to do with, across its batches: narrowed, ordered, a page of five hundred at a time."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any, TypeVar

from sqlalchemy import func, or_, select
from sqlalchemy.orm import contains_eager, joinedload

from domain.contacts import mask_phone
from domain.labour_export import AT_WORK, SHOWS_PHONE, BatchState, RosterState
from domain.retention import SEEN_AHEAD
from domain.vehicles import SITS
from webapp.extensions import db
from webapp.models import (
    Batch,
    ExportContract,
    ExportOrder,
    RetentionCheck,
    RosterEntry,
    RosterEvent,
    RosterObjection,
    Seat,
    Vacancy,
    Worker,
)
from webapp.reads.paging import page_within

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from sqlalchemy import ColumnElement, Select

    from domain.roster_steps import StepReason

    Q = TypeVar("Q", bound=Select[*tuple[Any, ...]])

PAGE_SIZES = (100, 500)
WHOLE_NUMBER = 11
"""Digits of a mobile number: whoever types all of them knows it."""


class Only(StrEnum):
    """Whom one wants to see of a list."""

    CHECK_DUE = "check_due"
    NO_SEAT = "no_seat"
    NO_ACCOUNT = "no_account"
    OBJECTED = "objected"


class Order(StrEnum):
    """In which order a list stands."""

    FIT = "fit"
    NAME = "name"
    TOWN = "town"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskQuestion:
    """Whom an agency wants to see."""

    agency_id: int
    today: date
    batch_id: int | None = None
    vacancy_id: int | None = None
    state: RosterState | None = None
    text: str = ""
    only: Only | None = None
    order: Order = Order.FIT
    size: int = PAGE_SIZES[-1]
    page: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody on the list, with what one has to know to go on."""

    entry: RosterEntry
    reason: str
    why: StepReason | None
    """Why the last step was taken."""
    due_on: date | None
    """When the next check is due, for somebody at work."""

    @property
    def phone(self) -> str:
        """The number, as far as the agency may see it now."""
        phone = self.entry.worker.phone
        return phone if self.entry.state in SHOWS_PHONE else mask_phone(phone)


@dataclass(frozen=True, slots=True, kw_only=True)
class People:
    """A page of the list, and what the list holds beside it."""

    persons: tuple[Person, ...]
    counts: Mapping[RosterState, int]
    """People by state, whatever state was asked for."""
    total: int
    page: int
    pages: int


def read_people(question: DeskQuestion) -> People:
    """The people of a question: four statements, however many they are."""
    asked = _conditions(question)
    by_state = db.session.execute(
        _joined(select(RosterEntry.state, func.count())).where(*asked).group_by(RosterEntry.state)
    )
    counts = dict(by_state.all())
    if question.state is not None:
        asked.append(RosterEntry.state == question.state)
    total = counts.get(question.state, 0) if question.state else sum(counts.values())
    page, pages = page_within(question.page, total=total, size=question.size)
    entries = db.session.scalars(
        _joined(select(RosterEntry))
        .where(*asked)
        .order_by(ORDERS[question.order], RosterEntry.id)
        .limit(question.size)
        .offset((page - 1) * question.size)
        .options(
            contains_eager(RosterEntry.worker),
            joinedload(RosterEntry.vacancy).load_only(Vacancy.title),
            contains_eager(RosterEntry.batch).joinedload(Batch.order).load_only(ExportOrder.title, ExportOrder.number),
            contains_eager(RosterEntry.contract),
            joinedload(RosterEntry.seat).joinedload(Seat.vehicle),
        )
    ).all()
    return People(persons=_persons(entries), counts=counts, total=total, page=page, pages=pages)


def ids_of(question: DeskQuestion) -> list[int]:
    """The numbers of the places that a question is about, on every page."""
    asked = _conditions(question)
    if question.state is not None:
        asked.append(RosterEntry.state == question.state)
    return list(
        db.session.scalars(
            _joined(select(RosterEntry.id)).where(*asked).order_by(ORDERS[question.order], RosterEntry.id)
        )
    )


def batches_to_choose(agency_id: int) -> list[tuple[int, str]]:
    """The agency's batches with the titles of their orders, the newest first."""
    rows = db.session.execute(
        select(Batch.id, ExportOrder.title)
        .join(ExportOrder, ExportOrder.id == Batch.order_id)
        .where(Batch.agency_id == agency_id, Batch.state != BatchState.CANCELLED)
        .order_by(Batch.id.desc())
    )
    return [(number, title) for number, title in rows]


def work_to_choose(agency_id: int, batch_id: int | None) -> list[tuple[int, str]]:
    """The kinds of work for which people of the agency, or of one batch, are meant."""
    asked = (
        select(Vacancy.id, Vacancy.title)
        .join(RosterEntry, RosterEntry.vacancy_id == Vacancy.id)
        .join(Batch, Batch.id == RosterEntry.batch_id)
        .where(Batch.agency_id == agency_id)
        .distinct()
        .order_by(Vacancy.title, Vacancy.id)
    )
    if batch_id is not None:
        asked = asked.where(Batch.id == batch_id)
    return [(number, title) for number, title in db.session.execute(asked)]


def _joined(question: Q) -> Q:
    return (
        question.join(Batch, Batch.id == RosterEntry.batch_id)
        .join(Worker, Worker.id == RosterEntry.worker_id)
        .outerjoin(ExportContract, ExportContract.entry_id == RosterEntry.id)
    )


def _conditions(question: DeskQuestion) -> list[ColumnElement[bool]]:
    asked: list[ColumnElement[bool]] = [Batch.agency_id == question.agency_id]
    if question.batch_id is not None:
        asked.append(Batch.id == question.batch_id)
    if question.vacancy_id is not None:
        asked.append(RosterEntry.vacancy_id == question.vacancy_id)
    if question.text:
        asked.append(_found(question.text))
    if question.only is not None:
        asked.append(_only(question.only, question.today))
    return asked


def _found(text: str) -> ColumnElement[bool]:
    """By name, number of the contract, own note, or phone: a part of it where the agency may see it, else all of it."""
    digits = "".join(letter for letter in text if letter.isdecimal())
    found = [
        Worker.name.icontains(text, autoescape=True),
        ExportContract.number.icontains(text, autoescape=True),
        RosterEntry.note.icontains(text, autoescape=True),
    ]
    if digits:
        found.append(Worker.phone.contains(digits, autoescape=True) & RosterEntry.state.in_(SHOWS_PHONE))
    if len(digits) == WHOLE_NUMBER:
        found.append(Worker.phone == digits)
    return or_(*found)


def _only(only: Only, today: date) -> ColumnElement[bool]:
    match only:
        case Only.CHECK_DUE:
            due = select(RetentionCheck.id).where(
                RetentionCheck.entry_id == RosterEntry.id,
                RetentionCheck.passed_on.is_(None),
                RetentionCheck.due_on <= today + SEEN_AHEAD,
            )
            return RosterEntry.state.in_(AT_WORK) & due.exists()
        case Only.NO_SEAT:
            return RosterEntry.state.in_(SITS) & ~select(Seat.id).where(Seat.entry_id == RosterEntry.id).exists()
        case Only.NO_ACCOUNT:
            return Worker.account_id.is_(None)
        case Only.OBJECTED:
            return select(RosterObjection.id).where(RosterObjection.entry_id == RosterEntry.id).exists()


ORDERS: Mapping[Order, ColumnElement[Any]] = {
    Order.FIT: RosterEntry.score.desc(),
    Order.NAME: Worker.name.asc(),
    Order.TOWN: Worker.division_code.asc(),
    Order.CHANGED: RosterEntry.updated_at.desc(),
}


def _persons(entries: Sequence[RosterEntry]) -> tuple[Person, ...]:
    ids = [entry.id for entry in entries]
    latest = select(func.max(RosterEvent.id)).where(RosterEvent.entry_id.in_(ids)).group_by(RosterEvent.entry_id)
    said = {
        entry_id: (reason, why)
        for entry_id, reason, why in db.session.execute(
            select(RosterEvent.entry_id, RosterEvent.reason, RosterEvent.why).where(RosterEvent.id.in_(latest))
        )
    }
    open_checks = select(RetentionCheck.entry_id, func.min(RetentionCheck.due_on)).where(
        RetentionCheck.entry_id.in_([entry.id for entry in entries if entry.state in AT_WORK]),
        RetentionCheck.passed_on.is_(None),
    )
    due = dict(db.session.execute(open_checks.group_by(RetentionCheck.entry_id)).all())
    persons = []
    for entry in entries:
        reason, why = said.get(entry.id, ("", None))
        persons.append(Person(entry=entry, reason=reason, why=why, due_on=due.get(entry.id)))
    return tuple(persons)
