"""What every index has: its columns, a name that carries the hash of its mapping, and documents that can be stored."""

from __future__ import annotations

import json
from dataclasses import dataclass, fields
from datetime import UTC, date, datetime
from enum import Enum, StrEnum
from functools import cache, lru_cache
from hashlib import blake2b
from math import isfinite
from pathlib import Path
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from domain.places import Point
from search.analysis.cells import cells_of
from search.analysis.text import grams
from search.analysis.words import words, words_and_characters
from search.port import DocumentInvalid

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

Columns = dict[str, list[str] | str | int | float]
AnyDocument = TypeVar("AnyDocument")

OPEN, CLOSED, GONE = "open", "closed", "gone"
"""States of a document: it may be found; it is kept but not found; it was deleted, its version is remembered."""
NOWHERE = 999.0
"""Latitude and longitude of a document without a point."""
NEVER = 4_000_000
"""A day beyond all days, for what has no end."""
LONGEST_ID = 100
LONGEST_CODE = 200
"""Characters of a code; engines keep codes whole, and no engine keeps them at any length."""


class Kind(StrEnum):
    """What a column holds."""

    CODES = "codes"
    """Values compared whole."""
    TERMS = "terms"
    """Words, in no order."""
    GRAMS = "grams"
    """Pairs of atoms, in order, so that a sequence can be found."""
    WHOLE = "whole"
    REAL = "real"


SHARED = {
    "id": Kind.CODES,
    "state": Kind.CODES,
    "tie": Kind.WHOLE,
    "version": Kind.WHOLE,
    "published": Kind.WHOLE,
    "latitude": Kind.REAL,
    "longitude": Kind.REAL,
    "cells": Kind.CODES,
}
"""Columns that every index has."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Index(Generic[AnyDocument]):
    """An index: what it holds, and how a document becomes its columns and comes back."""

    name: str
    document: type[AnyDocument]
    columns: Mapping[str, Kind]
    make: Callable[[AnyDocument], Columns]
    readers: Mapping[str, Callable[[Any], Any]]
    """How the fields that are no plain values are read back."""

    @property
    def versioned_name(self) -> str:
        """The name with the hash of all that decides what is in it: columns, analysis, the words it knows."""
        return f"{self.name}-{_fingerprint()}"


@cache
def _fingerprint() -> str:
    """A hash of the code and the data that turn a document into terms."""
    room = Path(__file__).parent.parent
    data = room.parent / "reference" / "data"
    files = [*room.glob("indexes/*.py"), *room.glob("analysis/*.py")]
    files += [data / name for name in ("colloquial_names.txt", "traditional_characters.txt", "divisions.csv")]
    files.append(data / "occupations_csco2022.csv")
    digest = blake2b(digest_size=5)
    for file in sorted(files):
        digest.update(file.read_bytes())
    return digest.hexdigest()


def stored(document: Any) -> str:
    """A document as text; what has its default is left out."""
    values = {}
    for item in fields(document):
        value = getattr(document, item.name)
        if value != item.default:
            values[item.name] = _plain(value)
    text = json.dumps(values, separators=(",", ":"), sort_keys=True, ensure_ascii=False)
    return text.encode(errors="replace").decode()


def read(index: Index[AnyDocument], text: str) -> AnyDocument:
    """The document that was stored."""
    values = json.loads(text)
    for name, reader in index.readers.items():
        if name in values:
            value = values[name]
            values[name] = tuple(map(reader, value)) if isinstance(value, list) else reader(value)
    plain = {name: tuple(value) if isinstance(value, list) else value for name, value in values.items()}
    return index.document(**plain)


def checksum(text: str) -> str:
    """What two equal documents have in common and different ones do not."""
    return blake2b(text.encode(), digest_size=8).hexdigest()


def check_id(given: str) -> None:
    """Raises DocumentInvalid for an id that no engine can keep."""
    if not 0 < len(given) <= LONGEST_ID or not given.isprintable():
        raise DocumentInvalid(field="id", value=given[:LONGEST_ID])


def tie_of(document_id: str) -> int:
    """A number by which equals are ordered: a hash of the id, so that nobody is first for having come early."""
    return int.from_bytes(blake2b(document_id.encode(errors="replace"), digest_size=6).digest())


def shared_columns(document: Any, *, state: str, at: datetime | None) -> Columns:
    """The columns that every index has, but the version. Raises DocumentInvalid."""
    columns: Columns = {"id": document.id, "state": state, "tie": tie_of(document.id), "published": seconds(at)}
    place = point_of(document)
    columns["latitude"] = place.latitude if place else NOWHERE
    columns["longitude"] = place.longitude if place else NOWHERE
    columns["cells"] = cells_of(place) if place else []
    return columns


def point_of(document: Any) -> Point | None:
    """Where the document lies, if it says so. Raises DocumentInvalid for what is no point of the earth."""
    latitude, longitude = document.latitude, document.longitude
    if latitude is None or longitude is None:
        return None
    if not (isfinite(latitude) and isfinite(longitude) and abs(latitude) <= 90 and abs(longitude) <= 180):  # noqa: PLR2004
        raise DocumentInvalid(id=document.id, field="latitude")
    return Point(float(latitude), float(longitude))


@lru_cache(maxsize=20_000)
def text_columns(name: str, texts: tuple[str, ...]) -> Columns:
    """A short text, or several, to be found by words, by characters and by pairs of atoms. Not to be changed."""
    joined = " / ".join(text for text in texts if text)
    return {name: words_and_characters(joined), f"{name}_grams": grams(joined)}


def long_text_column(name: str, text: str) -> Columns:
    """A long text, to be found by words."""
    return {name: words(text)}


def seconds(at: datetime | None) -> int:
    """A moment as seconds since 1970; 0 where it is not known. A moment without a zone is taken as UTC."""
    if at is None:
        return 0
    return int((at if at.tzinfo else at.replace(tzinfo=UTC)).timestamp())


def codes(given: Iterable[str]) -> list[str]:
    """Values that are compared whole. Raises ValueError for one that no engine can keep."""
    found = list(given)
    for code in found:
        if len(code) > LONGEST_CODE or (code and not code.isprintable()):
            raise ValueError(f"{code[:LONGEST_CODE]!r} is no code")
    return found


def days(on: date | None) -> int:
    """A day as a number; of no day, one beyond all others."""
    return NEVER if on is None else on.toordinal()


def _plain(value: Any) -> Any:
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    if isinstance(value, (tuple, list, frozenset, set)):
        return [_plain(item) for item in value]
    return value
