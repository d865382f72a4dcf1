"""What a question says: words, wages, places, wishes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.vacancies import FIVE_INSURANCES, EmploymentType, Insurance, Shift
from domain.wages import WageUnit
from search import tuning
from search.analysis.places import codes_of, names_of
from search.analysis.understanding import understand


def values(text):
    return {name: value for item in understand(text).understood for name, value in item.values}


MONTH, DAY, HOUR = 1, 21.75, 21.75 * 8


@pytest.mark.parametrize(
    ("text", "yuan"),
    [
        ("月薪8000以上", 8000),
        ("8000-10000", 8000),
        ("焊工 8000", 8000),
        ("八千", 8000),
        ("8k", 8000),
        ("8-10k", 8000),
        ("6千到8千", 6000),
        ("0.8万", 8000),
        ("1万2", 12000),
        ("一万二", 12000),
        ("六千五", 6500),
        ("两万", 20000),
        ("一万二千", 12000),
        ("月薪四千五百", 4500),
        ("工资6000左右", 6000),
        ("8000元/月", 8000),
        ("年薪12万", 10000),
        ("日结300", 300 * DAY),
        ("300元一天", 300 * DAY),
        ("三百块一天", 300 * DAY),
        ("一天二百五十", 250 * DAY),
        ("时薪25", 25 * HOUR),
        ("普工 一小时25", 25 * HOUR),
        ("25元/小时", 25 * HOUR),
        ("每小时十五", 15 * HOUR),
    ],
)
def test_a_wage_is_understood_as_a_months_pay(text, yuan):
    assert values(text)["monthly_wage_min_fen"] == round(yuan * 100)


@pytest.mark.parametrize(
    ("text", "unit"), [("日结300", WageUnit.DAY), ("时薪25", WageUnit.HOUR), ("日结", WageUnit.DAY)]
)
def test_pay_by_the_day_or_the_hour_is_asked_for_by_its_unit(text, unit):
    assert values(text)["wage_units"] == (unit,)


@pytest.mark.parametrize("text", ["5000以下", "3000-5000以内"])
def test_an_upper_bound_is_understood(text):
    assert values(text)["monthly_wage_max_fen"] == 500_000
    assert "monthly_wage_min_fen" not in values(text)


@pytest.mark.parametrize(
    "text",
    [
        "4S店",
        "24小时便利店",
        "J11500",
        "1000名",
        "2026",
        "500",
        "一千零一",
        "第三",
        "万达",
        "月薪100",
        "工资99999999",
        "3天",
        "8000型",
    ],
)
def test_a_number_that_is_no_wage_is_left_alone(text):
    assert "monthly_wage_min_fen" not in values(text)


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("高邮", ("321084",)),
        ("高邮市", ("321084",)),
        ("三垛镇", ("321084108",)),
        ("三垛", ("321084108",)),
        ("上海", ("310000",)),
        ("西湖街道", ("321003011",)),
        ("gaoyou", ("321084",)),
        ("扬州", ("321000",)),
    ],
)
def test_a_place_is_a_filter(text, codes):
    assert understand(f"{text}焊工" if not text.isascii() else f"{text} 焊工").units == ("焊工",)
    assert values(f"{text} 焊工") == {"divisions": codes}


@pytest.mark.parametrize("text", ["新城", "青山", "开发区", "西湖", "大桥", "和田"])
def test_a_short_name_that_is_a_word_of_its_own_stays_text(text):
    assert understand(f"{text} 焊工").units == (text, "焊工")


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("兰州拉面师傅", ("拉面师傅",)),
        ("苏州银行柜员", ("苏州银行", "银行柜员")),
        ("扬州大学保洁", ("大学", "保洁")),
        ("宝应荷藕工", ("荷藕工",)),
    ],
)
def test_a_place_within_the_name_of_a_dish_or_an_employer(text, units):
    assert understand(text).units == units


def test_a_name_that_several_places_bear_is_the_one_at_home_or_all():
    assert codes_of("邵伯") == ("321012114",)
    assert len(codes_of("朝阳")) >= 1
    assert codes_of("不存在") == ()
    assert "江都区" in names_of("321012114")


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("包吃住", {"has_housing": True, "has_meals": True}),
        ("管饭", {"has_meals": True}),
        ("有宿舍", {"has_housing": True}),
        ("班车", {"has_transport": True}),
        ("五险", {"insurance": tuple(sorted(FIVE_INSURANCES))}),
        ("五险一金", {"insurance": (*sorted(FIVE_INSURANCES), Insurance.HOUSING_FUND)}),
        ("长白班", {"shifts": (Shift.DAY,)}),
        ("兼职", {"employment_types": (EmploymentType.PART_TIME,)}),
        ("离家近", {"near": True}),
        ("离家最近", {"near": True}),
        ("残疾人", {"is_hardship_friendly": True}),
    ],
)
def test_a_wish_is_understood(text, wanted):
    assert values(f"焊工 {text}") == wanted
    assert understand(f"焊工 {text}").units == ("焊工",)


def test_a_wish_within_the_name_of_an_occupation_is_none():
    assert understand("宿舍管理员").understood == ()
    assert understand("班车司机").understood == ()


def test_words_that_say_only_that_work_is_sought_are_dropped_unless_nothing_else_is_there():
    assert understand("我想找一份保洁的工作").units == ("保洁",)
    assert understand("招聘").units == ("招聘",)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("电焊工", "电焊工"),
        ("高邮電焊工 月薪8000 包吃住", "电焊工"),
        ("我想找一份电焊的工作", "电焊"),
        ("打螺丝", "打螺丝"),
        ("急招颠勺的师傅", "颠勺"),
        ("会计 出纳", "会计 出纳"),
        ("CAD绘图 双休", "cad绘图"),
        ("包吃住 高邮", ""),
        ("招聘", ""),
        ("保洁8000", "保洁"),
    ],
)
def test_what_was_said_of_the_work_is_left_as_it_was_written(text, said):
    assert understand(text).said == said
    assert understand(said).said == said


def test_read_literally_everything_was_said():
    assert understand("高邮 包吃住", literally=True).said == "高邮 包吃住"


def test_a_single_character_or_number_counts_only_when_alone():
    assert understand("焊").units == ("焊",)
    assert understand("叉车证") == understand("叉车证")
    assert "证" in understand("叉车证").optional


def test_only_the_beginning_of_a_long_text_is_read():
    assert len(understand("保安 会计 " * 500).units) <= tuning.MOST_UNITS
    assert understand("，" * tuning.LONGEST_QUESTION + "保安").units == ()


@given(st.text(max_size=150))
def test_every_text_is_understood(text):
    found = understand(text)

    assert len(found.units) <= tuning.MOST_UNITS
    assert understand(text, literally=True).understood == ()
