"""Pairs of profiles that may be one person, as the officials of a division see them; both must live there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import func, select
from sqlalchemy.orm import aliased, selectinload

from domain.divisions import subtree_prefix
from domain.duplicates import PairState
from domain.labour_export import HOLDS_SEAT
from webapp.extensions import db
from webapp.models import (
    Account,
    Application,
    FairTicket,
    RosterEntry,
    Worker,
    WorkerIdentity,
    WorkerOccupation,
    WorkerPair,
)
from webapp.reads.paging import page_within

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sqlalchemy import ColumnElement

PAGE_SIZE = 30

First, Second = aliased(Worker), aliased(Worker)


@dataclass(frozen=True, slots=True, kw_only=True)
class PairPage:
    """A page of pairs in one state, each with its two workers; the oldest that is open is first."""

    rows: Sequence[tuple[WorkerPair, Worker, Worker]]
    counts: Mapping[PairState, int]
    total: int
    page: int
    pages: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One of the two, with what would move."""

    worker: Worker
    identity: WorkerIdentity | None
    account: Account | None
    applications: int
    places: int
    """On rosters."""
    tickets: int


def pairs_of_division(division_code: str, *, state: PairState, page: int = 1) -> PairPage:
    """The pairs of the people of a division that stand there."""
    counted = (
        select(WorkerPair.state, func.count())
        .join(First, First.id == WorkerPair.first_id)
        .join(Second, Second.id == WorkerPair.second_id)
        .where(_both_within(division_code))
        .group_by(WorkerPair.state)
    )
    found: dict[PairState, int] = {row[0]: row[1] for row in db.session.execute(counted)}
    total = found.get(state, 0)
    page, pages = page_within(page, total=total, size=PAGE_SIZE)
    order = WorkerPair.found_at if state is PairState.OPEN else WorkerPair.decided_at.desc()
    asked = (
        select(WorkerPair, First, Second)
        .join(First, First.id == WorkerPair.first_id)
        .join(Second, Second.id == WorkerPair.second_id)
        .where(_both_within(division_code), WorkerPair.state == state)
        .order_by(order, WorkerPair.id)
    )
    rows = db.session.execute(asked.limit(PAGE_SIZE).offset((page - 1) * PAGE_SIZE))
    return PairPage(
        rows=[(row[0], row[1], row[2]) for row in rows],
        counts={one: found.get(one, 0) for one in PairState},
        total=total,
        page=page,
        pages=pages,
    )


def find_pair_within(pair_id: int, *, within: str) -> WorkerPair | None:
    """A pair, if both live in the division."""
    return db.session.scalar(
        select(WorkerPair)
        .join(First, First.id == WorkerPair.first_id)
        .join(Second, Second.id == WorkerPair.second_id)
        .where(WorkerPair.id == pair_id, _both_within(within))
    )


def sides_of(pair: WorkerPair) -> tuple[Side, Side]:
    """The two of a pair, with what hangs on each."""
    ids = (pair.first_id, pair.second_id)
    asked = select(Worker).where(Worker.id.in_(ids))
    asked = asked.options(
        selectinload(Worker.occupations).joinedload(WorkerOccupation.occupation),
        selectinload(Worker.skills),
        selectinload(Worker.certificates),
    )
    workers = {row.id: row for row in db.session.scalars(asked)}
    identities = {
        row.worker_id: row
        for row in db.session.scalars(select(WorkerIdentity).where(WorkerIdentity.worker_id.in_(ids)))
    }
    wanted = [row.account_id for row in workers.values() if row.account_id]
    accounts = {row.id: row for row in db.session.scalars(select(Account).where(Account.id.in_(wanted)))}
    counts = [_counts(table, ids) for table in (Application, RosterEntry, FairTicket)]

    def side(number: int) -> Side:
        worker = workers[number]
        applications, places, tickets = (count.get(number, 0) for count in counts)
        return Side(
            worker=worker,
            identity=identities.get(number),
            account=accounts.get(worker.account_id or 0),
            applications=applications,
            places=places,
            tickets=tickets,
        )

    return side(pair.first_id), side(pair.second_id)


def open_pairs_of(worker_id: int) -> Sequence[WorkerPair]:
    """The pairs of a worker that wait for an official."""
    mine = (WorkerPair.first_id == worker_id) | (WorkerPair.second_id == worker_id)
    return db.session.scalars(select(WorkerPair).where(mine, WorkerPair.state == PairState.OPEN)).all()


def both_travel(one_id: int, other_id: int) -> bool:
    """Whether each of two workers holds a place of labour export."""
    asked = select(RosterEntry.worker_id).where(
        RosterEntry.worker_id.in_((one_id, other_id)), RosterEntry.state.in_(HOLDS_SEAT)
    )
    return len(set(db.session.scalars(asked))) > 1


def _counts(table: type[Application | RosterEntry | FairTicket], worker_ids: tuple[int, int]) -> dict[int, int]:
    asked = select(table.worker_id, func.count()).where(table.worker_id.in_(worker_ids)).group_by(table.worker_id)
    return {row[0]: row[1] for row in db.session.execute(asked)}


def _both_within(division_code: str) -> ColumnElement[bool]:
    prefix = subtree_prefix(division_code)
    return First.division_code.startswith(prefix) & Second.division_code.startswith(prefix)
