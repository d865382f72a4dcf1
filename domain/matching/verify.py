"""Checks a plan against its problem with code that is not the solver's: the rules it must keep, and its proof."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from domain.matching.rules import ALLOWED, KNOWN, RULES
from domain.matching.worth import bound_by_prices

if TYPE_CHECKING:
    from domain.matching.problem import Plan, Problem

SLIP = 1e-9
"""For each worker: sums of floating-point numbers depend on their order."""
SCORE_LABEL = "The score is the sum of the pairs' scores"
PRICE_LABEL = "No price is negative"
BOUND_LABEL = "The bound is what the prices prove, and the score is not above it"


class Violation(NamedTuple):
    """A rule that a plan breaks, and the numbers of the workers, vacancies, pairs or promises that break it."""

    label: str
    where: tuple[int, ...] = ()


def violations(problem: Problem, plan: Plan) -> tuple[Violation, ...]:
    """Everything that is wrong with a plan; nothing where it is sound and its proof holds."""
    strangers = KNOWN.broken_by(problem, plan)
    if len(strangers):
        return (Violation(KNOWN.label, tuple(strangers.tolist())),)
    found = [Violation(rule.label, tuple(rule.broken_by(problem, plan).tolist())) for rule in RULES]
    broken = [violation for violation in found if violation.where]
    if ALLOWED.label in {violation.label for violation in broken}:
        return tuple(broken)
    return (*broken, *_wrong_figures(problem, plan))


def _wrong_figures(problem: Problem, plan: Plan) -> tuple[Violation, ...]:
    slip = SLIP * (problem.n_workers + 1)
    total = problem.edges.score[problem.pairs_of(plan.worker, plan.vacancy)].sum()
    by_prices = bound_by_prices(problem, plan)
    # With companions a search may know more than prices do; its word is taken for that.
    is_stated = plan.bound <= by_prices + slip if problem.companions else abs(by_prices - plan.bound) <= slip
    is_proven = is_stated and plan.score <= plan.bound + slip
    figures = (
        (SCORE_LABEL, abs(total - plan.score) <= slip),
        (PRICE_LABEL, min(plan.premium, *plan.price, *plan.bonus, *plan.toll, 0) >= 0),
        (BOUND_LABEL, is_proven),
    )
    return tuple(Violation(label) for label, holds in figures if not holds)
