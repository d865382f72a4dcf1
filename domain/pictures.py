"""Pictures on public pages: which files are taken, how large they are shown, and that somebody says what they show."""

from __future__ import annotations

from dataclasses import dataclass

from domain.errors import RuleBroken

LARGEST_BYTES = 7 * 1024 * 1024
"""◇ A request may have eight megabytes, and carries more than the file."""
MOST_PIXELS = 40_000_000
"""◇ More than any phone takes; a small file may unfold to much more."""
SMALLEST_SIDE = 240
WIDEST = 1600
"""Pixels: what a desk shows; a phone that took more has taken it for nothing."""
LONGEST_ALT = 120
LONGEST_CREDIT = 60


class PictureMissing(RuleBroken):
    """No picture was chosen, or an empty file."""

    field = "file"


class PictureTooLarge(RuleBroken):
    """A file has more bytes than a picture needs."""

    field = "file"


class PictureTypeRefused(RuleBroken):
    """A file is, by its bytes, neither JPEG nor PNG nor WebP."""

    field = "file"


class PictureBroken(RuleBroken):
    """A file begins as a picture and cannot be read to its end."""

    field = "file"


class PictureTooManyPixels(RuleBroken):
    """A picture unfolds to more pixels than any page shows."""

    field = "file"


class PictureTooSmall(RuleBroken):
    """A picture would be a blur on a page."""

    field = "file"


class PictureUndescribed(RuleBroken):
    """Nobody says what a picture shows to those who do not see it."""

    field = "alt"


class PictureDescriptionTooLong(RuleBroken):
    """What a picture shows is said at greater length than anybody listens to."""

    field = "alt"


class PictureCreditTooLong(RuleBroken):
    """The name of who took a picture is longer than its line."""

    field = "credit"


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedPicture:
    """A picture in its place on a page, with all that the page says of it."""

    fingerprint: str
    alt: str
    credit: str = ""
    width: int
    height: int


def check_file(content: bytes) -> str:
    """The format of a file by its bytes. Raises PictureMissing, PictureTooLarge or PictureTypeRefused."""
    if not content:
        raise PictureMissing
    if len(content) > LARGEST_BYTES:
        raise PictureTooLarge(megabytes=LARGEST_BYTES // 1024 // 1024)
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return "PNG"
    if content.startswith(b"\xff\xd8\xff"):
        return "JPEG"
    if content.startswith(b"RIFF") and content[8:12] == b"WEBP":
        return "WEBP"
    raise PictureTypeRefused


def check_measures(width: int, height: int) -> None:
    """Raises PictureTooManyPixels or PictureTooSmall."""
    if width * height > MOST_PIXELS:
        raise PictureTooManyPixels(megapixels=MOST_PIXELS // 1_000_000)
    if min(width, height) < SMALLEST_SIDE:
        raise PictureTooSmall(least=SMALLEST_SIDE)


def check_words(*, alt: str, credit: str) -> None:
    """Raises PictureUndescribed, PictureDescriptionTooLong or PictureCreditTooLong."""
    if not alt.strip():
        raise PictureUndescribed
    if len(alt) > LONGEST_ALT:
        raise PictureDescriptionTooLong(length=len(alt), most=LONGEST_ALT)
    if len(credit) > LONGEST_CREDIT:
        raise PictureCreditTooLong(length=len(credit), most=LONGEST_CREDIT)
