"""Corridors: from which county people go to which city, how many stand where, and how that is drawn.

The drawing is a sketch and no map: counties on the left, cities on the right, each from north to south, and between
them bands as wide as the people are many.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from domain.labour_export import RosterState

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

S = RosterState
ROOM = 260.0
"""Height of all bands together, in units of the drawing."""
MOST_EACH = 9.0
"""Of one person: three people are no flood."""
LEAST_HEIGHT = 17.0
"""Of a place, so that its name can be read."""
GAP = 5.0
THINNEST = 0.8


class Stage(StrEnum):
    """How far people of a corridor have come, as an official asks."""

    COMING = "coming"
    AWAY = "away"
    STAYED = "stayed"
    LEFT_EARLY = "left_early"
    NO_SHOW = "no_show"


STATES: Mapping[Stage, frozenset[RosterState]] = {
    Stage.COMING: frozenset({S.AGREED, S.CONTRACTED}),
    Stage.AWAY: frozenset({S.DEPARTED, S.ARRIVED, S.RETAINED_1M, S.RETAINED_3M, S.RETAINED_6M}),
    Stage.STAYED: frozenset({S.RETAINED_3M, S.RETAINED_6M, S.RETURNED}),
    Stage.LEFT_EARLY: frozenset({S.LEFT_EARLY}),
    Stage.NO_SHOW: frozenset({S.NO_SHOW}),
}
"""Who counts where; who has stayed for three months and is still away counts in both."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Flow:
    """So many people from a county to a city."""

    home: str
    destination: str
    people: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceMark:
    """A place on one side of the drawing."""

    code: str
    people: int
    top: float
    height: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    """People between two places: the middle of the band at either end, and its width."""

    flow: Flow
    left: float
    right: float
    width: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """Where everything is drawn."""

    homes: tuple[PlaceMark, ...]
    destinations: tuple[PlaceMark, ...]
    bands: tuple[Band, ...]
    height: float


def draw_flows(flows: Sequence[Flow], *, north: Callable[[str], float]) -> Drawing:
    """Lay the bands out; `north` says how far north a place lies. Flows without people are not drawn."""
    flows = [flow for flow in flows if flow.people > 0]
    if not flows:
        return Drawing(homes=(), destinations=(), bands=(), height=0.0)
    scale = min(ROOM / sum(flow.people for flow in flows), MOST_EACH)
    order = sorted(flows, key=lambda flow: (-north(flow.home), flow.home, -north(flow.destination), flow.destination))
    homes = _side(order, lambda flow: flow.home, north, scale)
    destinations = _side(order, lambda flow: flow.destination, north, scale)
    left, right = _starts(homes, scale), _starts(destinations, scale)
    bands = []
    for flow in order:
        width = flow.people * scale
        middle = (left[flow.home] + width / 2, right[flow.destination] + width / 2)
        bands.append(Band(flow=flow, left=middle[0], right=middle[1], width=max(width, THINNEST)))
        left[flow.home] += width
        right[flow.destination] += width
    height = max(marks[-1].top + marks[-1].height for marks in (homes, destinations))
    return Drawing(homes=homes, destinations=destinations, bands=tuple(bands), height=height)


def _side(
    flows: Sequence[Flow], end: Callable[[Flow], str], north: Callable[[str], float], scale: float
) -> tuple[PlaceMark, ...]:
    people: dict[str, int] = {}
    for flow in flows:
        people[end(flow)] = people.get(end(flow), 0) + flow.people
    marks, top = [], 0.0
    for code in sorted(people, key=lambda code: (-north(code), code)):
        height = max(people[code] * scale, LEAST_HEIGHT)
        marks.append(PlaceMark(code=code, people=people[code], top=top, height=height))
        top += height + GAP
    return tuple(marks)


def _starts(marks: Sequence[PlaceMark], scale: float) -> dict[str, float]:
    """Where the first band of each place begins: bands stand in the middle of a place that is higher than they are."""
    return {mark.code: mark.top + (mark.height - mark.people * scale) / 2 for mark in marks}
