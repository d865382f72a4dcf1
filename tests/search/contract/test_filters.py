"""Filters, facets, orders and pages of a search for vacancies."""

from __future__ import annotations

from datetime import date

import pytest

from domain.places import Point, distance_km
from domain.skills import SkillLevel
from domain.vacancies import EmploymentType, Insurance, Shift
from domain.wages import WageUnit
from search import CursorInvalid, QuestionInvalid, TooDeep, VacancyQuestion, VacancySort
from tests.search.conftest import days_ago, ids, vacancy

HOME = Point(32.3932, 119.4127)


@pytest.mark.parametrize(
    ("fields", "question"),
    [
        ({"zones": ("chefs", "cooks")}, {"zone": "cooks"}),
        ({"brand_ids": ("4",)}, {"brand": "4"}),
        ({"enterprise_id": "12"}, {"enterprise": "12"}),
        ({"division_code": "321084108"}, {"county": "321084"}),
        ({"industry": "H"}, {"industry": "H"}),
        ({"division_code": "321084108"}, {"divisions": ("321084",)}),
        ({"division_code": "321084108"}, {"divisions": ("310000", "320000")}),
        ({"occupation_code": "6-18-02-04"}, {"occupations": ("6-18-00-00",)}),
        ({"occupation_code": "6-18-02-04"}, {"occupations": ("6-18-02-04", "4-03-02-01")}),
        ({"wage_max_fen": 800000, "wage_min_fen": 1, "wage_unit": WageUnit.MONTH}, {"monthly_wage_min_fen": 800000}),
        ({"wage_min_fen": 400000, "wage_unit": WageUnit.MONTH}, {"monthly_wage_max_fen": 500000}),
        ({"wage_min_fen": 30000, "wage_unit": WageUnit.DAY}, {"monthly_wage_min_fen": 650000}),
        ({"wage_min_fen": 30000, "wage_unit": WageUnit.DAY}, {"wage_units": (WageUnit.DAY, WageUnit.HOUR)}),
        ({"employment_type": EmploymentType.GIG}, {"employment_types": (EmploymentType.GIG,)}),
        ({"shift": Shift.NIGHT}, {"shifts": (Shift.NIGHT,)}),
        ({"insurance": tuple(Insurance)}, {"insurance": (Insurance.PENSION, Insurance.HOUSING_FUND)}),
        ({"has_housing": True}, {"has_housing": True}),
        ({"has_meals": True}, {"has_meals": True}),
        ({"has_transport": True}, {"has_transport": True}),
        ({"is_hardship_friendly": True}, {"is_hardship_friendly": True}),
        ({"is_export": True}, {"is_export": True}),
        ({"latitude": 32.4, "longitude": 119.42}, {"near": HOME, "radius_km": 3.0}),
    ],
)
def test_a_filter_keeps_the_vacancy_that_fits_and_no_other(find, fields, question):
    assert find([vacancy(1, "技工", **fields), vacancy(2, "技工")], **question) == ["1"]


def test_a_vacancy_that_asks_for_no_level_stays_when_the_level_is_bounded(find):
    levels = (None, SkillLevel.NONE, SkillLevel.LEVEL_4, SkillLevel.LEVEL_2)
    vacancies = [vacancy(number, "技工", skill_level=level) for number, level in enumerate(levels)]

    assert sorted(find(vacancies, skill_level_at_most=SkillLevel.LEVEL_4)) == ["0", "1", "2"]


def test_home_vacancies_are_those_that_are_no_export(find):
    assert find([vacancy(1, "技工", is_export=True), vacancy(2, "技工")], is_export=False) == ["2"]


