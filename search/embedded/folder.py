"""The folder of the embedded engine: versioned indexes, a pointer to the one in use, and the lock of the one writer.

folder/writer.lock                    held by the process that writes
folder/vacancies.current              the name of the folder in use; replaced at one stroke
folder/vacancies.previous             the one before, kept for going back
folder/vacancies-<mapping>-<number>/  an index of tantivy
"""

from __future__ import annotations

import fcntl
import os
import shutil
import time
from pathlib import Path
from typing import TYPE_CHECKING

from search.port import NothingToRollBack, SearchUnavailable, UrlInvalid, WriterBusy

if TYPE_CHECKING:
    from typing import TextIO

SCHEME = "embedded://"


class Folder:
    """Where indexes lie, and who may write them."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._lock: TextIO | None = None
        try:
            path.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise SearchUnavailable(f"The folder of the index cannot be made: {error}") from error

    def current(self, name: str) -> Path | None:
        """The index in use, or None."""
        return self._pointed(name, "current")

    def new(self, versioned_name: str) -> Path:
        """An empty folder for a new index."""
        path = self.path / f"{versioned_name}-{time.time_ns()}"
        path.mkdir()
        return path

    def put_in_place(self, name: str, path: Path) -> None:
        """Make this the index in use, at one stroke; keep the one before, remove those before that."""
        before = self.current(name)
        if before is not None and before != path:
            self._point(name, "previous", before)
        self._point(name, "current", path)
        kept = {path, before}
        for folder in self.path.glob(f"{name}-*"):
            if folder not in kept:
                shutil.rmtree(folder, ignore_errors=True)

    def roll_back(self, name: str) -> Path:
        """Make the index before the one in use. Raises NothingToRollBack."""
        before = self._pointed(name, "previous")
        if before is None:
            raise NothingToRollBack(index=name)
        self.put_in_place(name, before)
        return before

    def lock(self) -> None:
        """Become the writer, until release. Raises WriterBusy."""
        if self._lock is not None:
            return
        try:
            file = (self.path / "writer.lock").open("a")
        except OSError as error:
            raise SearchUnavailable(f"The folder of the index cannot be written: {error}") from error
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            file.close()
            raise WriterBusy(folder=str(self.path)) from error
        self._lock = file

    def release(self) -> None:
        """Let another process write."""
        if self._lock is not None:
            self._lock.close()
            self._lock = None

    def _pointed(self, name: str, which: str) -> Path | None:
        try:
            pointed = self.path / (self.path / f"{name}.{which}").read_text(encoding="utf-8").strip()
        except FileNotFoundError:
            return None
        except OSError as error:
            raise SearchUnavailable(f"The folder of the index cannot be read: {error}") from error
        return pointed if pointed.is_dir() else None

    def _point(self, name: str, which: str, path: Path) -> None:
        pointer = self.path / f"{name}.{which}"
        beside = pointer.with_suffix(f".{which}.{os.getpid()}")
        with beside.open("w", encoding="utf-8") as file:
            file.write(path.name)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(pointer)


def folder_of(url: str) -> Path:
    """The folder that embedded:///some/folder names. Raises UrlInvalid."""
    path = Path(url.removeprefix(SCHEME))
    if not url.startswith(SCHEME) or not path.is_absolute() or "\0" in url:
        raise UrlInvalid(url=url)
    return Path(os.path.realpath(path))
