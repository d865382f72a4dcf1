"""Matches open export orders with willing workers: reads, lets the domain decide, replaces what was proposed."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from sqlalchemy import bindparam, delete, insert, update
from sqlalchemy.exc import IntegrityError

from domain.batches import Placement, share_among_batches
from domain.candidates import find_candidates
from domain.companions import groups_of
from domain.fit import HARD_RULES, Pairs, explain_pairs
from domain.labour_export import HARDSHIP_SHARE, RosterState
from domain.matching import Edges
from domain.roster_matching import RULE_VERSION, RosterPlan, match_roster
from webapp.calendar import now
from webapp.extensions import db
from webapp.models import Batch, JobRun, RosterEntry, Vacancy
from webapp.reads.companions import all_agreed_pairs
from webapp.reads.matching import read_vacancies, read_workers, rows_of
from webapp.reads.open_batches import proposed_places, read_standing, would_go
from webapp.services import audit
from webapp.services.reasons import kept_reasons

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import date

    from domain.candidates import Candidates
    from domain.fit import VacancyTable, WorkerTable
    from webapp.reads.open_batches import Standing

    Tell = Callable[[int, int, str], None]

STEPS = 4
N_ = str
"""Marks an English sentence that a page translates."""
ALL_TAKEN = N_("Every place that fits went to somebody whom it fits better")
TURNED_AWAY = N_("Has declined or left the orders that fit")
TOGETHER = N_("No order has places for everybody who goes together")
NO_AGENCY = N_("No agency has free seats for the places that fit")


class PlanUnsound(Exception):
    """The plan breaks a rule; it is not stored."""


class PlanOutdated(Exception):
    """While the plan was computed, an agency or an official changed what it rests on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Problem:
    workers: WorkerTable
    vacancies: VacancyTable
    standing: Standing
    orders: tuple[int, ...]
    order: np.ndarray[Any, np.dtype[np.int64]]
    """The row of the order, for each vacancy."""
    order_seats: np.ndarray[Any, np.dtype[np.int64]]
    """What the agencies of each order can still send."""
    found: Candidates
    edges: Edges
    together: tuple[tuple[int, ...], ...]
    """Numbers of workers who go together or not at all."""


def match(*, today: date, run_id: int, per_worker: int, tell: Tell) -> dict[str, Any]:
    """Propose the best roster for all open orders together, in place of what was proposed before.

    Whoever has been told keeps the place. The answer is what the run counts. Raises PlanUnsound and PlanOutdated, and
    then nothing is stored.
    """
    tell(0, STEPS, N_("Reading workers and orders"))
    problem = _pose(today=today, per_worker=per_worker, tell=tell)
    tell(2, STEPS, N_("Matching"))
    plan = _solve(problem)
    if plan.violations:
        raise PlanUnsound("; ".join(plan.violations))
    tell(3, STEPS, N_("Writing the rosters"))
    changes = _store(problem, _rosters(problem, plan), today=today, run_id=run_id)
    counts = {
        "placed": plan.placed,
        "seats": problem.standing.seats,
        "hardship": plan.hardship_placed,
        "hardship_possible": plan.hardship_possible,
        "kept": problem.standing.told,
        "workers": len(problem.workers),
        "orders": len(problem.orders),
        "edges": len(problem.edges.worker),
        "score": round(plan.score, 6),
        "bound": round(plan.bound, 6),
        "gap": round(plan.bound - plan.score, 6),
        **changes,
        "unplaced": _unplaced(problem, plan),
    }
    audit.record(
        "roster.match", db.session.get_one(JobRun, run_id), account_id=None, rule_version=RULE_VERSION, **counts
    )
    return counts


def _pose(*, today: date, per_worker: int, tell: Tell) -> _Problem:
    standing = read_standing(today=today)
    ids = [place.vacancy_id for place in standing.places]
    vacancies = read_vacancies(
        Vacancy.id.in_(ids),
        seats=[place.seats for place in standing.places],
        starts_on=[place.departs_until for place in standing.places],
    )
    workers = read_workers(today=today, only=would_go())
    tell(1, STEPS, N_("Looking who fits where"))
    found = find_candidates(workers, vacancies, today=today, per_worker=per_worker)
    orders = tuple(sorted({place.order_id for place in standing.places}))
    order = np.array([orders.index(place.order_id) for place in standing.places], dtype=np.int64)
    return _Problem(
        workers=workers,
        vacancies=vacancies,
        standing=standing,
        orders=orders,
        order=order,
        order_seats=np.array([standing.seats_of(one) for one in orders], dtype=np.int64),
        found=found,
        edges=_allowed(found, workers, order, orders, standing),
        together=_groups(workers),
    )


def _groups(workers: WorkerTable) -> tuple[tuple[int, ...], ...]:
    """Companions who can all be placed tonight; whoever goes alone is no group."""
    groups = groups_of(all_agreed_pairs(), workers.id.tolist())
    return tuple(group for group in groups if len(group) > 1)


def _allowed(
    found: Candidates,
    workers: WorkerTable,
    order: np.ndarray[Any, np.dtype[np.int64]],
    orders: tuple[int, ...],
    standing: Standing,
) -> Edges:
    """The pairs without those of a worker and an order that have parted."""
    pair = workers.id[found.worker] * len(orders) + order[found.vacancy]
    parted = [worker * len(orders) + orders.index(one) for worker, one in standing.turned_away if one in orders]
    keep = ~np.isin(pair, parted)
    return Edges(found.worker[keep], found.vacancy[keep], found.score[keep], len(workers))


