"""What a figure was measured on: said beside every benchmark, because a second means nothing without it."""

from __future__ import annotations

import os
import platform
import time
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

PROCESS = Path("/proc/self")


def describe() -> str:
    """Cores, memory and versions of this machine."""
    meminfo = Path("/proc/meminfo")
    kilobytes = int(meminfo.read_text().split()[1]) if meminfo.exists() else 0
    memory = f"{kilobytes / 2**20:.0f} GiB" if kilobytes else "unknown memory"
    return f"{os.cpu_count()} cores, {memory}, Python {platform.python_version()}, {platform.machine()}"


class Stopwatch:
    """Seconds and memory by stage, in the order in which the stages were run."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}
        self.busy: dict[str, float] = {}
        """Seconds of a core that the process was given: on a machine that others use, too, the sounder figure."""
        self.peak_mib: dict[str, float] = {}
        """The most memory that the process held during the stage, with what it held before; only where Linux tells."""

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Measure what is done inside; a stage that comes again is added up."""
        _forget_peak()
        start, busy = time.perf_counter(), time.process_time()
        yield
        self.busy[name] = self.busy.get(name, 0.0) + time.process_time() - busy
        self.seconds[name] = self.seconds.get(name, 0.0) + time.perf_counter() - start
        if (peak := _peak_mib()) is not None:
            self.peak_mib[name] = max(self.peak_mib.get(name, 0.0), peak)


def _forget_peak() -> None:
    """Let the kernel begin anew with the highest memory of this process."""
    with suppress(OSError):
        (PROCESS / "clear_refs").write_text("5")


def _peak_mib() -> float | None:
    try:
        lines = (PROCESS / "status").read_text().splitlines()
    except OSError:
        return None
    found = [line for line in lines if line.startswith("VmHWM:")]
    return int(found[0].split()[1]) / 1024 if found else None
