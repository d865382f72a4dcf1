"""Synonyms: words that people type and that an official accepts for something that search knows."""

from __future__ import annotations

from enum import StrEnum

from domain.errors import RuleBroken

SHORTEST_WORD, LONGEST_WORD = 2, 20
"""Characters of a word that may be accepted."""
MOST_ACCEPTED = 500
"""◇ More would be a lexicon, and belongs into the shipped one."""


class SynonymState(StrEnum):
    """Where a pair of words stands."""

    ACCEPTED = "accepted"
    """Search treats them as the same."""
    REFUSED = "refused"
    """They are not the same, and are not proposed again."""
    WITHDRAWN = "withdrawn"
    """They were accepted for a time."""


SYNONYM_TRANSITIONS: dict[SynonymState, frozenset[SynonymState]] = {
    SynonymState.ACCEPTED: frozenset({SynonymState.WITHDRAWN}),
    SynonymState.REFUSED: frozenset({SynonymState.ACCEPTED}),
    SynonymState.WITHDRAWN: frozenset({SynonymState.ACCEPTED}),
}


class SynonymGround(StrEnum):
    """Why a pair was proposed."""

    REWORDED = "reworded"
    """People who typed the one and were not helped typed the other next."""
    LIKELY = "likely"
    """As the title of a vacancy the word would be coded as this occupation."""
    BY_HAND = "by_hand"


class Obstacle(StrEnum):
    """What stands against accepting a word, by what search knows of it."""

    SHAPE = "shape"
    SAME = "same"
    KNOWN = "known"
    TAKEN = "taken"


class SynonymShapeWrong(RuleBroken):
    """A word is one stretch of two to twenty characters."""

    field = "word"


class SynonymOfItself(RuleBroken):
    """The word and what it means are the same."""

    field = "means"


class SynonymKnown(RuleBroken):
    """Search knows already that the two mean the same."""

    field = "word"


class SynonymTaken(RuleBroken):
    """The word says a place, a wage or a wish, or nothing about work."""

    field = "word"


class TooManySynonyms(RuleBroken):
    """As many are accepted as may be."""


class SynonymMoveRefused(RuleBroken):
    """A pair cannot go from its state to that one."""


REFUSALS: dict[Obstacle, type[RuleBroken]] = {
    Obstacle.SHAPE: SynonymShapeWrong,
    Obstacle.SAME: SynonymOfItself,
    Obstacle.KNOWN: SynonymKnown,
    Obstacle.TAKEN: SynonymTaken,
}


def check_pair(obstacle: Obstacle | None, *, accepted: int) -> None:
    """Whether a pair may be accepted, when so many are. Raises one of REFUSALS, or TooManySynonyms."""
    if obstacle is not None:
        raise REFUSALS[obstacle](shortest=SHORTEST_WORD, longest=LONGEST_WORD)
    if accepted >= MOST_ACCEPTED:
        raise TooManySynonyms(most=MOST_ACCEPTED)


def check_move(state: SynonymState | None, target: SynonymState) -> None:
    """Raises SynonymMoveRefused unless the table allows the step; a new pair is accepted or refused."""
    allowed = {SynonymState.ACCEPTED, SynonymState.REFUSED} if state is None else SYNONYM_TRANSITIONS[state]
    if target not in allowed:
        raise SynonymMoveRefused(state=state, target=target)
