"""Clauses as queries of tantivy."""

from __future__ import annotations

from functools import lru_cache
from math import ceil, floor
from typing import TYPE_CHECKING

import numpy as np
from tantivy import FieldType, Occur, Query

from search.analysis.cells import cells_in_circle, distances_km
from search.clauses import (
    AllOf,
    AnyOf,
    AnyValue,
    Best,
    Between,
    Clause,
    Gate,
    NoneOf,
    Sequence,
    Weighted,
    Within,
)

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from tantivy import DocAddress, Schema, Searcher

    from domain.places import Point
    from search.clauses import Plan

CIRCLES_KEPT = 256


class Translator:
    """Turns the clauses of one index into queries, as the index is at one moment."""

    def __init__(self, schema: Schema, searcher: Searcher) -> None:
        self.schema = schema
        self.searcher = searcher
        self._circle = lru_cache(maxsize=CIRCLES_KEPT)(self._draw_circle)

    def matching(self, plan: Plan, *, without: frozenset[str] = frozenset()) -> Query:
        """What a plan finds, without order: for counting."""
        must = [(Occur.Must, self.query(clause)) for clause in plan.clauses(without=without)]
        if plan.gate is not None:
            must.append((Occur.Must, self._gate(plan.gate)))
        return Query.boolean_query(must)

    def scored(self, plan: Plan) -> Query:
        """What a plan finds, with its score."""
        parts = [(Occur.Must, Query.const_score_query(self.query(clause), 0.0)) for clause in plan.clauses()]
        if plan.gate is not None:
            parts.append((Occur.Must, self._gate(plan.gate)))
        parts += [(Occur.Should, self._weighted(weighted)) for weighted in plan.scores]
        return Query.boolean_query(parts)

    def query(self, clause: Clause) -> Query:  # noqa: PLR0911  one for each kind of clause
        """One clause."""
        match clause:
            case AllOf(clauses):
                return Query.boolean_query([(Occur.Must, self.query(each)) for each in clauses])
            case AnyOf(clauses):
                return Query.boolean_query([(Occur.Should, self.query(each)) for each in clauses])
            case NoneOf(clauses):
                nothing = [(Occur.MustNot, self.query(each)) for each in clauses]
                return Query.boolean_query([(Occur.Must, Query.all_query()), *nothing])
            case Between(column, at_least, at_most):
                return self._between(column, at_least, at_most)
            case Within(point, radius_km):
                return self._circle(point, radius_km)
            case AnyValue(column, values) if len(values) > 1:
                return Query.term_set_query(self.schema, column, list(values))
            case Sequence(column, terms) if len(terms) > 1:
                return Query.phrase_query(self.schema, column, list(terms))
            case AnyValue(column, terms) | Sequence(column, terms):  # pragma: no branch
                return Query.term_query(self.schema, column, terms[0], "basic")

    def distances(self, centre: Point, addresses: list[DocAddress]) -> NDArray[np.float64]:
        """Kilometres from a point to each document; of a document without a point, infinity."""
        latitude = np.asarray(self.searcher.fast_field_values("latitude", addresses), dtype=np.float64)
        longitude = np.asarray(self.searcher.fast_field_values("longitude", addresses), dtype=np.float64)
        return distances_km(centre, latitude, longitude)

    def _between(self, column: str, at_least: float | None, at_most: float | None) -> Query:
        low = None if at_least is None else ceil(at_least)
        high = None if at_most is None else floor(at_most)
        return Query.range_query(self.schema, column, FieldType.Integer, lower_bound=low, upper_bound=high)

    def _gate(self, gate: Gate) -> Query:
        words = [(Occur.Should, self._best(best)) for best in gate.words]
        return Query.boolean_query(words, minimum_number_should_match=gate.at_least)

    def _best(self, best: Best) -> Query:
        return Query.disjunction_max_query([self._weighted(way) for way in best.ways])

    def _weighted(self, weighted: Weighted) -> Query:
        return Query.const_score_query(self.query(weighted.clause), weighted.weight)

    def _draw_circle(self, centre: Point, radius_km: float) -> Query:
        """The cells wholly within, and of those at the rim the documents that are near enough."""
        inner, rim = cells_in_circle(centre, radius_km)
        parts = [self.query(AnyValue("cells", tuple(inner)))] if inner else []
        at_rim = self.query(AnyValue("cells", tuple(rim)))
        hits = self.searcher.search(at_rim, limit=max(self.searcher.num_docs, 1), count=False).hits
        addresses = [address for _, address in hits]
        ties = np.asarray(self.searcher.fast_field_values("tie", addresses), dtype=np.int64)
        near = ties[self.distances(centre, addresses) <= radius_km]
        parts.append(Query.term_set_query(self.schema, "tie", [int(tie) for tie in near]))
        return Query.boolean_query([(Occur.Should, part) for part in parts])
