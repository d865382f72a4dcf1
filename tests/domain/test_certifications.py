"""Certifications: who may take which step, and what a certificate is worth."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.accounts import Role
from domain.certifications import (
    CERTIFICATE_MOVES,
    DECISIONS,
    NEEDS_REASON,
    OPEN,
    STEPS,
    UNDER_REVIEW,
    WITH_THE_BRAND,
    CertificateMoveRefused,
    CertificateState,
    CertificationReasonMissing,
    CertificationReasonTooLong,
    CertificationState,
    CertificationStep,
    CertificationStepRefused,
    ConflictOfInterest,
    certificate_number,
    check_certificate_move,
    check_no_conflict,
    check_step_reason,
    may_renew,
    next_state,
    shown_state,
    steps_open,
    valid_until,
)

TODAY = date(2026, 11, 24)


@pytest.mark.parametrize("state", list(CertificationState))
@pytest.mark.parametrize("role", list(Role))
def test_only_the_table_moves_an_application(state, role):
    for step in CertificationStep:
        if (state, step, role) in STEPS:
            assert next_state(state, step, by=role) is STEPS[state, step, role]
            assert step in steps_open(state, by=role)
        else:
            with pytest.raises(CertificationStepRefused):
                next_state(state, step, by=role)
            assert step not in steps_open(state, by=role)


def test_only_the_city_certifies_and_only_what_lies_with_it():
    certifying = [key for key, to in STEPS.items() if to is CertificationState.CERTIFIED]

    assert certifying == [(CertificationState.AT_CITY, CertificationStep.CERTIFY, Role.CITY_OFFICIAL)]


def test_what_is_decided_stays_decided():
    assert set(CertificationState) - OPEN == {
        CertificationState.CERTIFIED,
        CertificationState.REFUSED,
        CertificationState.WITHDRAWN,
    }
    assert {state for state, _, _ in STEPS} == OPEN == WITH_THE_BRAND | UNDER_REVIEW


def test_a_brand_that_was_sent_back_may_apply_again():
    for role in (Role.ENTERPRISE, Role.COUNTY_OFFICIAL):
        sent = next_state(CertificationState.PREPARING, CertificationStep.SUBMIT, by=role)
        assert next_state(CertificationState.SENT_BACK, CertificationStep.SUBMIT, by=role) is sent


@pytest.mark.parametrize("step", list(CertificationStep))
def test_who_stops_an_application_says_why(step):
    check_step_reason(step, "材料不全")
    if step in NEEDS_REASON:
        with pytest.raises(CertificationReasonMissing):
            check_step_reason(step, " ")
    else:
        check_step_reason(step, "")
    with pytest.raises(CertificationReasonTooLong):
        check_step_reason(step, "因" * 301)
    assert CertificationStep.SUBMIT not in DECISIONS


def test_nobody_certifies_what_they_applied_for():
    check_no_conflict(3, {1, 2, None})
    with pytest.raises(ConflictOfInterest):
        check_no_conflict(1, {1, 2, None})


@pytest.mark.parametrize("state", list(CertificateState))
@pytest.mark.parametrize("to", list(CertificateState))
def test_a_certificate_moves_by_its_table(state, to):
    if to in CERTIFICATE_MOVES.get(state, ()):
        check_certificate_move(state, to)
    else:
        with pytest.raises(CertificateMoveRefused):
            check_certificate_move(state, to)


def test_a_revoked_certificate_never_comes_back():
    assert CERTIFICATE_MOVES[CertificateState.REVOKED] == frozenset()


def test_a_certificate_holds_for_three_years():
    assert valid_until(date(2026, 11, 24)) == date(2029, 11, 23)
    assert valid_until(date(2024, 2, 29)) == date(2027, 2, 28)
    assert valid_until(date(2025, 3, 1)) == date(2028, 2, 29)


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)))
def test_every_certificate_holds_about_three_years(day):
    assert 1094 <= (valid_until(day) - day).days <= 1096


def test_a_certificate_ends_after_its_last_day_unless_it_ended_before():
    for state, shown in (
        (CertificateState.VALID, CertificateState.EXPIRED),
        (CertificateState.SUSPENDED, CertificateState.EXPIRED),
        (CertificateState.REVOKED, CertificateState.REVOKED),
        (CertificateState.REPLACED, CertificateState.REPLACED),
    ):
        assert shown_state(state, last_day=TODAY, today=TODAY) is state
        assert shown_state(state, last_day=TODAY, today=TODAY + timedelta(days=1)) is shown


def test_half_a_year_before_its_end_a_certificate_may_be_renewed():
    assert not may_renew(last_day=TODAY + timedelta(days=181), today=TODAY)
    assert may_renew(last_day=TODAY + timedelta(days=180), today=TODAY)
    assert may_renew(last_day=TODAY - timedelta(days=1), today=TODAY)


def test_numbers_are_read_by_people():
    assert certificate_number(2026, 7) == "YZLP-2026-0007"
