"""Pictures for the pages of the demo city, drawn: hills over water and the seal of what the page is about."""

from __future__ import annotations

from hashlib import sha256
from io import BytesIO
from typing import TYPE_CHECKING

from PIL import Image, ImageDraw, ImageFont

from domain.pictures import PlacedPicture
from webapp.papers import FACES, FONTS, SERIF

if TYPE_CHECKING:
    from scripts.demo_city.draw import Draw
    from scripts.demo_city.ledger import Ledger

WIDTH, HEIGHT = 1200, 675
PAPER, SEAL, MOON = (246, 248, 245), (181, 48, 28), (252, 241, 218)
HILLS = ((198, 221, 208), (150, 190, 173), (88, 146, 124), (15, 106, 84))
CREDIT = "演示用示意图"


def add_picture(ledger: Ledger, words: str, alt: str) -> PlacedPicture:
    """Add a picture that bears the seal of some words."""
    content = _draw(ledger.draw(f"picture {words}"), words)
    fingerprint = sha256(content + f"\0{alt}\0{CREDIT}".encode()).hexdigest()[:32]
    ledger.add(
        "picture",
        fingerprint=fingerprint,
        content=content,
        width=WIDTH,
        height=HEIGHT,
        alt=alt,
        credit=CREDIT,
        uploaded_by_id=None,
        uploaded_at=ledger.parameters.now,
    )
    return PlacedPicture(fingerprint=fingerprint, alt=alt, credit=CREDIT, width=WIDTH, height=HEIGHT)


def _draw(draw: Draw, words: str) -> bytes:
    picture = Image.new("RGB", (WIDTH, HEIGHT), PAPER)
    pen = ImageDraw.Draw(picture)
    x, y, size = draw.randint(700, 1000), draw.randint(80, 160), draw.randint(60, 90)
    pen.ellipse((x - size, y - size, x + size, y + size), fill=MOON)
    for row, colour in enumerate(HILLS):
        foot = 300 + row * 95
        for _ in range(4):
            middle, half, rise = (
                draw.randint(-100, WIDTH + 100),
                draw.randint(220, 460),
                draw.randint(90, 230 - 30 * row),
            )
            pen.ellipse((middle - half, foot - rise, middle + half, foot + 500), fill=colour)
    for line in range(6):
        level = HEIGHT - 90 + line * 15
        start = draw.randint(0, 500)
        pen.line((start, level, start + draw.randint(250, 600), level), fill=PAPER, width=2)
    _stamp(pen, words[:4], 90, 90)
    made = BytesIO()
    picture.save(made, "JPEG", quality=82, optimize=True, progressive=True)
    return made.getvalue()


def _stamp(pen: ImageDraw.ImageDraw, letters: str, x: int, y: int) -> None:
    """Four letters as on a seal, read from the right."""
    font = ImageFont.truetype(str(FONTS / FACES[SERIF]), 78)
    pen.rounded_rectangle((x, y, x + 220, y + 220), radius=14, fill=SEAL)
    pen.rounded_rectangle((x + 8, y + 8, x + 212, y + 212), radius=10, outline=PAPER, width=3)
    for place, letter in enumerate(letters):
        column, row = divmod(place, 2)
        pen.text((x + 158 - column * 96, y + 62 + row * 96), letter, font=font, fill=PAPER, anchor="mm")
