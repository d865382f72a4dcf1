"""Why this place, why not that one, and what would change it: read from a plan and its prices alone."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

import numpy as np

from domain.matching.errors import NoSuchVacancy, NoSuchWorker
from domain.matching.worth import worths

if TYPE_CHECKING:
    from domain.matching.problem import Plan, Problem

SLIP = 1e-8
"""Losses below this are roundings to units."""


class Verdict(StrEnum):
    """What became of a pair."""

    HOLDS = "holds"
    """The worker has this place."""
    NOT_ALLOWED = "not_allowed"
    """The pair was not among those to choose from: a hard rule stands against it, too many fit better, or the worker
    was told another place and keeps it."""
    NO_SEATS = "no_seats"
    """The vacancy has no seats to give."""
    BETTER_PLACE = "better_place"
    """The worker has another place with a higher score."""
    SEATS_TAKEN = "seats_taken"
    """Every seat is worth more with somebody else: they fit better, or have nowhere else to go."""
    COMPANIONS = "companions"
    """The people who go together could not all have had a place there, or gain more elsewhere."""
    JUST_AS_GOOD = "just_as_good"
    """Another plan with this pair would be worth the same."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PairExplanation:
    """A worker, a vacancy, what the plan made of them, and the figures behind it."""

    worker: int
    vacancy: int
    verdict: Verdict
    score: float | None
    """None where the pair is not allowed."""
    place: int | None
    """The vacancy that the worker has."""
    place_score: float
    """0 without a place."""
    holders: tuple[int, ...]
    """Who has the seats of the vacancy, lowest score first."""
    lowest_score: float | None
    """Of the holders; None where nobody has a seat."""
    price: float
    """What a seat of the vacancy is worth to those who would like it."""
    loss: float
    """What the plan would lose, at least, if the worker had this place; 0 where it would lose nothing."""
    score_needed: float | None
    """No lower score makes the pair part of a best plan; None where no score would, or the pair holds."""
    one_more_seat_helps: bool
    """With one more seat the worker could have it and the plan would lose nothing."""


def explain_pair(problem: Problem, plan: Plan, worker: int, vacancy: int) -> PairExplanation:
    """Why a worker has a vacancy, or why not. Raises NoSuchWorker or NoSuchVacancy."""
    if not 0 <= vacancy < problem.n_vacancies:
        raise NoSuchVacancy(f"vacancy {vacancy} of {problem.n_vacancies}")
    pairs = _pairs_of(problem, worker)
    choices = problem.edges.vacancy[pairs]
    scores = problem.edges.score[pairs]
    worth = worths(problem, plan, pairs)
    gain = float((worth - plan.price[choices]).max(initial=0.0))
    place = plan.place_of(worker)
    here = np.flatnonzero(choices == vacancy)
    score = float(scores[here[0]]) if len(here) else None
    place_score = 0.0 if place is None else float(scores[choices == place][0])
    price = float(plan.price[vacancy])
    added = float(worth[here[0]]) - score if score is not None else 0.0
    loss = max(0.0, gain + price - added - (score or 0.0))
    holders = plan.worker[plan.vacancy == vacancy]
    holder_scores = problem.edges.score[problem.pairs_of(holders, np.full_like(holders, vacancy))]
    verdict = _verdict(score, place_score, loss, holds=place == vacancy, has_seats=bool(problem.capacity[vacancy]))
    if verdict in _OPEN and _goes_elsewhere(problem, worker, place, vacancy):
        verdict = Verdict.COMPANIONS
    is_missed = verdict in _OPEN
    return PairExplanation(
        worker=worker,
        vacancy=vacancy,
        verdict=verdict,
        score=score,
        place=place,
        place_score=place_score,
        holders=tuple(holders[np.argsort(holder_scores, kind="stable")].tolist()),
        lowest_score=float(holder_scores.min()) if len(holders) else None,
        price=price,
        loss=loss if is_missed else 0.0,
        score_needed=_score_needed((score or 0.0) + loss) if is_missed else None,
        one_more_seat_helps=score is not None and place != vacancy and added + score >= gain - SLIP,
    )


_OPEN = {Verdict.SEATS_TAKEN, Verdict.BETTER_PLACE, Verdict.JUST_AS_GOOD}
"""What another plan, or another score, could change."""


def nearest_places(problem: Problem, plan: Plan, worker: int, *, limit: int = 3) -> tuple[PairExplanation, ...]:
    """The vacancies that a worker is allowed and has not got, those first that the plan comes closest to giving; those
    without seats last. Raises NoSuchWorker.
    """
    choices = problem.edges.vacancy[_pairs_of(problem, worker)].tolist()
    explained = [explain_pair(problem, plan, worker, vacancy) for vacancy in choices]
    others = [pair for pair in explained if pair.verdict is not Verdict.HOLDS]
    others.sort(key=lambda pair: (pair.verdict is Verdict.NO_SEATS, pair.loss, pair.vacancy))
    return tuple(others[:limit])


def _pairs_of(problem: Problem, worker: int) -> slice:
    if not 0 <= worker < problem.n_workers:
        raise NoSuchWorker(f"worker {worker} of {problem.n_workers}")
    return slice(int(problem.start[worker]), int(problem.start[worker + 1]))


def _goes_elsewhere(problem: Problem, worker: int, place: int | None, vacancy: int) -> bool:
    """Whether the worker has companions who are not where the vacancy is."""
    groups = (group for group in problem.companions if len(group.workers) > 1 and worker in group.workers)
    return any(place is None or group.part[place] != group.part[vacancy] for group in groups)


def _verdict(score: float | None, place_score: float, loss: float, *, holds: bool, has_seats: bool) -> Verdict:
    if holds:
        return Verdict.HOLDS
    if score is None:
        return Verdict.NOT_ALLOWED
    if not has_seats:
        return Verdict.NO_SEATS
    if loss <= SLIP:
        return Verdict.JUST_AS_GOOD
    return Verdict.BETTER_PLACE if place_score > score else Verdict.SEATS_TAKEN


def _score_needed(score: float) -> float | None:
    return score if score <= 1 else None
