"""Companions go together or not at all: branch and bound over what each group does, the network solves the rest.

Where the best plan without companions parts a group, the group stays at home or goes to one of the parts. Each choice
is a smaller problem of the same kind, and its best plan is a bound for all plans that make it. The choice with the
highest bound is looked at next, so the search may stop at any time and say how much better a plan could still be.
With promises a search proves nothing: they are kept afterwards, and a group that they part stays at home.
"""

from __future__ import annotations

import heapq
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from domain.matching.flow import most_placements
from domain.matching.limits import KEPT
from domain.matching.network import network_of
from domain.matching.problem import Infeasible, Objective
from domain.matching.quotas import settle
from domain.matching.rules import missing, parted, tally
from domain.matching.worth import UNITS, loyalty_kept

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from numpy.typing import NDArray

    from domain.matching.network import Network
    from domain.matching.problem import Problem

    Solver = Callable[[Problem, Network], NDArray[np.int64]]
    Choices = Mapping[int, int | None]
    """For each group that has decided the part it goes to, or None where it stays at home."""

MOST_LOOKS = 200_000_000
"""◇ Pairs given to the solver before the search stops."""
FEWEST_PLANS, MOST_PLANS = 12, 1_000
"""◇ Plans made before it stops, however large or small they are."""

ATTACHED = 1.0
"""◇ What a place is worth beside its score to somebody who would not go alone, while promises are kept."""


class Places(NamedTuple):
    """Who gets which vacancy."""

    worker: NDArray[np.int32]
    vacancy: NDArray[np.int32]


class Rank(NamedTuple):
    """What makes one plan better than another."""

    placed: int
    """0 where only the score counts."""
    units: int


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Party:
    """A plan in which nobody is parted."""

    places: Places
    most: float | None
    """No such plan that places as many has a higher score; None where only prices say."""
    infeasible: tuple[Infeasible, ...] = ()


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class _Attempt:
    """The best plan where some groups have decided."""

    choices: Choices
    places: Places
    rank: Rank
    parted: tuple[int, ...]
    """Groups that are parted, and have not decided."""
    stranded: tuple[int, ...]
    """Groups that cannot do what they have decided."""


def keep_together(problem: Problem, best_seats: Solver) -> Party:
    """Place people so that no group of companions is parted."""
    search = _Search(problem, best_seats)
    best, most = search.run()
    if problem.quotas:
        return _with_promises(problem, best, best_seats)
    # Each score was rounded to a unit, or lifted to one.
    score = (most.units + problem.n_workers) / UNITS - loyalty_kept(problem, *best.places)
    return Party(places=best.places, most=score if most.placed == best.rank.placed else None)


