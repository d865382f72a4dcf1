"""The search interface as other programs see it: served by gunicorn on the index that was just measured."""

from __future__ import annotations

import os
from contextlib import contextmanager
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from scripts.benchmark import web
from webapp import schema
from webapp.app import create_app
from webapp.extensions import db

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from search import VacancyQuestion

API = "/api/v1"
PROCESSES = 2


@contextmanager
def api_served(search_url: str, folder: Path) -> Iterator[int]:
    """Serve the interface on an index, with an empty database beside it, until the end of the block; gives the port."""
    settings = {
        "LAOPIN_DATABASE_URL": f"sqlite:///{folder / 'empty.db'}",
        "LAOPIN_SEARCH_URL": search_url,
        "LAOPIN_SECRET_KEY": "only for a benchmark",
        "LAOPIN_API_LIMIT": "1000000000 per minute",
    }
    before = {name: os.environ.get(name) for name in settings}
    os.environ.update(settings)
    try:
        with create_app().app_context():
            schema.upgrade(db.engine)
            db.engine.dispose()
        with web.served("webapp.app:create_app()", path=f"{API}/vacancies", workers=PROCESSES) as port:
            yield port
    finally:
        for name, value in before.items():
            os.environ.pop(name) if value is None else os.environ.update({name: value})


def vacancies_path(question: VacancyQuestion) -> str:
    """The address that asks a question: words, places, housing, a circle, facets."""
    asked: dict[str, object] = {"q": question.text, "division": question.divisions, "facets": int(question.with_facets)}
    if question.has_housing:
        asked["housing"] = 1
    if question.near is not None:
        asked |= {"at": f"{question.near.latitude},{question.near.longitude}", "radius": int(question.radius_km or 1)}
    return f"{API}/vacancies?{urlencode(asked, doseq=True)}"


def suggest_path(typed: str) -> str:
    """The address that asks what may be meant."""
    return f"{API}/suggest?{urlencode({'q': typed})}"