def test_what_is_closed_or_past_its_last_day_is_found_by_nobody(find):
    vacancies = [
        vacancy(1, "保安", is_open=False),
        vacancy(2, "保安", valid_until=date(2026, 11, 22)),
        vacancy(3, "保安", valid_until=date(2026, 11, 23)),
    ]

    assert find(vacancies, "保安") == ["3"]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("月薪8000以上 技工", {"2"}),
        ("技工 日结300", {"3"}),
        ("技工 一小时25", {"4"}),
        ("包吃住技工", {"5", "8"}),
        ("技工 五险一金", {"6"}),
        ("技工 五险", {"6", "7"}),
        ("高邮技工", {"2", "9"}),
        ("三垛镇 技工", {"2"}),
        ("技工 长白班", {"7"}),
        ("兼职技工", {"4"}),
    ],
)
def test_phrases_of_the_text_are_filters(find, typed, found):
    vacancies = [
        vacancy(1, "技工"),
        vacancy(
            2, "技工", division_code="321084108", wage_min_fen=700000, wage_max_fen=900000, wage_unit=WageUnit.MONTH
        ),
        vacancy(3, "技工", wage_min_fen=30000, wage_unit=WageUnit.DAY),
        vacancy(4, "技工", wage_min_fen=2500, wage_unit=WageUnit.HOUR, employment_type=EmploymentType.PART_TIME),
        vacancy(5, "技工", has_housing=True, has_meals=True),
        vacancy(6, "技工", insurance=tuple(Insurance)),
        vacancy(7, "技工", insurance=tuple(sorted(set(Insurance) - {Insurance.HOUSING_FUND})), shift=Shift.DAY),
        vacancy(8, "技工/包吃住"),
        vacancy(9, "高邮技工"),
    ]

    assert set(find(vacancies, typed)) == found


def test_the_page_says_what_was_understood_and_how_to_undo_it(index):
    index.rebuild("vacancies", [vacancy(1, "焊工", division_code="321084", has_housing=True)])

    page = index.search(VacancyQuestion(text="高邮 焊工 包住"))

    assert [(item.phrase, item.without) for item in page.understood] == [("高邮", "焊工 包住"), ("包住", "高邮 焊工")]


def test_taken_literally_no_phrase_becomes_a_filter(find):
    vacancies = [vacancy(1, "高邮焊工", division_code="321012"), vacancy(2, "焊工", division_code="321084")]

    assert find(vacancies, "高邮", literally=True) == ["1", "2"]
    assert find(vacancies, "高邮") == ["2"]


def test_a_dish_or_a_bank_with_a_place_in_its_name_is_no_place(find):
    vacancies = [
        vacancy(1, "拉面师傅", division_code="321002"),
        vacancy(2, "柜员", enterprise_name="苏州银行扬州分行", division_code="321002"),
        vacancy(3, "新城控股案场销售", division_code="321002"),
    ]

    assert find(vacancies, "兰州拉面师傅") == ["1"]
    assert find(vacancies, "苏州银行") == ["2"]
    assert find(vacancies, "新城控股") == ["3"]


def counts(page, name):
    return {value.value: value.count for value in page.facets[name]}


def test_a_facet_counts_over_all_filters_but_its_own(index):
    index.rebuild(
        "vacancies",
        [
            vacancy(1, "技工", division_code="321084108", employment_type=EmploymentType.FULL_TIME, has_meals=True),
            vacancy(2, "技工", division_code="321084", employment_type=EmploymentType.GIG),
            vacancy(3, "技工", division_code="321002", employment_type=EmploymentType.GIG, has_meals=True),
            vacancy(4, "厨师", division_code="321002", employment_type=EmploymentType.GIG),
        ],
    )

    page = index.search(VacancyQuestion(text="技工", divisions=("321084",), employment_types=(EmploymentType.GIG,)))

    assert page.total == 1
    assert counts(page, "county") == {"321084": 1, "321002": 1}
    assert counts(page, "employment_type") == {"full_time": 1, "gig": 1}
    assert counts(page, "benefits") == {}
    assert [value.value for value in page.facets["county"] if value.is_chosen] == ["321084"]


