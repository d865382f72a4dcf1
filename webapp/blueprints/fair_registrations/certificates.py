"""The certificate of an enterprise that was at a fair, as a PDF to be printed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reference.divisions import division
from webapp.calendar import SHANGHAI, now
from webapp.papers import SANS, SERIF, Paper

if TYPE_CHECKING:
    from webapp.models import Fair, FairRegistration

MARGIN, WIDTH, LINE = 28, 154, 11
"""Millimetres."""


def certificate_of(fair: Fair, registration: FairRegistration, *, booth: str, address: str) -> bytes:
    """The paper in Chinese, the language of the law; its QR code leads to the public page of the fair."""
    enterprise = registration.enterprise
    at = now().astimezone(SHANGHAI)
    paper = Paper(title=f"{enterprise.name} {fair.title}", at=at)
    paper.add_page()
    paper.set_margin(MARGIN)
    paper.set_draw_color(15, 106, 84)
    paper.set_line_width(0.8)
    paper.rect(14, 14, 182, 269)
    paper.set_line_width(0.2)
    paper.rect(17, 17, 176, 263)
    paper.set_y(46)
    paper.use(SERIF, 30)
    paper.cell(WIDTH, 16, "招聘会参会证明", align="C", new_x="LMARGIN", new_y="NEXT")
    paper.use(SANS, 10)
    paper.cell(WIDTH, 8, f"编号 {number_of(registration)}", align="C", new_x="LMARGIN", new_y="NEXT")
    paper.ln(16)
    paper.use(SANS, 13)
    place = division(fair.division_code).name
    where = f"（展位号 {booth}）" if booth else ""
    shown = f"，现场展示岗位 {len(registration.vacancies)} 个" if registration.vacancies else ""
    for text in (
        f"{enterprise.name}",
        f"（统一社会信用代码 {enterprise.uscc}）：",
        f"　　贵单位于 {fair.held_on:%Y年%m月%d日} 参加了在{fair.venue or place}举办的“{fair.title}”{where}{shown}。",
        "　　特此证明。",
    ):
        paper.multi_cell(WIDTH, LINE, text, new_x="LMARGIN", new_y="NEXT")
    paper.ln(24)
    paper.cell(WIDTH, LINE, f"{place}招聘会主办单位", align="R", new_x="LMARGIN", new_y="NEXT")
    paper.cell(WIDTH, LINE, f"{at:%Y年%m月%d日}", align="R", new_x="LMARGIN", new_y="NEXT")
    paper.qr_code(address, x=MARGIN, y=232, side=28)
    paper.set_xy(MARGIN + 32, 240)
    paper.use(SANS, 9)
    paper.multi_cell(WIDTH - 32, 6, "扫码查看本场招聘会的公开页面，核对参会单位。")
    return paper.content()


def number_of(registration: FairRegistration) -> str:
    """The number of a certificate: of the fair, then of the registration."""
    return f"ZPH-{registration.fair_id:05d}-{registration.id:06d}"
