"""Labour export: orders from out of town, batches that agencies send, and the states of a place on a roster."""

from __future__ import annotations

from enum import StrEnum

from domain.accounts import Role
from domain.errors import RuleBroken


class OrderState(StrEnum):
    """Where an export order stands."""

    OPEN = "open"
    CLOSED = "closed"


class BatchState(StrEnum):
    """Where an agency's group for an order stands."""

    FORMING = "forming"
    DEPARTED = "departed"
    ARRIVED = "arrived"
    CANCELLED = "cancelled"


class RosterState(StrEnum):
    """Where a worker's place on a roster stands (DOMAIN §7)."""

    PROPOSED = "proposed"
    NOTIFIED = "notified"
    AGREED = "agreed"
    CONTRACTED = "contracted"
    DEPARTED = "departed"
    ARRIVED = "arrived"
    RETAINED_1M = "retained_1m"
    RETAINED_3M = "retained_3m"
    RETAINED_6M = "retained_6m"
    RETURNED = "returned"
    DECLINED = "declined"
    REMOVED = "removed"
    NO_SHOW = "no_show"
    LEFT_EARLY = "left_early"


S = RosterState
HOLDS_SEAT = frozenset(
    {S.PROPOSED, S.NOTIFIED, S.AGREED, S.CONTRACTED, S.DEPARTED, S.ARRIVED, S.RETAINED_1M, S.RETAINED_3M, S.RETAINED_6M}
)
"""These hold a seat of the order."""
TOLD = HOLDS_SEAT - {S.PROPOSED}
"""The worker has been told: a later matching leaves the place alone."""

TRANSITIONS: dict[tuple[RosterState, RosterState], Role] = {
    (S.PROPOSED, S.NOTIFIED): Role.AGENCY,
    (S.PROPOSED, S.REMOVED): Role.AGENCY,
    (S.NOTIFIED, S.AGREED): Role.WORKER,
    (S.NOTIFIED, S.DECLINED): Role.WORKER,
    (S.NOTIFIED, S.REMOVED): Role.AGENCY,
    (S.AGREED, S.DECLINED): Role.WORKER,
    (S.AGREED, S.CONTRACTED): Role.AGENCY,
    (S.AGREED, S.REMOVED): Role.AGENCY,
    (S.CONTRACTED, S.DEPARTED): Role.AGENCY,
    (S.CONTRACTED, S.NO_SHOW): Role.AGENCY,
    (S.DEPARTED, S.ARRIVED): Role.AGENCY,
    (S.DEPARTED, S.LEFT_EARLY): Role.AGENCY,
    (S.ARRIVED, S.RETAINED_1M): Role.AGENCY,
    (S.ARRIVED, S.LEFT_EARLY): Role.AGENCY,
    (S.RETAINED_1M, S.RETAINED_3M): Role.AGENCY,
    (S.RETAINED_1M, S.LEFT_EARLY): Role.AGENCY,
    (S.RETAINED_3M, S.RETAINED_6M): Role.AGENCY,
    (S.RETAINED_3M, S.LEFT_EARLY): Role.AGENCY,
    (S.RETAINED_6M, S.RETURNED): Role.AGENCY,
}
"""Each step that exists, and who may take it. Only the worker agrees."""

NEEDS_REASON = frozenset({S.REMOVED, S.NO_SHOW, S.LEFT_EARLY})


class RosterStepRefused(RuleBroken):
    """A place on a roster cannot go from its state to that one, or not by this role."""


class RosterReasonMissing(RuleBroken):
    """A worker is taken off a roster without a reason."""

    field = "reason"


class OrderNotOpen(RuleBroken):
    """The export order is closed."""


def check_step(state: RosterState, target: RosterState, *, role: Role, reason: str = "") -> None:
    """Whether a role may take the step. Raises RosterStepRefused or RosterReasonMissing."""
    if TRANSITIONS.get((state, target)) is not role:
        raise RosterStepRefused(state=state, target=target, role=role)
    if target in NEEDS_REASON and not reason.strip():
        raise RosterReasonMissing(target=target)


def next_steps(state: RosterState, role: Role) -> tuple[RosterState, ...]:
    """The states to which a role may move a place, in the order of the table."""
    return tuple(target for (source, target), may in TRANSITIONS.items() if source is state and may is role)
