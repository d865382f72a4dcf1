"""Processes of ours that are stopped where it hurts, and killed."""

import multiprocessing
import os
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.faults.stopping import run_jobs

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


@pytest.fixture(scope="session")
def nursery():
    """Begins processes by copying one that has imported everything: to import takes longer than most jobs."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["tests.faults.stopping", "tests.faults.alerting"])
    return context


@pytest.fixture
def stopped_at(nursery, environment):
    """A process that has come to a statement and waits there: `with stopped_at(words, times, …) as process:`."""

    @contextmanager
    def stopped_at(words, times, *arguments, run=run_jobs):
        hears, tells = nursery.Pipe(duplex=False)
        process = nursery.Process(target=run, args=(environment, tells, words, times, *arguments))
        process.start()
        tells.close()
        try:
            # Ends with nothing where the process ends before it comes there.
            assert hears.recv_bytes() == b"!"
            yield process
        finally:
            hears.close()
            process.kill()
            process.join()

    return stopped_at
