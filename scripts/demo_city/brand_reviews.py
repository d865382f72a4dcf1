"""Reviews: two quarters of every certified brand, the case of one that fell, and the certificate of one suspended."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING

from domain.brand_reviews import DEADLINE, REMINDERS, CaseNews, CaseState, ClockReason, quarter_of
from domain.brands import BrandState
from domain.brands.standing import CERTIFIED
from domain.certifications import CertificateState
from domain.messages import MessageKind
from domain.runs import DUE, QUARTERS_BEGIN, Job, Quarterly
from scripts.demo_city.certifications import Certifying, standard
from scripts.demo_city.messages import add_message
from webapp.calendar import SHANGHAI
from webapp.reads.assessments import findings_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from scripts.demo_city.accounts import Accounts
    from scripts.demo_city.brands import DemoBrand
    from scripts.demo_city.ledger import Ledger, Row

SUSPENDED = "hangji-toothbrush-makers"
"""The brand that did not mend in time what a review had found."""


def add_brand_reviews(ledger: Ledger, accounts: Accounts, brands: Iterable[DemoBrand]) -> None:
    """Add what the last two quarters found, in brands whose certificate stood by then."""
    certifying = Certifying(ledger, accounts, accounts.city_official)
    held = {row["brand_id"]: row for row in ledger.rows("brand_certificate")}
    certified = [brand for brand in brands if brand.state in CERTIFIED]
    for quarters_ago, day in enumerate(review_days(ledger.parameters.today)):
        for brand in certified:
            if held[brand.id]["issued_on"] < day:
                # The figures of the latest year came with the latest review, unless the brand was certified by them.
                year = min(day.year - 1, ledger.parameters.today.year - 2 + quarters_ago)
                year = max(year, held[brand.id]["issued_on"].year - 1)
                review_id, missing = _review(certifying, ledger.row("brand", brand.id), day, year=year)
                if missing and not _cases(ledger, brand.id):
                    _open(ledger, brand.id, review_id, day, missing=missing)
    suspended = next(brand for brand in certified if brand.slug == SUSPENDED)
    if not _cases(ledger, suspended.id):
        _open(ledger, suspended.id, None, ledger.parameters.day(-100), missing=[])
    _suspend(ledger, _cases(ledger, suspended.id)[0], held[suspended.id])
    for case, what, at in case_events(ledger):
        _tell(ledger, accounts, case, what, at)


def case_events(ledger: Ledger) -> Iterator[tuple[Row, CaseNews, datetime]]:
    """What the nights did about each case, and when."""
    for case in ledger.rows("rectification_case"):
        yield case, CaseNews.OPENED, _at(case["opened_on"])
        for days in REMINDERS:
            day = case["due_on"] - timedelta(days=days)
            if case["reminded_on"] and day <= case["reminded_on"]:
                yield case, CaseNews.REMINDED, _at(day)
        if case["state"] is CaseState.SUSPENDED:
            yield case, CaseNews.SUSPENDED, _at(case["due_on"] + timedelta(days=1))


def review_days(today: date) -> list[date]:
    """The days of the last two reviews."""
    due = DUE[Job.BRANDS_REVIEW]
    if not isinstance(due, Quarterly):
        raise TypeError(due)
    days = [date(year, month, due.day) for year in (today.year - 1, today.year) for month in QUARTERS_BEGIN]
    return [day for day in days if day < today][-2:]


def _cases(ledger: Ledger, brand_id: int) -> list[Row]:
    return [case for case in ledger.rows("rectification_case") if case["brand_id"] == brand_id]


def _at(day: date) -> datetime:
    return datetime.combine(day, time(4, 1), SHANGHAI).astimezone(UTC)


def _review(certifying: Certifying, brand: Row, day: date, *, year: int) -> tuple[int, list[dict[str, object]]]:
    """A review, and the findings that stand in the way."""
    assessment, basis = certifying.assess(brand, year=year)
    findings = findings_of(assessment, basis)
    number = certifying.ledger.add(
        "brand_review",
        brand_id=brand["id"],
        quarter=str(quarter_of(day)),
        standard_version=standard().version,
        year=year,
        passed=assessment.passed,
        findings=findings,
        at=_at(day),
    )
    missing = {result.id for result in assessment.missing}
    return number, [finding for finding in findings if finding["id"] in missing]


def _open(
    ledger: Ledger,
    brand_id: int,
    review_id: int | None,
    day: date,
    *,
    missing: list[dict[str, object]],
) -> None:
    due = day + DEADLINE
    reminded = [due - timedelta(days=days) for days in REMINDERS]
    ledger.add(
        "rectification_case",
        brand_id=brand_id,
        review_id=review_id,
        visit_id=None,
        state=CaseState.OPEN,
        opened_on=day,
        due_on=due,
        reminded_on=max((one for one in reminded if one < ledger.parameters.today), default=None),
        findings=missing,
        ended_on=None,
        reason="",
    )


def _suspend(ledger: Ledger, case: Row, certificate: Row) -> None:
    case["state"], case["reason"] = CaseState.SUSPENDED, ClockReason.DEADLINE_PASSED
    certificate.update(state=CertificateState.SUSPENDED, reason=ClockReason.DEADLINE_PASSED)
    ledger.row("brand", case["brand_id"])["state"] = BrandState.SUSPENDED


def _tell(ledger: Ledger, accounts: Accounts, case: Row, what: CaseNews, at: datetime) -> None:
    """A message to the leading enterprises of the brand."""
    brand = ledger.row("brand", case["brand_id"])
    leading = [row for row in ledger.rows("brand_member") if row["brand_id"] == brand["id"] and row["is_leading"]]
    words = {
        "case_id": case["id"],
        "brand": brand["name"],
        "what": what.value,
        "due_on": case["due_on"].isoformat(),
        "reason": case["reason"] if what is CaseNews.SUSPENDED else "",
    }
    for member in leading:
        add_message(ledger, MessageKind.CASE_MOVED, accounts.enterprises[member["enterprise_id"]], words, at)
