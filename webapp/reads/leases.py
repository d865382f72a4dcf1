"""Who holds a lease, and whether the holder lives."""

from __future__ import annotations

import os
import socket
from typing import TYPE_CHECKING

from sqlalchemy import select

from webapp.calendar import now
from webapp.extensions import db
from webapp.models import Lease

if TYPE_CHECKING:
    from collections.abc import Iterable


def this_process() -> str:
    """Who we are to others: host, process, and when it began, so that a reused number is not mistaken for us."""
    return f"{socket.gethostname()}:{os.getpid()}:{_began(os.getpid())}"


def is_held(name: str) -> bool:
    """Whether a living process holds the lease."""
    return name in held((name,))


def held(names: Iterable[str]) -> frozenset[str]:
    """Those of the leases that a living process holds."""
    with db.engine.connect() as connection:
        standing = connection.execute(select(Lease.name, Lease.holder, Lease.expires_at).where(Lease.name.in_(names)))
        return frozenset(row.name for row in standing if row.expires_at > now() and not is_dead(row.holder))


def is_dead(holder: str) -> bool:
    """Whether the holder is a process of this machine that has ended; of other machines only the expiry tells.

    A holder is what `this_process` says, and after it a word of its own for each lease that the process took.
    """
    host, process, began, _ = holder.rsplit(":", 3)
    return host == socket.gethostname() and _began(int(process)) != began


def _began(process: int) -> str:
    """When a process of this machine began, in ticks since the machine did; empty where there is none, or no /proc."""
    try:
        with open(f"/proc/{process}/stat", encoding="ascii", errors="replace") as file:  # noqa: PTH123
            return file.read().rpartition(")")[2].split()[19]
    except OSError:
        return ""
