"""Interviews of a fair: where each stands on the day. What comes of it is the application's to say."""

from __future__ import annotations

from enum import StrEnum

from domain.errors import RuleBroken


class InterviewState(StrEnum):
    """Where an interview of the timetable stands."""

    PLANNED = "planned"
    RUNNING = "running"
    DONE = "done"
    MISSED = "missed"
    CANCELLED = "cancelled"


S = InterviewState
INTERVIEW_TRANSITIONS: dict[InterviewState, frozenset[InterviewState]] = {
    S.PLANNED: frozenset({S.RUNNING, S.MISSED, S.CANCELLED}),
    S.RUNNING: frozenset({S.DONE}),
    S.MISSED: frozenset({S.RUNNING, S.PLANNED}),
    S.DONE: frozenset(),
    S.CANCELLED: frozenset({S.PLANNED}),
}
"""Who was missed may still come; who was dropped may be planned again."""
STANDING = frozenset({S.PLANNED, S.RUNNING, S.DONE})


class InterviewStepRefused(RuleBroken):
    """An interview cannot go from its state to that one."""


def check_step(state: InterviewState, target: InterviewState) -> None:
    """Raises InterviewStepRefused unless the table allows the step."""
    if target not in INTERVIEW_TRANSITIONS[state]:
        raise InterviewStepRefused(state=state, target=target)
