"""The day of a fair: who is registered at the door, and what an enterprise may say after an interview."""

from __future__ import annotations

from domain.applications import ApplicationState
from domain.errors import RuleBroken

MINUTES_MORE = 10
"""◇ An interview that takes longer takes so much longer."""
OUTCOMES = (ApplicationState.OFFERED, ApplicationState.DECLINED_BY_ENTERPRISE)
"""What an enterprise may say of an interview at once; else the application stays where it is, and nothing is lost."""
BEFORE_INTERVIEW = frozenset({ApplicationState.SUBMITTED, ApplicationState.VIEWED, ApplicationState.SHORTLISTED})
"""From here an application moves on to the interview when that begins."""


class WalkInNotAgreed(RuleBroken):
    """Somebody at the door has not agreed that we keep the name and the number."""

    field = "agrees"


class VacancyNotAtBooth(RuleBroken):
    """The booth does not show this vacancy."""

    field = "vacancy"


class OutcomeImpossible(RuleBroken):
    """This cannot be said of an interview."""


def check_outcome(target: ApplicationState) -> None:
    """Raises OutcomeImpossible."""
    if target not in OUTCOMES:
        raise OutcomeImpossible
