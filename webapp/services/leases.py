"""Leases: somebody alone may do something for a while, on any database, and a dead holder does not block the living."""

from __future__ import annotations

import os
import socket
from datetime import timedelta
from typing import TYPE_CHECKING

from sqlalchemy import delete, insert, update
from sqlalchemy.exc import IntegrityError

from webapp.calendar import now
from webapp.extensions import db
from webapp.models import Lease

if TYPE_CHECKING:
    from sqlalchemy import Connection

LASTS = timedelta(seconds=60)
"""Without a sign of life for this long a holder is taken for dead; it renews three times as often."""


class LeaseHeld(Exception):
    """Somebody else holds the lease."""

    def __init__(self, name: str, holder: str) -> None:
        super().__init__(f"{name} is held by {holder}")
        self.holder = holder


def this_process() -> str:
    """Who we are to others: host, process, and when it began, so that a reused number is not mistaken for us."""
    return f"{socket.gethostname()}:{os.getpid()}:{_began(os.getpid())}"


def acquire(name: str, *, holder: str) -> None:
    """Take the lease, or keep it longer. Raises LeaseHeld. Commits on a connection of its own."""
    with db.engine.begin() as connection:
        standing = connection.execute(Lease.__table__.select().where(Lease.name == name)).one_or_none()
        if standing is None:
            try:
                connection.execute(insert(Lease).values(name=name, holder=holder, expires_at=now() + LASTS))
            except IntegrityError as error:
                raise LeaseHeld(name, "another process, since this moment") from error
            return
        if standing.holder != holder and standing.expires_at > now() and not _is_dead(standing.holder):
            raise LeaseHeld(name, standing.holder)
        _take_over(connection, name, standing.holder, holder)


def release(name: str, *, holder: str) -> None:
    """Give the lease back, if it is still ours."""
    with db.engine.begin() as connection:
        connection.execute(delete(Lease).where(Lease.name == name, Lease.holder == holder))


def is_held(name: str) -> bool:
    """Whether a living process holds the lease."""
    with db.engine.connect() as connection:
        standing = connection.execute(Lease.__table__.select().where(Lease.name == name)).one_or_none()
    return standing is not None and standing.expires_at > now() and not _is_dead(standing.holder)


def _take_over(connection: Connection, name: str, before: str, holder: str) -> None:
    taken = connection.execute(
        update(Lease).where(Lease.name == name, Lease.holder == before).values(holder=holder, expires_at=now() + LASTS)
    )
    if taken.rowcount != 1:
        raise LeaseHeld(name, "another process, since this moment")


def _is_dead(holder: str) -> bool:
    """Whether the holder is a process of this machine that has ended; of other machines only the expiry tells."""
    host, process, began = holder.rsplit(":", 2)
    return host == socket.gethostname() and _began(int(process)) != began


def _began(process: int) -> str:
    """When a process of this machine began, in ticks since the machine did; empty where there is none, or no /proc."""
    try:
        with open(f"/proc/{process}/stat", encoding="ascii", errors="replace") as file:  # noqa: PTH123
            return file.read().rpartition(")")[2].split()[19]
    except OSError:
        return ""
