"""Hits: documents that were found, and what was found in them, marked; marked texts are text and never HTML."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any, TypeAlias

from search.analysis.text import Folded

Needles: TypeAlias = "tuple[tuple[str, ...], ...]"
"""For each word of a question what to mark: the word itself, or else what may stand in its place."""
EXCERPT = 48
"""Characters of an excerpt on each side of what was found."""


@dataclass(frozen=True, slots=True)
class Marked:
    """A text with the places that were found."""

    text: str
    marks: tuple[tuple[int, int], ...] = ()
    """Beginning and end of each found place, in characters, apart and in order."""

    @property
    def parts(self) -> tuple[tuple[str, bool], ...]:
        """The text in pieces, each with whether it was found."""
        pieces: list[tuple[str, bool]] = []
        last = 0
        for begin, end in self.marks:
            pieces += [(self.text[last:begin], False), (self.text[begin:end], True)]
            last = end
        pieces.append((self.text[last:], False))
        return tuple(piece for piece in pieces if piece[0])


@dataclass(frozen=True, kw_only=True)
class Hit:
    """One document that was found. What was found in it is marked when somebody looks at it, and only then."""

    id: str
    score: float
    document: Any
    """The document as it was indexed: a VacancyDocument or a WorkerDocument."""
    head: str
    """Its title or headline."""
    body: str
    """Its duties or experience."""
    needles: Needles = ()
    distance_km: float | None = None
    """From the point of the question."""

    @cached_property
    def title(self) -> Marked:
        """The title or the headline."""
        return mark(self.head, self.needles)

    @cached_property
    def excerpt(self) -> Marked | None:
        """A stretch of the duties or the experience around what was found there."""
        return excerpt(self.body, self.needles)


def mark(text: str, wanted: Needles) -> Marked:
    """The text with the places of each needle, or else of its stand-ins. Nothing is escaped and nothing is HTML."""
    places: list[tuple[int, int]] = []
    folded = Folded(text)
    for needle, *others in wanted:
        own = list(folded.spans(needle))
        places += own or [place for other in others for place in folded.spans(other)]
    joined: list[tuple[int, int]] = []
    for begin, end in sorted(places):
        if joined and begin <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((begin, end))
    return Marked(text, tuple(joined))


def excerpt(text: str, wanted: Needles) -> Marked | None:
    """The stretch of a long text around the first needle in it, or None where there is none."""
    wanted = tuple(needle[:1] for needle in wanted)
    marked = mark(text, wanted)
    if not marked.marks:
        return None
    begin = max(0, marked.marks[0][0] - EXCERPT)
    return mark(text[begin : marked.marks[0][1] + EXCERPT], wanted)
