"""Pinyin: how words sound in full and by initials, and which words of work some Latin letters may stand for."""

from __future__ import annotations

from collections import defaultdict
from functools import cache, lru_cache

from pypinyin import lazy_pinyin

from search import tuning
from search.analysis import lexicon


@lru_cache(maxsize=100_000)
def pinyin_of(word: str) -> tuple[str, str]:
    """A word in full pinyin and by the initials of its characters: 玉雕工 -> yudiaogong, ydg."""
    sounds = lazy_pinyin(word)
    return "".join(sounds), "".join(sound[0] for sound in sounds)


@cache
def _sounds() -> dict[str, tuple[str, ...]]:
    """Full pinyin to words of work."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for word in lexicon.dictionary():
        found[pinyin_of(word)[0]].append(word)
    return {sound: tuple(sorted(words, key=_weight)) for sound, words in found.items()}


@cache
def _initials() -> dict[str, tuple[str, ...]]:
    """Initials to words of work."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for word in lexicon.dictionary():
        found[pinyin_of(word)[1]].append(word)
    return {letters: tuple(sorted(words, key=_weight)) for letters, words in found.items()}


def _weight(word: str) -> tuple[int, str]:
    """Colloquial names first: they are what is typed."""
    return (-len(lexicon.concept(word).names), word)


def words_for(letters: str) -> tuple[tuple[str, float], ...]:
    """The words of work that Latin letters may stand for, likeliest first, each with how sure that is (0 to 1).

    One slip is forgiven from eight letters on.
    """
    if len(letters) < tuning.SHORTEST_PINYIN or not letters.isalpha():
        return ()
    sure = [(word, tuning.AS_PINYIN) for word in (*_sounds().get(letters, ()), *_initials().get(letters, ()))]
    if not sure and len(letters) >= tuning.TYPO_FROM:
        near = (words for sound, words in _sounds().items() if is_one_slip(letters, sound))
        sure = [(word, tuning.AS_CORRECTED) for words in near for word in words]
    return tuple(dict(reversed(sure)).items())[::-1][: tuning.MOST_CANDIDATES]


def words_sounding_like(word: str) -> tuple[str, ...]:
    """The words of work that sound just like this one and are written differently."""
    return tuple(other for other in _sounds().get(pinyin_of(word)[0], ()) if other != word)


def is_one_slip(one: str, other: str) -> bool:
    """Whether one letter was changed, left out, put in, or swapped with its neighbour. The first letter is right."""
    if abs(len(one) - len(other)) > 1 or one == other or one[:1] != other[:1]:
        return False
    start = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    one, other = one[start:], other[start:]
    if len(one) == len(other):
        return one[1:] == other[1:] or (one[1::-1] == other[:2] and one[2:] == other[2:])
    longer, shorter = sorted((one, other), key=len, reverse=True)
    return longer[1:] == shorter
