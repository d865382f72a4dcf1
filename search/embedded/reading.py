"""Reading an index of the embedded engine: hits in order, with exact ties, and counts."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np
from tantivy import Order as Direction
from tantivy import Query

from search import tuning
from search.clauses import Order, Within
from search.embedded.schema import stored_text
from search.embedded.translate import Translator
from search.port import Found, FoundRow

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from tantivy import DocAddress, Schema, Searcher

    from domain.places import Point
    from search.clauses import FacetRequest, Plan

FIRST_LOOK = 256
"""Hits that are fetched at first; more only where equals reach across the end of the page."""
FAR = 1e9
"""The distance of what has no point, in a cursor."""


class Reading:
    """One index as it is at one moment."""

    def __init__(self, schema: Schema, searcher: Searcher) -> None:
        self.schema = schema
        self.searcher = searcher
        self.translator = Translator(schema, searcher)

    def run(self, plan: Plan) -> Found:
        """Find what a plan asks for."""
        if plan.order is Order.NEAREST and plan.near is not None:
            addresses, keys, total = self._nearest(plan, plan.near)
        else:
            addresses, keys, total = self._ranked(plan)
        rows = []
        for address, sort in zip(addresses, keys, strict=True):
            document = self.searcher.doc(address)
            score = sort[0] if plan.order is Order.SCORE else 0.0
            rows.append(FoundRow(score=score, sort=sort, stored=stored_text(document)))
        return Found(rows=tuple(rows), total=total, facets=self._facets(plan))

    def addresses(self, query: Query) -> list[DocAddress]:
        """Every document that a query finds."""
        hits = self.searcher.search(query, limit=max(self.searcher.num_docs, 1), count=False).hits
        return [address for _, address in hits]

    def _ranked(self, plan: Plan) -> tuple[list[DocAddress], list[tuple[float, ...]], int]:
        """The page, what its hits are ordered by, and how many there are in all.

        tantivy orders by one key and leaves equals in the order of its segments. So hits are fetched until a key
        smaller than that of the last one on the page is met, and the equals are put in order here.
        """
        by = {Order.NEWEST: "published", Order.WAGE: "monthly_max"}.get(plan.order)
        query = self.translator.scored(plan) if by is None else self.translator.matching(plan)
        wanted = plan.offset + plan.size
        limit = max(FIRST_LOOK, 2 * wanted)
        while True:
            found = self.searcher.search(query, limit=limit, order_by_field=by, order=Direction.Desc)
            hits = found.hits
            total = int(found.count)  # type: ignore[attr-defined]
            is_all = len(hits) >= total
            keys = np.array([key for key, _ in hits], dtype=np.float64)
            certain = len(hits) if is_all else int(np.count_nonzero(keys > keys[-1]))
            ordered = self._ordered([address for _, address in hits[:certain]], -keys[:certain], plan.after, sign=-1)
            if is_all or len(ordered[0]) >= wanted:
                page = slice(plan.offset, wanted)
                return ordered[0][page], ordered[1][page], total
            limit *= 8

    def _ordered(
        self, addresses: list[DocAddress], ascending: NDArray[np.float64], after: tuple[float, ...], *, sign: int
    ) -> tuple[list[DocAddress], list[tuple[float, ...]]]:
        """Documents by their key, then the later publication, then the tie, and only those after a cursor."""
        published = np.asarray(self.searcher.fast_field_values("published", addresses), dtype=np.float64)
        ties = np.asarray(self.searcher.fast_field_values("tie", addresses), dtype=np.float64)
        order = np.lexsort((ties, -published, ascending))
        if after:
            key, moment, tie = sign * after[0], -after[1], after[2]
            rows = np.stack((ascending[order], -published[order], ties[order]), axis=1)
            is_later = (rows[:, 1] > moment) | ((rows[:, 1] == moment) & (rows[:, 2] > tie))
            later = (rows[:, 0] > key) | ((rows[:, 0] == key) & is_later)
            order = order[later]
        keys: list[tuple[float, ...]] = [
            (float(sign * ascending[i]), float(published[i]), float(ties[i])) for i in order
        ]
        return [addresses[i] for i in order], keys

    def _nearest(self, plan: Plan, near: Point) -> tuple[list[DocAddress], list[tuple[float, ...]], int]:
        """The same by distance: circles that grow until the page is full, then everything that has no point."""
        total = int(self.searcher.search(self.translator.matching(plan), limit=1).count)  # type: ignore[attr-defined]
        wanted = plan.offset + plan.size
        radius = max(tuning.NEAR_STEPS[0][0], plan.after[0] * 1.5 if plan.after else 0.0)
        while True:
            is_all = radius > tuning.FARTHEST_KM
            narrowed = plan.filters if is_all else (*plan.filters, ("near", Within(near, radius)))
            addresses = self.addresses(self.translator.matching(replace(plan, filters=narrowed)))
            far = np.minimum(self.translator.distances(near, addresses), FAR)
            ordered = self._ordered(addresses, far, plan.after, sign=1)
            if is_all or len(ordered[0]) >= wanted:
                page = slice(plan.offset, wanted)
                return ordered[0][page], ordered[1][page], total
            radius *= 4

    def _facets(self, plan: Plan) -> dict[str, dict[str, int]]:
        """Every facet over all filters but its own, in as few passes as there are different sets of filters."""
        asked = frozenset(name for name, _ in plan.filters)
        passes: dict[frozenset[str], list[FacetRequest]] = {}
        for request in plan.facets:
            passes.setdefault(request.without & asked, []).append(request)
        counts: dict[str, dict[str, int]] = {}
        for without, requests in passes.items():
            query = self.translator.matching(plan, without=without)
            answer = self.searcher.aggregate(query, {request.name: _aggregation(request) for request in requests})
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
