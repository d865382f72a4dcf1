"""Clauses as queries of tantivy."""

from __future__ import annotations

from functools import lru_cache
from math import ceil, floor
from typing import TYPE_CHECKING

from tantivy import FieldType, Occur, Query

from search.analysis.cells import cells_in_circle
from search.clauses import (
    AllOf,
    AnyOf,
    AnyValue,
    Best,
    Between,
    Clause,
    Gate,
    HasBit,
    NoneOf,
    Sequence,
    Weighted,
    Within,
)
from search.embedded.candidates import Candidates
from search.numbers import is_of_numbers

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tantivy import Schema, Searcher

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
        return self._boolean(plan.clauses(), plan.gate, plan.scores)

    def scored_by_words(self, plan: Plan) -> Query:
        """What a plan finds, but for its circles, with the score that its words have: the rest is up to Candidates."""
        clauses = [clause for clause in plan.clauses() if not isinstance(clause, Within)]
        return self._boolean(clauses, plan.gate, [each for each in plan.scores if not is_of_numbers(each.clause)])

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
            case HasBit():
                return self.query(clause.named)
            case AnyValue(column, values) if len(values) > 1:
                return Query.term_set_query(self.schema, column, list(values))
            case Sequence(column, terms) if len(terms) > 1:
                return Query.phrase_query(self.schema, column, list(terms))
            case AnyValue(column, terms) | Sequence(column, terms):  # pragma: no branch
                return Query.term_query(self.schema, column, terms[0], "basic")

    def _boolean(self, clauses: Iterable[Clause], gate: Gate | None, scores: Iterable[Weighted]) -> Query:
        parts = [(Occur.Must, Query.const_score_query(self.query(clause), 0.0)) for clause in clauses]
        if gate is not None:
            parts.append((Occur.Must, self._gate(gate)))
        parts += [(Occur.Should, self._weighted(weighted)) for weighted in scores]
        return Query.boolean_query(parts)

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
        found = Candidates(self.searcher, hits)
        near = found.column("tie")[found.distances(centre) <= radius_km]
        parts.append(Query.term_set_query(self.schema, "tie", [int(tie) for tie in near]))
        return Query.boolean_query([(Occur.Should, part) for part in parts])
