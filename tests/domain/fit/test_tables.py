"""Tables hold the same whether they are made from values or from columns."""

from dataclasses import fields
from datetime import date

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.fit import ColumnsDiffer, Members, VacancyTable, WorkerTable
from domain.fit.tables import Position, Sets, licences_of, shifts_of
from domain.places import Point
from domain.skills import Licence, SkillLevel
from domain.vacancies import Shift
from domain.wages import Wage, WageUnit
from domain.workers import HardshipCategory
from tests.domain.fit.people import CUTTER, WELDER, vacancy, worker

WORKERS = [
    worker(id=3, occupations=(WELDER, CUTTER), skills=frozenset({"argon welding", "drawing"}), commute_km=8.5),
    worker(
        id=9,
        point=Point(32.4, 119.4),
        division_code="321002001",
        skill_level=SkillLevel.LEVEL_3,
        licences=frozenset({Licence.DRIVING_A2, Licence.WELDING}),
        goes_out_of_town=True,
        destinations=frozenset({"310000"}),
        refused_destinations=frozenset({"320500", "320200"}),
        shifts=frozenset({Shift.DAY}),
        needs_housing=True,
        available_from=date(2026, 12, 1),
        hardship=HardshipCategory.DISABLED,
        blocked_enterprises=frozenset({4, 2}),
        wage_wanted_fen=6_000_00,
        experience_years=12,
    ),
]
VACANCIES = [
    vacancy(id=5, skills=frozenset({"drawing"}), seats=3, shift=Shift.FLEXIBLE),
    vacancy(
        id=6,
        enterprise_id=2,
        wage=Wage(min_fen=200_00, max_fen=300_00, unit=WageUnit.DAY),
        licences=frozenset({Licence.WELDING}),
        skill_level=SkillLevel.LEVEL_4,
        experience_years=3,
        is_hazardous=True,
        has_housing=True,
        starts_on=date(2026, 12, 24),
        enterprise_credit=0.4,
        is_export=True,
    ),
]


def assert_same(one, other):
    for column in fields(one):
        mine, theirs = getattr(one, column.name), getattr(other, column.name)
        if isinstance(mine, Sets):
            assert mine.words == theirs.words, column.name
            assert np.array_equal(mine.start, theirs.start), column.name
            assert np.array_equal(mine.members, theirs.members), column.name
        else:
            assert np.array_equal(mine, theirs), column.name


def test_workers_as_values_and_as_columns_are_the_same_table():
    assert_same(
        WorkerTable.of(WORKERS),
        WorkerTable.from_columns(
            id=np.array([3, 9]),
            birth_year=1985,
            occupations=Members([1, 0, 0], [WELDER, WELDER, CUTTER]),
            division_code=np.array(["321084", "321002001"]),
            latitude=[WORKERS[0].point.latitude, 32.4],
            longitude=[WORKERS[0].point.longitude, 119.4],
            skills=Members(np.array([0, 0]), np.array(["drawing", "argon welding"])),
            skill_level=[0, 4],
            licences=Members([1, 1], ["welding", "driving_a2"]),
            experience_years=[0, 12],
            wage_wanted_fen=[0, 6_000_00],
            commute_km=[8.5, 15],
            goes_out_of_town=[False, True],
            destinations=Members([1], ["310000"]),
            refused_destinations=Members([1, 1], ["320200", "320500"]),
            shifts=[frozenset(Shift), frozenset({Shift.DAY})],
            needs_housing=[0, 1],
            available_from=[None, date(2026, 12, 1)],
            is_hardship=[False, True],
            blocked_enterprises=Members([1, 1], [4, 2]),
        ),
    )


