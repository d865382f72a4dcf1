"""Applications: the states a worker's application goes through, and who may move it."""

from __future__ import annotations

from enum import StrEnum

from domain.accounts import Role
from domain.errors import RuleBroken

DAYS_TO_ANSWER = 14
"""◇ After two weeks without an answer the enterprise is reminded, then it shows in its answer rate (DOMAIN §3)."""


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


class AlreadyApplied(RuleBroken):
    """The worker has a live application for this vacancy."""


class VacancyNotOpen(RuleBroken):
    """The vacancy takes no applications now."""


class NoSeatLeft(RuleBroken):
    """All seats of the vacancy are taken."""


def check_step(state: ApplicationState, target: ApplicationState, *, role: Role | None, reason: str = "") -> None:
    """Whether a role (None: the clock) may take the step. Raises ApplicationStepRefused or ReasonMissing."""
    if (state, target) not in TRANSITIONS or TRANSITIONS[state, target] is not role:
        raise ApplicationStepRefused(state=state, target=target, role=role)
    if target in NEEDS_REASON and not reason.strip():
        raise ReasonMissing(target=target)


def next_steps(state: ApplicationState, role: Role) -> tuple[ApplicationState, ...]:
    """The states to which a role may move an application, in the order of the table."""
    return tuple(target for (source, target), may in TRANSITIONS.items() if source is state and may is role)
