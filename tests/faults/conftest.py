"""Processes of ours that are stopped where it hurts, and killed."""

import os
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture
def environment(app, database_url, tmp_path):
    """What a process of ours is told."""
    return os.environ | {
        "LAOPIN_DATABASE_URL": database_url,
        "LAOPIN_SEARCH_URL": f"embedded://{tmp_path / 'search'}",
        "LAOPIN_EVIDENCE_FOLDER": str(tmp_path / "evidence"),
        "LAOPIN_QUERY_LOG_FOLDER": str(tmp_path / "queries"),
        "LAOPIN_SECRET_KEY": "only for tests",
        "PYTHONUNBUFFERED": "1",
    }


@pytest.fixture
def start(environment):
    """Starts a process of ours, and leaves none behind."""
    started = []

    def start(*arguments, **kwargs):
        process = subprocess.Popen(
            [sys.executable, "-m", *arguments],
            cwd=ROOT,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            **kwargs,
        )
        started.append(process)
        return process

    yield start
    for process in started:
        process.kill()
        process.communicate()


@pytest.fixture
def stopped_at(start):
    """A process that has come to a statement and waits there: `with stopped_at(words, times, …) as process:`."""

    @contextmanager
    def stopped_at(words, times, *arguments, module="tests.faults.stopping"):
        told, tells = os.pipe()
        process = start(module, str(tells), str(times), words, *arguments, pass_fds=(tells,))
        os.close(tells)
        try:
            # Ends with nothing where the process ends before it comes there.
            assert os.read(told, 1) == b"!", process.communicate()[1]
            yield process
        finally:
            os.close(told)

    return stopped_at
