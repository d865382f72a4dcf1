"""The Elasticsearch engine: versioned indexes behind an alias, external versions, one atomic swap."""

from __future__ import annotations

import json
import random
import time
from collections import deque
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from itertools import islice
from typing import TYPE_CHECKING, Any, ClassVar

from elastic_transport import TransportError
from elasticsearch import ApiError, BadRequestError, Elasticsearch, NotFoundError
from elasticsearch.helpers import streaming_bulk

from search import tuning
from search.elastic import translate
from search.indexes import INDEXES
from search.indexes.documents import checksum
from search.port import (
    Found,
    FoundRow,
    IndexMissing,
    NothingToRollBack,
    RebuildIncomplete,
    Rebuilt,
    SearchUnavailable,
    ShrinkRefused,
    Upsert,
    Written,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from concurrent.futures import Future

    from search.clauses import Plan
    from search.elastic.address import Address
    from search.port import Change, Progress

CHUNK = 500
"""Documents of one bulk request."""
CHUNK_BYTES = 10_000_000
CHUNKS_AHEAD = 2
"""Requests of a rebuild that wait while the next lines are made ready."""
LISTED = 2_000
"""Documents of one page when all are listed."""
KEEP = "2m"
"""How long a listing may pause between two pages."""
LOOK_EVERY = 1.0
"""Seconds for which the index behind an alias is remembered."""
CONFLICT, NOT_FOUND = 409, 404
TRANSIENT = frozenset({429, 502, 503, 504})
"""What another host, or a moment later, may answer."""
QUEUE_RETRIES, QUEUE_PAUSE, LONGEST_PAUSE = 12, (0.1, 0.3), 5.0
"""How often a line is sent again that found a full queue; the seconds of the first pause (each is twice as long),
drawn by lot, for who was turned away together shall not come back together; and those of the longest.
"""


class ElasticEngine:
    """Runs plans on a cluster. Any process may write: versions keep older changes from undoing newer ones."""

    kind: ClassVar = "elastic"

    def __init__(self, address: Address) -> None:
        self.address = address
        self._indexes: dict[str, tuple[float, str]] = {}
        secure: dict[str, Any] = {}
        if address.hosts[0].startswith("https"):
            secure = {"verify_certs": address.verify, "ssl_show_warn": False}
            if address.ca is not None:
                secure["ca_certs"] = address.ca
        self.client = Elasticsearch(
            list(address.hosts),
            basic_auth=address.basic_auth,
            api_key=address.api_key,
            request_timeout=address.timeout,
            max_retries=address.retries,
            retry_on_timeout=True,
            **secure,
        )

    def run(self, plan: Plan) -> Found:
        """Find what the plan asks for. Raises SearchUnavailable."""
        page, *counts = self._answers(plan.index, translate.searches(plan))
        rows = []
        for found in page["hits"]["hits"]:
            sort = translate.sort_values(plan, found["sort"])
            score = found["_score"] or 0.0
            rows.append(FoundRow(score=score, sort=sort, stored=found["_source"][translate.STORED]))
        facets = {
            request.name: translate.counted(request, answer["aggregations"])
            for (_, requests), answer in zip(plan.passes(), counts, strict=True)
            for request in requests
        }
        return Found(rows=tuple(rows), total=page["hits"]["total"]["value"], facets=facets)

    def _answers(self, name: str, searches: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """The answers to some searches, each by all shards. A host that cannot give them is not the last one asked."""
        for attempt in range(self.address.retries + 1):
            with _as_unavailable():
                answers = self.client.msearch(index=self._current(name), searches=searches)["responses"]
            failed = next((answer for answer in answers if "error" in answer), None)
            if failed is None:
                return list(answers)
            self._indexes.pop(name, None)
            if failed["status"] not in TRANSIENT or attempt == self.address.retries:
                raise SearchUnavailable(f"The cluster cannot answer: {json.dumps(failed['error'])[:500]}")
        raise AssertionError  # pragma: no cover  the last attempt returns or raises

    def stored(self, name: str, document_id: str) -> str | None:
        """The document of an id as it was stored, or None."""
        with _as_unavailable():
            index = self._current(name)
            try:
                answer = self.client.get(index=index, id=document_id)
            except NotFoundError:
                return None
            return str(answer["_source"][translate.STORED])

    def count(self, name: str) -> int:
        """How many documents the index has."""
        with _as_unavailable():
            return self._count(self._current(name))

    def checksums(self, name: str) -> Iterator[tuple[str, str]]:
        """Id and checksum of every document."""
        with _as_unavailable():
            opened = self.client.open_point_in_time(index=self._current(name), keep_alive=KEEP)["id"]
            after: dict[str, Any] = {}
            try:
                while True:
                    page = self.client.search(
                        pit={"id": opened, "keep_alive": KEEP},
                        size=LISTED,
                        sort=["_shard_doc"],
                        track_total_hits=False,
                        allow_partial_search_results=False,
                        **after,
                    )["hits"]["hits"]
                    for hit in page:
                        yield hit["_id"], checksum(hit["_source"][translate.STORED])
                    if not page:
                        return
                    after = {"search_after": page[-1]["sort"]}
            finally:
                self.client.close_point_in_time(id=opened)

    def needs_rebuild(self, name: str) -> bool:
        """Whether there is no index, or one of another mapping."""
        with _as_unavailable():
            index = self._behind(self._alias(name))
            return index is None or not index.startswith(self._versioned(name))

    def write(self, name: str, changes: Iterable[Change]) -> Written:
        """Apply changes; one that is older than what the index has does nothing. Raises DocumentInvalid."""
        with _as_unavailable():
            if self._behind(self._alias(name)) is None:
                self._put_in_place(name, self._create(name, building=False))
            changes = list(changes)
            self._indexes.pop(name, None)
            while True:
                current = self._current(name)
                written = self._bulk(current, (_action(name, change) for change in changes))
                building = self._behind(self._alias(name, "building"))
                if building is not None:
                    self._bulk(building, (_action(name, change) for change in changes))
                self._indexes.pop(name, None)
                # A rebuild may have ended in between: then what was written lies in the index that was replaced.
                if self._current(name) in {current, building}:
                    return written

    def rebuild(
        self, name: str, documents: Iterable[Any], *, version: int, on_progress: Progress | None, may_shrink: bool
    ) -> Rebuilt:
        """Fill a new index beside the old one, compare, and put it in its place at one stroke.

        Changes written meanwhile, by whatever process, go into both. Raises ShrinkRefused or RebuildIncomplete;
        whatever happens, the old index stays until the new one is whole.
        """
        with _as_unavailable():
            before = 0 if self.needs_rebuild(name) else self.count(name)
            new = self._create(name, building=True)
        whole = False
        try:
            ids: set[str] = set()
            outdated = self._fill(name, new, documents, ids, version=version, on_progress=on_progress)
            with _as_unavailable():
                self.client.indices.put_settings(index=new, settings={"refresh_interval": None})
                self.client.indices.refresh(index=new)
                count = self._count(new)
            if count + outdated < len(ids):
                raise RebuildIncomplete(index=name, given=len(ids), found=count)
            if before >= tuning.SHRINK_FROM and count < before * tuning.SHRINK_TO and not may_shrink:
                raise ShrinkRefused(index=name, before=before, now=count)
            with _as_unavailable():
                self._put_in_place(name, new)
            whole = True
            return Rebuilt(count=count, before=before, name=new)
        finally:
            if not whole:
                with _as_unavailable():
                    self.client.indices.delete(index=new, ignore_unavailable=True)

    def rollback(self, name: str) -> str:
        """Put the index that was last replaced back in its place. Raises NothingToRollBack."""
        with _as_unavailable():
            before = self._behind(self._alias(name, "previous"))
            if before is None:
                raise NothingToRollBack(index=name)
            self._put_in_place(name, before)
            return before

    def reload(self) -> None:
        """See what has been written until now, by whomever."""
        with _as_unavailable():
            self._indexes.clear()
            for name in INDEXES:
                self.client.indices.refresh(index=self._alias(name), ignore_unavailable=True)

    def close(self) -> None:
        """Close the connections."""
        self.client.close()

    def _count(self, index: str) -> int:
        """Documents of an index. Raises SearchUnavailable where a shard does not say."""
        answer = self.client.count(index=index)
        if answer["_shards"]["successful"] < answer["_shards"]["total"]:
            raise SearchUnavailable(f"Not all of {index} answers.")
        return int(answer["count"])

    def _alias(self, name: str, which: str = "") -> str:
        return f"{self.address.prefix}{name}{'-' if which else ''}{which}"

    def _versioned(self, name: str) -> str:
        return f"{self.address.prefix}{INDEXES[name].versioned_name}"

    def _behind(self, alias: str) -> str | None:
        """The index behind an alias, or None."""
        try:
            return next(iter(self.client.indices.get_alias(name=alias)))
        except NotFoundError:
            return None

    def _current(self, name: str) -> str:
        """The index in use, as of at most a second ago. Raises IndexMissing."""
        looked, index = self._indexes.get(name, (-LOOK_EVERY, ""))
        now = time.monotonic()
        if now - looked < LOOK_EVERY:
            return index
        found = self._behind(self._alias(name))
        if found is None or not found.startswith(self._versioned(name)):
            raise IndexMissing(f"There is no index of {name} for this version of the code; rebuild it.")
        self._indexes[name] = (now, found)
        return found

    def _create(self, name: str, *, building: bool) -> str:
        """A new index; while it is being built, writers find it by an alias and write to it as well."""
        new = f"{self._versioned(name)}-{time.time_ns()}"
        settings = translate.settings(shards=self.address.shards, replicas=self.address.replicas)
        if building:
            settings["refresh_interval"] = "-1"
        aliases: dict[str, Any] = {self._alias(name, "building"): {}} if building else {}
        if building and self._behind(self._alias(name, "building")) is not None:
            # The mark of a rebuild that broke off: what it left must not be written to any longer.
            self.client.indices.delete_alias(index="_all", name=self._alias(name, "building"))
        try:
            self.client.indices.create(
                index=new, mappings=translate.mapping(INDEXES[name]), settings=settings, aliases=aliases
            )
        except BadRequestError as error:
            # The first try was taken and its answer was lost: nobody else makes an index of this name.
            if error.error != "resource_already_exists_exception":
                raise
        return new

    def _put_in_place(self, name: str, new: str) -> None:
        """All aliases at one stroke; then forget the indexes that nothing points at any more."""
        before = self._behind(self._alias(name))
        actions: list[dict[str, Any]] = [
            {"remove": {"index": "_all", "alias": self._alias(name, which), "must_exist": False}}
            for which in ("", "previous", "building")
        ]
        actions = [action for action in actions if self._behind(action["remove"]["alias"]) is not None]
        actions.append({"add": {"index": new, "alias": self._alias(name)}})
        if before is not None and before != new:
            actions.append({"add": {"index": before, "alias": self._alias(name, "previous")}})
        self.client.indices.update_aliases(actions=actions)
        self._indexes.pop(name, None)
        kept = {new, before}
        every = self.client.indices.get(index=f"{self.address.prefix}{name}-*", expand_wildcards="all")
        for index in set(every) - kept:
            self.client.indices.delete(index=index, ignore_unavailable=True)

    def _fill(
        self,
        name: str,
        index: str,
        documents: Iterable[Any],
        ids: set[str],
        *,
        version: int,
        on_progress: Progress | None,
    ) -> int:
        """Fill a new index; how many documents it had already in a newer version."""
        done = outdated = 0

        def actions() -> Iterator[dict[str, Any]]:
            for document in documents:
                ids.add(document.id)
                yield _upsert(name, document, version, kind="external_gte")

        with _as_unavailable():
            for is_done, result in self._sent_beside(index, actions()):
                outdated += not _check(is_done, result, index)
                done += 1
                if on_progress is not None and done % CHUNK == 0:
                    on_progress(done)
        if on_progress is not None:
            on_progress(done)
        return outdated

    def _sent(self, index: str, actions: Iterable[dict[str, Any]], **options: Any) -> Iterable[tuple[bool, Any]]:
        """What became of each line. Lines for which the queue of a node is full are sent again, each time later."""
        return streaming_bulk(
            self.client,
            actions,
            index=index,
            chunk_size=CHUNK,
            max_chunk_bytes=CHUNK_BYTES,
            raise_on_error=False,
            max_retries=QUEUE_RETRIES,
            initial_backoff=random.uniform(*QUEUE_PAUSE),
            max_backoff=LONGEST_PAUSE,
            **options,
        )

    def _sent_beside(self, index: str, actions: Iterator[dict[str, Any]]) -> Iterator[tuple[bool, Any]]:
        """The same while the next lines are made ready: to cut Chinese text costs about as much as to index it."""
        ahead: deque[Future[list[tuple[bool, Any]]]] = deque()
        with ThreadPoolExecutor(1) as sender:
            while chunk := list(islice(actions, CHUNK)):
                ahead.append(sender.submit(lambda lines: list(self._sent(index, lines)), chunk))
                if len(ahead) > CHUNKS_AHEAD:
                    yield from ahead.popleft().result()
            for future in ahead:
                yield from future.result()

    def _bulk(self, index: str, actions: Iterable[dict[str, Any]]) -> Written:
        applied = outdated = 0
        for is_done, result in self._sent(index, actions, refresh=True):
            is_applied = _check(is_done, result, index)
            applied += is_applied
            outdated += not is_applied
        return Written(applied=applied, outdated=outdated)


def _action(name: str, change: Change) -> dict[str, Any]:
    """A change as a line of a bulk request."""
    if isinstance(change, Upsert):
        return _upsert(name, change.document, change.version, kind="external")
    return {"_op_type": "delete", "_id": change.id, "version": change.version, "version_type": "external"}


def _upsert(name: str, document: Any, version: int, *, kind: str) -> dict[str, Any]:
    return {
        "_op_type": "index",
        "_id": document.id,
        "version": version,
        "version_type": kind,
        "_source": translate.source(INDEXES[name], document),
    }


def _check(is_done: bool, result: dict[str, Any], index: str) -> bool:
    """Whether a line was applied; what is neither applied nor outdated is a fault of the cluster."""
    ((_, said),) = result.items()
    if is_done or said["status"] == NOT_FOUND:
        return True
    if said["status"] != CONFLICT:
        raise SearchUnavailable(f"The cluster refused a document of {index}: {json.dumps(said)[:500]}")
    return False


@contextmanager
def _as_unavailable() -> Iterator[None]:
    """What the network or the cluster throws, as the port says it."""
    try:
        yield
    except (TransportError, ApiError) as error:
        raise SearchUnavailable(f"The cluster does not answer: {error}") from error
