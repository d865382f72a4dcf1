"""Documents made ready for an engine: their columns and their stored form, by several processes where they are many.

To cut Chinese text costs more than to index it, so a rebuild would leave the other cores idle while one of them cuts.
"""

from __future__ import annotations

import os
from collections import deque
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from itertools import chain, islice
from multiprocessing import get_context, parent_process
from threading import Thread
from typing import TYPE_CHECKING, Any

from search.indexes import INDEXES
from search.indexes.documents import stored

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from concurrent.futures import Future

    from search.indexes.documents import Columns, Index

PARALLEL_FROM = 5_000
"""Documents from which it pays to start other processes, each of which loads the dictionaries anew."""
CHUNK = 200
"""Documents that travel to another process together."""
MOST_PROCESSES = 8


@dataclass(frozen=True, slots=True)
class Ready:
    """A document as an engine is given it."""

    id: str
    columns: Columns
    stored: str


def make_ready(index: Index[Any], document: Any) -> Ready:
    """One document. Raises DocumentInvalid."""
    return Ready(id=document.id, columns=index.make(document), stored=stored(document))


def all_ready(index: Index[Any], documents: Iterable[Any]) -> Iterator[Ready]:
    """Any number of documents, in their order, which are fetched a little ahead. Raises DocumentInvalid."""
    rest = iter(documents)
    first = list(islice(rest, PARALLEL_FROM))
    processes = min(_cores(), MOST_PROCESSES)
    if len(first) < PARALLEL_FROM or processes == 1:
        for document in chain(first, rest):
            yield make_ready(index, document)
        return
    every = chain(first, rest)
    ahead: deque[Future[list[Ready]]] = deque()
    # Whoever rebuilds may have threads, and a process with threads cannot be forked.
    with ProcessPoolExecutor(processes, mp_context=get_context("spawn"), initializer=_end_with_parent) as pool:
        while chunk := list(islice(every, CHUNK)):
            ahead.append(pool.submit(_make_chunk_ready, index.name, chunk))
            if len(ahead) > 2 * processes:
                yield from ahead.popleft().result()
        for future in ahead:
            yield from future.result()


def _make_chunk_ready(name: str, documents: list[Any]) -> list[Ready]:
    return [make_ready(INDEXES[name], document) for document in documents]


def _cores() -> int:
    return len(os.sched_getaffinity(0))


def _end_with_parent() -> None:  # pragma: no cover  of the other processes; a test kills their parent
    """A process whose parent was killed would wait for work for ever."""
    parent = parent_process()

    def watch() -> None:
        if parent is not None:
            parent.join()
        os._exit(1)

    Thread(target=watch, daemon=True).start()
