"""What a vacancy may say, and which way it goes."""

from datetime import date, timedelta

import pytest

from domain.vacancies import (
    STANDING,
    VACANCY_TRANSITIONS,
    AddressTooLong,
    DutiesTooLong,
    ExperienceImplausible,
    HeadcountBelowTaken,
    HeadcountImplausible,
    PayDayImplausible,
    PiecesImplausible,
    ReviewReasonMissing,
    ReviewReasonTooLong,
    SkillTooLong,
    StartPast,
    StartTooFar,
    TitleMissing,
    TitleTooLong,
    TooManySkills,
    VacancyDraft,
    VacancyState,
    VacancyTransitionRefused,
    ValidityPast,
    ValidityTooLong,
    check_draft,
    check_sending_back,
    check_transition,
    state_after_check,
    state_when_reopened,
)
from domain.wages import MinimumWage, Wage, WageBelowMinimum, WageRangeReversed, WageUnit

S = VacancyState
TODAY = date(2026, 11, 23)
MINIMUM = MinimumWage(valid_from=date(2024, 1, 1), monthly_fen=2260_00, hourly_fen=22_00)
WAGE = Wage(min_fen=6000_00, max_fen=8000_00, unit=WageUnit.MONTH)


def draft(**changes):
    facts = {"title": "中餐厨师", "headcount": 3, "wage": WAGE, "valid_until": TODAY + timedelta(days=60)}
    return VacancyDraft(**(facts | changes))


def test_an_ordinary_vacancy_may_stand():
    check_draft(
        draft(starts_on=TODAY, skills=("淮扬菜", "刀工"), pay_day=15, experience_years=3, address="得胜桥35号"),
        today=TODAY,
        minimum=MINIMUM,
    )


def piece_wage(pieces):
    return Wage(min_fen=50, max_fen=80, unit=WageUnit.PIECE, pieces_per_day=pieces)


@pytest.mark.parametrize(
    ("changes", "refusal", "field"),
    [
        ({"title": "  "}, TitleMissing, "title"),
        ({"title": "厨" * 10_000}, TitleTooLong, "title"),
        ({"duties": "厨" * 4001}, DutiesTooLong, "duties"),
        ({"address": "路" * 201}, AddressTooLong, "address"),
        ({"headcount": 0}, HeadcountImplausible, "headcount"),
        ({"headcount": -5}, HeadcountImplausible, "headcount"),
        ({"headcount": 10**9}, HeadcountImplausible, "headcount"),
        ({"headcount": 2, "seats_taken": 3}, HeadcountBelowTaken, "headcount"),
        ({"wage": Wage(min_fen=9000_00, max_fen=8000_00, unit=WageUnit.MONTH)}, WageRangeReversed, "wage_min"),
        ({"wage": Wage(min_fen=2000_00, max_fen=8000_00, unit=WageUnit.MONTH)}, WageBelowMinimum, "wage_min"),
        ({"wage": piece_wage(100_001)}, PiecesImplausible, "pieces_per_day"),
        ({"wage": piece_wage(-1)}, PiecesImplausible, "pieces_per_day"),
        ({"pay_day": 32}, PayDayImplausible, "pay_day"),
        ({"pay_day": 0}, PayDayImplausible, "pay_day"),
        ({"experience_years": 41}, ExperienceImplausible, "experience_years"),
        ({"experience_years": -1}, ExperienceImplausible, "experience_years"),
        ({"skills": tuple(str(n) for n in range(13))}, TooManySkills, "skills"),
        ({"skills": ("会" * 21,)}, SkillTooLong, "skills"),
        ({"starts_on": TODAY - timedelta(days=1)}, StartPast, "starts_on"),
        ({"starts_on": date(2206, 1, 1)}, StartTooFar, "starts_on"),
        ({"valid_until": TODAY - timedelta(days=1)}, ValidityPast, "valid_until"),
        ({"valid_until": TODAY + timedelta(days=91)}, ValidityTooLong, "valid_until"),
    ],
)
def test_what_cannot_be_meant_is_refused_at_its_field(changes, refusal, field):
    with pytest.raises(refusal) as refused:
        check_draft(draft(**changes), today=TODAY, minimum=MINIMUM)
    assert refused.value.field == field


def test_a_piece_wage_with_its_pieces_may_stand():
    check_draft(draft(wage=piece_wage(300)), today=TODAY, minimum=MINIMUM)


@pytest.mark.parametrize("target", S)
@pytest.mark.parametrize("state", S)
def test_exactly_the_steps_of_the_table_are_possible(state, target):
    if target in VACANCY_TRANSITIONS[state]:
        check_transition(state, target)
    else:
        with pytest.raises(VacancyTransitionRefused):
            check_transition(state, target)


def checked(state, *, clean=True, verified=True, sent_back=False):
    return state_after_check(state, is_clean=clean, is_verified=verified, was_sent_back=sent_back)


def test_a_clean_vacancy_of_a_verified_enterprise_opens_at_once():
    assert checked(None) is S.OPEN
    assert checked(S.IN_REVIEW) is S.OPEN
    assert checked(S.OPEN) is S.OPEN


def test_a_doubtful_wording_waits_for_an_official():
    assert checked(None, clean=False) is S.IN_REVIEW
    assert checked(S.OPEN, clean=False) is S.IN_REVIEW


def test_an_unverified_enterprise_prepares_vacancies():
    assert checked(None, verified=False) is S.IN_REVIEW


def test_what_an_official_sent_back_is_seen_again_even_if_it_is_clean_now():
    assert checked(S.REFUSED, sent_back=True) is S.IN_REVIEW
    assert checked(S.IN_REVIEW, sent_back=True) is S.IN_REVIEW


@pytest.mark.parametrize("state", sorted(STANDING))
def test_what_is_not_shown_stays_where_it_is_until_it_opens_again(state):
    assert checked(state, clean=False) is state
    assert state_when_reopened(state, is_clean=True, is_verified=True) is S.OPEN
    assert state_when_reopened(state, is_clean=False, is_verified=True) is S.IN_REVIEW
    assert state_when_reopened(state, is_clean=True, is_verified=False) is S.IN_REVIEW


def test_a_closed_vacancy_stays_closed():
    with pytest.raises(VacancyTransitionRefused):
        checked(S.CLOSED)
    with pytest.raises(VacancyTransitionRefused):
        state_when_reopened(S.CLOSED, is_clean=True, is_verified=True)


def test_every_state_that_a_check_may_lead_to_stands_in_the_table():
    for state in set(S) - {S.CLOSED}:
        for clean in (True, False):
            for sent_back in (True, False):
                target = checked(state, clean=clean, sent_back=sent_back)
                assert target is state or target in VACANCY_TRANSITIONS[state]


def test_no_advertisement_is_sent_back_without_a_reason():
    check_sending_back(S.IN_REVIEW, "请改为男女不限")
    with pytest.raises(ReviewReasonMissing):
        check_sending_back(S.IN_REVIEW, " ")
    with pytest.raises(ReviewReasonTooLong):
        check_sending_back(S.IN_REVIEW, "改" * 301)
    with pytest.raises(VacancyTransitionRefused):
        check_sending_back(S.OPEN, "请改为男女不限")
