"""What a fair is expected to place: how many of the invited come, and how many of those are hired."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

USUAL_COME, USUAL_HIRED = 0.4, 0.35
"""◇ The share of the invited who come and of those who are hired, until the city's own fairs say better."""
USUAL_WEIGHT = 100
"""◇ The usual shares count like this many people, so that one small fair does not overturn them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rates:
    """The share of the invited who come, and the share of those who are hired; measured on so many people."""

    come: float = USUAL_COME
    hired: float = USUAL_HIRED
    invited_before: int = 0
    came_before: int = 0


def expected_placements(invited: Mapping[int, int], seats: Mapping[int, int], rates: Rates) -> float:
    """How many people a fair will place: for each vacancy invited x come x hired, and never more than its seats."""
    return sum(min(free, invited.get(vacancy, 0) * rates.come * rates.hired) for vacancy, free in seats.items())


def measure_rates(*, invited: int, came: int, hired: int) -> Rates:
    """The shares that past fairs had, drawn towards the usual ones while there were few invitations."""
    return Rates(
        come=(came + USUAL_COME * USUAL_WEIGHT) / (invited + USUAL_WEIGHT),
        hired=(hired + USUAL_HIRED * USUAL_WEIGHT) / (came + USUAL_WEIGHT),
        invited_before=invited,
        came_before=came,
    )
