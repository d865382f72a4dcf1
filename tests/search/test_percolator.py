"""Questions held against new vacancies find what the same questions find when they are searched."""

from __future__ import annotations

import json
import random
from dataclasses import replace
from datetime import date, timedelta

import pytest

from domain.places import Point
from domain.skills import SkillLevel
from domain.vacancies import EmploymentType, Insurance, Shift
from domain.wages import WageUnit
from reference.divisions import divisions
from reference.job_titles import job_titles
from reference.occupations import occupations
from search import Percolator, QuestionInvalid, Synonyms, VacancyDocument, VacancyQuestion, open_index
from search.bitsets import Bitsets, at_least, numbers_of
from search.clauses import NoneOf, value
from search.indexes.vacancies import VACANCIES
from search.queries.vacancies import check, vacancy_plan
from tests.search.conftest import NOW, SHANGHAI, days_ago, vacancy
from tests.search.judgements.measures import judged
from tests.search.judgements.measures import vacancies as real_titles

HERE = NOW.astimezone(SHANGHAI)
HOME = Point(32.3932, 119.4127)
PHRASES = (
    *(
        "包吃住",
        "五险一金",
        "高邮",
        "三垛镇",
        "月薪6000以上",
        "日结300",
        "8000",
        "白班",
        "兼职",
        "离家近",
        "班车",
        "扬州",
    ),
    *("高级", "招聘", "急招 熟练工", "cnc", "dianhangong", "dhg", "兰州拉面", "苏州银行", "残疾人", "计件", "外派", ""),
)


def everything_found(index, question):
    """The ids on all pages of a search that gives nothing up."""
    plan, _ = vacancy_plan(check(question), now=HERE)
    page = index.engine.run(replace(plan, size=10_000, facets=()))
    assert page.total == len(page.rows)
    return {json.loads(row.stored)["id"] for row in page.rows}


def searched(tmp_path, documents):
    index = open_index(f"embedded://{tmp_path}/search")
    index._now = lambda: HERE
    index.rebuild("vacancies", documents, may_shrink=True)
    return index


def some(dice, choices, most):
    return tuple(dice.sample(list(choices), dice.randint(0, most)))


def rich_documents(dice, count):
    """Real titles with everything that a vacancy can say, or leave out."""
    titles, towns = job_titles(), [entry for entry in divisions() if entry.code.startswith("3210")]
    elsewhere = [entry for entry in divisions() if entry.level == "city"]
    for number in range(count):
        entry, town = dice.choice(titles), dice.choice([*towns, *dice.sample(elsewhere, 20)])
        low = dice.randrange(1_000_00, 12_000_00, 50_00)
        is_placed = dice.random() < 0.9
        yield VacancyDocument(
            id=str(number),
            title=entry.title + dice.choice(["", "", "", "/包吃住", " 高邮", "（五险一金）"]),
            occupation_code=entry.occupation_code if dice.random() < 0.9 else "",
            enterprise_id=str(dice.randint(1, 9)),
            enterprise_name=dice.choice(["高邮市三垛饭店", "苏州银行扬州分行", "新城控股", ""]),
            brand_ids=some(dice, "123", 2),
            brand_names=some(dice, ["高邮厨师", "扬州修脚师"], 1),
            zones=some(dice, ["chefs", "carers"], 2),
            duties=dice.choice(["", "白班，有班车接送", "负责电焊", "包吃住"]),
            skills=some(dice, ["电焊", "CNC", "淮扬菜"], 2),
            division_code=town.code if dice.random() < 0.9 else "",
            latitude=town.latitude if is_placed else None,
            longitude=town.longitude if is_placed else None,
            wage_min_fen=low if dice.random() < 0.9 else None,
            wage_max_fen=low + 2_000_00 if dice.random() < 0.9 else None,
            wage_unit=dice.choice([None, WageUnit.MONTH, WageUnit.MONTH, WageUnit.DAY, WageUnit.HOUR]),
            employment_type=dice.choice([None, *EmploymentType]),
            shift=dice.choice([None, *Shift]),
            skill_level=dice.choice([None, *SkillLevel]),
            has_housing=dice.random() < 0.4,
            has_meals=dice.random() < 0.4,
            has_transport=dice.random() < 0.3,
            insurance=some(dice, Insurance, len(Insurance)),
            is_hardship_friendly=dice.random() < 0.3,
            is_export=dice.random() < 0.2,
            published_at=days_ago(dice.random() * 40),
            valid_until=dice.choice([None, HERE.date() - timedelta(days=1), HERE.date(), date(2027, 1, 1)]),
            is_open=dice.random() < 0.9,
        )


