"""Serves the city: the web server and the clock together, until told to stop or until one of them ends."""

from __future__ import annotations

import os
import secrets
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import suppress
from typing import TYPE_CHECKING

from webapp.settings import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import FrameType

HOST = "127.0.0.1"
WEB_PROCESSES = 2
PATIENCE_SECONDS = 10
"""How long a process may take to end after it was asked to; then it is ended."""
LOOK_SECONDS = 0.2


class PortTaken(Exception):
    """Another program listens on the port."""


class ServerEnded(Exception):
    """The web server or the clock has ended by itself; the message says which."""


class Stopped(Exception):
    """Somebody pressed Ctrl-C, or sent SIGTERM."""


def check_port(port: int) -> None:
    """Raises PortTaken."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError as error:
            raise PortTaken(port) from error


def serve(port: int, *, when_ready: Callable[[str], None]) -> None:
    """Serve until Ctrl-C or SIGTERM; `when_ready` is told the address once a page answers. Raises ServerEnded."""
    address = f"http://{HOST}:{port}"
    environment = os.environ | {"LAOPIN_SECRET_KEY": os.environ.get("LAOPIN_SECRET_KEY") or secrets.token_hex()}
    web = ["gunicorn", "--workers", str(WEB_PROCESSES), "--bind", f"{HOST}:{port}", "--log-level", "warning"]
    commands = {"web server": [*web, "webapp.app:create_app()"], "clock": ["jobs"]}
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, _stop)
    running: dict[str, subprocess.Popen[bytes]] = {}
    try:
        for name, command in commands.items():
            # A group of its own: Ctrl-C reaches this process only, which then ends both in order.
            running[name] = subprocess.Popen(
                [sys.executable, "-m", *command], cwd=ROOT, env=environment, start_new_session=True
            )
        while not _answers(address):
            _check(running)
            time.sleep(LOOK_SECONDS)
        when_ready(address)
        while True:
            _check(running)
            time.sleep(LOOK_SECONDS)
    except Stopped:
        pass
    finally:
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, signal.SIG_IGN)
        _end(running)


def _stop(_number: int, _frame: FrameType | None) -> None:
    raise Stopped


def _answers(address: str) -> bool:
    try:
        with urllib.request.urlopen(f"{address}/readyz", timeout=5) as answer:  # noqa: S310  an address of ours
            return bool(answer.status == 200)
    except (urllib.error.URLError, TimeoutError, ConnectionError):
        return False


def _check(running: dict[str, subprocess.Popen[bytes]]) -> None:
    for name, process in running.items():
        if process.poll() is not None:
            raise ServerEnded(f"The {name} has ended ({_how(process.returncode)}); what it said stands above.")


def _how(code: int) -> str:
    return f"signal {signal.Signals(-code).name}" if code < 0 else f"exit code {code}"


def _end(running: dict[str, subprocess.Popen[bytes]]) -> None:
    for process in running.values():
        with suppress(ProcessLookupError):
            process.terminate()
    deadline = time.monotonic() + PATIENCE_SECONDS
    for process in running.values():
        try:
            process.wait(timeout=max(deadline - time.monotonic(), 0.1))
        except subprocess.TimeoutExpired:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()
