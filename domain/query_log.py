"""The query log: what is searched for, counted by the day and without anybody's name, and what can be learnt from it.

Nobody is counted, only searches; so a text is shown only where many searches on several days had it, and a text that
few typed is forgotten soon: it may have been somebody's name.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from math import log
from typing import TYPE_CHECKING

from domain.synonyms import SynonymGround

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from datetime import date

LEAST_TIMES = 10
"""◇ Searches that a text must have had in the time that is shown, to be shown at all."""
LEAST_DAYS = 3
"""◇ Days on which it must have been typed: one person in one evening is not enough."""
RARE_KEPT_DAYS = 30
"""◇ After these a text that was never typed often enough is forgotten."""
KEPT_DAYS = 400
"""◇ After these everything is forgotten; a month can still be held against that of the year before."""
LONGEST_TEXT = 30
"""Characters; a longer text is a story and not a search."""

OFTEN = 0.2
"""◇ The share of searches from which on officials should see that a text finds nothing."""
MOSTLY = 0.5
"""◇ The share of searches from which on a text counts as one that finds nothing."""
SELDOM = 0.3
"""◇ The share below which another text counts as one that does find something."""
LEAST_REWORDED = 5
"""◇ How often the one must have been typed after the other."""
SURELY = 10.83
"""The log-likelihood ratio that chance reaches once in a thousand times (chi square, one degree of freedom)."""
LIKELY = 0.3
"""◇ The score of the occupation coder from which on its answer is worth an official's look."""
MOST_PROPOSED = 20

MOST_DIGITS = 6
"""Of a text; more are somebody's number, however it is parted."""

_PERSONAL = re.compile(r"\d{5,}|[a-z0-9]{16,}")
_ADDRESS = re.compile(r"\S@\S|www\.|https?:|\d{8,}", re.IGNORECASE)


class QuerySource(StrEnum):
    """Where somebody searched."""

    PAGE = "page"
    ZONE = "zone"
    API = "api"


class QueryOutcome(StrEnum):
    """What came of a search."""

    FOUND = "found"
    RESCUED = "rescued"
    """Nothing as it was asked; something when one thing was given up."""
    NOTHING = "nothing"


class QueryEngine(StrEnum):
    """What answered."""

    EMBEDDED = "embedded"
    ELASTIC = "elastic"
    DATABASE = "database"
    """No engine did: a plain list."""


class QueryAct(StrEnum):
    """What somebody did with what was found."""

    OPENED = "opened"
    APPLIED = "applied"


class FactKind(StrEnum):
    """What is counted of all searches of a day together, whatever their text."""

    SOURCE = "source"
    OUTCOME = "outcome"
    ENGINE = "engine"
    FILTER = "filter"
    RELAXED = "relaxed"
    ZONE = "zone"
    ACT = "act"
    ZONE_VISIT = "zone_visit"
    """Somebody came to a zone."""
    ZONE_CARD = "zone_card"
    """Of those, who scanned its card."""
    ZONE_OPENED = "zone_opened"
    """A vacancy was opened from a zone."""
    ZONE_APPLIED = "zone_applied"
    """Somebody applied who had opened the vacancy from a zone."""


