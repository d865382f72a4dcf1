"""How often the coder agrees with titles that it has not seen, by cross-validation."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import blake2b
from typing import TYPE_CHECKING

from search.occupations.coder import best
from search.occupations.titles import core
from search.occupations.training import train

if TYPE_CHECKING:
    from collections.abc import Sequence

FOLDS = 5
DEPTH = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """Shares of titles whose code was suggested first, and among the first ten."""

    first: float
    among_ten: float
    titles: int


def cross_validate(titles: Sequence[tuple[str, str]], *, folds: int = FOLDS, run: int = FOLDS) -> Agreement:
    """Train on all folds but one and ask for its titles, for the first `run` folds.

    A title goes into a fold by a hash of what is left of it without wages, benefits and places, so that two titles that
    differ in these only are never on both sides.
    """
    first = among = asked = 0
    for fold in range(run):
        held_back = [(title, code) for title, code in titles if _fold(title, folds) == fold]
        learned = train((title, code) for title, code in titles if _fold(title, folds) != fold)
        for title, code in held_back:
            codes = [suggestion.code for suggestion in best(learned, title, DEPTH)]
            first += codes[:1] == [code]
            among += code in codes
        asked += len(held_back)
    return Agreement(first=first / asked, among_ten=among / asked, titles=asked)


def _fold(title: str, folds: int) -> int:
    letters = "".join(character for character in core(title) if character.isalnum())
    return int.from_bytes(blake2b(letters.encode(), digest_size=4).digest()) % folds
