"""Contests: calls for exemplary brands and people, and competitions, from draft to results (article 十二)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from domain.errors import RuleBroken

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

LONGEST_TITLE = 60
LONGEST_TITLE_EN = 120
LONGEST_ABOUT = 4000
LONGEST_CRITERION = 30
LONGEST_REASON = 300
MOST_CRITERIA = 6
MOST_WINNERS = 50
WHOLE_WEIGHT = 100
LONGEST_WINDOW = timedelta(days=120)
"""◇ In which entries are taken."""


class ContestKind(StrEnum):
    """What is looked for."""

    BRANDS = "brands"
    PEOPLE = "people"
    COMPETITION = "competition"


class ContestState(StrEnum):
    """Where a contest stands."""

    DRAFTED = "drafted"
    OPEN = "open"
    JUDGING = "judging"
    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"


class ContestStep(StrEnum):
    """What the city does to a contest."""

    CALL = "call"
    JUDGE = "judge"
    PUBLISH = "publish"
    WITHDRAW = "withdraw"


S, T = ContestState, ContestStep
TRANSITIONS: Mapping[tuple[ContestState, ContestStep], ContestState] = {
    (S.DRAFTED, T.CALL): S.OPEN,
    (S.DRAFTED, T.WITHDRAW): S.WITHDRAWN,
    (S.OPEN, T.JUDGE): S.JUDGING,
    (S.OPEN, T.WITHDRAW): S.WITHDRAWN,
    (S.JUDGING, T.PUBLISH): S.PUBLISHED,
    (S.JUDGING, T.WITHDRAW): S.WITHDRAWN,
}
"""Each step that exists; what is published or withdrawn stays so."""

PUBLIC = frozenset({S.OPEN, S.JUDGING, S.PUBLISHED})
"""In these everybody sees a contest."""
RUNNING = frozenset({S.OPEN, S.JUDGING})
"""In these a jury is appointed and declares its conflicts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Criterion:
    """What a jury looks at, and how much of a hundred it weighs."""

    name: str
    weight: int


class ContestStepRefused(RuleBroken):
    """A contest does not stand where this step begins."""


class ContestTitleMissing(RuleBroken):
    """A contest has no title."""

    field = "title"


class ContestTitleTooLong(RuleBroken):
    """A title does not fit into a line."""

    field = "title"


class ContestEnglishTitleTooLong(RuleBroken):
    """The English title does not fit into a line."""

    field = "title_en"


class ContestAboutTooLong(RuleBroken):
    """What is looked for is told too long."""

    field = "about"


class ContestWindowImplausible(RuleBroken):
    """Entries would be taken until before they are taken, until a day that is past, or for ever."""

    field = "closes_on"


class CriteriaMissing(RuleBroken):
    """Nobody would know what a jury looks at."""

    field = "name1"


class CriterionIncomplete(RuleBroken):
    """A criterion has a name without a weight, or a weight without a name."""


class CriterionTooLong(RuleBroken):
    """A criterion is longer than its column."""


class CriterionTwice(RuleBroken):
    """Two criteria have the same name."""


class WeightsNotWhole(RuleBroken):
    """The weights do not come to a hundred, or one of them is not between 1 and 100."""

    field = "weight1"


class WinnersImplausible(RuleBroken):
    """A contest has at least one winner, and no more than anybody can name."""

    field = "winners"


class ContestFixed(RuleBroken):
    """A contest that was called is not changed any more: people have entered by its words."""


class ContestReasonMissing(RuleBroken):
    """Nobody says why a contest is withdrawn."""

    field = "reason"


class ContestReasonTooLong(RuleBroken):
    """A reason is longer than anybody reads."""

    field = "reason"


class WindowStillOpen(RuleBroken):
    """A jury does not begin before the last day for entries is over."""


class ContestOver(RuleBroken):
    """The last day for entries has passed before the contest was called."""


def next_state(state: ContestState, step: ContestStep) -> ContestState:
    """Where a step leads. Raises ContestStepRefused."""
    to = TRANSITIONS.get((state, step))
    if to is None:
        raise ContestStepRefused(state=state)
    return to


def steps_open(state: ContestState) -> tuple[ContestStep, ...]:
    """What the city may do to a contest now."""
    return tuple(step for source, step in TRANSITIONS if source is state)


def takes_entries(state: ContestState, *, opens_on: date, closes_on: date, today: date) -> bool:
    """Whether one may enter today: from the first day to the last."""
    return state is ContestState.OPEN and opens_on <= today <= closes_on


def check_call(*, title: str, title_en: str, about: str) -> None:
    """Whether the words of a contest can be shown. Raises a refusal at the field at fault."""
    if not title.strip():
        raise ContestTitleMissing
    if len(title) > LONGEST_TITLE:
        raise ContestTitleTooLong(length=len(title), most=LONGEST_TITLE)
    if len(title_en) > LONGEST_TITLE_EN:
        raise ContestEnglishTitleTooLong(length=len(title_en), most=LONGEST_TITLE_EN)
    if len(about) > LONGEST_ABOUT:
        raise ContestAboutTooLong(length=len(about), most=LONGEST_ABOUT)


def check_window(*, opens_on: date, closes_on: date, winners: int | None, today: date) -> None:
    """Whether the days and the winners are possible. Raises ContestWindowImplausible or WinnersImplausible."""
    if not max(opens_on, today) <= closes_on <= opens_on + LONGEST_WINDOW:
        raise ContestWindowImplausible(days=LONGEST_WINDOW.days)
    if winners is None or not 1 <= winners <= MOST_WINNERS:
        raise WinnersImplausible(most=MOST_WINNERS)


def criteria_of(lines: Sequence[tuple[str, int | None]]) -> tuple[Criterion, ...]:
    """The criteria of lines of name and weight; empty lines are left out.

    Raises CriterionIncomplete, CriterionTooLong, CriterionTwice (each with the number of the line), CriteriaMissing or
    WeightsNotWhole.
    """
    found: list[Criterion] = []
    for number, (name, weight) in enumerate(lines, start=1):
        if not name and weight is None:
            continue
        if not name or weight is None:
            raise CriterionIncomplete(number=number)
        if len(name) > LONGEST_CRITERION:
            raise CriterionTooLong(number=number, most=LONGEST_CRITERION)
        if any(other.name == name for other in found):
            raise CriterionTwice(number=number)
        found.append(Criterion(name=name, weight=weight))
    if not found:
        raise CriteriaMissing
    total = sum(one.weight for one in found)
    if total != WHOLE_WEIGHT or any(not 1 <= one.weight <= WHOLE_WEIGHT for one in found):
        raise WeightsNotWhole(total=total)
    return tuple(found)


def check_drafted(state: ContestState) -> None:
    """Raises ContestFixed."""
    if state is not ContestState.DRAFTED:
        raise ContestFixed


def check_step(step: ContestStep, *, closes_on: date, today: date, reason: str) -> None:
    """What a step asks besides the state. Raises ContestOver, WindowStillOpen, or as a reason that does not do."""
    if step is ContestStep.CALL and today > closes_on:
        raise ContestOver
    if step is ContestStep.JUDGE and today <= closes_on:
        raise WindowStillOpen(closes_on=closes_on)
    if step is ContestStep.WITHDRAW and not reason.strip():
        raise ContestReasonMissing
    if len(reason) > LONGEST_REASON:
        raise ContestReasonTooLong(length=len(reason), most=LONGEST_REASON)