COUNTERS = ("times", "by_page", "empty", "opened", "applied")
"""What is counted of a text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class QueryNote:
    """What is noted when somebody searches, opens a hit, or applies: which counts of a day go up by one."""

    day: date
    text: str
    before: str = ""
    """The text of the search that this one followed, where it was another."""
    counters: tuple[str, ...] = ()
    facts: tuple[tuple[FactKind, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CountedText:
    """A text and what became of the searches for it."""

    text: str
    times: int
    days: int
    """Different days on which it was searched for."""
    empty: int
    """Searches that found nothing as they were asked."""
    opened: int
    """Hits that were opened from a page of it."""
    applied: int = 0
    by_page: int = 0
    """Of the searches, those on a page: what programs open nobody sees."""

    @property
    def empty_share(self) -> float:
        """How many of its searches found nothing."""
        return self.empty / self.times if self.times else 0.0

    @property
    def is_shown(self) -> bool:
        """Whether enough searches on enough days had it that it says nothing about anybody."""
        return self.times >= LEAST_TIMES and self.days >= LEAST_DAYS


@dataclass(frozen=True, slots=True, kw_only=True)
class Rewording:
    """How often one text was typed directly after another."""

    before: str
    after: str
    times: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LikelyOccupation:
    """What a text would be coded as if it were the title of a vacancy."""

    name: str
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class SynonymProposal:
    """A word that finds nothing, what it seems to mean, and why."""

    word: str
    means: str
    ground: SynonymGround
    searches: int
    """How often the word was searched for."""
    times: int = 0
    """How often what it means was typed next."""
    score: float = 0.0
    """The log-likelihood ratio of a rewording, or the score of the coder."""


def may_be_noted(typed: str) -> bool:
    """Whether what somebody typed holds no number and no address by which somebody could be found."""
    return not _ADDRESS.search(typed)


def kept_text(text: str) -> str:
    """The words about work as the log may keep them: nothing where they hold a long number or tell a story."""
    digits = sum(map(str.isdigit, text))
    return "" if len(text) > LONGEST_TEXT or digits > MOST_DIGITS or _PERSONAL.search(text) else text


def note_search(
    *,
    day: date,
    text: str,
    before: str | None,
    source: QuerySource,
    engine: QueryEngine,
    total: int,
    filters: Iterable[str] = (),
    relaxed: Iterable[str] = (),
    zone: str = "",
) -> QueryNote:
    """What is noted of a search that was answered.

    `before` is the text of the search from whose page it came, or None. Who only filters what they searched for does
    not search once more: the filters are noted, and nothing is counted of the text again.
    """
    text = kept_text(text)
    filtered = tuple((FactKind.FILTER, name) for name in filters)
    if text and before == text:
        return QueryNote(day=day, text=text, facts=filtered)
    given_up = tuple((FactKind.RELAXED, name) for name in relaxed)
    outcome = QueryOutcome.RESCUED if given_up else QueryOutcome.FOUND
    if not total:
        outcome = QueryOutcome.NOTHING
    counters = ["times"]
    if source is not QuerySource.API:
        counters.append("by_page")
    if outcome is not QueryOutcome.FOUND:
        counters.append("empty")
    facts = [(FactKind.SOURCE, source.value), (FactKind.OUTCOME, outcome.value), (FactKind.ENGINE, engine.value)]
    if zone:
        facts.append((FactKind.ZONE, zone))
    return QueryNote(
        day=day,
        text=text,
        before=kept_text(before or ""),
        counters=tuple(counters),
        facts=(*facts, *filtered, *given_up),
    )


def note_act(act: QueryAct, *, day: date, text: str) -> QueryNote:
    """What is noted when a hit of a search was opened, or somebody applied who had searched for it."""
    return QueryNote(day=day, text=kept_text(text), counters=(act.value,), facts=((FactKind.ACT, act.value),))


def note_in_zone(*kinds: FactKind, day: date, slug: str) -> QueryNote:
    """What is noted of what somebody does in a zone: which zone, and nothing else."""
    return QueryNote(day=day, text="", facts=tuple((kind, slug) for kind in kinds))


def propose_synonyms(
    texts: Sequence[CountedText],
    rewordings: Iterable[Rewording],
    *,
    likely: Callable[[str], LikelyOccupation | None],
    is_free: Callable[[str, str], bool],
) -> list[SynonymProposal]:
    """What officials may want to accept, the most searched words first; at most MOST_PROPOSED.

    A word that mostly finds nothing is proposed for the text that people typed after it, where that finds something
    and follows more often than chance allows: by the log-likelihood ratio of Dunning (1993), as Jones and others
    (2006) mined substitutions from query logs. Where nobody reworded it, for the occupation that a title of these words
    would have. `is_free` says whether a pair may be proposed: nobody has decided it, and nothing stands against it.
    """
    shown = {counted.text: counted for counted in texts if counted.is_shown and counted.text}
    followed = _followed(rewordings)
    total = sum(sum(after.values()) for after in followed.values())
    arrived: dict[str, int] = {}
    for after in followed.values():
        for text, times in after.items():
            arrived[text] = arrived.get(text, 0) + times
    found: list[SynonymProposal] = []
    for word in sorted(shown.values(), key=lambda counted: (-counted.empty, counted.text)):
        if word.empty_share < MOSTLY:
            continue
        after = followed.get(word.text, {})
        here = sum(after.values())
        ratios = [
            (likelihood_ratio(times, here, arrived[text], total), times, text)
            for text, times in after.items()
            if times >= LEAST_REWORDED and text in shown and shown[text].empty_share < SELDOM
        ]
        proposals = [
            SynonymProposal(
                word=word.text,
                means=text,
                ground=SynonymGround.REWORDED,
                searches=word.times,
                times=times,
                score=ratio,
            )
            for ratio, times, text in sorted(ratios, key=lambda one: (-one[0], one[2]))
            if ratio >= SURELY and is_free(word.text, text)
        ]
        occupation = None if proposals else likely(word.text)
        if occupation and occupation.score >= LIKELY and is_free(word.text, occupation.name):
            proposals = [
                SynonymProposal(
                    word=word.text,
                    means=occupation.name,
                    ground=SynonymGround.LIKELY,
                    searches=word.times,
                    score=occupation.score,
                )
            ]
        found += proposals[:1]
    return found[:MOST_PROPOSED]


def likelihood_ratio(both: int, here: int, there: int, total: int) -> float:
    """How surprising it is that two things meet so often, if they had nothing to do with each other.

    `both` of `total` have both, `here` the one, `there` the other. 0 where they meet more seldom than by chance.
    """
    if both * total <= here * there:
        return 0.0
    neither = total - here - there + both
    cells = (
        (both, here, there),
        (here - both, here, total - there),
        (there - both, total - here, there),
        (neither, total - here, total - there),
    )
    return 2 * sum(seen * log(seen * total / (row * column)) for seen, row, column in cells if seen > 0)


def _followed(rewordings: Iterable[Rewording]) -> Mapping[str, dict[str, int]]:
    followed: dict[str, dict[str, int]] = {}
    for one in rewordings:
        after = followed.setdefault(one.before, {})
        after[one.after] = after.get(one.after, 0) + one.times
    return followed
