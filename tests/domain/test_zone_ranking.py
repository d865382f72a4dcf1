"""Ranking rules of zones: which there are, what is refused, and what moves under other rules."""

import json

import pytest

from domain.zone_ranking import (
    MOST_PINNED,
    Moved,
    PinnedUnknown,
    Ranking,
    RankingCountyUnknown,
    RankingRule,
    RankingUnfit,
    Strength,
    TooManyPinned,
    check_ranking,
    kept_ranking,
    moves,
    read_ranking,
    standard_ranking,
)
from domain.zones import ZoneKind, ZoneSubject

R, S = RankingRule, Strength
BRAND = ZoneSubject(kind=ZoneKind.BRAND, brand_id=7)
COUNTY = ZoneSubject(kind=ZoneKind.COUNTY, county="321084")


def test_in_the_zone_of_a_brand_its_trades_stand_first_until_somebody_says_otherwise():
    assert standard_ranking(BRAND).strength(R.TRADES) is S.CLEARLY
    assert standard_ranking(COUNTY) == Ranking(strengths={})
    assert read_ranking({}, BRAND) == standard_ranking(BRAND)
    off = Ranking(strengths={R.TRADES: S.NOT})
    assert read_ranking(kept_ranking(off), BRAND).strength(R.TRADES) is S.NOT


def test_rules_are_read_back_as_they_were_kept_and_those_that_are_no_more_are_forgotten():
    ranking = Ranking(strengths={R.COUNTY: S.FOREMOST, R.LEADING: S.LITTLE}, county="321084", pinned=(9, 4))
    kept = json.loads(json.dumps(kept_ranking(ranking)))
    kept["strengths"]["moon_phase"] = "clearly"

    read = read_ranking(kept, COUNTY)

    assert {rule: read.strength(rule) for rule in RankingRule} == {rule: ranking.strength(rule) for rule in RankingRule}
    assert (read.county, read.pinned) == ("321084", (9, 4))


def test_rules_fit_their_zone():
    check_ranking(Ranking(strengths={R.TRADES: S.CLEARLY}), BRAND)
    check_ranking(Ranking(strengths={R.TRADES: S.NOT, R.HARDSHIP: S.LITTLE}), COUNTY)
    with pytest.raises(RankingUnfit):
        check_ranking(Ranking(strengths={R.TRADES: S.LITTLE}), COUNTY)


def test_a_county_that_stands_first_is_named():
    check_ranking(Ranking(strengths={R.COUNTY: S.LITTLE}, county="321084"), COUNTY)
    for county in ("", "320102"):
        with pytest.raises(RankingCountyUnknown):
            check_ranking(Ranking(strengths={R.COUNTY: S.LITTLE}, county=county), COUNTY)


def test_only_a_few_are_pinned():
    check_ranking(Ranking(strengths={}, pinned=tuple(range(MOST_PINNED))), COUNTY)
    with pytest.raises(TooManyPinned):
        check_ranking(Ranking(strengths={}, pinned=tuple(range(MOST_PINNED + 1))), COUNTY)
    assert PinnedUnknown.field == "pinned"


def test_what_moves_is_said_place_by_place():
    found = moves([1, 2, 3], [3, 1, 4])

    assert found == [Moved(3, 3, 1), Moved(1, 1, 2), Moved(4, None, 3), Moved(2, 2, None)]
    assert [one.steps for one in found] == [2, -1, None, None]
