"""Joining two profiles: what hangs on the one goes to the other, row by row, and is noted so that it can go back.

Whatever table names a worker takes part, also one that is added later; what cannot move stays with the profile that has
gone. The profile itself, wishes, places and consents, is not mixed: what was agreed to for one was not for the other.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError

from domain.applications import LIVE, ApplicationState, NoSeatLeft, seats_changed
from domain.duplicates import TICKET_WORTH, is_further
from domain.fair_tickets import TicketState
from domain.skill_certificates import HeldCertificate, verified_level
from domain.skills import SkillLevel
from webapp.calendar import now
from webapp.extensions import db
from webapp.models import Account, Application, ApplicationEvent, Base, Certificate, FairTicket, Worker
from webapp.models.outbox import WORKERS, tell_search
from webapp.services import audit, fair_tickets
from webapp.services.seats import free_seat, take_seat

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from sqlalchemy import Column, Table

STAYS = frozenset({"worker", "worker_occupation", "worker_destination", "consent", "worker_pair"})
"""What is the profile itself, and the pairs, which services.duplicates looks after."""


def join(kept: Worker, gone: Worker, *, account_id: int, today: date) -> dict[str, Any]:
    """Bring everything of one profile to another; what was done, as JSON can say it."""
    done: dict[str, Any] = {
        "was_looking": gone.is_looking,
        "levels": [int(kept.skill_level), int(max(kept.skill_level, gone.skill_level))],
        "is_verified": kept.is_verified,
        "phone": kept.phone,
        "applications": _close_lesser_applications(kept, gone),
        "tickets": _give_back_lesser_tickets(kept, gone),
    }
    twice = _certificates_held_twice(kept, gone)
    done["rows"] = {
        table.name: moved
        for table, column in _tables_about_workers()
        if (moved := _move(table, column, gone.id, kept.id, except_ids=twice if table.name == "certificate" else ()))
    }
    if "worker_identity" in done["rows"]:
        kept.is_verified = gone.is_verified
    kept.skill_level = max(kept.skill_level, gone.skill_level)
    done["account"] = _join_accounts(kept, gone, account_id=account_id)
    _count(kept, today=today)
    _count(gone, today=today)
    tell_search(db.session, WORKERS, [kept.id, gone.id])
    return done


def take_apart(kept: Worker, gone: Worker, done: dict[str, Any], *, today: date) -> int:
    """Bring back what was brought; how much could not go back, because it is gone or somebody has moved it on."""
    columns = {table.name: (table, column) for table, column in _tables_about_workers()}
    stayed = 0
    for name, ids in done["rows"].items():
        if name not in columns:
            stayed += len(ids)
            continue
        table, column = columns[name]
        back = _move(table, column, kept.id, gone.id, only_ids=ids)
        stayed += len(ids) - len(back)
    stayed += len(done["tickets"])
    stayed += sum(not _reopen_application(number, state) for number, state in done["applications"])
    if "worker_identity" in done["rows"]:
        kept.is_verified = done["is_verified"]
    before, after = done["levels"]
    if kept.skill_level == after:
        kept.skill_level = SkillLevel(before)
    _part_accounts(kept, gone, done)
    _count(kept, today=today)
    _count(gone, today=today)
    tell_search(db.session, WORKERS, [kept.id, gone.id])
    return stayed


def _tables_about_workers() -> Iterator[tuple[Table, Column[Any]]]:
    """Every table that names a worker, with the column that does."""
    for table in Base.metadata.sorted_tables:
        if table.name not in STAYS:
            for column in table.columns:
                if any(key.column.table.name == "worker" for key in column.foreign_keys):
                    yield table, column


def _move(
    table: Table,
    column: Column[Any],
    from_id: int,
    to_id: int,
    *,
    only_ids: list[int] | None = None,
    except_ids: tuple[int, ...] = (),
) -> list[int]:
    """Move the rows of a table that may stand with the other profile, and say which."""
    asked = select(table.c.id).where(column == from_id).order_by(table.c.id)
    if only_ids is not None:
        asked = asked.where(table.c.id.in_(only_ids))
    moved = []
    for number in db.session.scalars(asked).all():
        if number in except_ids:
            continue
        try:
            with db.session.begin_nested():
                db.session.execute(update(table).where(table.c.id == number).values({column: to_id}))
        except IntegrityError:
            continue
        moved.append(number)
    # What the session knows of these rows is old now.
    for known in list(db.session.identity_map.values()):
        if getattr(known, "__tablename__", "") == table.name:
            db.session.expire(known)
    return moved


def _close_lesser_applications(kept: Worker, gone: Worker) -> list[tuple[int, str]]:
    """Of two live applications for one vacancy the one that has come further goes on."""
    live: dict[int, dict[int, Application]] = {}
    asked = select(Application).where(Application.worker_id.in_((kept.id, gone.id)), Application.state.in_(LIVE))
    for row in db.session.scalars(asked.order_by(Application.id)):
        live.setdefault(row.vacancy_id, {})[row.worker_id] = row
    closed = []
    for both in live.values():
        if len(both) < 2:  # noqa: PLR2004  one of each
            continue
        mine, theirs = both[kept.id], both[gone.id]
        lesser = mine if is_further(theirs.state, mine.state) else theirs
        closed.append((lesser.id, lesser.state.value))
        _set_state(lesser, ApplicationState.WITHDRAWN)
    return closed


def _reopen_application(number: int, state: str) -> bool:
    """Let an application go on that was closed; whether it could."""
    row = db.session.get(Application, number)
    if row is None or row.state is not ApplicationState.WITHDRAWN:
        return False
    try:
        with db.session.begin_nested():
            _set_state(row, ApplicationState(state))
    except (IntegrityError, NoSeatLeft):
        db.session.expire(row)
        return False
    return True


def _set_state(row: Application, state: ApplicationState) -> None:
    change = seats_changed(row.state, state)
    row.state, row.updated_at = state, now()
    db.session.add(ApplicationEvent(application_id=row.id, at=now(), account_id=None, state=state))
    db.session.flush()
    if change > 0:
        take_seat(row.vacancy_id)
    elif change < 0:
        free_seat(row.vacancy_id)


def _give_back_lesser_tickets(kept: Worker, gone: Worker) -> list[int]:
    """Of two tickets for one fair the one that is worth more is kept, and a place that is held twice is free again."""
    by_fair: dict[int, dict[int, FairTicket]] = {}
    asked = select(FairTicket).where(FairTicket.worker_id.in_((kept.id, gone.id))).order_by(FairTicket.id)
    for row in db.session.scalars(asked):
        by_fair.setdefault(row.fair_id, {})[row.worker_id] = row
    lesser = []
    for both in by_fair.values():
        if len(both) < 2:  # noqa: PLR2004  one of each
            continue
        mine, theirs = both[kept.id], both[gone.id]
        mine_is_less = TICKET_WORTH[theirs.state] > TICKET_WORTH[mine.state]
        less = mine if mine_is_less else theirs
        lesser.append(less.id)
        if less.state in {TicketState.BOOKED, TicketState.WAITING}:
            fair_tickets.give_back(less)
        if mine_is_less:
            # The fair knows one ticket of a person; the other takes its place.
            db.session.delete(less)
            db.session.flush()
    return lesser


def _certificates_held_twice(kept: Worker, gone: Worker) -> tuple[int, ...]:
    """Certificates of the one that the other has too: the same licence, or the same number."""

    def held(worker: Worker) -> list[tuple[int, Any, str]]:
        columns = (Certificate.id, Certificate.licence, Certificate.number)
        found = db.session.execute(select(*columns).where(Certificate.worker_id == worker.id))
        return [(row[0], row[1], row[2]) for row in found]

    licences = {licence for _, licence, _ in held(kept) if licence}
    numbers = {number for _, _, number in held(kept) if number}
    return tuple(number for number, licence, text in held(gone) if licence in licences or text in numbers)


def _join_accounts(kept: Worker, gone: Worker, *, account_id: int) -> dict[str, Any]:
    """One account goes on. Who has two signs in with that of the profile that is kept; the other is locked."""
    if gone.account_id is None:
        return {}
    if kept.account_id is None:
        moved = gone.account_id
        gone.account_id = None
        db.session.flush()
        kept.account_id = moved
        kept.phone = db.session.get_one(Account, moved).phone
        db.session.flush()
        return {"moved": moved}
    account = db.session.get_one(Account, gone.account_id)
    if not account.may_sign_in:
        return {}
    account.may_sign_in = False
    audit.record("account.lock", account, account_id=account_id)
    return {"locked": account.id}


def _part_accounts(kept: Worker, gone: Worker, done: dict[str, Any]) -> None:
    account = done["account"]
    if "moved" in account and kept.account_id == account["moved"]:
        kept.account_id = None
        kept.phone = done["phone"]
        db.session.flush()
        gone.account_id = account["moved"]
        db.session.flush()
    if "locked" in account:
        db.session.get_one(Account, account["locked"]).may_sign_in = True
        db.session.flush()


def _count(worker: Worker, *, today: date) -> None:
    columns = (Certificate.level, Certificate.standing, Certificate.valid_until)
    rows = db.session.execute(select(*columns).where(Certificate.worker_id == worker.id))
    held = [HeldCertificate(level=row[0], standing=row[1], valid_until=row[2]) for row in rows]
    worker.verified_level = verified_level(held, today=today)
    db.session.flush()
