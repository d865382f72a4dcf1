"""Words: Chinese text cut with our dictionary, for documents finely and for questions whole."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import rjieba

from search.analysis import lexicon, places, wishes
from search.analysis.text import fold, is_han, runs

if TYPE_CHECKING:
    from collections.abc import Iterator

FREQUENCY = 10_000
"""Of our words among the sixty million of the built-in dictionary: above any way of cutting them into two."""


@cache
def _cutter() -> rjieba.Jieba:
    cutter = rjieba.Jieba()
    for word in (*lexicon.dictionary(), *places.dictionary(), *wishes.dictionary()):
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


def cut(segment: list[str]) -> Iterator[str]:
    """The words of a question's segment, side by side, none within another."""
    spaced = "".join(atom if is_han(atom) else f" {atom} " for atom in segment)
    for run in runs(spaced):
        yield from _cutter().cut(run) if is_han(run) else (run,)


def pieces(word: str) -> tuple[str, ...]:
    """What a long word is made of, by the general dictionary; empty where it is whole there too."""
    found = [piece for piece in _plain_cutter().cut(word) if len(piece) > 1]
    return tuple(found) if len(found) > 1 else ()
