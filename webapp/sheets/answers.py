"""What a page of an import answers: the report that it carries, and files to keep."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from flask import Response, request

from domain.spreadsheets import MOST_ROWS
from webapp.downloads import keep_as
from webapp.parameters import BadParameter
from webapp.sheets.tables import reasons_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from webapp.sheets.tables import ReadRow, Table

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def excel_file(content: bytes, name: str) -> Response:
    """An Excel file to keep under a name."""
    return keep_as(Response(content, mimetype=XLSX), name)


def carried(rows: Sequence[ReadRow[Any]]) -> str:
    """Refused rows as the page of a report carries them, to be downloaded from there."""
    return json.dumps([(row.cells, reasons_of(row)) for row in rows], ensure_ascii=False)


def refused_rows(table: Table) -> list[tuple[dict[str, str], str]]:
    """The rows that a page has carried and sends back now. Raises BadParameter."""
    keys = {column.key for column in table.columns}
    try:
        rows = json.loads(request.form.get("rows", ""))
        return [
            ({key: str(cells[key]) for key in keys & set(cells)}, str(reason)) for cells, reason in rows[:MOST_ROWS]
        ]
    except (ValueError, TypeError, AttributeError, RecursionError) as error:
        raise BadParameter("rows") from error
