"""Facets: how many documents a plan would leave with each value."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any

from search import tuning

if TYPE_CHECKING:
    from tantivy import Searcher

    from search.clauses import FacetRequest, Plan
    from search.embedded.translate import Translator


def count_facets(searcher: Searcher, translator: Translator, plan: Plan) -> dict[str, dict[str, int]]:
    """Every facet over all filters but its own."""
    counts: dict[str, dict[str, int]] = {}
    for without, requests in plan.passes():
        query = translator.matching(plan, without=without)
        answer = searcher.aggregate(query, {request.name: _aggregation(request) for request in requests})
        for request in requests:
            counts[request.name] = _counts(request, answer[request.name]["buckets"])
    return counts


def _aggregation(request: FacetRequest) -> dict[str, Any]:
    if not request.at_least:
        return {"terms": {"field": request.column, "size": tuning.FACET_VALUES}}
    bands = [{"from": low, "to": high} for low, high in pairwise(request.at_least)]
    return {"range": {"field": request.column, "ranges": [*bands, {"from": request.at_least[-1]}]}}


def _counts(request: FacetRequest, buckets: list[dict[str, Any]]) -> dict[str, int]:
    if not request.at_least:
        return {bucket["key"]: bucket["doc_count"] for bucket in buckets if bucket["key"]}
    in_band = {bucket["from"]: bucket["doc_count"] for bucket in buckets if "from" in bucket}
    reached = 0
    counts: dict[str, int] = {}
    for step in reversed(request.at_least):
        reached += in_band.get(step, 0)
        counts[str(int(step))] = reached
    return dict(reversed(counts.items()))