def test_vacancies_as_values_and_as_columns_are_the_same_table():
    assert_same(
        VacancyTable.of(VACANCIES),
        VacancyTable.from_columns(
            id=[5, 6],
            enterprise_id=[7, 2],
            occupation_code=[WELDER, WELDER],
            wage_min_fen=[6_500_00, 4_350_00],
            wage_max_fen=[6_500_00, 6_525_00],
            division_code=["321084", "321084"],
            latitude=[32.7893, 32.7893],
            longitude=[119.4418, 119.4418],
            seats=[3, 1],
            shift=[Shift.FLEXIBLE, "day"],
            skills=Members([0], ["drawing"]),
            skill_level=[0, 3],
            licences=Members([1], [Licence.WELDING]),
            experience_years=[0, 3],
            is_hazardous=[False, True],
            has_housing=[False, True],
            starts_on=[None, date(2026, 12, 24)],
            enterprise_credit=[1.0, 0.4],
            is_export=[False, True],
        ),
    )


def test_what_is_not_given_is_as_for_somebody_who_has_said_nothing():
    table = WorkerTable.from_columns(
        id=[1],
        birth_year=[1985],
        occupations=Members([0], [WELDER]),
        division_code=["321084"],
        latitude=[32.7893],
        longitude=[119.4418],
    )

    assert_same(table, WorkerTable.of([worker()]))


def test_a_table_of_nobody_is_a_table():
    assert len(WorkerTable.of([])) == len(VacancyTable.of([])) == 0


def test_rows_taken_from_a_table_are_those_rows():
    table = WorkerTable.of(WORKERS)

    assert_same(table.take(np.array([1, 0])).take(np.array([1, 0])), table)
    assert table.take(np.array([1])).blocked_enterprises.members.tolist() == [2, 4]


def test_a_fourth_occupation_is_left_out():
    table = WorkerTable.of([worker(occupations=(WELDER, CUTTER, "4-03-02-01", "4-03-02-02"))])

    assert table.occupations.tolist() == [[6180204, 6180205, 4030201]]


@pytest.mark.parametrize(
    "change",
    [
        {"birth_year": [1985, 1990]},
        {"latitude": [32.0, 33.0]},
        {"skills": Members([0, 0], ["drawing"])},
        {"skills": Members([1], ["drawing"])},
        {"skills": Members([-1], ["drawing"])},
        {"occupations": Members([1], [WELDER])},
        {"occupations": Members([0, 0], [WELDER])},
        {"shifts": [frozenset(), frozenset()]},
        {"division_code": ["321084", "321084"]},
    ],
)
def test_columns_that_do_not_belong_together_are_refused(change):
    columns = {
        "id": [1],
        "birth_year": [1985],
        "occupations": Members([0], [WELDER]),
        "division_code": ["321084"],
        "latitude": [32.0],
        "longitude": [119.0],
    }

    with pytest.raises(ColumnsDiffer):
        WorkerTable.from_columns(**columns | change)


def test_bits_are_read_back_as_what_they_stand_for():
    table = WorkerTable.of(WORKERS)

    assert set(licences_of(int(table.licences[1]))) == {
        Licence.WELDING,
        Licence.DRIVING_A2,
        Licence.DRIVING_B2,
        Licence.DRIVING_C1,
    }
    assert shifts_of(int(table.shifts[1])) == (Shift.DAY,)


def test_a_position_is_on_the_earth():
    position = Position.at([0.0, 90.0], [0.0, 0.0])

    assert position.x.tolist() == pytest.approx([6371.0088, 0.0])
    assert position.z.tolist() == pytest.approx([0.0, 6371.0088])


@given(sets=st.lists(st.sets(st.integers(0, 9)), max_size=6), data=st.data())
@settings(deadline=None)
def test_a_set_contains_what_was_put_into_it(sets, data):
    members = [(row, number) for row, numbers in enumerate(sets) for number in numbers]
    members = data.draw(st.permutations(members))
    table = Sets.of(Members([row for row, _ in members], [number for _, number in members]), len(sets))
    rows, numbers = np.divmod(np.arange(len(sets) * 10), 10)

    assert table.contain(rows, numbers).tolist() == [int(n) in sets[r] for r, n in zip(rows, numbers, strict=True)]
