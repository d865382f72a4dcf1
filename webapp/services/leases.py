"""Leases: somebody alone may do something for a while, on any database, and a dead holder does not block the living."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

from sqlalchemy import delete, insert, select, update
from sqlalchemy.exc import IntegrityError

from webapp.calendar import now
from webapp.extensions import db
from webapp.models import Lease
from webapp.reads.leases import is_dead, this_process

LASTS = timedelta(seconds=60)
"""Without a sign of life for this long a holder is taken for dead; it renews four times as often."""
RENEWED_EVERY = LASTS / 4


class LeaseHeld(Exception):
    """Somebody else holds the lease."""

    def __init__(self, name: str, holder: str) -> None:
        super().__init__(f"{name} is held by {holder}")
        self.holder = holder


def new_holder() -> str:
    """A name to hold one lease by: two threads of a process are two holders."""
    return f"{this_process()}:{uuid4().hex[:8]}"


def acquire(name: str, *, holder: str) -> None:
    """Take the lease. Raises LeaseHeld. Commits on a connection of its own."""
    with db.engine.begin() as connection:
        standing = connection.execute(select(Lease.holder, Lease.expires_at).where(Lease.name == name)).one_or_none()
        if standing is None:
            try:
                connection.execute(insert(Lease).values(name=name, holder=holder, expires_at=now() + LASTS))
            except IntegrityError as error:
                raise LeaseHeld(name, "another process, since this moment") from error
            return
        if standing.expires_at > now() and not is_dead(standing.holder):
            raise LeaseHeld(name, standing.holder)
        taken = connection.execute(
            update(Lease)
            .where(Lease.name == name, Lease.holder == standing.holder, Lease.expires_at == standing.expires_at)
            .values(holder=holder, expires_at=now() + LASTS)
        )
        if taken.rowcount != 1:
            raise LeaseHeld(name, "another process, since this moment")


def renew(name: str, *, holder: str) -> None:
    """Keep the lease longer. Raises LeaseHeld where it has gone to somebody else."""
    with db.engine.begin() as connection:
        kept = connection.execute(
            update(Lease).where(Lease.name == name, Lease.holder == holder).values(expires_at=now() + LASTS)
        )
    if kept.rowcount != 1:
        raise LeaseHeld(name, "another process, because we gave no sign of life")


def release(name: str, *, holder: str) -> None:
    """Give the lease back, if it is still ours."""
    with db.engine.begin() as connection:
        connection.execute(delete(Lease).where(Lease.name == name, Lease.holder == holder))


def release_all() -> None:
    """Give back every lease of this process, which is about to end."""
    with db.engine.begin() as connection:
        connection.execute(delete(Lease).where(Lease.holder.startswith(f"{this_process()}:", autoescape=True)))
