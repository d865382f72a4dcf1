"""Values look on a page as people say them."""

from datetime import timedelta
from decimal import Decimal

import pytest
from flask_babel import force_locale

from domain.brands import Indicator
from tests.factories import NOW, SANDUO
from webapp.presentation import (
    days_ago,
    distance,
    figure,
    place,
    quarter,
    seal_letters,
    this_page,
    yuan,
    yuan_about,
    yuan_range,
)


@pytest.fixture
def spoken(app):
    """Say something in a language."""

    def say(locale, function, *values):
        with app.test_request_context(), force_locale(locale):
            return function(*values)

    return say


def test_a_quarter_has_the_name_that_people_give_it(spoken):
    assert spoken("en", quarter, "2026Q4") == "2026Q4"
    assert spoken("zh", quarter, "2026Q4") == "2026年第4季度"


@pytest.mark.parametrize(
    ("fen", "said"), [(0, "0"), (650_000, "6,500"), (2_550, "25.50"), (100_000_000_00, "100,000,000")]
)
def test_money_has_no_needless_fraction(fen, said):
    assert yuan(fen) == said


def test_a_range_of_one_amount_is_that_amount():
    assert yuan_range((600_000, 800_000)) == "6,000–8,000"
    assert yuan_range((600_000, 600_000)) == "6,000"


def test_an_estimate_is_said_to_the_next_hundred():
    assert yuan_about(652_499) == "6,500"


@pytest.mark.parametrize(
    ("code", "chinese", "english"),
    [
        (SANDUO, "高邮 三垛镇", "Sanduo, Gaoyou"),
        ("321084", "高邮", "Gaoyou"),
        ("321012", "江都", "Jiangdu"),
        ("321000", "扬州", "Yangzhou"),
        ("310000", "上海", "Shanghai"),
        ("999999", "999900 999999", "999999, 999900"),
    ],
)
def test_a_place_is_named_as_people_of_the_city_name_it(spoken, code, chinese, english):
    assert spoken("zh_CN", place, code) == chinese
    assert spoken("en", place, code) == english


@pytest.mark.parametrize(
    ("km", "said"),
    [(0.0, "100 m"), (0.42, "400 m"), (0.97, "1 km"), (3.44, "3.4 km"), (9.96, "10 km"), (31.4, "31 km")],
)
def test_a_distance_is_as_exact_as_a_person_would_say_it(spoken, km, said):
    assert spoken("en", distance, km) == said


def test_days_are_counted_for_a_week(spoken):
    said = [spoken("en", days_ago, NOW - timedelta(days=days)) for days in (0, 1, 7)]

    assert said == ["today", "yesterday", "7 days ago"]
    assert "20" in spoken("en", days_ago, NOW - timedelta(days=30))


@pytest.mark.parametrize(
    ("indicator", "value", "said"),
    [
        (Indicator.WORKFORCE, "12345.0000", "12,345"),
        (Indicator.MEAN_MONTHLY_WAGE_FEN, "653200", "6,532 yuan"),
        (Indicator.OUTPUT_FEN, "123000000", "123 × 10,000 yuan"),
        (Indicator.MARKET_SHARE, "0.125", "12.5 %"),
        (Indicator.THIRD_PARTY_SATISFACTION, "0.9", "90 %"),
    ],
)
def test_a_reported_figure_has_its_unit(spoken, indicator, value, said):
    assert spoken("en", figure, Decimal(value), indicator) == said


@pytest.mark.parametrize(
    ("name", "seal"),
    [
        ("扬州厨师", ("扬州厨师", "four")),
        ("扬州修脚师", ("扬州修脚师", "six")),
        ("宝应“家政”服务员", ("宝应家政服务员", "nine")),
        ("一二三四五六七八九十", ("一二三四五六七八九", "nine")),
    ],
)
def test_a_seal_takes_the_letters_that_fit(name, seal):
    assert seal_letters(name) == seal


def test_an_address_keeps_what_is_not_changed(app):
    with app.test_request_context("/vacancies?q=厨师&shift=day&shift=night&page=3&wage="):
        assert this_page(page=None) == "/vacancies?q=%E5%8E%A8%E5%B8%88&shift=day&shift=night"
        assert this_page(page=4, shift=["day"], q=None) == "/vacancies?page=4&shift=day"
        assert this_page(page=None, q=None, shift=None) == "/vacancies"
    with app.test_request_context("/zones/扬州?q=%00%22%3E"):
        assert this_page() == "/zones/%E6%89%AC%E5%B7%9E?q=%00%22%3E"