def test_choosing_a_facet_value_finds_as_many_as_it_said(index):
    fields = [
        {"wage_max_fen": wage, "wage_unit": unit, "skill_level": level, "shift": shift}
        for wage in (25_000, 500_000, 900_000)
        for unit in (WageUnit.MONTH, WageUnit.DAY)
        for level, shift in ((None, Shift.DAY), (SkillLevel.LEVEL_4, Shift.NIGHT))
    ]
    index.rebuild("vacancies", [vacancy(number, "技工", **given) for number, given in enumerate(fields)])
    page = index.search(VacancyQuestion(text="技工", shifts=(Shift.DAY,)))

    for steps, parameter, read in (
        ("wage", "monthly_wage_min_fen", int),
        ("skill_level", "skill_level_at_most", int),
        ("wage_unit", "wage_units", lambda value: (value,)),
    ):
        for value in page.facets[steps]:
            narrowed = VacancyQuestion(
                text="技工", shifts=(Shift.DAY,), may_relax=False, **{parameter: read(value.value)}
            )
            assert index.search(narrowed).total == value.count, (steps, value)


def test_a_chosen_value_that_nothing_has_stays_to_be_unchosen(index):
    index.rebuild("vacancies", [vacancy(1, "技工", division_code="321002")])

    page = index.search(VacancyQuestion(divisions=("321084",), may_relax=False))

    assert [(value.value, value.count) for value in page.facets["county"]] == [("321002", 1), ("321084", 0)]


def test_facets_are_left_out_when_nobody_wants_them(index):
    index.rebuild("vacancies", [vacancy(1, "技工")])

    assert index.search(VacancyQuestion(with_facets=False)).facets == {}


POINTS = [Point(32.3932 + 0.03 * step * (-1) ** step, 119.4127 + 0.02 * step) for step in range(60)]


def scattered():
    return [
        vacancy(number, "保安", latitude=point.latitude, longitude=point.longitude, published_at=days_ago(number))
        for number, point in enumerate(POINTS)
    ]


@pytest.mark.parametrize("radius", [0.5, 3.0, 10.0, 47.0, 2000.0])
def test_a_radius_keeps_exactly_what_lies_within(index, radius):
    index.rebuild("vacancies", [*scattered(), vacancy(99, "保安")])
    within = {str(number) for number, point in enumerate(POINTS) if distance_km(HOME, point) <= radius}

    page = index.search(VacancyQuestion(near=HOME, radius_km=radius, size=100))

    assert set(ids(page)) == within
    assert page.total == len(within)


def test_a_circle_that_holds_nothing_finds_nothing(find):
    assert find(scattered(), near=Point(-45.0, 10.0), radius_km=5.0) == []


def test_the_nearest_come_first_and_what_has_no_place_last(index):
    index.rebuild("vacancies", [vacancy(99, "保安"), *scattered()])

    page = index.search(VacancyQuestion(near=HOME, sort=VacancySort.NEAREST, size=100))

    nearest = sorted(range(60), key=lambda number: distance_km(HOME, POINTS[number]))
    assert ids(page) == [*map(str, nearest), "99"]
    assert page.hits[1].distance_km == pytest.approx(distance_km(HOME, POINTS[nearest[1]]))
    assert page.hits[-1].distance_km is None


def test_near_home_counts_among_equals_and_more_when_it_is_wished_for(find):
    near = vacancy(1, "小区夜间巡逻保安招聘启事", latitude=32.394, longitude=119.413)
    far = vacancy(2, "保安", latitude=33.2, longitude=119.3)

    assert find([near, far], "保安", near=HOME) == ["2", "1"]
    assert find([near, far], "离家近的保安", near=HOME) == ["1", "2"]


def test_the_best_paid_come_first_by_a_months_pay(find):
    vacancies = [
        vacancy(1, "保安", wage_max_fen=600000, wage_unit=WageUnit.MONTH),
        vacancy(2, "保安", wage_max_fen=40000, wage_unit=WageUnit.DAY),
        vacancy(3, "保安"),
        vacancy(4, "保安", wage_max_fen=600000, wage_unit=WageUnit.MONTH, published_at=days_ago(1)),
    ]

    assert find(vacancies, "保安", sort=VacancySort.WAGE) == ["2", "4", "1", "3"]


def test_the_newest_come_first_when_that_is_asked(find):
    vacancies = [vacancy(1, "保安", published_at=days_ago(5)), vacancy(2, "保安队长", published_at=days_ago(1))]

    assert find(vacancies, "保安", sort=VacancySort.NEWEST) == ["2", "1"]


