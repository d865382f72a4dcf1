"""The audit trail: who verified, refused, turned away, published, and opened what."""

from __future__ import annotations

from datetime import UTC, datetime, time
from typing import TYPE_CHECKING

from domain.advertisements import RULE_VERSION as ADVERTISEMENTS
from domain.applications import NEEDS_REASON
from domain.brand_reviews import CaseNews
from domain.divisions import county_of
from domain.fair_proposals import RULE_VERSION as FAIRS
from domain.labour_export import TURNED_AWAY
from domain.vacancies import VacancyState
from scripts.demo_city.brand_reviews import case_events
from scripts.demo_city.library import brand_moves, tier_of
from webapp.calendar import SHANGHAI

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from scripts.demo_city.accounts import Accounts
    from scripts.demo_city.ledger import Ledger, Row


TRIAL = "2022-trial"
"""The standard by which the demo city certifies."""
CASE_ACTIONS = {
    CaseNews.OPENED: "case.open",
    CaseNews.REMINDED: "case.remind",
    CaseNews.SUSPENDED: "case.suspended",
}


def add_audit(ledger: Ledger, accounts: Accounts) -> None:
    """Note every decision that touches a person, in the order in which they were made."""
    entries = [
        *_verifications(ledger, accounts),
        *_refusals(ledger, accounts),
        *_turned_away(ledger),
        *_publications(ledger, accounts),
        *_orders(ledger, accounts),
        *_claims(ledger),
        *_certifications(ledger),
        *_cases(ledger),
        *_inspections(ledger),
        *_brands(ledger, accounts),
        *_words(ledger),
    ]
    for entry in sorted(entries, key=lambda entry: (entry["at"], entry["action"], entry["subject_id"])):
        ledger.add("audit_entry", **entry)


def _entry(
    action: str, subject: str, row_id: int, at: Any, account_id: int | None, rule: str = "", /, **figures: Any
) -> Row:
    return {
        "at": at,
        "account_id": account_id,
        "action": action,
        "subject_type": subject,
        "subject_id": row_id,
        "figures": figures,
        "rule_version": rule,
    }


def _claims(ledger: Ledger) -> Iterator[Row]:
    for row in ledger.rows("subsidy_claim"):
        figures = {"people": row["people"], "amount_fen": row["amount_fen"]}
        for action, at, account_id in (
            ("submit", row["submitted_at"], row["submitted_by_id"]),
            ("checked", row["checked_at"], row["checked_by_id"]),
            ("refused" if row["state"] == "refused" else "approved", row["decided_at"], row["decided_by_id"]),
            ("paid", row["paid_at"], row["decided_by_id"]),
        ):
            if at:
                yield _entry(
                    f"subsidy.{action}", "subsidy_claim", row["id"], at, account_id, row["rule_version"], **figures
                )


def _verifications(ledger: Ledger, accounts: Accounts) -> Iterator[Row]:
    for table in ("enterprise", "agency"):
        for row in ledger.rows(table):
            if row["verified_at"]:
                official = accounts.county_officials.get(county_of(row["division_code"]), accounts.city_official)
                yield _entry(f"{table}.verify", table, row["id"], row["verified_at"], official, uscc=row["uscc"])


def _refusals(ledger: Ledger, accounts: Accounts) -> Iterator[Row]:
    for row in ledger.rows("vacancy"):
        if row["state"] is VacancyState.REFUSED:
            figures = {"reason": row["review_reason"], "findings": row["findings"]}
            official = accounts.county_officials[county_of(row["division_code"])]
            yield _entry(
                "vacancy.send_back", "vacancy", row["id"], row["updated_at"], official, ADVERTISEMENTS, **figures
            )


def _turned_away(ledger: Ledger) -> Iterator[Row]:
    for event in ledger.rows("application_event"):
        if event["state"] in NEEDS_REASON:
            action = f"application.{event['state']}"
            number = event["application_id"]
            yield _entry(action, "application", number, event["at"], event["account_id"], reason=event["reason"])
    for event in ledger.rows("roster_event"):
        if event["state"] in TURNED_AWAY:
            action = f"roster.{event['state']}"
            number = event["entry_id"]
            yield _entry(action, "roster_entry", number, event["at"], event["account_id"], reason=event["reason"])