class _Search:
    """Plans that are made on the way, until there are too many."""

    def __init__(self, problem: Problem, best_seats: Solver) -> None:
        self._problem = problem
        self._best_seats = best_seats
        self._plans_left = min(MOST_PLANS, max(FEWEST_PLANS, MOST_LOOKS // (len(problem.edges.worker) + 1)))

    def run(self) -> tuple[_Attempt, Rank]:
        """The best plan that was found, and the rank that no other exceeds."""
        root = self._attempt({})
        best = max(self._stay_home(root), self._go_along(root), key=lambda attempt: attempt.rank)
        waiting = [(_falling(root.rank), 0, root)]
        while waiting and waiting[0][2].rank > best.rank:
            if self._plans_left <= 0:
                return best, waiting[0][2].rank
            for choices in self._branches(heapq.heappop(waiting)[2]):
                child = self._attempt(choices)
                if child.stranded or child.rank <= best.rank:
                    continue
                if child.parted:
                    heapq.heappush(waiting, (_falling(child.rank), self._plans_left, child))
                else:
                    best = child
        return best, best.rank

    def _branches(self, attempt: _Attempt) -> Iterator[Choices]:
        """What the first group that is parted may do."""
        number = attempt.parted[0]
        for part in (*_parts_for_all(self._problem, number), None):
            yield {**attempt.choices, number: part}

    def _stay_home(self, attempt: _Attempt) -> _Attempt:
        """Leave at home whoever is parted, until nobody is."""
        while attempt.parted:
            attempt = self._attempt({**attempt.choices, **dict.fromkeys(attempt.parted)})
        return attempt

    def _go_along(self, attempt: _Attempt) -> _Attempt:
        """Send everybody who is parted to where most of the group go; whoever cannot stays at home."""
        while attempt.parted or attempt.stranded:
            along = {number: _favourite(self._problem, number, attempt.places) for number in attempt.parted}
            attempt = self._attempt({**attempt.choices, **along, **dict.fromkeys(attempt.stranded)})
        return attempt

    def _attempt(self, choices: Choices) -> _Attempt:
        self._plans_left -= 1
        problem = _where(self._problem, choices)
        network = _network(problem)
        seats = self._best_seats(problem, network)
        places = _places(network, seats)
        plain = _allowed(self._problem, choices)
        is_placement = problem.objective is Objective.PLACEMENT
        return _Attempt(
            choices=choices,
            places=places,
            rank=Rank(len(places.worker) if is_placement else 0, network_of(plain).worth_of(seats)),
            parted=tuple(number for number in parted(problem, *places) if number not in choices),
            stranded=_stranded(problem, choices, places),
        )


def _with_promises(problem: Problem, best: _Attempt, best_seats: Solver) -> Party:
    """Keep the promises with the groups where they are. Whom that parts stays at home, unless a placement is lost."""
    choices = {
        number: _favourite(problem, number, best.places) if np.isin(group.workers, best.places.worker).any() else None
        for number, group in enumerate(problem.companions)
    }
    while True:
        kept = _allowed(problem, choices)
        # A promise takes the seats of those first who go alone.
        kept = kept.with_loyalty(_pairs_of_all(kept, choices), ATTACHED)
        network = _network(kept)
        settlement = settle(kept, network, best_seats(kept, network), partial(best_seats, kept))
        places = _places(network, settlement.seats)
        stranded = _stranded(problem, choices, places)
        if not stranded:
            break
        choices |= dict.fromkeys(stranded)
    if len(places.worker) >= len(best.places.worker):
        return Party(places=places, most=None, infeasible=settlement.infeasible)
    shares = [(quota, *tally(quota, *best.places)) for quota in problem.quotas]
    return Party(
        places=best.places,
        most=None,
        infeasible=tuple(
            Infeasible(quota, of_group / everybody)
            for quota, of_group, everybody in shares
            if missing(quota, of_group, everybody)
        ),
    )


def _allowed(problem: Problem, choices: Choices) -> Problem:
    """The problem without the pairs that choices rule out."""
    keep = np.ones(len(problem.edges.worker), dtype=bool)
    for number, part in choices.items():
        group = problem.companions[number]
        pairs = _pairs_of(problem, number)
        keep[pairs] = False if part is None else group.part[problem.edges.vacancy[pairs]] == part
    return problem.only(keep)


def _where(problem: Problem, choices: Choices) -> Problem:
    """The problem where groups do what they have chosen: whoever goes is worth so much that nobody else comes first."""
    allowed = _allowed(problem, choices)
    people = sum(len(problem.companions[number].workers) for number, part in choices.items() if part is not None)
    # Whoever goes pushes out one person at a vacancy and one under a ceiling; where no placement may be lost, a chain
    # of people moves.
    moves = problem.n_vacancies + 2 if problem.objective is Objective.PLACEMENT else 2 * people + 4
    room = 2**61 // (problem.n_workers + 2 * problem.n_vacancies + 2) // UNITS
    return allowed.with_loyalty(_pairs_of_all(allowed, choices), float(min((1 + KEPT) * moves, room)))


def _network(problem: Problem) -> Network:
    network = network_of(problem)
    if problem.objective is Objective.PLACEMENT:
        return network.with_most_left_out(problem.n_workers - most_placements(network))
    return network


def _places(network: Network, seats: NDArray[np.int64]) -> Places:
    taken = seats[seats >= 0]
    return Places(network.worker[taken], network.node[taken])


def _stranded(problem: Problem, choices: Choices, places: Places) -> tuple[int, ...]:
    """Groups that wanted to go and have not a place for everybody."""
    is_placed = np.zeros(problem.n_workers, dtype=bool)
    is_placed[places.worker] = True
    return tuple(
        number
        for number, part in choices.items()
        if part is not None and not is_placed[problem.companions[number].workers].all()
    )


def _parts_for_all(problem: Problem, number: int) -> list[int]:
    """The parts where everybody of a group has a pair."""
    group = problem.companions[number]
    pairs = _pairs_of(problem, number)
    known = np.unique(np.stack([group.part[problem.edges.vacancy[pairs]], problem.edges.worker[pairs]]), axis=1)
    parts, people = np.unique(known[0], return_counts=True)
    return [int(part) for part in parts[people == len(group.workers)]]


def _favourite(problem: Problem, number: int, places: Places) -> int:
    """The part where most of a group have places."""
    group = problem.companions[number]
    goes = group.part[places.vacancy[np.isin(places.worker, group.workers)]]
    parts, people = np.unique(goes, return_counts=True)
    return int(parts[np.argmax(people)])


def _pairs_of(problem: Problem, number: int) -> NDArray[np.int64]:
    workers = problem.companions[number].workers
    return np.concatenate([np.arange(problem.start[worker], problem.start[worker + 1]) for worker in workers])


def _pairs_of_all(problem: Problem, choices: Choices) -> NDArray[np.int64]:
    """The pairs of everybody who has decided to go."""
    going = [_pairs_of(problem, number) for number, part in choices.items() if part is not None]
    return np.concatenate([np.empty(0, dtype=np.int64), *going])


def _falling(rank: Rank) -> tuple[int, int]:
    """What puts the highest rank first in a heap."""
    return -rank.placed, -rank.units
