"""Plans as request bodies of Elasticsearch, and columns as a mapping; core features only, no plugin is needed."""

from __future__ import annotations

from math import inf
from typing import TYPE_CHECKING, Any

from search import tuning
from search.clauses import (
    AllOf,
    AnyOf,
    AnyValue,
    Best,
    Between,
    Clause,
    FacetRequest,
    HasBit,
    NoneOf,
    Order,
    Plan,
    Sequence,
    Weighted,
    Within,
)
from search.indexes.documents import NOWHERE, Kind, stored

if TYPE_CHECKING:
    from search.indexes.documents import Index

WHOLE: dict[str, Any] = {"allow_partial_search_results": False}
"""Of a search: a shard that does not answer is an error, and not a page with less on it."""
STORED, PLACE = "stored", "place"
NOT_KEPT = frozenset({"version", "cells", "latitude", "longitude"})
"""Columns that Elasticsearch has by itself: external versions and points."""
FAR = 1e9
"""The distance of what has no point, in a cursor; Elasticsearch says Infinity."""
_WORDS = {"type": "text", "analyzer": "whitespace", "norms": False}
_TYPES: dict[Kind, dict[str, Any]] = {
    Kind.CODES: {"type": "keyword"},
    Kind.TERMS: {**_WORDS, "index_options": "docs"},
    Kind.GRAMS: {**_WORDS, "index_options": "positions"},
    Kind.WHOLE: {"type": "long"},
}


def mapping(index: Index[Any]) -> dict[str, Any]:
    """The fields of an index. Of the source only the document as it was given is kept; the rest is made of it."""
    fields = {name: _TYPES[kind] for name, kind in index.columns.items() if name not in NOT_KEPT}
    fields[PLACE] = {"type": "geo_point"}
    fields[STORED] = {"type": "keyword", "index": False, "doc_values": False}
    return {"dynamic": "strict", "_source": {"includes": [STORED]}, "properties": fields}


def settings(*, shards: int, replicas: int) -> dict[str, Any]:
    """How an index behaves."""
    return {
        "number_of_shards": shards,
        "number_of_replicas": replicas,
        "max_result_window": tuning.DEEPEST + tuning.LARGEST_PAGE + 1,
        # The version of a deleted document is remembered until a rebuild that began before the delete has ended.
        "gc_deletes": "6h",
    }


def source(index: Index[Any], document: Any) -> dict[str, Any]:
    """A document as Elasticsearch is given it. Raises DocumentInvalid."""
    columns = index.make(document)
    fields: dict[str, Any] = {
        name: " ".join(columns[name]) if kind is Kind.TERMS else columns[name]  # type: ignore[arg-type]
        for name, kind in index.columns.items()
        if name not in NOT_KEPT
    }
    if columns["latitude"] != NOWHERE:
        fields[PLACE] = {"lat": columns["latitude"], "lon": columns["longitude"]}
    fields[STORED] = stored(document)
    return fields


def query(clause: Clause) -> dict[str, Any]:  # noqa: PLR0911  one for each kind of clause
    """One clause."""
    match clause:
        case AllOf(clauses):
            return {"bool": {"filter": [query(each) for each in clauses]}}
        case AnyOf(clauses):
            return {"bool": {"should": [query(each) for each in clauses], "minimum_should_match": 1}}
        case NoneOf(clauses):
            return {"bool": {"must_not": [query(each) for each in clauses]}}
        case Between(column, at_least, at_most):
            bounds = {"gte": at_least, "lte": at_most}
            return {"range": {column: {name: bound for name, bound in bounds.items() if bound is not None}}}
        case Within(point, radius_km):
            return {"geo_distance": {"distance": f"{radius_km}km", PLACE: [point.longitude, point.latitude]}}
        case HasBit():
            return query(clause.named)
        case Sequence(column, terms) if len(terms) > 1:
            return {"match_phrase": {column: " ".join(terms)}}
        case AnyValue(column, terms) | Sequence(column, terms):  # pragma: no branch
            return {"terms": {column: list(terms)}}


