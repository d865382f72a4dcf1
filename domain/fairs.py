"""Fairs: when a special recruitment fair is worth holding, who gets a booth, and what it is expected to place."""

from __future__ import annotations

from enum import StrEnum

from domain.errors import RuleBroken


class FairState(StrEnum):
    """Where a fair stands."""

    PROPOSED = "proposed"
    PUBLISHED = "published"
    HELD = "held"
    CANCELLED = "cancelled"


class FairMode(StrEnum):
    """Where people meet."""

    ON_SITE = "on_site"
    ONLINE = "online"
    BOTH = "both"


FAIR_TRANSITIONS: dict[FairState, frozenset[FairState]] = {
    FairState.PROPOSED: frozenset({FairState.PUBLISHED, FairState.CANCELLED}),
    FairState.PUBLISHED: frozenset({FairState.HELD, FairState.CANCELLED}),
    FairState.HELD: frozenset(),
    FairState.CANCELLED: frozenset(),
}


class FairTransitionRefused(RuleBroken):
    """A fair cannot go from its state to that one."""


def check_transition(state: FairState, target: FairState) -> None:
    """Raises FairTransitionRefused unless the table allows the step."""
    if target not in FAIR_TRANSITIONS[state]:
        raise FairTransitionRefused(state=state, target=target)
