"""Small problems for hypothesis, the best plan by trying all, and the best by linear programming."""

from itertools import product

import numpy as np
from hypothesis import strategies as st
from scipy.optimize import linprog
from scipy.sparse import csr_array, vstack

from domain.matching import Ceiling, Companions, Edges, GroupCeiling, Quota, pose_problem

TIED = st.sampled_from([0.0, 0.25, 0.5, 0.75, 1.0])
REAL = st.integers(0, 10**6).map(lambda millionths: millionths / 10**6)
"""Told apart well above the resolution of a billionth, so that the best plan by floating point is the best there is."""


@st.composite
def problems(draw, *, most_workers=5, most_vacancies=4, with_quotas=0, with_ceilings=0, with_companions=False):
    """Any problem of this size: empty sides, no seats, ties, parts that have nothing in common, pairs in any order."""
    n_workers = draw(st.integers(0, most_workers))
    n_vacancies = draw(st.integers(0, most_vacancies))
    every_pair = [(w, v) for w in range(n_workers) for v in range(n_vacancies)]
    pairs = draw(st.permutations(every_pair))[: draw(st.integers(0, len(every_pair)))]
    scores = [draw(draw(st.sampled_from([TIED, REAL]))) for _ in pairs]
    capacity = draw(st.lists(st.integers(0, 3), min_size=n_vacancies, max_size=n_vacancies))
    groups = st.lists(st.booleans(), min_size=n_workers, max_size=n_workers)
    flags = st.lists(st.booleans(), min_size=n_vacancies, max_size=n_vacancies)
    some_vacancies = flags.map(lambda chosen: np.flatnonzero(chosen).astype(np.int32))
    quotas = [
        Quota(
            list(range(n_vacancies)) if draw(st.booleans()) else draw(some_vacancies),
            draw(groups),
            draw(st.sampled_from([0.0, 0.1, 1 / 3, 0.5, 1.0])),
        )
        for _ in range(draw(st.integers(0, with_quotas)))
    ]
    ceilings = [
        draw(
            st.one_of(
                st.builds(Ceiling, some_vacancies, st.integers(0, 3)),
                st.builds(GroupCeiling, groups, st.integers(0, 3)),
            )
        )
        for _ in range(draw(st.integers(0, with_ceilings)))
    ]
    edges = Edges([w for w, _ in pairs], [v for _, v in pairs], scores, n_workers)
    objective = draw(st.sampled_from(["score", "placement"]))
    companions = [
        Companions(group, draw(st.lists(st.integers(1, 2), min_size=n_vacancies, max_size=n_vacancies)))
        for group in draw(st.sampled_from([[[0, 1]], [[0, 1], [2, 3]], [[0, 1, 2]], [[1], [2, 0]]]))
        if with_companions and max(group) < n_workers
    ]
    return pose_problem(edges, capacity, objective, quotas, ceilings=one_of_each_kind(ceilings), companions=companions)


def one_of_each_kind(ceilings):
    """Ceilings of a kind must nest; one alone does."""
    return list({type(ceiling): ceiling for ceiling in ceilings}.values())


def every_plan(problem):
    """All plans within seats and ceilings: the number of placements, the score, and the vacancy of each worker."""
    edges = problem.edges
    choices = [[(-1, 0.0)] for _ in range(problem.n_workers)]
    for worker, vacancy, score in zip(edges.worker.tolist(), edges.vacancy.tolist(), edges.score.tolist(), strict=True):
        choices[worker].append((vacancy, score))
    for chosen in product(*choices):
        places = np.array([vacancy for vacancy, _ in chosen], dtype=np.int64)
        if is_within_limits(problem, places):
            yield int((places >= 0).sum()), sum(score for _, score in chosen), places


def is_within_limits(problem, places):
    seats = np.bincount(places[places >= 0], minlength=problem.n_vacancies)
    if (seats > problem.capacity).any():
        return False
    for ceiling in problem.ceilings:
        if isinstance(ceiling, Ceiling):
            people = np.isin(places, ceiling.vacancies).sum()
        else:
            people = (ceiling.workers & (places >= 0)).sum()
        if people > ceiling.most:
            return False
    return all(go_together(group, places) for group in problem.companions)


def go_together(group, places):
    parts = {None if places[worker] < 0 else int(group.part[places[worker]]) for worker in group.workers}
    return len(parts) <= 1


def best_by_trying_all(problem):
    """Placements and score of the best plan."""
    rank = (lambda plan: plan[:2]) if problem.objective == "placement" else (lambda plan: (plan[1], plan[0]))
    placed, score, _ = max(every_plan(problem), key=rank)
    return placed, score


def best_score_by_linear_programming(edges, capacity):
    """The highest total score, by HiGHS."""
    numbers = np.arange(len(edges.worker))
    once = csr_array((np.ones(len(numbers)), (edges.worker, numbers)), shape=(edges.n_workers, len(numbers)))
    seats = csr_array((np.ones(len(numbers)), (edges.vacancy, numbers)), shape=(len(capacity), len(numbers)))
    limits = np.concatenate([np.ones(edges.n_workers), capacity])
    return -linprog(-edges.score, A_ub=vstack([once, seats]), b_ub=limits, bounds=(0, 1), method="highs").fun


def city(n_workers, n_vacancies, *, degree=12, tight=1.1, ties=0, seed=1):
    """A middle-sized market: popular vacancies, scores that pull people to them."""
    random = np.random.default_rng(seed)
    worker = np.repeat(np.arange(n_workers), degree)
    vacancy = random.integers(n_vacancies, size=len(worker))
    popular = random.beta(2, 5, n_vacancies)
    score = np.clip(0.6 * random.random(len(worker)) + 0.4 * popular[vacancy], 0, 1)
    if ties:
        score = np.round(score * ties) / ties
    capacity = random.multinomial(int(n_workers * tight), random.dirichlet(np.full(n_vacancies, 0.6)))
    return Edges(worker, vacancy, score, n_workers), capacity
