"""Prices vacancies: one that more people want than it has seats costs something in every list, others nothing."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import numpy as np
from sqlalchemy import bindparam, select, update

from domain.candidates import find_candidates
from domain.congestion import WEIGHTS, alternatives, simulate
from domain.matching import Edges, pose_problem, solve_in_parts, violations
from webapp.extensions import db
from webapp.models import Vacancy, Worker
from webapp.models.outbox import VACANCIES, tell_search
from webapp.reads.matching import is_hiring, read_vacancies, read_workers
from webapp.services.solving import solver_at

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

    Tell = Callable[[int, int, str], None]

STEPS = 3
SMALLEST_CHANGE = 1 / 256
"""A price that moves by less is left as it is: search does not tell it apart."""
N_ = str
"""Marks an English sentence that a page translates."""


class PricesUnsound(Exception):
    """The plan behind the prices breaks a rule; they are not stored."""


def price_vacancies(*, today: date, per_worker: int, weight: float, solver_address: str, tell: Tell) -> dict[str, Any]:
    """Store for every vacancy that hires what one more seat would add to the best plan of all, from 0 to 1.

    The answer is what the run counts, with what lists would lead to for several λ, `weight` among them. Raises
    PricesUnsound, and then nothing is stored.
    """
    tell(0, STEPS, N_("Reading workers and vacancies"))
    workers, vacancies = read_workers(today=today), read_vacancies(is_hiring(today))
    tell(1, STEPS, N_("Looking who fits where"))
    found = find_candidates(workers, vacancies, today=today, per_worker=per_worker)
    edges = Edges(found.worker, found.vacancy, found.score, len(workers))
    problem = pose_problem(edges, vacancies.seats)
    tell(2, STEPS, N_("Matching"))
    plan = solve_in_parts(problem, solve_all=solver_at(solver_address))
    if broken := violations(problem, plan):
        raise PricesUnsound("; ".join(violation.label for violation in broken))
    outcomes = [simulate(problem, plan.price, weight=one) for one in sorted({*WEIGHTS, weight})]
    prices = dict(zip(vacancies.id.tolist(), np.clip(plan.price, 0, 1).tolist(), strict=True))
    _store_alternatives(dict(zip(workers.id.tolist(), alternatives(problem, plan.price).tolist(), strict=True)))
    return {
        "workers": len(workers),
        "vacancies_open": len(vacancies),
        "edges": len(edges.worker),
        "placed": len(plan.worker),
        "priced": int(np.count_nonzero(plan.price >= SMALLEST_CHANGE)),
        "repriced": _store(prices, today=today),
        "simulated": [{name: round(value, 4) for name, value in asdict(outcome).items()} for outcome in outcomes],
    }


def _store(prices: Mapping[int, float], *, today: date) -> int:
    """Write the prices that changed and tell search; what hires no more costs nothing. How many changed."""
    known = db.session.execute(select(Vacancy.id, Vacancy.price).where((Vacancy.price > 0) | is_hiring(today)))
    moves = ((vacancy_id, price, prices.get(vacancy_id, 0.0)) for vacancy_id, price in known)
    new = {vacancy_id: to for vacancy_id, price, to in moves if abs(to - price) >= SMALLEST_CHANGE}
    if new:
        # Past the session, because nobody who edits a vacancy at this moment should be told that it has changed.
        db.session.connection().execute(
            update(Vacancy).where(Vacancy.id == bindparam("vacancy_id")).values(price=bindparam("to")),
            [{"vacancy_id": vacancy_id, "to": price} for vacancy_id, price in new.items()],
        )
        tell_search(db.session, VACANCIES, new)
    return len(new)


def _store_alternatives(new: Mapping[int, float]) -> None:
    """Write what workers have in any case, where it changed; search does not read it."""
    known = db.session.execute(select(Worker.id, Worker.alternative)).all()
    moves = [(worker_id, new.get(worker_id, 0.0)) for worker_id, _ in known]
    changed = [
        {"worker_id": worker_id, "to": to}
        for (worker_id, to), (_, before) in zip(moves, known, strict=True)
        if abs(to - before) >= SMALLEST_CHANGE
    ]
    if changed:
        db.session.connection().execute(
            update(Worker).where(Worker.id == bindparam("worker_id")).values(alternative=bindparam("to")), changed
        )
