"""The notebook: what was searched for, line by line in a file of this process, until a job counts it.

A page that is read commits nothing, so a search is noted outside of the database. A line is handed to the operating
system as soon as it is noted: a killed process loses none. Files are named by the ten minutes in which they are
written, so that a file whose minutes are over is written no more and may be counted.
"""

from __future__ import annotations

import json
import logging
import os
import socket
import time
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from flask import current_app

from domain.query_log import COUNTERS, FactKind, QueryNote, kept_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

log = logging.getLogger("laopin.notebook")

SECONDS = 600
"""For which one file is written."""
GRACE = 60
"""Seconds after which nobody writes to it any more, whatever the clocks of the machines say."""
LONGEST_LINE = 4000
LONGEST_VALUE = 60
SUFFIX = ".lines"


def take_note(note: QueryNote) -> None:
    """Add a line to the file of these minutes; a note that cannot be taken is lost, and the page is not."""
    folder = current_app.config["SETTINGS"].query_log_folder
    if not folder or not (note.counters or note.facts):
        return
    row = [note.day.isoformat(), note.text, note.before, note.counters, note.facts]
    try:
        _append(Path(folder), (json.dumps(row, ensure_ascii=False, separators=(",", ":")) + "\n").encode())
    except OSError as error:
        log.warning("A search could not be noted: %s", error)


def count_finished(count: Callable[[Path], int], *, at: float) -> int:
    """Let each file be counted that nobody writes any more at a moment, and remove it then; the sum of the counts."""
    total = 0
    for path in finished_files(at=at):
        total += count(path)
        path.unlink(missing_ok=True)
    return total


def finished_files(*, at: float) -> list[Path]:
    """The files that nobody writes any more at a moment (seconds since 1970), the oldest first."""
    folder = current_app.config["SETTINGS"].query_log_folder
    if not folder:
        return []
    over = int((at - GRACE) // SECONDS)
    return sorted(path for path in Path(folder).glob(f"*{SUFFIX}") if _minutes(path) < over)


def read_notes(path: Path) -> Iterator[QueryNote]:
    """The notes of a file; a line that was not written whole, or that means nothing, is left out."""
    with path.open(encoding="utf-8", errors="replace") as file:
        for line in file:
            try:
                yield _read(json.loads(line))
            except (ValueError, TypeError):
                log.warning("A line of %s means nothing", path.name)


def _read(row: Any) -> QueryNote:
    """Raises ValueError or TypeError."""
    day, text, before, counters, facts = row
    return QueryNote(
        day=date.fromisoformat(day),
        text=kept_text(text),
        before=kept_text(before),
        counters=tuple(name for name in COUNTERS if name in counters),
        facts=tuple((FactKind(kind), str(value)[:LONGEST_VALUE]) for kind, value in facts),
    )


def _append(folder: Path, line: bytes) -> None:
    if len(line) > LONGEST_LINE:
        return
    path = folder / f"{int(time.time() // SECONDS)}-{_machine()}-{os.getpid()}{SUFFIX}"
    flags = os.O_WRONLY | os.O_APPEND | os.O_CREAT
    try:
        file = os.open(path, flags, 0o600)
    except FileNotFoundError:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        file = os.open(path, flags, 0o600)
    try:
        os.write(file, line)
    finally:
        os.close(file)


def _minutes(path: Path) -> float:
    """Which ten minutes a file is of; never, for one that is none of ours."""
    number = path.name.partition("-")[0]
    return int(number) if number.isdigit() else float("inf")


@cache
def _machine() -> str:
    """The name of this machine, as a part of the name of a file."""
    return "".join(letter for letter in socket.gethostname() if letter.isascii() and letter.isalnum())[:40] or "machine"
