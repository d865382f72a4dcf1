"""Portfolios: pictures of what somebody's hands have made, each with a few words, and who may look at them."""

from __future__ import annotations

from enum import StrEnum

from domain.errors import RuleBroken

MOST_PICTURES = 12
LONGEST_CAPTION = 40
SHORTEST_SIDE = 200
"""Pixels; what is smaller shows nothing of a work."""
MOST_PIXELS = 60_000_000
"""More than any phone takes."""
LONGEST_REASON = 200


class PictureSize(StrEnum):
    """How large a picture is shown."""

    SMALL = "small"
    LARGE = "large"


LONGEST_SIDES = {PictureSize.SMALL: 480, PictureSize.LARGE: 1600}
"""Pixels."""


class PictureTypeRefused(RuleBroken):
    """A work is shown by a picture, not by a paper."""

    field = "file"


class PictureBroken(RuleBroken):
    """A picture cannot be drawn: it is damaged, or made to do harm."""

    field = "file"


class PictureTooSmall(RuleBroken):
    """A picture has so few pixels that nothing can be seen."""

    field = "file"


class PictureTooLarge(RuleBroken):
    """A picture has more pixels than any camera takes."""

    field = "file"


class PictureTwice(RuleBroken):
    """The portfolio has this very picture already."""

    field = "file"


class TooManyPictures(RuleBroken):
    """A portfolio has as many pictures as anybody looks at."""

    field = "file"


class CaptionMissing(RuleBroken):
    """Nobody says what a picture shows; who cannot see it would know nothing."""

    field = "caption"


class CaptionTooLong(RuleBroken):
    """The words to a picture are longer than a line."""

    field = "caption"


class TakingDownReasonMissing(RuleBroken):
    """A picture is taken down without a reason."""

    field = "reason"


class TakingDownReasonTooLong(RuleBroken):
    """A reason is longer than its line."""

    field = "reason"


def check_caption(caption: str) -> None:
    """Raises CaptionMissing or CaptionTooLong."""
    if not caption.strip():
        raise CaptionMissing
    if len(caption) > LONGEST_CAPTION:
        raise CaptionTooLong(length=len(caption), most=LONGEST_CAPTION)


def check_pixels(width: int, height: int) -> None:
    """Raises PictureTooLarge or PictureTooSmall."""
    if width * height > MOST_PIXELS:
        raise PictureTooLarge(millions=MOST_PIXELS // 1_000_000)
    if min(width, height) < SHORTEST_SIDE:
        raise PictureTooSmall(least=SHORTEST_SIDE)


def check_taking_down(reason: str) -> None:
    """Raises TakingDownReasonMissing or TakingDownReasonTooLong."""
    if not reason.strip():
        raise TakingDownReasonMissing
    if len(reason) > LONGEST_REASON:
        raise TakingDownReasonTooLong(length=len(reason), most=LONGEST_REASON)