def _solve(problem: _Problem) -> RosterPlan:
    return match_roster(
        problem.edges,
        seats=problem.vacancies.seats,
        order=problem.order,
        order_seats=problem.order_seats,
        hardship=problem.workers.is_hardship,
        hardship_share=HARDSHIP_SHARE,
        together=[rows_of(problem.workers.id, group).tolist() for group in problem.together],
    )


def _rosters(problem: _Problem, plan: RosterPlan) -> dict[int, tuple[Placement, ...]]:
    """Who travels with which batch."""
    of_order: dict[int, list[Placement]] = defaultdict(list)
    scores = _scores(problem.edges, plan, len(problem.vacancies))
    for worker, vacancy, score in zip(plan.worker, plan.vacancy, scores, strict=True):
        of_order[problem.orders[problem.order[vacancy]]].append(
            Placement(
                worker_id=int(problem.workers.id[worker]),
                vacancy_id=int(problem.vacancies.id[vacancy]),
                division_code=str(problem.workers.division[worker] // 1000),
                score=float(score),
            )
        )
    rosters: dict[int, tuple[Placement, ...]] = {}
    for order_id, placements in of_order.items():
        rosters |= share_among_batches(placements, problem.standing.batches[order_id], together=problem.together)
    return rosters


def _scores(edges: Edges, plan: RosterPlan, n_vacancies: int) -> np.ndarray[Any, np.dtype[np.float64]]:
    """The score of each pair of a plan; edges stand by worker, then vacancy."""
    pair = edges.worker.astype(np.int64) * n_vacancies + edges.vacancy
    return edges.score[np.searchsorted(pair, plan.worker.astype(np.int64) * n_vacancies + plan.vacancy)]


def _store(
    problem: _Problem, rosters: Mapping[int, tuple[Placement, ...]], *, today: date, run_id: int
) -> dict[str, int]:
    """Put the new proposals in place of the old ones; a place that stays the same keeps its row."""
    planned = {
        (batch_id, one.worker_id, one.vacancy_id): one for batch_id, placements in rosters.items() for one in placements
    }
    batch_ids = [batch.id for batches in problem.standing.batches.values() for batch in batches]
    standing = proposed_places()
    reasons = _reasons(problem, [key for key in planned if key not in standing], today=today)
    # The first write takes the lock: from here on nobody moves a place or a seat until this is committed.
    at = now()
    db.session.execute(
        update(Batch).where(Batch.id.in_(batch_ids)).values(matched_at=at).execution_options(synchronize_session=False)
    )
    if read_standing(today=today) != problem.standing:
        raise PlanOutdated("An agency or an official changed what the plan rests on")
    gone = [{"entry_id": entry_id} for key, entry_id in standing.items() if key not in planned]
    kept = [{"entry_id": standing[key], "to": one.score} for key, one in planned.items() if key in standing]
    new = [
        {
            "batch_id": batch_id,
            "worker_id": worker_id,
            "vacancy_id": vacancy_id,
            "state": RosterState.PROPOSED,
            "score": planned[batch_id, worker_id, vacancy_id].score,
            "reasons": why,
            "run_id": run_id,
            "created_at": at,
            "updated_at": at,
            "version": 1,
        }
        for (batch_id, worker_id, vacancy_id), why in reasons.items()
    ]
    is_it = (RosterEntry.id == bindparam("entry_id")) & (RosterEntry.state == RosterState.PROPOSED)
    connection = db.session.connection()
    try:
        # Seats are freed before they are given anew, because a worker holds one at a time.
        for statement, rows in (
            (delete(RosterEntry).where(is_it), gone),
            (update(RosterEntry).where(is_it).values(score=bindparam("to")), kept),
            (insert(RosterEntry), new),
        ):
            if rows:
                connection.execute(statement, rows)
    except IntegrityError as error:
        raise PlanOutdated("Somebody was given a place in the meantime") from error
    return {"new": len(new), "gone": len(gone)}


def _reasons(
    problem: _Problem, places: Sequence[tuple[int, int, int]], *, today: date
) -> dict[tuple[int, int, int], list[dict[str, Any]]]:
    """Why each of the places fits."""
    workers, vacancies = problem.workers, problem.vacancies
    pairs = Pairs(
        workers=workers,
        vacancies=vacancies,
        worker=rows_of(workers.id, [worker_id for _, worker_id, _ in places]),
        vacancy=rows_of(vacancies.id, [vacancy_id for *_, vacancy_id in places]),
        today=today,
    )
    return {place: kept_reasons(why) for place, why in zip(places, explain_pairs(pairs), strict=True)}


def _unplaced(problem: _Problem, plan: RosterPlan) -> dict[str, int]:
    """Why people who would go have no place: how many for each reason."""
    obstacle = problem.found.main_obstacle()
    edges = problem.edges
    is_served = problem.order_seats[problem.order] > 0
    fits = _marked(problem, edges.worker)
    fits_where_served = _marked(problem, edges.worker[is_served[edges.vacancy]])
    grouped = _marked(problem, rows_of(problem.workers.id, [worker for group in problem.together for worker in group]))
    reasons: Counter[str] = Counter()
    for row in np.flatnonzero(~_marked(problem, plan.worker)).tolist():
        if obstacle[row] >= 0:
            reasons[HARD_RULES[obstacle[row]].label] += 1
        elif not fits[row]:
            reasons[TURNED_AWAY] += 1
        else:
            taken = TOGETHER if grouped[row] else ALL_TAKEN
            reasons[taken if fits_where_served[row] else NO_AGENCY] += 1
    return dict(reasons.most_common())


def _marked(problem: _Problem, rows: np.ndarray[Any, np.dtype[np.int32]]) -> np.ndarray[Any, np.dtype[np.bool_]]:
    """A flag for each worker, set for those rows."""
    flags = np.zeros(len(problem.workers), dtype=bool)
    flags[rows] = True
    return flags
