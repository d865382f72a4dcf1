"""Certifications: a brand applies, county and city look at it, and it holds a certificate (article 三)."""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from domain.accounts import Role
from domain.errors import RuleBroken

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

VALIDITY_YEARS = 3
"""◇ How long a certificate holds."""
RENEWAL_OPENS = timedelta(days=180)
"""◇ How long before its end a certificate may be renewed."""
LONGEST_REASON = 300


class CertificationState(StrEnum):
    """Where an application stands."""

    PREPARING = "preparing"
    AT_COUNTY = "at_county"
    AT_CITY = "at_city"
    SENT_BACK = "sent_back"
    CERTIFIED = "certified"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


class CertificationStep(StrEnum):
    """What somebody does to an application."""

    SUBMIT = "submit"
    FORWARD = "forward"
    SEND_BACK = "send_back"
    CERTIFY = "certify"
    REFUSE = "refuse"
    WITHDRAW = "withdraw"


STEPS: Mapping[tuple[CertificationState, CertificationStep, Role], CertificationState] = {
    (CertificationState.PREPARING, CertificationStep.SUBMIT, Role.ENTERPRISE): CertificationState.AT_COUNTY,
    (CertificationState.PREPARING, CertificationStep.SUBMIT, Role.COUNTY_OFFICIAL): CertificationState.AT_CITY,
    (CertificationState.PREPARING, CertificationStep.SUBMIT, Role.CITY_OFFICIAL): CertificationState.AT_CITY,
    (CertificationState.PREPARING, CertificationStep.WITHDRAW, Role.ENTERPRISE): CertificationState.WITHDRAWN,
    (CertificationState.PREPARING, CertificationStep.WITHDRAW, Role.COUNTY_OFFICIAL): CertificationState.WITHDRAWN,
    (CertificationState.PREPARING, CertificationStep.WITHDRAW, Role.CITY_OFFICIAL): CertificationState.WITHDRAWN,
    (CertificationState.SENT_BACK, CertificationStep.SUBMIT, Role.ENTERPRISE): CertificationState.AT_COUNTY,
    (CertificationState.SENT_BACK, CertificationStep.SUBMIT, Role.COUNTY_OFFICIAL): CertificationState.AT_CITY,
    (CertificationState.SENT_BACK, CertificationStep.SUBMIT, Role.CITY_OFFICIAL): CertificationState.AT_CITY,
    (CertificationState.SENT_BACK, CertificationStep.WITHDRAW, Role.ENTERPRISE): CertificationState.WITHDRAWN,
    (CertificationState.SENT_BACK, CertificationStep.WITHDRAW, Role.COUNTY_OFFICIAL): CertificationState.WITHDRAWN,
    (CertificationState.SENT_BACK, CertificationStep.WITHDRAW, Role.CITY_OFFICIAL): CertificationState.WITHDRAWN,
    (CertificationState.AT_COUNTY, CertificationStep.FORWARD, Role.COUNTY_OFFICIAL): CertificationState.AT_CITY,
    (CertificationState.AT_COUNTY, CertificationStep.FORWARD, Role.CITY_OFFICIAL): CertificationState.AT_CITY,
    (CertificationState.AT_COUNTY, CertificationStep.SEND_BACK, Role.COUNTY_OFFICIAL): CertificationState.SENT_BACK,
    (CertificationState.AT_COUNTY, CertificationStep.SEND_BACK, Role.CITY_OFFICIAL): CertificationState.SENT_BACK,
    (CertificationState.AT_COUNTY, CertificationStep.WITHDRAW, Role.ENTERPRISE): CertificationState.WITHDRAWN,
    (CertificationState.AT_CITY, CertificationStep.SEND_BACK, Role.CITY_OFFICIAL): CertificationState.SENT_BACK,
    (CertificationState.AT_CITY, CertificationStep.CERTIFY, Role.CITY_OFFICIAL): CertificationState.CERTIFIED,
    (CertificationState.AT_CITY, CertificationStep.REFUSE, Role.CITY_OFFICIAL): CertificationState.REFUSED,
}
"""State, step, who -> state. What a county applies for itself goes to the city at once; only the city certifies."""

WITH_THE_BRAND = frozenset({CertificationState.PREPARING, CertificationState.SENT_BACK})
"""Evidence comes and goes in these only."""
UNDER_REVIEW = frozenset({CertificationState.AT_COUNTY, CertificationState.AT_CITY})
OPEN = WITH_THE_BRAND | UNDER_REVIEW
"""A brand has one application at a time in these."""
NEEDS_REASON = frozenset({CertificationStep.SEND_BACK, CertificationStep.REFUSE, CertificationStep.WITHDRAW})
DECISIONS = frozenset(
    {CertificationStep.FORWARD, CertificationStep.SEND_BACK, CertificationStep.CERTIFY, CertificationStep.REFUSE}
)
"""Whoever has a hand in the application may take none of these."""


