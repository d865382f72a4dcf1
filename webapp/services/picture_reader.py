"""A program of its own that reads one picture from standard input and draws it anew: see picture_drawing.py.

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


def main(*, kinds: list[str], longest_sides: list[int], most_pixels: int, memory_bytes: int, seconds: int) -> None:
    """Draw the picture. Exits with 1 where it is none; is ended by the system where it asks for too much."""
    resource.setrlimit(resource.RLIMIT_AS, (memory_bytes, memory_bytes))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    Image.MAX_IMAGE_PIXELS = None  # the next lines look at the pixels before any of them is read
    try:
        picture = Image.open(BytesIO(sys.stdin.buffer.read()), formats=kinds)
        size, drawn = picture.size, []
        if size[0] * size[1] <= most_pixels:
            # A JPEG is unfolded no larger than it is needed; others cannot be.
            picture.draft("RGB", (longest_sides[0], longest_sides[0]))
            whole = plain(ImageOps.exif_transpose(picture))
            for side in longest_sides:
                whole.thumbnail((side, side))
                drawn.append((written(whole), *whole.size))
        say(size, drawn)
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


def say(size: tuple[int, int], drawn: list[tuple[bytes, int, int]]) -> None:
    """A line that says what follows, then the pictures."""
    line = {"width": size[0], "height": size[1], "drawn": [(len(made), *measures) for made, *measures in drawn]}
    sys.stdout.buffer.write(json.dumps(line).encode() + b"\n" + b"".join(made for made, *_ in drawn))


if __name__ == "__main__":
    main(**json.loads(sys.argv[1]))
