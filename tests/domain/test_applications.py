"""The life of an application: one table says who may move it, and seats follow."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.accounts import Role
from domain.applications import (
    DAYS_TO_ANSWER,
    LIVE,
    SEATED,
    TRANSITIONS,
    AlreadyApplied,
    AnswerRate,
    ApplicationState,
    ApplicationStepRefused,
    MessageTooLong,
    NoSeatLeft,
    ReasonMissing,
    ReasonTooLong,
    TooYoungForHazard,
    VacancyNotOpen,
    Wait,
    answer_rate,
    check_applying,
    check_message,
    check_step,
    next_steps,
    seats_changed,
)

S = ApplicationState
TODAY = date(2026, 11, 23)
NOW = datetime(2026, 11, 23, 8, tzinfo=UTC)


def applying(**changes):
    facts = {
        "is_open": True,
        "seats_free": 1,
        "is_hazardous": False,
        "birth_year": 1981,
        "earlier": (),
        "today": TODAY,
    }
    check_applying(**(facts | changes))


@pytest.mark.parametrize("role", [Role.WORKER, Role.ENTERPRISE, None])
@pytest.mark.parametrize("target", S)
@pytest.mark.parametrize("state", S)
def test_exactly_the_steps_of_the_table_are_possible(state, target, role):
    may = (state, target) in TRANSITIONS and TRANSITIONS[state, target] is role
    if may:
        check_step(state, target, role=role, reason="因故")
    else:
        with pytest.raises(ApplicationStepRefused):
            check_step(state, target, role=role, reason="因故")


def test_only_the_worker_says_yes_to_an_offer():
    check_step(S.OFFERED, S.ACCEPTED, role=Role.WORKER)
    with pytest.raises(ApplicationStepRefused):
        check_step(S.OFFERED, S.ACCEPTED, role=Role.ENTERPRISE)


@pytest.mark.parametrize("target", [S.DECLINED_BY_ENTERPRISE, S.NO_SHOW])
def test_nobody_is_turned_away_without_a_reason(target):
    with pytest.raises(ReasonMissing):
        check_step(S.INTERVIEW, target, role=Role.ENTERPRISE, reason="  ")
    check_step(S.INTERVIEW, target, role=Role.ENTERPRISE, reason="已招满")


def test_a_reason_fits_its_line():
    with pytest.raises(ReasonTooLong):
        check_step(S.SUBMITTED, S.WITHDRAWN, role=Role.WORKER, reason="远" * 201)


def test_the_steps_on_a_page_are_those_of_the_table_in_its_order():
    assert next_steps(S.OFFERED, Role.WORKER) == (S.ACCEPTED, S.DECLINED_BY_WORKER, S.WITHDRAWN)
    assert next_steps(S.PLACED, Role.ENTERPRISE) == ()


def test_every_state_that_is_live_leads_somewhere_and_every_other_is_an_end():
    assert {source for source, _ in TRANSITIONS} == LIVE


@pytest.mark.parametrize(("state", "target"), TRANSITIONS)
def test_a_seat_is_taken_with_the_yes_and_given_back_with_the_leaving(state, target):
    expected = {(S.OFFERED, S.ACCEPTED): 1, (S.ACCEPTED, S.NO_SHOW): -1, (S.ACCEPTED, S.WITHDRAWN): -1}

    assert seats_changed(state, target) == expected.get((state, target), 0)


@given(st.lists(st.sampled_from(sorted(TRANSITIONS)), max_size=30))
def test_whatever_steps_are_tried_the_seats_taken_are_those_of_who_sits(tried):
    state, seats = S.SUBMITTED, 0
    for step in tried:
        if step[0] == state:
            seats += seats_changed(*step)
            state = step[1]
    assert seats == (state in SEATED)


def test_who_fits_the_rules_may_apply():
    applying()
    applying(earlier=(S.WITHDRAWN, S.DECLINED_BY_ENTERPRISE, S.EXPIRED))


@pytest.mark.parametrize("state", sorted(LIVE | {S.PLACED}))
def test_one_application_is_alive_for_a_worker_and_a_vacancy(state):
    with pytest.raises(AlreadyApplied):
        applying(earlier=(S.WITHDRAWN, state))


def test_a_closed_or_full_vacancy_takes_nobody():
    with pytest.raises(VacancyNotOpen):
        applying(is_open=False)
    with pytest.raises(NoSeatLeft):
        applying(seats_free=0)


def test_who_may_still_be_seventeen_is_kept_from_hazardous_work():
    with pytest.raises(TooYoungForHazard):
        applying(is_hazardous=True, birth_year=2008)
    applying(is_hazardous=True, birth_year=2007)
    applying(is_hazardous=False, birth_year=2009)


def test_a_message_fits_its_line():
    check_message("我有十年淮扬菜经验。")
    with pytest.raises(MessageTooLong):
        check_message("好" * 201)


def days_ago(days):
    return NOW - timedelta(days=days)


def test_the_answer_rate_counts_what_was_answered_within_two_weeks():
    waits = [
        Wait(applied_at=days_ago(30), answered_at=days_ago(20)),
        Wait(applied_at=days_ago(2), answered_at=days_ago(1)),
        Wait(applied_at=days_ago(30)),
        Wait(applied_at=days_ago(40), answered_at=days_ago(10)),
        Wait(applied_at=days_ago(3)),
    ]

    assert answer_rate(waits, now=NOW) == AnswerRate(answered=2, due=4)
    assert answer_rate(waits, now=NOW).share == pytest.approx(0.5)


def test_who_withdrew_in_time_did_not_wait_in_vain_and_who_withdrew_later_did():
    in_time = Wait(applied_at=days_ago(30), ended_at=days_ago(25))
    too_late = Wait(applied_at=days_ago(30), ended_at=days_ago(2))

    assert answer_rate([in_time], now=NOW).due == 0
    assert answer_rate([too_late], now=NOW).due == 1


def test_an_enterprise_that_owes_no_answer_has_no_rate():
    assert answer_rate([], now=NOW).share is None


def test_the_fourteenth_day_is_still_in_time():
    at = days_ago(30)
    wait = Wait(applied_at=at, answered_at=at + timedelta(days=DAYS_TO_ANSWER))

    assert answer_rate([wait], now=NOW).answered == 1
