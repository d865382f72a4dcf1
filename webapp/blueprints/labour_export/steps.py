"""What the steps of a roster are called on the agency's buttons."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask_babel import lazy_gettext as _

from domain.accounts import Role
from domain.labour_export import NEEDS_REASON, RosterState, next_steps

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


@dataclass(frozen=True, slots=True, kw_only=True)
class StepButton:
    """A step that the agency may take."""

    target: RosterState
    name: Any
    needs_reason: bool


def steps_from(state: RosterState) -> list[StepButton]:
    """The steps that lead on from a state, in the order of the table."""
    return [
        StepButton(target=target, name=NAMES[target], needs_reason=target in NEEDS_REASON)
        for target in next_steps(state, Role.AGENCY)
    ]
