"""Folding and cutting: one form for what is written in many (width, case, traditional characters), and its atoms.

An atom is a Chinese character or a run of Latin letters and digits. A segment is what stands between two marks; nothing
is found across them, so that 焊工/会计 holds no 工会.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

from reference.tables import lines

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_ATOM = re.compile(r"[a-z0-9]+[+#]*|[^\W_]")
_RUN = re.compile(r"[a-z0-9]+[+#]*|[^\W_a-z0-9]+")
BEGIN, END = "^", "$"
APOSTROPHES = "'’"
"""They part syllables of pinyin (bao'an) and mean nothing else here."""


class _Folding(dict[int, str]):
    """Code point to what it is folded to, worked out when it is first met."""

    def __missing__(self, point: int) -> str:
        character = chr(point)
        kind = unicodedata.category(character)
        if kind in {"Cc", "Cs", "Co", "Cn"}:
            folded = " "
        elif kind == "Cf" or character in APOSTROPHES:
            folded = ""
        else:
            folded = unicodedata.normalize("NFKC", character).lower()
            folded = folded.translate(_simplified())
        self[point] = folded
        return folded


_FOLDING = _Folding()


@cache
def _simplified() -> dict[int, int]:
    """Traditional character to simplified."""
    table: dict[int, int] = {}
    for line in lines("traditional_characters.txt"):
        simplified, traditional = line.split()
        table.update(dict.fromkeys(map(ord, traditional), ord(simplified)))
    return table


def fold(text: str) -> str:
    """The text in one form: NFKC, small letters, simplified characters; what cannot be shown becomes a space."""
    return text.translate(_FOLDING)


def is_han(atom: str) -> bool:
    """Whether an atom is a character rather than a run of letters and digits."""
    return not atom.isascii()


def segments(folded: str) -> Iterator[list[str]]:
    """The atoms of each segment of a folded text.

    A space parts two characters but not a Latin word from a character: Java 开发 is one segment, as Java开发 is.
    """
    current: list[str] = []
    end = 0
    for match in _ATOM.finditer(folded):
        gap = folded[end : match.start()]
        if current and gap and (not gap.isspace() or (is_han(current[-1]) and is_han(match[0]))):
            yield current
            current = []
        current.append(match[0])
        end = match.end()
    if current:
        yield current


def runs(folded: str) -> list[str]:
    """The stretches of characters of a folded text, and its Latin words."""
    return _RUN.findall(folded)


def grams(text: str) -> str:
    """The pairs of neighbouring atoms of a text in order, with marks at both ends of each segment, as terms."""
    return " ".join(gram for segment in segments(fold(text)) for gram in anchored(segment))


def anchored(segment: list[str]) -> tuple[str, ...]:
    """The pairs that a whole segment is made of: 焊工 is ^焊 焊工 工$."""
    return (BEGIN + segment[0], *pairs(segment), segment[-1] + END)


def pairs(atoms: list[str]) -> tuple[str, ...]:
    """The pairs of neighbouring atoms; of a single atom none."""
    return tuple(one + other for one, other in pairwise(atoms))


class Folded:
    """A text with its folded form, to find folded words where they stand in what was written."""

    def __init__(self, text: str) -> None:
        self.folded = fold(text)
        self._places: Sequence[int] = range(len(text) + 1)
        if len(self.folded) != len(text):
            self._places = [index for index, character in enumerate(text) for _ in _FOLDING[ord(character)]]
            self._places.append(len(text))

    def spans(self, wanted: str) -> Iterator[tuple[int, int]]:
        """Where a folded word stands: beginnings and ends, counted in characters of the text as it was written."""
        found = self.folded.find(wanted)
        while wanted and found >= 0:
            last = found + len(wanted)
            yield self._places[found], self._places[last - 1] + 1
            found = self.folded.find(wanted, last)
