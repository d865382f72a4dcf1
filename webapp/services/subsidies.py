"""Claims for the service subsidy: handed in by agencies; drawn, called, checked, approved and paid by officials."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm.exc import StaleDataError

from domain.subsidies import (
    STRIKES,
    CallOutcome,
    ClaimedMeanwhile,
    ClaimState,
    ClaimStepRefused,
    NobodyToClaim,
    NotInSample,
    Obstacle,
    SampleDrawn,
    check_calls,
    check_claim_step,
    draw_sample,
    published_mark,
    rule_of,
)
from webapp.calendar import now
from webapp.extensions import db
from webapp.models import SubsidyClaim, SubsidyLine
from webapp.reads.subsidies import draft_of
from webapp.services import audit

if TYPE_CHECKING:
    from datetime import date

    from domain.accounts import Role
    from webapp.models import Agency

SEED_BYTES = 16


def submit(agency: Agency, *, account_id: int, today: date) -> SubsidyClaim:
    """Claim for everybody for whom the agency is to be paid, and say of the others why not.

    The fingerprint of the lot is published with it. Raises NobodyToClaim or ClaimedMeanwhile.
    """
    draft = draft_of(agency.id, today=today)
    if not draft.counting:
        raise NobodyToClaim
    seed = secrets.token_hex(SEED_BYTES)
    claim = SubsidyClaim(
        agency_id=agency.id,
        state=ClaimState.SUBMITTED,
        rule_version=draft.rule.version,
        people=len(draft.counting),
        amount_fen=draft.amount_fen,
        seed=seed,
        fingerprint=published_mark(seed),
        submitted_by_id=account_id,
        submitted_at=now(),
    )
    claim.lines = [
        SubsidyLine(
            entry_id=one.placement.entry_id,
            identity=one.placement.identity,
            amount_fen=one.amount_fen,
            obstacle=one.obstacle,
        )
        for one in draft.entitlements
    ]
    db.session.add(claim)
    try:
        db.session.flush()
    except IntegrityError as error:
        raise ClaimedMeanwhile from error
    _record("submit", claim, account_id, left_out=len(claim.lines) - claim.people, fingerprint=claim.fingerprint)
    return claim


def draw_lot(claim: SubsidyClaim, *, account_id: int) -> None:
    """Draw whom the county calls, and make the seed public. `claim.lines` must be loaded. Raises SampleDrawn."""
    if claim.drawn_at is not None or claim.state is not ClaimState.SUBMITTED:
        raise SampleDrawn
    counting = [line.entry_id for line in claim.lines if line.obstacle is None]
    drawn = set(draw_sample(counting, seed=claim.seed, published=claim.fingerprint))
    for line in claim.lines:
        line.is_sampled = line.entry_id in drawn
    claim.drawn_at = now()
    _flush()
    _record("draw", claim, account_id, seed=claim.seed, sample=sorted(drawn))


def note_call(claim: SubsidyClaim, line_id: int, outcome: CallOutcome, *, account_id: int) -> None:
    """Note what somebody who was drawn has said on the phone; nothing is paid for who contradicts.

    `claim.lines` must be loaded. Raises ClaimStepRefused or NotInSample.
    """
    if claim.state is not ClaimState.SUBMITTED:
        raise ClaimStepRefused(state=claim.state, target=ClaimState.CHECKED)
    line = next((one for one in claim.lines if one.id == line_id and one.is_sampled), None)
    if line is None:
        raise NotInSample
    before = line.outcome
    line.outcome, line.called_by_id, line.called_at = outcome, account_id, now()
    line.obstacle = STRIKES.get(outcome)
    line.amount_fen = 0 if line.obstacle else rule_of(claim.rule_version).amount_fen
    _count(claim)
    _flush()
    _record("call", claim, account_id, entry=line.entry_id, outcome=outcome, before=before)


def decide(claim: SubsidyClaim, target: ClaimState, *, reason: str, account_id: int, role: Role) -> None:
    """Check, approve, pay or refuse a claim. `claim.lines` must be loaded.

    Raises a refusal of check_claim_step or check_calls. Of a claim that is refused everybody may be claimed again.
    """
    reason = reason.strip()
    check_claim_step(claim.state, target, role=role, reason=reason, by=account_id, checked_by=claim.checked_by_id)
    if target is ClaimState.CHECKED:
        check_calls([line.outcome for line in claim.lines if line.is_sampled])
        claim.checked_by_id, claim.checked_at = account_id, now()
    elif target is ClaimState.PAID:
        claim.paid_at = now()
    else:
        claim.decided_by_id, claim.decided_at, claim.reason = account_id, now(), reason
    if target is ClaimState.REFUSED:
        for line in claim.lines:
            line.obstacle, line.amount_fen = line.obstacle or Obstacle.CLAIM_REFUSED, 0
        _count(claim)
    claim.state = target
    _flush()
    _record(target.value, claim, account_id, reason=reason)


def _count(claim: SubsidyClaim) -> None:
    counting = [line for line in claim.lines if line.obstacle is None]
    claim.people, claim.amount_fen = len(counting), sum(line.amount_fen for line in counting)


def _flush() -> None:
    try:
        db.session.flush()
    except StaleDataError as error:
        raise ClaimStepRefused from error
    except IntegrityError as error:
        raise ClaimedMeanwhile from error


def _record(action: str, claim: SubsidyClaim, account_id: int, **figures: object) -> None:
    audit.record(
        f"subsidy.{action}",
        claim,
        account_id=account_id,
        rule_version=claim.rule_version,
        people=claim.people,
        amount_fen=claim.amount_fen,
        **figures,
    )
