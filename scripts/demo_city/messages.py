"""What people were told of their applications; the older half they have read."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from domain.applications import TELLS_WORKER
from domain.messages import WAYS, DeliveryState, MessageKind

if TYPE_CHECKING:
    from datetime import datetime
    from typing import Any

    from scripts.demo_city.ledger import Ledger

READ_AFTER = timedelta(days=4)


def add_messages(ledger: Ledger) -> None:
    """Add a message for each step of an application that its worker is told of."""
    kind = MessageKind.APPLICATION_MOVED
    for event in sorted(ledger.rows("application_event"), key=lambda event: (event["at"], event["id"])):
        application = ledger.row("application", event["application_id"])
        account_id = ledger.row("worker", application["worker_id"])["account_id"]
        if event["state"] not in TELLS_WORKER or account_id is None:
            continue
        vacancy = ledger.row("vacancy", application["vacancy_id"])
        words = {
            "application_id": application["id"],
            "state": event["state"].value,
            "title": vacancy["title"],
            "enterprise": ledger.row("enterprise", vacancy["enterprise_id"])["name"],
        }
        add_message(ledger, kind, account_id, words, event["at"])


def add_message(ledger: Ledger, kind: MessageKind, account_id: int, words: dict[str, Any], at: datetime) -> None:
    """A message that was delivered in every way of its kind."""
    is_read = at < ledger.parameters.now - READ_AFTER
    number = ledger.add(
        "message",
        account_id=account_id,
        kind=kind,
        words=words,
        key=None,
        created_at=at,
        read_at=at + timedelta(hours=3) if is_read else None,
    )
    for way in sorted(WAYS[kind]):
        ledger.add(
            "delivery",
            message_id=number,
            way=way,
            address=ledger.row("account", account_id)["phone"],
            state=DeliveryState.SENT,
            due_at=at,
            attempts=1,
            sent_at=at,
            error="",
        )
