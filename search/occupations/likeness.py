"""How alike a title is to the name and the definition of each occupation by the atoms they share, in whatever order.

The linear model learns from titles and knows little of occupations that few titles name; what they are called and how
they are defined says something of each. Measured: of a hundred titles, ninety instead of eighty-seven have their code
among the first ten.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from functools import lru_cache
from math import log, sqrt
from typing import TYPE_CHECKING

import numpy as np

from reference.occupations import occupations
from search.analysis.text import fold, segments

if TYPE_CHECKING:
    from numpy.typing import NDArray

NAME_WEIGHT = DEFINITION_WEIGHT = 0.1


class Likeness:
    """Compares titles with the names, or with the definitions, of some occupations."""

    def __init__(self, texts: tuple[str, ...]) -> None:
        counted = [atoms_of(text) for text in texts]
        spread = Counter(atom for atoms in counted for atom in atoms)
        self._rarity = {atom: log((1 + len(texts)) / (1 + count)) + 1 for atom, count in spread.items()}
        self._size = len(texts)
        places: defaultdict[str, list[int]] = defaultdict(list)
        weights: defaultdict[str, list[float]] = defaultdict(list)
        for number, atoms in enumerate(counted):
            for atom, weight in self._weighed(atoms).items():
                places[atom].append(number)
                weights[atom].append(weight)
        self._places = {atom: np.array(numbers, dtype=np.int32) for atom, numbers in places.items()}
        self._weights = {atom: np.array(numbers, dtype=np.float32) for atom, numbers in weights.items()}

    def of(self, atoms: Counter[str]) -> NDArray[np.float32]:
        """The cosine of a title's atoms with each text's."""
        found = np.zeros(self._size, dtype=np.float32)
        for atom, weight in self._weighed(atoms).items():
            found[self._places[atom]] += weight * self._weights[atom]
        return found

    def _weighed(self, atoms: Counter[str]) -> dict[str, float]:
        """Known atoms with their weights, of length one together."""
        weights = {atom: (1 + log(count)) * self._rarity[atom] for atom, count in atoms.items() if atom in self._rarity}
        length = sqrt(sum(weight * weight for weight in weights.values())) or 1.0
        return {atom: weight / length for atom, weight in weights.items()}


def atoms_of(text: str) -> Counter[str]:
    """The atoms of a text with how often each stands in it."""
    return Counter(atom for segment in segments(fold(text)) for atom in segment)


def likeness(codes: tuple[str, ...], title: str) -> NDArray[np.float32]:
    """What the likeness of a title to each occupation is worth, in the order of the codes."""
    names, definitions = _texts(codes)
    atoms = atoms_of(title)
    return NAME_WEIGHT * names.of(atoms) + DEFINITION_WEIGHT * definitions.of(atoms)


@lru_cache(maxsize=8)
def _texts(codes: tuple[str, ...]) -> tuple[Likeness, Likeness]:
    entries = {entry.code: entry for entry in occupations()}
    names = tuple(entries[code].name for code in codes)
    definitions = tuple(entries[code].name + entries[code].definition for code in codes)
    return Likeness(names), Likeness(definitions)
