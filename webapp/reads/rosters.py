"""Rosters as an agency and a worker see them: orders, batches, the people in them, and how far each has come."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload, selectinload

from domain.contacts import mask_phone
from domain.labour_export import (
    SHOWS_PHONE,
    TOLD,
    UNDER_WAY,
    BatchState,
    OrderState,
    RosterState,
)
from webapp.extensions import db
from webapp.models import Batch, ExportOrder, RosterEntry, RosterEvent, Vacancy
from webapp.reads.open_batches import HIRES
from webapp.reads.paging import page_within

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from sqlalchemy import ColumnElement, Select

    from domain.roster_steps import StepReason

PAGE_SIZE = 100
TRAVELS = UNDER_WAY | {RosterState.CONTRACTED, RosterState.NO_SHOW}
"""Who stands on the list at the bus."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderLine:
    """An export order as an agency sees it."""

    order: ExportOrder
    asked: int
    """Seats that the destination wants filled."""
    left: int
    """Seats that no agency has taken."""
    own: tuple[BatchLine, ...]
    """The agency's own batches for it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchLine:
    """A batch, and how many of its people stand where."""

    batch: Batch
    counts: Mapping[RosterState, int]

    @property
    def filled(self) -> int:
        """Seats that are given to somebody, told or not."""
        return self.counts.get(RosterState.PROPOSED, 0) + self.told

    @property
    def told(self) -> int:
        """People who know of their seat."""
        return sum(self.counts.get(state, 0) for state in TOLD)


@dataclass(frozen=True, slots=True, kw_only=True)
class RosterLine:
    """Somebody on a roster."""

    entry: RosterEntry
    reason: str = ""
    """What was written when the place was lost."""
    why: StepReason | None = None

    @property
    def phone(self) -> str:
        """The number, as far as the agency may see it now."""
        phone = self.entry.worker.phone
        return phone if self.entry.state in SHOWS_PHONE else mask_phone(phone)


@dataclass(frozen=True, slots=True, kw_only=True)
class RosterPage:
    """A page of a roster."""

    lines: tuple[RosterLine, ...]
    page: int
    pages: int


def open_orders(*, agency_id: int, today: date) -> list[OrderLine]:
    """Orders that still take people, those that leave first at the top; what the agency has of each."""
    orders = db.session.scalars(
        _with_work(select(ExportOrder))
        .where(ExportOrder.state == OrderState.OPEN, ExportOrder.departs_until >= today)
        .order_by(ExportOrder.departs_until, ExportOrder.id)
    ).all()
    return _order_lines(orders, agency_id=agency_id)


def find_order(order_id: int, *, agency_id: int) -> OrderLine | None:
    """An order with its work, and what the agency has of it; a closed one only where the agency has a batch."""
    order = db.session.scalar(_with_work(select(ExportOrder)).where(ExportOrder.id == order_id))
    if order is None:
        return None
    (line,) = _order_lines([order], agency_id=agency_id)
    return line if order.state is OrderState.OPEN or line.own else None


def batches_of(agency_id: int) -> list[BatchLine]:
    """The agency's batches, those that leave first at the top; cancelled ones are not among them."""
    batches = db.session.scalars(
        select(Batch)
        .join(ExportOrder, ExportOrder.id == Batch.order_id)
        .where(Batch.agency_id == agency_id, Batch.state != BatchState.CANCELLED)
        .order_by(func.coalesce(Batch.departs_on, ExportOrder.departs_until), Batch.id)
        .options(joinedload(Batch.order).joinedload(ExportOrder.enterprise))
    ).all()
    return _batch_lines(batches)


def find_batch(batch_id: int, *, agency_id: int) -> BatchLine | None:
    """A batch of the agency, with its order, the employer and the work."""
    batch = db.session.scalar(
        select(Batch)
        .where(Batch.id == batch_id, Batch.agency_id == agency_id)
        .options(
            joinedload(Batch.agency),
            joinedload(Batch.order).joinedload(ExportOrder.enterprise),
            joinedload(Batch.order).selectinload(ExportOrder.vacancies),
        )
    )
    return _batch_lines([batch])[0] if batch else None


