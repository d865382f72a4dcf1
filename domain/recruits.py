"""Recruits: people whom an agency brings itself, and by what two rows about one person are recognised."""

from __future__ import annotations

import unicodedata
from hashlib import sha256

from domain.errors import RuleBroken


class BatchFull(RuleBroken):
    """Every seat of the batch is given to somebody."""


class HoldsPlaceElsewhere(RuleBroken):
    """The person has a place in this or another batch."""

    field = "phone"


class WorkUnknown(RuleBroken):
    """The order offers no such work."""

    field = "work"


class PersonUnknown(RuleBroken):
    """Nobody in this batch is meant by a row, and it does not say enough to bring somebody new."""

    field = "name"


class SeveralMeant(RuleBroken):
    """Several people of the batch are called so; the number of the place tells them apart."""

    field = "name"


class PersonTwice(RuleBroken):
    """Two rows of a table are about the same person."""

    field = "name"


class VehicleUnknown(RuleBroken):
    """The batch has no vehicle with this plate."""

    field = "vehicle"


class RowOrderUnreadable(RuleBroken):
    """Something else than a number says where a column stands."""

    field = "columns"


def identity_of(*, name: str, phone: str, birth_year: int) -> str:
    """What two rows about one person have in common: the same name, phone and year of birth, as one fingerprint.

    Spaces and width of letters do not matter. It is compared and never turned back into the person.
    """
    plain = "".join(unicodedata.normalize("NFKC", name).split()).casefold()
    digits = "".join(letter for letter in unicodedata.normalize("NFKC", phone) if letter.isdecimal())
    return sha256(f"{plain}|{digits}|{birth_year}".encode()).hexdigest()
