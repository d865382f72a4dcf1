"""From what an engine found to a page for people: hits with what was found in them marked, facets, the next cursor."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from domain.places import Point, distance_km
from search import tuning
from search.analysis import pinyin
from search.analysis.text import is_han
from search.analysis.words import pieces
from search.hits import Hit
from search.indexes.documents import read
from search.port import FacetValue

if TYPE_CHECKING:
    from collections.abc import Mapping

    from search.analysis.understanding import Understanding
    from search.hits import Needles
    from search.indexes.documents import Index
    from search.port import FoundRow


def hit(row: FoundRow, index: Index[Any], understanding: Understanding, *, near: Point | None) -> Hit:
    """One row, dressed."""
    document = read(index, row.stored)
    head, body = (
        (document.title, document.duties) if index.name == "vacancies" else (document.headline, document.experience)
    )
    return Hit(
        id=document.id,
        score=row.score,
        document=document,
        head=head,
        body=body,
        needles=needles(understanding),
        distance_km=_distance(document, near),
    )


@lru_cache(maxsize=1_000)
def needles(understanding: Understanding) -> Needles:
    """For each word of a question what to mark: the word itself, or else what may stand in its place."""
    found: list[tuple[str, ...]] = []
    for unit in (*understanding.units, *understanding.optional):
        others = [unit, *understanding.concept(unit).names[: tuning.MOST_SYNONYMS]]
        if is_han(unit):
            others += pieces(unit)
        else:
            spoken = (*understanding.synonyms.words_for(unit), *(word for word, _ in pinyin.words_for(unit)))
            for word in spoken:
                others += [word, *understanding.concept(word).names[: tuning.MOST_SYNONYMS]]
        found.append(tuple(others))
    found += [(item.phrase,) for item in understanding.understood]
    return tuple(found)


def facets(
    counts: Mapping[str, Mapping[str, int]], chosen: Mapping[str, frozenset[str]]
) -> dict[str, tuple[FacetValue, ...]]:
    """Counts as facets: the most frequent first, steps of a wage in their order."""
    found: dict[str, tuple[FacetValue, ...]] = {}
    for name, values in counts.items():
        picked = chosen.get(name, frozenset())
        rows = [FacetValue(value=value, count=count, is_chosen=value in picked) for value, count in values.items()]
        rows += [FacetValue(value=value, count=0, is_chosen=True) for value in sorted(picked - set(values))]
        if name in {"wage", "skill_level"}:
            rows.sort(key=lambda row: int(row.value))
        else:
            rows.sort(key=lambda row: (-row.count, row.value))
        found[name] = tuple(rows)
    return found


def reachable(levels: Mapping[str, int]) -> dict[str, int]:
    """Vacancies by the level they ask for, as how many somebody of each level may take."""
    total = 0
    found: dict[str, int] = {}
    for level in sorted(map(int, levels)):
        total += levels[str(level)]
        found[str(level)] = total
    return found


def corrections(understanding: Understanding) -> tuple[str, ...]:
    """Words of work that sound like a word of the question, each in its place: 电汗工 -> 电焊工."""
    found: list[str] = []
    for unit in understanding.units:
        if understanding.concept(unit).names or understanding.concept(unit).codes:
            continue
        for other in pinyin.words_sounding_like(unit) if is_han(unit) else [word for word, _ in pinyin.words_for(unit)]:
            found += [" ".join(other if each == unit else each for each in understanding.units)]
    if understanding.left not in understanding.units and is_han(understanding.left):
        found += pinyin.words_sounding_like(understanding.left)
    return tuple(dict.fromkeys(found))[: tuning.MOST_CORRECTIONS]


def _distance(document: Any, near: Point | None) -> float | None:
    if near is None or document.latitude is None or document.longitude is None:
        return None
    return distance_km(near, Point(document.latitude, document.longitude))
