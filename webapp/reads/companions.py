"""Who goes away with whom."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import or_, select
from sqlalchemy.orm import joinedload

from domain.companions import groups_of
from webapp.extensions import db
from webapp.models import Companionship

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence


def pairs_of(worker_id: int) -> Sequence[Companionship]:
    """Whom a worker has asked, who asks, and who goes together with the worker; the latest first."""
    return db.session.scalars(
        select(Companionship)
        .where(or_(Companionship.asker_id == worker_id, Companionship.other_id == worker_id))
        .order_by(Companionship.id.desc())
        .options(joinedload(Companionship.asker), joinedload(Companionship.other))
    ).all()


def find_pair(pair_id: int, *, worker_id: int) -> Companionship | None:
    """A pair of which the worker is one."""
    mine = or_(Companionship.asker_id == worker_id, Companionship.other_id == worker_id)
    return db.session.scalar(select(Companionship).where(Companionship.id == pair_id, mine))


def names_of_companions(worker_id: int) -> list[str]:
    """The names of those with whom a worker goes together."""
    return [
        pair.other.name if pair.asker_id == worker_id else pair.asker.name
        for pair in pairs_of(worker_id)
        if pair.agreed_at is not None
    ]


def agreed_pairs(worker_ids: Collection[int]) -> list[tuple[int, int]]:
    """The pairs among these workers that both have agreed to."""
    rows = db.session.execute(
        select(Companionship.asker_id, Companionship.other_id).where(
            Companionship.agreed_at.is_not(None),
            Companionship.asker_id.in_(worker_ids),
            Companionship.other_id.in_(worker_ids),
        )
    )
    return [(asker, other) for asker, other in rows]


def all_agreed_pairs() -> list[tuple[int, int]]:
    """Every pair that both have agreed to."""
    rows = db.session.execute(
        select(Companionship.asker_id, Companionship.other_id).where(Companionship.agreed_at.is_not(None))
    )
    return [(asker, other) for asker, other in rows]


def connected_pairs(worker_ids: Collection[int]) -> list[tuple[int, int]]:
    """The agreed pairs of the groups to which these workers belong."""
    pairs = all_agreed_pairs()
    people = sorted({person for pair in pairs for person in pair} | set(worker_ids))
    wanted = {person for group in groups_of(pairs, people) if set(group) & set(worker_ids) for person in group}
    return [pair for pair in pairs if set(pair) <= wanted]
