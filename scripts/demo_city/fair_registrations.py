"""Enterprises at the fairs: those that were there, and for the fair to come some that confirmed, ask, or wait."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from domain.divisions import subtree_prefix
from domain.fair_registrations import CLOSES_BEFORE, BoothSize, RegistrationState
from domain.fairs import FairState
from domain.vacancies import VacancyState
from scripts.demo_city.draw import Weighted

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from scripts.demo_city.draw import Draw
    from scripts.demo_city.ledger import Ledger, Row

S = RegistrationState
HELD = Weighted({S.ATTENDED: 9, S.ABSENT: 1})
COMING = Weighted({S.APPROVED: 6, S.INVITED: 3})
SIZES = Weighted({BoothSize.SINGLE: 4, BoothSize.DOUBLE: 1})
NOTES = ("", "", "", "带两台样机，请安排靠墙展位", "老板亲自到场，可当场录用", "希望靠近入口")
OTHERS, ASKING = 9, 3
"""Enterprises that come by their own wish, and those about which nobody has decided yet."""
SHOWN = 3
"""Vacancies at most at the booth of one of them."""


def others_nearby(ledger: Ledger, fair_id: int, there: set[int]) -> list[list[Row]]:
    """Enterprises of the place that hire, beside those of the brand: the vacancies of each."""
    draw, fair = ledger.draw(f"registered {fair_id}"), ledger.row("fair", fair_id)
    place = subtree_prefix(fair["division_code"])
    hiring: dict[int, list[Row]] = {}
    for row in ledger.rows("vacancy"):
        hired = row["opened_at"] is not None and row["opened_at"] < fair["published_at"]
        hired = hired and row["valid_until"] >= fair["held_on"] and not row["export_order_id"]
        is_open = row["state"] is VacancyState.OPEN or fair["state"] is FairState.HELD
        if hired and is_open and row["division_code"].startswith(place) and row["enterprise_id"] not in there:
            hiring.setdefault(row["enterprise_id"], []).append(row)
    return [hiring[enterprise_id][:SHOWN] for enterprise_id in draw.some(sorted(hiring), OTHERS, OTHERS)]


def add_registrations(
    ledger: Ledger, fair_id: int, *, invited: set[int], published_at: datetime, is_coming: bool
) -> None:
    """Add a registration for each booth of a fair, and for the one to come those that ask for one."""
    draw, fair = ledger.draw(f"registrations {fair_id}"), ledger.row("fair", fair_id)
    fair["registers_from"] = published_at.date()
    fair["registers_until"] = fair["held_on"] - CLOSES_BEFORE
    booths = [row for row in ledger.rows("booth") if row["fair_id"] == fair_id]
    fair["booth_limit"] = len(booths) + 2
    shown: dict[int, list[int]] = {}
    for row in ledger.rows("booth_vacancy"):
        shown.setdefault(row["booth_id"], []).append(row["vacancy_id"])
    for booth in booths:
        if not is_coming:
            state = HELD.pick(draw)
        else:
            state = COMING.pick(draw) if booth["enterprise_id"] in invited else S.APPROVED
        _add(ledger, draw, fair_id, booth["enterprise_id"], state, shown[booth["id"]], published_at)
    if is_coming:
        there = {booth["enterprise_id"] for booth in booths}
        for vacancies in others_nearby(ledger, fair_id, there)[:ASKING]:
            asked_at = ledger.parameters.now - timedelta(hours=draw.randint(2, 30))
            numbers = [row["id"] for row in vacancies]
            _add(ledger, draw, fair_id, vacancies[0]["enterprise_id"], S.REQUESTED, numbers, asked_at)


def _add(
    ledger: Ledger,
    draw: Draw,
    fair_id: int,
    enterprise_id: int,
    state: RegistrationState,
    vacancies: Sequence[int],
    asked_at: datetime,
) -> None:
    is_decided = state not in {S.REQUESTED, S.INVITED}
    registration_id = ledger.add(
        "fair_registration",
        fair_id=fair_id,
        enterprise_id=enterprise_id,
        state=state,
        size=SIZES.pick(draw),
        needs_power=draw.chance(0.3),
        needs_room=draw.chance(0.15),
        staff=draw.randint(1, 4),
        note=draw.choice(NOTES),
        asked_at=asked_at,
        decided_at=asked_at + timedelta(hours=5) if is_decided else None,
        decided_by_id=None,
        reason="",
    )
    for vacancy_id in vacancies:
        ledger.add("registration_vacancy", registration_id=registration_id, vacancy_id=vacancy_id)