def _publications(ledger: Ledger, accounts: Accounts) -> Iterator[Row]:
    for row in ledger.rows("fair"):
        booths = sum(booth["fair_id"] == row["id"] for booth in ledger.rows("booth"))
        official = accounts.county_officials.get(row["division_code"], accounts.city_official)
        yield _entry("fair.publish", "fair", row["id"], row["published_at"], official, FAIRS, booths=booths)


def _certifications(ledger: Ledger) -> Iterator[Row]:
    for step in ledger.rows("certification_step"):
        row = ledger.row("certification", step["certification_id"])
        figures = {"brand_id": row["brand_id"], "reason": step["reason"]}
        action = f"certification.{step['step']}"
        yield _entry(action, "certification", row["id"], step["at"], step["account_id"], TRIAL, **figures)
    for row in ledger.rows("brand_certificate"):
        decided = ledger.row("certification", row["certification_id"])
        last = next(one for one in ledger.rows("certification_step")[::-1] if one["certification_id"] == decided["id"])
        figures = {"number": row["number"], "valid_until": row["valid_until"].isoformat()}
        yield _entry(
            "certificate.issue", "brand_certificate", row["id"], last["at"], last["account_id"], TRIAL, **figures
        )


def _cases(ledger: Ledger) -> Iterator[Row]:
    held = {row["brand_id"]: row for row in ledger.rows("brand_certificate")}
    for case, what, at in case_events(ledger):
        reason = case["reason"] if what is CaseNews.SUSPENDED else ""
        figures = {"brand_id": case["brand_id"], "due_on": case["due_on"].isoformat(), "reason": reason}
        yield _entry(CASE_ACTIONS[what], "rectification_case", case["id"], at, None, TRIAL, **figures)
        if what is CaseNews.SUSPENDED:
            certificate = held[case["brand_id"]]
            figures = {"number": certificate["number"], "reason": reason}
            yield _entry("certificate.suspended", "brand_certificate", certificate["id"], at, None, **figures)


def _inspections(ledger: Ledger) -> Iterator[Row]:
    for row in ledger.rows("inspection"):
        drawn = [visit["brand_id"] for visit in ledger.rows("inspection_visit") if visit["inspection_id"] == row["id"]]
        lot = {"fingerprint": row["fingerprint"]}
        by = row["created_by_id"]
        yield _entry("inspection.announce", "inspection", row["id"], row["created_at"], by, title=row["title"], **lot)
        yield _entry(
            "inspection.draw", "inspection", row["id"], row["drawn_at"], by, **lot, lot=row["seed"], drawn=drawn
        )
    for visit in ledger.rows("inspection_visit"):
        if visit["finding"]:
            at = datetime.combine(visit["visited_on"], time(16), SHANGHAI).astimezone(UTC)
            figures = {"brand_id": visit["brand_id"], "finding": visit["finding"], "reason": visit["findings"]}
            yield _entry("inspection.report", "inspection_visit", visit["id"], at, visit["reported_by_id"], **figures)


def _brands(ledger: Ledger, accounts: Accounts) -> Iterator[Row]:
    for brand, before, state, official, reason, at in brand_moves(ledger, accounts):
        figures = {"before": before.value, "state": state.value, "tier": tier_of(brand, state), "reason": reason}
        yield _entry("brand.move", "brand", brand["id"], at, official, **figures)


def _orders(ledger: Ledger, accounts: Accounts) -> Iterator[Row]:
    for row in ledger.rows("export_order"):
        figures = {"number": row["number"], "division": row["division_code"]}
        yield _entry(
            "export_order.open", "export_order", row["id"], row["created_at"], accounts.city_official, **figures
        )


def _words(ledger: Ledger) -> Iterator[Row]:
    for row in ledger.rows("synonym"):
        figures = {"word": row["word"], "means": row["means"], "ground": row["ground"].value, **row["figures"]}
        yield _entry(
            f"synonym.{row['state']}", "synonym", row["id"], row["decided_at"], row["decided_by_id"], **figures
        )
