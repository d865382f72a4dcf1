"""Who is invited to which fair, and to which of its vacancies: in rounds, so that not all are sent to the same few."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from domain.invitations import MOST_FOR_A_FAIR
from domain.matching import Edges, Quota, pose_problem, solve, violations

if TYPE_CHECKING:
    from numpy.typing import NDArray

HARDSHIP_SHARE = 0.1
"""◇ The share of the invited who belong to hardship groups, where so many of them fit (DOMAIN §4, §8)."""


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Suggestions:
    """Invitations by row numbers, one array entry each; rank 0 is the one that fits the worker best into the whole."""

    worker: NDArray[np.int32]
    vacancy: NDArray[np.int32]
    rank: NDArray[np.int32]
    score: NDArray[np.float64]
    violations: tuple[str, ...]
    """Labels of the rules that a round breaks; suggestions that have one must not be stored."""


def suggest_places(
    edges: Edges,
    *,
    capacity: NDArray[np.int64],
    fair: NDArray[np.int64],
    hardship: NDArray[np.bool_],
    most: int = MOST_FOR_A_FAIR,
) -> Suggestions:
    """Invite the most people, each to one fair and there to at most `most` vacancies, hardship groups first.

    `capacity` says how many may be invited to each vacancy, `fair` is the row of its fair. The first round decides who
    goes to which fair; each further one gives those people another vacancy of it, as far as there is room. Each round
    is the best assignment there is.
    """
    room = capacity.astype(np.int64)
    fair_of = np.full(edges.n_workers, -1, dtype=np.int64)
    left = edges
    found: list[tuple[NDArray[np.int32], NDArray[np.int32]]] = []
    labels: list[str] = []
    promise = (Quota(np.arange(len(capacity), dtype=np.int32), hardship, HARDSHIP_SHARE),) if len(capacity) else ()
    for rank in range(most):
        problem = pose_problem(left, room, "placement", promise if rank == 0 else ())
        plan = solve(problem)
        labels += [violation.label for violation in violations(problem, plan)]
        if not len(plan.worker):
            break
        found.append((plan.worker, plan.vacancy))
        room -= np.bincount(plan.vacancy, minlength=len(room))
        if rank == 0:
            fair_of[plan.worker] = fair[plan.vacancy]
        left = _without(left, plan.worker, plan.vacancy, fair_of=fair_of, fair=fair)
    worker = np.concatenate([np.empty(0, np.int32), *(worker for worker, _ in found)])
    vacancy = np.concatenate([np.empty(0, np.int32), *(vacancy for _, vacancy in found)])
    sizes = [len(worker) for worker, _ in found]
    return Suggestions(
        worker=worker,
        vacancy=vacancy,
        rank=np.repeat(np.arange(len(found), dtype=np.int32), sizes),
        score=_scores(edges, worker, vacancy, n_vacancies=len(capacity)),
        violations=tuple(labels),
    )


def _without(
    edges: Edges,
    worker: NDArray[np.int32],
    vacancy: NDArray[np.int32],
    *,
    fair_of: NDArray[np.int64],
    fair: NDArray[np.int64],
) -> Edges:
    """The pairs that are left for a further round: of people who are invited, at their fair, and not the same again."""
    pair = edges.worker.astype(np.int64) * len(fair) + edges.vacancy
    is_used = np.isin(pair, worker.astype(np.int64) * len(fair) + vacancy)
    keep = ~is_used & (fair_of[edges.worker] == fair[edges.vacancy])
    return Edges(edges.worker[keep], edges.vacancy[keep], edges.score[keep], edges.n_workers)


def _scores(
    edges: Edges, worker: NDArray[np.int32], vacancy: NDArray[np.int32], *, n_vacancies: int
) -> NDArray[np.float64]:
    pair = edges.worker.astype(np.int64) * n_vacancies + edges.vacancy
    order = np.argsort(pair)
    wanted = worker.astype(np.int64) * n_vacancies + vacancy
    return edges.score[order[np.searchsorted(pair[order], wanted)]]
