"""Certification: a brand applies, officials look at its evidence, and county and city take the steps of the table."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import selectinload

from domain.accounts import OFFICIALS, check_scope
from domain.brands import BrandState
from domain.certifications import (
    DECISIONS,
    UNDER_REVIEW,
    AlreadyApplying,
    CertificationState,
    CertificationStep,
    CertificationStepRefused,
    NotFulfilled,
    check_applying,
    check_attestation,
    check_no_conflict,
    check_step_reason,
    condition_of,
    next_state,
)
from webapp.calendar import now
from webapp.extensions import db
from webapp.models import Attestation, Brand, Certification, CertificationStepTaken
from webapp.reads.assessments import NOTHING, assess_basis, bases_of, findings_of
from webapp.reads.certificates import find_latest_certificate
from webapp.reads.certifications import involved
from webapp.reads.standards import load_standards
from webapp.services import audit, certificates
from webapp.services.brand_messages import tell_of_certification
from webapp.services.brand_standing import move

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from datetime import date

    from domain.brands import Assessment, Standard
    from webapp.models import Account

MOVES_BRAND = {
    CertificationState.AT_CITY: (BrandState.COUNTY_LISTED, BrandState.CITY_CANDIDATE),
    CertificationState.SENT_BACK: (BrandState.CITY_CANDIDATE, BrandState.COUNTY_LISTED),
    CertificationState.REFUSED: (BrandState.CITY_CANDIDATE, BrandState.COUNTY_LISTED),
}
"""Where an application comes to -> from where to where its brand moves with it: it is a candidate while the city looks.

