"""Pictures that people send: drawn anew by a process of their own, which a broken file may take down with it.

A decoder meets what strangers made. So a child decodes, with a limit on its memory and time, and only pixels come back.
"""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from domain.evidence import EvidenceType, check_evidence
from domain.portfolios import (
    LONGEST_SIDES,
    MOST_PIXELS,
    PictureBroken,
    PictureSize,
    PictureTypeRefused,
    check_pixels,
)

READER = Path(__file__).with_name("picture_reader.py")
SECONDS = 20
MEMORY_BYTES = 1024 * 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawnPicture:
    """A picture as JPEG, twice."""

    large: bytes
    small: bytes
    width: int
    """Pixels of the large one."""
    height: int


def draw_anew(name: str, content: bytes) -> DrawnPicture:
    """A picture with nothing in it but what is seen.

    Raises a refusal of check_evidence, PictureTypeRefused, PictureBroken, PictureTooLarge or PictureTooSmall.
    """
    if check_evidence(name, content) is EvidenceType.PDF:
        raise PictureTypeRefused
    limits = (LONGEST_SIDES[PictureSize.LARGE], LONGEST_SIDES[PictureSize.SMALL], MOST_PIXELS, MEMORY_BYTES, SECONDS)
    try:
        child = subprocess.run(  # noqa: S603  our own file, by our own Python
            [sys.executable, "-I", READER, *map(str, limits)],
            input=content,
            capture_output=True,
            timeout=SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise PictureBroken from error
    if child.returncode != 0:
        raise PictureBroken
    line, _, drawn = child.stdout.partition(b"\n")
    said = json.loads(line)
    check_pixels(*said["size"])
    return DrawnPicture(
        large=drawn[: said["large"]], small=drawn[said["large"] :], width=said["drawn"][0], height=said["drawn"][1]
    )
