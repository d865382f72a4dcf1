"""Phone numbers of people who do not exist.

No block of Chinese mobile numbers is kept for fiction, so these begin with 19900 to 19903: valid to every check and
easy to tell from others. The demo calls nobody and sends nothing.
"""

from __future__ import annotations


def worker(number: int) -> str:
    """The number of a worker."""
    return f"19900{number:06d}"


def enterprise(number: int) -> str:
    """The number of an enterprise's contact."""
    return f"19901{number:06d}"


def agency(number: int) -> str:
    """The number of an agency's contact."""
    return f"19902{number:06d}"


def official(number: int) -> str:
    """The number of an official or an administrator."""
    return f"19903{number:06d}"
