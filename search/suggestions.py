"""Suggestions while somebody types: by characters, by pinyin in full or by initials, or by both mixed."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from enum import StrEnum
from heapq import nsmallest
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from pypinyin import lazy_pinyin

from reference.colloquial_names import name_groups
from reference.divisions import divisions
from reference.occupations import OCCUPATION_LEVEL, occupations
from search import shapes, tuning
from search.analysis.pinyin import is_one_slip
from search.analysis.text import fold, is_han, runs, segments
from search.analysis.words import cut
from search.port import QuestionInvalid

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

LIMIT = 8
LONGEST_TYPED = 40
LAST = chr(0x10FFFF)


class SuggestionKind(StrEnum):
    """What a suggestion is."""

    OCCUPATION = "occupation"
    BRAND = "brand"
    EMPLOYER = "employer"
    PLACE = "place"
    SKILL = "skill"


class SuggestionEntry(NamedTuple):
    """Something that may be suggested."""

    text: str
    kind: SuggestionKind
    id: str
    """A code of an occupation or a division, or the number of a brand or an enterprise."""
    weight: float = 0.0
    """The heavier of two that match equally well comes first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggested:
    """One suggestion."""

    text: str
    kind: SuggestionKind
    id: str
    completed: str
    """What was typed with its last word completed."""


class Suggestions:
    """Suggests among given entries; made once, asked often."""

    def __init__(self, entries: Iterable[SuggestionEntry]) -> None:
        self.entries = tuple(dict.fromkeys(entry for entry in entries if fold(entry.text).strip()))
        self._sounds = [_syllables(entry.text) for entry in self.entries]
        keys = {(key, start, number) for number in range(len(self.entries)) for key, start in self._keys_of(number)}
        self._keys = sorted(keys)
        self._letters = [key for key, _, _ in self._keys]
        self._with: dict[str, list[int]] = {}
        for number, syllables in enumerate(self._sounds):
            for atom in {atom for atom, _ in syllables if is_han(atom)}:
                self._with.setdefault(atom, []).append(number)

    def suggest(
        self, typed: str, *, limit: int = LIMIT, kinds: Collection[SuggestionKind] = tuple(SuggestionKind)
    ) -> list[Suggested]:
        """The likeliest completions of the last word typed, at most so many; none for nothing.

        Raises QuestionInvalid, which names the parameter.
        """
        words = fold(shapes.text("typed", typed)[:LONGEST_TYPED]).split()
        limit = shapes.limit("limit", limit)
        if not words or limit < 1:
            return []
        head, last = words[:-1], words[-1]
        found: dict[tuple[str, SuggestionKind], Suggested] = {}
        for *_, number in nsmallest(2 * limit, self._matches(last, _kinds(kinds))):
            entry = self.entries[number]
            completed = " ".join((*head, entry.text))
            suggested = Suggested(text=entry.text, kind=entry.kind, id=entry.id, completed=completed)
            found.setdefault((entry.text, entry.kind), suggested)
        return list(found.values())[:limit]

    def _matches(self, typed: str, kinds: frozenset[SuggestionKind]) -> list[tuple[int, float, int, str, int]]:
        """Entries with what they are ranked by: where the match begins, weight, length, the text itself."""
        best: dict[int, int] = {}
        for start, number in self._found(typed):
            best[number] = min(start, best.get(number, start))
        rows = ((start, number) for number, start in best.items() if self.entries[number].kind in kinds)
        return [
            (start, -self.entries[number].weight, len(self.entries[number].text), self.entries[number].text, number)
            for start, number in rows
        ]

    def _found(self, typed: str) -> Iterator[tuple[int, int]]:
        """Where in which entry what was typed begins. One slip is forgiven in long pinyin that begins nothing."""
        first = bisect_left(self._letters, typed)
        last = bisect_left(self._letters, typed + LAST)
        for key, start, number in self._keys[first:last]:
            yield (start if key != typed or start else -1), number
        characters = [character for character in typed if is_han(character)]
        if characters:
            if len(characters) < len(typed):
                yield from self._mixed(typed, characters)
        elif first == last and len(typed) >= tuning.TYPO_FROM:
            begin = bisect_left(self._letters, typed[0])
            end = bisect_left(self._letters, typed[0] + LAST)
            yield from ((start + 1, number) for key, start, number in self._keys[begin:end] if is_one_slip(typed, key))

    def _mixed(self, typed: str, characters: list[str]) -> Iterator[tuple[int, int]]:
        """Entries whose characters are typed partly as such and partly as letters: 玉dg, dian焊."""
        for number in min((self._with.get(character, []) for character in characters), key=len):
            syllables = self._sounds[number]
            starts = (start for start in range(len(syllables)) if _begins(typed, syllables[start:]))
            yield from ((start, number) for start in islice(starts, 1))

    def _keys_of(self, number: int) -> Iterator[tuple[str, int]]:
        """What an entry may be typed as, from its beginning and from the beginning of each of its words."""
        syllables = self._sounds[number]
        for start in _beginnings(self.entries[number].text):
            rest = syllables[start:]
            yield "".join(atom for atom, _ in rest), start
            yield "".join(sound for _, sound in rest), start
            yield "".join(sound[0] for _, sound in rest), start


