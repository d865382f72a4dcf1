"""Cursors: where a page ended, in letters that can stand in an address."""

from __future__ import annotations

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from typing import TYPE_CHECKING

from search.port import CursorInvalid

if TYPE_CHECKING:
    from search.clauses import Order

PARTS = 3
"""What was ordered by, the moment of publication, the tie."""


def make_cursor(order: Order, sort: tuple[float, ...]) -> str:
    """The cursor after a hit with these sort values."""
    return urlsafe_b64encode(json.dumps([order.value, *sort]).encode()).decode().rstrip("=")


def read_cursor(cursor: str, order: Order) -> tuple[float, ...]:
    """The sort values that a cursor holds; none for no cursor. Raises CursorInvalid."""
    if not cursor:
        return ()
    try:
        padded = cursor.encode("ascii") + b"=" * (-len(cursor) % 4)
        made_for, *values = json.loads(urlsafe_b64decode(padded))
        sort = tuple(float(item) for item in values)
    except (ValueError, TypeError) as error:
        raise CursorInvalid(parameter="after", value=cursor[:80]) from error
    if made_for != order.value or len(sort) != PARTS:
        raise CursorInvalid(parameter="after", value=cursor[:80])
    return sort
