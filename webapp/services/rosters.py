"""Moves places on a roster: the agency tells, signs and sends, the worker alone agrees or declines."""

from __future__ import annotations

import secrets
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import joinedload, selectinload
from sqlalchemy.orm.exc import StaleDataError

from domain.accounts import Role
from domain.batches import BatchNotForming, batch_state_of
from domain.errors import RuleBroken
from domain.export_contracts import ends_on, numbers_from
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
from domain.retention import MONTHS
from domain.roster_steps import ConsentWay, NotToBeAsked, check_day, check_reason, check_return
from domain.workers import ConsentPurpose
from webapp.calendar import SHANGHAI, now
from webapp.extensions import db
from webapp.models import Batch, ExportOrder, RosterEntry, RosterEvent, Vacancy, Worker
from webapp.reads.matching import agrees as has_agreed
from webapp.services import audit, export_contracts, place_news, retention, seats, vehicles

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence
    from datetime import date

    from sqlalchemy import Select

    from domain.export_contracts import ContractTerms
    from domain.retention import CheckMethod
    from domain.roster_steps import StepReason

NO_LONGER_TRAVELS = frozenset({RosterState.DECLINED, RosterState.REMOVED, RosterState.NO_SHOW})
TOKEN_BYTES = 12
"""16 letters: nobody finds the page of a place by trying, and an SMS has room for it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StepDetails:
    """What an agency says about a step, of one person or of many alike."""

    happened_on: date
    reason: str = ""
    why: StepReason | None = None
    contract: ContractTerms | None = None
    """Of several people the first has this number, and the others count on from it."""
    method: CheckMethod | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StepReport:
    """What came of a step for many: who took it, and who could not and why."""

    done: tuple[int, ...]
    refused: tuple[tuple[RosterEntry, RuleBroken], ...] = ()


def take_steps(
    batch: Batch, entry_ids: Collection[int], target: RosterState, details: StepDetails, *, account_id: int, today: date
) -> StepReport:
    """Take a step that is alike for many; contracts are numbered on from the first.

    Raises a refusal where nobody at all could take such a step: the reason or the contract is missing or makes no
    sense, or the batch was cancelled.
    """
    check_reason(target, why=details.why, reason=details.reason)
    if target is not RosterState.CONTRACTED:
        return take_each(batch, dict.fromkeys(entry_ids, details), target, account_id=account_id, today=today)
    terms = export_contracts.given(details.contract, today=today)
    # Who cannot sign takes no number: so they are counted on over those who can.
    signs = select(RosterEntry.id).where(RosterEntry.id.in_(entry_ids), RosterEntry.state == RosterState.AGREED)
    signing = db.session.scalars(signs.order_by(RosterEntry.id)).all()
    numbers = numbers_from(terms.number.strip(), len(signing)) if signing else ()
    own = {
        entry_id: replace(details, contract=replace(terms, number=number))
        for entry_id, number in zip(signing, numbers, strict=True)
    }
    each = {entry_id: own.get(entry_id, details) for entry_id in entry_ids}
    return take_each(batch, each, target, account_id=account_id, today=today)


def take_each(
    batch: Batch, details_of: Mapping[int, StepDetails], target: RosterState, *, account_id: int, today: date
) -> StepReport:
    """Move the places of a batch that the agency may move, each with its own words, and say who could not and why.

    Raises BatchNotForming where the batch was cancelled, and RosterStepRefused where it has none of these places.
    """
    if batch.state is BatchState.CANCELLED:
        raise BatchNotForming(state=batch.state)
    hold(batch)
    entries = _entries(batch, details_of)
    if not entries:
        raise RosterStepRefused(target=target)
    wants = _wanting(entries) if target is RosterState.NOTIFIED else frozenset()
    taken = export_contracts.numbers_taken(batch, details_of.values()) if target is RosterState.CONTRACTED else set()
    moving: list[RosterEntry] = []
    refused: list[tuple[RosterEntry, RuleBroken]] = []
    for entry in entries:
        details = details_of[entry.id]
        try:
            check_step(entry.state, target, role=Role.AGENCY, reason=details.reason)
            check_reason(target, why=details.why, reason=details.reason)
            if target is RosterState.NOTIFIED and entry.worker_id not in wants:
                raise NotToBeAsked
            _check_facts(entry, target, details, today=today)
            if target is RosterState.CONTRACTED:
                taken.add(export_contracts.sign(entry, details.contract, taken=taken, today=today).number)
        except RuleBroken as refusal:
            refused.append((entry, refusal))
        else:
            moving.append(entry)
    with _moved_on_refused():
        for entry in moving:
            _move(entry, target, details=details_of[entry.id], account_id=account_id)
        _let_batch_follow(batch)
    place_news.tell_workers(batch, moving, target)
    return StepReport(done=tuple(entry.id for entry in moving), refused=tuple(refused))


def answer(
    entry: RosterEntry,
    *,
    agrees: bool,
    account_id: int | None,
    way: ConsentWay = ConsentWay.OWN_PAGE,
    reason: str = "",
) -> None:
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
        details = StepDetails(happened_on=now().astimezone(SHANGHAI).date(), reason=reason.strip())
        _move(entry, target, details=details, account_id=account_id, way=way)


def clear(batch: Batch, *, account_id: int, reason: str) -> None:
    """Take everybody off a batch that will not travel: who was told is told why, the rest are free again.

    Raises RosterReasonMissing or RosterReasonTooLong.
    """
    check_step(RosterState.NOTIFIED, RosterState.REMOVED, role=Role.AGENCY, reason=reason)
    hold(batch)
    details = StepDetails(happened_on=now().astimezone(SHANGHAI).date(), reason=reason.strip())
    removed = []
    with _moved_on_refused():
        for entry in db.session.scalars(_of_batch(batch)).all():
            if entry.state is RosterState.PROPOSED:
                db.session.delete(entry)
            elif entry.state not in TURNED_AWAY:
                _move(entry, RosterState.REMOVED, details=details, account_id=account_id)
                removed.append(entry)
    place_news.tell_workers(batch, removed, RosterState.REMOVED)


def hold(batch: Batch) -> None:
    """Keep the matching from moving places of the batch until we have: an update that changes nothing locks the row."""
    db.session.execute(update(Batch).where(Batch.id == batch.id).values(matched_at=Batch.matched_at))


def _of_batch(batch: Batch) -> Select[RosterEntry]:
    return (
        select(RosterEntry)
        .where(RosterEntry.batch_id == batch.id)
        .order_by(RosterEntry.id)
        .options(
            joinedload(RosterEntry.worker),
            joinedload(RosterEntry.vacancy).joinedload(Vacancy.enterprise),
            joinedload(RosterEntry.batch).joinedload(Batch.agency),
            joinedload(RosterEntry.batch).joinedload(Batch.order).joinedload(ExportOrder.enterprise),
            selectinload(RosterEntry.contract),
            selectinload(RosterEntry.checks),
            selectinload(RosterEntry.events),
        )
        .execution_options(populate_existing=True)
    )


def _entries(batch: Batch, ids: Collection[int]) -> Sequence[RosterEntry]:
    return db.session.scalars(_of_batch(batch).where(RosterEntry.id.in_(ids))).all()


def _wanting(entries: Sequence[RosterEntry]) -> frozenset[int]:
    """Workers who look for work and agree to be matched, and those whom the agency brought itself.

    Nobody else is told of a place.
    """
    ids = [entry.worker_id for entry in entries]
    willing = select(Worker.id).where(Worker.id.in_(ids), Worker.is_looking, has_agreed(ConsentPurpose.MATCHING))
    brought = {entry.worker_id for entry in entries if entry.is_recruit and entry.worker.account_id is None}
    return frozenset(db.session.scalars(willing)) | brought


def _check_facts(entry: RosterEntry, target: RosterState, details: StepDetails, *, today: date) -> None:
    """What of a step depends on the person: days, the contract, the check that is due."""
    latest = max((event.happened_on for event in entry.events), default=None)
    check_day(details.happened_on, not_before=latest, today=today)
    if target in MONTHS:
        retention.check_entry(entry, MONTHS[target], happened_on=details.happened_on, method=details.method)
    if target is RosterState.RETURNED and entry.contract and entry.contract.starts_on:
        last_day = ends_on(entry.contract.starts_on, entry.contract.months)
        check_return(ends_on=last_day, happened_on=details.happened_on)


def _move(
    entry: RosterEntry,
    target: RosterState,
    *,
    details: StepDetails,
    account_id: int | None,
    way: ConsentWay | None = None,
) -> None:
    before, entry.state = entry.state, target
    entry.updated_at = now()
    db.session.add(
        RosterEvent(
            entry_id=entry.id,
            at=entry.updated_at,
            happened_on=details.happened_on,
            account_id=account_id,
            state=target,
            why=details.why,
            reason=details.reason.strip(),
            way=way,
        )
    )
    if target is RosterState.NOTIFIED and entry.token is None:
        entry.token = secrets.token_urlsafe(TOKEN_BYTES)
    if target is RosterState.ARRIVED:
        retention.open_checks(entry, details.happened_on)
        if entry.contract:
            entry.contract.starts_on = details.happened_on
    if target in MONTHS:
        retention.pass_check(entry, MONTHS[target], details.happened_on, details.method, account_id=account_id)
    if target in NO_LONGER_TRAVELS:
        vehicles.free_seat(entry.id)
    if target in SEATED and before not in SEATED:
        seats.take_seat(entry.vacancy_id)
    elif before in SEATED and target not in SEATED:
        seats.free_seat(entry.vacancy_id)
    audit.record(
        f"roster.{target}",
        entry,
        account_id=account_id,
        before=before,
        day=details.happened_on.isoformat(),
        reason=details.reason.strip(),
        why=details.why,
        way=way,
    )


def _let_batch_follow(batch: Batch) -> None:
    db.session.flush()
    states = set(db.session.scalars(select(RosterEntry.state).where(RosterEntry.batch_id == batch.id).distinct()))
    batch.state = batch_state_of(batch.state, states)


@contextmanager
def _moved_on_refused() -> Iterator[None]:
    """Refuse where somebody else has moved one of the places since it was read, or given a number of ours."""
    try:
        yield
        db.session.flush()
    except (StaleDataError, IntegrityError) as error:
        raise RosterStepRefused from error
