"""One fair at a time: whoever gives booths, spots or hours of a fair away holds it until the transaction ends."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import update

from webapp.extensions import db
from webapp.models import Fair

if TYPE_CHECKING:
    from collections.abc import Sequence

COLUMNS = ("version", "state", "held_on", "hall_id", "booth_limit", "registers_from", "registers_until")


def hold(fair: Fair, columns: Sequence[str] = COLUMNS) -> None:
    """Wait until nobody else changes the fair, and read it as it stands then.

    A write that changes nothing takes the lock on PostgreSQL and on SQLite alike.
    """
    locked = update(Fair).where(Fair.id == fair.id).values(booth_limit=Fair.booth_limit)
    db.session.execute(locked.execution_options(synchronize_session=False))
    db.session.refresh(fair, columns)
