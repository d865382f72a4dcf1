"""One person's place away from home: as its agency, its worker, and whoever holds its address see it; what is due."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import func, select
from sqlalchemy.orm import contains_eager, joinedload, selectinload

from domain.contacts import mask_phone
from domain.labour_export import AT_WORK, SHOWS_PHONE, RosterState
from domain.retention import SEEN_AHEAD, is_late
from webapp.extensions import db
from webapp.models import Batch, ExportOrder, OneTimeCode, RetentionCheck, RosterEntry, Seat, Vacancy

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from datetime import date, datetime

    from sqlalchemy import Select


@dataclass(frozen=True, slots=True, kw_only=True)
class DueCheck:
    """A check of somebody that an agency should make now."""

    check: RetentionCheck
    entry: RosterEntry
    is_late: bool


def find_place_of_agency(entry_id: int, *, agency_id: int) -> RosterEntry | None:
    """A place in a batch of the agency, with all that was entered about it."""
    return db.session.scalar(
        _whole().where(RosterEntry.id == entry_id, Batch.agency_id == agency_id).options(joinedload(RosterEntry.worker))
    )


def places_of_agency(entry_ids: Collection[int], *, agency_id: int) -> Sequence[RosterEntry]:
    """Those of these places that are in batches of the agency."""
    return db.session.scalars(
        _whole()
        .where(RosterEntry.id.in_(entry_ids), Batch.agency_id == agency_id)
        .order_by(RosterEntry.id)
        .options(joinedload(RosterEntry.worker))
    ).all()


def find_place_by_token(token: str) -> RosterEntry | None:
    """The place whose page has this address; one that its worker was told of."""
    return db.session.scalar(
        _whole()
        .where(RosterEntry.token == token, RosterEntry.state != RosterState.PROPOSED)
        .options(joinedload(RosterEntry.worker))
    )


def find_place(entry_id: int, *, worker_id: int) -> RosterEntry | None:
    """A place that a worker has been told of."""
    return db.session.scalar(
        _whole()
        .where(
            RosterEntry.id == entry_id, RosterEntry.worker_id == worker_id, RosterEntry.state != RosterState.PROPOSED
        )
        .options(joinedload(RosterEntry.worker))
    )


def places_of(worker_id: int) -> Sequence[RosterEntry]:
    """The places that a worker has been told of, the latest first."""
    return db.session.scalars(
        _whole()
        .where(RosterEntry.worker_id == worker_id, RosterEntry.state != RosterState.PROPOSED)
        .order_by(RosterEntry.updated_at.desc(), RosterEntry.id.desc())
    ).all()


def code_good_until(entry_id: int, *, at: datetime) -> datetime | None:
    """Until when the latest code of a place can be used; None where there is none to be used."""
    found = select(OneTimeCode).where(OneTimeCode.entry_id == entry_id)
    latest = db.session.scalar(found.order_by(OneTimeCode.sent_at.desc(), OneTimeCode.id.desc()).limit(1))
    return latest.expires_at if latest and latest.used_at is None and latest.expires_at > at else None


def shown_phone(entry: RosterEntry) -> str:
    """The number of a worker, as far as the agency may see it now."""
    return entry.worker.phone if entry.state in SHOWS_PHONE else mask_phone(entry.worker.phone)


def checks_due(agency_id: int, *, today: date) -> list[DueCheck]:
    """The checks that an agency should make now, the longest due first."""
    checks = db.session.execute(
        _due(agency_id, today)
        .with_only_columns(RetentionCheck, RosterEntry)
        .order_by(RetentionCheck.due_on, RetentionCheck.id)
        .options(
            joinedload(RosterEntry.worker),
            joinedload(RosterEntry.vacancy).joinedload(Vacancy.enterprise),
            contains_eager(RosterEntry.batch).joinedload(Batch.order),
        )
    )
    return [DueCheck(check=check, entry=entry, is_late=is_late(check.due_on, today=today)) for check, entry in checks]


def count_checks_due(agency_id: int, *, today: date) -> int:
    """How many people an agency should ask about now."""
    return db.session.scalar(_due(agency_id, today).with_only_columns(func.count())) or 0


def _due(agency_id: int, today: date) -> Select[RetentionCheck]:
    return (
        select(RetentionCheck)
        .join(RosterEntry, RosterEntry.id == RetentionCheck.entry_id)
        .join(Batch, Batch.id == RosterEntry.batch_id)
        .where(
            Batch.agency_id == agency_id,
            RetentionCheck.passed_on.is_(None),
            RetentionCheck.due_on <= today + SEEN_AHEAD,
            RosterEntry.state.in_(AT_WORK),
        )
    )


def _whole() -> Select[RosterEntry]:
    return (
        select(RosterEntry)
        .join(Batch, Batch.id == RosterEntry.batch_id)
        .options(
            joinedload(RosterEntry.vacancy).joinedload(Vacancy.enterprise),
            contains_eager(RosterEntry.batch).joinedload(Batch.agency),
            contains_eager(RosterEntry.batch).joinedload(Batch.order).joinedload(ExportOrder.enterprise),
            joinedload(RosterEntry.contract),
            joinedload(RosterEntry.seat).joinedload(Seat.vehicle),
            selectinload(RosterEntry.events),
            selectinload(RosterEntry.checks),
            selectinload(RosterEntry.objections),
        )
    )
