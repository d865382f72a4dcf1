"""Who proposes where, and whom a vacancy lets go for whom: the compiled loop of deferred acceptance."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numba import njit

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Ints = NDArray[np.int64]


class Lists(NamedTuple):
    """The lists of both sides. A vacancy has two: of the group with reserved seats, and of all others."""

    start: Ints
    """Where the list of each worker begins; one longer than there are workers."""
    choice: Ints
    """The pairs of each worker, the dearest first."""
    vacancy: Ints
    """Of each pair."""
    row: Ints
    """Of each pair its place in the lists of vacancies, each list with the best first."""
    side: Ints
    """Of each pair which list: twice the vacancy, and one more for the group."""
    worker_at: Ints
    """At each place of those lists."""
    rank_at: Ints
    """At each place how the vacancy ranks the worker among both lists, from 0."""
    capacity: Ints
    reserved: Ints


@njit(cache=True)
def defer(lists: Lists) -> Ints:
    """For each worker the pair that is theirs when nobody proposes any more, or -1."""
    n_workers = len(lists.start) - 1
    upcoming = lists.start[:-1].copy()
    pair = np.full(n_workers, -1, dtype=np.int64)
    is_held = np.zeros(len(lists.row), dtype=np.bool_)
    taken = np.zeros(2 * len(lists.capacity), dtype=np.int64)
    last = np.full(2 * len(lists.capacity), -1, dtype=np.int64)
    for first in range(n_workers):
        worker = first
        # Who is let go goes on proposing, until somebody finds a free seat or has nowhere left to ask.
        while upcoming[worker] < lists.start[worker + 1]:
            choice = lists.choice[upcoming[worker]]
            upcoming[worker] += 1
            vacancy, row, side = lists.vacancy[choice], lists.row[choice], lists.side[choice]
            if lists.capacity[vacancy] == 0:
                continue
            pair[worker] = choice
            is_held[row] = True
            taken[side] += 1
            last[side] = max(last[side], row)
            others, group = 2 * vacancy, 2 * vacancy + 1
            if taken[others] + taken[group] <= lists.capacity[vacancy]:
                break
            for one in (others, group):
                while taken[one] > 0 and not is_held[last[one]]:
                    last[one] -= 1
            goes = others
            if taken[group] > lists.reserved[vacancy] and (
                taken[others] == 0 or lists.rank_at[last[group]] > lists.rank_at[last[others]]
            ):
                goes = group
            row = last[goes]
            is_held[row] = False
            taken[goes] -= 1
            worker = lists.worker_at[row]
            pair[worker] = -1
    return pair
