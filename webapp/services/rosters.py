"""Moves places on a roster: the agency tells, signs and sends, the worker alone agrees or declines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select, update
from sqlalchemy.orm.exc import StaleDataError

from domain.accounts import Role
from domain.applications import NoSeatLeft
from domain.batches import BatchNotForming, batch_state_of
from domain.labour_export import (
    SEATED,
    TURNED_AWAY,
    BatchState,
    OrderNotOpen,
    OrderState,
    RosterReasonMissing,
    RosterState,
    RosterStepRefused,
    check_step,
)
from domain.workers import ConsentPurpose
from webapp.calendar import now
from webapp.extensions import db
from webapp.models import Batch, Consent, RosterEntry, RosterEvent, Vacancy, Worker
from webapp.models.outbox import VACANCIES, tell_search
from webapp.services import audit

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from sqlalchemy import Select


def take_steps(
    batch: Batch, entry_ids: Collection[int], target: RosterState, *, account_id: int, reason: str = ""
) -> int:
    """Move places of a batch that the agency may move, and say how many; who has moved on in the meantime is left.

    Raises RosterReasonMissing, RosterStepRefused where not one can take the step, or BatchNotForming where the batch
    was cancelled.
    """
    if batch.state is BatchState.CANCELLED:
        raise BatchNotForming(state=batch.state)
    _hold(batch)
    moved = []
    for entry in _entries(batch, entry_ids, target):
        try:
            check_step(entry.state, target, role=Role.AGENCY, reason=reason)
        except RosterStepRefused:
            continue
        moved.append(entry)
    if not moved:
        raise RosterStepRefused(target=target)
    for entry in moved:
        _move(entry, target, account_id=account_id, reason=reason.strip())
    _let_batch_follow(batch)
    _store()
    return len(moved)


def answer(entry: RosterEntry, *, agrees: bool, account_id: int, reason: str = "") -> None:
    """The worker's own yes or no. A yes takes a seat of the vacancy.

    Raises RosterStepRefused, OrderNotOpen, BatchNotForming or NoSeatLeft. `entry.batch.order` must be loaded.
    """
    target = RosterState.AGREED if agrees else RosterState.DECLINED
    check_step(entry.state, target, role=Role.WORKER)
    if agrees and entry.batch.order.state is not OrderState.OPEN:
        raise OrderNotOpen
    if agrees and entry.batch.state is not BatchState.FORMING:
        raise BatchNotForming(state=entry.batch.state)
    _move(entry, target, account_id=account_id, reason=reason.strip())
    _store()


def clear(batch: Batch, *, account_id: int, reason: str) -> None:
    """Take everybody off a batch that will not travel: who was told is told why, the rest are free again.

    Raises RosterReasonMissing.
    """
    if not reason.strip():
        raise RosterReasonMissing
    _hold(batch)
    for entry in db.session.scalars(_of_batch(batch)).all():
        if entry.state is RosterState.PROPOSED:
            db.session.delete(entry)
        elif entry.state not in TURNED_AWAY:
            _move(entry, RosterState.REMOVED, account_id=account_id, reason=reason.strip())
    _store()


def _hold(batch: Batch) -> None:
    """Keep the matching from moving places of the batch until we have: an update that changes nothing locks the row."""
    db.session.execute(update(Batch).where(Batch.id == batch.id).values(matched_at=Batch.matched_at))


def _of_batch(batch: Batch) -> Select[RosterEntry]:
    return select(RosterEntry).where(RosterEntry.batch_id == batch.id).order_by(RosterEntry.id)


def _entries(batch: Batch, ids: Collection[int], target: RosterState) -> Sequence[RosterEntry]:
    """The places of these numbers. Nobody is told of one who withdrew the consent to be matched, or looks no more."""
    found = _of_batch(batch).where(RosterEntry.id.in_(ids)).execution_options(populate_existing=True)
    if target is RosterState.NOTIFIED:
        agrees = select(Consent.id).where(
            Consent.worker_id == Worker.id, Consent.purpose == ConsentPurpose.MATCHING, Consent.withdrawn_at.is_(None)
        )
        wants = select(Worker.id).where(Worker.id == RosterEntry.worker_id, Worker.is_looking, agrees.exists())
        found = found.where(wants.exists())
    return db.session.scalars(found).all()


def _move(entry: RosterEntry, target: RosterState, *, account_id: int, reason: str) -> None:
    before, entry.state = entry.state, target
    entry.updated_at = now()
    db.session.add(
        RosterEvent(entry_id=entry.id, at=entry.updated_at, account_id=account_id, state=target, reason=reason)
    )
    if (target in SEATED) is not (before in SEATED):
        _change_seats(entry.vacancy_id, by=1 if target in SEATED else -1)
    if target in TURNED_AWAY:
        audit.record(f"roster.{target}", entry, account_id=account_id, before=before, reason=reason)


def _change_seats(vacancy_id: int, *, by: int) -> None:
    """Take or free a seat, in one statement, so that two who grasp the last one do not both get it."""
    has_room = Vacancy.seats_taken + by <= Vacancy.headcount
    taken = db.session.execute(
        update(Vacancy)
        .where(Vacancy.id == vacancy_id, has_room | (by < 0), Vacancy.seats_taken + by >= 0)
        .values(seats_taken=Vacancy.seats_taken + by, updated_at=now(), version=Vacancy.version + 1)
        .returning(Vacancy.id)
        .execution_options(synchronize_session=False)
    )
    if by > 0 and taken.scalar() is None:
        raise NoSeatLeft
    tell_search(db.session, VACANCIES, [vacancy_id])


def _let_batch_follow(batch: Batch) -> None:
    db.session.flush()
    states = set(db.session.scalars(select(RosterEntry.state).where(RosterEntry.batch_id == batch.id).distinct()))
    batch.state = batch_state_of(batch.state, states)


def _store() -> None:
    """Write, and refuse where somebody else has moved one of the places since it was read."""
    try:
        db.session.flush()
    except StaleDataError as error:
        raise RosterStepRefused from error
