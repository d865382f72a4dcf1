"""Totals for many pairs are those of each pair alone, whichever way they are asked."""

import numpy as np
import pytest

from domain.fit import (
    COMPONENTS,
    HARD_RULES,
    Members,
    Pairs,
    VacancyTable,
    WorkerTable,
    explain_fit,
    explain_pairs,
    measure,
    score_vacancies,
    score_workers,
)
from domain.places import Point
from domain.skills import SkillLevel
from domain.vacancies import Shift
from tests.domain.fit.people import COOK, CUTTER, TODAY, WELDER, monthly, vacancy, worker

WORKERS = [
    worker(skills=frozenset({"a", "b"}), wage_wanted_fen=6_000_00),
    worker(occupations=(COOK, CUTTER), needs_housing=True, skill_level=SkillLevel.LEVEL_5),
    worker(goes_out_of_town=True, destinations=frozenset({"310000"}), shifts=frozenset({Shift.DAY})),
    worker(blocked_enterprises=frozenset({7}), point=Point(32.6, 119.4), birth_year=2012),
]
VACANCIES = [
    vacancy(skills=frozenset({"b", "c"}), skill_level=SkillLevel.LEVEL_4),
    vacancy(occupation_code=COOK, has_housing=True, wage=monthly(5_000_00, 7_000_00), enterprise_credit=0.5),
    vacancy(division_code="310000", point=Point(31.2, 121.4), is_export=True, has_housing=True, enterprise_id=8),
]


@pytest.fixture(scope="module")
def tables():
    return WorkerTable.of(WORKERS), VacancyTable.of(VACANCIES)


@pytest.fixture(scope="module")
def alone():
    return [[explain_fit(one, other, today=TODAY) for other in VACANCIES] for one in WORKERS]


def rules_of(bits):
    return [rule.key for number, rule in enumerate(HARD_RULES) if bits >> number & 1]


def test_a_grid_says_of_each_pair_what_the_pair_alone_says(tables, alone):
    fit = measure(Pairs.grid(*tables, TODAY))

    for row, line in enumerate(alone):
        for column, why in enumerate(line):
            assert fit.total[row, column] == pytest.approx(why.total)
            assert rules_of(int(fit.broken[row, column])) == [reason.key for reason in why.broken]
    assert fit.is_possible.any()
    assert not fit.is_possible.all()


def test_a_list_of_pairs_says_the_same(tables, alone):
    chosen = np.array([[True, False, True], [False, True, False], [True, True, True], [True, False, False]])
    grid = Pairs.grid(*tables, TODAY)
    assert grid.is_away.any()

    pairs = grid.where(chosen)

    assert measure(pairs).total.tolist() == pytest.approx(
        [alone[row][column].total for row, column in np.argwhere(chosen)]
    )
    assert explain_pairs(pairs) == [alone[row][column] for row, column in np.argwhere(chosen)]


def test_one_worker_beside_all_vacancies_and_one_vacancy_beside_all_workers(tables, alone):
    workers, vacancies = tables

    of_worker = score_vacancies(workers.take(np.array([2])), vacancies, today=TODAY)
    of_vacancy = score_workers(vacancies.take(np.array([1])), workers, today=TODAY)

    assert of_worker.total.tolist() == pytest.approx([why.total for why in alone[2]])
    assert of_vacancy.total.tolist() == pytest.approx([line[1].total for line in alone])
    assert of_vacancy.is_possible.tolist() == [line[1].is_possible for line in alone]


def test_the_total_is_the_weighted_mean_of_what_is_known(alone):
    why = alone[0][0]
    weights = {component.key: component.weight for component in COMPONENTS}
    known = sum(weights[reason.key] for reason in why.reasons)

    assert why.total == pytest.approx(sum(weights[reason.key] * reason.value for reason in why.reasons) / known)
    assert sum(reason.weight for reason in why.reasons) == pytest.approx(1.0)


def test_every_total_is_from_0_to_1(tables):
    total = measure(Pairs.grid(*tables, TODAY)).total

    assert total.min() >= 0
    assert total.max() <= 1


def test_what_says_most_for_a_pair_is_said_first():
    why = explain_fit(
        worker(wage_wanted_fen=6_500_00, occupations=(CUTTER,)), vacancy(enterprise_credit=0.1), today=TODAY
    )

    assert [reason.key for reason in why.reasons] == ["place", "wage", "occupation", "credit"]


def test_a_pair_of_which_nothing_is_known_is_in_the_middle():
    nobody = WorkerTable.from_columns(
        id=[1],
        birth_year=[1985],
        occupations=Members([], []),
        division_code=["321084"],
        latitude=[np.nan],
        longitude=[np.nan],
    )
    unknown_record = VacancyTable.from_columns(
        id=[1],
        enterprise_id=[1],
        occupation_code=[WELDER],
        wage_min_fen=[0],
        wage_max_fen=[0],
        division_code=["321084"],
        latitude=[np.nan],
        longitude=[np.nan],
        enterprise_credit=[np.nan],
    )

    fit = score_vacancies(nobody, unknown_record, today=TODAY)

    assert fit.total.tolist() == [0.5]
    assert fit.is_possible.all()


def test_the_nearest_misses_break_the_fewest_rules():
    offers = [
        vacancy(occupation_code=COOK, has_housing=True),
        vacancy(),
        vacancy(has_housing=True),
        vacancy(occupation_code=COOK),
        vacancy(enterprise_credit=0.0),
    ]
    fit = score_vacancies(WorkerTable.of([worker(needs_housing=True)]), VacancyTable.of(offers), today=TODAY)

    assert fit.nearest_misses(3).tolist() == [1, 4, 0]
