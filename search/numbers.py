"""Clauses that ask for nothing but numbers, decided for many documents at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias, TypeGuard

import numpy as np

from search.analysis.cells import distances_km
from search.clauses import Between, HasBit, Within

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from search.clauses import Clause

OfNumbers: TypeAlias = Between | HasBit | Within


def is_of_numbers(clause: Clause) -> TypeGuard[OfNumbers]:
    """Whether a clause asks for nothing but numbers of a document."""
    return isinstance(clause, (Between, HasBit, Within))


def matches(clause: OfNumbers, column: Callable[[str], NDArray[Any]]) -> NDArray[np.bool_]:
    """Which documents a clause matches, by the columns of their numbers, each with one for every document."""
    match clause:
        case Between(name, at_least, at_most):
            numbers = column(name)
            is_in = np.ones(len(numbers), dtype=bool)
            if at_least is not None:
                is_in &= numbers >= at_least
            if at_most is not None:
                is_in &= numbers <= at_most
            return is_in
        case HasBit(name):
            return np.asarray(clause.is_set_in(column(name).astype(np.int64)), dtype=bool)
        case Within(point, radius_km):  # pragma: no branch
            return distances_km(point, column("latitude"), column("longitude")) <= radius_km
