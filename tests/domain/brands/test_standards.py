"""Standards: what is no standard is refused with the place at fault."""

from copy import deepcopy
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.brands import BrandCategory, IndicatorUnknown, StandardUnreadable, read_standard
from domain.brands.standards import (
    LARGEST_BYTES,
    AdoptionDayPast,
    StandardAdopted,
    StandardMissing,
    StandardTooLarge,
    check_adoption,
    check_file,
)
from domain.errors import RuleBroken
from reference.certification import trial_standard, trial_standard_text

TRIAL = trial_standard()


def changed(change):
    parsed = deepcopy(TRIAL)
    change(parsed)
    return parsed


def refused_at(parsed, kind=StandardUnreadable):
    with pytest.raises(kind) as refusal:
        read_standard(parsed)
    return refusal.value.details["place"]


def test_the_standard_of_2022_is_read_whole():
    standard = read_standard(TRIAL)

    assert standard.version == "2022-trial"
    assert standard.valid_from == date(2022, 4, 29)
    assert [condition.id for condition in standard.basic] == [f"B{n}" for n in range(1, 12)]
    assert [len(standard.by_category[category]) for category in BrandCategory] == [5, 5, 5, 6]
    assert standard.find_condition("L2a").checks[0].indicator == "migrant_worker_share"
    assert standard.find_condition("Z9") is None
    assert [condition.id for condition in standard.basic if condition.is_aim] == ["B7"]
    assert "市级劳务品牌认定标准" in trial_standard_text()


@pytest.mark.parametrize("parsed", [None, [], "text", 3, {}])
def test_what_is_no_standard_at_all_is_refused(parsed):
    assert refused_at(parsed)


def test_an_unknown_figure_is_refused_with_its_place():
    parsed = changed(lambda it: it["by_category"]["livelihood"][0].update(indicator="happiness"))

    assert refused_at(parsed, IndicatorUnknown) == "L1"


CHANGES = {
    "no version": ("version", lambda it: it.pop("version")),
    "an empty version": ("version", lambda it: it.update(version=" ")),
    "a version that is a yes": ("version", lambda it: it.update(version=True)),
    "no day": ("valid_from", lambda it: it.pop("valid_from")),
    "a day that is none": ("valid_from", lambda it: it.update(valid_from="2022-13-01")),
    "no basic conditions": ("basic", lambda it: it.pop("basic")),
    "basic conditions that are a text": ("basic", lambda it: it.update(basic="all")),
    "no categories": ("by_category", lambda it: it.pop("by_category")),
    "empty categories": ("by_category", lambda it: it.update(by_category={})),
    "a fifth category": ("fifth", lambda it: it["by_category"].update(fifth=[])),
    "a category that is no list": ("livelihood", lambda it: it["by_category"].update(livelihood={})),
    "names that are a list": ("categories", lambda it: it.update(categories=["民生保障类"])),
    "a name for no category": ("fifth", lambda it: it["categories"].update(fifth="第五类")),
    "nothing asked": ("livelihood", lambda it: (it.update(basic=[]), it["by_category"].update(livelihood=[]))),
    "a condition that is a text": ("id", lambda it: it["basic"].append("B12")),
    "a condition without a number": ("id", lambda it: it["basic"][0].pop("id")),
    "a number that stands twice": ("B2", lambda it: it["basic"][0].update(id="B2")),
    "a misspelt word": ("B1", lambda it: it["basic"][0].update(evidense="plan")),
    "no kind": ("B1", lambda it: it["basic"][0].pop("kind")),
    "an unknown kind": ("B1", lambda it: it["basic"][0].update(kind="felt")),
    "no text": ("text", lambda it: it["basic"][0].pop("text")),
    "an aim that is a text": ("B1", lambda it: it["basic"][0].update(aim="yes")),
    "a figure where none belongs": (
        "B1",
        lambda it: it["basic"][0].update(indicator="workforce", operator=">=", threshold=1),
    ),
    "a numeric condition without a figure": ("B1", lambda it: it["basic"][0].update(kind="numeric")),
    "checks that are none": ("checks", lambda it: it["basic"][6].update(checks="all")),
    "a check that is a text": ("B7", lambda it: it["basic"][6].update(checks=["workforce"])),
    "no comparison": ("B8", lambda it: it["basic"][7].pop("operator")),
    "an unknown comparison": ("B8", lambda it: it["basic"][7].update(operator="=>")),
    "a comparison that is a list": ("B8", lambda it: it["basic"][7].update(operator=[">="])),
    "no threshold": ("B8", lambda it: it["basic"][7].pop("threshold")),
    "a threshold that is a text": ("B8", lambda it: it["basic"][7].update(threshold="1")),
    "a threshold that is a yes": ("B8", lambda it: it["basic"][7].update(threshold=True)),
    "a threshold without end": ("B8", lambda it: it["basic"][7].update(threshold=float("inf"))),
    "a threshold that is no number": ("B8", lambda it: it["basic"][7].update(threshold=float("nan"))),
    "a share that nobody reaches": ("L2a", lambda it: it["by_category"]["livelihood"][1].update(threshold=70)),
    "a threshold with a digit too many": ("B8", lambda it: it["basic"][7].update(threshold=1e17)),
    "another unit": ("L2a", lambda it: it["by_category"]["livelihood"][1].update(unit="people")),
    "parts without a rule": ("B1", lambda it: it["basic"][0].update(parts=["a"])),
    "a rule without parts": ("B1", lambda it: it["basic"][0].update(group_rule="or")),
    "another rule": ("B1", lambda it: it["basic"][0].update(parts=["a"], group_rule="and")),
    "a version longer than a line": ("version", lambda it: it.update(version="v" * 41)),
    "a number longer than a word": ("id", lambda it: it["basic"][0].update(id="B" * 21)),
    "a text longer than a page": ("B1", lambda it: it["basic"][0].update(text="长" * 501)),
    "a part longer than a word": ("B1", lambda it: it["basic"][0].update(parts=["a" * 21], group_rule="or")),
    "parts that are a text": ("B1", lambda it: it["basic"][0].update(parts="a", group_rule="or")),
}


