"""Contacts: what of a name and a phone number is shown to whom has no right to them yet."""

from __future__ import annotations

SHOWN_FIRST, SHOWN_LAST = 3, 2


def mask_phone(phone: str) -> str:
    """The number with its middle hidden: enough to tell two people apart, too little to call (138******78)."""
    if len(phone) <= SHOWN_FIRST + SHOWN_LAST:
        return "*" * len(phone)
    hidden = len(phone) - SHOWN_FIRST - SHOWN_LAST
    return f"{phone[:SHOWN_FIRST]}{'*' * hidden}{phone[-SHOWN_LAST:]}"


def mask_name(name: str) -> str:
    """The first character of a name, enough to speak of somebody: 王**."""
    return f"{name[:1]}**" if name else ""
