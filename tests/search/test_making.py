"""Documents are made ready the same by one process and by several, and none is left behind."""

from __future__ import annotations

import subprocess
import sys
import time
from itertools import islice
from pathlib import Path

import pytest

from search import DocumentInvalid
from search.indexes import making
from search.indexes.making import all_ready, make_ready
from search.indexes.vacancies import VACANCIES
from tests.search.conftest import vacancy

ROOT = Path(__file__).parents[2]
MANY = [vacancy(number, f"餐厅服务员{number}", duties="传菜，收台，迎宾。", price=number / 100) for number in range(90)]


@pytest.fixture
def two_processes(monkeypatch):
    monkeypatch.setattr(making, "PARALLEL_FROM", 30)
    monkeypatch.setattr(making, "CHUNK", 7)
    monkeypatch.setattr(making, "_cores", lambda: 2)


def test_several_processes_make_the_same_in_the_same_order(two_processes):
    assert list(all_ready(VACANCIES, iter(MANY))) == [make_ready(VACANCIES, document) for document in MANY]


def test_where_there_is_one_core_one_process_makes_all(two_processes, monkeypatch):
    monkeypatch.setattr(making, "_cores", lambda: 1)

    assert list(all_ready(VACANCIES, MANY)) == [make_ready(VACANCIES, document) for document in MANY]


def test_a_document_that_another_process_refuses_is_named(two_processes):
    wrong = vacancy(7, "保安", division_code="nowhere")

    with pytest.raises(DocumentInvalid) as refusal:
        list(all_ready(VACANCIES, [*MANY, wrong]))

    assert refusal.value.details == {"id": "7", "reason": "'nowhere' is no division"}
    assert "nowhere" in str(refusal.value)


def test_documents_are_fetched_only_a_little_ahead(two_processes):
    fetched = []

    def endless():
        while True:
            fetched.append(vacancy(len(fetched), "保安"))
            yield fetched[-1]

    made = all_ready(VACANCIES, endless())
    assert [ready.id for ready in islice(made, 60)] == [str(number) for number in range(60)]
    made.close()

    assert len(fetched) < 60 + 7 * 7


PROGRAM = """
import itertools, multiprocessing
from search.indexes import making
from search.indexes.vacancies import VACANCIES
from search import VacancyDocument
making.PARALLEL_FROM, making._cores = 30, lambda: 2
made = making.all_ready(VACANCIES, (VacancyDocument(id=str(n), title="保安") for n in itertools.count()))
next(made)
print(*(child.pid for child in multiprocessing.active_children()), flush=True)
input()
"""


def test_a_killed_rebuild_leaves_no_process_behind():
    parent = subprocess.Popen(
        [sys.executable, "-c", PROGRAM], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    children = [int(pid) for pid in parent.stdout.readline().split()]
    assert len(children) == 2

    parent.kill()
    parent.communicate()

    deadline = time.monotonic() + 20
    while any(map(_is_alive, children)) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not any(map(_is_alive, children))


def _is_alive(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"
