"""Shapes: what may stand in a field of a question or a document, read from its annotation; anything else is refused."""

from __future__ import annotations

from dataclasses import fields
from datetime import date, datetime
from functools import cache
from types import NoneType
from typing import Any

from search.port import QuestionInvalid

LARGEST = 2**53
"""Whole numbers beyond this are not exact in every engine."""
_KINDS: dict[str, tuple[type, ...]] = {
    "str": (str,),
    "bool": (bool,),
    "int": (int,),
    "float": (float, int),
    "datetime": (datetime,),
    "date": (date,),
}
_MANY = "tuple["
_TEXTS = "tuple[str, ...]"


def misfit(given: Any) -> str:
    """The first field of a dataclass whose value is of another shape than it is annotated with; "" where all fit.

    Members of coded lists and points are left to whoever reads them: they may be given as their values.
    """
    for name, annotation, kinds, default in _shapes(given.__class__):
        value = getattr(given, name)
        if value is default:
            continue
        if kinds and type(value) not in kinds and not _is_kind(value, kinds):
            return name
        if type(value) is int and abs(value) > LARGEST:
            return name
        if annotation == _TEXTS and not all(isinstance(item, str) for item in value):
            return name
    return ""


def text(parameter: str, given: Any) -> str:
    """A text. Raises QuestionInvalid."""
    if not isinstance(given, str):
        raise QuestionInvalid(parameter=parameter, value=given)
    return given


def limit(parameter: str, given: Any) -> int:
    """How many are wanted; nobody is refused for wanting none. Raises QuestionInvalid."""
    if not isinstance(given, int) or isinstance(given, bool):
        raise QuestionInvalid(parameter=parameter, value=given)
    return max(given, 0)


@cache
def _shapes(kind: type) -> tuple[tuple[str, str, tuple[type, ...], Any], ...]:
    """Name, annotation, admitted types and default of each field; no types where anything may be tried."""
    found = []
    for item in fields(kind):
        annotation, _, optional = str(item.type).partition(" | ")
        kinds = (tuple, list) if annotation.startswith(_MANY) else _KINDS.get(annotation, ())
        found.append((item.name, annotation, (*kinds, NoneType) if kinds and optional else kinds, item.default))
    return tuple(found)


def _is_kind(value: Any, kinds: tuple[type, ...]) -> bool:
    """Whether a value is of a subclass of a kind; True is no number, and a moment is no day."""
    is_moment = isinstance(value, datetime) and datetime not in kinds
    return isinstance(value, kinds) and not isinstance(value, bool) and not is_moment
