"""The main job: rows in, plan rows saved, beside a bare solver; and the zone page beside a page that is a constant."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
import numpy as np
from sqlalchemy import select

from domain.candidates import find_candidates
from domain.matching import Edges, assign, pose_problem, solve, violations
from domain.runs import RunState
from scripts.benchmark import web
from scripts.benchmark.baselines import UNITS, by_ortools
from scripts.benchmark.machine import Stopwatch, describe
from scripts.benchmark.stored import save_places, stored_city
from scripts.demo_city import making
from webapp.calendar import today
from webapp.extensions import db
from webapp.models import Zone
from webapp.reads.matching import is_hiring, read_vacancies, read_workers
from webapp.reads.runs import latest_run_of_each

if TYPE_CHECKING:
    from flask import Flask

    from domain.matching import Plan
    from domain.matching.problem import Problem

WEB_PROCESSES = 2
WORDS = ("", "厨师", "电焊工 8000", "包吃住", "高邮", "护理员 白班")
"""What is asked for on the page of a zone, in turn."""


class Unsound(Exception):
    """A plan breaks a rule, or two solvers do not agree: the figures would say nothing."""


@click.command("main")
@click.option("--workers", default=20_000, show_default=True, type=click.IntRange(200, 900_000))
@click.option("--vacancies", default=5_000, show_default=True, type=click.IntRange(60, 100_000))
@click.option("--seconds", default=5.0, show_default=True, help="How long each page is asked.")
@click.option("--clients", default=8, show_default=True, type=click.IntRange(1, 64))
def main(workers: int, vacancies: int, seconds: float, clients: int) -> None:
    """Each stage of a matching of a whole city, and how fast the page of a zone is."""
    click.echo(describe())
    with (
        tempfile.TemporaryDirectory() as folder,
        stored_city(Path(folder), workers=workers, vacancies=vacancies) as app,
    ):
        making.build_index(app)
        figures = {"machine": describe(), "workers": workers, "vacancies": vacancies}
        figures |= _matching(app) | _nights(app) | _pages(app, clients=clients, seconds=seconds)
    click.echo(json.dumps(figures, ensure_ascii=False))


def _matching(app: Flask) -> dict[str, Any]:
    """Everybody who looks for work against every vacancy that hires: the same work the nightly jobs do, undivided."""
    watch = Stopwatch()
    with app.app_context():
        with watch.stage("rows"):
            people, places = read_workers(today=today()), read_vacancies(is_hiring(today()))
        with watch.stage("edges"):
            found = find_candidates(people, places, today=today())
        edges = Edges(found.worker, found.vacancy, found.score, len(people))
        # The auction is compiled when it is first asked for, and that is kept on disk: not what is measured here.
        one = np.zeros(1, dtype=np.int32)
        assign(Edges(one, one, np.ones(1)), [1], solver="auction")
        with watch.stage("assignment, flow"):
            problem = pose_problem(edges, places.seats)
            plan = solve(problem)
        with watch.stage("assignment, auction"):
            problem = pose_problem(edges, places.seats)
            other = solve(problem, solver="auction")
        with watch.stage("bare OR-Tools"):
            bare = by_ortools(edges, places.seats)
        with watch.stage("verify"):
            broken = [*violations(problem, plan), *violations(problem, other)]
        _check(problem, plan, other, bare, broken)
        with watch.stage("saving"):
            chosen = zip(people.id[plan.worker].tolist(), places.id[plan.vacancy].tolist(), strict=True)
            save_places(list(chosen), [[]] * len(plan.worker))
    click.echo(f"\n{len(people)} workers who agreed to be matched, {len(places)} vacancies with free seats")
    click.echo(f"{len(edges.worker)} edges, {len(plan.worker)} placed, score {plan.score:.3f}, bound {plan.bound:.3f}")
    for name, took in watch.seconds.items():
        ratio = f"   {watch.seconds['bare OR-Tools'] / took:5.2f} times as fast as bare" if "assign" in name else ""
        click.echo(f"  {name:24} {took:8.3f} s{ratio}")
    return {
        "edges": len(edges.worker),
        "placed": len(plan.worker),
        "score": plan.score,
        "bound": plan.bound,
        "stages": {name: round(took, 4) for name, took in watch.seconds.items()},
    }


def _check(problem: Problem, plan: Plan, other: Plan, bare: float, broken: list[Any]) -> None:
    slip = (problem.n_workers + 1) / UNITS
    if broken:
        raise Unsound(str(broken))
    if abs(plan.score - other.score) > slip or abs(plan.score - bare) > slip or plan.bound - plan.score > slip:
        raise Unsound(f"flow {plan.score}, auction {other.score}, bare {bare}, bound {plan.bound}")


def _nights(app: Flask) -> dict[str, Any]:
    """The nightly jobs as `python -m jobs` runs them: rows in, plan rows and their reasons saved."""
    making.work_a_night(app)
    with app.app_context():
        runs = latest_run_of_each()
    click.echo("\nThe nightly jobs, whole")
    seconds = {}
    for job in making.NIGHTLY:
        run = runs[job]
        if run.started_at is None or run.finished_at is None or run.state is not RunState.SUCCEEDED:
            raise Unsound(f"{job} {run.state}")
        seconds[job.value] = (run.finished_at - run.started_at).total_seconds()
        click.echo(f"  {job:24} {seconds[job.value]:8.3f} s")
    return {"jobs": seconds}


def _pages(app: Flask, *, clients: int, seconds: float) -> dict[str, Any]:
    """The search page of a zone beside a page that is a constant, by the same server and the same clients."""
    with app.app_context():
        slug = db.session.scalar(select(Zone.slug).where(Zone.is_published).order_by(Zone.id).limit(1))
    zone = f"/zones/{slug}"
    with web.served("webapp.app:create_app()", path=zone, workers=WEB_PROCESSES) as port:
        paths = [f"{zone}?q={web.quoted(words)}" for words in WORDS]
        page = web.measure(port, paths, clients=clients, seconds=seconds)
    with web.served("scripts.benchmark.constant:create_app()", path="/", workers=WEB_PROCESSES) as port:
        constant = web.measure(port, ["/"], clients=clients, seconds=seconds)
    click.echo(f"\nPages, {WEB_PROCESSES} processes, {clients} clients")
    click.echo(f"  {'zone, searched':24} {page}")
    click.echo(f"  {'Flask, a constant':24} {constant}")
    return {
        "zone_page_per_second": round(page.per_second, 1),
        "zone_page_p50_ms": round(page.p50_ms, 2),
        "constant_page_per_second": round(constant.per_second, 1),
    }
