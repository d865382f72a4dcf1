"""Profiles that may be one person: found as they are written, put together by officials, taken apart again."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from sqlalchemy import delete, select
from sqlalchemy.exc import IntegrityError

from domain.contacts import mask_phone
from domain.duplicates import (
    NotOfThisPair,
    PairGround,
    PairState,
    Person,
    check_merge,
    check_move,
    check_two_people,
    check_undo,
    grounds_of,
    state_after_looking,
)
from domain.messages import MessageKind
from webapp.calendar import now
from webapp.extensions import db
from webapp.models import Account, Worker, WorkerIdentity, WorkerPair
from webapp.reads.duplicates import both_travel
from webapp.services import audit, joining, messages

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from sqlalchemy import Row

MERGE, UNDO, TWO_PEOPLE = "duplicate.merge", "duplicate.undo", "duplicate.two_people"


def look_for(worker: Worker) -> int:
    """Find the profiles that may be the same person as one that was written, and say how many there are.

    A pair whose evidence has gone is forgotten; one that an official has decided stands, unless there is new evidence.
    """
    db.session.flush()
    me = _person_of(worker.id)
    pairs = {_other(pair, worker.id): pair for pair in _pairs_of(worker.id)}
    found = {row.id: grounds_of(me, _person(row)) for row in _alike(worker.id, me)} if me else {}
    for other_id in {*pairs, *found}:
        pair, grounds = pairs.get(other_id), found.get(other_id, frozenset())
        state = state_after_looking(
            pair.state if pair else None, before=pair.grounds if pair else frozenset(), found=grounds
        )
        if pair is None and state is not None:
            _note(worker.id, other_id, grounds)
        elif pair is not None and state is None:
            db.session.delete(pair)
        elif pair is not None and state is PairState.OPEN:
            pair.grounds, pair.state = grounds, state
    db.session.flush()
    return sum(bool(grounds) for grounds in found.values())


def say_two_people(pair: WorkerPair, *, reason: str, account_id: int) -> None:
    """They only look alike. Raises a refusal of check_two_people."""
    check_two_people(pair.state, reason)
    _decide(pair, PairState.TWO_PEOPLE, account_id=account_id, reason=reason.strip())
    audit.record(
        TWO_PEOPLE,
        pair,
        account_id=account_id,
        workers=[pair.first_id, pair.second_id],
        grounds=sorted(pair.grounds),
        reason=pair.reason,
    )


def merge(pair: WorkerPair, keep_id: int, *, account_id: int, today: date) -> None:
    """Put two profiles together: what the one has goes to the other, which is kept, and comes back if it is undone.

    Raises NotOfThisPair or a refusal of check_merge.
    """
    if keep_id not in {pair.first_id, pair.second_id}:
        raise NotOfThisPair
    # Both are locked until the end: nobody applies as one of them meanwhile.
    both = select(Worker).where(Worker.id.in_((pair.first_id, pair.second_id))).order_by(Worker.id)
    workers = {row.id: row for row in db.session.scalars(both.with_for_update())}
    db.session.refresh(pair, ["state"])
    kept, gone = workers[keep_id], workers[_other(pair, keep_id)]
    check_merge(pair.state, both_travel=both_travel(kept.id, gone.id))
    _decide(pair, PairState.MERGED, account_id=account_id)
    pair.kept_id = kept.id
    pair.moved = joining.join(kept, gone, account_id=account_id, today=today)
    gone.merged_into_id, gone.is_looking = kept.id, False
    kept.updated_at = gone.updated_at = now()
    # What the other may have been beside this one is asked of the one that is kept.
    still_open = (WorkerPair.first_id == gone.id) | (WorkerPair.second_id == gone.id)
    db.session.execute(delete(WorkerPair).where(still_open, WorkerPair.state == PairState.OPEN))
    audit.record(
        MERGE,
        pair,
        account_id=account_id,
        kept=kept.id,
        gone=gone.id,
        grounds=sorted(pair.grounds),
        moved={name: len(ids) for name, ids in pair.moved["rows"].items()},
    )
    look_for(kept)
    _tell(kept, gone, are_one=True)


def undo(pair: WorkerPair, *, account_id: int, today: date) -> int:
    """Take back what was decided; how much could not go back, because it has changed since.

    Raises a refusal of check_undo.
    """
    if pair.state is not PairState.MERGED:
        check_move(pair.state, PairState.OPEN)
        _reopen(pair)
        audit.record(UNDO, pair, account_id=account_id, stayed=0)
        return 0
    kept = db.session.get_one(Worker, pair.kept_id)
    gone = db.session.get_one(Worker, _other(pair, kept.id))
    check_undo(
        pair.state,
        decided_at=pair.decided_at or pair.found_at,
        at=now(),
        kept_is_gone=kept.merged_into_id is not None,
    )
    gone.merged_into_id = None
    gone.is_looking = pair.moved["was_looking"]
    stayed = joining.take_apart(kept, gone, pair.moved, today=today)
    kept.updated_at = gone.updated_at = now()
    _reopen(pair)
    audit.record(UNDO, pair, account_id=account_id, kept=kept.id, gone=gone.id, stayed=stayed)
    _tell(kept, gone, are_one=False)
    return stayed


def _tell(*workers: Worker, are_one: bool) -> None:
    """Whoever signs in for one of them hears with which number it goes on."""
    phone = mask_phone(workers[0].phone)
    for worker in workers:
        if worker.account_id is not None:
            account = db.session.get_one(Account, worker.account_id)
            messages.tell(MessageKind.PROFILES_JOINED, account=account, words={"are_one": are_one, "phone": phone})


def _note(one_id: int, other_id: int, grounds: frozenset[PairGround]) -> None:
    first_id, second_id = sorted((one_id, other_id))
    pair = WorkerPair(
        first_id=first_id, second_id=second_id, grounds=grounds, state=PairState.OPEN, found_at=now(), moved={}
    )
    # Of two who are written at once each finds the other; one note is enough.
    with suppress(IntegrityError), db.session.begin_nested():
        db.session.add(pair)


def _decide(pair: WorkerPair, state: PairState, *, account_id: int, reason: str = "") -> None:
    pair.state, pair.reason = state, reason
    pair.decided_at, pair.decided_by_id = now(), account_id
    db.session.flush()


def _reopen(pair: WorkerPair) -> None:
    pair.state, pair.reason, pair.moved = PairState.OPEN, "", {}
    pair.decided_at = pair.decided_by_id = pair.kept_id = None
    db.session.flush()


def _pairs_of(worker_id: int) -> Iterable[WorkerPair]:
    mine = (WorkerPair.first_id == worker_id) | (WorkerPair.second_id == worker_id)
    return db.session.scalars(select(WorkerPair).where(mine)).all()


def _other(pair: WorkerPair, worker_id: int) -> int:
    return pair.second_id if pair.first_id == worker_id else pair.first_id


_WHO = (Worker.id, Worker.name, Worker.phone, Worker.birth_year, WorkerIdentity.blind_index)


def _person_of(worker_id: int) -> Person | None:
    """Who a profile says it is; None for one that has gone into another."""
    asked = select(*_WHO).outerjoin(WorkerIdentity, WorkerIdentity.worker_id == Worker.id)
    row = db.session.execute(asked.where(Worker.id == worker_id, Worker.merged_into_id.is_(None))).first()
    return _person(row) if row else None


def _alike(worker_id: int, me: Person) -> Iterable[Row[int, str, str, int, str]]:
    """Profiles with the same number, or the same phone and year; two questions, each of which has its index."""
    asked = (
        select(*_WHO)
        .outerjoin(WorkerIdentity, WorkerIdentity.worker_id == Worker.id)
        .where(Worker.id != worker_id, Worker.merged_into_id.is_(None))
    )
    rows = list(db.session.execute(asked.where(Worker.phone == me.phone, Worker.birth_year == me.birth_year)))
    if me.blind_index:
        rows += db.session.execute(asked.where(WorkerIdentity.blind_index == me.blind_index))
    return rows


def _person(row: Row[int, str, str, int, str]) -> Person:
    return Person(name=row[1], phone=row[2], birth_year=row[3], blind_index=row[4] or "")
