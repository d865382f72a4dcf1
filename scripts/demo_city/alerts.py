"""Searches that workers keep, what was found for them in the last days, and what they were told yesterday morning."""

from __future__ import annotations

from dataclasses import fields
from datetime import timedelta
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from domain.accounts import Role
from domain.alerts import AlertPace, AlertWay, New, divide
from domain.divisions import county_of
from domain.messages import DeliveryState, MessageKind, Way
from domain.vacancies import VacancyState
from reference.colloquial_names import name_groups
from search import Percolator, VacancyDocument
from webapp.blueprints.vacancies.saved import question_of
from webapp.calendar import SHANGHAI
from webapp.services.alert_rounds import said_of
from webapp.services.alerts import fingerprint_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from scripts.demo_city.accounts import Accounts
    from scripts.demo_city.ledger import Ledger, Row

OTHERS = 60
"""People beside the one whose account one may try."""
KEPT_FOR, FOUND_FOR = timedelta(days=12), timedelta(days=6)
TOLD_BEFORE, SEEN_BEFORE = timedelta(hours=16), timedelta(days=3)
"""Yesterday at eight in the morning somebody was told; some days ago somebody looked."""
SHOWN_WORKER_KEEPS = (
    ("扬州厨师", [("q", "厨师"), ("division", "321000")], AlertPace.DAILY, AlertWay.SMS),
    ("扬州厨师专区", [("zone", "yangzhou-chefs")], AlertPace.AT_ONCE, AlertWay.PAGE),
    ("8000元以上，包住", [("wage", "8000"), ("housing", "1")], AlertPace.OFF, AlertWay.SMS),
)
_SHARED = {item.name for item in fields(VacancyDocument)}


def add_alerts(ledger: Ledger, accounts: Accounts) -> None:
    """Add kept searches and their matches; who was told was told by the rules of the real rounds."""
    for name, pairs, pace, way in SHOWN_WORKER_KEEPS:
        _keep(ledger, accounts.shown[Role.WORKER], name=name, parameters=urlencode(pairs), pace=pace, way=way)
    _keep_for_others(ledger, accounts)
    _find(ledger)
    shown = [row for row in ledger.rows("saved_search") if row["account_id"] == accounts.shown[Role.WORKER]]
    _tell(ledger, shown)


def _keep_for_others(ledger: Ledger, accounts: Accounts) -> None:
    """Others look for their dearest trade, as people call it, in their county."""
    draw = ledger.draw("alerts")
    names = {group.occupation_code: group.names[0] for group in reversed(name_groups()) if group.names}
    trades = {row["worker_id"]: row["occupation_code"] for row in reversed(ledger.rows("worker_occupation"))}
    people = [
        row
        for row in ledger.rows("worker")
        if row["account_id"] not in {None, accounts.shown[Role.WORKER]} and trades[row["id"]] in names
    ]
    for row in draw.some(people, OTHERS, OTHERS):
        name = names[trades[row["id"]]]
        parameters = urlencode([("q", name), ("division", county_of(row["division_code"]))])
        way = draw.choice([AlertWay.SMS, AlertWay.PAGE])
        _keep(ledger, row["account_id"], name=name, parameters=parameters, pace=AlertPace.DAILY, way=way)


def _keep(ledger: Ledger, account_id: int, *, name: str, parameters: str, pace: AlertPace, way: AlertWay) -> None:
    at = ledger.parameters.now - KEPT_FOR
    standing = [row["id"] for row in ledger.rows("saved_question") if row["parameters"] == parameters]
    question_id = (
        standing[0]
        if standing
        else ledger.add(
            "saved_question",
            fingerprint=fingerprint_of(parameters),
            parameters=parameters,
            created_at=at,
            matched_at=at,
        )
    )
    ledger.add(
        "saved_search",
        account_id=account_id,
        question_id=question_id,
        name=name,
        pace=pace,
        way=way,
        created_at=at,
        told_until=0,
        told_on=(ledger.parameters.now - TOLD_BEFORE).astimezone(SHANGHAI).date(),
        seen_until=0,
    )


