"""The code tables hold together, and say what they should."""

import pytest

from domain.divisions import COUNTIES, is_division_code, level_of, lineage
from domain.occupations import is_occupation_code
from domain.places import Point, distance_km
from reference.divisions import division, divisions
from reference.industries import industries
from reference.job_titles import job_titles
from reference.occupations import occupation, occupations


def test_every_division_has_a_code_that_says_its_level_and_a_parent_that_exists():
    codes = {entry.code for entry in divisions()}
    for entry in divisions():
        assert is_division_code(entry.code)
        assert level_of(entry.code) == entry.level
        assert entry.parent_code in codes or entry.level == "province"


def test_every_town_of_the_city_lies_near_its_county():
    for entry in divisions():
        if entry.level == "town":
            county = division(entry.parent_code)
            apart = distance_km(Point(entry.latitude, entry.longitude), Point(county.latitude, county.longitude))
            assert apart < 60, entry.name
            assert lineage(entry.code)[1] == "321000"


def test_no_two_places_of_a_county_stand_on_the_same_point_by_mistake():
    seats = {(entry.latitude, entry.longitude) for entry in divisions() if entry.code in COUNTIES}
    towns = [(entry.latitude, entry.longitude) for entry in divisions() if entry.level == "town"]

    assert len(seats) == 6
    assert len(set(towns)) >= len(towns) - 6


@pytest.mark.parametrize(
    ("code", "said"),
    [("321084", "高邮"), ("321084200", "菱塘"), ("321023101", "氾水"), ("321084401", "车逻"), ("310000", "上海")],
)
def test_a_place_is_known_by_the_name_that_people_say(code, said):
    assert division(code).short_name == said


def test_each_occupation_stands_once_and_its_marks_are_no_part_of_its_name():
    codes = [entry.code for entry in occupations()]

    assert len(set(codes)) == len(codes)
    assert all(is_occupation_code(code) for code in codes)
    assert not [entry.name for entry in occupations() if entry.name.endswith(("L", "S", "/"))]
    assert occupation("4-09-08-01").name == "保洁员"
    assert occupation("4-09-08-01").is_green
    assert not occupation("4-09-08-01").is_digital


def test_an_alias_in_latin_letters_stays_whole():
    aliases = {alias for entry in occupations() for alias in entry.aliases}

    assert "区域总监" in aliases
    assert any(alias.endswith("CFO") for alias in aliases)


def test_where_a_group_and_its_only_occupation_share_a_code_the_occupation_is_kept():
    assert occupation("2-03-01-00").level == 4


def test_industries_lie_in_their_section():
    sections = {entry.code for entry in industries() if entry.level == "section"}

    assert len(sections) == 20
    assert sum(entry.level == "division" for entry in industries()) == 97
    assert all(entry.parent_code in sections for entry in industries() if entry.level == "division")


def test_the_titles_are_real_and_coded():
    titles = job_titles()

    assert len(titles) == 3536
    assert all(is_occupation_code(entry.occupation_code) for entry in titles)
    assert all(entry.title.strip() for entry in titles)