def matching(plan: Plan, *, without: frozenset[str] = frozenset(), scored: bool = False) -> dict[str, Any]:
    """What a plan finds, with its score where that is wanted."""
    parts: dict[str, Any] = {"filter": [query(clause) for clause in plan.clauses(without=without)]}
    if plan.gate is not None:
        words = [_best(best) for best in plan.gate.words]
        parts["must"] = [{"bool": {"should": words, "minimum_should_match": plan.gate.at_least}}]
    if scored:
        parts["should"] = [_weighted(weighted) for weighted in plan.scores]
    return {"bool": parts}


def body(plan: Plan) -> dict[str, Any]:
    """The request for the page of a plan."""
    asked: dict[str, Any] = {
        "query": matching(plan, scored=plan.order is Order.SCORE),
        "sort": _sort(plan),
        "size": plan.size,
        "track_total_hits": True,
    }
    if plan.after:
        asked["search_after"] = _after(plan)
    else:
        asked["from"] = plan.offset
    return asked


def searches(plan: Plan) -> list[dict[str, Any]]:
    """The lines of the one request that answers a plan: for its page, then for each pass of its facets."""
    lines = [WHOLE, body(plan)]
    for without, requests in plan.passes():
        lines += [WHOLE, counting(plan, without, requests)]
    return lines


def counting(plan: Plan, without: frozenset[str], requests: list[FacetRequest]) -> dict[str, Any]:
    """The request that counts some facets."""
    counts = {request.name: _aggregation(request) for request in requests}
    return {"query": matching(plan, without=without), "size": 0, "track_total_hits": False, "aggs": counts}


def counted(request: FacetRequest, answer: dict[str, Any]) -> dict[str, int]:
    """The counts of a facet in an answer."""
    buckets = answer[request.name]["buckets"]
    if not request.at_least:
        return {bucket["key"]: bucket["doc_count"] for bucket in buckets if bucket["key"]}
    return {str(int(bucket["from"])): bucket["doc_count"] for bucket in buckets}


def sort_values(plan: Plan, values: list[Any]) -> tuple[float, ...]:
    """What a hit was ordered by, as our cursors have it: the key, the moment of publication, the tie."""
    numbers = [FAR if float(value) == inf else float(value) for value in values]
    return tuple([numbers[0], *numbers] if plan.order is Order.NEWEST else numbers)


def _sort(plan: Plan) -> list[dict[str, Any]]:
    equals: list[dict[str, Any]] = [{"published": "desc"}, {"tie": "asc"}]
    if plan.order is Order.SCORE:
        return [{"_score": "desc"}, *equals]
    if plan.order is Order.WAGE:
        return [{"monthly_max": "desc"}, *equals]
    if plan.order is Order.NEAREST and plan.near is not None:
        near = [plan.near.longitude, plan.near.latitude]
        return [{"_geo_distance": {PLACE: near, "order": "asc", "unit": "km"}}, *equals]
    return equals


def _after(plan: Plan) -> list[Any]:
    key, published, tie = plan.after
    if plan.order is Order.NEWEST:
        return [int(published), int(tie)]
    if plan.order is Order.NEAREST:
        return ["Infinity" if key >= FAR else key, int(published), int(tie)]
    return [key, int(published), int(tie)]


def _best(best: Best) -> dict[str, Any]:
    return {"dis_max": {"queries": [_weighted(way) for way in best.ways]}}


def _weighted(weighted: Weighted) -> dict[str, Any]:
    return {"constant_score": {"filter": query(weighted.clause), "boost": weighted.weight}}


def _aggregation(request: FacetRequest) -> dict[str, Any]:
    if not request.at_least:
        return {"terms": {"field": request.column, "size": tuning.FACET_VALUES}}
    return {"range": {"field": request.column, "ranges": [{"from": step} for step in request.at_least]}}
