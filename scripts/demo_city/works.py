"""Pictures of works and the paper of a certificate, drawn by code; each says on its face that it stands for another."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from io import BytesIO
from math import cos, pi, sin
from typing import TYPE_CHECKING

from PIL import Image, ImageDraw, ImageFont

from domain.portfolios import LONGEST_SIDES, PictureSize
from scripts.demo_city.draw import Draw

if TYPE_CHECKING:
    from collections.abc import Callable

    Canvas = ImageDraw.ImageDraw

SIZE = (960, 720)
MIDDLE = (480, 350)
FONTS = files("pylopdf_fonts_zh_cn")
SIGN = "演示 · 示意图"


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """A picture twice, as the product keeps it."""

    large: bytes
    small: bytes
    width: int
    height: int


@cache
def work_of(occupation_code: str, number: int) -> Work | None:
    """One of the works of a trade; None for a trade that shows none."""
    found = TRADES.get(occupation_code)
    if found is None:
        return None
    picture = Image.new("RGB", SIZE, found[0])
    found[1](ImageDraw.Draw(picture), Draw(number, occupation_code))
    _sign(picture, SIGN, (SIZE[0] - 30, SIZE[1] - 24))
    small = picture.copy()
    small.thumbnail((LONGEST_SIDES[PictureSize.SMALL],) * 2)
    return Work(large=_jpeg(picture), small=_jpeg(small), width=SIZE[0], height=SIZE[1])


@cache
def certificate_paper() -> bytes:
    """The picture that stands for the paper of every certificate."""
    picture = Image.new("RGB", (900, 640), "#f7f1e1")
    canvas = ImageDraw.Draw(picture)
    for inset, width in ((16, 6), (30, 2)):
        canvas.rectangle((inset, inset, 900 - inset, 640 - inset), outline="#9c2b1f", width=width)
    canvas.ellipse((660, 420, 800, 560), outline="#c23a2b", width=6)
    for line, size, height in (("职业技能等级证书", 56, 90), ("演示材料，内容为虚构", 34, 260), ("仅作示意", 34, 330)):
        canvas.text((450, height), line, fill="#3a2a1c", font=_font(size), anchor="ma")
    return _jpeg(picture)


def _jade(canvas: Canvas, draw: Draw) -> None:
    """A mountain cut from one stone."""
    for layer in range(7):
        green = 205 - layer * 16
        peaks = [(180, 610)]
        for step in range(9):
            height = 330 - layer * 34 - abs(step - 4) * 34 + draw.randint(-26, 26)
            peaks.append((210 + step * 68, 600 - max(height, 20)))
        peaks.append((790, 610))
        canvas.polygon(peaks, fill=(green - 38, green + 22, green - 12))
    canvas.rectangle((170, 610, 800, 640), fill="#4a2f1d")
    for _ in range(5):
        x, y = draw.randint(300, 660), draw.randint(420, 560)
        canvas.line((x, y, x, y - 46), fill="#2f5d45", width=5)
        canvas.ellipse((x - 24, y - 76, x + 24, y - 36), fill="#3f7a58")


def _lacquer(canvas: Canvas, draw: Draw) -> None:
    """A plate with inlay as thin as a wing."""
    x, y = MIDDLE
    canvas.ellipse((x - 290, y - 290, x + 290, y + 290), fill="#120d0b", outline="#b8862f", width=6)
    canvas.ellipse((x - 230, y - 230, x + 230, y + 230), outline="#b8862f", width=3)
    colours = ("#7fd0c4", "#b7a2e0", "#8fc3ec", "#d9e6a8", "#efc3d4")
    petals = draw.randint(7, 11)
    for ring, radius in enumerate((60, 110, 165, 205)):
        for petal in range(petals * (ring + 1)):
            angle = 2 * pi * petal / (petals * (ring + 1)) + ring * 0.2
            size = draw.randint(6, 15)
            px, py = x + radius * cos(angle), y + radius * sin(angle)
            canvas.regular_polygon((px, py, size), 4, rotation=petal * 15, fill=draw.choice(colours))


def _paper_cut(canvas: Canvas, draw: Draw) -> None:
    """A flower from red paper, folded eight times."""
    x, y = MIDDLE
    canvas.ellipse((x - 280, y - 280, x + 280, y + 280), fill="#c1231b")
    cuts = [(draw.randint(70, 250), draw.uniform(0.05, 0.72), draw.randint(8, 30)) for _ in range(14)]
    for fold in range(16):
        for radius, along, size in cuts:
            angle = pi / 8 * (fold + (along if fold % 2 else 1 - along))
            px, py = x + radius * cos(angle), y + radius * sin(angle)
            canvas.ellipse((px - size, py - size, px + size, py + size), fill="#fffaf2")
    canvas.ellipse((x - 36, y - 36, x + 36, y + 36), fill="#c1231b")


def _embroidery(canvas: Canvas, draw: Draw) -> None:
    """Threads that cross each other until a flower stands there."""
    x, y = MIDDLE
    for petal in range(9):
        angle = 2 * pi * petal / 9
        px, py = x + 120 * cos(angle), y + 120 * sin(angle)
        for _ in range(170):
            tx, ty = px + draw.gauss(0, 46), py + draw.gauss(0, 46)
            red = draw.randint(170, 235)
            end = (tx + draw.randint(-22, 22), ty + draw.randint(-22, 22))
            canvas.line((tx, ty, *end), fill=(red, draw.randint(60, 120), draw.randint(110, 160)), width=3)
    for _ in range(150):
        tx, ty = x + draw.gauss(0, 26), y + draw.gauss(0, 26)
        canvas.line((tx, ty, tx + draw.randint(-14, 14), ty + draw.randint(-14, 14)), fill="#e8b93c", width=3)


TRADES: dict[str, tuple[str, Callable[[Canvas, Draw], None]]] = {
    "6-09-03-01": ("#20302b", _jade),
    "6-09-03-14": ("#20302b", _jade),
    "6-09-03-06": ("#5a1f16", _lacquer),
    "4-08-08-28": ("#5a1f16", _lacquer),
    "6-09-03-11": ("#efe7d6", _embroidery),
    "6-09-03-17": ("#fffaf2", _paper_cut),
    "6-09-03-19": ("#fffaf2", _paper_cut),
}
"""Occupation -> the ground, and what is drawn on it."""


def _sign(picture: Image.Image, text: str, corner: tuple[int, int]) -> None:
    canvas, font = ImageDraw.Draw(picture), _font(22)
    left, top, right, bottom = canvas.textbbox(corner, text, font=font, anchor="rd")
    canvas.rectangle((left - 10, top - 6, right + 10, bottom + 6), fill="#000000")
    canvas.text(corner, text, fill="#ffffff", font=font, anchor="rd")


@cache
def _font(size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(BytesIO((FONTS / "NotoSansSC-Regular.otf").read_bytes()), size)


def _jpeg(picture: Image.Image) -> bytes:
    file = BytesIO()
    picture.save(file, "JPEG", quality=80, optimize=True)
    return file.getvalue()
