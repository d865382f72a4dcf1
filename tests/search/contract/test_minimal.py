"""What another program may rely on: three names, a folder, and vacancies with nothing but a title."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from search import VacancyDocument, VacancyQuestion, open_index

ROOT = Path(__file__).parents[3]


def test_a_vacancy_with_nothing_but_a_title_is_found(folder_url):
    index = open_index(folder_url)
    index.rebuild("vacancies", [VacancyDocument(id="1", title="电焊工"), VacancyDocument(id="2", title="会计")])

    page = index.search(VacancyQuestion(text="焊工", size=10))

    assert [hit.id for hit in page.hits] == ["1"]
    assert page.total == 1
    assert page.facets["benefits"] == ()


def test_a_fresh_process_finds_what_was_rebuilt(folder_url):
    open_index(folder_url).rebuild("vacancies", [VacancyDocument(id="7", title="玉雕工")])
    program = (
        "from search import VacancyQuestion, open_index\n"
        f"print(open_index({folder_url!r}).search(VacancyQuestion(text='玉雕')).hits[0].id)\n"
    )

    answer = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)

    assert answer.stdout.strip() == "7"


def test_an_index_may_be_opened_many_times_in_one_process(folder_url):
    for number in range(5):
        index = open_index(folder_url)
        index.rebuild("vacancies", [VacancyDocument(id=str(number), title="保安")])

    again = [open_index(folder_url).search(VacancyQuestion(text="保安")).hits[0].id for _ in range(5)]

    assert again == ["4"] * 5
