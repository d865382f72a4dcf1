"""Moves places on a roster: the agency tells, signs and sends, the worker alone agrees or declines."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from sqlalchemy import select, update
from sqlalchemy.orm.exc import StaleDataError

from domain.accounts import Role
from domain.batches import BatchNotForming, batch_state_of
from domain.labour_export import (
    SEATED,
    TURNED_AWAY,
    BatchState,
    OrderNotOpen,
    OrderState,
    RosterState,
    RosterStepRefused,
    check_step,
)
from domain.workers import ConsentPurpose
from webapp.calendar import now
from webapp.extensions import db
from webapp.models import Batch, Consent, RosterEntry, RosterEvent, Worker
from webapp.services import audit, seats

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from sqlalchemy import Select


def take_steps(
    batch: Batch, entry_ids: Collection[int], target: RosterState, *, account_id: int, reason: str = ""
) -> int:
    """Move places of a batch that the agency may move, and say how many; who has moved on in the meantime is left.

    Raises RosterReasonMissing, RosterReasonTooLong, RosterStepRefused where not one can take the step, or
    BatchNotForming where the batch was cancelled.
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
    with _moved_on_refused():
        for entry in moved:
            _move(entry, target, account_id=account_id, reason=reason.strip())
        _let_batch_follow(batch)
    return len(moved)


def answer(entry: RosterEntry, *, agrees: bool, account_id: int, reason: str = "") -> None:
    """The worker's own yes or no. A yes takes a seat of the vacancy.

    Raises RosterStepRefused, RosterReasonTooLong, OrderNotOpen, BatchNotForming or NoSeatLeft. `entry.batch.order` must
    be loaded.
    """
    target = RosterState.AGREED if agrees else RosterState.DECLINED
    check_step(entry.state, target, role=Role.WORKER, reason=reason)
    if agrees and entry.batch.order.state is not OrderState.OPEN:
        raise OrderNotOpen
    if agrees and entry.batch.state is not BatchState.FORMING:
        raise BatchNotForming(state=entry.batch.state)
    with _moved_on_refused():
        _move(entry, target, account_id=account_id, reason=reason.strip())


def clear(batch: Batch, *, account_id: int, reason: str) -> None:
    """Take everybody off a batch that will not travel: who was told is told why, the rest are free again.

    Raises RosterReasonMissing or RosterReasonTooLong.
    """
    check_step(RosterState.NOTIFIED, RosterState.REMOVED, role=Role.AGENCY, reason=reason)
    _hold(batch)
    with _moved_on_refused():
        for entry in db.session.scalars(_of_batch(batch)).all():
            if entry.state is RosterState.PROPOSED:
                db.session.delete(entry)
            elif entry.state not in TURNED_AWAY:
                _move(entry, RosterState.REMOVED, account_id=account_id, reason=reason.strip())


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
    if target in SEATED and before not in SEATED:
        seats.take_seat(entry.vacancy_id)
    elif before in SEATED and target not in SEATED:
        seats.free_seat(entry.vacancy_id)
    if target in TURNED_AWAY:
        audit.record(f"roster.{target}", entry, account_id=account_id, before=before, reason=reason)


def _let_batch_follow(batch: Batch) -> None:
    db.session.flush()
    states = set(db.session.scalars(select(RosterEntry.state).where(RosterEntry.batch_id == batch.id).distinct()))
    batch.state = batch_state_of(batch.state, states)


@contextmanager
def _moved_on_refused() -> Iterator[None]:
    """Refuse where somebody else has moved one of the places since it was read."""
    try:
        yield
        db.session.flush()
    except StaleDataError as error:
        raise RosterStepRefused from error
