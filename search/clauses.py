"""The smallest pieces of a query, the same for every engine; each engine file translates them and knows nothing else.

A clause says which documents match. A `Weighted` clause says what a match is worth, a constant. An `access` clause
stands in every plan: there is no way to make a plan without one.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any, TypeAlias

from search import tuning

if TYPE_CHECKING:
    from domain.places import Point

WEIGHT_UNIT = 1 / 4096
"""Weights are multiples of this, so that their sums are exact in 32-bit floats in any order."""


@dataclass(frozen=True, slots=True)
class AnyValue:
    """A column of codes has one of the values."""

    column: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sequence:
    """A column of terms has them side by side in this order; of one term, that it is there."""

    column: str
    terms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Between:
    """A column of whole numbers lies between two bounds, both included; None is no bound, at one end only."""

    column: str
    at_least: float | None = None
    at_most: float | None = None


@dataclass(frozen=True, slots=True)
class Within:
    """The document's point lies within so many kilometres."""

    point: Point
    radius_km: float


@dataclass(frozen=True, slots=True)
class HasBit:
    """A column of whole numbers has a bit set; 0 is the highest. The column `<column>_bits` names the bits, too."""

    column: str
    bit: int

    @property
    def named(self) -> AnyValue:
        """The same, asked of the column that names the bits."""
        return AnyValue(f"{self.column}_bits", (str(self.bit),))

    def is_set_in(self, number: Any) -> Any:
        """1 where the bit is set in a whole number, or in each of an array of them, and 0 elsewhere."""
        return number >> (tuning.PRICE_BITS - 1 - self.bit) & 1


@dataclass(frozen=True, slots=True)
class AllOf:
    """All clauses match."""

    clauses: tuple[Clause, ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """At least one clause matches."""

    clauses: tuple[Clause, ...]


@dataclass(frozen=True, slots=True)
class NoneOf:
    """No clause matches."""

    clauses: tuple[Clause, ...]


Clause: TypeAlias = AnyValue | Sequence | Between | Within | HasBit | AllOf | AnyOf | NoneOf


@dataclass(frozen=True, slots=True)
class Weighted:
    """What a match is worth."""

    clause: Clause
    weight: float


@dataclass(frozen=True, slots=True)
class Best:
    """Several ways to match of which the dearest counts, and only that."""

    ways: tuple[Weighted, ...]


@dataclass(frozen=True, slots=True)
class Gate:
    """Words of which so many must be found; each adds its best way to the score."""

    words: tuple[Best, ...]
    at_least: int


class Order(StrEnum):
    """How hits are ordered; equals by the later publication, then by a hash of the id, which favours nobody."""

    SCORE = "score"
    NEWEST = "newest"
    NEAREST = "nearest"
    WAGE = "wage"


@dataclass(frozen=True, slots=True, kw_only=True)
class FacetRequest:
    """Counts that are wanted beside the hits, over all filters but those named."""

    name: str
    column: str
    without: frozenset[str] = frozenset()
    at_least: tuple[float, ...] = ()
    """For a column of numbers: how many documents reach each of these. Empty for a column of codes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """A question, ready for any engine."""

    index: str
    access: Clause
    """Who may see what. No query can leave it out."""
    filters: tuple[tuple[str, Clause], ...] = ()
    """By the parameter that asked for them, which facets leave out again."""
    gate: Gate | None = None
    scores: tuple[Weighted, ...] = ()
    order: Order = Order.SCORE
    near: Point | None = None
    offset: int = 0
    size: int = 20
    after: tuple[float, ...] = ()
    """The sort values of the last hit of the page before, with its tie."""
    facets: tuple[FacetRequest, ...] = field(default=())

    def clauses(self, *, without: frozenset[str] = frozenset()) -> tuple[Clause, ...]:
        """Access first, then the filters but those named."""
        return (self.access, *(clause for name, clause in self.filters if name not in without))

    def passes(self) -> list[tuple[frozenset[str], list[FacetRequest]]]:
        """The facets by the filters that they leave out: one look at the index for each such set."""
        active = frozenset(name for name, _ in self.filters)
        found: dict[frozenset[str], list[FacetRequest]] = {}
        for request in self.facets:
            found.setdefault(request.without & active, []).append(request)
        return list(found.items())


def exact(weight: float) -> float:
    """A weight as the nearest multiple of the unit."""
    return round(weight / WEIGHT_UNIT) * WEIGHT_UNIT


def any_of(clauses: tuple[Clause, ...]) -> Clause:
    """One clause for several alternatives."""
    return clauses[0] if len(clauses) == 1 else AnyOf(clauses)


def value(column: str, *values: str) -> AnyValue:
    """A column of codes has one of these values."""
    return AnyValue(column, values)
