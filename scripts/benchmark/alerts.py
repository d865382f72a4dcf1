"""A night of alerts: very many kept searches against the vacancies that are new, beside one search after the other."""

from __future__ import annotations

import json
import random
import tempfile
from dataclasses import replace
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

import click
from sqlalchemy import delete, func, insert, select

from domain.accounts import Role
from domain.alerts import AlertPace, AlertWay
from domain.divisions import COUNTIES
from reference.colloquial_names import name_groups
from reference.divisions import divisions
from reference.job_titles import job_titles
from reference.occupations import occupations
from scripts.benchmark.machine import Stopwatch, describe
from scripts.benchmark.stored import stored_city
from search import Percolator, open_index
from search.queries.vacancies import check, vacancy_plan
from webapp.blueprints.vacancies.saved import question_of
from webapp.calendar import SHANGHAI, today
from webapp.extensions import db
from webapp.models import Account, AlertMatch, SavedQuestion, SavedSearch, VacancyOpening
from webapp.models.outbox import VACANCIES
from webapp.reads.indexing import document_ids, documents
from webapp.services import alert_rounds
from webapp.services.alerts import fingerprint_of
from webapp.transaction import transaction

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from flask import Flask

    from search import SearchIndex, VacancyDocument, VacancyQuestion

SEED = 27
SEARCHES_A_PERSON = 2
ALLOWED_SECONDS = 60.0
"""For 100,000 searches and 1,000 vacancies on two cores."""
CHUNK = 5_000


class Unsound(Exception):
    """The percolator and the engine do not find the same: the figures would say nothing."""


def parameters(count: int) -> list[str]:
    """So many different searches as people keep them: names of work in their own words, a place, a wage, a wish."""
    dice = random.Random(SEED)
    words = [name for group in name_groups() for name in group.names]
    words += [entry.name for entry in occupations() if not entry.code.endswith("-00")]
    words += [entry.title[:10] for entry in job_titles()]
    towns = [entry for entry in divisions() if entry.code.startswith("3210")]
    found: dict[str, None] = {}
    while len(found) < count:
        chosen: list[tuple[str, str]] = []
        if dice.random() < 0.9:  # noqa: PLR2004
            wish = dice.choice(["", "", "", " 包吃住", " 五险", " 白班", " 8000以上"])
            chosen.append(("q", dice.choice(words) + wish))
        if dice.random() < 0.15:  # noqa: PLR2004
            here = dice.choice(towns)
            at = (here.latitude + dice.gauss(0, 0.02), here.longitude + dice.gauss(0, 0.02))
            chosen += [("at", f"{at[0]:.3f},{at[1]:.3f}"), ("radius", str(dice.choice([3, 5, 10, 20])))]
        elif dice.random() < 0.6:  # noqa: PLR2004
            chosen.append(("division", dice.choice([dice.choice(COUNTIES), dice.choice(towns).code])))
        if dice.random() < 0.3:  # noqa: PLR2004
            chosen.append(("wage", str(dice.choice([4000, 5000, 6000, 7000, 8000, 10000]))))
        for name in ("housing", "meals", "transport"):
            if dice.random() < 0.1:  # noqa: PLR2004
                chosen.append((name, "1"))
        if len(chosen) > 1 or (chosen and chosen[0][0] == "q"):
            found[urlencode(chosen)] = None
    return list(found)


@click.command("alerts")
@click.option("--searches", default=100_000, show_default=True, type=click.IntRange(100, 1_000_000))
@click.option("--vacancies", default=1_000, show_default=True, type=click.IntRange(50, 20_000))
@click.option("--sample", default=1_000, show_default=True, type=click.IntRange(20, 100_000))
def alerts(searches: int, vacancies: int, sample: int) -> None:
    """Matching all searches with all new vacancies, beside asking an engine for each; then the whole job, with rows."""
    click.echo(describe())
    asked = parameters(searches)
    watch = Stopwatch()
    with (
        tempfile.TemporaryDirectory() as folder,
        stored_city(Path(folder), workers=300, vacancies=2 * vacancies) as app,
    ):
        with app.app_context():
            ids = document_ids(VACANCIES, today=today())[-vacancies:]
            found: Any = documents(VACANCIES, ids, today=today())
            new: list[VacancyDocument] = list(found)
        figures = _match(new, asked, watch) | _ask(new, asked, Path(folder), watch, sample=sample)
        figures |= _send(app, ids, asked, watch)
    total = watch.seconds["reading"] + watch.seconds["matching"]
    click.echo(f"\n{len(asked)} different searches × {len(new)} new vacancies: {figures['matches']} answers")
    for name, took in watch.seconds.items():
        peak = f"{watch.peak_mib[name]:8.0f} MiB" if name in watch.peak_mib else ""
        click.echo(f"  {name:34} {took:8.2f} s, {watch.busy[name]:7.2f} s of a core {peak}")
    click.echo(f"  {'one by one, all of them (scaled)':34} {figures['one_by_one_seconds']:8.2f} s")
    click.echo(f"  reading and matching {total:.2f} s: {figures['one_by_one_seconds'] / total:.1f} times as fast")
    allowed = ALLOWED_SECONDS * searches * vacancies / 100_000_000
    whole = watch.seconds["rows in, answers stored"] + watch.seconds["people told"]
    click.echo(f"  the whole job may take {allowed:.0f} s: {'kept' if whole <= allowed else 'MISSED'}")
    figures |= {"machine": describe(), "searches": len(asked), "vacancies": len(new)}
    figures |= {"seconds": _rounded(watch.seconds), "busy": _rounded(watch.busy), "peak_mib": _rounded(watch.peak_mib)}
    click.echo(json.dumps(figures, ensure_ascii=False))


