"""Export orders and agreements as the city's officials see them."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload, selectinload

from domain.labour_export import HOLDS_SEAT, SEATED, BatchState, OrderState
from webapp.extensions import db
from webapp.models import Batch, CooperationAgreement, ExportOrder, Occupation, RosterEntry, Vacancy

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sqlalchemy import Select


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderFigures:
    """An order with how far it is filled."""

    order: ExportOrder
    asked: int
    taken: int
    """Seats that agencies have taken."""
    matched: int
    """Seats that are given to somebody, told or not."""
    agreed: int
    """People who have said yes."""


def orders_in(state: OrderState) -> list[OrderFigures]:
    """The orders in one state, those that leave first at the top."""
    return _figures(db.session.scalars(_loaded().where(ExportOrder.state == state)).all())


def find_order(order_id: int) -> OrderFigures | None:
    """An order with its work and its batches."""
    order = db.session.scalar(
        _loaded().where(ExportOrder.id == order_id).options(selectinload(ExportOrder.batches).joinedload(Batch.agency))
    )
    return _figures([order])[0] if order else None


def matched_by_batch(order: ExportOrder) -> Mapping[int, Mapping[str, int]]:
    """For each batch of an order how many people stand where."""
    counts: dict[int, dict[str, int]] = defaultdict(dict)
    rows = db.session.execute(
        select(RosterEntry.batch_id, RosterEntry.state, func.count())
        .join(Batch, Batch.id == RosterEntry.batch_id)
        .where(Batch.order_id == order.id)
        .group_by(RosterEntry.batch_id, RosterEntry.state)
    )
    for batch_id, state, count in rows:
        counts[batch_id][state] = count
    return counts


def agreements() -> Sequence[CooperationAgreement]:
    """All agreements, those that end last at the top."""
    return db.session.scalars(
        select(CooperationAgreement).order_by(CooperationAgreement.ends_on.desc(), CooperationAgreement.id)
    ).all()


def find_occupation(code: str) -> Occupation | None:
    """The occupation of a code, if it is one that somebody can have."""
    lowest = 4
    return db.session.scalar(select(Occupation).where(Occupation.code == code, Occupation.level == lowest))


def _loaded() -> Select[ExportOrder]:
    return (
        select(ExportOrder)
        .order_by(ExportOrder.departs_until, ExportOrder.id)
        .options(
            joinedload(ExportOrder.enterprise),
            selectinload(ExportOrder.vacancies).joinedload(Vacancy.occupation),
        )
    )


def _figures(orders: Sequence[ExportOrder]) -> list[OrderFigures]:
    ids = [order.id for order in orders]
    taken: Counter[int] = Counter()
    for order_id, seats in db.session.execute(
        select(Batch.order_id, func.sum(Batch.seats))
        .where(Batch.order_id.in_(ids), Batch.state != BatchState.CANCELLED)
        .group_by(Batch.order_id)
    ):
        taken[order_id] = int(seats)
    matched: Counter[int] = Counter()
    agreed: Counter[int] = Counter()
    for order_id, state, count in db.session.execute(
        select(Batch.order_id, RosterEntry.state, func.count())
        .join(RosterEntry, RosterEntry.batch_id == Batch.id)
        .where(Batch.order_id.in_(ids))
        .group_by(Batch.order_id, RosterEntry.state)
    ):
        matched[order_id] += count if state in HOLDS_SEAT else 0
        agreed[order_id] += count if state in SEATED else 0
    return [
        OrderFigures(
            order=order,
            asked=sum(vacancy.headcount for vacancy in order.vacancies),
            taken=taken[order.id],
            matched=matched[order.id],
            agreed=agreed[order.id],
        )
        for order in orders
    ]
