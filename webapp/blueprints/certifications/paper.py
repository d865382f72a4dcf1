"""The certificate as a paper: Chinese, as the city hands it over, with a QR code that leads to what it is worth."""

from __future__ import annotations

from datetime import UTC, datetime, time
from typing import TYPE_CHECKING

from flask_babel import force_locale

from webapp.labels import label
from webapp.papers import SERIF, Paper

if TYPE_CHECKING:
    from datetime import date

    from webapp.models import BrandCertificate

WIDTH, HEIGHT = 297, 210
JADE, SEAL, INK, FAINT = (11, 58, 48), (181, 48, 28), (23, 35, 30), (91, 107, 99)
TITLE = "扬州市劳务品牌证书"
ISSUER = "扬州市人力资源和社会保障局"


def certificate_paper(certificate: BrandCertificate, *, address: str) -> bytes:
    """The PDF; the same certificate always makes the same paper."""
    issued_at = datetime.combine(certificate.issued_on, time(), UTC)
    paper = Paper(title=f"{TITLE} {certificate.number}", at=issued_at, orientation="landscape")
    paper.set_auto_page_break(auto=False)
    paper.add_page()
    _frame(paper)
    _line(paper, 34, 34, TITLE, JADE)
    _line(paper, 52, 11, f"证书编号  {certificate.number}", FAINT)
    _line(paper, 74, 30, certificate.brand.name, SEAL)
    with force_locale("zh_CN"):
        category = str(label(certificate.certification.category))
    _line(paper, 96, 14, f"经认定，“{certificate.brand.name}”符合《市级劳务品牌认定标准》", INK)
    _line(
        paper,
        106,
        14,
        f"（{certificate.certification.standard_version}）{category}各项条件，认定为扬州市市级劳务品牌。",
        INK,
    )
    _line(paper, 116, 14, f"有效期：{_day(certificate.issued_on)}至{_day(certificate.valid_until)}。", INK)
    paper.qr_code(address, x=38, y=136, side=36)
    _text(paper, 28, 174, 56, 9, "扫码核验证书状态", FAINT)
    _text(paper, 170, 150, 92, 15, ISSUER, INK)
    _text(paper, 170, 162, 92, 13, _day(certificate.issued_on), INK)
    if certificate.brand.is_illustrative:
        _line(paper, 186, 10, "演示证书，仅作示意", SEAL)
    return paper.content()


def _frame(paper: Paper) -> None:
    for inset, width, colour in ((10, 1.2, JADE), (13, 0.3, SEAL)):
        paper.set_draw_color(*colour)
        paper.set_line_width(width)
        paper.rect(inset, inset, WIDTH - 2 * inset, HEIGHT - 2 * inset)


def _line(paper: Paper, y: float, size: float, text: str, colour: tuple[int, int, int]) -> None:
    """A line across the middle; one that is too long for the sheet is written smaller."""
    _text(paper, 20, y, WIDTH - 40, size, text, colour)


def _text(paper: Paper, x: float, y: float, width: float, size: float, text: str, colour: tuple[int, int, int]) -> None:
    paper.use(SERIF, size)
    wide = paper.get_string_width(text)
    if wide > width:
        paper.use(SERIF, size * width / wide)
    paper.set_text_color(*colour)
    paper.set_xy(x, y)
    paper.cell(width, 10, text, align="C")


def _day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
