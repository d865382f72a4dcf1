"""What search costs beside the bare engine: python -m scripts.benchmark search --engine ENGINE --vacancies N."""

from __future__ import annotations

import random
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import click
import numpy as np

from domain.places import Point
from domain.wages import WageUnit
from reference.divisions import divisions
from reference.job_titles import job_titles
from reference.occupations import occupations
from search import VacancyDocument, VacancyQuestion, open_index
from search.queries.vacancies import check, vacancy_plan
from search.suggestions import Suggestions, known_entries

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from search import SearchIndex

HOME = Point(32.3932, 119.4127)
SEED = 20
QUESTIONS = 200


def documents(count: int) -> Iterator[VacancyDocument]:
    """Vacancies with real titles and tasks, scattered over the towns of Yangzhou; always the same."""
    dice = random.Random(SEED)
    titles = job_titles()
    towns = [entry for entry in divisions() if entry.level == "town"]
    tasks = {entry.code: entry.tasks for entry in occupations()}
    now = datetime.now(UTC)
    for number in range(count):
        entry, town = dice.choice(titles), dice.choice(towns)
        low = dice.randrange(3000_00, 9000_00, 100_00)
        yield VacancyDocument(
            id=str(number),
            title=entry.title,
            occupation_code=entry.occupation_code,
            duties=tasks.get(entry.occupation_code, "")[:250],
            division_code=town.code,
            latitude=town.latitude + dice.gauss(0, 0.01),
            longitude=town.longitude + dice.gauss(0, 0.01),
            wage_min_fen=low,
            wage_max_fen=low + 2000_00,
            wage_unit=WageUnit.MONTH,
            has_housing=dice.random() < 0.4,  # noqa: PLR2004
            has_meals=dice.random() < 0.5,  # noqa: PLR2004
            published_at=now - timedelta(days=90 * dice.random()),
        )


def questions() -> dict[str, list[VacancyQuestion]]:
    """The mixes that are measured."""
    dice = random.Random(SEED)
    words = [entry.title[:8] for entry in dice.sample(job_titles(), QUESTIONS // 2)]
    words += [entry.name for entry in dice.sample(occupations(), QUESTIONS // 2)]
    text = [VacancyQuestion(text=word, with_facets=False, may_relax=False) for word in words]
    filtered = [
        replace(question, divisions=("321084", "321002"), has_housing=True, with_facets=True) for question in text
    ]
    near = [replace(question, near=HOME, radius_km=10.0) for question in text]
    return {"text": text, "text, filters, facets": filtered, "text within 10 km": near}


def measure(work: Callable[[VacancyQuestion], object], asked: list[VacancyQuestion], clients: int) -> str:
    """Median, 95th and 99th percentile in milliseconds, and questions a second."""

    def timed(question: VacancyQuestion) -> float:
        start = time.perf_counter()
        work(question)
        return time.perf_counter() - start

    start = time.perf_counter()
    with ThreadPoolExecutor(clients) as pool:
        seconds = list(pool.map(timed, asked))
    rate = len(asked) / (time.perf_counter() - start)
    p50, p95, p99 = (1000 * value for value in np.percentile(seconds, (50, 95, 99)))
    return f"p50 {p50:7.2f}  p95 {p95:7.2f}  p99 {p99:7.2f} ms  {rate:7.0f}/s"


def compare(index: SearchIndex, name: str, asked: list[VacancyQuestion]) -> None:
    """A search beside the bare engine call: the plans are made before, the difference is what we add."""
    plans = {question: vacancy_plan(check(question), now=datetime.now(UTC))[0] for question in asked}
    for clients in (1, 4):
        measure(index.search, asked, clients)
        click.echo(f"{name:22} {clients} clients  search {measure(index.search, asked, clients)}")
        bare = measure(lambda question: index.engine.run(plans[question]), asked, clients)
        click.echo(f"{'':22} {clients} clients  bare   {bare}")


def report(index: SearchIndex, count: int) -> None:
    """Build, ask, print."""
    given = list(documents(count))
    start = time.perf_counter()
    index.rebuild("vacancies", given, may_shrink=True)
    click.echo(f"index           {count / (time.perf_counter() - start):8.0f} vacancies a second")
    for name, asked in questions().items():
        compare(index, name, asked)
    suggestions = Suggestions(known_entries())
    typed = [VacancyQuestion(text=entry.title[:3]) for entry in job_titles()[:1000]]
    click.echo(f"{'suggest':22} 1 clients         {measure(lambda q: suggestions.suggest(q.text), typed, 1)}")


@click.command("search")
@click.option("--engine", type=click.Choice(["embedded", "elastic"]), default="embedded", show_default=True)
@click.option("--vacancies", default=200_000, show_default=True, type=click.IntRange(100, 2_000_000))
@click.option("--url", default="http://127.0.0.1:9250/benchmark", show_default=True, help="Of a cluster that runs.")
def search(engine: str, vacancies: int, url: str) -> None:
    """Index rate and latency of search, beside the bare engine call on the same index."""
    if engine == "elastic":
        with open_index(url) as index:
            report(index, vacancies)
        return
    with tempfile.TemporaryDirectory() as folder, open_index(f"embedded://{folder}") as index:
        report(index, vacancies)
