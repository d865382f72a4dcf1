"""Pictures of portfolios: drawn anew, large and small."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from domain.evidence import EvidenceType, check_evidence
from domain.portfolios import (
    LONGEST_SIDES,
    MOST_PIXELS,
    PictureBroken,
    PictureSize,
    PictureTypeRefused,
    check_pixels,
)
from webapp.services.picture_drawing import Undrawable, draw_anew

if TYPE_CHECKING:
    from webapp.services.picture_drawing import DrawnPicture


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawnWork:
    """A picture of a work as it is shown whole, and in a row of others."""

    large: DrawnPicture
    small: DrawnPicture


def draw_work(name: str, content: bytes) -> DrawnWork:
    """A picture with nothing in it but what is seen.

    Raises a refusal of check_evidence, PictureTypeRefused, PictureBroken, PictureTooLarge or PictureTooSmall.
    """
    if check_evidence(name, content) is EvidenceType.PDF:
        raise PictureTypeRefused
    sides = (LONGEST_SIDES[PictureSize.LARGE], LONGEST_SIDES[PictureSize.SMALL])
    try:
        measures, drawn = draw_anew(content, kinds=("JPEG", "PNG"), longest_sides=sides, most_pixels=MOST_PIXELS)
    except Undrawable as error:
        raise PictureBroken from error
    check_pixels(*measures)
    large, small = drawn
    return DrawnWork(large=large, small=small)
