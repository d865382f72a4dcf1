"""Why a pair fits, in words: fresh from the domain, or kept with a match."""

import json
from datetime import timedelta

import pytest

from domain.fit import explain_fit
from domain.places import Point
from domain.skills import Licence, SkillLevel
from domain.vacancies import OpenVacancy, Shift
from domain.wages import Wage, WageUnit
from domain.workers import WorkerProfile
from tests.factories import CHEF, TODAY
from webapp.reasons import ABOUT_OTHERS, say_to_enterprise, say_to_others, say_to_worker
from webapp.services.reasons import kept_reasons

HERE = Point(32.8, 119.6)


def explanation(**changes):
    worker = WorkerProfile(
        id=1,
        birth_year=1980,
        occupations=(CHEF,),
        division_code="321084108",
        point=HERE,
        skills=frozenset({"切配"}),
        skill_level=SkillLevel.LEVEL_4,
        verified_level=SkillLevel.LEVEL_4,
        experience_years=5,
        wage_wanted_fen=5_000_00,
        shifts=frozenset({Shift.DAY}),
        **changes,
    )
    vacancy = OpenVacancy(
        id=1,
        enterprise_id=1,
        occupation_code=CHEF,
        wage=Wage(min_fen=6_000_00, max_fen=8_000_00, unit=WageUnit.MONTH),
        division_code="321084108",
        point=HERE,
        skills=frozenset({"切配", "炒锅"}),
        skill_level=SkillLevel.LEVEL_3,
        licences=frozenset({Licence.HEALTH}),
        experience_years=3,
        starts_on=TODAY + timedelta(days=3),
    )
    return explain_fit(worker, vacancy, today=TODAY)


@pytest.fixture
def english(app):
    with app.test_request_context(headers={"Accept-Language": "en"}):
        yield


def test_each_side_reads_its_own_sentence(english):
    wage = next(reason for reason in explanation().reasons if reason.key == "wage")

    assert say_to_worker(wage) == "Pays 6,000 yuan to 8,000 yuan, you ask 5,000 yuan"
    assert say_to_enterprise(wage) == "Asks 5,000 yuan, you pay 6,000 yuan to 8,000 yuan"
    assert say_to_others(wage) == "Asks 5,000 yuan, gets 6,000 yuan to 8,000 yuan"


def test_what_was_kept_says_the_same_as_on_the_day(english):
    explained = explanation()
    kept = json.loads(json.dumps(kept_reasons(explained, most=10)))

    assert len(kept) == len(explained.reasons)
    for reason, stored in zip(explained.reasons, kept, strict=True):
        assert say_to_worker(stored) == say_to_worker(reason)
        assert say_to_enterprise(stored) == say_to_enterprise(reason)
        assert say_to_others(stored) == say_to_others(reason)


def test_figures_are_shown_as_people_say_them(english):
    said = {reason.key: say_to_worker(reason) for reason in explanation().reasons}

    assert said["experience"] == "You have 5 years of experience, 3 years are asked"
    assert said["level"] == "You have Level 4, intermediate worker, Level 3, senior worker is asked"
    assert said["shift"] == "Hours that you chose: Day shift"
    assert said["skills"] == "You have 1 of 2 skills asked"


def test_what_stands_against_a_pair_is_said_too(english):
    broken = {
        reason.key: say_to_worker(reason) for reason in explanation(available_from=TODAY + timedelta(days=9)).broken
    }

    assert broken["licence"] == "The law asks for a licence that you have not entered: Health certificate"
    assert "you are free from" in broken["start"]


def test_words_of_lists_are_joined_as_the_language_does(app):
    reason = {
        "for_worker": "The law asks for a licence that you have not entered: %(licences)s",
        "for_enterprise": "No licence on record: %(licences)s",
        "figures": {"licences": ["health", "forklift"]},
    }

    with app.test_request_context(headers={"Accept-Language": "zh-CN"}):
        assert "健康证" in say_to_worker(reason)
        assert "、" in say_to_worker(reason)
    with app.test_request_context(headers={"Accept-Language": "en"}):
        assert say_to_others(reason) == "No licence on record: Health certificate, Forklift licence"


def test_a_day_that_was_kept_is_a_day_again(english):
    reason = {"for_worker": "Starts on %(starts_on)s", "for_enterprise": "", "figures": {"starts_on": "2026-12-05"}}

    assert say_to_worker(reason) == "Starts on Dec 5, 2026"


def test_no_sentence_speaks_of_you_to_an_agency(english):
    for message in {reason.words.for_enterprise for reason in explanation().reasons}:
        said = ABOUT_OTHERS.get(message, message)
        assert " you" not in said.lower(), said


def test_at_most_four_reasons_are_kept():
    assert len(kept_reasons(explanation())) == 4
