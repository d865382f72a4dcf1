"""The embedded engine among processes: one writes, the others read, and a kill leaves a working index."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from search import RebuildIncomplete, SearchUnavailable, Upsert, UrlInvalid, VacancyQuestion, WriterBusy, open_index
from tests.search.conftest import ids, vacancy

ROOT = Path(__file__).parents[3]


def python(program: str, *, background: bool = False) -> subprocess.Popen[str]:
    process = subprocess.Popen(
        [sys.executable, "-c", program],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    if not background:
        _, errors = process.communicate(timeout=60)
        assert process.returncode == 0, errors
    return process


WRITER = """
from search import *
index = open_index({url!r})
index.write("vacancies", [Upsert(document=VacancyDocument(id="1", title="保安"), version=1)])
print("written", flush=True)
input()
"""


def test_a_second_writer_is_refused_until_the_first_lets_go(folder_url):
    other = python(WRITER.format(url=folder_url), background=True)
    assert other.stdout.readline() == "written\n"
    index = open_index(folder_url)

    with pytest.raises(WriterBusy):
        index.write("vacancies", [Upsert(document=vacancy(2, "保安"), version=1)])
    with pytest.raises(WriterBusy):
        index.rebuild("vacancies", [vacancy(2, "保安")])
    assert ids(index.search(VacancyQuestion(text="保安"))) == ["1"]

    other.communicate("\n", timeout=30)
    index.write("vacancies", [Upsert(document=vacancy(2, "保安"), version=1)])
    assert index.count("vacancies") == 2
    index.close()


def test_a_killed_writer_blocks_nobody_and_loses_nothing_it_wrote(folder_url):
    other = python(WRITER.format(url=folder_url), background=True)
    assert other.stdout.readline() == "written\n"
    other.send_signal(signal.SIGKILL)
    other.communicate(timeout=30)

    with open_index(folder_url) as index:
        index.write("vacancies", [Upsert(document=vacancy(2, "保安"), version=1)])
        assert index.count("vacancies") == 2


def test_a_rebuild_killed_half_way_leaves_the_old_index_and_its_remains_are_removed(folder_url, tmp_path):
    open_index(folder_url).rebuild("vacancies", [vacancy(1, "保安")])
    killed = python(
        "import os, signal\nfrom search import *\n"
        "def documents():\n"
        "    for number in range(5000):\n"
        "        if number == 3000: os.kill(os.getpid(), signal.SIGKILL)\n"
        "        yield VacancyDocument(id=str(number), title='会计')\n"
        f"open_index({folder_url!r}).rebuild('vacancies', documents())\n",
        background=True,
    )
    killed.communicate(timeout=60)

    index = open_index(folder_url)
    index.reload()
    assert ids(index.search(VacancyQuestion())) == ["1"]
    index.rebuild("vacancies", [vacancy(2, "保安")])
    assert len(list((tmp_path / "search").glob("vacancies-*"))) == 2


def test_a_reader_sees_what_another_process_wrote_and_rebuilt(folder_url):
    index = open_index(folder_url)
    index.rebuild("vacancies", [vacancy(1, "保安")])
    assert ids(index.search(VacancyQuestion())) == ["1"]

    python(
        "from search import *\n"
        f"with open_index({folder_url!r}) as index:\n"
        "    index.write('vacancies', [Upsert(document=VacancyDocument(id='2', title='保安'), version=1)])\n"
    )
    index.reload()
    assert sorted(ids(index.search(VacancyQuestion()))) == ["1", "2"]

    for number in (3, 4, 5):
        python(
            "from search import *\n"
            f"open_index({folder_url!r}).rebuild('vacancies', [VacancyDocument(id='{number}', title='保安')])\n"
        )
    index.reload()
    assert ids(index.search(VacancyQuestion())) == ["5"]


def test_a_rebuild_by_the_writer_leaves_it_the_writer(folder_url):
    with open_index(folder_url) as index:
        index.write("vacancies", [Upsert(document=vacancy(1, "保安"), version=1)])
        index.rebuild("vacancies", [vacancy(2, "保安")])
        refused = python(
            "from search import *\n"
            "try:\n"
            f"    open_index({folder_url!r}).rebuild('vacancies', [])\n"
            "except WriterBusy as busy:\n"
            "    print(busy)\n",
            background=True,
        )
        said, _ = refused.communicate(timeout=60)

    assert "one writer" in said


def test_an_index_of_another_version_of_the_code_is_rebuilt_not_written(folder_url, tmp_path):
    with open_index(folder_url) as index:
        index.rebuild("vacancies", [vacancy(1, "保安")])
        pointer = tmp_path / "search" / "vacancies.current"
        old = tmp_path / "search" / "vacancies-0000000000-1"
        (tmp_path / "search" / pointer.read_text()).rename(old)
        pointer.write_text(old.name)
        index.close()

        assert index.needs_rebuild("vacancies")
        with pytest.raises(SearchUnavailable):
            index.search(VacancyQuestion())
        with pytest.raises(SearchUnavailable):
            index.write("vacancies", [Upsert(document=vacancy(2, "保安"), version=1)])
        assert index.rebuild("vacancies", [vacancy(3, "保安")]).before == 0


def test_a_broken_index_is_unavailable(folder_url, tmp_path):
    index = open_index(folder_url)
    index.rebuild("vacancies", [vacancy(1, "保安")])
    index.close()
    folder = tmp_path / "search" / (tmp_path / "search" / "vacancies.current").read_text()
    (folder / "meta.json").write_text("{")

    with pytest.raises(SearchUnavailable):
        index.search(VacancyQuestion())


def test_an_index_whose_files_are_gone_is_unavailable(folder_url, tmp_path):
    index = open_index(folder_url)
    index.rebuild("vacancies", [vacancy(1, "保安")])
    index.search(VacancyQuestion())
    folder = tmp_path / "search" / (tmp_path / "search" / "vacancies.current").read_text()
    (folder / "meta.json").unlink()

    with pytest.raises(SearchUnavailable):
        index.reload()
    index.close()
    with pytest.raises(SearchUnavailable):
        index.search(VacancyQuestion())


@pytest.mark.parametrize(
    "url", ["", "embedded://", "embedded://relative/folder", "file:///x", "ftp://host", "embedded:///a\0b"]
)
def test_an_address_of_nothing_is_refused(url):
    with pytest.raises(UrlInvalid):
        open_index(url)


def test_a_folder_that_cannot_be_made_is_unavailable(tmp_path):
    (tmp_path / "file").write_text("in the way")

    with pytest.raises(SearchUnavailable):
        open_index(f"embedded://{tmp_path}/file/search")


def test_a_folder_that_cannot_be_read_or_written_is_unavailable(folder_url, tmp_path):
    index = open_index(folder_url)
    (tmp_path / "search" / "vacancies.current").mkdir()
    (tmp_path / "search" / "writer.lock").mkdir()

    with pytest.raises(SearchUnavailable):
        index.search(VacancyQuestion())
    with pytest.raises(SearchUnavailable):
        index.rebuild("workers", [])


def test_a_rebuild_that_lost_documents_is_refused(folder_url, monkeypatch):
    index = open_index(folder_url)
    index.rebuild("vacancies", [vacancy(1, "保安")])

    # Two ids of one hash cannot be told apart; the counts say so, and the old index stays.
    monkeypatch.setattr("search.embedded.engine.tie_of", lambda document_id: 7)
    with pytest.raises(RebuildIncomplete):
        index.rebuild("vacancies", [vacancy(2, "保安"), vacancy(3, "保安")])

    assert ids(index.search(VacancyQuestion())) == ["1"]


def test_going_back_without_writing_leaves_the_folder_to_another_writer(folder_url):
    index = open_index(folder_url)
    index.rebuild("vacancies", [vacancy(1, "保安")])
    index.rebuild("vacancies", [vacancy(2, "保安")])

    index.rollback("vacancies")

    python(
        "from search import *\n"
        f"with open_index({folder_url!r}) as index:\n"
        "    index.write('vacancies', [Upsert(document=VacancyDocument(id='3', title='保安'), version=1)])\n"
    )
    index.reload()
    assert sorted(ids(index.search(VacancyQuestion()))) == ["1", "3"]
