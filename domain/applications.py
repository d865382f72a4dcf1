"""Applications: the states a worker's application goes through, and who may move it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from domain.accounts import Role
from domain.errors import RuleBroken
from domain.workers import ADULT, age_on

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from datetime import date, datetime

DAYS_TO_ANSWER = 14
"""◇ After two weeks without an answer the enterprise is reminded, then it shows in its answer rate (DOMAIN §3)."""
LONGEST_MESSAGE = 200
LONGEST_REASON = 200


class ApplicationState(StrEnum):
    """Where an application stands."""

    SUBMITTED = "submitted"
    VIEWED = "viewed"
    SHORTLISTED = "shortlisted"
    INTERVIEW = "interview"
    OFFERED = "offered"
    ACCEPTED = "accepted"
    PLACED = "placed"
    DECLINED_BY_ENTERPRISE = "declined_by_enterprise"
    DECLINED_BY_WORKER = "declined_by_worker"
    WITHDRAWN = "withdrawn"
    NO_SHOW = "no_show"
    EXPIRED = "expired"


S = ApplicationState
LIVE = frozenset({S.SUBMITTED, S.VIEWED, S.SHORTLISTED, S.INTERVIEW, S.OFFERED, S.ACCEPTED})
"""Something may still come of these; a worker has one of them for a vacancy at most."""
SEATED = frozenset({S.ACCEPTED, S.PLACED})
"""These hold a seat of the vacancy."""
ANSWERS = frozenset({S.SHORTLISTED, S.INTERVIEW, S.OFFERED, S.DECLINED_BY_ENTERPRISE})
"""By these an enterprise has answered; to look at an application is not an answer."""

TELLS_WORKER = frozenset({S.SHORTLISTED, S.INTERVIEW, S.OFFERED, S.PLACED, S.DECLINED_BY_ENTERPRISE, S.EXPIRED})
"""Of these the worker gets a message: something has come of it, or nothing will."""

TRANSITIONS: dict[tuple[ApplicationState, ApplicationState], Role | None] = {
    (S.SUBMITTED, S.VIEWED): Role.ENTERPRISE,
    (S.SUBMITTED, S.SHORTLISTED): Role.ENTERPRISE,
    (S.SUBMITTED, S.INTERVIEW): Role.ENTERPRISE,
    (S.SUBMITTED, S.DECLINED_BY_ENTERPRISE): Role.ENTERPRISE,
    (S.SUBMITTED, S.WITHDRAWN): Role.WORKER,
    (S.SUBMITTED, S.EXPIRED): None,
    (S.VIEWED, S.SHORTLISTED): Role.ENTERPRISE,
    (S.VIEWED, S.INTERVIEW): Role.ENTERPRISE,
    (S.VIEWED, S.OFFERED): Role.ENTERPRISE,
    (S.VIEWED, S.DECLINED_BY_ENTERPRISE): Role.ENTERPRISE,
    (S.VIEWED, S.WITHDRAWN): Role.WORKER,
    (S.VIEWED, S.EXPIRED): None,
    (S.SHORTLISTED, S.INTERVIEW): Role.ENTERPRISE,
    (S.SHORTLISTED, S.OFFERED): Role.ENTERPRISE,
    (S.SHORTLISTED, S.DECLINED_BY_ENTERPRISE): Role.ENTERPRISE,
    (S.SHORTLISTED, S.WITHDRAWN): Role.WORKER,
    (S.SHORTLISTED, S.EXPIRED): None,
    (S.INTERVIEW, S.OFFERED): Role.ENTERPRISE,
    (S.INTERVIEW, S.NO_SHOW): Role.ENTERPRISE,
    (S.INTERVIEW, S.DECLINED_BY_ENTERPRISE): Role.ENTERPRISE,
    (S.INTERVIEW, S.WITHDRAWN): Role.WORKER,
    (S.OFFERED, S.ACCEPTED): Role.WORKER,
    (S.OFFERED, S.DECLINED_BY_WORKER): Role.WORKER,
    (S.OFFERED, S.WITHDRAWN): Role.WORKER,
    (S.OFFERED, S.EXPIRED): None,
    (S.ACCEPTED, S.PLACED): Role.ENTERPRISE,
    (S.ACCEPTED, S.NO_SHOW): Role.ENTERPRISE,
    (S.ACCEPTED, S.WITHDRAWN): Role.WORKER,
}
"""Each step that exists, and who may take it; None is the clock."""

NEEDS_REASON = frozenset({S.DECLINED_BY_ENTERPRISE, S.NO_SHOW})
"""Nobody is turned away without being told why."""


class ApplicationStepRefused(RuleBroken):
    """An application cannot go from its state to that one, or not by this role."""


class ReasonMissing(RuleBroken):
    """A worker is turned away without a reason."""

    field = "reason"


class ReasonTooLong(RuleBroken):
    """A reason is longer than its line."""

    field = "reason"


class MessageTooLong(RuleBroken):
    """A message is longer than its line."""

    field = "message"


class AlreadyApplied(RuleBroken):
    """The worker has a live application for this vacancy, or works there already."""


class VacancyNotOpen(RuleBroken):
    """The vacancy takes no applications now."""


class NoSeatLeft(RuleBroken):
    """All seats of the vacancy are taken."""


class TooYoungForHazard(RuleBroken):
    """The law keeps people under 18 from hazardous work (Labour Law art. 64)."""


def check_applying(
    *,
    is_open: bool,
    seats_free: int,
    is_hazardous: bool,
    birth_year: int,
    earlier: Collection[ApplicationState],
    today: date,
) -> None:
    """Whether a worker may apply for a vacancy; `earlier` are the states of the worker's applications for it.

    Raises VacancyNotOpen, AlreadyApplied, NoSeatLeft or TooYoungForHazard.
    """
    if any(state in LIVE or state is S.PLACED for state in earlier):
        raise AlreadyApplied
    if not is_open:
        raise VacancyNotOpen
    if seats_free <= 0:
        raise NoSeatLeft
    if is_hazardous and age_on(birth_year, today) < ADULT:
        raise TooYoungForHazard


def check_message(message: str) -> None:
    """Raises MessageTooLong."""
    if len(message) > LONGEST_MESSAGE:
        raise MessageTooLong(length=len(message), most=LONGEST_MESSAGE)


def check_step(state: ApplicationState, target: ApplicationState, *, role: Role | None, reason: str = "") -> None:
    """Whether a role (None: the clock) may take the step.

    Raises ApplicationStepRefused, ReasonMissing or ReasonTooLong.
    """
    if (state, target) not in TRANSITIONS or TRANSITIONS[state, target] is not role:
        raise ApplicationStepRefused(state=state, target=target, role=role)
    if target in NEEDS_REASON and not reason.strip():
        raise ReasonMissing(target=target)
    if len(reason) > LONGEST_REASON:
        raise ReasonTooLong(length=len(reason), most=LONGEST_REASON)


def next_steps(state: ApplicationState, role: Role) -> tuple[ApplicationState, ...]:
    """The states to which a role may move an application, in the order of the table."""
    return tuple(target for (source, target), may in TRANSITIONS.items() if source is state and may is role)


def seats_changed(state: ApplicationState, target: ApplicationState) -> int:
    """By how many the seats taken of the vacancy change with a step: 1, 0 or -1."""
    return int(target in SEATED) - int(state in SEATED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wait:
    """How long an application waited for the enterprise."""

    applied_at: datetime
    answered_at: datetime | None = None
    ended_at: datetime | None = None
    """When the worker withdrew, or the clock ended it, before the enterprise had answered."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerRate:
    """How reliably an enterprise answers who applies."""

    answered: int
    """Applications answered within 14 days."""
    due: int
    """Applications that were answered, or have waited for 14 days and more."""

    @property
    def share(self) -> float | None:
        """0 to 1; None while nothing was due."""
        return self.answered / self.due if self.due else None


def answer_rate(waits: Sequence[Wait], *, now: datetime) -> AnswerRate:
    """The share of applications that were answered within 14 days; who withdrew earlier did not wait in vain."""
    answered = due = 0
    for wait in waits:
        deadline = wait.applied_at + timedelta(days=DAYS_TO_ANSWER)
        if wait.answered_at is not None and wait.answered_at <= deadline:
            answered += 1
            due += 1
        elif deadline < now and (wait.ended_at is None or wait.ended_at > deadline):
            due += 1
    return AnswerRate(answered=answered, due=due)