def _find(ledger: Ledger) -> None:
    """What opened in the last days and answers a question, in the order in which it opened."""
    since = ledger.parameters.now - FOUND_FOR
    opened = [
        row
        for row in ledger.rows("vacancy")
        if row["state"] is VacancyState.OPEN and row["opened_at"] and row["opened_at"] >= since
    ]
    percolator = Percolator(_documents(ledger, opened), now=ledger.parameters.now.astimezone(SHANGHAI))
    questions = {row["id"]: question_of(row["parameters"]) for row in ledger.rows("saved_question")}
    answers = {number: set(map(int, percolator.find(question))) for number, question in questions.items() if question}
    for row in sorted(opened, key=lambda row: (row["opened_at"], row["id"])):
        for question_id, found in answers.items():
            if row["id"] in found:
                ledger.add("alert_match", question_id=question_id, vacancy_id=row["id"], found_at=row["opened_at"])
    told, seen = (_last_match(ledger, before) for before in (TOLD_BEFORE, SEEN_BEFORE))
    for row in ledger.rows("saved_search"):
        row.update(told_until=told, seen_until=seen)


def _last_match(ledger: Ledger, before: timedelta) -> int:
    at = ledger.parameters.now - before
    return max((row["id"] for row in ledger.rows("alert_match") if row["found_at"] < at), default=0)


def _documents(ledger: Ledger, vacancies: Sequence[Row]) -> list[VacancyDocument]:
    zones: dict[Any, list[str]] = {}
    for zone in ledger.rows("zone"):
        zones.setdefault(zone["brand_id"] or zone["category"], []).append(zone["slug"])
    return [_document(ledger, row, zones) for row in vacancies]


def _document(ledger: Ledger, row: Row, zones: Mapping[Any, list[str]]) -> VacancyDocument:
    brand = ledger.row("brand", row["brand_id"]) if row["brand_id"] else None
    of_brand = [*zones.get(brand["id"], []), *zones.get(brand["category"], [])] if brand else []
    shared = {name: value for name, value in row.items() if name in _SHARED}
    return VacancyDocument(
        **shared
        | {
            "id": str(row["id"]),
            "enterprise_id": str(row["enterprise_id"]),
            "enterprise_name": ledger.row("enterprise", row["enterprise_id"])["name"],
            "brand_names": (brand["name"],) if brand else (),
            "zones": tuple(of_brand),
            "insurance": tuple(sorted(row["insurance"])),
        }
    )


def _tell(ledger: Ledger, searches: Sequence[Row]) -> None:
    """One message yesterday morning with what was new for the searches of one person, and by SMS its part of it."""
    at = ledger.parameters.now - TOLD_BEFORE
    news = [
        New(search_id=search["id"], vacancy_id=match["vacancy_id"])
        for match in reversed(ledger.rows("alert_match"))
        for search in searches
        if match["question_id"] == search["question_id"] and search["pace"] is not AlertPace.OFF
        if match["id"] <= search["told_until"]
    ]
    parts = divide(news)
    if not parts:
        return
    by_number = {search["id"]: SimpleNamespace(**search) for search in searches}
    named = {number: _named(ledger, number) for part in parts for number in part.vacancy_ids}
    account_id = searches[0]["account_id"]
    message_id = ledger.add(
        "message",
        account_id=account_id,
        kind=MessageKind.VACANCIES_FOUND,
        words={"parts": [said_of(part, by_number[part.search_id], named) for part in parts]},
        key=f"alerts:{account_id}:{at:%Y-%m-%d}",
        created_at=at,
        read_at=None,
    )
    if any(by_number[part.search_id].way is AlertWay.SMS for part in parts):
        _deliver(ledger, message_id, ledger.row("account", account_id)["phone"], at=at)
    for number in sorted(named):
        ledger.add("told_vacancy", account_id=account_id, vacancy_id=number, told_at=at)


def _named(ledger: Ledger, number: int) -> SimpleNamespace:
    row = ledger.row("vacancy", number)
    return SimpleNamespace(**row, enterprise=ledger.row("enterprise", row["enterprise_id"])["name"])


def _deliver(ledger: Ledger, message_id: int, phone: str, *, at: datetime) -> None:
    ledger.add(
        "delivery",
        message_id=message_id,
        way=Way.SMS,
        address=phone,
        state=DeliveryState.SENT,
        due_at=at,
        attempts=1,
        sent_at=at,
        error="",
    )
