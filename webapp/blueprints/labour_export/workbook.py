"""A roster as a spreadsheet, in the column order that agencies know."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any

from flask_babel import force_locale
from xlsxwriter import Workbook

from webapp.calendar import SHANGHAI
from webapp.labels import label
from webapp.presentation import place, yuan_range
from webapp.reasons import say_to_others

if TYPE_CHECKING:
    from collections.abc import Sequence

    from webapp.models import Batch
    from webapp.reads.rosters import RosterLine

COLUMNS: tuple[tuple[str, int], ...] = (
    ("序号", 6),
    ("姓名", 12),
    ("出生年份", 10),
    ("居住地", 18),
    ("联系电话", 16),
    ("岗位", 20),
    ("月工资\uff08元\uff09", 16),
    ("用工单位", 30),
    ("目的地", 16),
    ("状态", 14),
    ("匹配度", 10),
    ("匹配理由", 60),
    ("状态更新时间", 20),
    ("备注", 30),
)
"""Head and width, in this order and no other: agencies paste the sheet into their own. It is Chinese in every language
of the page, because it goes on to offices. The phone number is masked until the worker has agreed."""
PHONE, WHY = 4, 11


def roster_workbook(batch: Batch, lines: Sequence[RosterLine], *, title: str) -> bytes:
    """The sheet of a batch. `batch.order` and its employer must be loaded."""
    content = BytesIO()
    # Text that begins with = is text: nobody's name is computed.
    book = Workbook(content, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    sheet = book.add_worksheet("名册")
    bold = book.add_format({"bold": True, "bg_color": "#E6F0EA", "border": 1, "valign": "vcenter"})
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    text = book.add_format({"num_format": "@"})
    for column, (head, width) in enumerate(COLUMNS):
        sheet.set_column(column, column, width)
        sheet.write_string(0, column, head, bold)
    with force_locale("zh_CN"):
        for row, line in enumerate(lines, start=1):
            for column, value in enumerate(_cells(row, line, batch)):
                if isinstance(value, str):
                    sheet.write_string(row, column, value, {PHONE: text, WHY: wrapped}.get(column))
                else:
                    sheet.write_number(row, column, value)
    sheet.freeze_panes(1, 2)
    sheet.autofilter(0, 0, max(len(lines), 1), len(COLUMNS) - 1)
    book.set_properties({"title": f"{title} 名册", "company": batch.agency.name})
    book.close()
    return content.getvalue()


def _cells(number: int, line: RosterLine, batch: Batch) -> list[Any]:
    entry = line.entry
    worker, vacancy = entry.worker, entry.vacancy
    return [
        number,
        worker.name,
        worker.birth_year,
        place(worker.division_code),
        line.phone,
        vacancy.title,
        yuan_range((vacancy.monthly_min_fen, vacancy.monthly_max_fen)),
        batch.order.enterprise.name,
        place(batch.order.division_code),
        str(label(entry.state)),
        round(entry.score * 100),
        "\uff1b".join(say_to_others(reason) for reason in entry.reasons),
        f"{entry.updated_at.astimezone(SHANGHAI):%Y-%m-%d %H:%M}",
        line.reason,
    ]
