"""What tests of search stand on: a day, a way to make vacancies and workers, and the engines that promise the same."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import count
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import pytest
from elasticsearch import Elasticsearch

from scripts import elasticsearch_cluster
from search import VacancyDocument, VacancyQuestion, WorkerDocument, open_index

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from search import Hits, SearchIndex

NOW = datetime(2026, 11, 23, 4, tzinfo=UTC)
"""Noon in Yangzhou."""
SHANGHAI = ZoneInfo("Asia/Shanghai")
NUMBERS = count()

ENGINES = ("embedded", "elastic")
CLUSTER_PORT = 9260


def days_ago(days: float) -> datetime:
    return NOW - timedelta(days=days)


def vacancy(number: int, title: str, **fields: Any) -> VacancyDocument:
    return VacancyDocument(id=str(number), title=title, **fields)


def worker(number: int, **fields: Any) -> WorkerDocument:
    return WorkerDocument(id=str(number), **{"is_findable": True} | fields)


@pytest.fixture
def folder_url(tmp_path: Path) -> str:
    return f"embedded://{tmp_path}/search"


@pytest.fixture(scope="package")
def cluster() -> Iterator[str]:
    """The address of a real Elasticsearch of our own; the tests fail where it cannot be started."""
    try:
        address = elasticsearch_cluster.start(1, CLUSTER_PORT)
    except elasticsearch_cluster.CannotStart as reason:
        pytest.fail(f"These tests need a real Elasticsearch: {reason}", pytrace=False)
    yield address
    elasticsearch_cluster.stop(CLUSTER_PORT)


@pytest.fixture
def cluster_url(cluster: str) -> Iterator[str]:
    """An address in the cluster that no other test uses."""
    prefix = f"t{next(NUMBERS)}"
    yield f"{cluster}/{prefix}"
    with Elasticsearch(cluster) as client:
        for name in client.indices.get(index=f"{prefix}-*"):
            client.indices.delete(index=name)


@pytest.fixture(params=ENGINES)
def index(request: pytest.FixtureRequest) -> Iterator[SearchIndex]:
    """An empty index of each engine, which stands at noon of the day."""
    url = request.getfixturevalue({"embedded": "folder_url", "elastic": "cluster_url"}[request.param])
    with open_index(url) as opened:
        opened._now = lambda: NOW.astimezone(SHANGHAI)
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
