"""Service subsidy of labour export: for whom an agency is paid, who looks at the claim, and who is called back by lot.

Public money is paid once for a person, whichever agency sent them; nobody is paid for whom the worker paid too.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from math import ceil
from typing import TYPE_CHECKING

from domain.accounts import Role
from domain.errors import RuleBroken
from domain.inspections import draw, fingerprint
from domain.labour_export import LONGEST_REASON, RosterReasonTooLong

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence


@dataclass(frozen=True, slots=True, kw_only=True)
class SubsidyRule:
    """What is paid for whom, from a day on (DOMAIN §7)."""

    version: str
    valid_from: date
    least_months: int
    """The contract runs for at least so long."""
    least_retained: int
    """The retention check after so many months has been passed."""
    amount_fen: int
    """For each person."""


RULES = (
    SubsidyRule(
        version="2026-1",
        valid_from=date(2026, 1, 1),
        least_months=6,
        least_retained=3,
        amount_fen=400_00,
    ),
)
"""◇ All figures are illustrative until the city decrees its own: a decree is a new line, and old claims keep theirs.
Contract of six months: DOMAIN §7; the check after three months, because most contracts that break do so before."""
SAMPLE_SHARE = 0.1
"""◇ The share of a claim that is called back."""
LEAST_SAMPLE = 3
"""◇ Of a small claim at least so many are called, or all."""
MOST_CONTRADICTED = 0.2
"""◇ Where more of the sample contradict, the claim as a whole is not believed."""


class ClaimState(StrEnum):
    """Where a claim stands."""

    SUBMITTED = "submitted"
    CHECKED = "checked"
    APPROVED = "approved"
    PAID = "paid"
    REFUSED = "refused"


class Obstacle(StrEnum):
    """Why nothing is paid for somebody."""

    NO_CONTRACT = "no_contract"
    CONTRACT_SHORT = "contract_short"
    NOT_RETAINED = "not_retained"
    FEE_TAKEN = "fee_taken"
    OBJECTED = "objected"
    """The worker has contradicted the records, and nobody has settled it."""
    CLAIMED_BEFORE = "claimed_before"
    """By this agency or another, for the same person."""
    NOT_AT_WORK = "not_at_work"
    PAID_FEE = "paid_fee"
    NOT_REACHED = "not_reached"
    CLAIM_REFUSED = "claim_refused"


class CallOutcome(StrEnum):
    """What somebody who was called back has said."""

    AT_WORK = "at_work"
    NOT_AT_WORK = "not_at_work"
    PAID_FEE = "paid_fee"
    NOT_REACHED = "not_reached"


STRIKES: Mapping[CallOutcome, Obstacle] = {
    CallOutcome.NOT_AT_WORK: Obstacle.NOT_AT_WORK,
    CallOutcome.PAID_FEE: Obstacle.PAID_FEE,
    CallOutcome.NOT_REACHED: Obstacle.NOT_REACHED,
}
"""Nothing is paid for who answers so; who was not reached may be claimed again."""
CONTRADICTS = frozenset({CallOutcome.NOT_AT_WORK, CallOutcome.PAID_FEE})

C = ClaimState
_EITHER = frozenset({Role.COUNTY_OFFICIAL, Role.CITY_OFFICIAL})
_CITY = frozenset({Role.CITY_OFFICIAL})
TRANSITIONS: Mapping[tuple[ClaimState, ClaimState], frozenset[Role]] = {
    (C.SUBMITTED, C.CHECKED): _EITHER,
    (C.SUBMITTED, C.REFUSED): _EITHER,
    (C.CHECKED, C.APPROVED): _CITY,
    (C.CHECKED, C.REFUSED): _CITY,
    (C.APPROVED, C.PAID): _CITY,
}
"""Each step that exists, and who may take it: the county checks, the city approves and pays."""


class NobodyToClaim(RuleBroken):
    """There is nobody for whom the agency would be paid now."""


class ClaimedMeanwhile(RuleBroken):
    """Another claim has come first for somebody of this one."""


class ClaimStepRefused(RuleBroken):
    """A claim cannot go from its state to that one, or not by this role."""


class SameOfficial(RuleBroken):
    """Whoever has checked a claim does not approve it, too."""


class SampleNotDrawn(RuleBroken):
    """Nobody has been drawn by lot yet."""


class SampleDrawn(RuleBroken):
    """The lot of a claim is drawn once."""


class NotInSample(RuleBroken):
    """Somebody was not drawn, and is not called."""


class CallsOpen(RuleBroken):
    """Not everybody who was drawn has been called."""


class TooManyContradicted(RuleBroken):
    """So many of the sample contradict that the claim is not believed."""


class RefusalReasonMissing(RuleBroken):
    """A claim is refused without a reason."""

    field = "reason"


@dataclass(frozen=True, slots=True, kw_only=True)
class Placement:
    """Somebody whom an agency has sent, as far as money is concerned."""

    entry_id: int
    identity: str
    """By which the same person is recognised, whichever agency sent them."""
    months: int | None
    """Of the contract; None where there is none."""
    fee_fen: int
    retained: int
    """Months of the latest retention check that was passed."""
    has_objection: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Entitlement:
    """What is paid for somebody, or why nothing is."""

    placement: Placement
    amount_fen: int
    obstacle: Obstacle | None


def rule_on(day: date) -> SubsidyRule:
    """The rule that is in force on a day; before the first, the first."""
    return max((rule for rule in RULES if rule.valid_from <= day), key=lambda rule: rule.valid_from, default=RULES[0])


def rule_of(version: str) -> SubsidyRule:
    """The rule by which a claim was made."""
    return next(rule for rule in RULES if rule.version == version)


def entitle(placements: Sequence[Placement], *, rule: SubsidyRule, claimed: Collection[str]) -> tuple[Entitlement, ...]:
    """For whom an agency is paid, each person once; `claimed` are those for whom somebody is paid already."""
    taken = set(claimed)
    found = []
    for placement in placements:
        obstacle = _obstacle(placement, rule, taken)
        if obstacle is None:
            taken.add(placement.identity)
        amount = 0 if obstacle else rule.amount_fen
        found.append(Entitlement(placement=placement, amount_fen=amount, obstacle=obstacle))
    return tuple(found)


def _obstacle(placement: Placement, rule: SubsidyRule, taken: Collection[str]) -> Obstacle | None:
    """The first reason, in the order in which an agency can do something about it."""
    if placement.months is None:
        return Obstacle.NO_CONTRACT
    asked = (
        (placement.months < rule.least_months, Obstacle.CONTRACT_SHORT),
        (placement.retained < rule.least_retained, Obstacle.NOT_RETAINED),
        (placement.fee_fen > 0, Obstacle.FEE_TAKEN),
        (placement.has_objection, Obstacle.OBJECTED),
        (placement.identity in taken, Obstacle.CLAIMED_BEFORE),
    )
    return next((obstacle for is_so, obstacle in asked if is_so), None)


def sample_size(people: int) -> int:
    """How many of a claim are called back."""
    return min(people, max(LEAST_SAMPLE, ceil(people * SAMPLE_SHARE)))


def draw_sample(entry_ids: Collection[int], *, seed: str, published: str) -> tuple[int, ...]:
    """Whom the county calls, by the lot of inspections: whoever knows the seed and the numbers draws the same people.

    Raises LotForged where the seed is not the one whose fingerprint was published with the claim.
    """
    return draw(entry_ids, sample_size(len(set(entry_ids))), seed=seed, published=published)


def published_mark(seed: str) -> str:
    """What is published of a seed when a claim is handed in."""
    return fingerprint(seed)


def check_claim_step(
    state: ClaimState, target: ClaimState, *, role: Role, reason: str, by: int, checked_by: int | None
) -> None:
    """Whether an official may take the step.

    Raises ClaimStepRefused, SameOfficial, RefusalReasonMissing or RosterReasonTooLong.
    """
    if role not in TRANSITIONS.get((state, target), ()):
        raise ClaimStepRefused(state=state, target=target)
    if target is C.APPROVED and by == checked_by:
        raise SameOfficial
    if target is C.REFUSED and not reason.strip():
        raise RefusalReasonMissing
    if len(reason) > LONGEST_REASON:
        raise RosterReasonTooLong(length=len(reason), most=LONGEST_REASON)


def check_calls(outcomes: Sequence[CallOutcome | None]) -> None:
    """Whether the sample lets a claim pass. Raises SampleNotDrawn, CallsOpen or TooManyContradicted."""
    if not outcomes:
        raise SampleNotDrawn
    if None in outcomes:
        raise CallsOpen(people=outcomes.count(None))
    contradicted = sum(outcome in CONTRADICTS for outcome in outcomes)
    if contradicted > MOST_CONTRADICTED * len(outcomes):
        raise TooManyContradicted(people=contradicted, sample=len(outcomes))