@pytest.mark.parametrize("sort", list(VacancySort))
@pytest.mark.parametrize("text", ["", "保安"])
def test_pages_and_cursors_show_every_vacancy_once_in_one_order(index, sort, text):
    equals = [vacancy(number, "保安", latitude=32.4, longitude=119.4) for number in range(100, 340)]
    index.rebuild("vacancies", [*scattered(), *equals])
    question = {"text": text, "sort": sort, "near": HOME, "size": 37}

    paged = [name for page in range(1, 10) for name in ids(index.search(VacancyQuestion(page=page, **question)))]
    followed, cursor = [], ""
    while True:
        page = index.search(VacancyQuestion(after=cursor, **question))
        followed += ids(page)
        cursor = page.next_after
        if not cursor:
            break

    assert len(set(paged)) == 300
    assert paged == followed


def test_a_page_beyond_the_last_is_empty_and_says_the_total(index):
    index.rebuild("vacancies", [vacancy(1, "保安")])

    page = index.search(VacancyQuestion(text="保安", page=7))

    assert (page.hits, page.total, page.next_after) == ((), 1, "")


@pytest.mark.parametrize(
    ("parameter", "question"),
    [
        ("size", {"size": 0}),
        ("size", {"size": 101}),
        ("size", {"size": "ten"}),
        ("page", {"page": 0}),
        ("page", {"page": True}),
        ("page", {"page": 10**9}),
        ("divisions", {"divisions": ("999999",)}),
        ("divisions", {"divisions": "321084"}),
        ("divisions", {"divisions": ("321084",) * 201}),
        ("occupations", {"occupations": ("6-18-02-99",)}),
        ("wage_units", {"wage_units": ("fortnight",)}),
        ("employment_types", {"employment_types": ("slave",)}),
        ("shifts", {"shifts": ("never",)}),
        ("insurance", {"insurance": ("luck",)}),
        ("skill_level_at_most", {"skill_level_at_most": 99}),
        ("monthly_wage_min_fen", {"monthly_wage_min_fen": -1}),
        ("monthly_wage_max_fen", {"monthly_wage_max_fen": 10**30}),
        ("near", {"near": Point(91.0, 0.0)}),
        ("near", {"near": Point(float("nan"), 0.0)}),
        ("radius_km", {"radius_km": 5.0}),
        ("radius_km", {"near": HOME, "radius_km": -1.0}),
        ("radius_km", {"near": HOME, "radius_km": float("inf")}),
        ("sort", {"sort": "luckiest"}),
        ("sort", {"sort": VacancySort.NEAREST}),
        ("zone", {"zone": "x" * 201}),
        ("county", {"county": "999999"}),
        ("industry", {"industry": "H62"}),
        ("brand", {"brand": 4}),
        ("text", {"text": None}),
        ("after", {"after": "nonsense"}),
        ("after", {"after": "é"}),
        ("after", {"after": "W10"}),
    ],
)
def test_a_value_that_means_nothing_is_refused_by_the_name_of_its_parameter(index, parameter, question):
    index.rebuild("vacancies", [vacancy(1, "保安")])

    with pytest.raises(QuestionInvalid) as refusal:
        index.search(VacancyQuestion(**question))

    assert refusal.value.name == parameter


def test_a_cursor_of_another_order_is_refused(index):
    index.rebuild("vacancies", [vacancy(number, "保安") for number in range(5)])
    cursor = index.search(VacancyQuestion(text="保安", size=2)).next_after

    with pytest.raises(CursorInvalid):
        index.search(VacancyQuestion(text="保安", size=2, after=cursor, sort=VacancySort.WAGE))


def test_deep_paging_is_refused_with_the_deepest_page(index):
    index.rebuild("vacancies", [vacancy(1, "保安")])

    with pytest.raises(TooDeep) as refusal:
        index.search(VacancyQuestion(page=501, size=20))

    assert refusal.value.details["most"] == 500


def test_what_is_no_question_is_refused(index):
    with pytest.raises(QuestionInvalid):
        index.search("焊工")
