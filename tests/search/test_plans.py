"""Plans: what a question becomes, the same for every engine."""

from __future__ import annotations

import pytest

from search import tuning
from search.analysis.understanding import understand
from search.clauses import AllOf, AnyOf, AnyValue, Best, Between, HasBit, NoneOf, Order, Sequence, Weighted
from search.queries import words
from search.queries.similar import similar_plan
from search.queries.vacancies import SOURCES, VacancyQuestion, check, vacancy_plan
from search.queries.workers import WorkerQuestion, worker_plan
from tests.search.conftest import NOW, vacancy


def plan_of(**question):
    return vacancy_plan(check(VacancyQuestion(**question)), now=NOW)[0]


def weights(plan):
    best = [way.weight for word in (plan.gate.words if plan.gate else ()) for way in word.ways]
    return best + [weighted.weight for weighted in plan.scores]


@pytest.mark.parametrize(
    "question", [{}, {"text": "焊工"}, {"text": "高邮 包吃住"}, {"zone": "cooks"}, {"sort": "wage"}]
)
def test_every_plan_for_vacancies_asks_for_open_ones_that_have_not_ended(question):
    access = plan_of(**question).access

    assert AnyValue("state", ("open",)) in access.clauses
    assert Between("valid_until", at_least=NOW.date().toordinal()) in access.clauses


def test_every_plan_for_workers_asks_for_consent_and_respects_blocks():
    access = worker_plan(WorkerQuestion(enterprise="7"), now=NOW)[0].access

    assert access == AllOf((AnyValue("state", ("open",)), NoneOf((AnyValue("blocked", ("7",)),))))


@pytest.mark.parametrize(("count", "least"), [(1, 1), (2, 2), (3, 2), (4, 3), (5, 4), (8, 6), (12, 9)])
def test_the_gate_asks_for_most_words(count, least):
    assert words.least(count) == least


@pytest.mark.parametrize("text", ["焊工", "数控车床操作工 编程 学徒", "dianhangong", "高级电焊工 双休"])
def test_weights_are_multiples_of_the_unit_so_that_sums_are_exact(text):
    for weight in weights(plan_of(text=text, near=None)):
        assert (weight * 4096).is_integer()


def test_the_words_of_a_perfect_title_are_worth_one_together():
    for text in ("焊工", "仓库 搬运 叉车", "销售经理 汽车"):
        best = [max(way.weight for way in word.ways) for word in plan_of(text=text).gate.words]
        assert sum(best) == pytest.approx(1.0, abs=0.001)


def test_a_common_word_counts_less_than_a_rare_one():
    common, rare = plan_of(text="销售 盆景").gate.words

    assert max(way.weight for way in common.ways) < max(way.weight for way in rare.ways)


def test_without_words_the_newest_come_first():
    assert plan_of().order is Order.NEWEST
    assert plan_of(text="焊工").order is Order.SCORE
    assert plan_of(text="双休").order is Order.SCORE


def test_competition_is_left_out_until_it_has_a_weight():
    question = check(VacancyQuestion(text="焊工"))
    bits = [
        weighted
        for weighted in vacancy_plan(question, now=NOW, competition_weight=0.5)[0].scores
        if isinstance(weighted.clause, HasBit) and weighted.clause.column == "spare"
    ]

    assert len(bits) == tuning.PRICE_BITS
    assert sum(weighted.weight for weighted in bits) == pytest.approx(0.5, abs=0.01)
    assert not any("spare" in str(weighted) for weighted in plan_of(text="焊工").scores)


def test_a_wish_of_one_atom_is_only_the_filter():
    named = dict(plan_of(text="4050").filters)

    assert named == {"is_hardship_friendly": AnyValue("benefits", ("hardship",))}


def test_a_wish_counts_too_where_the_title_says_it():
    clause = dict(plan_of(text="包住").filters)["has_housing"]

    assert isinstance(clause, AnyOf)
    assert Sequence("title_grams", ("包住",)) in clause.clauses


def test_a_facet_leaves_out_its_own_filter():
    plan = plan_of(divisions=("321084",), shifts=("day",))

    assert len(plan.clauses()) == 3
    assert len(plan.clauses(without=frozenset({"divisions"}))) == 2


def test_latin_letters_are_looked_for_in_an_index_without_pinyin_too():
    sources = words.Sources(head="headline", admitting=(("headline", 1.0),), ranking=())

    gate = words.gate(understand("ydg"), sources)

    assert isinstance(gate.words[0], Best)
    assert not any("pinyin" in str(way) for way in gate.words[0].ways)
    assert any("pinyin" in str(way) for way in words.gate(understand("ydg"), SOURCES).words[0].ways)


def test_a_vacancy_without_trade_or_words_has_nothing_like_it():
    plan = similar_plan(vacancy(1, "！"), limit=4, now=NOW, competition_weight=0.5)

    assert dict(plan.filters)["kin"] == AnyValue("id", ("",))
    assert any(isinstance(weighted, Weighted) and "spare" in str(weighted) for weighted in plan.scores)


def test_a_word_of_no_work_found_in_the_title_makes_vacancies_alike():
    plan = similar_plan(vacancy(1, "歌手"), limit=4, now=NOW, competition_weight=0.0)

    assert dict(plan.filters)["kin"] == Sequence("title", ("歌手",))
