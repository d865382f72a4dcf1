"""Titles of the job boards become titles that can be advertised here, each with a real occupation."""

from __future__ import annotations

import re

import pytest

from domain.occupations import lies_within
from reference.job_titles import job_titles
from reference.occupations import OCCUPATION_LEVEL, occupation
from scripts.demo_city.titles import clean, real_titles, resolve


@pytest.mark.parametrize(
    ("written", "cleaned"),
    [
        ("捉鸭记餐厅招聘厨师", "厨师"),
        ("沈阳市香浓餐饮服务招聘洗碗工", "洗碗工"),
        ("杭州地区销售人员", "销售人员"),
        ("毛绒玩具设计师-上海青浦区", "毛绒玩具设计师"),
        ("招聘专员(J10728)", "招聘专员"),
        ("理货员（荆州） (MJ004615)", "理货员"),
        ("月薪过万室内电话销售", "室内电话销售"),
        ("直播运营 7-12K", "直播运营"),
        ("招聘导购员月入5000+", "导购员"),
        ("电话销售（双休）", "电话销售（双休）"),
        ("淘宝/天猫运营助理", "淘宝/天猫运营助理"),
        ("新能源电工+五险一金+包食宿", "新能源电工+五险一金+包食宿"),
        ("管理员（岐发市场）", "管理员"),
        ("深圳", ""),
        ("", ""),
    ],
)
def test_employers_places_wages_and_numbers_leave_a_title(written, cleaned):
    assert clean(written) == cleaned


def test_a_title_whose_code_cannot_be_right_stays_out():
    assert resolve("水台师傅", "6-16-02-13") == ""
    assert resolve("翡翠雕刻师", "4-10-03-05") == ""


def test_the_code_of_a_group_becomes_the_occupation_that_is_meant():
    assert resolve("注塑工", "6-14-02-00") == "6-14-02-00"
    assert resolve("电话销售", "4-01-02-00") == "4-01-02-01"


def test_a_hand_without_a_trade_is_left_to_the_employer():
    assert resolve("普工/操作工", "6-00-00-00") == "6-00-00-00"


def test_most_titles_of_the_boards_are_kept_or_left_out_for_a_reason():
    kept = real_titles()

    assert len(kept) > 1500
    assert len({title.text for title in kept}) > 1400


def test_no_kept_title_has_a_wage_a_phone_number_or_a_stray_bracket():
    for title in real_titles():
        assert not re.search(r"\d{4,}|\d\s*[kK]|过万|元/", title.text), title
        assert title.text.count("（") == title.text.count("）"), title
        assert 2 <= len(title.text) <= 26, title


def test_each_kept_title_stands_with_an_occupation_at_or_below_the_code_beside_it():
    by_hand = {"施工员", "消防施工员", "叉车工", "叉车司机", "空调工", "钣金工", "电梯工", "机修", "机修员", "机修工"}
    beside = {}
    for entry in job_titles():
        beside.setdefault(clean(entry.title), set()).add(entry.occupation_code)
    for title in real_titles():
        own = occupation(title.occupation_code)
        ends_the_tree = own.name.startswith("其他") or title.occupation_code.endswith("-00-00-00")
        assert own.level == OCCUPATION_LEVEL or ends_the_tree, title
        if title.text not in by_hand and not title.occupation_code.endswith("-00-00-00"):
            assert any(lies_within(title.occupation_code, code) for code in beside[title.text]), title
