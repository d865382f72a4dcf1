"""The benchmark of the library asks every page of it, at any size."""

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_every_page_of_the_library_is_asked_and_stays_below_ten_statements():
    words = ["brands", "--brands", "80", "--workers", "400", "--repeats", "3"]
    told = subprocess.run(
        [sys.executable, "-m", "scripts.benchmark", *words], cwd=ROOT, check=False, capture_output=True, text=True
    )
    assert told.returncode == 0, told.stderr
    figures = json.loads(told.stdout.splitlines()[-1])

    assert figures["brands"] == 80
    assert figures["workers"] == 400
    assert len(figures["pages"]) == 15
    assert all(0 < statements < 10 for statements, _ in figures["pages"].values())