def read_roster(batch: Batch, *, state: RosterState | None = None, page: int = 1) -> RosterPage:
    """The people of a batch, best fit first; those in one state, if one is asked for."""
    asked: list[ColumnElement[bool]] = [RosterEntry.batch_id == batch.id]
    if state is not None:
        asked.append(RosterEntry.state == state)
    total = db.session.scalar(select(func.count()).select_from(RosterEntry).where(*asked)) or 0
    page, pages = page_within(page, total=total, size=PAGE_SIZE)
    entries = db.session.scalars(_people(asked).limit(PAGE_SIZE).offset((page - 1) * PAGE_SIZE)).all()
    return RosterPage(lines=_roster_lines(entries), page=page, pages=pages)


def whole_roster(batch: Batch) -> tuple[RosterLine, ...]:
    """Everybody of a batch, best fit first."""
    return _roster_lines(db.session.scalars(_people([RosterEntry.batch_id == batch.id])).all())


def travellers(batch: Batch) -> tuple[RosterLine, ...]:
    """Those of a batch who have a contract, or had one when they left, by name."""
    entries = db.session.scalars(_people([RosterEntry.batch_id == batch.id, RosterEntry.state.in_(TRAVELS)])).all()
    return tuple(sorted(_roster_lines(entries), key=lambda line: line.entry.worker.name))


def entries_in(batch: Batch, state: RosterState) -> list[int]:
    """The numbers of the places of a batch that stand in one state."""
    return list(
        db.session.scalars(select(RosterEntry.id).where(RosterEntry.batch_id == batch.id, RosterEntry.state == state))
    )


def _with_work(question: Select[ExportOrder]) -> Select[ExportOrder]:
    return question.options(
        joinedload(ExportOrder.enterprise),
        selectinload(ExportOrder.vacancies).joinedload(Vacancy.occupation),
    )


def _order_lines(orders: Sequence[ExportOrder], *, agency_id: int) -> list[OrderLine]:
    taken: Counter[int] = Counter()
    mine: dict[int, list[Batch]] = defaultdict(list)
    batches = db.session.scalars(
        select(Batch)
        .where(Batch.order_id.in_([order.id for order in orders]), Batch.state != BatchState.CANCELLED)
        .order_by(Batch.id)
    )
    for batch in batches:
        taken[batch.order_id] += batch.seats
        if batch.agency_id == agency_id:
            mine[batch.order_id].append(batch)
    lines = {line.batch.id: line for line in _batch_lines([batch for own in mine.values() for batch in own])}
    return [
        OrderLine(
            order=order,
            asked=(asked := sum(vacancy.headcount for vacancy in order.vacancies if vacancy.state in HIRES)),
            left=max(asked - taken[order.id], 0),
            own=tuple(lines[batch.id] for batch in mine[order.id]),
        )
        for order in orders
    ]


def _batch_lines(batches: Sequence[Batch]) -> list[BatchLine]:
    counts: dict[int, dict[RosterState, int]] = defaultdict(dict)
    rows = db.session.execute(
        select(RosterEntry.batch_id, RosterEntry.state, func.count())
        .where(RosterEntry.batch_id.in_([batch.id for batch in batches]))
        .group_by(RosterEntry.batch_id, RosterEntry.state)
    )
    for batch_id, state, count in rows:
        counts[batch_id][state] = count
    return [BatchLine(batch=batch, counts=counts[batch.id]) for batch in batches]


def _people(asked: Sequence[ColumnElement[bool]]) -> Select[RosterEntry]:
    return (
        select(RosterEntry)
        .where(*asked)
        .order_by(RosterEntry.score.desc(), RosterEntry.id)
        .options(joinedload(RosterEntry.worker), joinedload(RosterEntry.vacancy))
    )


def _roster_lines(entries: Sequence[RosterEntry]) -> tuple[RosterLine, ...]:
    latest = select(func.max(RosterEvent.id)).where(RosterEvent.entry_id.in_([entry.id for entry in entries]))
    latest = latest.group_by(RosterEvent.entry_id)
    said = select(RosterEvent.entry_id, RosterEvent.reason, RosterEvent.why).where(RosterEvent.id.in_(latest))
    reasons = {entry_id: (reason, why) for entry_id, reason, why in db.session.execute(said)}
    return tuple(
        RosterLine(entry=entry, reason=reason, why=why)
        for entry, (reason, why) in ((entry, reasons.get(entry.id, ("", None))) for entry in entries)
    )
