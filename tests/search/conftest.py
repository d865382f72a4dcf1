"""What tests of search stand on: a day, a way to make vacancies and workers, and the engines that promise the same."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from search import VacancyDocument, VacancyQuestion, WorkerDocument, open_index

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from search import Hits, SearchIndex

NOW = datetime(2026, 11, 23, 4, tzinfo=UTC)
"""Noon in Yangzhou."""

ENGINES = ("embedded",)


def days_ago(days: float) -> datetime:
    return NOW - timedelta(days=days)


def vacancy(number: int, title: str, **fields: Any) -> VacancyDocument:
    return VacancyDocument(id=str(number), title=title, **fields)


def worker(number: int, **fields: Any) -> WorkerDocument:
    return WorkerDocument(id=str(number), **{"is_findable": True} | fields)


@pytest.fixture
def folder_url(tmp_path: Path) -> str:
    return f"embedded://{tmp_path}/search"


@pytest.fixture(params=ENGINES)
def index(request: pytest.FixtureRequest, folder_url: str) -> Iterator[SearchIndex]:
    """An empty index of each engine, which stands at noon of the day."""
    with open_index(folder_url) as opened:
        opened._now = lambda: NOW.astimezone(tz=None)
        yield opened


@pytest.fixture
def find(index: SearchIndex) -> Callable[..., list[str]]:
    """The ids that a question finds among some vacancies, best first."""

    def find_among(vacancies: list[VacancyDocument], text: str = "", **question: Any) -> list[str]:
        index.rebuild("vacancies", vacancies, may_shrink=True)
        asked = VacancyQuestion(text=text, **{"may_relax": False} | question)
        return ids(index.search(asked))

    return find_among


def ids(page: Hits) -> list[str]:
    return [hit.id for hit in page.hits]
