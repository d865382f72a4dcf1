"""What search costs beside the bare engine: python -m scripts.benchmark search --engine ENGINE --vacancies N."""

from __future__ import annotations

import json
import random
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
import numpy as np

from domain.places import Point
from domain.wages import WageUnit
from reference.divisions import divisions
from reference.job_titles import job_titles
from reference.occupations import occupations
from scripts.benchmark import web
from scripts.benchmark.machine import describe
from scripts.benchmark.search_api import PROCESSES, api_served, suggest_path, vacancies_path
from scripts.benchmark.search_bare import bare_bulk, bare_call
from search import VacancyDocument, VacancyQuestion, open_index
from search.queries.vacancies import check, vacancy_plan
from search.suggestions import Suggestions, known_entries
from webapp.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from search import SearchIndex

HOME = Point(32.3932, 119.4127)
SEED = 20
QUESTIONS = 200
CLIENTS = (1, 4)
TIMES, MORE_MS = 1.5, 3.0
"""What the interface may cost: so many times the bare engine call, and so many milliseconds."""
SHARE = 0.8
"""Of the bare bulk rate, what indexing is to reach."""
BULK = 20_000
"""Documents by which the two rates are compared."""


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
    # Whoever gets through a part of them only has asked the same mix.
    dice.shuffle(words)
    text = [VacancyQuestion(text=word, with_facets=False, may_relax=False) for word in words]
    filtered = [
        replace(question, divisions=("321084", "321002"), has_housing=True, with_facets=True) for question in text
    ]
    near = [replace(question, near=HOME, radius_km=10.0) for question in text]
    return {"text": text, "text, filters, facets": filtered, "text within 10 km": near}


def measure(work: Callable[[Any], object], asked: Sequence[Any], clients: int) -> web.Rate:
    """How fast something answers in this process."""

    def timed(question: Any) -> float:
        start = time.perf_counter()
        work(question)
        return time.perf_counter() - start

    start = time.perf_counter()
    with ThreadPoolExecutor(clients) as pool:
        seconds = list(pool.map(timed, asked))
    rate = len(asked) / (time.perf_counter() - start)
    p50, p95, p99 = (1000 * float(value) for value in np.percentile(seconds, (50, 95, 99)))
    return web.Rate(rate, p50, p95, p99)


def compare(
    index: SearchIndex, name: str, asked: list[VacancyQuestion], *, port: int, seconds: float
) -> dict[str, dict[str, float]]:
    """The interface, the search and the bare engine call beside each other, on questions that find something.

    The plans of the bare calls are made before: the difference is what we add. A question that finds nothing is asked
    anew with less, which is more than one call; it is left out. All ask with the λ that is shipped.
    """
    asked = [question for question in asked if index.search(question).total]
    weight, now = index.competition_weight, datetime.now(UTC)
    plans = {question: vacancy_plan(check(question), now=now, competition_weight=weight)[0] for question in asked}
    paths = [vacancies_path(question) for question in asked]
    call = bare_call(index.engine)
    figures = {}
    for clients in CLIENTS:
        bare = measure(lambda question: call(plans[question]), asked, clients)
        searched = measure(index.search, asked, clients)
        api = web.measure(port, paths, clients=clients, seconds=seconds)
        for how, rate in (("bare engine", bare), ("search", searched), ("HTTP API", api)):
            click.echo(f"{name:22} {clients} clients  {how:12} {rate}")
        allowed = TIMES * bare.p50_ms + MORE_MS
        click.echo(f"{'':33}  the API's p50 may be {allowed:.2f} ms: {'kept' if api.p50_ms <= allowed else 'MISSED'}")
        figures[str(clients)] = {
            "bare_p50_ms": round(bare.p50_ms, 2),
            "search_p50_ms": round(searched.p50_ms, 2),
            "api_p50_ms": round(api.p50_ms, 2),
            "api_p99_ms": round(api.p99_ms, 2),
            "allowed_p50_ms": round(allowed, 2),
        }
    return figures


