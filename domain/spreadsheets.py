"""Spreadsheets: when an uploaded table can be read at all."""

from __future__ import annotations

from domain.errors import RuleBroken

LARGEST_BYTES = 2 * 1024 * 1024
MOST_ROWS = 500
"""◇ Rows of one upload; a larger table is sent in parts."""
MOST_COLUMNS = 60


class SheetMissing(RuleBroken):
    """No file was chosen."""

    field = "file"


class SheetTooLarge(RuleBroken):
    """A file has more bytes than a table of vacancies or people needs."""

    field = "file"


class SheetUnreadable(RuleBroken):
    """A file is no Excel table, is broken, or is protected by a password."""

    field = "file"


class SheetEmpty(RuleBroken):
    """A table has no row beneath its heads."""

    field = "file"


class SheetTooLong(RuleBroken):
    """A table has more rows than one upload may."""

    field = "file"


class SheetReachesTooFar(RuleBroken):
    """A table has a cell so far to the right or below that its area cannot be held."""

    field = "file"


class SheetColumnsMissing(RuleBroken):
    """A table lacks columns that every row needs."""

    field = "file"


def check_size(n_bytes: int) -> None:
    """Raises SheetMissing or SheetTooLarge."""
    if n_bytes == 0:
        raise SheetMissing
    if n_bytes > LARGEST_BYTES:
        raise SheetTooLarge(megabytes=LARGEST_BYTES // 1024 // 1024)


def check_rows(n_rows: int) -> None:
    """Rows beneath the heads. Raises SheetEmpty or SheetTooLong."""
    if n_rows == 0:
        raise SheetEmpty
    if n_rows > MOST_ROWS:
        raise SheetTooLong(rows=n_rows, most=MOST_ROWS)
