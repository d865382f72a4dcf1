"""A program of its own that reads one Excel table from standard input and says its rows as JSON: see spreadsheets.py.

It imports nothing of ours, so that it starts at once, and limits its own memory and time before it looks at the file.
"""

from __future__ import annotations

import json
import resource
import sys
from io import BytesIO
from typing import Any

from python_calamine import CalamineError, load_workbook

LONGEST_CELL = 20_000
HIGHEST_ROW = 50_000


def main(most_rows: int, most_columns: int, memory_bytes: int, seconds: int) -> None:
    """Read the table. Exits with 1 where it is none; is ended by the system where it asks for too much."""
    resource.setrlimit(resource.RLIMIT_AS, (memory_bytes, memory_bytes))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    try:
        sheet = load_workbook(BytesIO(sys.stdin.buffer.read())).get_sheet_by_index(0)
        first_row, _ = sheet.start or (0, 0)
        rows: list[tuple[int, list[str]]] = []
        found = 0
        for number, cells in enumerate(sheet.iter_rows(), start=first_row + 1):
            if number > HIGHEST_ROW:
                break
            texts = [text_of(cell) for cell in cells[:most_columns]]
            if any(texts):
                found += 1
                if len(rows) < most_rows:
                    rows.append((number, texts))
    except (CalamineError, OSError, ValueError):
        sys.exit(1)
    json.dump({"found": found, "rows": rows}, sys.stdout)


def text_of(cell: Any) -> str:
    """What a person sees in the cell: no 12.0 for twelve, no hours for a day."""
    if isinstance(cell, bool):
        return "是" if cell else "否"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if hasattr(cell, "isoformat"):
        return str(cell.isoformat()).removesuffix("T00:00:00")
    return str(cell).strip()[:LONGEST_CELL]


if __name__ == "__main__":
    main(*(int(argument) for argument in sys.argv[1:]))
