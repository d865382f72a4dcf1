"""The hand-written tables of the demo city refer to what exists, and leave no gap."""

from __future__ import annotations

import re

import pytest

from domain.brands import BrandCategory, BrandState, BrandTier
from domain.skills import Licence
from reference.divisions import division, divisions
from reference.industries import industries
from reference.occupations import OCCUPATION_LEVEL, occupations
from scripts.demo_city import tables
from scripts.demo_city.towns import counties, sites, towns
from scripts.demo_city.trades import licences_of, supply_of, trade_of
from scripts.demo_city.vacancies import titles_of

CODES = [entry.code for entry in occupations() if entry.level == OCCUPATION_LEVEL]
INDUSTRIES = {entry.code for entry in industries()}
KINDS = tables.tree("enterprise_kinds.toml")
BRANDS = tables.tree("brands.toml")["brands"]
PLACES = "扬州|广陵|邗江|江都|宝应|仪征|高邮|杭集|菱塘"
PEOPLE = "工|匠|师|员|人|工匠|技工|艺人"


@pytest.mark.parametrize("entry", BRANDS, ids=lambda entry: entry["slug"])
def test_a_brand_has_a_place_a_trade_and_people_in_its_name_or_says_why_not(entry):
    follows_the_rule = re.fullmatch(rf"({PLACES})(.+?)({PEOPLE})", entry["name"])

    assert follows_the_rule or entry["name_exception"]


@pytest.mark.parametrize("entry", BRANDS, ids=lambda entry: entry["slug"])
def test_a_brand_refers_to_what_exists(entry):
    assert BrandCategory(entry["category"])
    assert BrandTier(entry["tier"])
    assert BrandState(entry["state"])
    assert division(entry["division"]).name
    assert entry["industry"] in INDUSTRIES
    assert set(entry["occupations"]) <= set(CODES)
    assert set(entry["kinds"]) <= KINDS["kinds"].keys()
    assert set(entry["abroad"]) <= KINDS["abroad"].keys()
    assert entry["story"]
    assert entry["story_en"]


def test_there_are_about_thirty_brands_in_all_four_categories_and_every_county():
    assert 30 <= len(BRANDS) <= 42
    assert {entry["category"] for entry in BRANDS} == set(BrandCategory)
    assert {entry["division"] for entry in BRANDS} >= set(counties().items)


def test_every_town_of_the_city_has_people_and_no_other():
    ours = {entry.code for entry in divisions() if entry.level == "town" and entry.code.startswith("3210")}

    assert towns().keys() == ours
    assert all(town.people > 0 for town in towns().values())


@pytest.mark.parametrize(("place", "kind"), [(place, kind) for place in ("kinds", "abroad") for kind in KINDS[place]])
def test_each_kind_of_employer_has_a_home_and_titles_for_all_it_looks_for(place, kind):
    entry = KINDS[place][kind]
    looked_for = list(entry["trades"])
    for part, trades in KINDS["staff"].items():
        looked_for += list(trades) if entry.get(part) else []

    assert entry["industry"] in INDUSTRIES
    assert [trade for trade in looked_for if not titles_of(trade, kind)] == []
    if place == "kinds":
        assert sites(entry)
        assert entry["general"] in CODES or entry["general"].endswith("-99-00")
    else:
        assert all(division(code).name for code in entry["cities"])


def test_every_occupation_has_a_wage_that_makes_sense():
    for code in CODES:
        trade = trade_of(code)
        assert 2_700_00 <= trade.low_fen < trade.high_fen <= 25_000_00, code
        assert 16 <= trade.youngest < trade.oldest <= 66, code
        assert 0 <= trade.skilled <= 0.7, code
        assert trade.skills, code
        assert supply_of(code).factor > 0, code


@pytest.mark.parametrize("name", ["trades.csv", "supply.csv", "pieces.csv", "licences.csv"])
def test_no_row_speaks_of_an_occupation_that_does_not_exist(name):
    for row in tables.rows(name):
        assert any(entry.code.startswith(row["prefix"]) for entry in occupations()), row


def test_a_licence_is_asked_for_only_where_a_law_is_named():
    assert all(row["law"] for row in tables.rows("licences.csv"))
    assert licences_of("4-01-02-04", "收银员") == frozenset()
    assert licences_of("6-31-01-03", "电工") == {Licence.ELECTRICIAN}
    assert licences_of("6-18-02-04", "焊工") == {Licence.WELDING}
    assert licences_of("4-02-02-01", "小车司机") == {Licence.DRIVING_C1}
    assert licences_of("4-02-02-01", "旅游专职司机") == {Licence.DRIVING_A1}
    assert licences_of("4-02-02-02", "货运司机") == {Licence.DRIVING_B2}
    assert licences_of("6-30-05-01", "叉车工") == {Licence.FORKLIFT}
    assert licences_of("6-09-03-01", "玉雕师") == frozenset()
