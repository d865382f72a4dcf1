"""Reviews of certified brands: the quarter's, the cases of those that fell, and how a case ends."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError

from domain.accounts import check_scope
from domain.brand_reviews import (
    UNSETTLED,
    CaseAction,
    CaseMoveRefused,
    CaseNews,
    CaseState,
    ClockReason,
    action_due,
    check_case_move,
    check_deadline,
    due_on,
    quarter_of,
)
from domain.brands import BrandState
from domain.brands.standing import CERTIFIED, CLOCK
from domain.certifications import (
    OPEN,
    AlreadyApplying,
    CertificateState,
    CertificationState,
    check_no_conflict,
    end_reminder,
)
from webapp.calendar import now
from webapp.extensions import db
from webapp.models import Brand, BrandCertificate, BrandReview, Certification, EvidenceFile, RectificationCase
from webapp.reads.brand_reviews import certified_brands, look_at
from webapp.services import audit, certificates
from webapp.services.brand_messages import tell_of_case, tell_of_end
from webapp.services.brand_standing import move

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from webapp.models import Account
    from webapp.reads.brand_reviews import Looked

    Tell = Callable[[int, int, str], None]

N_ = str
"""Marks an English sentence that is translated when it is said."""
STEPS = 2


def review(*, today: date, tell: Tell) -> dict[str, Any]:
    """Hold each certified brand against the standard, once a quarter; open a case where one has fallen below it.

    A brand that was reviewed this quarter is left out, so doing it again changes nothing.
    """
    quarter = str(quarter_of(today))
    tell(0, STEPS, N_("Reading certified brands"))
    done = select(BrandReview.brand_id).where(BrandReview.quarter == quarter)
    looked = look_at(certified_brands().where(Brand.id.not_in(done)), today=today)
    tell(1, STEPS, N_("Holding them against the standard"))
    with_case = set(db.session.scalars(select(RectificationCase.brand_id).where(_is_unsettled())))
    cases = 0
    for one in looked:
        row = BrandReview(
            brand_id=one.brand.id,
            quarter=quarter,
            standard_version=one.version,
            year=one.year,
            passed=one.passed,
            findings=one.findings,
            at=now(),
        )
        db.session.add(row)
        if not one.passed and one.brand.state in CERTIFIED and one.brand.id not in with_case:
            db.session.flush()
            open_case(one, today=today, account_id=None, review_id=row.id)
            cases += 1
    db.session.flush()
    passed = sum(one.passed for one in looked)
    return {"reviewed": len(looked), "passed": passed, "fell": len(looked) - passed, "cases": cases}


def follow_up(*, today: date, tell: Tell) -> dict[str, Any]:
    """Do what the night does about cases and certificates: remind, and suspend what has run out."""
    tell(0, STEPS, N_("Reading certified brands"))
    cases = db.session.scalars(
        select(RectificationCase).where(RectificationCase.state == CaseState.OPEN).order_by(RectificationCase.id)
    ).all()
    looked = {one.brand.id: one for one in look_at(select(Brand.id).where(_has_open_case()), today=today)}
    tell(1, STEPS, N_("Holding them against the standard"))
    reminded = suspended = 0
    for case in cases:
        one = looked[case.brand_id]
        action = action_due(
            state=case.state,
            last_day=case.due_on,
            reminded_on=case.reminded_on,
            passes=one.passed,
            today=today,
        )
        if action is CaseAction.REMIND:
            case.reminded_on = today
            audit.record("case.remind", case, account_id=None, due_on=case.due_on.isoformat())
            tell_of_case(case, one.brand, CaseNews.REMINDED, by_account_id=None)
            reminded += 1
        elif action is CaseAction.SUSPEND:
            _suspend(case, one.brand, by=CLOCK, account_id=None, reason=ClockReason.DEADLINE_PASSED)
            suspended += 1
    ended, warned = _follow_certificates(today=today)
    return {"brands_reminded": reminded, "suspended": suspended, "ended": ended, "warned": warned}


def open_case(
    looked: Looked,
    *,
    today: date,
    account_id: int | None,
    review_id: int | None = None,
    visit_id: int | None = None,
    reason: str = "",
) -> RectificationCase:
    """Give a brand until a deadline to mend what was found. Raises CaseMoveRefused where it has a case already."""
    case = RectificationCase(
        brand_id=looked.brand.id,
        review_id=review_id,
        visit_id=visit_id,
        state=CaseState.OPEN,
        opened_on=today,
        due_on=due_on(today),
        findings=[finding for finding in looked.findings if finding["id"] in looked.missing],
        reason=reason,
    )
    db.session.add(case)
    try:
        db.session.flush()
    except IntegrityError as error:
        raise CaseMoveRefused from error
    audit.record(
        "case.open",
        case,
        account_id=account_id,
        rule_version=looked.version,
        brand_id=looked.brand.id,
        missing=list(looked.missing),
        due_on=case.due_on.isoformat(),
        reason=reason,
        indicators=looked.figures,
    )
    tell_of_case(case, looked.brand, CaseNews.OPENED, by_account_id=account_id)
    return case


def extend(case: RectificationCase, due: date, *, account: Account, today: date) -> None:
    """Give more time. Raises OutOfScope, CaseMoveRefused or DeadlineImplausible."""
    brand = _hold(case, account)
    if case.state is not CaseState.OPEN:
        raise CaseMoveRefused(state=case.state)
    check_deadline(due, old=case.due_on, today=today)
    was, case.due_on = case.due_on, due
    audit.record("case.extend", case, account_id=account.id, before=was.isoformat(), due_on=due.isoformat())
    tell_of_case(case, brand, CaseNews.EXTENDED, by_account_id=account.id)


def rectify(case: RectificationCase, *, reason: str, account: Account, today: date) -> None:
    """End a case: what was found is mended, and a suspended certificate has its worth again.

    Raises OutOfScope, ConflictOfInterest, StillBelow, or as check_case_move does.
    """
    brand = _hold(case, account)
    check_no_conflict(account.id, _applied_for(brand.id))
    looked = look_at(select(Brand.id).where(Brand.id == brand.id), today=today)[0]
    check_case_move(case.state, CaseState.RECTIFIED, reason=reason, passes=looked.passed)
    was = case.state
    _end(case, CaseState.RECTIFIED, reason=reason, account=account, today=today, version=looked.version)
    if was is CaseState.SUSPENDED:
        certificates.reinstate(brand, by=account.role, account_id=account.id, reason=reason)
    tell_of_case(case, brand, CaseNews.RECTIFIED, by_account_id=account.id)


def suspend(case: RectificationCase, *, reason: str, account: Account) -> None:
    """Take the worth from the certificate before the deadline. Raises OutOfScope, or as check_case_move does."""
    brand = _hold(case, account)
    check_case_move(case.state, CaseState.SUSPENDED, reason=reason, passes=False)
    _suspend(case, brand, by=account.role, account_id=account.id, reason=reason.strip())


def let_go(case: RectificationCase, *, reason: str, account: Account, today: date) -> None:
    """Let a brand leave the library by its case. Raises OutOfScope, AlreadyApplying, or as check_case_move does."""
    brand = _hold(case, account)
    check_case_move(case.state, CaseState.EXITED, reason=reason, passes=False)
    _check_not_applying(brand.id)
    _end(case, CaseState.EXITED, reason=reason, account=account, today=today)
    certificates.revoke(brand, by=account.role, account_id=account.id, reason=reason)
    tell_of_case(case, brand, CaseNews.EXITED, by_account_id=account.id)


def begin_case(brand: Brand, *, reason: str, account: Account, today: date) -> RectificationCase:
    """An official opens a case by hand, with what is to be mended in words; whoever lets it go or suspends it goes on.

    Raises OutOfScope, CaseReasonMissing, CaseReasonTooLong, or CaseMoveRefused.
    """
    check_scope(account.role, account.division_code or "", brand.division_code)
    check_case_move(CaseState.OPEN, CaseState.SUSPENDED, reason=reason, passes=False)
    if brand.state not in CERTIFIED | {BrandState.SUSPENDED}:
        raise CaseMoveRefused(state=brand.state)
    looked = look_at(select(Brand.id).where(Brand.id == brand.id), today=today)[0]
    return open_case(looked, today=today, account_id=account.id, reason=reason.strip())


def _follow_certificates(*, today: date) -> tuple[int, int]:
    """Suspend the brands whose certificate has ended, and tell those whose certificate ends soon."""
    held = db.session.execute(
        select(BrandCertificate, Brand)
        .join(Brand, Brand.id == BrandCertificate.brand_id)
        .where(BrandCertificate.state == CertificateState.VALID, Brand.state.in_(CERTIFIED))
        .order_by(BrandCertificate.id)
    )
    ended = warned = 0
    for certificate, brand in held:
        if certificate.valid_until < today:
            reason = ClockReason.CERTIFICATE_ENDED
            move(brand, BrandState.SUSPENDED, by=CLOCK, account_id=None, reason=reason)
            ended += 1
            continue
        step = end_reminder(last_day=certificate.valid_until, today=today)
        if step is not None:
            warned += tell_of_end(certificate, brand, step=step)
    return ended, warned


def _suspend(case: RectificationCase, brand: Brand, *, by: str, account_id: int | None, reason: str) -> None:
    case.state, case.reason = CaseState.SUSPENDED, reason
    audit.record("case.suspended", case, account_id=account_id, due_on=case.due_on.isoformat(), reason=reason)
    certificates.suspend(brand, by=by, account_id=account_id, reason=reason)
    tell_of_case(case, brand, CaseNews.SUSPENDED, by_account_id=account_id)


def _end(
    case: RectificationCase, to: CaseState, *, reason: str, account: Account, today: date, version: str = ""
) -> None:
    was, case.state, case.reason, case.ended_on = case.state, to, reason.strip(), today
    audit.record(f"case.{to}", case, account_id=account.id, rule_version=version, was=was, reason=reason.strip())


def _hold(case: RectificationCase, account: Account) -> Brand:
    """The brand of a case that nobody else may change until the transaction ends. Raises OutOfScope."""
    mine = RectificationCase.id == case.id
    hold = update(RectificationCase).where(mine).values(due_on=RectificationCase.due_on)
    db.session.execute(hold.execution_options(synchronize_session=False))
    db.session.refresh(case, ["state", "due_on"])
    brand = db.session.get_one(Brand, case.brand_id)
    check_scope(account.role, account.division_code or "", brand.division_code)
    return brand


def _applied_for(brand_id: int) -> set[int]:
    """Who has a hand in the application by which a brand was certified last."""
    latest = (
        select(Certification)
        .where(Certification.brand_id == brand_id, Certification.state == CertificationState.CERTIFIED)
        .order_by(Certification.id.desc())
        .limit(1)
    )
    certification = db.session.scalar(latest)
    if certification is None:
        return set()
    brought = select(EvidenceFile.uploaded_by_id).where(EvidenceFile.certification_id == certification.id)
    return {certification.applied_by_id, *db.session.scalars(brought)}


def _check_not_applying(brand_id: int) -> None:
    asked = select(Certification.id).where(Certification.brand_id == brand_id, Certification.state.in_(OPEN))
    if db.session.scalar(asked) is not None:
        raise AlreadyApplying


def _is_unsettled() -> Any:
    return RectificationCase.state.in_(UNSETTLED)


def _has_open_case() -> Any:
    open_cases = select(RectificationCase.brand_id).where(RectificationCase.state == CaseState.OPEN)
    return Brand.id.in_(open_cases)