def _match(new: list[VacancyDocument], asked: Sequence[str], watch: Stopwatch) -> dict[str, Any]:
    """From parameters to questions, and from questions to answers, as the job does it; one core."""
    questions: list[VacancyQuestion] = []
    with watch.stage("reading"):
        questions += [question for question in map(question_of, asked) if question is not None]
    with watch.stage("matching"):
        percolator = Percolator(new, now=datetime.now(SHANGHAI))
        matches = sum(len(percolator.find(question)) for question in questions)
    words = len({question.text for question in questions})
    return {"matches": matches, "texts": words}


def _ask(
    new: list[VacancyDocument], asked: Sequence[str], folder: Path, watch: Stopwatch, *, sample: int
) -> dict[str, Any]:
    """The embedded engine with the new vacancies alone is asked for a sample of the searches, one after the other.

    It counts no facets and dresses no hits: the cheapest way to ask. Raises Unsound where it finds something else.
    """
    chosen = random.Random(SEED).sample(list(asked), min(sample, len(asked)))
    questions = [question for question in map(question_of, chosen) if question is not None]
    now = datetime.now(SHANGHAI)
    percolator = Percolator(new, now=now)
    with open_index(f"embedded://{folder / 'new'}") as index:
        index.rebuild(VACANCIES, new, may_shrink=True)
        find = _finder(index, len(new), now)
        find(questions[0])
        with watch.stage(f"one by one, {len(questions)} of them"):
            answers = [find(question) for question in questions]
    for question, answer in zip(questions, answers, strict=True):
        if set(percolator.find(question)) != answer:
            raise Unsound(question)
    took = watch.seconds[f"one by one, {len(questions)} of them"]
    return {"sample": len(questions), "one_by_one_seconds": round(took / len(questions) * len(asked), 2)}


def _finder(index: SearchIndex, count: int, now: datetime) -> Callable[[VacancyQuestion], set[str]]:
    def find(question: VacancyQuestion) -> set[str]:
        plan, _ = vacancy_plan(check(question), now=now)
        page = index.engine.run(replace(plan, size=count + 1, facets=()))
        return {json.loads(row.stored)["id"] for row in page.rows}

    return find


def _send(app: Flask, vacancy_ids: Sequence[int], asked: Sequence[str], watch: Stopwatch) -> dict[str, Any]:
    """What the job does, at noon tomorrow: rows in, answers and messages stored, everybody told once."""
    noon = datetime.combine(today() + timedelta(days=1), time(12), SHANGHAI)
    with app.app_context():
        with transaction():
            _store(vacancy_ids, asked)
        people = last = 0
        with watch.stage("rows in, answers stored"):
            is_more = True
            while is_more:
                with transaction():
                    is_more = alert_rounds.match_new(question_of, at=noon, today=today()) is not None
        with watch.stage("people told"):
            while True:
                with transaction():
                    told = alert_rounds.tell_news(at=noon, today=today(), after=last)
                if told is None:
                    break
                people, last = people + told.people, told.last_account_id
    return {"people_told": people}


def _store(vacancy_ids: Sequence[int], asked: Sequence[str]) -> None:
    """People, each with some of the searches, and vacancies that opened and were not looked at yet; nothing else."""
    for table in (AlertMatch, SavedSearch, SavedQuestion):
        db.session.execute(delete(table))
    long_ago = datetime.now(SHANGHAI) - timedelta(days=9)
    people = range(-(-len(asked) // SEARCHES_A_PERSON))
    first_account = (db.session.scalar(select(func.max(Account.id))) or 0) + 1
    first_question = (db.session.scalar(select(func.max(SavedQuestion.id))) or 0) + 1
    account = {"password_hash": "!", "role": Role.WORKER, "may_sign_in": True, "created_at": long_ago}
    search = {"pace": AlertPace.DAILY, "way": AlertWay.SMS, "created_at": long_ago, "told_until": 0, "seen_until": 0}
    rows: dict[Any, Iterator[dict[str, Any]]] = {
        Account: (
            {**account, "id": first_account + number, "phone": f"17{number:09d}", "name": f"劳动者{number}"}
            for number in people
        ),
        SavedQuestion: (
            {
                "id": first_question + number,
                "fingerprint": fingerprint_of(text),
                "parameters": text,
                "created_at": long_ago,
                "matched_at": long_ago,
            }
            for number, text in enumerate(asked)
        ),
        SavedSearch: (
            {
                **search,
                "account_id": first_account + number // SEARCHES_A_PERSON,
                "question_id": first_question + number,
                "name": f"订阅{number}",
                "told_on": long_ago.date(),
            }
            for number in range(len(asked))
        ),
        VacancyOpening: ({"vacancy_id": number, "created_at": long_ago} for number in vacancy_ids),
    }
    for table, given in rows.items():
        waiting = list(given)
        for start in range(0, len(waiting), CHUNK):
            db.session.execute(insert(table), waiting[start : start + CHUNK])


def _rounded(figures: dict[str, float]) -> dict[str, float]:
    return {name: round(value, 2) for name, value in figures.items()}
