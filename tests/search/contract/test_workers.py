"""Who finds which profiles."""

from __future__ import annotations

from datetime import date

import pytest

from domain.places import Point
from domain.skills import Licence, SkillLevel
from domain.vacancies import Shift
from domain.workers import Education
from search import QuestionInvalid, WorkerQuestion
from tests.search.conftest import days_ago, ids, worker

WELDER, COOK = "6-18-02-04", "4-03-02-01"
HOME = Point(32.3932, 119.4127)


@pytest.fixture
def look(index):
    def look_among(workers, **question):
        index.rebuild("workers", workers, may_shrink=True)
        return ids(
            index.search(WorkerQuestion(**({} if "official_division" in question else {"enterprise": "7"}) | question))
        )

    return look_among


def test_only_who_agreed_is_found(look):
    assert look([worker(1), worker(2, is_findable=False)]) == ["1"]
    assert look(
        [worker(1, division_code="321084"), worker(2, division_code="321084", is_findable=False)],
        official_division="321084",
    ) == ["1"]


def test_an_enterprise_does_not_find_who_blocked_it(look):
    workers = [worker(1, blocked_enterprise_ids=("7",)), worker(2, blocked_enterprise_ids=("8",))]

    assert look(workers) == ["2"]
    assert look(workers, enterprise="8") == ["1"]


def test_an_official_finds_the_workers_of_the_own_division_only(look):
    workers = [worker(1, division_code="321084108"), worker(2, division_code="321002"), worker(3)]

    assert look(workers, official_division="321084") == ["1"]
    assert sorted(look(workers, official_division="321000")) == ["1", "2"]


@pytest.mark.parametrize(
    "question", [{}, {"enterprise": "7", "official_division": "321084"}, {"official_division": "999999"}]
)
def test_a_question_must_say_who_looks(index, question):
    with pytest.raises(QuestionInvalid):
        index.search(WorkerQuestion(**question))


@pytest.mark.parametrize(
    ("fields", "question"),
    [
        ({"occupation_codes": (COOK, WELDER)}, {"occupations": ("6-18-00-00",)}),
        ({"division_code": "321084108"}, {"divisions": ("321084",)}),
        ({"skill_level": SkillLevel.LEVEL_3}, {"skill_level_at_least": SkillLevel.LEVEL_4}),
        ({"licences": (Licence.DRIVING_A2, Licence.FORKLIFT)}, {"licences": (Licence.DRIVING_C1, Licence.FORKLIFT)}),
        ({"goes_out_of_town": True}, {"goes_out_of_town": True}),
        ({"latitude": 32.4, "longitude": 119.42}, {"near": HOME, "radius_km": 5.0}),
        ({"headline": "十年氩弧焊经验", "occupation_codes": (WELDER,)}, {"text": "电焊工"}),
        ({"skills": ("盆景修剪",)}, {"text": "盆景"}),
        ({"division_code": "321084"}, {"text": "高邮"}),
        ({"shifts": (Shift.NIGHT,)}, {"text": "夜班"}),
        ({"skills": ("盆景",)}, {"text": "盆景 包住"}),
    ],
)
def test_a_filter_keeps_the_profile_that_fits(look, fields, question):
    assert look([worker(1, **fields), worker(2, shifts=(Shift.DAY,))], **question) == ["1"]


def test_who_wants_less_or_has_not_said_fits_the_wage(look):
    workers = [worker(1, wage_wanted_fen=600000), worker(2, wage_wanted_fen=900000), worker(3)]

    assert sorted(look(workers, wage_at_most_fen=700000)) == ["1", "3"]
    assert sorted(look(workers, text="月薪7000")) == ["1", "3"]
    assert sorted(look(workers, text="7000以下")) == ["1", "3"]


def test_who_is_free_by_a_day_fits(look):
    workers = [worker(1, available_from=date(2026, 12, 1)), worker(2, available_from=date(2027, 3, 1)), worker(3)]

    assert sorted(look(workers, available_by=date(2027, 1, 1))) == ["1", "3"]


def test_who_stays_at_home_is_found_by_that(look):
    assert look([worker(1, goes_out_of_town=True), worker(2)], goes_out_of_town=False) == ["2"]


def test_the_dearest_wish_the_higher_level_and_the_nearer_home_come_first(look):
    workers = [
        worker(1, occupation_codes=(COOK, WELDER)),
        worker(2, occupation_codes=(WELDER,)),
        worker(3, occupation_codes=(WELDER,), skill_level=SkillLevel.LEVEL_2, education=Education.VOCATIONAL),
    ]

    assert look(workers, occupations=(WELDER,)) == ["3", "2", "1"]
    assert look([worker(1), worker(2, latitude=32.4, longitude=119.42)], near=HOME) == ["2", "1"]
    assert look([worker(1), worker(2, updated_at=days_ago(1))]) == ["2", "1"]


def test_facets_count_the_wishes(index):
    index.rebuild("workers", [worker(1, occupation_codes=(WELDER,)), worker(2, occupation_codes=(COOK,))])

    page = index.search(WorkerQuestion(enterprise="7", occupations=(COOK,)))

    assert {(value.value, value.count, value.is_chosen) for value in page.facets["first_occupation"]} == {
        (WELDER, 1, False),
        (COOK, 1, True),
    }
    assert index.search(WorkerQuestion(enterprise="7", with_facets=False)).facets == {}


def test_pages_of_profiles_do_not_overlap(look, index):
    workers = [worker(number, headline="电焊") for number in range(50)]

    first = look(workers, text="电焊")
    page = index.search(WorkerQuestion(enterprise="7", text="电焊"))

    assert set(ids(index.search(WorkerQuestion(enterprise="7", text="电焊", after=page.next_after)))).isdisjoint(first)
    assert len(look(workers, text="电焊", page=3)) == 10
