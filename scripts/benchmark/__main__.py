"""python -m scripts.benchmark NAME: one command a benchmark, each with its baseline in the same run."""

from __future__ import annotations

import click

from scripts.benchmark.alerts import alerts
from scripts.benchmark.brands import brands
from scripts.benchmark.congestion import congestion
from scripts.benchmark.main import main
from scripts.benchmark.matching import matching
from scripts.benchmark.search import search


@click.group(help=__doc__)
def benchmark() -> None:
    """Only its commands do something."""


for command in (main, matching, congestion, search, alerts, brands):
    benchmark.add_command(command)

if __name__ == "__main__":
    benchmark()
