"""What stands higher in a search without narrowing it, the same on both engines."""

from __future__ import annotations

from itertools import pairwise

import pytest

from domain.skills import SkillLevel
from search import Favour, FavouredBy, QuestionInvalid, VacancyQuestion, tuning
from tests.search.conftest import days_ago, ids, vacancy

COOK, PASTRY, CALLS = "4-03-02-01", "4-03-02-02", "4-04-05-03"


def favour(by, *values, weight=1.0):
    return Favour(by=by, values=values, weight=weight)


@pytest.mark.parametrize("text", ["", "招聘"])
def test_trades_that_shall_stand_first_do_and_narrow_nothing(find, text):
    vacancies = [
        vacancy(1, "招聘话务员", occupation_code=CALLS, published_at=days_ago(0)),
        vacancy(2, "招聘厨师", occupation_code=COOK, published_at=days_ago(40), price=1.0),
        vacancy(3, "招聘面点师", occupation_code=PASTRY, published_at=days_ago(40)),
    ]

    assert find(vacancies, text=text, favours=(favour(FavouredBy.OCCUPATIONS, COOK, PASTRY),)) == ["2", "3", "1"]
    assert find(vacancies, text=text) == ["1", "2", "3"]


@pytest.mark.parametrize(
    ("fields", "given"),
    [
        ({"occupation_code": COOK}, favour(FavouredBy.OCCUPATIONS, "4-03-00-00")),
        ({"division_code": "321084108"}, favour(FavouredBy.DIVISIONS, "321084")),
        ({"standings": ("certified", "leading")}, favour(FavouredBy.STANDINGS, "leading")),
        ({"standings": ("certified",)}, favour(FavouredBy.STANDINGS, "certified", "leading")),
        ({"skill_level": SkillLevel.LEVEL_5}, favour(FavouredBy.CERTIFICATE)),
        ({"is_hardship_friendly": True}, favour(FavouredBy.HARDSHIP)),
    ],
)
def test_what_is_favoured_stands_before_what_is_newer(find, fields, given):
    vacancies = [
        vacancy(1, "技工", published_at=days_ago(0)),
        vacancy(2, "技工", published_at=days_ago(40), **fields),
    ]

    assert find(vacancies) == ["1", "2"]
    assert find(vacancies, favours=(given,)) == ["2", "1"]


def test_pinned_vacancies_stand_in_their_order_and_only_where_they_are_found(find):
    titles = enumerate(("焊工", "焊工", "焊工", "厨师", "厨师"), start=1)
    vacancies = [vacancy(number, title, published_at=days_ago(number)) for number, title in titles]
    pinned = tuple(
        favour(FavouredBy.VACANCIES, str(number), weight=tuning.PINNED - place * tuning.PINNED_STEP)
        for place, number in enumerate((3, 5, 2))
    )

    assert find(vacancies, favours=pinned) == ["3", "5", "2", "1", "4"]
    assert find(vacancies, text="焊工", favours=pinned) == ["3", "2", "1"]
    assert find(vacancies, sort="newest", favours=pinned) == ["1", "2", "3", "4", "5"]


def test_each_step_of_a_rule_is_worth_more_than_the_one_before(find):
    little, clearly, foremost = tuning.FAVOUR_STEPS.values()
    vacancies = [
        vacancy(1, "技工", occupation_code=COOK),
        vacancy(2, "技工", is_hardship_friendly=True),
        vacancy(3, "技工", skill_level=SkillLevel.LEVEL_3),
    ]
    rules = (
        favour(FavouredBy.OCCUPATIONS, COOK, weight=little),
        favour(FavouredBy.HARDSHIP, weight=foremost),
        favour(FavouredBy.CERTIFICATE, weight=clearly),
    )

    assert find(vacancies, favours=rules) == ["2", "3", "1"]
    assert all(earlier < later for earlier, later in pairwise((little, clearly, foremost, tuning.PINNED)))


def test_favours_are_turned_through_page_by_page(index):
    vacancies = [vacancy(number, "技工", is_hardship_friendly=number % 3 == 0) for number in range(30)]
    index.rebuild("vacancies", vacancies, may_shrink=True)
    asked = VacancyQuestion(favours=(favour(FavouredBy.HARDSHIP),), size=7)
    whole = ids(index.search(VacancyQuestion(favours=asked.favours, size=30)))

    found, after = [], ""
    while True:
        page = index.search(VacancyQuestion(favours=asked.favours, size=7, after=after))
        found += ids(page)
        after = page.next_after
        if not after:
            break

    assert found == whole
    assert {int(one) % 3 for one in whole[:10]} == {0}


@pytest.mark.parametrize(
    "favours",
    [
        "occupations",
        ("occupations",),
        (favour("occupations", COOK),),
        (favour(FavouredBy.OCCUPATIONS),),
        (favour(FavouredBy.OCCUPATIONS, "4-99"),),
        (favour(FavouredBy.DIVISIONS, "999999"),),
        (favour(FavouredBy.STANDINGS, "famous"),),
        (favour(FavouredBy.CERTIFICATE, "x"),),
        (favour(FavouredBy.VACANCIES, ""),),
        (favour(FavouredBy.VACANCIES, "x" * 201),),
        (favour(FavouredBy.VACANCIES, "1\n2"),),
        (favour(FavouredBy.VACANCIES, *map(str, range(201))),),
        (Favour(by=FavouredBy.VACANCIES, values=["1"], weight=1.0),),
        (Favour(by=FavouredBy.VACANCIES, values=(1,), weight=1.0),),
        (favour(FavouredBy.HARDSHIP, weight=0),),
        (favour(FavouredBy.HARDSHIP, weight=-1.0),),
        (favour(FavouredBy.HARDSHIP, weight=float("nan")),),
        (favour(FavouredBy.HARDSHIP, weight=True),),
        (favour(FavouredBy.HARDSHIP, weight="1"),),
        (favour(FavouredBy.HARDSHIP, weight=33.0),),
        (favour(FavouredBy.HARDSHIP),) * (tuning.MOST_FAVOURS + 1),
    ],
)
def test_a_favour_that_means_nothing_is_refused_by_name(index, favours):
    index.rebuild("vacancies", [], may_shrink=True)
    with pytest.raises(QuestionInvalid) as refused:
        index.search(VacancyQuestion(favours=favours))
    assert refused.value.name == "favours"
