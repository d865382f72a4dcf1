"""The search index of this process: opened when it is first asked for, one for each application."""

from __future__ import annotations

import atexit
from threading import Lock
from typing import TYPE_CHECKING

from flask import current_app

from search import SearchIndex, open_index

if TYPE_CHECKING:
    from flask import Flask

KEY = "laopin_search"
_opening = Lock()


def search_index() -> SearchIndex:
    """The index that the settings name. Raises SearchUnavailable where it cannot be opened."""
    app: Flask = current_app._get_current_object()  # type: ignore[attr-defined]  # noqa: SLF001  the proxy must not be kept
    with _opening:
        if KEY not in app.extensions:
            settings = app.config["SETTINGS"]
            index = open_index(settings.search_url, competition_weight=settings.competition_weight)
            app.extensions[KEY] = index
            atexit.register(index.close)
        opened: SearchIndex = app.extensions[KEY]
    return opened


def close_index(app: Flask) -> None:
    """Let go of the index before the process ends; the next question opens it again."""
    index: SearchIndex | None = app.extensions.pop(KEY, None)
    if index is not None:
        atexit.unregister(index.close)
        index.close()
