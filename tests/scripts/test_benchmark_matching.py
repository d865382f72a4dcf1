"""The benchmark of matching measures what it says, from rows and from columns, and compares what can be compared."""

import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from domain.matching import Edges, assign
from scripts.benchmark import matching
from scripts.benchmark.baselines import by_ortools, by_scipy, greedily
from scripts.benchmark.machine import Stopwatch

ROOT = Path(__file__).parents[2]
STAGES = ["rows", "edges", "auction", "verify", "explain", "save", "why not"]
OTHERS = ["flow", "bare OR-Tools", "scipy", "greedy", "stable", "blocking pairs", "arrivals"]


def figures(*words):
    command = [sys.executable, "-m", "scripts.benchmark", "matching", *words]
    told = subprocess.run(command, cwd=ROOT, check=False, capture_output=True, text=True)
    assert told.returncode == 0, told.stderr
    return json.loads(told.stdout.splitlines()[-1])


@pytest.fixture(scope="module")
def small():
    return figures("--workers", "300", "--vacancies", "60")


def test_every_stage_from_rows_to_saved_plan_is_measured(small):
    assert list(small["seconds"]) == STAGES + OTHERS
    assert set(small["peak_mib"]) == set(small["seconds"])
    assert small["is_from_rows"]
    assert small["placed"] > 0
    assert small["workers"] == 300


def test_the_score_is_the_bound_and_no_hand_does_better(small):
    assert small["score"] == pytest.approx(small["bound"], abs=1e-5)
    assert small["greedy"]["score"] <= small["score"]
    assert small["stable"]["score"] <= small["score"]


def test_a_city_too_large_to_store_is_measured_as_columns(monkeypatch, capsys):
    monkeypatch.setattr(matching, "MOST_STORED", 0)

    matching.matching.main(["--workers", "400", "--vacancies", "50"], standalone_mode=False)

    told = json.loads(capsys.readouterr().out.splitlines()[-1])
    assert not told["is_from_rows"]
    assert "save" not in told["seconds"]
    assert told["placed"] > 0


def test_libraries_find_the_same_best_score():
    edges = Edges([0, 0, 1, 1, 2], [0, 1, 0, 1, 0], [0.9, 0.8, 0.7, 0.1, 0.6])
    seats = np.array([1, 1])

    best = assign(edges, seats).score

    assert by_ortools(edges, seats) == pytest.approx(best)
    assert by_scipy(edges, seats) == pytest.approx(best)
    assert greedily(edges, seats) == (pytest.approx(1.0), 2)


def test_a_stage_that_comes_twice_stands_there_once():
    watch = Stopwatch()
    for _ in range(2):
        with watch.stage("one"):
            pass
    with watch.stage("other"):
        pass

    assert list(watch.seconds) == ["one", "other"]
