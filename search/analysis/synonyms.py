"""Words that officials have accepted as meaning the same: they lie over the shipped ones when a question is read.

Documents are indexed without them, so a word that is accepted or taken back needs no new index.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from pypinyin import lazy_pinyin

from domain.synonyms import LONGEST_WORD, SHORTEST_WORD, Obstacle
from search.analysis import lexicon, places, wages, wishes
from search.analysis.lexicon import Concept
from search.analysis.text import fold, is_han, segments

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True, slots=True)
class Synonyms:
    """Accepted words, each with a name that it means; folded, so that two sets that say the same are equal."""

    pairs: frozenset[tuple[str, str]] = frozenset()

    @classmethod
    def of(cls, pairs: Iterable[tuple[str, str]]) -> Synonyms:
        """The set of some pairs of a word and what it means."""
        return cls(frozenset((fold(word).strip(), fold(means).strip()) for word, means in pairs))

    @property
    def words(self) -> tuple[str, ...]:
        """The accepted words, longest first."""
        return _joined(self).words

    def concept(self, word: str) -> Concept:
        """What a folded word stands for, by the shipped words and the accepted ones."""
        return _joined(self).concepts.get(word) or lexicon.concept(word)

    def words_for(self, letters: str) -> tuple[str, ...]:
        """The accepted words that sound like some Latin letters, in full or by initials."""
        return _joined(self).sounds.get(letters, ())


NONE = Synonyms()
"""The shipped words alone."""


@dataclass(frozen=True, slots=True)
class _Joined:
    words: tuple[str, ...]
    concepts: dict[str, Concept]
    sounds: dict[str, tuple[str, ...]]


@lru_cache(maxsize=16)
def _joined(synonyms: Synonyms) -> _Joined:
    """The concepts that some pairs change. An accepted word stands first among the names: officials wanted it."""
    concepts: dict[str, Concept] = {}
    sounds: dict[str, tuple[str, ...]] = {}
    for word, means in sorted(synonyms.pairs):
        meant = lexicon.concept(means)
        _add(concepts, word, names=(means, *meant.names), codes=meant.codes)
        for name in (means, *meant.names):
            _add(concepts, name, names=(word,), codes=())
        spoken = lazy_pinyin(word)
        for letters in ("".join(spoken), "".join(sound[0] for sound in spoken)):
            sounds[letters] = tuple(dict.fromkeys((*sounds.get(letters, ()), word)))
    words = sorted({word for word, _ in synonyms.pairs}, key=lambda word: (-len(word), word))
    return _Joined(words=tuple(words), concepts=concepts, sounds=sounds)


def _add(concepts: dict[str, Concept], word: str, *, names: Iterable[str], codes: Iterable[str]) -> None:
    known = concepts.get(word) or lexicon.concept(word)
    others = dict.fromkeys((*names, *known.names))
    others.pop(word, None)
    concepts[word] = Concept(codes=list(dict.fromkeys((*known.codes, *codes))), names=list(others))


def obstacle(word: str, means: str) -> Obstacle | None:
    """What stands against accepting a word for what it is said to mean, or None.

    SHAPE: not one stretch of two to twenty characters; SAME: the word itself; TAKEN: it is a place, a wage or a wish,
    or says nothing about work; KNOWN: found already.
    """
    folded = fold(word).strip(), fold(means).strip()
    if not all(map(_is_one_stretch, folded)):
        return Obstacle.SHAPE
    if folded[0] == folded[1]:
        return Obstacle.SAME
    if any(map(_is_taken, folded)):
        return Obstacle.TAKEN
    return Obstacle.KNOWN if folded[1] in lexicon.concept(folded[0]).names else None


def _is_one_stretch(word: str) -> bool:
    return SHORTEST_WORD <= len(word) <= LONGEST_WORD and ["".join(atoms) for atoms in segments(word)] == [word]


def _is_taken(word: str) -> bool:
    is_empty = word in wishes.STOP or word in wishes.OPTIONAL or not any(map(is_han, word))
    return bool(is_empty or wishes.wish_of(word) or places.codes_of(word) or list(wages.find_wages(word)))
