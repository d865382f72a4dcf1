"""Pictures that are drawn when a page is: QR codes of addresses, and the cards of zones."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from io import BytesIO
from typing import TYPE_CHECKING

import segno
from markupsafe import Markup
from PIL import Image, ImageDraw, ImageFont

from domain.brands import BrandCategory

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

CARD_SIZE = (750, 1100)
EDGE = 56
HEAD = 420
"""How far the coloured head reaches."""
QR_SIDE = 260
INK, SOFT, PAPER = "#17231e", "#4d5a54", "#ffffff"
COLOURS = {
    BrandCategory.MID_HIGH_SKILL: "#2a558a",
    BrandCategory.QUALITY_SERVICE: "#8f3560",
    BrandCategory.CULTURE_TOURISM: "#a3461a",
    BrandCategory.LIVELIHOOD: "#5a671b",
}
"""Dark enough for white words; other zones have the colour of the platform."""
PLATFORM = "#0b3a30"
KEPT_CARDS = 64
"""Each is some ten kilobytes; a zone that is shared is asked for many times in an hour."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CardWords:
    """What the card of a zone says, in one language."""

    title: str
    lead: str
    numbers: tuple[tuple[str, str], ...]
    """Each with its name."""
    day: str
    call: str
    """What to do with the code."""
    sender: str


def qr_code(address: str) -> Markup:
    """An address as a QR code, an SVG that grows with its place."""
    drawn = segno.make_qr(address, error="m").svg_inline(border=2, svgclass="qr", lineclass=None, omitsize=True)
    return Markup(drawn)  # noqa: S704  drawn here, from an address of ours


@lru_cache(KEPT_CARDS)
def draw_card(words: CardWords, *, address: str, category: BrandCategory | None) -> bytes:
    """The card of a zone as a PNG, upright as a phone holds it."""
    width, height = CARD_SIZE
    picture = Image.new("RGB", CARD_SIZE, PAPER)
    draw = ImageDraw.Draw(picture)
    colour = COLOURS.get(category, PLATFORM) if category else PLATFORM
    draw.rectangle((0, 0, width, HEAD), fill=colour)
    room = width - 2 * EDGE
    draw.text((EDGE, EDGE), words.sender, font=_font(26, is_serif=False), fill=PAPER)
    y = EDGE + 62
    size = next((size for size in (64, 54, 44) if len(_lines(words.title, size, room, is_serif=True)) <= 2), 36)  # noqa: PLR2004
    for line in _lines(words.title, size, room, is_serif=True)[:3]:
        draw.text((EDGE, y), line, font=_font(size, is_serif=True), fill=PAPER)
        y += int(size * 1.3)
    y += 14
    for line in _shortened(_lines(words.lead, 28, room, is_serif=False), 3):
        draw.text((EDGE, y), line, font=_font(28, is_serif=False), fill=PAPER)
        y += 40
    for place, (value, name) in enumerate(words.numbers):
        x = EDGE + (place % 2) * room // 2
        y = HEAD + 36 + (place // 2) * 128
        draw.text((x, y), value, font=_font(56, is_serif=True), fill=colour)
        draw.text((x, y + 72), name, font=_font(24, is_serif=False), fill=SOFT)
    top = height - EDGE - QR_SIDE
    picture.paste(_qr_picture(address), (EDGE, top))
    beside = EDGE + QR_SIDE + 32
    y = top + 60
    for line in _lines(words.call, 34, width - EDGE - beside, is_serif=True):
        draw.text((beside, y), line, font=_font(34, is_serif=True), fill=INK)
        y += 46
    draw.text((beside, y + 12), words.day, font=_font(24, is_serif=False), fill=SOFT)
    kept = BytesIO()
    picture.quantize(64).save(kept, "PNG", optimize=True)
    return kept.getvalue()


def _qr_picture(address: str) -> Image.Image:
    rows = [list(row) for row in segno.make_qr(address, error="m").matrix]
    small = Image.new("1", (len(rows) + 4, len(rows) + 4), 1)
    for y, row in enumerate(rows):
        for x, is_dark in enumerate(row):
            small.putpixel((x + 2, y + 2), 0 if is_dark else 1)
    return small.convert("RGB").resize((QR_SIDE, QR_SIDE), Image.Resampling.NEAREST)


def _lines(text: str, size: int, room: int, *, is_serif: bool) -> list[str]:
    """A text in lines that fit: Chinese may be parted anywhere, Latin words only between them."""
    font = _font(size, is_serif=is_serif)
    lines = [""]
    for piece in _pieces(text):
        if lines[-1] and font.getlength((lines[-1] + piece).rstrip()) > room:
            lines.append(piece.lstrip())
        else:
            lines[-1] += piece
    return [line.rstrip() for line in lines if line.strip()]


def _pieces(text: str) -> Iterator[str]:
    word = ""
    for letter in text:
        if letter.isascii() and not letter.isspace():
            word += letter
            continue
        if word:
            yield word
        word = ""
        yield letter
    if word:
        yield word


def _shortened(lines: Iterable[str], most: int) -> list[str]:
    found = list(lines)
    return found if len(found) <= most else [*found[: most - 1], f"{found[most - 1][:-1]}…"]


@lru_cache(16)
def _font(size: int, *, is_serif: bool) -> ImageFont.FreeTypeFont:
    face = "NotoSerifSC-Regular.otf" if is_serif else "NotoSansSC-Regular.otf"
    return ImageFont.truetype(str(files("pylopdf_fonts_zh_cn") / face), size)
