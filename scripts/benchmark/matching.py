"""The matching of a whole city, stage by stage, beside what libraries alone do with the same pairs and seats."""

from __future__ import annotations

import json
import tempfile
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
import numpy as np

from domain.candidates import find_candidates
from domain.fit import Pairs, explain_pairs
from domain.matching import (
    Edges,
    assign,
    blocking_pairs,
    nearest_places,
    pose_problem,
    solve,
    solve_stably,
    violations,
)
from scripts.benchmark.baselines import UNITS, by_ortools, by_scipy, greedily
from scripts.benchmark.city import TODAY, City, draw_city
from scripts.benchmark.machine import Stopwatch, describe
from scripts.benchmark.stored import open_seats, save_places, stored_city
from webapp.calendar import today
from webapp.reads.matching import is_hiring, read_vacancies, read_workers
from webapp.services.reasons import kept_reasons

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from domain.fit import VacancyTable, WorkerTable
    from domain.matching import Plan, Problem

AGREE, HIRE = 0.8, 0.86
"""Of the demo city at least this share of workers agrees to be matched, and of vacancies this share hires."""
MOST_STORED = 300_000
"""Workers up to which the city is made as rows; a larger one is drawn as columns, and its plan is not saved."""
PART = 10_000
"""Places explained and saved together, so that reasons do not fill the memory."""
ASKED = 500
"""People without a place who are told what came closest."""
ARRIVALS = 0.01


class Unsound(Exception):
    """A plan breaks a rule, or two solvers do not agree: the figures would say nothing."""


@click.command("matching")
@click.option("--workers", default=100_000, show_default=True, type=click.IntRange(200, 2_000_000))
@click.option("--vacancies", default=5_000, show_default=True, type=click.IntRange(50, 100_000))
@click.option("--seats", default=1.1, show_default=True, help="For each worker.")
def matching(workers: int, vacancies: int, seats: float) -> None:
    """Time and memory of each stage, from rows to saved plan, beside OR-Tools, scipy and a greedy hand."""
    click.echo(describe())
    watch = Stopwatch()
    _compile()
    with ExitStack() as stack:
        is_stored = workers <= MOST_STORED
        if is_stored:
            people, places = stack.enter_context(_rows(workers, vacancies, seats, watch))
            day = today()
        else:
            city: City = draw_city(workers, vacancies, seats_a_worker=seats)
            people, places, day = city.workers, city.vacancies, TODAY
        with watch.stage("edges"):
            found = find_candidates(people, places, today=day)
        edges = Edges(found.worker, found.vacancy, found.score, len(people))
        with watch.stage("auction"):
            problem = pose_problem(edges, places.seats)
            plan = solve(problem, solver="auction")
        with watch.stage("verify"):
            broken = violations(problem, plan)
        if broken:
            raise Unsound(str(broken))
        _explain_and_save(watch, people, places, plan, day=day, is_stored=is_stored)
        with watch.stage("why not"):
            _answer(problem, plan)
    pipeline = sum(watch.seconds.values())
    peak = max(watch.peak_mib.values(), default=0.0)
    compared = _compare(watch, problem, plan)
    _print(watch, problem, plan, compared, pipeline=pipeline, peak=peak)
    click.echo(
        json.dumps(
            {
                "machine": describe(),
                "workers": len(people),
                "vacancies": len(places),
                "edges": len(edges.worker),
                "placed": len(plan.worker),
                "score": plan.score,
                "bound": plan.bound,
                "is_from_rows": is_stored,
                "pipeline_seconds": round(pipeline, 3),
                "pipeline_peak_mib": round(peak),
                "seconds": {name: round(took, 4) for name, took in watch.seconds.items()},
                "peak_mib": {name: round(most) for name, most in watch.peak_mib.items()},
                **compared,
            }
        )
    )


def _compile() -> None:
    """The auction is compiled when it is first asked for, and that is kept on disk: not what is measured here."""
    one = np.zeros(1, dtype=np.int32)
    tiny = pose_problem(Edges(one, one, np.ones(1)), [1])
    solve(tiny, solver="auction", start=solve(tiny, solver="auction"))
    solve_stably(tiny)


@contextmanager
def _rows(workers: int, vacancies: int, seats: float, watch: Stopwatch) -> Iterator[tuple[WorkerTable, VacancyTable]]:
    """So many workers and vacancies of a demo city, read from its database."""
    with tempfile.TemporaryDirectory() as folder:
        wanted = {"workers": int(workers / AGREE) + 1, "vacancies": int(vacancies / HIRE) + 1}
        with stored_city(Path(folder), **wanted) as app, app.app_context():
            open_seats(seats * workers)
            with watch.stage("rows"):
                people, places = read_workers(today=today()), read_vacancies(is_hiring(today()))
            yield people.take(np.arange(min(workers, len(people)))), places.take(np.arange(min(vacancies, len(places))))


