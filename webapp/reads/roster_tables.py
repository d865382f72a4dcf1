"""What an agency's table of a roster is made of: its people with all that was entered, and the order of its columns."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select
from sqlalchemy.orm import contains_eager, joinedload, selectinload

from domain.contacts import mask_phone
from domain.labour_export import SHOWS_PHONE
from webapp.extensions import db
from webapp.models import Batch, ExportOrder, RosterEntry, RosterLayout, Seat, Vacancy, Worker

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from webapp.models import RosterEvent


@dataclass(frozen=True, slots=True, kw_only=True)
class TableLine:
    """Somebody in a table."""

    entry: RosterEntry
    latest: RosterEvent | None
    """The last step."""

    @property
    def phone(self) -> str:
        """The number, as far as the agency may see it now."""
        phone = self.entry.worker.phone
        return phone if self.entry.state in SHOWS_PHONE else mask_phone(phone)


def table_lines(agency_id: int, *, batch_id: int | None = None, only: Collection[int] | None = None) -> list[TableLine]:
    """The people of a batch, or those of these places in any batch of the agency; best fit first."""
    asked = (
        select(RosterEntry)
        .join(Batch, Batch.id == RosterEntry.batch_id)
        .where(Batch.agency_id == agency_id)
        .order_by(Batch.id, RosterEntry.score.desc(), RosterEntry.id)
        .options(
            joinedload(RosterEntry.worker),
            joinedload(RosterEntry.vacancy),
            contains_eager(RosterEntry.batch).joinedload(Batch.order).joinedload(ExportOrder.enterprise),
            joinedload(RosterEntry.contract),
            joinedload(RosterEntry.seat).joinedload(Seat.vehicle),
            selectinload(RosterEntry.events),
            selectinload(RosterEntry.checks),
        )
    )
    if batch_id is not None:
        asked = asked.where(Batch.id == batch_id)
    if only is not None:
        asked = asked.where(RosterEntry.id.in_(only))
    entries = db.session.scalars(asked).all()
    return [TableLine(entry=entry, latest=entry.events[-1] if entry.events else None) for entry in entries]


def layout_of(agency_id: int) -> list[str]:
    """The keys of an agency's columns in their order; none where it has not chosen any."""
    return list(db.session.scalar(select(RosterLayout.columns).where(RosterLayout.agency_id == agency_id)) or ())


def people_of(batch_id: int) -> Sequence[tuple[int, str, str, int]]:
    """Place, name, phone and year of birth of everybody in a batch, by which the rows of a table are recognised."""
    rows = db.session.execute(
        select(RosterEntry.id, Worker.name, Worker.phone, Worker.birth_year)
        .join(Worker, Worker.id == RosterEntry.worker_id)
        .where(RosterEntry.batch_id == batch_id)
        .order_by(RosterEntry.id)
    )
    return [(entry_id, name, phone, year) for entry_id, name, phone, year in rows]


def find_batch_with_work(batch_id: int, *, agency_id: int) -> Batch | None:
    """A batch of the agency with its order and the work that it offers."""
    return db.session.scalar(
        select(Batch)
        .where(Batch.id == batch_id, Batch.agency_id == agency_id)
        .options(
            joinedload(Batch.agency),
            joinedload(Batch.order).joinedload(ExportOrder.enterprise),
            joinedload(Batch.order).selectinload(ExportOrder.vacancies).load_only(Vacancy.title, Vacancy.state),
        )
    )
