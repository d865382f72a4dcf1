"""Surveys: rounds are opened, products reported, the same ones merged, and each ends as a brand or not."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import update

from domain.accounts import OutOfScope
from domain.brands import BrandState
from domain.divisions import lies_within
from domain.enterprises import PlaceUnknown
from domain.surveys import (
    INTO_LIBRARY,
    ReporterKind,
    SurveyOutcome,
    check_decision,
    check_merge,
    check_open,
    check_report,
    check_round,
)
from webapp.calendar import now
from webapp.extensions import db
from webapp.models import SurveyReport, SurveyRound
from webapp.reads.surveys import find_same_report
from webapp.services import audit, brands
from webapp.services.identifiers import contact_phone

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from webapp.models import Account
    from webapp.services.brands import BrandWords

CODE_BYTES = 8
"""The code of a report has two characters for each."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportWords:
    """What somebody says of a product."""

    product: str
    division_code: str
    features: str
    workforce: int | None
    reporter_kind: ReporterKind
    reporter: str
    reporter_phone: str


def open_round(
    *, title: str, division_code: str, opens_on: date, closes_on: date, today: date, account: Account
) -> SurveyRound:
    """Ask who knows a product. Raises OutOfScope or as check_round does."""
    if not lies_within(division_code, account.division_code or ""):
        raise OutOfScope
    check_round(title=title, opens_on=opens_on, closes_on=closes_on, today=today)
    opened = SurveyRound(
        division_code=division_code,
        title=title.strip(),
        opens_on=opens_on,
        closes_on=closes_on,
        opened_by_id=account.id,
        created_at=now(),
    )
    db.session.add(opened)
    audit.record("survey.open", opened, account_id=account.id, title=opened.title, division=division_code)
    return opened


def reschedule(opened: SurveyRound, *, closes_on: date, today: date, account: Account) -> None:
    """End a round earlier or later, not before today. Raises as check_round does."""
    check_round(title=opened.title, opens_on=opened.opens_on, closes_on=closes_on, today=today)
    opened.closes_on = closes_on
    audit.record("survey.reschedule", opened, account_id=account.id, title=opened.title, closes_on=str(closes_on))


def report(opened: SurveyRound, words: ReportWords, *, today: date) -> SurveyReport:
    """Keep what somebody reports; the same from the same reporter is kept once.

    Raises SurveyClosed, PlaceUnknown, ContactPhoneInvalid, or as check_report does.
    """
    check_open(opens_on=opened.opens_on, closes_on=opened.closes_on, today=today)
    check_report(product=words.product, features=words.features, reporter=words.reporter, workforce=words.workforce)
    if not lies_within(words.division_code, opened.division_code):
        raise PlaceUnknown(code=words.division_code)
    phone = contact_phone(words.reporter_phone)
    product, reporter = words.product.strip(), words.reporter.strip()
    known = find_same_report(opened.id, product, reporter)
    if known is not None:
        return known
    kept = SurveyReport(
        round_id=opened.id,
        code=secrets.token_hex(CODE_BYTES),
        product=product,
        division_code=words.division_code,
        features=words.features.strip(),
        workforce=words.workforce,
        reporter_kind=words.reporter_kind,
        reporter=reporter,
        reporter_phone=phone,
        created_at=now(),
        outcome=SurveyOutcome.WAITING,
    )
    db.session.add(kept)
    db.session.flush()
    return kept


def merge(reports: Sequence[SurveyReport], into: SurveyReport, *, account: Account) -> None:
    """Say that some reports mean the same product as another, which goes on. Raises ReportDecided or MergeUnfit.

    What was merged into one of them before follows.
    """
    for one in reports:
        check_merge(one.outcome, into.outcome, is_itself=one.id == into.id, is_same_round=one.round_id == into.round_id)
        one.outcome, one.merged_into_id = SurveyOutcome.MERGED, into.id
        one.decided_by_id, one.decided_at = account.id, now()
        db.session.execute(
            update(SurveyReport).where(SurveyReport.merged_into_id == one.id).values(merged_into_id=into.id)
        )
        audit.record("survey.merge", one, account_id=account.id, title=one.product, name=into.product)


def decide(
    reported: SurveyReport, outcome: SurveyOutcome, *, reason: str, words: BrandWords | None, account: Account
) -> None:
    """Say what becomes of a product. A brand to be, and one to nurture, goes into the library under its name.

    Raises ReportDecided, SurveyReasonMissing, SurveyReasonTooLong, or as brands.create does.
    """
    check_decision(reported.outcome, outcome, reason)
    if outcome in INTO_LIBRARY and words is not None:
        state = BrandState.SURVEYED if outcome is SurveyOutcome.BRAND_TO_BE else BrandState.NURTURING
        reported.brand_id = brands.create(words, account=account, state=state).id
    reported.outcome, reported.reason = outcome, reason.strip()
    reported.decided_by_id, reported.decided_at = account.id, now()
    audit.record(
        "survey.decide",
        reported,
        account_id=account.id,
        title=reported.product,
        outcome=outcome.value,
        name=words.name if words else "",
        reason=reason.strip(),
    )
