"""Surveys of the counties: one that takes reports, some of which mean the same, and one that is decided."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from domain.surveys import ReporterKind, SurveyOutcome
from scripts.demo_city import phones, tables

if TYPE_CHECKING:
    from collections.abc import Mapping

    from scripts.demo_city.accounts import Accounts
    from scripts.demo_city.draw import Draw
    from scripts.demo_city.ledger import Ledger

DECIDED_AFTER = timedelta(days=6)


def add_surveys(ledger: Ledger, accounts: Accounts) -> None:
    """Add the rounds of the table with their reports."""
    draw = ledger.draw("surveys")
    brands = {row["slug"]: row["id"] for row in ledger.rows("brand")}
    for entry in tables.tree("surveys.toml")["rounds"]:
        first, last = entry["days"]
        official = accounts.county_officials[entry["division"]]
        round_id = ledger.add(
            "survey_round",
            division_code=entry["division"],
            title=entry["title"],
            opens_on=ledger.parameters.day(first),
            closes_on=ledger.parameters.day(last),
            opened_by_id=official,
            created_at=draw.moment(ledger.parameters.day(first - 1)),
        )
        known: dict[str, int] = {}
        for number, report in enumerate(entry["reports"]):
            day = first + number
            known[report["product"]] = _add_report(
                ledger, draw, report, round_id=round_id, day=day, official=official, brands=brands, known=known
            )


def _add_report(
    ledger: Ledger,
    draw: Draw,
    report: Mapping[str, Any],
    *,
    round_id: int,
    day: int,
    official: int,
    brands: Mapping[str, int],
    known: Mapping[str, int],
) -> int:
    outcome = SurveyOutcome.MERGED if "merged" in report else SurveyOutcome(report.get("outcome", "waiting"))
    created_at = draw.moment(ledger.parameters.day(day))
    is_decided = outcome is not SurveyOutcome.WAITING
    return ledger.add(
        "survey_report",
        round_id=round_id,
        code=f"{draw.getrandbits(64):016x}",
        product=report["product"],
        division_code=report["town"],
        features=report["features"],
        workforce=report.get("workforce"),
        reporter_kind=ReporterKind(report["kind"]),
        reporter=report["reporter"],
        reporter_phone=phones.official(90 + len(ledger.rows("survey_report"))),
        created_at=created_at,
        outcome=outcome,
        merged_into_id=known[report["merged"]] if "merged" in report else None,
        brand_id=brands[report["brand"]] if "brand" in report else None,
        reason=report.get("reason", ""),
        decided_by_id=official if is_decided else None,
        decided_at=created_at + DECIDED_AFTER if is_decided else None,
    )
