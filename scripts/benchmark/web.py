"""Serves an application as in production and asks it as fast as it answers: requests a second, and how long each."""

from __future__ import annotations

import http.client
import os
import socket
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote

import numpy as np

from webapp.settings import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

HOST = "127.0.0.1"
PATIENCE_SECONDS = 60
OK = 200


class NotServed(Exception):
    """The server does not answer, or answers with an error."""


@dataclass(frozen=True, slots=True)
class Rate:
    """How an address answered."""

    per_second: float
    p50_ms: float
    p95_ms: float
    p99_ms: float

    def __str__(self) -> str:
        return (
            f"{self.per_second:8.0f} requests/s   p50 {self.p50_ms:7.2f}  p95 {self.p95_ms:7.2f}"
            f"  p99 {self.p99_ms:7.2f} ms"
        )


@contextmanager
def served(application: str, *, path: str, workers: int, settings: Mapping[str, str] | None = None) -> Iterator[int]:
    """Serve `module:application` by gunicorn until the end of the block; gives the port once `path` answers."""
    with socket.socket() as free:
        free.bind((HOST, 0))
        port = int(free.getsockname()[1])
    command = [sys.executable, "-m", "gunicorn", "--workers", str(workers), "--bind", f"{HOST}:{port}", application]
    process = subprocess.Popen(
        [*command, "--log-level", "error"], cwd=ROOT, env=os.environ | dict(settings or {}), stdout=subprocess.DEVNULL
    )
    try:
        _wait(process, port, path)
        yield port
    finally:
        process.terminate()
        process.wait()


def quoted(words: str) -> str:
    """Words as they stand in an address."""
    return quote(words)


def measure(port: int, paths: list[str], *, clients: int, seconds: float) -> Rate:
    """Ask the paths in turn, by so many clients at once, each as soon as it was answered. Raises NotServed."""
    for path in paths:
        _ask(http.client.HTTPConnection(HOST, port), path)
    deadline = time.perf_counter() + seconds

    def ask_on(first: int) -> list[float]:
        connection, took = http.client.HTTPConnection(HOST, port), []
        number = first
        while (start := time.perf_counter()) < deadline:
            connection = _ask(connection, paths[number % len(paths)])
            took.append(time.perf_counter() - start)
            number += clients
        return took

    start = time.perf_counter()
    with ThreadPoolExecutor(clients) as pool:
        took = [one for part in pool.map(ask_on, range(clients)) for one in part]
    elapsed = time.perf_counter() - start
    p50, p95, p99 = (1000 * float(value) for value in np.percentile(took, (50, 95, 99)))
    return Rate(len(took) / elapsed, p50, p95, p99)


def _ask(connection: http.client.HTTPConnection, path: str) -> http.client.HTTPConnection:
    """Ask once; the connection to go on with, which is a new one where the server closes each."""
    connection.request("GET", path, headers={"Accept-Language": "zh-CN"})
    answer = connection.getresponse()
    answer.read()
    if answer.status != OK:
        raise NotServed(f"{path} answers {answer.status}")
    return http.client.HTTPConnection(HOST, connection.port) if answer.will_close else connection


def _wait(process: subprocess.Popen[bytes], port: int, path: str) -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        try:
            _ask(http.client.HTTPConnection(HOST, port), path)
        except (OSError, http.client.HTTPException):
            time.sleep(0.1)
        else:
            return
    raise NotServed(f"nothing answers {path}")
