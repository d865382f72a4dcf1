"""python -m jobs, as an operator types it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import create_engine

from domain.runs import DUE
from webapp import schema

ROOT = Path(__file__).parents[2]


@pytest.fixture
def run(tmp_path):
    def call(*words, **settings):
        environment = os.environ | {
            "LAOPIN_DATABASE_URL": f"sqlite:///{tmp_path / 'place' / 'city.db'}",
            "LAOPIN_SEARCH_URL": f"embedded://{tmp_path / 'search'}",
            "LAOPIN_EVIDENCE_FOLDER": str(tmp_path / "evidence"),
        }
        command = [sys.executable, "-m", "jobs", *words]
        return subprocess.run(
            command, check=False, cwd=ROOT, env=environment | settings, capture_output=True, text=True
        )

    return call


@pytest.mark.parametrize("words", [(), ("list",), ("run", "fairs.assemble")])
def test_without_a_database_one_is_told_what_to_do(run, words):
    told = run(*words)

    assert told.returncode == 1
    assert told.stderr.startswith("Error: The database sqlite:///")
    assert told.stderr.endswith("Run: flask --app webapp.app database upgrade\n")


def test_a_database_of_an_older_shape_is_not_touched(run, tmp_path):
    (tmp_path / "place").mkdir()
    engine = create_engine(f"sqlite:///{tmp_path / 'place' / 'city.db'}")
    engine.connect().close()

    told = run("run", "vacancies.expire")

    assert told.returncode == 1
    assert "does not have the shape of the code" in told.stderr


def test_a_setting_that_cannot_be_read_is_named(run):
    told = run("list", LAOPIN_CLOCK_SECONDS="soon")

    assert told.returncode == 1
    assert "LAOPIN_CLOCK_SECONDS" in told.stderr
    assert "Traceback" not in told.stderr


def test_the_timetable_is_listed_whole(run, tmp_path):
    (tmp_path / "place").mkdir()
    schema.upgrade(create_engine(f"sqlite:///{tmp_path / 'place' / 'city.db'}"))

    told = run("list")

    assert told.returncode == 0
    assert [line.split()[0] for line in told.stdout.splitlines()] == list(map(str, DUE))
