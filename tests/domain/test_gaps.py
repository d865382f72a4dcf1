"""What one change of a profile would open, counted in vacancies."""

import numpy as np
import pytest

from domain.fit import Pairs, VacancyTable, WorkerTable
from domain.gaps import GapKind, find_gaps, is_open_to
from domain.places import Point
from domain.skills import Licence, SkillLevel
from domain.vacancies import Shift
from tests.domain.fit.people import TODAY, monthly, vacancy, worker

NINE_KM_NORTH = Point(32.8702, 119.4418)
SHANGHAI = {"division_code": "310000", "point": Point(31.2, 121.4)}


def gaps(one, *others):
    return find_gaps(WorkerTable.of([one]), VacancyTable.of(list(others)), today=TODAY)


def said(found):
    return [(gap.kind, gap.level or gap.licence or gap.commute_km or gap.wage_fen, gap.more) for gap in found]


def test_a_certificate_of_the_next_level_that_is_asked_says_how_many_vacancies_it_opens():
    asks_four = vacancy(skill_level=SkillLevel.LEVEL_4)
    found = gaps(
        worker(skill_level=SkillLevel.LEVEL_5),
        vacancy(),
        asks_four,
        asks_four,
        vacancy(skill_level=SkillLevel.LEVEL_3),
        vacancy(skill_level=SkillLevel.LEVEL_4, wage=monthly(100_00)),
    )

    assert said(found)[0] == (GapKind.LEVEL, SkillLevel.LEVEL_4, 3)
    assert found[0].rows.tolist() == [1, 2, 4]


@pytest.mark.parametrize(
    ("one", "other", "kind", "change"),
    [
        ({}, {"licences": frozenset({Licence.WELDING})}, GapKind.LICENCE, Licence.WELDING),
        ({"commute_km": 3.0}, {"point": NINE_KM_NORTH}, GapKind.COMMUTE, 13.0),
        ({"wage_wanted_fen": 7_000_00}, {}, GapKind.WAGE, 6_300_00),
        ({}, SHANGHAI, GapKind.AWAY, None),
        ({"shifts": frozenset({Shift.DAY})}, {"shift": Shift.NIGHT}, GapKind.SHIFTS, None),
    ],
)
def test_the_smallest_change_that_opens_a_vacancy_is_named(one, other, kind, change):
    assert said(gaps(worker(**one), vacancy(**other))) == [(kind, change, 1)]


def test_each_licence_that_opens_something_is_named_and_those_that_it_contains_count():
    found = gaps(
        worker(),
        vacancy(licences=frozenset({Licence.DRIVING_C1})),
        vacancy(licences=frozenset({Licence.DRIVING_B2})),
        vacancy(licences=frozenset({Licence.DRIVING_B2, Licence.HEALTH})),
    )

    opened = {gap.licence: gap.rows.tolist() for gap in found}
    assert opened[Licence.DRIVING_C1] == [0]
    assert opened[Licence.DRIVING_B2] == [0, 1]
    assert Licence.HEALTH not in opened
    assert found[0].more == max(gap.more for gap in found)


def test_what_is_open_already_or_needs_two_changes_is_no_gap():
    licence_and_night = vacancy(licences=frozenset({Licence.WELDING}), shift=Shift.NIGHT)
    assert gaps(worker(shifts=frozenset({Shift.DAY})), vacancy(), licence_and_night) == ()


def test_without_vacancies_there_is_no_gap():
    assert gaps(worker(goes_out_of_town=True)) == ()


def test_open_means_that_no_rule_stands_against_it_and_the_level_is_there():
    workers = WorkerTable.of([worker(), worker(skill_level=SkillLevel.LEVEL_3)])
    vacancies = VacancyTable.of([vacancy(skill_level=SkillLevel.LEVEL_4), vacancy(wage=monthly(5_000_00))])

    assert is_open_to(Pairs.grid(workers, vacancies, TODAY)).tolist() == [[False, True], [True, True]]
    assert np.array_equal(is_open_to(Pairs.grid(workers, vacancies.take(np.array([0])), TODAY)), [[False], [True]])
