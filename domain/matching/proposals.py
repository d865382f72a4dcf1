"""Who proposes where, and whom a vacancy lets go for whom: the compiled loop of deferred acceptance."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numba import njit
from numba.extending import register_jitable

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Ints = NDArray[np.int64]
    Number = int | np.integer

NOBODY = -1


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
    """At each place how the vacancy ranks the worker: in both its lists, lower is better."""
    capacity: Ints
    reserved: Ints


@njit(cache=True)
def defer(lists: Lists) -> Ints:
    """For each worker the pair that is theirs when nobody proposes any more, or -1."""
    n_workers = len(lists.start) - 1
    upcoming = lists.start[:-1].copy()
    pair = np.full(n_workers, NOBODY, dtype=np.int64)
    is_held = np.zeros(len(lists.row), dtype=np.bool_)
    taken = np.zeros(2 * len(lists.capacity), dtype=np.int64)
    last = np.full(2 * len(lists.capacity), NOBODY, dtype=np.int64)
    for first in range(n_workers):
        worker = first
        # Who is let go goes on proposing, until somebody finds a free seat or has nowhere left to ask.
        while worker != NOBODY and upcoming[worker] < lists.start[worker + 1]:
            choice = lists.choice[upcoming[worker]]
            upcoming[worker] += 1
            goes = _who_goes(lists, choice, taken, last)
            if goes == lists.row[choice]:
                continue
            pair[worker] = choice
            is_held[lists.row[choice]] = True
            taken[lists.side[choice]] += 1
            last[lists.side[choice]] = max(last[lists.side[choice]], lists.row[choice])
            worker = NOBODY
            if goes != NOBODY:
                worker = lists.worker_at[goes]
                left = lists.side[pair[worker]]
                pair[worker] = NOBODY
                is_held[goes] = False
                taken[left] -= 1
                while last[left] != NOBODY and not is_held[last[left]]:
                    last[left] = last[left] - 1 if taken[left] > 0 else NOBODY
    return pair


@register_jitable
def _who_goes(lists: Lists, choice: Number, taken: Ints, last: Ints) -> Number:
    """The row of whom a vacancy lets go for who proposes, or of who proposes; NOBODY where a seat is free."""
    vacancy, row, side = lists.vacancy[choice], lists.row[choice], lists.side[choice]
    others, group = 2 * vacancy, 2 * vacancy + 1
    if taken[others] + taken[group] < lists.capacity[vacancy]:
        return NOBODY
    # Of the group somebody may go where more are here than is reserved; of the others anybody may.
    is_spare = taken[group] + (side == group) > lists.reserved[vacancy]
    goes = row if side == others or is_spare else NOBODY
    for one in (others, group):
        may_go = taken[one] > 0 and (one == others or is_spare)
        if may_go and (goes == NOBODY or lists.rank_at[last[one]] > lists.rank_at[goes]):
            goes = last[one]
    return goes
