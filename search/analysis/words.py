"""Words: Chinese text cut with our dictionary, for documents finely and for questions whole."""

from __future__ import annotations

from functools import cache
from itertools import accumulate
from typing import TYPE_CHECKING

import rjieba

from search.analysis import lexicon, places, wishes
from search.analysis.text import fold, is_han, runs

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

FREQUENCY = 10_000
"""Of our words among the sixty million of the built-in dictionary: above any way of cutting them into two."""


@cache
def _own_words() -> frozenset[str]:
    return frozenset((*lexicon.dictionary(), *places.dictionary(), *wishes.dictionary()))


@cache
def _cutter() -> rjieba.Jieba:
    cutter = rjieba.Jieba()
    for word in sorted(_own_words()):
        cutter.add_word(word, FREQUENCY, "n")
    return cutter


@cache
def _plain_cutter() -> rjieba.Jieba:
    """Without our words, for the pieces that a long one is made of."""
    return rjieba.Jieba()


def words(text: str) -> list[str]:
    """The words of a document's text and the words within them, each once."""
    found: dict[str, None] = {}
    cutter = _cutter()
    for run in runs(fold(text)):
        found.update(dict.fromkeys(cutter.cut_for_search(run) if is_han(run) else (run,)))
    return list(found)


def words_and_characters(text: str) -> list[str]:
    """The words of a short text, and its characters, so that a question of one character finds it."""
    return list(dict.fromkeys((*words(text), *(atom for run in runs(fold(text)) if is_han(run) for atom in run))))


def cut(segment: list[str], accepted: Collection[str] = ()) -> Iterator[str]:
    """The words of a question's segment, side by side, none within another.

    Accepted words, longest first, are kept whole, but where that would tear a word that we know.
    """
    for word in accepted:
        begin, end = _place_of(word, segment)
        if end:
            yield from cut(segment[:begin], accepted)
            yield word
            yield from cut(segment[end:], accepted)
            return
    spaced = "".join(atom if is_han(atom) else f" {atom} " for atom in segment)
    for run in runs(spaced):
        yield from _cutter().cut(run) if is_han(run) else (run,)


def _place_of(word: str, segment: list[str]) -> tuple[int, int]:
    """Between which atoms of a segment a word stands without tearing one of ours; 0 and 0 where it does not."""
    begins = list(accumulate(map(len, segment), initial=0))
    text = "".join(segment)
    at = text.find(word)
    while at >= 0:
        if at in begins and at + len(word) in begins and not _tears(segment, at, at + len(word)):
            return begins.index(at), begins.index(at + len(word))
        at = text.find(word, at + 1)
    return 0, 0


def _tears(segment: list[str], begin: int, end: int) -> bool:
    """Whether one of our words reaches across the beginning or the end of a stretch of characters."""
    last = 0
    for word in cut(segment):
        first, last = last, last + len(word)
        is_across = first < end and last > begin and (first < begin or last > end)
        if is_across and word in _own_words():
            return True
    return False


def pieces(word: str) -> tuple[str, ...]:
    """What a long word is made of, by the general dictionary; empty where it is whole there too."""
    found = [piece for piece in _plain_cutter().cut(word) if len(piece) > 1]
    return tuple(found) if len(found) > 1 else ()
