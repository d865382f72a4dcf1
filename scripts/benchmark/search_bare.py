"""The baselines of the search benchmark: each engine's own library, asked without anything of ours in between.

The bare call has the whole plan in one request, as the engine's library has it done, and hands over what came of it;
the bare bulk has documents that were made ready before, and by the way says what making them ready costs.
"""

from __future__ import annotations

import tempfile
import time
from typing import TYPE_CHECKING, Any

from elasticsearch.helpers import streaming_bulk

from search.elastic import translate as elastic
from search.elastic.engine import CHUNK, CHUNK_BYTES, ElasticEngine
from search.embedded.engine import HEAP, EmbeddedEngine
from search.embedded.facets import count_facets
from search.embedded.schema import document_of, make_index, open_index, schema_of
from search.embedded.translate import Translator
from search.indexes.vacancies import VACANCIES

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from search import VacancyDocument
    from search.clauses import Plan
    from search.port import Engine


class UnknownEngine(Exception):
    """There is no baseline for this engine."""


def bare_call(engine: Engine) -> Callable[[Plan], object]:
    """One request to the library of an engine, on the index that it has in use. Raises UnknownEngine."""
    if isinstance(engine, ElasticEngine):
        return lambda plan: _ask_elastic(engine, plan)
    if not isinstance(engine, EmbeddedEngine):
        raise UnknownEngine(engine.kind)
    schema = schema_of(VACANCIES)
    searcher = open_index(str(engine.folder.current(VACANCIES.name))).searcher()
    translator = Translator(schema, searcher)

    def ask(plan: Plan) -> object:
        found = searcher.search(translator.scored(plan), limit=plan.offset + plan.size)
        return [searcher.doc(address) for _, address in found.hits], count_facets(searcher, translator, plan)

    return ask


def bare_bulk(engine: Engine, documents: Sequence[VacancyDocument]) -> tuple[float, float]:
    """Documents a second that the library takes in when they were made ready before, and when that is counted too."""
    start = time.perf_counter()
    if isinstance(engine, ElasticEngine):
        lines = [{"_id": document.id, "_source": elastic.source(VACANCIES, document)} for document in documents]
        made = time.perf_counter()
        _fill_elastic(engine, lines)
    else:
        rows = [document_of(VACANCIES, document, 0) for document in documents]
        made = time.perf_counter()
        _fill_embedded(rows)
    end = time.perf_counter()
    return len(documents) / (end - made), len(documents) / (end - start)


def _ask_elastic(engine: ElasticEngine, plan: Plan) -> object:
    index = f"{engine.address.prefix}{plan.index}"
    return engine.client.msearch(index=index, searches=elastic.searches(plan))


def _fill_embedded(rows: Sequence[Any]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        writer = make_index(folder, schema_of(VACANCIES)).writer(HEAP, 1)
        for row in rows:
            writer.add_document(row)
        writer.commit()
        writer.wait_merging_threads()


def _fill_elastic(engine: ElasticEngine, lines: Sequence[dict[str, Any]]) -> None:
    client, index = engine.client, f"{engine.address.prefix}bare"
    settings = elastic.settings(shards=engine.address.shards, replicas=engine.address.replicas)
    settings["refresh_interval"] = "-1"
    client.indices.create(index=index, mappings=elastic.mapping(VACANCIES), settings=settings)
    try:
        for _ in streaming_bulk(client, lines, index=index, chunk_size=CHUNK, max_chunk_bytes=CHUNK_BYTES):
            pass  # It raises where a line is refused.
        client.indices.refresh(index=index)
    finally:
        client.indices.delete(index=index)