A brand that applies anew stays what it is meanwhile, and one that is certified moves with its certificate.
"""


def open_application(brand: Brand, *, account: Account, today: date) -> Certification:
    """A brand begins to apply; evidence is brought next. Raises OutOfScope, ApplicationTooEarly or AlreadyApplying."""
    _check_division(account, brand)
    certificate = find_latest_certificate(brand.id)
    check_applying(
        brand.state,
        certificate=certificate.state if certificate else None,
        last_day=certificate.valid_until if certificate else None,
        today=today,
    )
    at = now()
    certification = Certification(
        brand_id=brand.id,
        state=CertificationState.PREPARING,
        category=brand.category,
        applied_by_id=account.id,
        created_at=at,
        updated_at=at,
    )
    db.session.add(certification)
    try:
        db.session.flush()
    except IntegrityError as error:
        raise AlreadyApplying from error
    return certification


def take_step(
    certification: Certification, step: CertificationStep, *, account: Account, today: date, reason: str = ""
) -> None:
    """Take a step of the table; with the last one a brand is certified and holds a certificate, or is refused.

    Raises OutOfScope, CertificationStepRefused, CertificationReasonMissing, CertificationReasonTooLong,
    ConflictOfInterest, NotFulfilled, or a refusal of the brand's move.
    """
    lock(certification)
    brand = certification.brand
    _check_division(account, brand)
    to = next_state(certification.state, step, by=account.role)
    check_step_reason(step, reason)
    if step in DECISIONS:
        check_no_conflict(account.id, involved(certification, step))
    standard, assessment, findings, figures = _look(certification, today=today)
    if step is CertificationStep.CERTIFY and not assessment.passed:
        raise NotFulfilled(missing=tuple(result.id for result in assessment.missing))
    was, certification.state, certification.updated_at = certification.state, to, now()
    db.session.add(
        CertificationStepTaken(
            certification_id=certification.id,
            step=step,
            state=to,
            at=now(),
            account_id=account.id,
            reason=reason.strip(),
        )
    )
    if step in DECISIONS:
        certification.standard_version, certification.findings = standard.version, findings
    audit.record(
        f"certification.{step}",
        certification,
        account_id=account.id,
        rule_version=standard.version,
        brand_id=brand.id,
        was=was,
        reason=reason.strip(),
        passed=assessment.passed,
        missing=[result.id for result in assessment.missing],
        indicators=figures,
    )
    tell_of_certification(certification, reason=reason.strip(), by_account_id=account.id)
    source, target = MOVES_BRAND.get(to, (None, None))
    if target is not None and brand.state is source:
        move(brand, target, by=account.role, account_id=account.id, reason=reason)
    if to is CertificationState.CERTIFIED:
        certificates.issue(certification, today=today, account_id=account.id, standard_version=standard.version)


def attest(
    certification: Certification, words: Mapping[str, bool | str | None], *, account: Account, today: date
) -> int:
    """Keep what an official says of conditions: yes, no, the part that is fulfilled, or None for nothing yet.

    Says how many answers are new. Raises OutOfScope, CertificationStepRefused, ConflictOfInterest,
    ConditionNotAttested or AttestedWithoutEvidence.
    """
    lock(certification)
    _check_division(account, certification.brand)
    if certification.state not in UNDER_REVIEW or account.role not in OFFICIALS:
        raise CertificationStepRefused(state=certification.state)
    check_no_conflict(account.id, involved(certification, CertificationStep.FORWARD))
    standard = load_standards(today=today).current
    shown = {condition for file in certification.files for condition in file.conditions}
    said = {one.condition: one for one in certification.attestations}
    changed: dict[str, bool | None] = {}
    for number, word in words.items():
        key, is_met = (f"{number}.{word}", True) if isinstance(word, str) else (number, word)
        check_attestation(key, is_met=bool(is_met), standard=standard, shown=shown)
        before = [one for name, one in said.items() if condition_of(name, standard) is condition_of(key, standard)]
        if [(one.condition, one.is_met) for one in before] == ([] if is_met is None else [(key, is_met)]):
            continue
        for one in before:
            db.session.delete(one)
        db.session.flush()
        changed[key] = is_met
        if is_met is not None:
            db.session.add(
                Attestation(
                    certification_id=certification.id,
                    condition=key,
                    is_met=is_met,
                    standard_version=standard.version,
                    account_id=account.id,
                    at=now(),
                )
            )
    if changed:
        audit.record(
            "certification.attest",
            certification,
            account_id=account.id,
            rule_version=standard.version,
            brand_id=certification.brand_id,
            attested=[name for name, is_met in changed.items() if is_met],
            denied=[name for name, is_met in changed.items() if is_met is False],
            taken_back=[name for name, is_met in changed.items() if is_met is None],
        )
    return len(changed)


def note_conflict(certification: Certification, step: str, *, account_id: int) -> None:
    """Note that somebody tried to decide about what they have a hand in."""
    audit.record(
        "certification.conflict", certification, account_id=account_id, brand_id=certification.brand_id, step=step
    )


def note_refused_file(certification: Certification, name: str, why: str, *, account_id: int) -> None:
    """Note that somebody brought a file that is not what it says, or does harm."""
    audit.record(
        "evidence.refuse", certification, account_id=account_id, brand_id=certification.brand_id, name=name, refusal=why
    )


def lock(certification: Certification) -> None:
    """The application as it stands, and nobody else may change it until the transaction ends.

    A write that changes nothing takes the lock on PostgreSQL and on SQLite alike.
    """
    mine = Certification.id == certification.id
    hold = update(Certification).where(mine).values(updated_at=Certification.updated_at)
    db.session.execute(hold.execution_options(synchronize_session=False))
    parts = (Certification.brand, Certification.steps, Certification.files, Certification.attestations)
    asked = select(Certification).where(mine).options(*(selectinload(part) for part in parts))
    db.session.execute(asked.execution_options(populate_existing=True)).one()


def forget_attestations(certification: Certification, conditions: Collection[str]) -> None:
    """Evidence of some conditions has changed: officials have to look at it again."""
    for said in certification.attestations[:]:
        if said.condition in conditions or said.condition.rpartition(".")[0] in conditions:
            certification.attestations.remove(said)
    db.session.flush()


def _look(
    certification: Certification, *, today: date
) -> tuple[Standard, Assessment, list[dict[str, Any]], dict[str, Any]]:
    """The brand beside the standard of today."""
    standards = load_standards(today=today)
    brands = select(Brand.id).where(Brand.id == certification.brand_id)
    basis = bases_of(brands, today=today).get(certification.brand_id, NOTHING)
    said = [(one.condition, one.is_met, one.standard_version) for one in certification.attestations]
    basis = replace(basis, said=said)
    assessment = assess_basis(certification.category, basis, standards.current, versions=standards.by_version)
    known = {name: str(value) for name, value in basis.indicators.items() if value is not None}
    figures: dict[str, Any] = {"year": basis.year, **known}
    return standards.current, assessment, findings_of(assessment, basis), figures


def _check_division(account: Account, brand: Brand) -> None:
    if account.role in OFFICIALS:
        check_scope(account.role, account.division_code or "", brand.division_code)
