"""Profiles that a county has entered and that somebody may take over with the phone in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from webapp.extensions import db
from webapp.models import Worker

if TYPE_CHECKING:
    from collections.abc import Sequence

    from webapp.models import Account


def claimable_by(account: Account) -> Sequence[Worker]:
    """The profiles with the phone of an account that nobody signs in for; none for who has a profile."""
    own = db.session.scalar(select(Worker.id).where(Worker.account_id == account.id))
    if own is not None:
        return []
    waiting = select(Worker).where(
        Worker.phone == account.phone, Worker.account_id.is_(None), Worker.merged_into_id.is_(None)
    )
    return db.session.scalars(waiting.order_by(Worker.id)).all()
