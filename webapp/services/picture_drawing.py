"""Pictures that people send: drawn anew by a process of their own, which a broken file may take down with it.

A decoder meets what strangers made. So a child decodes, with a limit on its memory and time, and only pixels come back.
"""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

READER = Path(__file__).with_name("picture_reader.py")
SECONDS = 20
MEMORY_BYTES = 1024 * 1024 * 1024


class Undrawable(Exception):
    """A file is no picture, or one that takes more memory or time than any picture needs."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawnPicture:
    """A picture as JPEG with nothing in it but what is seen."""

    content: bytes
    width: int
    height: int


def draw_anew(
    content: bytes, *, kinds: Sequence[str], longest_sides: Sequence[int], most_pixels: int
) -> tuple[tuple[int, int], list[DrawnPicture]]:
    """The measures of a picture as it was sent, and the picture once for each longest side, the largest first.

    `kinds` are the formats that are read, by Pillow's names. One that has too many pixels is only measured. Raises
    Undrawable.
    """
    limits = {
        "kinds": list(kinds),
        "longest_sides": list(longest_sides),
        "most_pixels": most_pixels,
        "memory_bytes": MEMORY_BYTES,
        "seconds": SECONDS,
    }
    try:
        child = subprocess.run(  # noqa: S603  our own file, by our own Python
            [sys.executable, "-I", READER, json.dumps(limits)],
            input=content,
            capture_output=True,
            timeout=SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise Undrawable from error
    if child.returncode != 0:
        raise Undrawable
    line, _, drawn = child.stdout.partition(b"\n")
    said, pictures = json.loads(line), []
    for n_bytes, width, height in said["drawn"]:
        pictures.append(DrawnPicture(content=drawn[:n_bytes], width=width, height=height))
        drawn = drawn[n_bytes:]
    return (said["width"], said["height"]), pictures
