"""The benchmark of search asks the engine, the search and the interface the same questions."""

import json
import subprocess
import sys
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from werkzeug.datastructures import MultiDict

from scripts.benchmark.search import questions
from scripts.benchmark.search_api import vacancies_path
from webapp.blueprints.vacancies.asking import read_question

ROOT = Path(__file__).parents[2]
MIXES = ["text", "text, filters, facets", "text within 10 km"]


@pytest.fixture(scope="module")
def figures():
    words = ["search", "--vacancies", "400", "--seconds", "0.2"]
    command = [sys.executable, "-m", "scripts.benchmark", *words]
    told = subprocess.run(command, cwd=ROOT, check=False, capture_output=True, text=True)
    assert told.returncode == 0, told.stderr
    return json.loads(told.stdout.splitlines()[-1])


@pytest.mark.parametrize("mix", MIXES)
@pytest.mark.parametrize("clients", ["1", "4"])
def test_each_mix_is_measured_in_three_ways_beside_what_is_allowed(figures, mix, clients):
    row = figures[mix][clients]

    assert min(row["bare_p50_ms"], row["search_p50_ms"], row["api_p50_ms"]) > 0
    assert row["allowed_p50_ms"] == pytest.approx(1.5 * row["bare_p50_ms"] + 3, abs=0.02)


def test_suggestions_are_measured_in_process_and_through_the_interface(figures):
    assert figures["suggest"]["4"]["api_p50_ms"] > figures["suggest"]["4"]["p99_ms"] > 0


@pytest.mark.parametrize("mix", MIXES)
def test_the_interface_is_asked_what_the_engine_is_asked(mix):
    asked = questions()[mix][7]

    query = MultiDict(parse_qs(urlsplit(vacancies_path(asked)).query))
    read = read_question(query).question

    for field in ("text", "divisions", "has_housing", "near", "radius_km"):
        assert getattr(read, field) == getattr(asked, field), field