def known_entries() -> Iterator[SuggestionEntry]:
    """What the code tables know: occupations with what people call them, and places, those at home first."""
    for group in name_groups():
        if group.occupation_code:
            for order, name in enumerate(group.names):
                yield SuggestionEntry(name, SuggestionKind.OCCUPATION, group.occupation_code, 1.0 if order else 1.25)
    for entry in occupations():
        if entry.level == OCCUPATION_LEVEL:
            yield SuggestionEntry(entry.name, SuggestionKind.OCCUPATION, entry.code, 0.5)
    at_home = {"county": 0.9, "town": 0.4, "city": 0.9}
    for place in divisions():
        weight = at_home.get(place.level, 0.0) if place.code.startswith("3210") else 0.2
        yield SuggestionEntry(place.short_name, SuggestionKind.PLACE, place.code, weight)


def _kinds(given: Collection[SuggestionKind]) -> frozenset[SuggestionKind]:
    """Kinds, also given as their values."""
    try:
        return frozenset(map(SuggestionKind, given))
    except (TypeError, ValueError) as error:
        raise QuestionInvalid(parameter="kinds", value=str(given)[:80]) from error


def _syllables(text: str) -> list[tuple[str, str]]:
    """The atoms of a text, each with how it sounds; Latin words sound as they are written."""
    found: list[tuple[str, str]] = []
    for run in runs(fold(text)):
        # A character that pypinyin does not know comes back joined with its neighbours; such a run has no sounds.
        sounds = lazy_pinyin(run) if is_han(run) else [run]
        atoms = list(run) if is_han(run) else [run]
        found += zip(atoms, sounds if len(sounds) == len(atoms) else atoms, strict=True)
    return found


def _beginnings(text: str) -> list[int]:
    """Where the words of a text begin, counted in atoms."""
    starts = []
    place = 0
    for segment in segments(fold(text)):
        for word in cut(segment):
            starts.append(place)
            place += len(word) if is_han(word) else 1
    return starts


def _begins(typed: str, syllables: list[tuple[str, str]]) -> bool:
    """Whether what was typed begins these syllables, each as a character, its sound, or the beginning of its sound."""
    if not typed:
        return True
    if not syllables:
        return False
    atom, sound = syllables[0]
    if typed[0] == atom[0] and typed.startswith(atom):
        return _begins(typed[len(atom) :], syllables[1:])
    common = 0
    while common < min(len(sound), len(typed)) and sound[common] == typed[common]:
        common += 1
    return any(_begins(typed[length:], syllables[1:]) for length in range(common, 0, -1))
