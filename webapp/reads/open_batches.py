"""What labour export is matched from: open orders with their vacancies, batches that form, places that stand."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import or_, select

from domain.batches import OpenBatch
from domain.labour_export import HOLDS_SEAT, SEATED, TOLD, TURNED_AWAY, BatchState, OrderState, RosterState
from domain.vacancies import VacancyState
from webapp.extensions import db
from webapp.models import Agency, Batch, Enterprise, ExportOrder, RosterEntry, Vacancy, Worker

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from sqlalchemy import ColumnElement


HIRES = (VacancyState.OPEN, VacancyState.FILLED)
"""A vacancy that was filled takes people again when somebody gives a place back."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenPlaces:
    """A vacancy of an open order, and the seats of it that nobody has been told of."""

    vacancy_id: int
    order_id: int
    seats: int
    departs_until: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Everything that a plan rests on beside people and work; when it has changed, the plan is out of date."""

    places: tuple[OpenPlaces, ...]
    """By vacancy number."""
    batches: Mapping[int, tuple[OpenBatch, ...]]
    """By order; seats are those that nobody has been told of."""
    told: int
    """People who know of their place."""
    turned_away: frozenset[tuple[int, int]]
    """Worker and order: this order is not proposed to them again."""

    @property
    def seats(self) -> int:
        """Seats that the agencies can still fill."""
        return sum(map(self.seats_of, self.batches))

    def seats_of(self, order_id: int) -> int:
        """Seats that the agencies of an order can still fill."""
        return sum(batch.seats for batch in self.batches.get(order_id, ()))


def read_standing(*, today: date) -> Standing:
    """The open orders, batches and places as they are now."""
    entries = db.session.execute(
        select(RosterEntry.batch_id, RosterEntry.vacancy_id, RosterEntry.worker_id, RosterEntry.state, Batch.order_id)
        .join(Batch, Batch.id == RosterEntry.batch_id)
        .where(RosterEntry.state != RosterState.PROPOSED)
    ).all()
    told_in_batch = Counter(entry.batch_id for entry in entries if entry.state in TOLD)
    # Whoever has said yes is counted by the vacancy itself; who has been told and not answered is not yet.
    asked = Counter(entry.vacancy_id for entry in entries if entry.state in TOLD - SEATED)
    places = db.session.execute(
        select(Vacancy.id, ExportOrder.id, Vacancy.headcount - Vacancy.seats_taken, ExportOrder.departs_until)
        .join(ExportOrder, ExportOrder.id == Vacancy.export_order_id)
        .join(Enterprise, Enterprise.id == Vacancy.enterprise_id)
        .where(_is_open(today), Vacancy.state.in_(HIRES), Enterprise.verified_at.is_not(None))
        .order_by(Vacancy.id)
    )
    batches: dict[int, list[OpenBatch]] = {}
    forming = db.session.execute(
        select(Batch.id, Batch.order_id, Batch.seats, Agency.division_code)
        .join(ExportOrder, ExportOrder.id == Batch.order_id)
        .join(Agency, Agency.id == Batch.agency_id)
        .where(
            _is_open(today),
            Batch.state == BatchState.FORMING,
            Agency.verified_at.is_not(None),
            or_(Batch.departs_on.is_(None), Batch.departs_on >= today),
        )
        .order_by(Batch.id)
    )
    for batch_id, order_id, seats, division_code in forming:
        free = max(seats - told_in_batch[batch_id], 0)
        batches.setdefault(order_id, []).append(OpenBatch(id=batch_id, division_code=division_code, seats=free))
    return Standing(
        places=tuple(
            OpenPlaces(
                vacancy_id=vacancy_id, order_id=order_id, seats=max(free - asked[vacancy_id], 0), departs_until=day
            )
            for vacancy_id, order_id, free, day in places
        ),
        batches={order_id: tuple(of_order) for order_id, of_order in batches.items()},
        told=sum(told_in_batch.values()),
        turned_away=frozenset((entry.worker_id, entry.order_id) for entry in entries if entry.state in TURNED_AWAY),
    )


def would_go() -> ColumnElement[bool]:
    """Workers who go out of town and have no place yet that they know of."""
    has_place = select(RosterEntry.id).where(RosterEntry.worker_id == Worker.id, RosterEntry.state.in_(TOLD))
    return Worker.goes_out_of_town & ~has_place.exists()


def proposed_places() -> dict[tuple[int, int, int], int]:
    """The places that nobody has been told of: by batch, worker and vacancy the number of the row."""
    rows = db.session.execute(
        select(RosterEntry.batch_id, RosterEntry.worker_id, RosterEntry.vacancy_id, RosterEntry.id).where(
            RosterEntry.state == RosterState.PROPOSED
        )
    )
    return {(batch_id, worker_id, vacancy_id): entry_id for batch_id, worker_id, vacancy_id, entry_id in rows}


def holds_seat() -> ColumnElement[bool]:
    """Places on a roster that take a seat of their batch."""
    return RosterEntry.state.in_(HOLDS_SEAT)


def _is_open(today: date) -> ColumnElement[bool]:
    return (ExportOrder.state == OrderState.OPEN) & (ExportOrder.departs_until >= today)
