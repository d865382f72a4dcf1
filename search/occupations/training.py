"""Trains the coder: a linear model on features of titles, fitted by regularised least squares.

Least squares with one target column an occupation (Rifkin, Yeo and Poggio 2003, regularized least-squares
classification) needs a single factorisation of the kernel of all examples, where one support vector machine an
occupation needs 2,000 fits: seconds instead of half a minute, at the same agreement here. Real titles count fully;
names, aliases and definitions of the classification count little, and teach the occupations that no title names.
"""

from __future__ import annotations

from collections import Counter
from math import log
from typing import TYPE_CHECKING

import numpy as np
from scipy.linalg import cho_factor, cho_solve
from scipy.sparse import csr_matrix

from reference.colloquial_names import name_groups
from reference.occupations import occupations
from search.occupations.model import Model
from search.occupations.titles import core, features, weighed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from numpy.typing import NDArray

NAME_COUNTS, DEFINITION_COUNTS = 0.15, 0.05
"""What a name and a definition of the classification count beside a real title."""
RIDGE = 1.0
KEPT = 48
"""Occupations kept for each feature; the others' weights are next to nothing."""
BLOCK = 4096
"""Features whose weights are worked out at once; bounds the memory."""


def examples() -> list[tuple[str, str, float]]:
    """Texts of the classification, the occupation of each, and what it counts."""
    found: list[tuple[str, str, float]] = []
    for entry in occupations():
        found += [(name, entry.code, NAME_COUNTS) for name in (entry.name, *entry.aliases)]
        if entry.definition:
            found.append((f"{entry.name} {entry.definition}", entry.code, DEFINITION_COUNTS))
    for group in name_groups():
        if group.occupation_code:
            found += [(name, group.occupation_code, NAME_COUNTS) for name in group.names]
    return found


def train(titles: Iterable[tuple[str, str]], *, say: Callable[[str], None] = lambda _: None) -> Model:
    """Learn from titles with their codes and from the classification. Takes some ten seconds and 2 GB."""
    rows = [(title, code, 1.0) for title, code in titles] + examples()
    say(f"{len(rows)} titles and names")
    counted = [features(core(text)) for text, _, _ in rows]
    spread = Counter(name for each in counted for name in each)
    rarity = {name: log((1 + len(rows)) / (1 + count)) + 1 for name, count in sorted(spread.items())}
    numbers = {name: number for number, name in enumerate(rarity)}
    matrix = _matrix([weighed(each, rarity) for each in counted], numbers)
    codes = sorted({code for _, code, _ in rows})
    place = {code: number for number, code in enumerate(codes)}
    target = np.zeros((len(rows), len(codes)), dtype=np.float32)
    target[np.arange(len(rows)), [place[code] for _, code, _ in rows]] = 1.0
    say(f"{len(numbers)} features, {len(codes)} occupations")
    kernel = (matrix @ matrix.T).toarray()
    kernel[np.diag_indices_from(kernel)] += RIDGE / np.array([count for _, _, count in rows], dtype=np.float32)
    factor = cho_factor(kernel, lower=True, overwrite_a=True, check_finite=False)
    dual = cho_solve(factor, target, overwrite_b=True, check_finite=False)
    say("fitted")
    column, weight = _largest(matrix, np.ascontiguousarray(dual, dtype=np.float32))
    return Model(codes=tuple(codes), rarity=rarity, rows=numbers, column=column, weight=weight)


def _matrix(weights: list[dict[str, float]], numbers: dict[str, int]) -> csr_matrix:
    values = np.array([weight for each in weights for weight in each.values()], dtype=np.float32)
    columns = np.array([numbers[name] for each in weights for name in each], dtype=np.int32)
    starts = np.cumsum([0, *map(len, weights)])
    return csr_matrix((values, columns, starts), shape=(len(weights), len(numbers)))


def _largest(matrix: csr_matrix, dual: NDArray[np.float32]) -> tuple[NDArray[np.int16], NDArray[np.float32]]:
    """For each feature the occupations of the largest weights, for and against."""
    by_feature = matrix.T.tocsr()
    kept = min(KEPT, dual.shape[1])
    column = np.empty((by_feature.shape[0], kept), dtype=np.int16)
    weight = np.empty((by_feature.shape[0], kept), dtype=np.float32)
    for start in range(0, by_feature.shape[0], BLOCK):
        block = np.asarray(by_feature[start : start + BLOCK] @ dual)
        best = np.argpartition(-np.abs(block), kept - 1, axis=1)[:, :kept]
        column[start : start + BLOCK] = best
        weight[start : start + BLOCK] = np.take_along_axis(block, best, axis=1)
    return column, weight
