"""Each hard rule removes the pairs that it is about, says why to both sides, and is silent where nothing is known."""

from datetime import date

import pytest

from domain.fit import HARD_RULES, explain_fit
from domain.places import Point
from domain.skills import Licence
from domain.vacancies import Shift
from tests.domain.fit.people import COOK, CUTTER, FITTER, TODAY, WELDER, broken, monthly, sentences, vacancy, worker

SHANGHAI = {"division_code": "310000", "point": Point(31.2304, 121.4737)}
ELSEWHERE_IN_TOWN = Point(32.4, 119.42)
"""Some 43 km from Gaoyou."""
JUST_OVER_THE_BORDER = {"division_code": "341181", "point": Point(32.79, 119.35)}


def test_a_pair_that_fits_breaks_no_rule():
    assert broken(worker(), vacancy()) == []


@pytest.mark.parametrize(
    ("wanted", "offered", "refused"),
    [
        ((WELDER,), CUTTER, []),
        ((WELDER,), FITTER, []),
        ((WELDER,), COOK, ["occupation"]),
        ((COOK, WELDER), CUTTER, []),
        ((WELDER,), "6-18-00-00", []),
        ((WELDER,), "6-20-01-01", ["occupation"]),
        ((), COOK, []),
    ],
)
def test_only_work_near_a_named_occupation_is_offered(wanted, offered, refused):
    assert broken(worker(occupations=wanted), vacancy(occupation_code=offered)) == refused


@pytest.mark.parametrize(("commute_km", "refused"), [(15, ["commute"]), (50, [])])
def test_work_in_town_lies_within_the_daily_way(commute_km, refused):
    assert broken(worker(commute_km=commute_km), vacancy(point=ELSEWHERE_IN_TOWN)) == refused


def test_who_would_live_at_the_work_has_no_daily_way():
    far = vacancy(point=ELSEWHERE_IN_TOWN, has_housing=True)

    assert broken(worker(needs_housing=True), far) == []
    assert broken(worker(), far) == ["commute"]


@pytest.mark.parametrize(
    ("wishes", "refused"),
    [
        ({}, ["destination"]),
        ({"goes_out_of_town": True}, []),
        ({"goes_out_of_town": True, "destinations": frozenset({"310000"})}, []),
        ({"goes_out_of_town": True, "destinations": frozenset({"320500"})}, ["destination"]),
        ({"goes_out_of_town": True, "refused_destinations": frozenset({"310000"})}, ["destination"]),
        ({"goes_out_of_town": True, "refused_destinations": frozenset({"320500"})}, []),
    ],
)
def test_out_of_town_only_who_agrees_to_the_place_goes(wishes, refused):
    assert broken(worker(**wishes), vacancy(**SHANGHAI)) == refused


@pytest.mark.parametrize("destination", ["310000", "310100", "310115", "310115004"])
def test_a_destination_holds_for_every_place_within_it(destination):
    asked = worker(goes_out_of_town=True, destinations=frozenset({destination}))

    assert broken(asked, vacancy(division_code="310115004", point=SHANGHAI["point"])) == []


def test_work_just_over_the_border_is_a_daily_way_and_no_departure():
    assert broken(worker(), vacancy(**JUST_OVER_THE_BORDER)) == []
    assert broken(worker(commute_km=5), vacancy(**JUST_OVER_THE_BORDER)) == ["destination"]


def test_labour_export_is_for_those_who_go_however_near_it_is():
    assert broken(worker(), vacancy(is_export=True)) == ["destination"]
    assert broken(worker(goes_out_of_town=True), vacancy(is_export=True)) == []


@pytest.mark.parametrize(
    ("pays", "asks", "refused"),
    [
        (monthly(5_000_00), 5_000_00, []),
        (monthly(4_000_00, 5_000_00), 5_000_00, []),
        (monthly(4_000_00, 4_999_99), 5_000_00, ["wage"]),
        (monthly(1_00), 0, []),
    ],
)
def test_the_highest_wage_reaches_what_is_asked(pays, asks, refused):
    assert broken(worker(wage_wanted_fen=asks), vacancy(wage=pays)) == refused


def test_a_licence_is_needed_or_one_that_contains_it():
    driver = vacancy(licences=frozenset({Licence.DRIVING_C1}))

    assert broken(worker(), driver) == ["licence"]
    assert broken(worker(licences=frozenset({Licence.DRIVING_A2})), driver) == []
    assert broken(worker(licences=frozenset({Licence.WELDING})), driver) == ["licence"]


