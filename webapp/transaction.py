"""Who commits: the entry, once, and never on GET."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from flask import has_request_context, request

from webapp.extensions import db

if TYPE_CHECKING:
    from collections.abc import Iterator

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})


class WriteOnGet(Exception):
    """A GET request tried to commit. Only POST acts."""


@contextmanager
def transaction() -> Iterator[None]:
    """Commit what was done inside, or nothing of it."""
    if has_request_context() and request.method in SAFE_METHODS:
        raise WriteOnGet(request.path)
    try:
        yield
        db.session.commit()
    except BaseException:
        db.session.rollback()
        raise
