"""What a question that finds nothing is answered with, and what the page says of it."""

from __future__ import annotations

import pytest

from domain.places import Point
from domain.skills import SkillLevel
from domain.vacancies import EmploymentType, Insurance, Shift
from domain.wages import WageUnit
from search import VacancyQuestion
from search.occupations import suggest
from tests.search.conftest import ids, vacancy

WELDER, TURNER, COOK = "6-18-02-04", "6-18-01-01", "4-03-02-01"
HOME = Point(32.3932, 119.4127)


def relaxed(page):
    return [(item.kind, item.parameter) for item in page.relaxed]


def test_what_is_found_as_asked_is_not_relaxed(index):
    index.rebuild("vacancies", [vacancy(1, "电焊工")])

    page = index.search(VacancyQuestion(text="电焊工"))

    assert (ids(page), page.relaxed, page.did_you_mean) == (["1"], (), ())


def test_a_word_that_sounds_like_one_of_work_is_corrected(index):
    index.rebuild("vacancies", [vacancy(1, "电焊工", division_code="321084")])

    page = index.search(VacancyQuestion(text="高邮 电汗工"))

    assert ids(page) == ["1"]
    assert relaxed(page) == [("corrected", "text")]
    assert "电焊工" in page.did_you_mean


def test_a_word_cut_in_two_by_a_slip_is_corrected_as_a_whole(index):
    index.rebuild("vacancies", [vacancy(1, "保洁")])

    assert "保洁" in index.search(VacancyQuestion(text="宝杰")).did_you_mean
    assert "月嫂" in index.search(VacancyQuestion(text="月扫")).did_you_mean


def test_a_slip_in_pinyin_has_its_correction_offered(index):
    index.rebuild("vacancies", [vacancy(1, "厨师")])

    assert "电焊工" in index.search(VacancyQuestion(text="dianhangogn")).did_you_mean


def test_the_duties_admit_when_nothing_else_is_found(index):
    index.rebuild("vacancies", [vacancy(1, "技工", duties="操作浸塑生产线")])

    page = index.search(VacancyQuestion(text="浸塑"))

    assert ids(page) == ["1"]
    assert relaxed(page) == [("duties", "text")]


def test_the_circle_is_widened_and_the_page_says_how_far(index):
    index.rebuild("vacancies", [vacancy(1, "电焊工", latitude=32.45, longitude=119.4127)])

    page = index.search(VacancyQuestion(text="电焊工", near=HOME, radius_km=4.0))

    assert ids(page) == ["1"]
    assert [(item.kind, item.was, item.now) for item in page.relaxed] == [("radius", "4", "8")]


@pytest.mark.parametrize(
    ("question", "parameter"),
    [
        ({"shifts": (Shift.DAY,)}, "shifts"),
        ({"has_transport": True}, "has_transport"),
        ({"has_meals": True}, "has_meals"),
        ({"has_housing": True}, "has_housing"),
        ({"insurance": (Insurance.PENSION,)}, "insurance"),
        ({"wage_units": (WageUnit.DAY,)}, "wage_units"),
        ({"employment_types": (EmploymentType.GIG,)}, "employment_types"),
        ({"skill_level_at_most": SkillLevel.APPRENTICE}, "skill_level_at_most"),
        ({"is_hardship_friendly": True}, "is_hardship_friendly"),
        ({"monthly_wage_min_fen": 9_000_00}, "monthly_wage_min_fen"),
        ({"is_export": True}, "is_export"),
        ({"divisions": ("321084",)}, "divisions"),
        ({"occupations": (COOK,)}, "occupations"),
        ({"enterprise": "7"}, "enterprise"),
        ({"brand": "7"}, "brand"),
        ({"zone": "cooks"}, "zone"),
        ({"text": "高邮电焊工"}, "divisions"),
        ({"text": "电焊工 月薪9000"}, "monthly_wage_min_fen"),
        ({"text": "电焊工 包住"}, "has_housing"),
        ({"near": HOME, "radius_km": 1.0}, "radius_km"),
    ],
)
def test_one_filter_is_given_up_and_named(index, question, parameter):
    index.rebuild(
        "vacancies",
        [
            vacancy(
                1,
                "电焊工",
                occupation_code=WELDER,
                division_code="321002",
                skill_level=SkillLevel.LEVEL_3,
                wage_min_fen=1,
            )
        ],
    )

    page = index.search(VacancyQuestion(**{"text": "电焊工"} | question))

    assert ids(page) == ["1"]
    assert relaxed(page) == [("filter", parameter)]


def test_neighbours_of_the_occupation_are_shown_before_everything_is_given_up(index):
    index.rebuild(
        "vacancies", [vacancy(1, "铆接师傅", occupation_code="6-18-02-02"), vacancy(2, "厨师", occupation_code=COOK)]
    )

    page = index.search(VacancyQuestion(text="电焊工"))

    assert ids(page) == ["1"]
    assert [(item.kind, item.now) for item in page.relaxed] == [("occupation", "6-18-02-00")]


def test_words_that_name_no_occupation_are_coded_like_a_title(index):
    suggest("烤鸭师傅")
    index.rebuild("vacancies", [vacancy(1, "切配", occupation_code=COOK), vacancy(2, "焊工", occupation_code=WELDER)])

    page = index.search(VacancyQuestion(text="烤鸭师傅"))

    assert ids(page) == ["1"]
    assert [(item.kind, item.now) for item in page.relaxed] == [("occupation", "4-03-02-00")]


def test_two_filters_that_exclude_everything_are_given_up_together(index):
    index.rebuild("vacancies", [vacancy(1, "歌手")])

    page = index.search(VacancyQuestion(text="歌手", has_meals=True, has_housing=True, divisions=("321084",)))

    assert ids(page) == ["1"]
    assert relaxed(page) == [("filter", "all")]


def test_what_nobody_offers_finds_nothing_and_says_so(index):
    index.rebuild("vacancies", [vacancy(1, "电焊工")])

    page = index.search(VacancyQuestion(text="宇航员"))

    assert (page.hits, page.total, page.relaxed) == ((), 0, ())


def test_a_later_page_is_not_relaxed(index):
    index.rebuild("vacancies", [vacancy(1, "电焊工")])

    assert index.search(VacancyQuestion(text="电焊工", has_meals=True, page=2)).total == 0
