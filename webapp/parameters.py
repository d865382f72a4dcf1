"""Parameters of a query string: read strictly, and a wrong one is refused by name instead of finding nothing."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Any, TypeVar

from werkzeug.exceptions import BadRequest
from werkzeug.routing import IntegerConverter

if TYPE_CHECKING:
    from collections.abc import Container
    from enum import StrEnum

    from werkzeug.datastructures import MultiDict

E = TypeVar("E", bound="StrEnum")

TRUE, FALSE = "1", "0"
MOST_DIGITS = 12
LARGEST_ID = 2**31 - 1
"""The largest number that a row can have."""
MOST_PAGES = 10**9
"""No list has so many; what is asked for beyond is no number of a page."""

FIRST_YEAR, LAST_YEAR = 2000, 2100
"""Days outside of these are slips."""


class RowNumber(IntegerConverter):
    """`<int:…>` in an address: the number of a row. There is no page for a number that no row can have."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"max": LARGEST_ID, **kwargs})


class BadParameter(BadRequest):
    """A parameter has a value that nobody offered; the answer is a 400 that names it."""

    def __init__(self, parameter: str) -> None:
        super().__init__(f"The parameter {parameter} has a value that does not exist.")
        self.parameter = parameter


def first(query: MultiDict[str, str], name: str) -> str:
    """The first value of a parameter, or nothing."""
    # Most are missing; `get` would find that out by an exception each.
    return query[name] if name in query else ""  # noqa: SIM401


def whole_number(
    query: MultiDict[str, str], name: str, *, least: int, most: int, default: int | None = None
) -> int | None:
    """The number of a parameter, or the default where it is missing or empty. Raises BadParameter."""
    text = first(query, name).strip()
    if not text:
        return default
    if not text.isascii() or not text.isdigit() or len(text) > MOST_DIGITS or not least <= int(text) <= most:
        raise BadParameter(name)
    return int(text)


def page_number(query: MultiDict[str, str]) -> int:
    """Which page of a list is asked for, the first where nothing is said. Raises BadParameter."""
    return whole_number(query, "page", least=1, most=MOST_PAGES, default=1) or 1


def day(query: MultiDict[str, str], name: str) -> date | None:
    """The day of a parameter as 2026-11-23, or None where it is missing or empty. Raises BadParameter."""
    text = first(query, name).strip()
    if not text:
        return None
    try:
        found = date.fromisoformat(text)
    except ValueError as error:
        raise BadParameter(name) from error
    if not FIRST_YEAR <= found.year <= LAST_YEAR:
        raise BadParameter(name)
    return found


def month(query: MultiDict[str, str], name: str) -> date | None:
    """The first day of a month given as 2026-11, or None where it is missing or empty. Raises BadParameter."""
    text = first(query, name).strip()
    if not text:
        return None
    if not re.fullmatch(r"[0-9]{4}-(0[1-9]|1[0-2])", text) or not FIRST_YEAR <= int(text[:4]) < LAST_YEAR:
        raise BadParameter(name)
    return date(int(text[:4]), int(text[5:]), 1)


def flag(query: MultiDict[str, str], name: str) -> bool:
    """Whether a parameter is 1; missing, empty and 0 are no. Raises BadParameter for anything else."""
    text = first(query, name)
    if text not in {"", TRUE, FALSE}:
        raise BadParameter(name)
    return text == TRUE


def member(query: MultiDict[str, str], name: str, kind: type[E]) -> E | None:
    """The coded word of a parameter, or None where it is missing or empty. Raises BadParameter."""
    text = first(query, name)
    return _member(text, name, kind) if text else None


def members(query: MultiDict[str, str], name: str, kind: type[E]) -> tuple[E, ...]:
    """The coded words of a parameter that may be given several times, each once. Raises BadParameter."""
    return tuple(dict.fromkeys(_member(text, name, kind) for text in query.getlist(name) if text))


def known(query: MultiDict[str, str], name: str, offered: Container[str]) -> tuple[str, ...]:
    """The values of a parameter, each of which must be offered. Raises BadParameter."""
    values = tuple(dict.fromkeys(text for text in query.getlist(name) if text))
    if not all(text in offered for text in values):
        raise BadParameter(name)
    return values


def _member(text: str, name: str, kind: type[E]) -> E:
    try:
        return kind(text)
    except ValueError as error:
        raise BadParameter(name) from error
