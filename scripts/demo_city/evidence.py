"""The paper that stands for every piece of evidence of the demo city, and says so."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import cache

from webapp.papers import SANS, Paper

FILE_NAMES = ("品牌建设实施方案.pdf", "培育发展规划与培训计划.pdf", "信用承诺与从业规模证明.pdf")
MADE_ON = datetime(2026, 1, 1, tzinfo=UTC)
LINES = (
    "演示材料",
    "本文件仅作示意，内容为虚构，不代表任何真实品牌或单位。",
    "Demonstration: this paper stands for evidence and is made up.",
)


@cache
def evidence_pdf() -> bytes:
    """The file; always the same bytes."""
    paper = Paper(title=LINES[0], at=MADE_ON)
    paper.add_page()
    for place, line in enumerate(LINES):
        paper.use(SANS, 20 if place == 0 else 12)
        paper.set_xy(20, 60 + 14 * place)
        paper.cell(170, 10, line, align="C")
    return paper.content()
