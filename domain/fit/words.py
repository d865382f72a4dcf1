"""What is said about a pair: sentences to be translated, with the figures that belong in them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

N_ = str
"""Marks an English sentence that the web translates; it changes nothing."""


class Words(NamedTuple):
    """One sentence for each side, with places for figures (`%(distance_km)s`), and the figures.

    The end of a figure's name says how to show it: `_fen` money, `_km` kilometres, `_years` years, `_on` and `_from`
    days; others are words or numbers as they are, or members of SkillLevel, Shift and Licence, which have labels.
    """

    for_worker: str
    for_enterprise: str
    figures: Mapping[str, Any] = {}
