"""Tickets of the fairs: the hours, who booked one, and who came to those that were held."""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain.fair_tickets import PLACES_PER_BOOTH, TicketState, slots_of
from scripts.demo_city.draw import Weighted

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime, time

    from scripts.demo_city.ledger import Ledger

COMING = Weighted({TicketState.BOOKED: 4, None: 6})
HELD = Weighted({TicketState.CHECKED_IN: 3, TicketState.BOOKED: 1, None: 6})
"""Of those who were invited."""
LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"


def add_tickets(
    ledger: Ledger,
    fair_id: int,
    worker_ids: Iterable[int],
    *,
    booths: int,
    opens_at: time,
    closes_at: time,
    published_at: datetime,
    came_at: datetime | None,
) -> None:
    """The slots of a fair, and tickets of some of those who were invited; `came_at` where it was held."""
    draw = ledger.draw(f"tickets {fair_id}")
    slots = [
        ledger.add("fair_slot", fair_id=fair_id, starts_at=slot.starts_at, capacity=slot.capacity, taken=0)
        for slot in slots_of(opens_at=opens_at, closes_at=closes_at, booths=max(booths, 1))
    ]
    for worker_id in sorted(set(worker_ids)):
        state = (HELD if came_at else COMING).pick(draw)
        slot = ledger.row("fair_slot", draw.choice(slots))
        if state is None or slot["taken"] >= min(slot["capacity"], booths * PLACES_PER_BOOTH):
            continue
        slot["taken"] += 1
        ledger.add(
            "fair_ticket",
            fair_id=fair_id,
            slot_id=slot["id"],
            worker_id=worker_id,
            code="".join(draw.choices(LETTERS, k=10)),
            state=state,
            asked_at=published_at,
            checked_in_at=came_at if state is TicketState.CHECKED_IN else None,
            checked_in_by_id=None,
            is_walk_in=False,
        )
