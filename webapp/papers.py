"""Papers as PDF: a sheet with the fonts that Chinese and Latin letters need, and what is drawn on more than one."""

from __future__ import annotations

from importlib.resources import files
from typing import TYPE_CHECKING

import segno
from fpdf import FPDF

if TYPE_CHECKING:
    from datetime import datetime
    from typing import Literal

FONTS = files("pylopdf_fonts_zh_cn")
SERIF, SANS = "serif", "sans"
FACES = {SERIF: "NotoSerifSC-Regular.otf", SANS: "NotoSansSC-Regular.otf"}


class Paper(FPDF):
    """A PDF in A4; a font is read when it is first used, because each takes a second."""

    def __init__(self, *, title: str, at: datetime, orientation: Literal["portrait", "landscape"] = "portrait") -> None:
        super().__init__(orientation=orientation, format="A4")
        self.set_title(title)
        self.set_creator("Laopin")
        self.set_creation_date(at)
        self.set_lang("zh-CN")

    def use(self, face: str, size: float) -> None:
        """Write with a font from here on."""
        if face not in self.fonts:
            self.add_font(face, fname=str(FONTS / FACES[face]))
        self.set_font(face, size=size)

    def qr_code(self, address: str, *, x: float, y: float, side: float) -> None:
        """Draw an address as a QR code, in squares that stay sharp on every printer."""
        code = segno.make_qr(address, error="m")
        rows = [list(row) for row in code.matrix]
        step = side / len(rows)
        self.set_fill_color(0)
        for line, row in enumerate(rows):
            for column, is_dark in enumerate(row):
                if is_dark:
                    self.rect(x + column * step, y + line * step, step, step, style="F")

    def content(self) -> bytes:
        """The file."""
        return bytes(self.output())
