"""A program of its own that reads one picture from standard input and draws it anew, twice: see portfolio_pictures.py.

It imports nothing of ours, so that it starts at once, and limits its own memory and time before it looks at the file.
What it draws has no place, no maker and no program in it: only what the eye sees.
"""

from __future__ import annotations

import json
import resource
import sys
from io import BytesIO

from PIL import Image, ImageOps, UnidentifiedImageError

QUALITY = 82
WHITE = (255, 255, 255)
FORMATS = ("JPEG", "PNG")


def main(longest_large: int, longest_small: int, most_pixels: int, memory_bytes: int, seconds: int) -> None:
    """Draw the picture. Exits with 1 where it is none; is ended by the system where it asks for too much."""
    resource.setrlimit(resource.RLIMIT_AS, (memory_bytes, memory_bytes))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    Image.MAX_IMAGE_PIXELS = None  # the next lines look at the pixels before any of them is read
    try:
        picture = Image.open(BytesIO(sys.stdin.buffer.read()), formats=FORMATS)
        size = picture.size
        if size[0] * size[1] > most_pixels:
            say(size, b"", b"", (0, 0))
            return
        picture.draft("RGB", (longest_large, longest_large))
        large = plain(ImageOps.exif_transpose(picture))
        large.thumbnail((longest_large, longest_large))
        small = large.copy()
        small.thumbnail((longest_small, longest_small))
        say(size, written(large), written(small), large.size)
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, MemoryError, EOFError, IndexError, KeyError):
        sys.exit(1)


def plain(picture: Image.Image) -> Image.Image:
    """The picture in plain colours; what one could see through is white."""
    if picture.mode in {"RGBA", "LA", "PA"} or "transparency" in picture.info:
        through = picture.convert("RGBA")
        picture = Image.new("RGB", picture.size, WHITE)
        picture.paste(through, mask=through.getchannel("A"))
    return picture.convert("RGB")


def written(picture: Image.Image) -> bytes:
    """As a JPEG with nothing but its pixels."""
    file = BytesIO()
    picture.save(file, "JPEG", quality=QUALITY, optimize=True, progressive=True)
    return file.getvalue()


def say(size: tuple[int, int], large: bytes, small: bytes, drawn: tuple[int, int]) -> None:
    """A line that says what follows, then the pictures."""
    line = {"size": size, "drawn": drawn, "large": len(large), "small": len(small)}
    sys.stdout.buffer.write(json.dumps(line).encode() + b"\n" + large + small)


if __name__ == "__main__":
    main(*(int(argument) for argument in sys.argv[1:]))
