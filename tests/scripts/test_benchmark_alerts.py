"""The benchmark of alerts matches many searches, asks an engine the same, and tells people."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from scripts.benchmark.alerts import parameters
from webapp.blueprints.vacancies.saved import question_of

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def figures():
    words = ["alerts", "--searches", "400", "--vacancies", "60", "--sample", "40"]
    command = [sys.executable, "-m", "scripts.benchmark", *words]
    told = subprocess.run(command, cwd=ROOT, check=False, capture_output=True, text=True)
    assert told.returncode == 0, told.stderr
    return json.loads(told.stdout.splitlines()[-1])


def test_each_stage_stands_beside_one_search_after_the_other(figures):
    stages = ["reading", "matching", "one by one, 40 of them", "rows in, answers stored", "people told"]

    assert list(figures["seconds"]) == list(figures["busy"]) == stages
    assert figures["one_by_one_seconds"] == pytest.approx(figures["seconds"][stages[2]] * 10, rel=0.05)
    assert figures["matches"] > 0
    assert 0 < figures["people_told"] <= 200


def test_the_searches_are_different_and_mean_something():
    searches = parameters(500)

    assert len(set(searches)) == 500
    assert all(question_of(search) for search in searches)
