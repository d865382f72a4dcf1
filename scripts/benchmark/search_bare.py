"""The baselines of the search benchmark: each engine's own library, asked without anything of ours in between.

The bare call has the whole plan in one request, as the engine's library has it done, and hands over what came of it;
the bare bulk has documents that were made ready before.
"""

from __future__ import annotations

import tempfile
import time
from typing import TYPE_CHECKING, Any

from elasticsearch.helpers import streaming_bulk

from search.elastic import translate as elastic
from search.elastic.engine import CHUNK, CHUNK_BYTES, WHOLE, ElasticEngine
from search.embedded.engine import HEAP, EmbeddedEngine
from search.embedded.facets import count_facets
from search.embedded.schema import document_of, make_index, open_index, schema_of
from search.embedded.translate import Translator
from search.indexes.making import make_ready
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


def bare_bulk(engine: Engine, documents: Sequence[VacancyDocument]) -> float:
    """Documents a second that the library takes in, when they have been made ready before."""
    if isinstance(engine, ElasticEngine):
        return _fill_elastic(engine, documents)
    made = [document_of(VACANCIES, make_ready(VACANCIES, document), 0) for document in documents]
    with tempfile.TemporaryDirectory() as folder:
        start = time.perf_counter()
        writer = make_index(folder, schema_of(VACANCIES)).writer(HEAP, 1)
        for document in made:
            writer.add_document(document)
        writer.commit()
        writer.wait_merging_threads()
        return len(made) / (time.perf_counter() - start)


def _ask_elastic(engine: ElasticEngine, plan: Plan) -> object:
    searches: list[dict[str, Any]] = [WHOLE, elastic.body(plan)]
    for without, requests in plan.passes():
        searches += [WHOLE, elastic.counting(plan, without, requests)]
    return engine.client.msearch(index=f"{engine.address.prefix}{plan.index}", searches=searches)


def _fill_elastic(engine: ElasticEngine, documents: Sequence[VacancyDocument]) -> float:
    client, index = engine.client, f"{engine.address.prefix}bare"
    client.indices.delete(index=index, ignore_unavailable=True)
    settings = elastic.settings(shards=engine.address.shards, replicas=engine.address.replicas)
    client.indices.create(
        index=index, mappings=elastic.mapping(VACANCIES), settings=settings | {"refresh_interval": "-1"}
    )
    lines = [
        {"_id": document.id, "_source": elastic.source(VACANCIES, make_ready(VACANCIES, document))}
        for document in documents
    ]
    start = time.perf_counter()
    for _ in streaming_bulk(client, lines, index=index, chunk_size=CHUNK, max_chunk_bytes=CHUNK_BYTES):
        pass  # It raises where a line is refused.
    client.indices.refresh(index=index)
    rate = len(lines) / (time.perf_counter() - start)
    client.indices.delete(index=index)
    return rate
