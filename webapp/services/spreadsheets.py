"""Excel tables: read by a process of their own, which a broken file may take down with it, and written.

The reader holds the whole area of a sheet: one stray cell in the last row and column asks for more memory than there is
and ends the process. So a child reads, with a limit on its memory and time, and only text comes back.
"""

from __future__ import annotations

import json
import subprocess
import sys
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import xlsxwriter

from domain.spreadsheets import MOST_COLUMNS, MOST_ROWS, SheetReachesTooFar, SheetUnreadable, check_rows, check_size

if TYPE_CHECKING:
    from collections.abc import Sequence

READER = Path(__file__).with_name("sheet_reader.py")
SECONDS = 20
MEMORY_BYTES = 1024 * 1024 * 1024
ABORTED = -6
"""The child was ended by its own reader: SIGABRT."""
HEAD_HEIGHT = 30


class SheetRow(NamedTuple):
    """A row as a person sees it."""

    number: int
    """As it stands beside the row in Excel."""
    cells: list[str]


def read_sheet(content: bytes) -> list[SheetRow]:
    """The rows of the first sheet as text, its heads first; rows without anything are left out.

    Raises SheetMissing, SheetTooLarge, SheetUnreadable, SheetReachesTooFar, SheetEmpty or SheetTooLong.
    """
    check_size(len(content))
    try:
        child = subprocess.run(  # noqa: S603  our own file, by our own Python
            [sys.executable, "-I", READER, *map(str, (MOST_ROWS + 2, MOST_COLUMNS, MEMORY_BYTES, SECONDS))],
            input=content,
            capture_output=True,
            timeout=SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise SheetReachesTooFar from error
    if child.returncode == ABORTED:
        raise SheetReachesTooFar
    if child.returncode != 0:
        raise SheetUnreadable
    answer = json.loads(child.stdout)
    check_rows(max(answer["found"] - 1, 0))
    return [SheetRow(number, cells) for number, cells in answer["rows"]]


def write_sheet(
    name: str,
    heads: Sequence[str],
    rows: Sequence[Sequence[object]],
    *,
    notes: Sequence[str] = (),
    choices: dict[int, Sequence[str]] | None = None,
    help_name: str = "",
) -> bytes:
    """A table as an .xlsx file: bold heads that stay in sight, columns with choices, and a second sheet of notes.

    Everything is written as text or number, never as a formula.
    """
    file = BytesIO()
    book = xlsxwriter.Workbook(
        file, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    )
    head = book.add_format({"bold": True, "text_wrap": True, "valign": "vcenter", "bg_color": "#E8F1EC", "border": 1})
    sheet = book.add_worksheet(name)
    sheet.freeze_panes(1, 1)
    sheet.set_row(0, HEAD_HEIGHT)
    for column, title in enumerate(heads):
        sheet.write_string(0, column, title, head)
        widest = max([len(title), *(len(str(row[column])) for row in rows if column < len(row))])
        sheet.set_column(column, column, min(max(10, widest * 1.8), 48))
    for number, row in enumerate(rows, start=1):
        for column, value in enumerate(row):
            if isinstance(value, int | float) and not isinstance(value, bool):
                sheet.write_number(number, column, value)
            else:
                sheet.write_string(number, column, str(value))
    for column, words in (choices or {}).items():
        sheet.data_validation(1, column, MOST_ROWS, column, {"validate": "list", "source": list(words)})
    if notes:
        page = book.add_worksheet(help_name or f"{name} ?")
        page.set_column(0, 0, 100)
        for number, line in enumerate(notes):
            page.write_string(number, 0, line)
    book.close()
    return file.getvalue()
