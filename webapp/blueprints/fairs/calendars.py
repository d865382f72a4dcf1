"""A fair as an entry for a calendar (RFC 5545)."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from flask import url_for

from webapp.calendar import SHANGHAI

if TYPE_CHECKING:
    from datetime import time

    from webapp.models import Fair

LINE = 75
"""Octets of a line; a longer one goes on after a line break and a space (section 3.1)."""


def calendar_entry(fair: Fair) -> str:
    """The text of an .ics file with the fair in it, its times in UTC."""
    address = url_for("fairs.show", fair_id=fair.id, _external=True)
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Laopin//Fairs//EN",
        "BEGIN:VEVENT",
        f"UID:fair-{fair.id}@{address.split('/')[2]}",
        f"DTSTAMP:{_moment(fair.published_at or fair.created_at)}",
        f"DTSTART:{_moment(_at(fair, fair.opens_at))}",
        f"DTEND:{_moment(_at(fair, fair.closes_at))}",
        f"SUMMARY:{_text(fair.title)}",
        f"LOCATION:{_text(fair.venue)}",
        f"URL:{address}",
        "END:VEVENT",
        "END:VCALENDAR",
    ]
    return "".join(_folded(line) + "\r\n" for line in lines)


def _at(fair: Fair, hour: time) -> datetime:
    return datetime.combine(fair.held_on, hour, tzinfo=SHANGHAI)


def _moment(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")


def _text(words: str) -> str:
    for sign, written in (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\r", ""), ("\n", "\\n")):
        words = words.replace(sign, written)
    return words


def _folded(line: str) -> str:
    """The line cut where it grows too long, never inside a character."""
    pieces, size = [""], 0
    for letter in line:
        octets = len(letter.encode())
        if size + octets > LINE - 1:
            pieces.append("")
            size = 0
        pieces[-1] += letter
        size += octets
    return "\r\n ".join(pieces)
