"""Keeps the index equal to the database: what the outbox says, everything anew, or what a comparison finds."""

from __future__ import annotations

import time
from dataclasses import dataclass
from threading import Lock
from typing import TYPE_CHECKING

from sqlalchemy import delete

from search import Delete, Upsert, checksum
from webapp.extensions import db
from webapp.models import OutboxEntry
from webapp.models.outbox import VACANCIES, WORKERS
from webapp.reads import indexing as reads

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import date

    from search import SearchIndex

INDEXES = (VACANCIES, WORKERS)
BATCH = 2000
"""Outbox entries applied at once."""

_writing = Lock()
"""One thread of a process writes at a time: a rebuild does not swallow what the sync writes meanwhile."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Applied:
    """Outbox entries that the index has taken: they may be forgotten, these and no others."""

    entry_ids: tuple[int, ...]
    documents: int


def apply_waiting(index: SearchIndex, *, today: date) -> Applied:
    """Bring to the index what waits in the outbox, at most a batch. Raises SearchUnavailable.

    The version is the moment before the documents are read, so that a slower writer never puts an older one on top.
    """
    with _writing:
        version = time.time_ns()
        waiting = reads.waiting_entries(BATCH)
        entry_ids = tuple(entry.id for entry in waiting)
        changed = 0
        for name in INDEXES:
            ids = sorted({entry.document_id for entry in waiting if entry.index_name == name})
            if ids:
                changed += _write(index, name, ids, version=version, today=today)
    return Applied(entry_ids=entry_ids, documents=changed)


def forget(applied: Applied) -> None:
    """Drop the outbox entries that the index has taken."""
    db.session.execute(delete(OutboxEntry).where(OutboxEntry.id.in_(applied.entry_ids)))


def rebuild(
    index: SearchIndex, *, today: date, on_progress: Callable[[int, int, str], None] | None = None
) -> dict[str, int]:
    """Build every index anew beside the old one and put it in its place; how many documents each has.

    Raises search.ShrinkRefused where the database has lost most of what the index knows.
    """
    counts = {}
    with _writing:
        for name in INDEXES:
            version = time.time_ns()
            ids = reads.document_ids(name, today=today)
            documents = reads.documents(name, ids, today=today)

            def tell(done: int, *, total: int = len(ids), name: str = name) -> None:
                if on_progress:
                    on_progress(done, total, name)

            counts[name] = index.rebuild(name, documents, version=version, on_progress=tell).count
    return counts


def rebuild_missing(index: SearchIndex, *, today: date) -> dict[str, int]:
    """Build the indexes where one is missing, or was made by another version of the code."""
    return rebuild(index, today=today) if any(index.needs_rebuild(name) for name in INDEXES) else {}


def repair(
    index: SearchIndex, *, today: date, on_progress: Callable[[int, int, str], None] | None = None
) -> dict[str, int]:
    """Compare every document with the database, and bring what differs; how many were compared and repaired."""
    compared = repaired = 0
    with _writing:
        for name in INDEXES:
            version = time.time_ns()
            standing = dict(index.checksums(name))
            ids = reads.document_ids(name, today=today)
            wrong = []
            for done, document in enumerate(reads.documents(name, ids, today=today), start=1):
                if standing.pop(document.id, None) != checksum(document):
                    wrong.append(int(document.id))
                if on_progress and done % reads.CHUNK == 0:
                    on_progress(done, len(ids), name)
            gone = [int(document_id) for document_id in standing]
            compared += len(ids)
            repaired += _write(index, name, sorted(wrong + gone), version=version, today=today)
    return {"compared": compared, "repaired": repaired}


def _write(index: SearchIndex, name: str, ids: Iterable[int], *, version: int, today: date) -> int:
    """Bring the documents of these numbers to an index; those that the database does not have are deleted there."""
    missing = {str(document_id) for document_id in ids}
    changes: list[Upsert | Delete] = []
    for document in reads.documents(name, sorted(int(document_id) for document_id in missing), today=today):
        missing.discard(document.id)
        changes.append(Upsert(document=document, version=version))
    changes += [Delete(id=document_id, version=version) for document_id in sorted(missing, key=int)]
    return index.write(name, changes).applied if changes else 0
