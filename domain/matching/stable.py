"""The stable plan: workers propose, vacancies keep the best, and nobody finds a better place that would have them.

Deferred acceptance (Gale and Shapley 1962): of all stable plans it is the one that every worker likes best, and no
worker gains by naming other wishes. It is for fairs and public posts, where each side decides for itself; what that
costs against the plan with the highest total score is the gap of the plan.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from domain.matching.blocking import group_of, wishes_for
from domain.matching.errors import NotForStable
from domain.matching.solve import solve
from domain.matching.worth import bound_by_prices

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from domain.matching.blocking import Wishes
    from domain.matching.problem import Plan, Problem


def solve_stably(problem: Problem, wishes: Wishes | None = None, *, compiled: bool = True) -> Plan:
    """The plan that no worker and vacancy would break together, the best such plan for all workers.

    Without wishes both sides follow the score. Among equal wishes a number made of both decides. Prices and bound are
    those of the plan with the highest worth. Raises NotForStable where more than seats binds, and LengthsDiffer. Not
    compiled it does the same, slowly.
    """
    if problem.quotas or problem.ceilings or problem.companions or len(problem.standing):
        raise NotForStable("only seats and a reserve bind a stable plan")
    # numba takes a second to import, and only those need it who ask for it.
    from domain.matching.proposals import Lists, defer

    known = wishes_for(problem, wishes)
    is_member, reserved = group_of(problem, known)
    edges = problem.edges
    vacancy = edges.vacancy.astype(np.int64)
    tie = _tie(edges.worker, edges.vacancy)
    by_merit = _ranks(known.merit, tie)
    by_appeal = by_merit if known.appeal is known.merit else _ranks(known.appeal, tie)
    side = 2 * vacancy + is_member[edges.worker]
    listed = np.argsort((side << _RANK_BITS) | by_merit)
    lists = Lists(
        start=problem.start,
        choice=np.argsort((edges.worker.astype(np.int64) << _RANK_BITS) | by_appeal),
        vacancy=vacancy,
        row=_inverse(listed),
        side=side,
        worker_at=edges.worker[listed].astype(np.int64),
        rank_at=by_merit[listed],
        capacity=problem.capacity,
        reserved=reserved,
    )
    pair = defer(lists) if compiled else defer.py_func(lists)
    taken = pair[pair >= 0]
    plan = replace(
        solve(problem, solver="auction"),
        worker=edges.worker[taken],
        vacancy=edges.vacancy[taken],
        score=float(edges.score[taken].sum()),
        solver="stable",
    )
    return replace(plan, bound=max(plan.score, bound_by_prices(problem, plan)))


_RANK_BITS = 32
"""A rank and what it is within fit in one number, and numbers are sorted far sooner than columns of them."""


def _ranks(wish: NDArray[np.float64], tie: NDArray[np.uint64]) -> NDArray[np.int64]:
    """Where each pair stands among all, the greatest wish first."""
    order = np.argsort(tie)
    return _inverse(order[np.argsort(-wish[order], kind="stable")])


def _inverse(order: NDArray[np.int64]) -> NDArray[np.int64]:
    """Where each index stands in an order."""
    place = np.empty_like(order)
    place[order] = np.arange(len(order))
    return place


def _tie(worker: NDArray[np.int32], vacancy: NDArray[np.int32]) -> NDArray[np.uint64]:
    """A number that looks random but is always the same for a pair (multiplicative hashing, Knuth 6.4)."""
    mixed = (worker.astype(np.uint64) + np.uint64(1)) * np.uint64(0x9E3779B97F4A7C15)
    return (mixed ^ vacancy.astype(np.uint64)) * np.uint64(0xD6E8FEB86659FD93)
