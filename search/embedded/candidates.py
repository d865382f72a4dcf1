"""Documents that a query found, with their numbers as arrays: what depends on numbers alone is weighed here.

tantivy adds up optional clauses by walking through all that they match, and nearly every vacancy was published lately,
has a short title or costs little. Few documents have the words that were asked for; their numbers are quickly read.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from search.analysis.cells import distances_km
from search.numbers import is_of_numbers, matches

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray
    from tantivy import DocAddress, Searcher

    from domain.places import Point
    from search.clauses import Weighted, Within


class Candidates:
    """Documents with the score that their words have."""

    def __init__(self, searcher: Searcher, hits: list[tuple[Any, DocAddress]]) -> None:
        self.addresses: list[DocAddress] = [address for _, address in hits]
        self.scores = np.array([score for score, _ in hits], dtype=np.float64)
        self._searcher = searcher
        self._columns: dict[str, NDArray[Any]] = {}

    def __len__(self) -> int:
        return len(self.addresses)

    def column(self, name: str) -> NDArray[Any]:
        """A column of numbers, one for each document."""
        if name not in self._columns:
            values = self._searcher.fast_field_values(name, self.addresses)
            self._columns[name] = np.asarray(values, dtype=np.float64)
        return self._columns[name]

    def distances(self, centre: Point) -> NDArray[np.float64]:
        """Kilometres from a point to each document; of a document without a point, infinity."""
        return distances_km(centre, self.column("latitude"), self.column("longitude"))

    def within(self, circles: Iterable[Within]) -> Candidates:
        """Those that lie in all of some circles."""
        kept = self
        for circle in circles:
            kept = kept.only(np.flatnonzero(matches(circle, kept.column)))
        return kept

    def only(self, wanted: NDArray[np.intp]) -> Candidates:
        """Those at some places of the list."""
        fewer = Candidates(self._searcher, [])
        fewer.addresses = [self.addresses[i] for i in wanted]
        fewer.scores = self.scores[wanted]
        fewer._columns = {name: values[wanted] for name, values in self._columns.items()}
        return fewer

    def worth(self, scores: Iterable[Weighted]) -> NDArray[np.float64]:
        """The score of the words, and what clauses of numbers add to it."""
        total = self.scores.copy()
        for weighted in scores:
            if is_of_numbers(weighted.clause):
                total += matches(weighted.clause, self.column) * weighted.weight
        return total
