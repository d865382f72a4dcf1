"""The benchmark of the main job measures what it says, at any size."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def figures():
    words = ["main", "--workers", "300", "--vacancies", "80", "--seconds", "0.3", "--clients", "2"]
    command = [sys.executable, "-m", "scripts.benchmark", *words]
    told = subprocess.run(command, cwd=ROOT, check=False, capture_output=True, text=True)
    assert told.returncode == 0, told.stderr
    return json.loads(told.stdout.splitlines()[-1])


def test_each_stage_stands_beside_the_bare_solver(figures):
    assert list(figures["stages"]) == [
        "rows",
        "edges",
        "assignment, flow",
        "assignment, auction",
        "bare OR-Tools",
        "verify",
        "saving",
    ]
    assert figures["placed"] > 0
    assert figures["score"] == pytest.approx(figures["bound"], abs=1e-4)


def test_both_pages_were_asked(figures):
    assert figures["zone_page_per_second"] > 0
    assert figures["constant_page_per_second"] > 0


def test_the_nightly_jobs_ran(figures):
    assert set(figures["jobs"]) == {"labour_export.match", "fairs.assemble", "vacancies.price"}
