"""What lists lead to with and without prices, and what a promise to hardship groups costs, on made-up markets."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import click
import numpy as np

from domain.candidates import find_candidates
from domain.congestion import WEIGHTS, simulate
from domain.labour_export import HARDSHIP_SHARE
from domain.matching import Edges, Quota, pose_problem, solve, violations
from scripts.benchmark.city import TODAY, draw_city
from scripts.benchmark.machine import describe
from scripts.benchmark.market import draw_market
from webapp.settings import Settings

if TYPE_CHECKING:
    from domain.congestion import Outcome
    from domain.matching import Problem

TIGHT, SCARCE = 1.1, 0.6
"""Seats a worker."""


@click.command("congestion")
@click.option("--workers", default=20_000, show_default=True, type=click.IntRange(200, 200_000))
@click.option("--vacancies", default=1_000, show_default=True, type=click.IntRange(50, 20_000))
def congestion(workers: int, vacancies: int) -> None:
    """Placements after three rounds of applications for each λ; a promise on a scarce market."""
    click.echo(describe())
    markets = {
        "popular": draw_market(workers, vacancies, seats_a_worker=TIGHT),
        "city": _city(workers, vacancies, TIGHT)[0],
    }
    shipped = Settings().competition_weight
    figures = {name: _compare(name, problem, shipped) for name, problem in markets.items()}
    click.echo(
        json.dumps(
            {
                "machine": describe(),
                "workers": workers,
                "vacancies": vacancies,
                "shipped": shipped,
                "markets": figures,
                "hardship": _promise(workers, vacancies),
            }
        )
    )


def _city(workers: int, vacancies: int, seats: float) -> tuple[Problem, np.ndarray[Any, np.dtype[np.bool_]]]:
    """The pairs of a made-up city by the fit that pages show, and who belongs to a hardship group."""
    city = draw_city(workers, vacancies, seats_a_worker=seats)
    found = find_candidates(city.workers, city.vacancies, today=TODAY)
    edges = Edges(found.worker, found.vacancy, found.score, workers)
    return pose_problem(edges, city.vacancies.seats), city.workers.is_hardship


def _compare(name: str, problem: Problem, shipped: float) -> dict[str, Any]:
    plan = solve(problem, solver="auction")
    outcomes = [simulate(problem, plan.price, weight=weight) for weight in sorted({*WEIGHTS, shipped})]
    plain, chosen = outcomes[0], next(outcome for outcome in outcomes if outcome.weight == shipped)
    click.echo(f"\n{name}: {plain.workers} workers who fit somewhere, {problem.capacity.sum()} seats")
    click.echo(f"  the best plan places {len(plan.worker)}")
    click.echo("     λ   placed          nDCG@10  coverage  Gini  applications a hire")
    for outcome in outcomes:
        click.echo(_row(outcome, plain, is_shipped=outcome is chosen))
    return {
        "best_plan": len(plan.worker),
        "more_placed": round(chosen.placed / plain.placed - 1, 4),
        "ndcg": round(chosen.ndcg, 4),
        "outcomes": [{name: round(value, 4) for name, value in asdict(outcome).items()} for outcome in outcomes],
    }


def _row(outcome: Outcome, plain: Outcome, *, is_shipped: bool) -> str:
    more = 100 * (outcome.placed / plain.placed - 1)
    return (
        f"  {outcome.weight:4.2f}  {outcome.placed:7} {more:+6.1f} %  {outcome.ndcg:7.3f}  {outcome.coverage:8.3f}"
        f"  {outcome.gini:4.2f}  {outcome.applications_per_hire:6.2f}{'   shipped' if is_shipped else ''}"
    )


def _promise(workers: int, vacancies: int) -> dict[str, Any]:
    """A promised share for hardship groups where seats are scarce: what it brings, and that it costs no placement."""
    problem, hardship = _city(workers, vacancies, SCARCE)
    quota = Quota(np.arange(vacancies, dtype=np.int32), hardship, HARDSHIP_SHARE)
    promised = pose_problem(problem.edges, problem.capacity, quotas=[quota])
    without, plan = solve(problem), solve(promised)
    figures = {
        "promised_share": HARDSHIP_SHARE,
        "placed_without": len(without.worker),
        "placed_with": len(plan.worker),
        "share_without": round(float(hardship[without.worker].mean()), 4),
        "share_with": round(float(hardship[plan.worker].mean()), 4),
        "score_lost": round(1 - plan.score / without.score, 6),
        "gap": plan.gap,
        "is_possible": not plan.infeasible,
        "is_sound": not violations(promised, plan),
    }
    click.echo(f"\nA promise of {HARDSHIP_SHARE:.0%} to hardship groups, {problem.capacity.sum()} seats")
    click.echo(f"  without: {figures['placed_without']} placed, {figures['share_without']:.2%} of them of the groups")
    click.echo(f"  with:    {figures['placed_with']} placed, {figures['share_with']:.2%} of them of the groups")
    click.echo(f"  {figures['score_lost']:.3%} less score")
    return figures