@pytest.mark.parametrize(
    ("birth_year", "is_hazardous", "refused"),
    [(2011, False, ["age"]), (2010, False, []), (2008, True, ["age"]), (2007, True, []), (2008, False, [])],
)
def test_nobody_works_before_16_nor_in_danger_before_18(birth_year, is_hazardous, refused):
    assert broken(worker(birth_year=birth_year), vacancy(is_hazardous=is_hazardous)) == refused


@pytest.mark.parametrize(
    ("free", "starts", "refused"),
    [
        (None, date(2026, 11, 1), []),
        (date(2027, 1, 1), None, []),
        (date(2026, 12, 1), date(2026, 12, 1), []),
        (date(2026, 12, 2), date(2026, 12, 1), ["start"]),
        (TODAY, date(2026, 11, 1), []),
        (date(2026, 11, 25), date(2026, 11, 1), ["start"]),
    ],
)
def test_work_starts_when_the_worker_is_free(free, starts, refused):
    assert broken(worker(available_from=free), vacancy(starts_on=starts)) == refused


@pytest.mark.parametrize(
    ("suiting", "shift", "refused"),
    [
        (frozenset(Shift), Shift.NIGHT, []),
        (frozenset({Shift.DAY}), Shift.NIGHT, ["shift"]),
        (frozenset({Shift.DAY}), Shift.FLEXIBLE, []),
        (frozenset(), Shift.NIGHT, []),
    ],
)
def test_hours_that_were_ruled_out_are_not_offered(suiting, shift, refused):
    assert broken(worker(shifts=suiting), vacancy(shift=shift)) == refused


def test_who_needs_housing_is_offered_housing():
    assert broken(worker(needs_housing=True), vacancy()) == ["housing"]
    assert broken(worker(needs_housing=True), vacancy(has_housing=True)) == []


def test_a_blocked_enterprise_is_kept_away_and_not_told():
    why = explain_fit(worker(blocked_enterprises=frozenset({7, 9})), vacancy(), today=TODAY)

    assert [reason.key for reason in why.broken] == ["block"]
    assert why.broken[0].words.for_worker == "You do not want to hear from this employer"
    assert why.broken[0].words.for_enterprise == "Not available at present"
    assert broken(worker(blocked_enterprises=frozenset({8})), vacancy()) == []


def test_each_broken_rule_says_what_is_wrong_with_its_figures():
    asked = worker(
        birth_year=2009,
        wage_wanted_fen=7_000_00,
        occupations=(COOK,),
        needs_housing=True,
        available_from=date(2027, 1, 1),
        shifts=frozenset({Shift.DAY}),
    )
    offered = vacancy(
        point=ELSEWHERE_IN_TOWN,
        licences=frozenset({Licence.WELDING}),
        is_hazardous=True,
        starts_on=date(2026, 12, 1),
        shift=Shift.NIGHT,
    )

    why = explain_fit(asked, offered, today=TODAY)

    figures = {reason.key: reason.figures for reason in why.broken}
    assert figures["commute"]["commute_km"] == 15
    assert figures["commute"]["distance_km"] == pytest.approx(43.3, abs=0.1)
    assert figures["wage"] == {"pays_fen": 6_500_00, "asks_fen": 7_000_00}
    assert figures["licence"] == {"licences": (Licence.WELDING,)}
    assert figures["shift"] == {"shift": Shift.NIGHT}
    assert figures["start"] == {"starts_on": date(2026, 12, 1), "available_from": date(2027, 1, 1)}
    assert set(sentences(why.broken)) == {
        "commute",
        "wage",
        "occupation",
        "licence",
        "shift",
        "housing",
        "start",
        "age",
    }
    assert not why.is_possible


def test_staying_in_town_and_going_elsewhere_are_said_differently():
    stays = explain_fit(worker(), vacancy(**SHANGHAI), today=TODAY)
    goes = explain_fit(
        worker(goes_out_of_town=True, destinations=frozenset({"320500"})), vacancy(**SHANGHAI), today=TODAY
    )

    assert sentences(stays.broken) == {"destination": "Out of town, and you want to stay"}
    assert sentences(goes.broken) == {"destination": "In a place you do not want to go to"}


def test_every_rule_has_a_key_and_a_label_of_its_own():
    assert len({rule.key for rule in HARD_RULES}) == len({rule.label for rule in HARD_RULES}) == len(HARD_RULES)
