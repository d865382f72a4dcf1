"""The search turned round: which of very many questions a few new vacancies answer.

A question becomes the same access, filters and gate as in a search (`queries.vacancies`); what only ranks is left out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from search.analysis.synonyms import NONE
from search.analysis.understanding import understand
from search.bitsets import Bitsets, at_least, numbers_of
from search.indexes.vacancies import VACANCIES
from search.queries import words
from search.queries.vacancies import SOURCES, check, chosen, open_on, wished

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from search.analysis.synonyms import Synonyms
    from search.indexes.vacancies import VacancyDocument
    from search.queries.vacancies import VacancyQuestion


class Percolator:
    """Some vacancies, as they stand at a moment of Shanghai time, to be held against any number of questions.

    What a text asks for is worked out once, however many questions have the same; by the words that were accepted as
    meaning the same, which are those of the index that pages search (`SearchIndex.synonyms`).
    """

    def __init__(self, documents: Sequence[VacancyDocument], *, now: datetime, synonyms: Synonyms = NONE) -> None:
        self.synonyms = synonyms
        self.ids = tuple(document.id for document in documents)
        self._bitsets = Bitsets(VACANCIES, documents)
        self._open = self._bitsets.matching(open_on(now))
        self._texts: dict[tuple[str, bool], int] = {}
        self._words: dict[str, int] = {}

    def find(self, question: VacancyQuestion) -> tuple[str, ...]:
        """The ids of the vacancies that a search with this question finds, on all its pages and giving nothing up.

        Order, page and size of the question mean nothing here. Raises QuestionInvalid, which names the parameter.
        """
        asked = check(question)
        found = self._said_by(asked)
        for _, clause in chosen(asked) if found else ():
            found &= self._bitsets.matching(clause)
            if not found:
                break
        return tuple(self.ids[number] for number in numbers_of(found))

    def _said_by(self, asked: VacancyQuestion) -> int:
        """The open vacancies for the text of a question: the words that must be found, and the wishes that it says."""
        key = asked.text, asked.literally
        found = self._texts.get(key)
        if found is None:
            understanding = understand(asked.text, literally=asked.literally, synonyms=self.synonyms)
            found = self._open & self._bitsets.all_of(clause for _, clause in wished(understanding))
            if understanding.units:
                least = words.least(len(understanding.units))
                found = at_least(least, map(self._with, understanding.units), among=found)
            self._texts[key] = found
        return found

    def _with(self, word: str) -> int:
        """The vacancies that a word of a question may mean."""
        found = self._words.get(word)
        if found is None:
            found = 0
            for way in words.ways_of(word, SOURCES, self.synonyms):
                found |= self._bitsets.matching(way.clause)
            self._words[word] = found
        return found
