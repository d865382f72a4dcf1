"""What a figure was measured on: said beside every benchmark, because a second means nothing without it."""

from __future__ import annotations

import os
import platform
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


def describe() -> str:
    """Cores, memory and versions of this machine."""
    meminfo = Path("/proc/meminfo")
    kilobytes = int(meminfo.read_text().split()[1]) if meminfo.exists() else 0
    memory = f"{kilobytes / 2**20:.0f} GiB" if kilobytes else "unknown memory"
    return f"{os.cpu_count()} cores, {memory}, Python {platform.python_version()}, {platform.machine()}"


class Stopwatch:
    """Seconds by stage, in the order in which the stages were run."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Measure what is done inside; a stage that comes again is added up."""
        start = time.perf_counter()
        yield
        self.seconds[name] = self.seconds.get(name, 0.0) + time.perf_counter() - start
