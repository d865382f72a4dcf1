"""The demo as a person starts it: one summary, web and clock together, both ended together."""

from __future__ import annotations

import json
import os
import re
import signal
import socket
import sqlite3
import subprocess
import sys
import urllib.request
from contextlib import closing
from pathlib import Path

import pytest

from tests.ports import free_port
from webapp.calendar import today

ROOT = Path(__file__).parents[2]
SIZES = ["--workers", "120", "--vacancies", "100"]
PATIENCE = 120

pytestmark = pytest.mark.faults


@pytest.fixture(scope="module")
def environment(tmp_path_factory):
    """A database and an index of our own."""
    folder = tmp_path_factory.mktemp("a city with spaces")
    return os.environ | {
        "LAOPIN_DATABASE_URL": f"sqlite:///{folder / 'city.db'}",
        "LAOPIN_SEARCH_URL": f"embedded://{folder / 'search'}",
        "LAOPIN_EVIDENCE_FOLDER": str(folder / "evidence"),
        "PYTHONUNBUFFERED": "1",
    }


def run(environment, *arguments, cwd=ROOT):
    """Make the city and wait for the end."""
    command = [sys.executable, "-m", "scripts.demo_city", *SIZES, *arguments]
    return subprocess.run(
        command, cwd=cwd, env=environment, capture_output=True, text=True, timeout=PATIENCE, check=False
    )


@pytest.fixture(scope="module")
def summary(environment, tmp_path_factory):
    """What the city says of itself when it has been made."""
    accounts = tmp_path_factory.mktemp("accounts") / "accounts.json"
    done = run(environment, "--accounts", str(accounts))
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.splitlines()[-1]) | {
        "accounts": json.loads(accounts.read_text(encoding="utf-8")),
        # As it was made: a clock that serves it later changes what it likes.
        "rows": rows_of(environment["LAOPIN_DATABASE_URL"]),
    }


@pytest.fixture
def served(environment, summary):
    """The city being served; what is left of it is ended afterwards."""
    port = free_port()
    command = [sys.executable, "-m", "scripts.demo_city", *SIZES, "--serve", "--port", str(port)]
    process = subprocess.Popen(
        command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    for line in process.stdout:
        if "is ready" in line:
            break
    yield process, port
    if process.poll() is None:
        process.terminate()
    process.communicate(timeout=PATIENCE)


def children_of(process):
    """The processes that a process has started, with their commands."""
    found = subprocess.run(
        ["ps", "-o", "pid=,args=", "--ppid", str(process.pid)], capture_output=True, text=True, check=True
    )
    return {
        int(number): command for number, command in re.findall(r"(\d+) (.+)", found.stdout) if "defunct" not in command
    }


def answers(port):
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def test_the_summary_counts_what_the_city_has(summary):
    assert summary["workers"] == 120
    assert summary["vacancies"] == 100
    assert 0 < summary["indexed"] <= 220
    assert summary["fairs_proposed"] >= 0
    assert summary["export_placed"] > 0
    assert summary["seconds"] > 0
    assert summary["accounts"].keys() == {
        "worker",
        "enterprise",
        "agency",
        "county_official",
        "city_official",
        "administrator",
    }


def test_the_second_time_the_city_is_kept(environment, summary):
    again = run(environment)

    counts = json.loads(again.stdout.splitlines()[-1])
    assert again.returncode == 0
    assert "stands already and is kept" in again.stderr
    assert {name: counts[name] for name in ("workers", "vacancies", "export_placed")} == {
        name: summary[name] for name in ("workers", "vacancies", "export_placed")
    }


def test_the_same_seed_makes_the_same_rows_in_another_process(environment, summary, tmp_path):
    other = environment | {
        "LAOPIN_DATABASE_URL": f"sqlite:///{tmp_path / 'city.db'}",
        "LAOPIN_SEARCH_URL": f"embedded://{tmp_path / 'search'}",
        "LAOPIN_EVIDENCE_FOLDER": str(tmp_path / "evidence"),
        # Sets are walked in another order: nothing may hang on it.
        "PYTHONHASHSEED": "5",
    }
    done = run(other, "--today", today().isoformat())

    assert done.returncode == 0, done.stderr
    rows, others = summary["rows"], rows_of(other["LAOPIN_DATABASE_URL"])
    assert len(rows["worker"]) == summary["workers"]
    assert {name for name in rows if rows[name] != others[name]} == set()


NEVER_TWICE = re.compile("^(at|sealed)$|_at$")


def rows_of(database_url):
    """Every row of a city by table, without what is never twice the same.

    That is the moments, as jobs note when the machine worked, and what is sealed, as a seal looks different each time.
    """
    with closing(sqlite3.connect(database_url.removeprefix("sqlite:///"))) as database:
        database.row_factory = sqlite3.Row
        names = [row["name"] for row in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return {
            name: [
                {column: row[column] for column in row.keys() if not NEVER_TWICE.search(column)}  # noqa: SIM118
                for row in database.execute(f"SELECT * FROM {name} ORDER BY 1")
            ]
            for name in names
        }


def test_another_city_over_it_is_refused_with_what_to_do(environment, summary):
    refused = run(environment, "--seed", "2")

    assert refused.returncode == 1
    assert "a demo city of 120 workers" in refused.stderr
    assert "--reset" in refused.stderr


def test_a_port_that_is_taken_is_said_before_anything_is_done(environment):
    with socket.socket() as holder:
        holder.bind(("127.0.0.1", 0))
        holder.listen()
        port = holder.getsockname()[1]
        refused = run(environment, "--serve", "--port", str(port))

    assert refused.returncode == 1
    assert f"Port {port} is taken by another program; choose another with --port." in refused.stderr


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_web_and_clock_end_when_the_demo_is_told_to(served, number):
    process, port = served
    children = children_of(process)
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=30) as page:
        assert page.status == 200

    process.send_signal(number)
    process.wait(timeout=PATIENCE)

    assert process.returncode == 0
    assert len(children) == 2
    assert not answers(port)
    assert not any(Path(f"/proc/{child}").exists() for child in children)


@pytest.mark.parametrize(("module", "name"), [("gunicorn", "web server"), ("jobs", "clock")])
def test_when_one_of_them_dies_the_other_ends_and_the_demo_says_which(served, module, name):
    process, _port = served
    children = children_of(process)
    victim = next(number for number, command in children.items() if f"-m {module}" in command)

    os.kill(victim, signal.SIGKILL)
    _, complaint = process.communicate(timeout=PATIENCE)

    assert process.returncode == 1
    assert f"The {name} has ended (signal SIGKILL)" in complaint
    assert not any(Path(f"/proc/{child}").exists() for child in children)