class CertificationStepRefused(RuleBroken):
    """An application does not stand where this step begins, or who asks may not take it."""


class ConflictOfInterest(RuleBroken):
    """Somebody decides about what they applied for, brought evidence to, or have decided before."""


class CertificationReasonMissing(RuleBroken):
    """Nobody says why an application goes back, is refused or withdrawn."""

    field = "reason"


class CertificationReasonTooLong(RuleBroken):
    """A reason is longer than anybody reads."""

    field = "reason"


class NotFulfilled(RuleBroken):
    """A brand that does not fulfil the standard is not certified."""


class AlreadyApplying(RuleBroken):
    """A brand has an application that is not decided yet."""


class ApplicationTooEarly(RuleBroken):
    """A brand applies that is not listed by its county yet, or holds a certificate that is good for long."""


class AttestedWithoutEvidence(RuleBroken):
    """A condition is attested, and no file shows it."""

    field = "attestations"


class ConditionNotAttested(RuleBroken):
    """The standard asks no official about this condition."""

    field = "attestations"


def next_state(state: CertificationState, step: CertificationStep, *, by: Role) -> CertificationState:
    """Where a step leads. Raises CertificationStepRefused."""
    to = STEPS.get((state, step, by))
    if to is None:
        raise CertificationStepRefused(state=state)
    return to


def steps_open(state: CertificationState, *, by: Role) -> tuple[CertificationStep, ...]:
    """What somebody of a role may do to an application now."""
    return tuple(step for source, step, role in STEPS if source is state and role is by)


def check_step_reason(step: CertificationStep, reason: str) -> None:
    """Raises CertificationReasonMissing or CertificationReasonTooLong."""
    if step in NEEDS_REASON and not reason.strip():
        raise CertificationReasonMissing
    if len(reason) > LONGEST_REASON:
        raise CertificationReasonTooLong(length=len(reason), most=LONGEST_REASON)


def check_no_conflict(account_id: int, involved: Collection[int | None]) -> None:
    """Nobody decides about their own application, evidence or earlier decision. Raises ConflictOfInterest."""
    if account_id in involved:
        raise ConflictOfInterest


class CertificateState(StrEnum):
    """What a certificate is worth."""

    VALID = "valid"
    EXPIRED = "expired"
    """Never stored: it follows from the day."""
    SUSPENDED = "suspended"
    REVOKED = "revoked"
    REPLACED = "replaced"
    """By the one that renewed it."""


CERTIFICATE_MOVES: Mapping[CertificateState, frozenset[CertificateState]] = {
    CertificateState.VALID: frozenset(
        {CertificateState.SUSPENDED, CertificateState.REVOKED, CertificateState.REPLACED}
    ),
    CertificateState.SUSPENDED: frozenset({CertificateState.VALID, CertificateState.REVOKED}),
    CertificateState.REVOKED: frozenset(),
    CertificateState.REPLACED: frozenset(),
}


class CertificateMoveRefused(RuleBroken):
    """A certificate is not in a state in which this is possible."""


def check_certificate_move(state: CertificateState, to: CertificateState) -> None:
    """Raises CertificateMoveRefused."""
    if to not in CERTIFICATE_MOVES.get(state, frozenset()):
        raise CertificateMoveRefused(state=state)


def valid_until(issued_on: date) -> date:
    """The last day of a certificate: the eve of the same day three years on."""
    year = issued_on.year + VALIDITY_YEARS
    if (issued_on.month, issued_on.day) == (2, 29):
        return date(year, 2, 28)
    return issued_on.replace(year=year) - timedelta(days=1)


def certificate_number(year: int, sequence: int) -> str:
    """YZLP-2026-0007: the seventh of its year."""
    return f"YZLP-{year}-{sequence:04d}"


def shown_state(state: CertificateState, *, last_day: date, today: date) -> CertificateState:
    """What a certificate is worth today."""
    if state in {CertificateState.VALID, CertificateState.SUSPENDED} and today > last_day:
        return CertificateState.EXPIRED
    return state


def may_renew(*, last_day: date, today: date) -> bool:
    """Whether the end of a certificate is near enough, or past."""
    return today >= last_day - RENEWAL_OPENS