def _explain_and_save(
    watch: Stopwatch, people: WorkerTable, places: VacancyTable, plan: Plan, *, day: Any, is_stored: bool
) -> None:
    """Say why of every place, and store it with that."""
    for begin in range(0, len(plan.worker), PART):
        worker, vacancy = (rows[begin : begin + PART].astype(np.int64) for rows in (plan.worker, plan.vacancy))
        with watch.stage("explain"):
            pairs = Pairs(workers=people, vacancies=places, worker=worker, vacancy=vacancy, today=day)
            reasons = [kept_reasons(why) for why in explain_pairs(pairs)]
        if is_stored:
            with watch.stage("save"):
                save_places(list(zip(people.id[worker].tolist(), places.id[vacancy].tolist(), strict=True)), reasons)


def _answer(problem: Problem, plan: Plan) -> None:
    """What came closest for people who have pairs and no place."""
    has_pair = np.unique(problem.edges.worker)
    for worker in has_pair[~np.isin(has_pair, plan.worker)][:ASKED].tolist():
        nearest_places(problem, plan, worker)


def _compare(watch: Stopwatch, problem: Problem, plan: Plan) -> dict[str, Any]:
    """The same pairs for others, and for ourselves in other ways. Raises Unsound where two do not agree."""
    edges, seats = problem.edges, problem.capacity
    with watch.stage("flow"):
        flow = assign(edges, seats)
    with watch.stage("bare OR-Tools"):
        bare = by_ortools(edges, seats)
    with watch.stage("scipy"):
        other = by_scipy(edges, seats)
    with watch.stage("greedy"):
        greedy, greedily_placed = greedily(edges, seats)
    with watch.stage("stable"):
        stable = solve_stably(problem)
    with watch.stage("blocking pairs"):
        blocking = len(blocking_pairs(problem, plan))
    again = _after_arrivals(watch, problem)
    slip = (problem.n_workers + 1) / UNITS
    scores = [plan.bound, flow.score, bare, again.score, again.bound, *([] if other is None else [other])]
    if max(abs(score - plan.score) for score in scores) > slip:
        raise Unsound(f"auction {plan.score}, others {scores}")
    return {
        "solver": plan.solver,
        "is_scipy_able": other is not None,
        "greedy": {"score": greedy, "placed": greedily_placed},
        "stable": {"score": stable.score, "placed": len(stable.worker)},
        "blocking_pairs": blocking,
        "times_bare": round(watch.seconds["bare OR-Tools"] / watch.seconds["auction"], 2),
    }


def _after_arrivals(watch: Stopwatch, problem: Problem) -> Plan:
    """The plan of everybody, from that of all but the last hundredth.

    Measured is all that stands between yesterday's plan with its prices, and the pairs of those who came, and a plan
    with its bound: old and new pairs are put together and checked as any others, the problem is posed, solved from
    where the plan was, and its prices and bound are proved. Not measured is what was done before that: to read the
    rows, to score the pairs of those who came ("edges" does it for everybody) and to make the plan of yesterday.
    """
    seats, n_workers = problem.capacity, problem.n_workers
    n_before = n_workers - max(1, int(ARRIVALS * n_workers))
    is_old = problem.edges.worker < n_before
    old, new = _some(problem.edges, is_old, n_before), _some(problem.edges, ~is_old, n_workers)
    before = assign(old, seats, solver="auction")
    with watch.stage("arrivals"):
        worker = np.concatenate([old.worker, new.worker])
        vacancy = np.concatenate([old.vacancy, new.vacancy])
        score = np.concatenate([old.score, new.score])
        grown = pose_problem(Edges(worker, vacancy, score, n_workers), seats)
        return solve(grown, solver="auction", start=before)


def _some(edges: Edges, chosen: NDArray[np.bool_], n_workers: int) -> Edges:
    return Edges(edges.worker[chosen], edges.vacancy[chosen], edges.score[chosen], n_workers)


def _print(
    watch: Stopwatch, problem: Problem, plan: Plan, compared: dict[str, Any], *, pipeline: float, peak: float
) -> None:
    click.echo(
        f"\n{problem.n_workers} workers, {problem.n_vacancies} vacancies, {problem.capacity.sum()} seats,"
        f" {len(problem.edges.worker)} pairs"
    )
    click.echo(f"{len(plan.worker)} placed, score {plan.score:.6f}, bound {plan.bound:.6f}, by the {plan.solver}")
    for name, took in watch.seconds.items():
        is_absent = name == "scipy" and not compared["is_scipy_able"]
        figure = "too large for it" if is_absent else f"{took:9.3f} s  {watch.peak_mib.get(name, 0):8.0f} MiB"
        click.echo(f"  {name:16} {figure}")
    click.echo(f"Rows to saved plan: {pipeline:.1f} s, at most {peak:.0f} MiB")
    click.echo(f"The auction is {compared['times_bare']} times as fast as bare OR-Tools, and as good")
    lost = 1 - compared["greedy"]["score"] / plan.score
    click.echo(f"Greedy: {100 * lost:.1f} % less score, {len(plan.worker) - compared['greedy']['placed']} fewer placed")
    lost = 1 - compared["stable"]["score"] / plan.score
    click.echo(
        f"Stable: {100 * lost:.1f} % less score, {len(plan.worker) - compared['stable']['placed']} fewer placed;"
        f" the best plan has {compared['blocking_pairs']} blocking pairs"
    )