@pytest.mark.parametrize("name", CHANGES)
def test_a_slip_in_a_standard_is_refused_at_its_place(name):
    place, change = CHANGES[name]

    assert refused_at(changed(change)) == place


def test_what_is_repeated_of_a_slip_is_short():
    with pytest.raises(StandardUnreadable) as refusal:
        read_standard(changed(lambda it: it["basic"][0].update({"長" * 9999: 1})))
    assert len(refusal.value.details["found"]) < 50


def test_a_file_is_neither_empty_nor_larger_than_any_standard():
    check_file(LARGEST_BYTES)
    with pytest.raises(StandardMissing):
        check_file(0)
    with pytest.raises(StandardTooLarge):
        check_file(LARGEST_BYTES + 1)


def test_a_standard_holds_from_today_or_later_and_is_adopted_once():
    day = date(2026, 11, 24)
    check_adoption(is_adopted=False, valid_from=day, today=day)
    with pytest.raises(AdoptionDayPast):
        check_adoption(is_adopted=False, valid_from=date(2026, 11, 23), today=day)
    with pytest.raises(StandardAdopted):
        check_adoption(is_adopted=True, valid_from=day, today=day)


def test_days_and_versions_are_read_as_files_write_them():
    assert read_standard(TRIAL | {"valid_from": "2027-01-01"}).valid_from == date(2027, 1, 1)
    assert read_standard(TRIAL | {"valid_from": datetime(2027, 1, 1, 8)}).valid_from == date(2027, 1, 1)  # noqa: DTZ001
    assert read_standard(TRIAL | {"version": 2027}).version == "2027"


def test_a_standard_may_speak_of_one_category_only_and_name_none():
    only = {"livelihood": TRIAL["by_category"]["livelihood"]}
    standard = read_standard(TRIAL | {"by_category": only, "categories": {}})

    assert list(standard.by_category) == [BrandCategory.LIVELIHOOD]
    assert standard.category("livelihood") is BrandCategory.LIVELIHOOD
    assert standard.conditions(BrandCategory.CULTURE_TOURISM) == ()


WORDS = st.sampled_from(["id", "kind", "basic", "by_category", "version", "checks", "text"])
LEAVES = st.none() | st.booleans() | st.integers() | st.text()


@given(st.recursive(LEAVES, lambda inner: st.lists(inner) | st.dictionaries(WORDS, inner)))
def test_whatever_a_file_holds_it_is_read_or_refused(parsed):
    with pytest.raises(RuleBroken):
        read_standard(parsed)
