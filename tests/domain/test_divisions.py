"""Codes of places say who lies within whom."""

import pytest

from domain.divisions import (
    COUNTIES,
    HOME_CITY,
    DivisionLevel,
    city_of,
    county_of,
    is_division_code,
    keeper_of,
    level_of,
    lies_within,
    lineage,
    subtree_prefix,
)


@pytest.mark.parametrize(
    ("code", "level"),
    [
        ("320000", DivisionLevel.PROVINCE),
        ("321000", DivisionLevel.CITY),
        ("321084", DivisionLevel.COUNTY),
        ("321084108", DivisionLevel.TOWN),
    ],
)
def test_a_code_says_how_large_its_place_is(code, level):
    assert level_of(code) is level


def test_a_town_lies_in_its_county_its_city_and_its_province():
    for division in ("321084108", "321084", "321000", "320000"):
        assert lies_within("321084108", division)


def test_a_town_does_not_lie_in_the_neighbouring_county():
    assert not lies_within("321084108", "321023")


def test_a_county_does_not_lie_in_its_own_town():
    assert not lies_within("321084", "321084108")


def test_all_counties_lie_in_the_city():
    assert all(lies_within(county, HOME_CITY) for county in COUNTIES)


def test_the_lineage_goes_from_the_province_down():
    assert lineage("321084108") == ("320000", "321000", "321084", "321084108")
    assert lineage("321084") == ("320000", "321000", "321084")
    assert lineage("321000") == ("320000", "321000")
    assert lineage("320000") == ("320000",)


def test_county_and_city_of_a_town():
    assert county_of("321084108") == "321084"
    assert city_of("321084108") == "321000"
    assert city_of("320000") == "320000"


@pytest.mark.parametrize(
    "text", ["", "32108", "3210841", "32108410", "3210841080", "32108a", "３２１０８４", "321084 "]
)
def test_what_is_no_code_is_not_taken_for_one(text):
    assert not is_division_code(text)


def test_codes_of_both_lengths_are_codes():
    assert is_division_code("321084")
    assert is_division_code("321084108")


def test_the_prefix_of_a_county_is_its_code():
    assert subtree_prefix("321084") == "321084"
    assert subtree_prefix("321000") == "3210"
    assert subtree_prefix("320000") == "32"


def test_a_county_keeps_its_places_and_the_city_whatever_no_county_keeps():
    assert keeper_of("321084108") == "321084"
    assert keeper_of("321000") == "321000"
    assert keeper_of("321071") == "321000"
