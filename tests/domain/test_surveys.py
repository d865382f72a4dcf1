"""Surveys: rounds, reports, duplicates, and what becomes of a product."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypinyin import lazy_pinyin

from domain.surveys import (
    FeaturesTooLong,
    MergeUnfit,
    PeopleImplausible,
    ProductMissing,
    ProductTooLong,
    ReportDecided,
    ReporterMissing,
    ReporterTooLong,
    SurveyClosed,
    SurveyOutcome,
    SurveyReasonMissing,
    SurveyReasonTooLong,
    SurveyTermImplausible,
    SurveyTitleMissing,
    SurveyTitleTooLong,
    check_decision,
    check_merge,
    check_open,
    check_report,
    check_round,
    find_duplicates,
    is_open,
    suggest_name,
)

TODAY = date(2026, 11, 24)
REPORT = {"product": "玉雕", "features": "工艺精湛", "reporter": "玉雕协会", "workforce": 300}


def sound(text):
    return " ".join(lazy_pinyin(text))


def round_of(**changes):
    return {
        "title": "2026年摸底调查",
        "opens_on": TODAY,
        "closes_on": TODAY + timedelta(days=30),
        "today": TODAY,
    } | changes


def test_a_round_runs_from_its_first_to_its_last_day():
    days = {"opens_on": TODAY, "closes_on": TODAY + timedelta(days=1)}
    assert [is_open(today=TODAY + timedelta(days=n), **days) for n in (-1, 0, 1, 2)] == [False, True, True, False]


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"title": " "}, SurveyTitleMissing),
        ({"title": "题" * 61}, SurveyTitleTooLong),
        ({"closes_on": TODAY - timedelta(days=1)}, SurveyTermImplausible),
        ({"opens_on": TODAY - timedelta(days=9), "closes_on": TODAY - timedelta(days=1)}, SurveyTermImplausible),
        ({"closes_on": TODAY + timedelta(days=367)}, SurveyTermImplausible),
    ],
)
def test_a_round_that_makes_no_sense_is_refused(changes, refusal):
    check_round(**round_of())
    with pytest.raises(refusal):
        check_round(**round_of(**changes))


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"product": "“ ”"}, ProductMissing),
        ({"product": "玉" * 31}, ProductTooLong),
        ({"features": "好" * 1001}, FeaturesTooLong),
        ({"reporter": ""}, ReporterMissing),
        ({"reporter": "会" * 61}, ReporterTooLong),
        ({"workforce": -1}, PeopleImplausible),
        ({"workforce": 1_000_001}, PeopleImplausible),
    ],
)
def test_a_report_says_what_it_is_about_and_who_says_so(changes, refusal):
    check_report(**REPORT)
    check_report(**REPORT | {"workforce": None})
    with pytest.raises(refusal):
        check_report(**REPORT | changes)


def test_a_report_is_decided_once_and_a_no_has_its_reason():
    check_decision(SurveyOutcome.WAITING, SurveyOutcome.BRAND_TO_BE, "")
    check_decision(SurveyOutcome.WAITING, SurveyOutcome.NOT_A_BRAND, "分布零散")
    with pytest.raises(SurveyReasonMissing):
        check_decision(SurveyOutcome.WAITING, SurveyOutcome.NOT_A_BRAND, " ")
    with pytest.raises(SurveyReasonTooLong):
        check_decision(SurveyOutcome.WAITING, SurveyOutcome.NOT_A_BRAND, "因" * 301)
    for decided in set(SurveyOutcome) - {SurveyOutcome.WAITING}:
        with pytest.raises(ReportDecided):
            check_decision(decided, SurveyOutcome.BRAND_TO_BE, "")


def test_a_product_gets_the_name_of_a_brand():
    assert suggest_name("乱针绣", place="宝应") == "宝应乱针绣工"
    assert suggest_name("宝应乱针绣工", place="高邮") == "宝应乱针绣工"
    assert suggest_name("牙刷制造工", place="杭集", places=["杭集"]) == "杭集牙刷制造工"
    assert suggest_name("扬州师", place="扬州") == ""


def test_the_same_product_is_found_however_it_is_written():
    reports = {
        1: "扬州玉雕师",
        2: "扬州 玉雕",
        3: "扬州漆器工匠",
        4: "扬州域雕师",
        5: "玉雕",
        6: "宝应荷藕",
        7: "宝应荷藕工",
    }

    assert find_duplicates(reports, sound=sound) == ((1, 2, 4, 5), (6, 7))


def test_one_character_off_is_alike_in_a_long_name_and_not_in_a_short_one():
    assert find_duplicates({1: "高邮咸鸭蛋", 2: "高邮鲜鸭蛋", 3: "高邮咸鸭旦蛋"}, sound=str) == ((1, 2, 3),)
    assert find_duplicates({1: "玉雕", 2: "木雕", 3: "玉"}, sound=str) == ()


def test_names_without_letters_are_alike_and_nothing_fails():
    assert find_duplicates({}, sound=sound) == ()


@given(st.dictionaries(st.integers(1, 50), st.text("扬州玉雕漆器工师", min_size=1, max_size=6), max_size=8))
def test_every_group_has_its_earliest_report_first_and_no_report_is_in_two(products):
    groups = find_duplicates(products, sound=str)

    members = [number for group in groups for number in group]
    assert len(members) == len(set(members))
    assert set(members) <= set(products)
    assert all(list(group) == sorted(group) for group in groups)
    same = [number for number in products if list(products.values()).count(products[number]) > 1]
    assert set(same) <= set(members)


def test_reports_are_taken_between_the_days_of_a_round():
    check_open(opens_on=TODAY, closes_on=TODAY, today=TODAY)
    with pytest.raises(SurveyClosed):
        check_open(opens_on=TODAY, closes_on=TODAY, today=TODAY + timedelta(days=1))


def test_a_report_is_merged_once_into_another_that_stands_in_the_same_round():
    waiting, merged = SurveyOutcome.WAITING, SurveyOutcome.MERGED
    check_merge(waiting, waiting, is_itself=False, is_same_round=True)
    check_merge(waiting, SurveyOutcome.BRAND_TO_BE, is_itself=False, is_same_round=True)
    for into, is_itself, is_same_round in ((waiting, True, True), (waiting, False, False), (merged, False, True)):
        with pytest.raises(MergeUnfit):
            check_merge(waiting, into, is_itself=is_itself, is_same_round=is_same_round)
    with pytest.raises(ReportDecided):
        check_merge(merged, waiting, is_itself=False, is_same_round=True)
