"""What a worker's profile may say."""

from datetime import date, timedelta

import pytest

from domain.vacancies import Shift
from domain.workers import (
    AvailableTooFar,
    BirthYearImplausible,
    CommuteImplausible,
    DestinationContradicted,
    HardshipCategory,
    HardshipNeedsConsent,
    HeadlineTooLong,
    OccupationsMissing,
    ShiftsMissing,
    SkillNameTooLong,
    StoryTooLong,
    TooManyDestinations,
    TooManyOccupations,
    TooManySkillsNamed,
    TooYoungToWork,
    WageWantedImplausible,
    YearsImplausible,
    age_on,
    check_abilities,
    check_birth_year,
    check_conditions,
    check_hardship,
    check_wage_wanted,
    check_wishes,
)

TODAY = date(2026, 11, 23)


def test_only_the_years_that_are_certain_count():
    assert age_on(2008, TODAY) == 17


def test_who_may_have_turned_sixteen_this_year_is_let_in():
    check_birth_year(2010, today=TODAY)
    with pytest.raises(TooYoungToWork):
        check_birth_year(2011, today=TODAY)


@pytest.mark.parametrize("year", [2027, 1949, 0, -5, 99999])
def test_a_year_of_birth_in_the_future_or_far_back_is_a_slip(year):
    with pytest.raises(BirthYearImplausible):
        check_birth_year(year, today=TODAY)


def test_one_to_three_kinds_of_work_within_a_daily_way():
    check_wishes(occupations=("4-03-02-01",), commute_km=15)
    with pytest.raises(OccupationsMissing):
        check_wishes(occupations=(), commute_km=15)
    with pytest.raises(TooManyOccupations):
        check_wishes(occupations=("1", "2", "3", "4"), commute_km=15)
    for km in (0, -1, 101, float("nan")):
        with pytest.raises(CommuteImplausible):
            check_wishes(occupations=("4-03-02-01",), commute_km=km)


def test_a_wage_is_asked_for_or_not():
    check_wage_wanted(0)
    check_wage_wanted(8000_00)
    for fen in (-1, 200_000_01):
        with pytest.raises(WageWantedImplausible):
            check_wage_wanted(fen)


def conditions(**changes):
    facts = {
        "shifts": frozenset({Shift.DAY}),
        "available_from": None,
        "destinations": frozenset({"310000"}),
        "refused_destinations": frozenset({"440000"}),
        "today": TODAY,
    }
    check_conditions(**(facts | changes))


def test_conditions_that_can_be_met_are_kept():
    conditions()
    conditions(available_from=TODAY + timedelta(days=366))


def test_conditions_that_contradict_themselves_are_refused():
    with pytest.raises(ShiftsMissing):
        conditions(shifts=frozenset())
    with pytest.raises(AvailableTooFar):
        conditions(available_from=TODAY + timedelta(days=367))
    with pytest.raises(DestinationContradicted):
        conditions(refused_destinations=frozenset({"310000"}))
    with pytest.raises(TooManyDestinations):
        conditions(destinations=frozenset(str(n) for n in range(41)))


def abilities(**changes):
    facts = {"skills": ("氩弧焊",), "experience_years": 10, "experience": "在船厂焊接十年。", "headline": "船厂焊工"}
    check_abilities(**(facts | changes))


def test_abilities_are_words_years_and_a_story():
    abilities()
    with pytest.raises(TooManySkillsNamed):
        abilities(skills=tuple(str(n) for n in range(21)))
    with pytest.raises(SkillNameTooLong):
        abilities(skills=("会" * 21,))
    for years in (-1, 61):
        with pytest.raises(YearsImplausible):
            abilities(experience_years=years)
    with pytest.raises(StoryTooLong):
        abilities(experience="焊" * 2001)
    with pytest.raises(HeadlineTooLong):
        abilities(headline="焊" * 61)


def test_a_hardship_category_needs_a_consent_of_its_own():
    check_hardship(None, agrees=False)
    check_hardship(HardshipCategory.DISABLED, agrees=True)
    with pytest.raises(HardshipNeedsConsent):
        check_hardship(HardshipCategory.DISABLED, agrees=False)
