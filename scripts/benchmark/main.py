"""The main job: rows in, plan rows saved, beside a bare solver; and the zone page beside a page that is a constant."""

from __future__ import annotations

import json
import os
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
import numpy as np
from ortools.graph.python.min_cost_flow import SimpleMinCostFlow
from sqlalchemy import insert, select

from domain.candidates import find_candidates
from domain.invitations import InvitationState
from domain.matching import Edges, assign, pose_problem, solve, violations
from domain.runs import RunState
from scripts.benchmark import web
from scripts.benchmark.machine import Stopwatch, describe
from scripts.demo_city import making
from webapp.app import create_app
from webapp.calendar import now, today
from webapp.extensions import db
from webapp.models import Invitation, Zone
from webapp.reads.matching import is_hiring, read_vacancies, read_workers
from webapp.reads.runs import latest_run_of_each
from webapp.transaction import transaction

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flask import Flask
    from numpy.typing import NDArray

    from domain.matching import Plan
    from domain.matching.problem import Problem

UNITS = 1_000_000
"""Of a score, for the solver that counts in whole numbers."""
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
    with tempfile.TemporaryDirectory() as folder, _city(Path(folder), workers, vacancies) as app:
        figures = {"machine": describe(), "workers": workers, "vacancies": vacancies}
        figures |= _matching(app) | _nights(app) | _pages(app, clients=clients, seconds=seconds)
    click.echo(json.dumps(figures, ensure_ascii=False))


@contextmanager
def _city(folder: Path, workers: int, vacancies: int) -> Iterator[Flask]:
    """The demo city of a size, stored and indexed in a folder."""
    settings = {
        "LAOPIN_DATABASE_URL": f"sqlite:///{folder / 'city.db'}",
        "LAOPIN_SEARCH_URL": f"embedded://{folder / 'search'}",
        "LAOPIN_SECRET_KEY": "only for a benchmark",
    }
    before = {name: os.environ.get(name) for name in settings}
    os.environ.update(settings)
    try:
        app = create_app()
        making.stand(app, making.Wanted(workers=workers, vacancies=vacancies, seed=1, today=None), may_reset=False)
        making.build_index(app)
        yield app
    finally:
        for name, value in before.items():
            os.environ.pop(name) if value is None else os.environ.update({name: value})


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
            bare = _bare(edges, places.seats)
        with watch.stage("verify"):
            broken = [*violations(problem, plan), *violations(problem, other)]
        _check(problem, plan, other, bare, broken)
        with watch.stage("saving"):
            _save(plan, people.id, places.id)
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


def _bare(edges: Edges, seats: NDArray[np.int64]) -> float:
    """What somebody writes who has only the solver: the same edges as arcs, and the best total score."""
    n_workers, n_vacancies = edges.n_workers or int(edges.worker.max()) + 1, len(seats)
    sink, nobody = n_workers + n_vacancies, n_workers + n_vacancies + 1
    flow = SimpleMinCostFlow()
    cost = -np.rint(edges.score * UNITS).astype(np.int64)
    flow.add_arcs_with_capacity_and_unit_cost(
        edges.worker.astype(np.int32), (edges.vacancy + n_workers).astype(np.int32), np.ones_like(cost), cost
    )
    workers, vacancies = np.arange(n_workers, dtype=np.int32), np.arange(n_workers, sink, dtype=np.int32)
    for tails, heads, most in (
        (vacancies, np.full(n_vacancies, sink, dtype=np.int32), seats.astype(np.int64)),
        (workers, np.full(n_workers, nobody, dtype=np.int32), np.ones(n_workers, dtype=np.int64)),
        (np.array([nobody], dtype=np.int32), np.array([sink], dtype=np.int32), np.array([n_workers])),
    ):
        flow.add_arcs_with_capacity_and_unit_cost(tails, heads, most, np.zeros_like(most))
    supply = np.zeros(nobody + 1, dtype=np.int64)
    supply[workers], supply[sink] = 1, -n_workers
    flow.set_nodes_supplies(np.arange(nobody + 1, dtype=np.int32), supply)
    if flow.solve() != flow.OPTIMAL:
        raise Unsound("the bare solver found nothing")
    return float(-flow.optimal_cost() / UNITS)


def _check(problem: Problem, plan: Plan, other: Plan, bare: float, broken: list[Any]) -> None:
    slip = (problem.n_workers + 1) / UNITS
    if broken:
        raise Unsound(str(broken))
    if abs(plan.score - other.score) > slip or abs(plan.score - bare) > slip or plan.bound - plan.score > slip:
        raise Unsound(f"flow {plan.score}, auction {other.score}, bare {bare}, bound {plan.bound}")


def _save(plan: Plan, workers: NDArray[np.int64], vacancies: NDArray[np.int64]) -> None:
    """Store a place as an invitation that is prepared: a row with its keys and constraints, as the jobs do."""
    at = now()
    rows = [
        {
            "worker_id": worker,
            "vacancy_id": vacancy,
            "state": InvitationState.PREPARED,
            "rank": 0,
            "score": 0.0,
            "reasons": [],
            "message": "",
            "created_at": at,
        }
        for worker, vacancy in zip(workers[plan.worker].tolist(), vacancies[plan.vacancy].tolist(), strict=True)
    ]
    with transaction():
        db.session.execute(insert(Invitation), rows)


def _nights(app: Flask) -> dict[str, Any]:
    """The two nightly jobs as `python -m jobs` runs them: rows in, plan rows and their reasons saved."""
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
