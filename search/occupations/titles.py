"""Titles as features: without what says nothing of the trade, in runs of one to four atoms and in words."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from math import log, sqrt

from reference.divisions import divisions
from search.analysis.text import fold, segments
from search.analysis.words import words

LONGEST_RUN = 4
WORDS_COUNT = 0.7
"""What the words count beside the runs of atoms."""
LONGEST_TITLE = 300
"""Characters that are read."""
_NOISE = re.compile(
    r"五险一金|六险一金|五险二金|五险|六险|双休|单休|包吃包住|包吃住|包食宿|包住|包吃|月薪|月入|日结|周结|社保|\d+[kw千万元/]*"
)


@cache
def _places() -> re.Pattern[str]:
    """Names of provinces, cities and counties; which of them a title names says nothing of the trade."""
    names = {name for entry in divisions() if entry.level != "town" for name in (entry.name, entry.short_name)}
    return re.compile("|".join(sorted((name for name in names if len(name) > 1), key=lambda name: (-len(name), name))))


def core(title: str) -> str:
    """The title folded, without wages, benefits and places; the whole of it where nothing else is left."""
    folded = fold(title[:LONGEST_TITLE])
    rest = _places().sub(" ", _NOISE.sub(" ", folded))
    return rest if any(segments(rest)) else folded


def features(text: str) -> Counter[str]:
    """What a text is made of, with how often: runs of atoms (with the ends of its parts), and words."""
    found: Counter[str] = Counter()
    for segment in segments(text):
        atoms = ["^", *segment, "$"]
        for length in range(1, LONGEST_RUN + 1):
            for start in range(len(atoms) - length + 1):
                found["".join(atoms[start : start + length])] += 1
    found.update(f" {word}" for word in words(text))
    return found


def weighed(found: Counter[str], rarity: dict[str, float]) -> dict[str, float]:
    """Features with their weights: runs of length one together, words of length WORDS_COUNT; none that are unknown."""
    weights = {name: (1 + log(count)) * rarity[name] for name, count in found.items() if name in rarity}
    of_words = sqrt(sum(weight * weight for name, weight in weights.items() if name[0] == " ")) or 1.0
    of_runs = sqrt(sum(weight * weight for name, weight in weights.items() if name[0] != " ")) or 1.0
    return {
        name: weight * WORDS_COUNT / of_words if name[0] == " " else weight / of_runs
        for name, weight in weights.items()
    }
