"""Certifications: a brand applies, county and city look at it, and it holds a certificate (article 三)."""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from domain.accounts import Role
from domain.brands.library import BrandState, BrandTier
from domain.brands.standards import Kind
from domain.brands.standing import CERTIFIED
from domain.errors import RuleBroken

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from domain.brands.standards import Condition, Standard

VALIDITY_YEARS = 3
"""◇ How long a certificate holds."""
RENEWAL_OPENS = timedelta(days=180)
"""◇ How long before its end a certificate may be renewed."""
END_REMINDERS = (180, 30, 7)
"""◇ So many days before its end a brand is told that its certificate ends."""
LONGEST_REASON = 300
LONGEST_WORD = 20
"""Of what a refusal repeats of a condition that nobody knows."""


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
LAST_WORDS = frozenset({CertificationStep.CERTIFY, CertificationStep.REFUSE})
"""Whoever has forwarded the application may take neither of these."""


class CertificationStepRefused(RuleBroken):
    """An application does not stand where this step begins, or who asks may not take it."""


class ConflictOfInterest(RuleBroken):
    """Somebody decides about what they applied for, brought evidence to, or have forwarded."""


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


def involved_in(
    step: CertificationStep, *, applied: Iterable[int], taken: Iterable[tuple[CertificationStep, int]]
) -> frozenset[int]:
    """Who may not take a step: `applied` are those who applied or brought evidence, `taken` the steps so far.

    The last word is not with those who have forwarded it, as a city does for a brand of its own. Who has only sent it
    back may look at it again.
    """
    hands = {CertificationStep.SUBMIT, CertificationStep.FORWARD} if step in LAST_WORDS else {CertificationStep.SUBMIT}
    return frozenset(applied) | {account for earlier, account in taken if earlier in hands}


def check_applying(
    brand: BrandState, *, certificate: CertificateState | None, last_day: date | None, today: date
) -> None:
    """Whether a brand may apply: once its county has listed it, and again near the end of a certificate.

    `certificate` is the one that the brand holds or held last. A brand whose certificate is suspended settles that
    first. Raises ApplicationTooEarly.
    """
    is_new = brand is BrandState.COUNTY_LISTED or (brand in CERTIFIED and certificate is None)
    is_renewal = (
        brand in CERTIFIED | {BrandState.SUSPENDED}
        and certificate is CertificateState.VALID
        and last_day is not None
        and may_renew(last_day=last_day, today=today)
    )
    if not (is_new or is_renewal):
        raise ApplicationTooEarly


def standing_attestations(
    said: Iterable[tuple[str, bool, str]], *, standard: Standard, versions: Mapping[str, Standard]
) -> dict[str, bool]:
    """The attestations that count by a standard, of triples of condition, yes or no, and the version it was said by.

    One counts as long as the standard words the condition as the one did by which an official looked at it.
    """
    found = {}
    for word, is_met, version in said:
        then = condition_of(word, versions[version]) if version in versions else None
        now = condition_of(word, standard)
        if then is not None and now is not None and then.text == now.text:
            found[word] = is_met
    return found


def check_attestation(word: str, *, is_met: bool, standard: Standard, shown: Collection[str]) -> None:
    """Whether an official may say that a condition, or one of its parts (`C3.national`), is fulfilled or not.

    `shown` are the conditions for which there is a file. Raises ConditionNotAttested or AttestedWithoutEvidence.
    """
    condition = condition_of(word, standard)
    if condition is None or condition.kind is Kind.NUMERIC:
        raise ConditionNotAttested(condition=word[:LONGEST_WORD])
    if is_met and condition.id not in shown:
        raise AttestedWithoutEvidence(condition=condition.id)


def condition_of(word: str, standard: Standard) -> Condition | None:
    """The condition that an attestation is about: `C3`, or `C3.national` for one of its parts."""
    whole = standard.find_condition(word)
    if whole is not None:
        return whole
    number, _, part = word.rpartition(".")
    found = standard.find_condition(number)
    return found if found is not None and part in found.parts else None


def state_after_certifying(state: BrandState, tier: BrandTier) -> BrandState:
    """Where a brand stands once it is certified, for the first time, anew, or again: a provincial one stays so."""
    if state is BrandState.CITY_CANDIDATE or tier is not BrandTier.PROVINCE:
        return BrandState.CITY_CERTIFIED
    return BrandState.PROVINCIAL


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


def end_reminder(*, last_day: date, today: date) -> int | None:
    """The step towards the end of a certificate that was reached, in days; None before the first and after the end."""
    left = (last_day - today).days
    reached = [days for days in END_REMINDERS if 0 <= left <= days]
    return min(reached, default=None)
