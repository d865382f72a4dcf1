"""What came of fairs: how many people went how far, from the invitation to the first day at work."""

from __future__ import annotations

from enum import StrEnum


class FunnelStep(StrEnum):
    """How far somebody went; each is counted once at a fair, on every step that was reached."""

    INVITED = "invited"
    BOOKED = "booked"
    CAME = "came"
    VISITED = "visited"
    """A booth, or somebody spoke to them there."""
    INTERVIEWED = "interviewed"
    OFFERED = "offered"
    """By an enterprise of the fair, on its day or later."""
    PLACED = "placed"


STEPS = tuple(FunnelStep)


def share(count: int, of: int) -> float | None:
    """How many of those before reached a step; None where there was nobody, or where others came to it as well."""
    return count / of if of and count <= of else None
