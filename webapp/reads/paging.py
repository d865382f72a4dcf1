"""Pages of a list."""

from __future__ import annotations


def page_within(page: int, *, total: int, size: int) -> tuple[int, int]:
    """The page that is shown for one that is asked for, and how many there are: an empty list has one.

    Behind the last page the last is shown: the list has become shorter since.
    """
    pages = max(-(-total // size), 1)
    return min(page, pages), pages
