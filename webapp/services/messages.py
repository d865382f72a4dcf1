"""Messages: written in the transaction of what they tell of, delivered by the clock, never lost, never told twice."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import insert, select, update
from sqlalchemy.orm import joinedload

from domain.messages import SECRET, WAYS, DeliveryState, MessageKind, Way, earliest_delivery, next_attempt
from webapp.calendar import SHANGHAI, now
from webapp.extensions import db
from webapp.models import Account, Delivery, Message
from webapp.posting import NotDelivered
from webapp.transaction import transaction

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import datetime
    from typing import Any

    from sqlalchemy import Select

    from webapp.posting import Letter, Sender

log = logging.getLogger("laopin.messages")

LONGEST_ERROR = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivered:
    """What a round of deliveries came to."""

    sent: int
    failed: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """What one of many people is told."""

    account: Account
    words: Mapping[str, Any]
    key: str
    ways: frozenset[Way]
    """Of the ways of its kind these."""


def tell(
    kind: MessageKind,
    *,
    account: Account | None,
    words: Mapping[str, Any],
    key: str | None = None,
    addresses: Mapping[Way, str] | None = None,
) -> Message | None:
    """Tell somebody something: on the page of messages, and in the ways of its kind for which there is an address.

    It goes to the number and the confirmed mail address of the account unless `addresses` has others. With a key it is
    told once; None where it was told before.
    """
    if key is not None and db.session.scalar(select(Message.id).where(Message.key == key)) is not None:
        return None
    at = now()
    known = (_addresses(account) if account else {}) | dict(addresses or {})
    message = Message(
        account_id=account.id if account else None,
        kind=kind,
        words=dict(words),
        key=key,
        created_at=at,
        deliveries=[Delivery(**values) for values in _ways_out(kind, known, at=at)],
    )
    db.session.add(message)
    db.session.flush()
    return message


def tell_all(kind: MessageKind, tellings: Sequence[Telling]) -> int:
    """Tell many people something of one kind in a few statements, and say how many. Each key is new."""
    if not tellings:
        return 0
    at = now()
    rows = [
        {
            "account_id": telling.account.id,
            "kind": kind,
            "words": dict(telling.words),
            "key": telling.key,
            "created_at": at,
        }
        for telling in tellings
    ]
    db.session.execute(insert(Message), rows)
    # Asked for by the keys, because not every database gives the numbers of many rows back at once, in their order.
    written = select(Message.key, Message.id).where(Message.key.in_([telling.key for telling in tellings]))
    numbers = {key: number for key, number in db.session.execute(written)}  # noqa: C416  rows are no pairs to mypy
    out = [
        {"message_id": numbers[telling.key], "attempts": 0, "error": "", **values}
        for telling in tellings
        for values in _ways_out(kind, _addresses(telling.account), at=at)
        if values["way"] in telling.ways
    ]
    if out:
        db.session.execute(insert(Delivery), out)
    return len(rows)


def read(message: Message) -> None:
    """Somebody has seen one."""
    if message.read_at is None:
        message.read_at = now()
        db.session.flush()


def read_all(account_id: int) -> None:
    """Somebody has seen the messages that there are."""
    unread = (Message.account_id == account_id) & Message.read_at.is_(None)
    seen = update(Message).where(unread).values(read_at=now())
    db.session.execute(seen.execution_options(synchronize_session=False))


def deliver(
    senders: Mapping[Way, Sender], *, compose: Callable[[Message, Way], Letter], at: datetime, most: int
) -> Delivered:
    """Deliver what is due, the oldest first; each delivery is stored before the next begins.

    Killed between the handing over and the storing, the next round hands that one letter over again, with the same
    reference: a message may come twice, and is never lost.
    """
    sent = failed = 0
    for delivery_id in db.session.scalars(_due(at).limit(most)).all():
        with transaction():
            delivery = db.session.get_one(Delivery, delivery_id)
            message = db.session.scalars(_with_account(delivery.message_id)).one()
            try:
                reference = f"{message.id}-{delivery.way}"
                senders[delivery.way].send(delivery.address, compose(message, delivery.way), reference=reference)
            except NotDelivered as failure:
                _put_off(delivery, failure, at=at)
                failed += 1
                log.warning("Delivery %s failed: %s", delivery.id, failure)
            else:
                delivery.state, delivery.sent_at = DeliveryState.SENT, now()
                delivery.attempts += 1
                delivery.error = ""
                sent += 1
            if message.kind in SECRET and delivery.state is not DeliveryState.QUEUED:
                message.words = {}
        db.session.expunge_all()
    return Delivered(sent=sent, failed=failed)


def _addresses(account: Account) -> dict[Way, str]:
    """Where somebody can be reached: mail only where its address was confirmed."""
    return {Way.SMS: account.phone} | ({Way.MAIL: account.mail} if account.mail else {})


def _ways_out(kind: MessageKind, addresses: Mapping[Way, str], *, at: datetime) -> list[dict[str, Any]]:
    """The deliveries of a message, by the ways of its kind for which there is an address."""
    due_at = earliest_delivery(kind, at=at, zone=SHANGHAI)
    return [
        {"way": way, "address": addresses[way], "state": DeliveryState.QUEUED, "due_at": due_at}
        for way in Way
        if way in WAYS[kind] and addresses.get(way)
    ]


def _put_off(delivery: Delivery, failure: NotDelivered, *, at: datetime) -> None:
    delivery.attempts += 1
    delivery.error = str(failure)[:LONGEST_ERROR]
    again = None if failure.is_final else next_attempt(delivery.attempts, at=at)
    if again is None:
        delivery.state = DeliveryState.GIVEN_UP
    else:
        delivery.due_at = again


def _due(at: datetime) -> Select[int]:
    waits = (Delivery.state == DeliveryState.QUEUED) & (Delivery.due_at <= at)
    return select(Delivery.id).where(waits).order_by(Delivery.due_at, Delivery.id)


def _with_account(message_id: int) -> Select[Message]:
    return select(Message).where(Message.id == message_id).options(joinedload(Message.account))