def rich_questions(dice, count):
    """Words of real titles and of people, with up to three filters of any kind."""
    places = [entry.code for entry in divisions() if entry.code.startswith("3210")][:30]
    trades = [entry.code for entry in occupations()]
    filters = {
        "zone": lambda: dice.choice(["chefs", "carers", "nowhere"]),
        "brand": lambda: dice.choice("1239"),
        "enterprise": lambda: str(dice.randint(1, 12)),
        "divisions": lambda: some(dice, places, 3),
        "occupations": lambda: (dice.choice(trades)[:2].replace("-", "") + "-00-00-00", dice.choice(trades)),
        "monthly_wage_min_fen": lambda: dice.randrange(0, 10_000_00, 500_00),
        "monthly_wage_max_fen": lambda: dice.randrange(0, 10_000_00, 500_00),
        "wage_units": lambda: some(dice, WageUnit, 2),
        "employment_types": lambda: some(dice, EmploymentType, 3),
        "shifts": lambda: some(dice, Shift, 3),
        "skill_level_at_most": lambda: dice.choice(list(SkillLevel)),
        "insurance": lambda: some(dice, Insurance, 3),
        **dict.fromkeys(
            ("has_housing", "has_meals", "has_transport", "is_hardship_friendly", "is_export", "literally"),
            lambda: dice.random() < 0.7,
        ),
    }
    known = {entry.code for entry in occupations()}
    for _ in range(count):
        chosen = {name: filters[name]() for name in some(dice, filters, 2)}
        chosen["occupations"] = tuple(code for code in chosen.get("occupations", ()) if code in known)
        if dice.random() < 0.3:
            chosen |= {"near": HOME, "radius_km": dice.choice([3.0, 10.0, 40.0])}
        words = [dice.choice(PHRASES), dice.choice([dice.choice(job_titles()).title[:6], "", "厨师"])]
        yield VacancyQuestion(text=" ".join(words), **chosen)


def test_the_judged_queries_find_the_same_among_a_thousand_real_titles(tmp_path):
    documents = real_titles()[::3]
    percolator = Percolator(documents, now=HERE)
    with searched(tmp_path, documents) as index:
        for query in judged():
            question = VacancyQuestion(text=query.text)
            assert set(percolator.find(question)) == everything_found(index, question), query.text


@pytest.mark.parametrize("seed", range(2))
def test_any_question_with_any_filters_finds_the_same(tmp_path, seed):
    dice = random.Random(seed)
    documents = list(rich_documents(dice, 300))
    percolator = Percolator(documents, now=HERE)
    answered = 0
    with searched(tmp_path, documents) as index:
        for question in rich_questions(dice, 200):
            found = percolator.find(question)
            assert len(set(found)) == len(found)
            assert set(found) == everything_found(index, question), question
            answered += bool(found)
    assert answered > 60, "most questions mean something"


def test_accepted_words_mean_the_same_as_in_a_search(tmp_path):
    synonyms = Synonyms.of([("灶头师", "厨师")])
    documents = [vacancy(1, "淮扬菜厨师"), vacancy(2, "护理员"), vacancy(3, "电焊工")]
    percolator = Percolator(documents, now=HERE, synonyms=synonyms)
    with searched(tmp_path, documents) as index:
        index.synonyms = synonyms
        page = index.search(VacancyQuestion(text="灶头师", may_relax=False))

    assert set(percolator.find(VacancyQuestion(text="灶头师"))) == {hit.id for hit in page.hits} == {"1"}
    assert Percolator(documents, now=HERE).find(VacancyQuestion(text="灶头师")) == ()


def test_what_a_search_would_refuse_is_refused_by_the_same_name():
    percolator = Percolator([vacancy(1, "焊工")], now=HERE)

    with pytest.raises(QuestionInvalid) as refusal:
        percolator.find(VacancyQuestion(text="焊工", divisions=("999999",)))
    assert refusal.value.name == "divisions"


def test_nothing_new_answers_nothing():
    assert Percolator([], now=HERE).find(VacancyQuestion(text="焊工")) == ()


def test_neither_order_nor_page_nor_size_matters():
    percolator = Percolator([vacancy(number, "焊工") for number in range(30)], now=HERE)

    assert len(percolator.find(VacancyQuestion(text="焊工", page=3, size=5))) == 30


def test_a_clause_can_exclude():
    bitsets = Bitsets(VACANCIES, [vacancy(1, "焊工", is_export=True), vacancy(2, "焊工"), vacancy(3, "焊工")])

    assert list(numbers_of(bitsets.matching(NoneOf((value("export", "yes"), value("id", "3")))))) == [1]


@pytest.mark.parametrize(("count", "expected"), [(0, 0b1111), (1, 0b1110), (2, 0b0110), (3, 0b0100), (4, 0)])
def test_so_many_of_some_sets_hold_a_document(count, expected):
    assert at_least(count, [0b1110, 0b0110, 0b0100], among=0b1111) == expected
