"""A made-up market as pairs: what everybody likes counts for all alike, so lists by score send all to the same places.

Wages and names draw everybody; only distance and trade are one's own. A fifth of the workers could have the vacancy
that stands first in their list, and three in five vacancies stand first in nobody's.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from domain.matching import Edges, pose_problem

if TYPE_CHECKING:
    from numpy.random import Generator
    from numpy.typing import NDArray

    from domain.matching import Problem

TRADES = 60
PER_WORKER = 30
OWN_TRADE = 0.7
"""Of somebody's vacancies this share is in the own trade, the others in the next one."""
WIDTH_KM = 60.0


def draw_market(n_workers: int, n_vacancies: int, *, seats_a_worker: float, seed: int = 7) -> Problem:
    """Workers and vacancies of Zipf-distributed trades on a plain; popular vacancies are seen by more people, and score
    higher with all of them.
    """
    random = np.random.default_rng([seed, n_workers])
    share = 1 / np.arange(1, TRADES + 1)
    share /= share.sum()
    trade = np.sort(random.choice(TRADES, n_vacancies, p=share))
    begin = np.searchsorted(trade, np.arange(TRADES + 1))
    popularity = random.normal(size=n_vacancies)
    place, home = random.random((n_vacancies, 2)) * WIDTH_KM, random.random((n_workers, 2)) * WIDTH_KM
    own = random.choice(TRADES, n_workers, p=share)
    worker = np.repeat(np.arange(n_workers), PER_WORKER)
    looked_at = np.where(random.random(len(worker)) < OWN_TRADE, own[worker], (own[worker] + 1) % TRADES)
    vacancy = _popular_of(looked_at, begin, popularity, random)
    distance = np.linalg.norm(place[vacancy] - home[worker], axis=1) / WIDTH_KM
    is_own = trade[vacancy] == own[worker]
    merit = 0.35 * is_own + 0.3 * popularity[vacancy] - 0.5 * distance + random.normal(0, 0.15, len(worker))
    low, high = np.quantile(merit, [0.001, 0.999])
    score = np.clip((merit - low) / (high - low), 0.0001, 1.0)
    spread = random.lognormal(0.0, 0.8, n_vacancies)
    seats = np.maximum(1, np.round(spread * n_workers * seats_a_worker / spread.sum())).astype(np.int64)
    return pose_problem(Edges(worker.astype(np.int32), vacancy.astype(np.int32), score, n_workers), seats)


def _popular_of(
    trade: NDArray[np.int64], begin: NDArray[np.int64], popularity: NDArray[np.float64], random: Generator
) -> NDArray[np.int64]:
    """A vacancy of each trade, popular ones more often."""
    weight = np.exp(0.7 * popularity)
    upto = np.concatenate([[0.0], np.cumsum(weight)])
    low, high = upto[begin[trade]], upto[begin[trade + 1]]
    drawn: NDArray[np.int64] = np.searchsorted(upto, low + random.random(len(trade)) * (high - low)) - 1
    return np.minimum(drawn, len(popularity) - 1)
