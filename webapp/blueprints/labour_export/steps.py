"""What the steps of a roster are called on the agency's buttons, and what each of them asks for."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from flask_babel import lazy_gettext as _

from domain.accounts import Role
from domain.labour_export import TRANSITIONS, RosterState, next_steps

S = RosterState

NAMES: dict[RosterState, Any] = {
    S.NOTIFIED: _("Ask"),
    S.REMOVED: _("Take off"),
    S.CONTRACTED: _("Contract signed"),
    S.DEPARTED: _("Has left"),
    S.ARRIVED: _("Has arrived"),
    S.NO_SHOW: _("Did not come"),
    S.LEFT_EARLY: _("Left early"),
    S.RETAINED_1M: _("At work after one month"),
    S.RETAINED_3M: _("At work after three months"),
    S.RETAINED_6M: _("At work after six months"),
    S.RETURNED: _("Came home"),
}
"""By the state that a step leads to."""

ASKS: dict[RosterState, tuple[str, ...]] = {
    S.NOTIFIED: (),
    S.REMOVED: ("reason",),
    S.CONTRACTED: ("number", "months", "signed_on", "fee"),
    S.DEPARTED: ("happened_on",),
    S.ARRIVED: ("happened_on",),
    S.NO_SHOW: ("why", "reason"),
    S.LEFT_EARLY: ("happened_on", "why", "reason"),
    S.RETAINED_1M: ("happened_on", "method"),
    S.RETAINED_3M: ("happened_on", "method"),
    S.RETAINED_6M: ("happened_on", "method"),
    S.RETURNED: ("happened_on",),
}
"""The fields of StepForm that a step needs, in the order in which they stand."""


CODE = "code"
"""What an agency may do with many at once beside the steps of the table: have a code sent to each."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BulkStep:
    """Something that an agency may do with many at once."""

    word: str
    """As forms say it: the state that a step leads to, or CODE."""
    name: Any
    asks: tuple[str, ...]
    sources: frozenset[RosterState]
    """Where people stand with whom it can be done."""


def _sources(target: RosterState) -> frozenset[RosterState]:
    return frozenset(state for (state, to), role in TRANSITIONS.items() if to is target and role is Role.AGENCY)


BULK: dict[str, BulkStep] = {
    S.NOTIFIED.value: BulkStep(word=S.NOTIFIED.value, name=NAMES[S.NOTIFIED], asks=(), sources=_sources(S.NOTIFIED)),
    CODE: BulkStep(word=CODE, name=_("Send a code"), asks=(), sources=frozenset({S.NOTIFIED})),
    **{
        target.value: BulkStep(word=target.value, name=NAMES[target], asks=ASKS[target], sources=_sources(target))
        for target in (
            S.CONTRACTED,
            S.DEPARTED,
            S.ARRIVED,
            S.RETAINED_1M,
            S.RETAINED_3M,
            S.RETAINED_6M,
            S.RETURNED,
            S.NO_SHOW,
            S.LEFT_EARLY,
            S.REMOVED,
        )
    },
}
"""In the order of a journey; what ends it stands last."""
AT_ONCE = frozenset({(), ("happened_on",)})
"""Steps that ask for nothing, or for a day that is today, have a button in the row of a person."""


class Leg(StrEnum):
    """Where people are checked in."""

    DEPARTURE = "departure"
    ARRIVAL = "arrival"


LEG_STEPS: dict[Leg, tuple[RosterState, RosterState]] = {
    Leg.DEPARTURE: (S.CONTRACTED, S.DEPARTED),
    Leg.ARRIVAL: (S.DEPARTED, S.ARRIVED),
}
"""Who is waited for at a leg, and where being there leads."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StepButton:
    """A step that the agency may take."""

    target: RosterState
    name: Any
    asks: tuple[str, ...]


def steps_from(state: RosterState) -> list[StepButton]:
    """The steps that lead on from a state, in the order of the table."""
    return [button_of(target) for target in next_steps(state, Role.AGENCY)]


def button_of(target: RosterState) -> StepButton:
    """The step that leads to a state."""
    return StepButton(target=target, name=NAMES[target], asks=ASKS[target])
