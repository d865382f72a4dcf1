"""Messages as the one who was sent them may see them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from domain.messages import SECRET
from webapp.extensions import db
from webapp.models import Message
from webapp.reads.paging import page_within

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sqlalchemy import ColumnElement
    from sqlalchemy.orm import InstrumentedAttribute

    from domain.messages import MessageKind

PAGE_SIZE = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class MessagePage:
    """A page of somebody's messages, the newest first."""

    messages: Sequence[Message]
    total: int
    unread: int
    page: int
    pages: int


def messages_of(account_id: int, *, page: int = 1) -> MessagePage:
    """What somebody was told."""
    total, unread = db.session.execute(
        select(func.count(), func.count().filter(Message.read_at.is_(None))).where(*shown_to(account_id))
    ).one()
    page, pages = page_within(page, total=total, size=PAGE_SIZE)
    asked = select(Message).where(*shown_to(account_id)).order_by(Message.id.desc())
    rows = db.session.scalars(asked.limit(PAGE_SIZE).offset((page - 1) * PAGE_SIZE)).all()
    return MessagePage(messages=rows, total=total, unread=unread, page=page, pages=pages)


def find_message_of(message_id: int, *, account_id: int) -> Message | None:
    """One message, if it is this account's."""
    return db.session.scalar(select(Message).where(Message.id == message_id, *shown_to(account_id)))


def count_told(account_id: int, kind: MessageKind, *, since: datetime) -> int:
    """How often somebody was told something of a kind since a moment."""
    told = (Message.account_id == account_id, Message.kind == kind, Message.created_at >= since)
    return db.session.scalar(select(func.count()).select_from(Message).where(*told)) or 0


def shown_to(account_id: int | InstrumentedAttribute[int]) -> tuple[ColumnElement[bool], ...]:
    """What is a message of an account, and no secret."""
    return (Message.account_id == account_id, Message.kind.not_in(SECRET))
