"""Reading an index of the embedded engine: hits in order, with exact ties, and counts."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, TypeAlias

import numpy as np
from tantivy import Order as Direction
from tantivy import Query

from search import tuning
from search.clauses import Order, Within
from search.embedded.candidates import Candidates
from search.embedded.facets import count_facets
from search.embedded.schema import stored_text
from search.embedded.translate import Translator
from search.port import Found, FoundRow

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from tantivy import DocAddress, Schema, Searcher

    from domain.places import Point
    from search.clauses import Plan

Page: TypeAlias = "list[tuple[DocAddress, tuple[float, ...]]]"
"""Documents, each with its key, its publication and its tie."""
FIRST_LOOK = 256
"""Hits that are fetched at first; more only where equals reach across the end of the page."""
CANDIDATES = 1024
"""Candidates that are fetched at first to be weighed; more only where there are more, but still few."""
FEW = 16
FEW_NEAR = 4
"""Weighing a document costs about so many times as much as tantivy's walk past one, without circles and with them;
measured on 200,000 vacancies."""
FAR = 1e9
"""The distance of what has no point, in a cursor."""


class Reading:
    """One index as it is at one moment."""

    def __init__(self, schema: Schema, searcher: Searcher) -> None:
        self.schema = schema
        self.searcher = searcher
        self.translator = Translator(schema, searcher)
        self.everything = max(int(searcher.num_docs), 1)

    def run(self, plan: Plan) -> Found:
        """Find what a plan asks for."""
        few = self._few(plan) if plan.order in (Order.SCORE, Order.NEAREST) else None
        if few is not None:
            page, total = self._weighed(plan, few), len(few)
        elif plan.order is Order.NEAREST and plan.near is not None:
            page, total = self._nearest(plan, plan.near)
        else:
            page, total = self._ranked(plan)
        rows = []
        for address, sort in page:
            document = self.searcher.doc(address)
            score = sort[0] if plan.order is Order.SCORE else 0.0
            rows.append(FoundRow(score=score, sort=sort, stored=stored_text(document)))
        return Found(rows=tuple(rows), total=total, facets=count_facets(self.searcher, self.translator, plan))

    def addresses(self, query: Query) -> list[DocAddress]:
        """Every document that a query finds."""
        return self._all(query).addresses

    def _all(self, query: Query) -> Candidates:
        return Candidates(self.searcher, self.searcher.search(query, limit=self.everything, count=False).hits)

    def _few(self, plan: Plan) -> Candidates | None:
        """All that a plan finds, where they are so few that weighing each costs less than to let tantivy rank them."""
        if plan.gate is None and not plan.filters:
            return None
        query = self.translator.scored_by_words(plan)
        found = self.searcher.search(query, limit=CANDIDATES)
        count = int(found.count)  # type: ignore[attr-defined]
        if count > max(CANDIDATES, self.everything // (FEW if plan.near is None else FEW_NEAR)):
            return None
        if count > len(found.hits):
            found = self.searcher.search(query, limit=count, count=False)
        circles = [clause for _, clause in plan.filters if isinstance(clause, Within)]
        return Candidates(self.searcher, found.hits).within(circles)

    def _weighed(self, plan: Plan, few: Candidates) -> Page:
        """The page of some candidates."""
        if plan.order is Order.NEAREST and plan.near is not None:
            ascending, sign = np.minimum(few.distances(plan.near), FAR), 1
        else:
            ascending, sign = -few.worth(plan.scores), -1
        last = plan.offset + plan.size - 1
        if not plan.after and len(few) > last:
            first = np.flatnonzero(ascending <= np.partition(ascending, last)[last])
            few, ascending = few.only(first), ascending[first]
        return _page(plan, few, ascending, _order(few, ascending, plan.after, sign=sign), sign=sign)

    def _ranked(self, plan: Plan) -> tuple[Page, int]:
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
            total = int(found.count)  # type: ignore[attr-defined]
            is_all = len(found.hits) >= total
            keys = [key for key, _ in found.hits]
            certain = len(keys) if is_all else sum(key > keys[-1] for key in keys)
            known = Candidates(self.searcher, found.hits[:certain])
            order = _order(known, -known.scores, plan.after, sign=-1)
            if is_all or len(order) >= wanted:
                return _page(plan, known, -known.scores, order, sign=-1), total
            limit *= 8

    def _nearest(self, plan: Plan, near: Point) -> tuple[Page, int]:
        """The same by distance: circles that grow until the page is full, then everything that has no point."""
        total = int(self.searcher.search(self.translator.matching(plan), limit=1).count)  # type: ignore[attr-defined]
        radius = max(tuning.NEAR_STEPS[0][0], plan.after[0] * 1.5 if plan.after else 0.0)
        while True:
            is_all = radius > tuning.FARTHEST_KM
            narrowed = plan.filters if is_all else (*plan.filters, ("near", Within(near, radius)))
            found = self._all(self.translator.matching(replace(plan, filters=narrowed)))
            far = np.minimum(found.distances(near), FAR)
            order = _order(found, far, plan.after, sign=1)
            if is_all or len(order) >= plan.offset + plan.size:
                return _page(plan, found, far, order, sign=1), total
            radius *= 4


def _order(
    found: Candidates, ascending: NDArray[np.float64], after: tuple[float, ...], *, sign: int
) -> NDArray[np.intp]:
    """Documents by their key, then the later publication, then the tie, and only those after a cursor."""
    published, ties = found.column("published"), found.column("tie")
    order = np.lexsort((ties, -published, ascending))
    if after:
        key, moment, tie = sign * after[0], -after[1], after[2]
        rows = np.stack((ascending[order], -published[order], ties[order]), axis=1)
        is_later = (rows[:, 1] > moment) | ((rows[:, 1] == moment) & (rows[:, 2] > tie))
        later = (rows[:, 0] > key) | ((rows[:, 0] == key) & is_later)
        order = order[later]
    return order


def _page(plan: Plan, found: Candidates, ascending: NDArray[np.float64], order: NDArray[np.intp], *, sign: int) -> Page:
    """The documents of the page with what they are ordered by, which is what a cursor is made of."""
    published, ties = found.column("published"), found.column("tie")
    return [
        (found.addresses[i], (float(sign * ascending[i]), float(published[i]), float(ties[i])))
        for i in order[plan.offset : plan.offset + plan.size]
    ]
