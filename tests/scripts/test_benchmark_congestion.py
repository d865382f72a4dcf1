"""The benchmark of congestion compares lists with and without prices, and promises with and without."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def figures():
    command = [sys.executable, "-m", "scripts.benchmark", "congestion", "--workers", "2000", "--vacancies", "100"]
    told = subprocess.run(command, cwd=ROOT, check=False, capture_output=True, text=True)
    assert told.returncode == 0, told.stderr
    return json.loads(told.stdout.splitlines()[-1])


def test_where_all_like_the_same_the_shipped_weight_places_more_people_and_keeps_lists_good(figures):
    market = figures["markets"]["popular"]

    assert market["more_placed"] > 0
    assert market["ndcg"] >= 0.9


def test_every_market_is_shown_without_prices_and_with_the_shipped_weight(figures):
    for market in figures["markets"].values():
        weights = [outcome["weight"] for outcome in market["outcomes"]]
        assert weights[0] == 0
        assert figures["shipped"] in weights
        assert all(outcome["placed"] <= market["best_plan"] * 1.1 for outcome in market["outcomes"])


def test_a_promise_to_hardship_groups_costs_no_placement(figures):
    hardship = figures["hardship"]

    assert hardship["placed_with"] >= hardship["placed_without"]
    assert hardship["share_with"] >= hardship["promised_share"] or not hardship["is_possible"]
    assert hardship["is_sound"]
