"""Words that were accepted as meaning the same take effect at once, on both engines alike, and can be taken back."""

from __future__ import annotations

import pytest

from search import Synonyms, VacancyQuestion, WorkerQuestion
from tests.search.conftest import ids, vacancy, worker

WORKER, COOK = "6-31-99-00", "4-03-02-01"
VACANCIES = [
    vacancy(1, "普工"),
    vacancy(2, "电子厂招工人", occupation_code="6-00-00-00"),
    vacancy(3, "手机厂打螺丝"),
    vacancy(4, "厨师", occupation_code=COOK),
    vacancy(5, "螺丝检验"),
]


def found(index, text, **question):
    return ids(index.search(VacancyQuestion(text=text, **{"may_relax": False} | question)))


@pytest.fixture
def index(index):
    index.rebuild("vacancies", VACANCIES)
    return index


def test_an_accepted_word_finds_what_it_means_in_the_same_index(index):
    assert found(index, "打螺丝") == ["3", "5"]
    assert "3" not in found(index, "普工")

    index.synonyms = Synonyms.of([("打螺丝", "普工")])

    assert found(index, "打螺丝") == ["3", "1"]
    assert "3" in found(index, "普工")


def test_it_means_also_what_else_that_is_called_and_the_code_of_the_occupation(index):
    index.synonyms = Synonyms.of([("颠勺", "厨子")])

    assert found(index, "颠勺") == ["4"]
    assert found(index, "急招颠勺的师傅") == ["4"]


def test_what_was_taken_back_finds_no_more(index):
    index.synonyms = Synonyms.of([("颠勺", "厨师")])
    assert found(index, "颠勺") == ["4"]

    index.synonyms = Synonyms.of([])

    assert found(index, "颠勺") == []


def test_what_was_found_in_place_of_the_word_is_marked(index):
    index.synonyms = Synonyms.of([("颠勺", "厨师")])

    hit = index.search(VacancyQuestion(text="颠勺")).hits[0]

    assert ("厨师", True) in hit.title.parts


def test_a_page_with_an_accepted_word_gives_nothing_up_and_corrects_nothing(index):
    assert index.search(VacancyQuestion(text="颠勺")).total == 0
    index.synonyms = Synonyms.of([("颠勺", "厨师")])

    page = index.search(VacancyQuestion(text="颠勺"))

    assert (ids(page), page.relaxed, page.did_you_mean) == (["4"], (), ())


def test_neighbours_of_what_an_accepted_word_means_are_shown_where_nobody_offers_it(index):
    index.synonyms = Synonyms.of([("颠大勺", "中式面点师")])

    page = index.search(VacancyQuestion(text="颠大勺"))

    assert ids(page) == ["4"]
    assert [(item.kind, item.now) for item in page.relaxed] == [("occupation", "4-03-02-00")]


def test_an_accepted_word_is_found_by_its_pinyin_too(index):
    index.synonyms = Synonyms.of([("颠勺", "厨师")])

    assert found(index, "dianshao") == ["4"]


def test_enterprises_and_officials_search_profiles_by_accepted_words(index):
    index.rebuild("workers", [worker(1, headline="十年厨师"), worker(2, headline="电焊工")])
    question = WorkerQuestion(enterprise="7", text="颠勺")
    assert ids(index.search(question)) == []

    index.synonyms = Synonyms.of([("颠勺", "厨师")])

    assert ids(index.search(question)) == ["1"]
