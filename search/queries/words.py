"""Words of a question as clauses: the many ways in which a vacancy or a profile may mean what was typed."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cache, lru_cache
from math import ceil
from typing import TYPE_CHECKING

from reference.job_titles import job_titles
from search import tuning
from search.analysis import pinyin
from search.analysis.text import anchored, is_han, pairs, segments
from search.analysis.words import pieces, words
from search.clauses import AllOf, AnyValue, Best, Clause, Gate, Sequence, Weighted, any_of, exact

if TYPE_CHECKING:
    from search.analysis.lexicon import Concept
    from search.analysis.synonyms import Synonyms
    from search.analysis.understanding import Understanding


@dataclass(frozen=True, slots=True)
class Sources:
    """Where an index looks for words, and what a word is worth there."""

    head: str
    """The column that says what it is all about, and where other names of the same are looked for."""
    admitting: tuple[tuple[str, float], ...]
    ranking: tuple[tuple[str, float], ...]
    """Long texts; they rank and admit nobody."""
    codes: str = "occupations"
    sounds: str = ""
    """The column of pinyin, where there is one."""


def gate(understanding: Understanding, sources: Sources, *, with_long_texts: bool = False) -> Gate | None:
    """The words that must be found, or None where there are none. With long texts, these admit too."""
    units = understanding.units
    if not units:
        return None
    shares = _shares(units)
    bests = tuple(
        Best(tuple(Weighted(way.clause, exact(way.weight * share)) for way in ways))
        for ways, share in zip(
            (ways_of(unit, sources, understanding.synonyms, with_long_texts) for unit in units), shares, strict=True
        )
    )
    return Gate(bests, least(len(units)))


def least(count: int) -> int:
    """How many of so many words must be found: all of one or two, all but one of three or four, 75 % above."""
    if count <= tuning.ALL_UP_TO:
        return count
    if count <= tuning.ALL_BUT_ONE_UP_TO:
        return count - 1
    return ceil(count * tuning.COVERAGE)


def ranking(understanding: Understanding, sources: Sources) -> tuple[Weighted, ...]:
    """What ranks but admits nobody: the words in long texts, the optional words, the whole question in the title."""
    found: list[Weighted] = []
    units = understanding.units
    if units:
        shares = _shares(units)
        for unit, share in zip(units, shares, strict=True):
            for column, weight in sources.ranking:
                found.append(Weighted(Sequence(column, (unit,)), exact(weight * share)))
            codes = understanding.concept(unit).codes
            if codes:
                found.append(Weighted(AnyValue(sources.codes, tuple(codes)), exact(tuning.AND_CODE * share)))
        whole = list(understanding.whole)
        grams = f"{sources.head}_grams"
        if len(whole) > 1:
            found.append(Weighted(Sequence(grams, pairs(whole)), exact(tuning.WHOLE_IN_TITLE)))
        found.append(Weighted(Sequence(grams, anchored(whole)), exact(tuning.WHOLE_IS_SEGMENT)))
    for word in understanding.optional:
        for column, weight in (
            (sources.head, tuning.OPTIONAL_IN_TITLE),
            *((c, tuning.OPTIONAL_IN_TEXT) for c, _ in sources.ranking),
        ):
            found.append(Weighted(Sequence(column, (word,)), exact(weight)))
    return tuple(found)


def phrase(column: str, word: str) -> Clause | None:
    """The word as a sequence of characters in a column of pairs, or None where it is a single one."""
    atoms = [atom for segment in segments(word) for atom in segment]
    return Sequence(column, pairs(atoms)) if len(atoms) > 1 else None


@lru_cache(maxsize=10_000)
def ways_of(unit: str, sources: Sources, synonyms: Synonyms, with_long_texts: bool = False) -> tuple[Weighted, ...]:
    """Every way in which a word may be meant, and what a match of that way is worth."""
    ways: list[Weighted] = []
    is_character = is_han(unit) and len(unit) == 1
    for column, weight in sources.admitting:
        how = tuning.AS_CHARACTER if is_character else tuning.AS_WORD
        ways.append(Weighted(Sequence(column, (unit,)), weight * how))
        as_part = phrase(f"{column}_grams", unit)
        if as_part is not None:
            ways.append(Weighted(as_part, weight * tuning.AS_PART))
    if with_long_texts:
        ways += [Weighted(Sequence(column, (unit,)), weight) for column, weight in sources.ranking]
    ways += _meanings(synonyms.concept(unit), sources, tuning.AS_SYNONYM, tuning.AS_CODE)
    if not is_han(unit):
        if sources.sounds:
            ways.append(Weighted(AnyValue(sources.sounds, (unit,)), tuning.AS_PINYIN))
        accepted = [(word, tuning.AS_PINYIN) for word in synonyms.words_for(unit)]
        for word, sure in (*accepted, *pinyin.words_for(unit)):
            ways.append(Weighted(Sequence(f"{sources.head}_grams", pairs(list(word))), sure))
            ways += _meanings(synonyms.concept(word), sources, sure * tuning.AS_SYNONYM, sure * tuning.AS_CODE)
    parts = pieces(unit) if is_han(unit) else ()
    if parts:
        held = AllOf(
            tuple(any_of(tuple(Sequence(column, (part,)) for column, _ in sources.admitting[:3])) for part in parts)
        )
        ways.append(Weighted(held, tuning.AS_PIECES))
    return tuple(ways)


def _meanings(meant: Concept, sources: Sources, as_synonym: float, as_code: float) -> list[Weighted]:
    """Other names of the same in the title, and the code of the occupation."""
    names = [phrase(f"{sources.head}_grams", name) for name in meant.names[: tuning.MOST_SYNONYMS]]
    clauses = tuple(clause for clause in names if clause is not None)
    ways = [Weighted(any_of(clauses), as_synonym)] if clauses else []
    if meant.codes:
        ways.append(Weighted(AnyValue(sources.codes, tuple(meant.codes)), as_code))
    return ways


def _shares(units: tuple[str, ...]) -> list[float]:
    """What each word counts: common ones less, one in all."""
    weights = [tuning.COMMON_WORD if unit in _common() else 1.0 for unit in units]
    total = sum(weights)
    return [weight / total for weight in weights]


@cache
def _common() -> frozenset[str]:
    """Words that stand in so many real titles that they say little in a question of several words."""
    counts = Counter(word for entry in job_titles() for word in set(words(entry.title)))
    return frozenset(word for word, count in counts.items() if count >= tuning.COMMON_FROM * len(job_titles()))
