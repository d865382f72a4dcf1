"""Few candidates are weighed here and many are ranked by tantivy: a person never sees which of the two it was."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from domain.places import Point
from domain.wages import WageUnit
from reference.job_titles import job_titles
from search import Favour, FavouredBy, SearchIndex, VacancyQuestion, VacancySort
from search.embedded import reading
from search.embedded.engine import EmbeddedEngine
from tests.search.conftest import NOW, days_ago, vacancy

HOME = Point(32.39, 119.41)
WEIGHED = {"CANDIDATES": 10_000}
FETCHED_AGAIN = {"CANDIDATES": 1, "FEW": 1, "FEW_NEAR": 1}
RANKED = {"CANDIDATES": 1, "FEW": 10_000, "FEW_NEAR": 10_000}

QUESTIONS = {
    "words": VacancyQuestion(text="服务员"),
    "a later page": VacancyQuestion(text="餐厅服务员", page=3),
    "filters": VacancyQuestion(text="服务员", has_housing=True, monthly_wage_min_fen=5000_00, size=7),
    "from a point": VacancyQuestion(text="服务员", near=HOME),
    "in a circle": VacancyQuestion(text="服务员 离家近", near=HOME, radius_km=12.5),
    "nearest": VacancyQuestion(text="服务员", near=HOME, sort=VacancySort.NEAREST),
    "nearest without words": VacancyQuestion(
        divisions=("321084",), near=HOME, radius_km=30.0, sort=VacancySort.NEAREST
    ),
    "favours": VacancyQuestion(divisions=("321084",), favours=(Favour(by=FavouredBy.HARDSHIP, weight=0.25),)),
    "newest": VacancyQuestion(text="服务员", sort=VacancySort.NEWEST),
    "nothing": VacancyQuestion(text="没有这样的工作", may_relax=False),
}


@pytest.fixture(scope="module")
def city(tmp_path_factory):
    dice = random.Random(4)
    titles = [entry for entry in job_titles() if "服务" in entry.title][:40]
    documents = []
    for number in range(700):
        entry = dice.choice(titles)
        documents.append(
            vacancy(
                number,
                entry.title + "急招" * (number % 3),
                occupation_code=entry.occupation_code,
                latitude=None if number % 9 == 0 else HOME.latitude + dice.gauss(0, 0.2),
                longitude=None if number % 9 == 0 else HOME.longitude + dice.gauss(0, 0.2),
                published_at=days_ago(dice.choice((0, 2, 5, 10, 20, 60))),
                wage_min_fen=dice.randrange(3000_00, 9000_00, 500_00),
                wage_unit=WageUnit.MONTH,
                price=dice.random(),
                division_code=dice.choice(("321084", "321002")),
                has_housing=dice.random() < 0.5,
            )
        )
    engine = EmbeddedEngine.at(tmp_path_factory.mktemp("city"))
    with SearchIndex(engine, competition_weight=0.6, now=lambda: NOW) as index:
        index.rebuild("vacancies", documents)
        yield index


@pytest.mark.parametrize("question", QUESTIONS.values(), ids=QUESTIONS)
def test_it_makes_no_difference_who_puts_the_hits_in_order(city, monkeypatch, question):
    answers = []
    for bounds in (WEIGHED, FETCHED_AGAIN, RANKED):
        for name, bound in bounds.items():
            monkeypatch.setattr(reading, name, bound)
        first = city.search(question)
        after = replace(question, page=1, after=first.next_after)
        answers.append((first, city.search(after) if first.next_after else None))

    assert answers[0] == answers[1] == answers[2]
    assert bool(answers[0][0].hits) == (question.may_relax is True)


def test_a_circle_is_kept_to_the_metre_among_few_and_among_many(city, monkeypatch):
    for bounds in (WEIGHED, RANKED):
        for name, bound in bounds.items():
            monkeypatch.setattr(reading, name, bound)
        near = city.search(VacancyQuestion(text="服务员", near=HOME, radius_km=12.5, size=100))
        assert near.total == len(near.hits) > 0
        assert max(hit.distance_km for hit in near.hits) <= 12.5
