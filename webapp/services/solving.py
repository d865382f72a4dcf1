"""Solves matching problems here, or on the machines of a Dask scheduler where a setting names one: the same plans."""

from __future__ import annotations

import logging
from contextlib import contextmanager
from typing import TYPE_CHECKING

from domain.matching.parts import solve_here

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from domain.matching import Plan, Problem

    SolveAll = Callable[[Sequence[Problem]], Iterable[Plan]]

log = logging.getLogger("laopin.solving")

PATIENCE_SECONDS = 10
"""How long the scheduler may take to answer before the work is done here."""


@contextmanager
def solvers(address: str) -> Iterator[SolveAll]:
    """Who solves problems that have nothing in common, such as the parts of one or the corridors of labour export.

    Without an address, or where nobody answers there, it is this process: a night must not fail for being slow.
    """
    if not address:
        yield solve_here
        return
    # Takes a second to import, and most cities have one machine.
    from distributed import Client

    try:
        client = Client(address, timeout=PATIENCE_SECONDS, set_as_default=False)
    except (OSError, TimeoutError, ValueError) as error:
        log.warning("No scheduler answers at %s (%s): solving here.", address, error)
        yield solve_here
        return
    with client:

        def solve_there(problems: Sequence[Problem]) -> list[Plan]:
            # Scattered first, because a task is meant to be small and a problem is not.
            there = [client.scatter([problem], hash=False)[0] for problem in problems]
            plans: list[Plan] = client.gather([client.submit(_solve, problem, pure=False) for problem in there])
            return plans

        yield solve_there


def _solve(problem: Problem) -> Plan:
    return solve_here([problem])[0]