def compare_suggestions(*, port: int, seconds: float) -> dict[str, dict[str, float]]:
    """Suggestions in this process and through the interface."""
    suggestions = Suggestions(known_entries())
    typed = [entry.title[:3] for entry in job_titles()[:1000]]
    figures = {}
    for clients in CLIENTS:
        here = measure(suggestions.suggest, typed, clients)
        api = web.measure(port, [suggest_path(one) for one in typed[:QUESTIONS]], clients=clients, seconds=seconds)
        for how, rate in (("in process", here), ("HTTP API", api)):
            click.echo(f"{'suggest':22} {clients} clients  {how:12} {rate}")
        figures[str(clients)] = {"p99_ms": round(here.p99_ms, 2), "api_p50_ms": round(api.p50_ms, 2)}
    return figures


def fill(index: SearchIndex, given: list[VacancyDocument]) -> dict[str, float]:
    """Build the index of some vacancies, and say how fast, beside the bare bulk rate."""
    some = given[:BULK]
    # The first that is made loads the dictionaries.
    timed_rebuild(index, some)
    bare, with_making = bare_bulk(index.engine, some)
    own = timed_rebuild(index, some)
    click.echo(f"index {len(some):9} {own:8.0f} vacancies a second")
    for what, rate in (("made ready before", bare), ("made ready one by one", with_making)):
        is_kept = "kept" if own >= SHARE * rate else "MISSED"
        click.echo(f"{'':16}{rate:8.0f} bare bulk, {what}: {own / rate:.0%}, wanted {SHARE:.0%}: {is_kept}")
    rate = timed_rebuild(index, given)
    click.echo(f"index {len(given):9} {rate:8.0f} vacancies a second")
    return {
        "indexed_per_second": round(rate),
        "indexed_some_per_second": round(own),
        "bare_per_second": round(bare),
        "bare_with_making_per_second": round(with_making),
    }


def timed_rebuild(index: SearchIndex, given: list[VacancyDocument]) -> float:
    """Documents a second of a rebuild."""
    start = time.perf_counter()
    index.rebuild("vacancies", given, may_shrink=True)
    return len(given) / (time.perf_counter() - start)


def report(index: SearchIndex, count: int, *, url: str, seconds: float) -> None:
    """Build, ask, print; the last line is the figures as JSON."""
    figures: dict[str, Any] = {"machine": describe(), "vacancies": count} | fill(index, list(documents(count)))
    with tempfile.TemporaryDirectory() as folder, api_served(url, Path(folder)) as port:
        click.echo(f"the API is served by {PROCESSES} processes on the same machine as its clients")
        for name, asked in questions().items():
            figures[name] = compare(index, name, asked, port=port, seconds=seconds)
        figures["suggest"] = compare_suggestions(port=port, seconds=seconds)
    click.echo(json.dumps(figures, ensure_ascii=False))


@click.command("search")
@click.option("--engine", type=click.Choice(["embedded", "elastic"]), default="embedded", show_default=True)
@click.option("--vacancies", default=200_000, show_default=True, type=click.IntRange(100, 2_000_000))
@click.option("--url", default="http://127.0.0.1:9250/benchmark", show_default=True, help="Of a cluster that runs.")
@click.option("--seconds", default=3.0, show_default=True, help="How long each part of the API is asked.")
def search(engine: str, vacancies: int, url: str, seconds: float) -> None:
    """Index rate and latency of search and of the HTTP API, beside the bare engine call on the same index."""
    click.echo(describe())
    weight = Settings().competition_weight
    if engine == "elastic":
        with open_index(url, competition_weight=weight) as index:
            report(index, vacancies, url=url, seconds=seconds)
        return
    with tempfile.TemporaryDirectory() as folder:
        url = f"embedded://{folder}"
        with open_index(url, competition_weight=weight) as index:
            report(index, vacancies, url=url, seconds=seconds)
