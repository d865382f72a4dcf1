"""What a question says: its words, and the phrases in it that are wages, places, benefits and other wishes."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from search import tuning
from search.analysis import places, wages, wishes
from search.analysis.synonyms import NONE, Synonyms
from search.analysis.text import fold, is_han, segments
from search.analysis.words import cut

if TYPE_CHECKING:
    from collections.abc import Collection

    from search.analysis.lexicon import Concept


@dataclass(frozen=True, slots=True, kw_only=True)
class Understood:
    """A phrase of the question that became filters."""

    phrase: str
    """As it stands in the folded question."""
    values: tuple[tuple[str, object], ...]
    """Parameters of the question and what the phrase sets them to."""
    without: str
    """The question without the phrase, for whoever wants to undo it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Understanding:
    """A text, understood."""

    units: tuple[str, ...] = ()
    """The words that must be found, most of them."""
    optional: tuple[str, ...] = ()
    """Words that rank and keep nothing out."""
    understood: tuple[Understood, ...] = ()
    left: str = ""
    """The words that became no filter, as one."""
    said: str = ""
    """The words about the work as they were written: without filters, praise, and that work is sought."""
    synonyms: Synonyms = NONE
    """The accepted words by which it was read."""

    def concept(self, word: str) -> Concept:
        """What a word of it stands for."""
        return self.synonyms.concept(word)

    @property
    def whole(self) -> tuple[str, ...]:
        """The atoms of all units in order."""
        return tuple(atom for unit in self.units for segment in segments(unit) for atom in segment)


@dataclass(frozen=True, slots=True)
class _Token:
    word: str
    following: str
    """The word that stands directly after it."""


@lru_cache(maxsize=10_000)
def understand(text: str, *, literally: bool = False, synonyms: Synonyms = NONE) -> Understanding:
    """Read a text. Only its first tuning.LONGEST_QUESTION characters count; literally, every word is just a word."""
    folded = fold(text[: tuning.LONGEST_QUESTION]).strip()
    if literally:
        words = (token.word for token in _tokens(folded, synonyms))
        return Understanding(units=_first(words), said=folded, synonyms=synonyms)
    understood: list[Understood] = []
    rest = folded
    for phrase in reversed(list(wages.find_wages(folded))):
        rest = rest[: phrase.begin] + " " + rest[phrase.end :]
        understood.insert(0, _wage(phrase, folded))
    units: list[str] = []
    optional: list[str] = []
    stopped: list[str] = []
    tokens = _tokens(rest, synonyms)
    for token in tokens:
        word = token.word
        values = wishes.wish_of(word) or _place(token)
        if values:
            understood.append(Understood(phrase=word, values=values, without=_without(folded, word)))
        elif word in wishes.STOP:
            stopped.append(word)
        elif word in wishes.OPTIONAL or (token.following.startswith(places.PRODUCTS) and places.codes_of(word)):
            optional.append(word)
        elif token.following.startswith(places.ORGANISATIONS) and places.codes_of(word):
            units.append(word + next(name for name in places.ORGANISATIONS if token.following.startswith(name)))
        else:
            units.append(word)
    taken = {item.phrase for item in understood}
    left = "".join(token.word for token in tokens if token.word not in taken)
    single = [word for word in units if word.isdigit() or (is_han(word) and len(word) == 1)]
    if len(single) < len(units):
        units = [word for word in units if word not in single]
        optional.extend(single)
    if not units and not understood:
        units, optional = [*optional, *stopped], []
    return Understanding(
        units=_first(units),
        optional=_first(optional),
        understood=tuple(understood),
        left=left,
        said=_work_said(tokens, taken),
        synonyms=synonyms,
    )


def said(text: str) -> str:
    """What a text says about work, in the one form in which searches for it are counted."""
    return understand(text).said


def wishes_near(text: str) -> bool:
    """Whether a text asks for what is close: 离家近, 附近."""
    return any(name == "near" for item in understand(text).understood for name, _ in item.values)


def _tokens(folded: str, synonyms: Synonyms) -> list[_Token]:
    found: list[_Token] = []
    for segment in segments(folded):
        row = list(cut(segment, synonyms.words))
        found.extend(_Token(word, following) for word, following in zip(row, [*row[1:], ""], strict=True))
    return found


def _work_said(tokens: list[_Token], taken: Collection[str]) -> str:
    """The tokens that speak of the work, joined where they stood together."""
    found = ""
    before = _Token("", "")
    for token in tokens:
        is_praise = token.word in wishes.OPTIONAL and len(token.word) > 1
        if token.word not in taken and token.word not in wishes.STOP and not is_praise:
            found += token.word if before.following else f" {token.word}"
            before = token
        else:
            before = _Token("", "")
    return found.strip()


def _first(words: object) -> tuple[str, ...]:
    return tuple(dict.fromkeys(words))[: tuning.MOST_UNITS]  # type: ignore[call-overload]


def _place(token: _Token) -> tuple[tuple[str, object], ...]:
    codes = places.codes_of(token.word, token.following)
    return (("divisions", codes),) if codes else ()


def _wage(phrase: wages.WagePhrase, folded: str) -> Understood:
    values: list[tuple[str, object]] = []
    if phrase.monthly_min_fen is not None:
        values.append(("monthly_wage_min_fen", phrase.monthly_min_fen))
    if phrase.monthly_max_fen is not None:
        values.append(("monthly_wage_max_fen", phrase.monthly_max_fen))
    if phrase.unit is not None:
        values.append(("wage_units", (phrase.unit,)))
    words = folded[phrase.begin : phrase.end].strip()
    return Understood(phrase=words, values=tuple(values), without=_without(folded, words))


def _without(folded: str, phrase: str) -> str:
    return " ".join(folded.replace(phrase, " ", 1).split())
