"""Solves matching problems here, or on the machines of a Dask scheduler where a setting names one: the same plans."""

from __future__ import annotations

import asyncio
import logging
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

from domain.matching.parts import solve_here

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from domain.matching import Plan, Problem

    SolveAll = Callable[[Sequence[Problem]], Iterable[Plan]]

log = logging.getLogger("laopin.solving")

PATIENCE_SECONDS = 10
"""How long the scheduler may take to answer before the work is done here."""


def solver_at(address: str) -> SolveAll:
    """Who solves problems that have nothing in common, such as the parts of one or the corridors of labour export.

    Without an address, or where nobody answers there, it is this process: a night must not fail for being slow.
    """
    if not address:
        return solve_here

    def solve_there(problems: Sequence[Problem]) -> Iterable[Plan]:
        try:
            # In a thread of its own, because whoever asks may be inside a loop already.
            with ThreadPoolExecutor(1) as beside:
                return beside.submit(lambda: asyncio.run(_solve_at(address, problems))).result()
        except (OSError, TimeoutError, ValueError) as error:
            log.warning("No scheduler answers at %s (%s): solving here.", address, error)
            return solve_here(problems)

    return solve_there


async def _solve_at(address: str, problems: Sequence[Problem]) -> list[Plan]:
    # Takes a second to import, and most cities have one machine.
    from distributed import Client

    client = Client(address, asynchronous=True, timeout=PATIENCE_SECONDS, set_as_default=False)
    try:
        await client
        # Scattered first, because a task is meant to be small and a problem is not.
        there = [(await client.scatter([problem], hash=False))[0] for problem in problems]
        plans: list[Plan] = await client.gather([client.submit(_solve, problem, pure=False) for problem in there])
        return plans
    finally:
        await client.close()


def _solve(problem: Problem) -> Plan:
    return solve_here([problem])[0]
