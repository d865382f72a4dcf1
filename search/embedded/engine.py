"""The embedded engine: one process writes, any number reads, and each sees a commit within a second."""

from __future__ import annotations

import json
import threading
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, ClassVar
from weakref import WeakValueDictionary

import tantivy
from tantivy import Occur, Query

from search import tuning
from search.embedded.folder import Folder
from search.embedded.reading import Reading
from search.embedded.schema import document_of, make_index, open_index, schema_of, stored_text
from search.indexes import INDEXES
from search.indexes.documents import GONE, checksum, tie_of
from search.port import (
    Delete,
    Found,
    IndexMissing,
    RebuildIncomplete,
    Rebuilt,
    SearchUnavailable,
    ShrinkRefused,
    Upsert,
    Written,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from search.clauses import Plan
    from search.port import Change, Progress

HEAP = 96_000_000
"""Bytes that a writer may hold before it writes a segment; bounds the memory of a rebuild."""
LOOK_EVERY = 1.0
"""Seconds between looks at whether another process has committed or rebuilt."""
REPORT_EVERY = 500
"""Documents between two reports of progress."""


class _Opened:
    """An index in use: its folder, tantivy's handle on it, and the reading that serves searches."""

    def __init__(self, name: str, path: Path) -> None:
        self.path = path
        self.index = INDEXES[name]
        self.schema = schema_of(self.index)
        self.handle = open_index(str(path))
        self.seen = self.stamp()
        self.reading = self._read()

    def stamp(self) -> tuple[int, int]:
        """Changes with every commit."""
        stat = (self.path / "meta.json").stat()
        return stat.st_ino, stat.st_mtime_ns

    def refresh(self, *, anyway: bool = False) -> None:
        """See the last commit."""
        now = self.stamp()
        if anyway or now != self.seen:
            self.handle.reload()
            self.seen = now
            self.reading = self._read()

    def _read(self) -> Reading:
        self.handle.reload()
        return Reading(self.schema, self.handle.searcher())


class EmbeddedEngine:
    """Runs plans on tantivy indexes in a folder. However often a process opens a folder, it has one writer there."""

    kind: ClassVar = "embedded"

    _shared: ClassVar[WeakValueDictionary[Path, EmbeddedEngine]] = WeakValueDictionary()
    _sharing: ClassVar = threading.Lock()

    @classmethod
    def at(cls, path: Path) -> EmbeddedEngine:
        """The engine of a folder: in one process always the same one."""
        with cls._sharing:
            engine = cls._shared.get(path)
            if engine is None:
                engine = cls(path)
                cls._shared[path] = engine
            return engine

    def __init__(self, path: Path) -> None:
        self.folder = Folder(path)
        self._opened: dict[str, _Opened] = {}
        self._looked: dict[str, float] = {}
        self._writers: dict[str, tantivy.IndexWriter] = {}
        self._writing = threading.RLock()
        self._reading = threading.RLock()
        self._rebuilding: dict[str, list[Change]] = {}
        self._rebuilds = threading.Lock()

    def run(self, plan: Plan) -> Found:
        """Find what the plan asks for. Raises SearchUnavailable."""
        with _as_unavailable():
            return self._current(plan.index).reading.run(plan)

    def stored(self, name: str, document_id: str) -> str | None:
        """The document of an id as it was stored, or None."""
        with _as_unavailable():
            opened = self._current(name)
            for address in opened.reading.addresses(_alive(opened, document_id)):
                return stored_text(opened.reading.searcher.doc(address))
            return None

    def count(self, name: str) -> int:
        """How many documents the index has."""
        with _as_unavailable():
            return _count(self._current(name))

    def checksums(self, name: str) -> Iterator[tuple[str, str]]:
        """Id and checksum of every document."""
        with _as_unavailable():
            opened = self._current(name)
            searcher = opened.reading.searcher
            addresses = opened.reading.addresses(_alive(opened))
        for address in addresses:
            text = stored_text(searcher.doc(address))
            yield json.loads(text)["id"], checksum(text)

    def needs_rebuild(self, name: str) -> bool:
        """Whether there is no index, or one of another mapping."""
        path = self.folder.current(name)
        return path is None or not path.name.startswith(INDEXES[name].versioned_name)

    def reload(self) -> None:
        """See what has been written until now, by whomever."""
        with _as_unavailable(), self._reading:
            self._looked.clear()
            for name in list(self._opened):
                self._current(name)

    def write(self, name: str, changes: Iterable[Change]) -> Written:
        """Apply changes; one that is older than what the index has does nothing. Raises WriterBusy."""
        with self._writing:
            self.folder.lock()
            if self.needs_rebuild(name):
                if self.folder.current(name) is not None:
                    raise IndexMissing(f"The index of {name} is of another version; rebuild it first.")
                self._fill(name, (), version=0, on_progress=None, may_shrink=True)
            changes = list(changes)
            with _as_unavailable():
                opened = self._current(name)
                opened.refresh()
                written = self._apply(opened, self._writer(name, opened), changes)
                opened.refresh(anyway=True)
            if name in self._rebuilding:
                self._rebuilding[name].extend(changes)
            return written

    def rebuild(
        self, name: str, documents: Iterable[Any], *, version: int, on_progress: Progress | None, may_shrink: bool
    ) -> Rebuilt:
        """Fill a new index beside the old one, compare, and put it in its place at one stroke.

        Changes written meanwhile go into both. Raises WriterBusy, ShrinkRefused or RebuildIncomplete; whatever happens,
        the old index stays until the new one is whole.
        """
        with self._rebuilds:
            was_writer = bool(self._writers)
            with self._writing:
                self.folder.lock()
                self._rebuilding[name] = []
            try:
                return self._fill(name, documents, version=version, on_progress=on_progress, may_shrink=may_shrink)
            finally:
                with self._writing:
                    self._rebuilding.pop(name, None)
                    if not was_writer and not self._writers:
                        self.folder.release()

    def rollback(self, name: str) -> str:
        """Put the index that was last replaced back in its place. Raises NothingToRollBack or WriterBusy."""
        with self._writing:
            self.folder.lock()
            try:
                path = self.folder.roll_back(name)
                self._end_writer(name)
                self._looked.clear()
                return path.name
            finally:
                if not self._writers:
                    self.folder.release()

    def close(self) -> None:
        """Stop writing and let another process write. Searching opens what it needs again."""
        with self._writing:
            for name in list(self._writers):
                self._end_writer(name)
            self.folder.release()
        with self._reading:
            self._opened.clear()
            self._looked.clear()

    def _current(self, name: str) -> _Opened:
        """The index in use, as of at most a second ago."""
        with self._reading:
            opened = self._opened.get(name)
            now = time.monotonic()
            if opened is not None and now - self._looked.get(name, -LOOK_EVERY) < LOOK_EVERY:
                return opened
            path = self.folder.current(name)
            if path is None or self.needs_rebuild(name):
                raise IndexMissing(f"There is no index of {name} for this version of the code; rebuild it.")
            if opened is None or opened.path != path:
                opened = self._opened[name] = _Opened(name, path)
            else:
                opened.refresh()
            self._looked[name] = now
            return opened

    def _writer(self, name: str, opened: _Opened) -> tantivy.IndexWriter:
        if name not in self._writers:
            self._writers[name] = opened.handle.writer(HEAP, 1)
        return self._writers[name]

    def _end_writer(self, name: str) -> None:
        writer = self._writers.pop(name, None)
        if writer is not None:
            writer.wait_merging_threads()

    def _apply(self, opened: _Opened, writer: tantivy.IndexWriter, changes: list[Change]) -> Written:
        latest: dict[str, int] = {}
        outdated = 0
        documents = []
        for change in changes:
            document_id = change.document.id if isinstance(change, Upsert) else change.id
            known = latest.get(document_id)
            if known is None:
                known = _version(opened, document_id)
            if change.version <= known:
                outdated += 1
                continue
            latest[document_id] = change.version
            documents.append((document_id, self._made(opened, change)))
        for document_id, document in documents:
            writer.delete_documents_by_term("id", document_id)
            writer.add_document(document)
        writer.commit()
        return Written(applied=len(documents), outdated=outdated)

    def _made(self, opened: _Opened, change: Change) -> tantivy.Document:
        if isinstance(change, Upsert):
            return document_of(opened.index, change.document, change.version)
        return _tombstone(change)

    def _fill(
        self, name: str, documents: Iterable[Any], *, version: int, on_progress: Progress | None, may_shrink: bool
    ) -> Rebuilt:
        index = INDEXES[name]
        before = self.count(name) if not self.needs_rebuild(name) else 0
        path = self.folder.new(index.versioned_name)
        with _as_unavailable():
            handle = make_index(str(path), schema_of(index))
            writer = handle.writer(HEAP, 1)
        ids: set[int] = set()
        done = 0
        try:
            for document in documents:
                made = document_of(index, document, version)
                tie = tie_of(document.id)
                if tie in ids:
                    writer.delete_documents_by_term("id", document.id)
                ids.add(tie)
                writer.add_document(made)
                done += 1
                if on_progress is not None and done % REPORT_EVERY == 0:
                    on_progress(done)
            writer.commit()
        finally:
            # Also when the documents end in an error: a writer that is only dropped leaves its threads behind.
            writer.wait_merging_threads()
        if on_progress is not None:
            on_progress(done)
        opened = _Opened(name, path)
        count = _count(opened)
        if count != len(ids):
            raise RebuildIncomplete(index=name, given=len(ids), found=count)
        if before >= tuning.SHRINK_FROM and count < before * tuning.SHRINK_TO and not may_shrink:
            raise ShrinkRefused(index=name, before=before, now=count)
        with self._writing:
            missed = self._rebuilding.get(name)
            if missed:
                writer = opened.handle.writer(HEAP, 1)
                self._apply(opened, writer, missed)
                writer.wait_merging_threads()
                count = _count(_Opened(name, path))
            self._end_writer(name)
            self.folder.put_in_place(name, path)
            with self._reading:
                self._looked.pop(name, None)
        return Rebuilt(count=count, before=before, name=path.name)


def _alive(opened: _Opened, document_id: str | None = None) -> Query:
    """Documents that are not deleted: all, or the one of an id."""
    schema = opened.schema
    wanted = Query.all_query() if document_id is None else Query.term_query(schema, "id", document_id, "basic")
    return Query.boolean_query(
        [(Occur.Must, wanted), (Occur.MustNot, Query.term_query(schema, "state", GONE, "basic"))]
    )


def _count(opened: _Opened) -> int:
    return int(opened.reading.searcher.search(_alive(opened), limit=1).count)  # type: ignore[attr-defined]


def _version(opened: _Opened, document_id: str) -> int:
    """The version that the index has of a document, also of one that was deleted; -1 where it never had one."""
    query = Query.term_query(opened.schema, "id", document_id, "basic")
    addresses = opened.reading.addresses(query)
    return int(opened.reading.searcher.fast_field_values("version", addresses)[0] or 0) if addresses else -1


def _tombstone(change: Delete) -> tantivy.Document:
    """What remains of a deleted document until the next rebuild: its version, so that no older write revives it."""
    document = tantivy.Document()
    document.add_text("id", change.id)
    document.add_text("state", GONE)
    document.add_integer("version", change.version)
    document.add_integer("tie", tie_of(change.id))
    return document


@contextmanager
def _as_unavailable() -> Iterator[None]:
    """What the disk or tantivy throws, as the port says it."""
    try:
        yield
    except OSError as error:
        raise SearchUnavailable(f"The index cannot be read: {error}") from error
    except ValueError as error:
        raise SearchUnavailable(f"The index does not answer: {error}") from error
