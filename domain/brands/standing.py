"""Standing of a brand: one table of who may move it where, from being found to being let go and back (article 三)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain.accounts import Role
from domain.brands.library import BrandState, BrandTier
from domain.errors import RuleBroken

if TYPE_CHECKING:
    from collections.abc import Mapping

CLOCK = "clock"
"""What the nightly review does without being asked."""
LONGEST_REASON = 300

_ANY_OFFICIAL = frozenset({Role.COUNTY_OFFICIAL, Role.CITY_OFFICIAL})
_CITY = frozenset({Role.CITY_OFFICIAL})
_CITY_OR_CLOCK = frozenset({Role.CITY_OFFICIAL, CLOCK})

MOVES: Mapping[tuple[BrandState, BrandState], frozenset[str]] = {
    (BrandState.SURVEYED, BrandState.NURTURING): _ANY_OFFICIAL,
    (BrandState.SURVEYED, BrandState.EXITED): _ANY_OFFICIAL,
    (BrandState.NURTURING, BrandState.COUNTY_LISTED): _ANY_OFFICIAL,
    (BrandState.NURTURING, BrandState.EXITED): _ANY_OFFICIAL,
    (BrandState.COUNTY_LISTED, BrandState.NURTURING): _ANY_OFFICIAL,
    (BrandState.COUNTY_LISTED, BrandState.CITY_CANDIDATE): _ANY_OFFICIAL,
    (BrandState.COUNTY_LISTED, BrandState.EXITED): _ANY_OFFICIAL,
    (BrandState.CITY_CANDIDATE, BrandState.COUNTY_LISTED): _ANY_OFFICIAL,
    (BrandState.CITY_CANDIDATE, BrandState.CITY_CERTIFIED): _CITY,
    (BrandState.CITY_CANDIDATE, BrandState.EXITED): _CITY,
    (BrandState.CITY_CERTIFIED, BrandState.PROVINCIAL): _CITY,
    (BrandState.CITY_CERTIFIED, BrandState.SUSPENDED): _CITY_OR_CLOCK,
    (BrandState.CITY_CERTIFIED, BrandState.EXITED): _CITY,
    (BrandState.PROVINCIAL, BrandState.CITY_CERTIFIED): _CITY,
    (BrandState.PROVINCIAL, BrandState.SUSPENDED): _CITY_OR_CLOCK,
    (BrandState.PROVINCIAL, BrandState.EXITED): _CITY,
    (BrandState.SUSPENDED, BrandState.CITY_CERTIFIED): _CITY,
    (BrandState.SUSPENDED, BrandState.PROVINCIAL): _CITY,
    (BrandState.SUSPENDED, BrandState.EXITED): _CITY,
    (BrandState.EXITED, BrandState.NURTURING): _ANY_OFFICIAL,
}
"""From and to -> who may. Nothing exits without an official's act; what has exited may come back, from nurturing on."""

NEEDS_REASON = frozenset(
    {BrandState.EXITED, BrandState.SUSPENDED, BrandState.NURTURING, BrandState.COUNTY_LISTED, BrandState.PROVINCIAL}
)
"""Whoever reads the library later asks why."""
CERTIFIED = frozenset({BrandState.CITY_CERTIFIED, BrandState.PROVINCIAL})
BY_CERTIFICATION = frozenset(
    {
        (BrandState.COUNTY_LISTED, BrandState.CITY_CANDIDATE),
        (BrandState.CITY_CANDIDATE, BrandState.COUNTY_LISTED),
        (BrandState.CITY_CANDIDATE, BrandState.CITY_CERTIFIED),
        (BrandState.CITY_CERTIFIED, BrandState.SUSPENDED),
        (BrandState.PROVINCIAL, BrandState.SUSPENDED),
        (BrandState.SUSPENDED, BrandState.CITY_CERTIFIED),
        (BrandState.SUSPENDED, BrandState.PROVINCIAL),
        (BrandState.CITY_CERTIFIED, BrandState.EXITED),
        (BrandState.PROVINCIAL, BrandState.EXITED),
        (BrandState.SUSPENDED, BrandState.EXITED),
    }
)
"""Moves that follow from an application, a certificate or a review, and are never made by hand beside them."""


class BrandMoveRefused(RuleBroken):
    """A brand does not stand where this step begins, or who asks may not take it."""


class BrandReasonMissing(RuleBroken):
    """Nobody says why a brand is moved."""

    field = "reason"


class BrandReasonTooLong(RuleBroken):
    """A reason is longer than anybody reads."""

    field = "reason"


def check_move(state: BrandState, to: BrandState, *, by: str, reason: str = "") -> None:
    """Whether somebody may move a brand. Raises BrandMoveRefused, BrandReasonMissing or BrandReasonTooLong."""
    if by not in MOVES.get((state, to), frozenset()):
        raise BrandMoveRefused(state=state, to=to)
    if to in NEEDS_REASON and not reason.strip():
        raise BrandReasonMissing
    if len(reason) > LONGEST_REASON:
        raise BrandReasonTooLong(length=len(reason), most=LONGEST_REASON)


def moves_by_hand(state: BrandState, *, by: str) -> tuple[BrandState, ...]:
    """Where somebody may move a brand to without an application or a review."""
    return tuple(
        to
        for (source, to), who in MOVES.items()
        if source is state and by in who and (source, to) not in BY_CERTIFICATION
    )


def tier_after(tier: BrandTier, to: BrandState) -> BrandTier:
    """The tier of a brand once it stands there."""
    match to:
        case BrandState.CITY_CERTIFIED:
            return BrandTier.CITY
        case BrandState.PROVINCIAL:
            return BrandTier.PROVINCE
        case BrandState.NURTURING | BrandState.COUNTY_LISTED | BrandState.EXITED:
            return BrandTier.COUNTY
        case _:
            return tier
