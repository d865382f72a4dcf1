"""Names of brands: place, trade and people (article 三)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypinyin import lazy_pinyin

from domain.brands import Likeness, NamePart, check_name
from domain.brands.names import (
    BrandNameIncomplete,
    BrandNameMissing,
    BrandNameTaken,
    BrandNameTooLong,
    NameExceptionTooLong,
    TakenNames,
    check_name_free,
    check_registered_name,
)


def sound(text):
    return " ".join(lazy_pinyin(text))


def taken(*names):
    return TakenNames(names, sound=sound)


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("扬州厨师", ("扬州", "厨", "师")),
        ("扬州玉雕工", ("扬州", "玉雕", "工")),
        ("扬州漆器工匠", ("扬州", "漆器", "工匠")),
        ("宝应家政服务员", ("宝应", "家政服务", "员")),
        ("高邮咸鸭蛋加工工", ("高邮", "咸鸭蛋加工", "工")),
        ("高邮市建筑工", ("高邮市", "建筑", "工")),
        ("邗江数控机床技工", ("邗江", "数控机床", "技工")),
        ("扬州剪纸艺人", ("扬州", "剪纸", "艺人")),
        ("扬州手工艺人", ("扬州", "手工", "艺人")),
        (" “扬州 修脚师” ", ("扬州", "修脚", "师")),
        ("兰州市拉面师傅", ("兰州市", "拉面", "师傅")),
        ("江苏船员", ("江苏", "船", "员")),
    ],
)
def test_a_name_falls_into_place_trade_and_people(name, parts):
    found = check_name(name)

    assert (found.place, found.trade, found.people) == parts
    assert found.is_complete
    assert found.is_allowed
    assert not found.is_exception
    assert found.missing == ()
    assert found.proposals == ()


@pytest.mark.parametrize(
    ("name", "missing", "first"),
    [
        ("扬州三把刀", (NamePart.PEOPLE,), "扬州三把刀工"),
        ("玉雕师", (NamePart.PLACE,), "扬州玉雕师"),
        ("扬州玩具加工", (NamePart.PEOPLE,), "扬州玩具加工工"),
        ("扬州机器人", (NamePart.PEOPLE,), "扬州机器人匠"),
        ("漆器", (NamePart.PLACE, NamePart.PEOPLE), "扬州漆器工"),
    ],
)
def test_what_is_missing_is_named_and_the_likeliest_name_proposed(name, missing, first):
    found = check_name(name)

    assert found.missing == missing
    assert not found.is_allowed
    assert found.proposals[0] == first
    assert all(check_name(proposal).is_complete for proposal in found.proposals)


def test_without_a_trade_nothing_can_be_proposed_until_somebody_names_it():
    assert check_name("扬州师").missing == (NamePart.TRADE,)
    assert check_name("扬州师").proposals == ()
    assert check_name("扬州师", trade="剪纸").proposals == ("扬州剪纸师",)
    assert check_name("扬州").missing == (NamePart.TRADE, NamePart.PEOPLE)


def test_proposals_take_the_place_and_the_people_of_the_brand():
    assert check_name("家政", place="宝应", people=("员",)).proposals == ("宝应家政员",)


def test_towns_are_places_once_somebody_knows_them():
    assert check_name("杭集牙刷制造工").missing == (NamePart.PLACE,)
    assert check_name("杭集牙刷制造工", places=["杭集", ""]).place == "杭集"


def test_the_longest_place_counts():
    assert check_name("扬州西湖镇花木工", places=["扬州西湖"]).place == "扬州西湖镇"


def test_a_famous_name_that_breaks_the_rule_is_kept_with_a_reason():
    found = check_name("扬州三把刀", exception_reason=" 厨刀、修脚刀、理发刀的合称，广为人知 ")

    assert found.is_exception
    assert found.is_allowed
    assert not found.is_complete
    assert found.exception_reason == "厨刀、修脚刀、理发刀的合称，广为人知"
    check_registered_name(found)


def test_a_reason_of_spaces_is_none():
    with pytest.raises(BrandNameIncomplete) as refusal:
        check_registered_name(check_name("扬州三把刀", exception_reason="   "))
    assert refusal.value.details["missing"] == (NamePart.PEOPLE,)
    assert "扬州三把刀师" in refusal.value.details["proposals"]


def test_names_and_reasons_have_an_end():
    for nothing in ("", "  ", "·—“”", "\0"):
        with pytest.raises(BrandNameMissing):
            check_name(nothing)
    with pytest.raises(BrandNameTooLong):
        check_name("扬" * 31)
    with pytest.raises(NameExceptionTooLong):
        check_name("扬州三把刀", exception_reason="因" * 301)


@pytest.mark.parametrize(
    ("one", "other", "near"),
    [
        ("扬州玉雕师", "扬州 玉雕师", Likeness.SAME),
        ("扬州玉雕师", "扬州玉雕师傅", Likeness.ONE_OFF),
        ("宝应家政员", "保应佳政员", Likeness.SAME_SOUND),
        ("扬州玉器师", "扬州漆器师", Likeness.ONE_OFF),
        ("扬州玉雕师", "州扬玉雕师", None),
        ("扬州玉雕师", "扬州玉雕大师傅", None),
        ("扬州厨师", "高邮厨师", None),
    ],
)
def test_names_are_near_by_letters_or_by_sound(one, other, near):
    assert taken(other).near(one) == ((other, near) if near else None)
    assert taken(one).near(other) == ((one, near) if near else None)


def test_a_name_that_is_taken_is_refused_with_the_one_that_has_it():
    with pytest.raises(BrandNameTaken) as refusal:
        check_name_free("保应家政员", taken("扬州厨师", "宝应家政员"), is_meant=True)
    assert refusal.value.details == {"name": "宝应家政员", "likeness": Likeness.SAME_SOUND}
    check_name_free("仪征化纤工", taken("扬州厨师"))


def test_one_character_off_is_refused_unless_it_is_meant():
    with pytest.raises(BrandNameTaken):
        check_name_free("扬州玉器师", taken("扬州漆器师"))
    check_name_free("扬州玉器师", taken("扬州漆器师"), is_meant=True)


@given(st.text(min_size=1, max_size=40))
def test_whatever_is_typed_is_parsed_or_refused_and_nothing_is_lost(name):
    try:
        found = check_name(name)
    except (BrandNameMissing, BrandNameTooLong):
        return
    assert found.place + found.trade + found.people == found.name


@given(st.text("扬州玉雕师工", min_size=1, max_size=6), st.text("扬州玉雕师工", min_size=1, max_size=6))
def test_likeness_agrees_with_the_distance_of_levenshtein(one, other):
    rows = [list(range(len(other) + 1))]
    for i, letter in enumerate(one, 1):
        rows.append([i])
        for j, wanted in enumerate(other, 1):
            rows[i].append(min(rows[i - 1][j] + 1, rows[i][j - 1] + 1, rows[i - 1][j - 1] + (letter != wanted)))
    near = TakenNames([other], sound=str).near(one)

    assert (near == (other, Likeness.SAME)) == (rows[-1][-1] == 0)
    assert (near == (other, Likeness.ONE_OFF)) == (rows[-1][-1] == 1)


def test_of_several_names_that_are_near_the_nearest_is_said():
    names = taken("扬州玉器师", "扬州漆器师傅", "杨州漆器师")

    assert names.near("扬州漆器师") == ("杨州漆器师", Likeness.SAME_SOUND)
    names.add("扬州漆器师")
    assert names.near("扬州 漆器师") == ("扬州漆器师", Likeness.SAME)
