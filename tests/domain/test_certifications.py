"""Certifications: who may take which step, and what a certificate is worth."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.accounts import Role
from domain.brands import BrandState, BrandTier, read_standard
from domain.certifications import (
    CERTIFICATE_MOVES,
    DECISIONS,
    NEEDS_REASON,
    OPEN,
    STEPS,
    UNDER_REVIEW,
    WITH_THE_BRAND,
    ApplicationTooEarly,
    AttestedWithoutEvidence,
    CertificateMoveRefused,
    CertificateState,
    CertificationReasonMissing,
    CertificationReasonTooLong,
    CertificationState,
    CertificationStep,
    CertificationStepRefused,
    ConditionNotAttested,
    ConflictOfInterest,
    certificate_number,
    check_applying,
    check_attestation,
    check_certificate_move,
    check_no_conflict,
    check_step_reason,
    condition_of,
    end_reminder,
    involved_in,
    may_renew,
    next_state,
    shown_state,
    standing_attestations,
    state_after_certifying,
    steps_open,
    valid_until,
)
from reference.certification import trial_standard

TODAY = date(2026, 11, 24)
STANDARD = read_standard(trial_standard())


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


def test_who_has_a_hand_in_an_application_decides_nothing_of_it():
    step = CertificationStep
    taken = [(step.SUBMIT, 1), (step.FORWARD, 2), (step.SEND_BACK, 3), (step.SUBMIT, 1), (step.FORWARD, 2)]

    for last_word in (step.CERTIFY, step.REFUSE):
        assert involved_in(last_word, applied=[1, 4], taken=taken) == {1, 2, 4}
    for earlier in (step.FORWARD, step.SEND_BACK):
        assert involved_in(earlier, applied=[1, 4], taken=taken) == {1, 4}


@pytest.mark.parametrize(
    ("state", "certificate", "last_day", "may"),
    [
        (BrandState.COUNTY_LISTED, None, None, True),
        (BrandState.COUNTY_LISTED, CertificateState.REVOKED, TODAY + timedelta(days=900), True),
        (BrandState.CITY_CERTIFIED, None, None, True),
        (BrandState.CITY_CERTIFIED, CertificateState.VALID, TODAY + timedelta(days=181), False),
        (BrandState.PROVINCIAL, CertificateState.VALID, TODAY + timedelta(days=180), True),
        (BrandState.SUSPENDED, CertificateState.VALID, TODAY - timedelta(days=1), True),
        (BrandState.SUSPENDED, CertificateState.SUSPENDED, TODAY, False),
        (BrandState.CITY_CANDIDATE, None, None, False),
        (BrandState.NURTURING, None, None, False),
        (BrandState.EXITED, CertificateState.REVOKED, TODAY, False),
    ],
)
def test_a_brand_applies_when_its_county_has_listed_it_and_near_the_end_of_its_certificate(
    state, certificate, last_day, may
):
    if may:
        check_applying(state, certificate=certificate, last_day=last_day, today=TODAY)
    else:
        with pytest.raises(ApplicationTooEarly):
            check_applying(state, certificate=certificate, last_day=last_day, today=TODAY)


def reworded(number):
    parsed = trial_standard()
    for item in [*parsed["basic"], *parsed["by_category"]["culture_tourism"]]:
        if item["id"] == number:
            item["text"] += "（修订）"
    return read_standard(parsed | {"version": "2027"})


def test_an_attestation_counts_until_the_standard_words_the_condition_otherwise():
    versions = {"2022-trial": STANDARD}
    said = [("B1", True, "2022-trial"), ("B2", False, "2022-trial"), ("C3.national", True, "2022-trial")]

    assert standing_attestations(said, standard=STANDARD, versions=versions) == {
        "B1": True,
        "B2": False,
        "C3.national": True,
    }
    assert standing_attestations(said, standard=reworded("B1"), versions=versions) == {"B2": False, "C3.national": True}
    assert standing_attestations(said, standard=reworded("C3"), versions=versions) == {"B1": True, "B2": False}


def test_an_attestation_by_a_standard_or_of_a_condition_that_nobody_knows_does_not_count():
    versions = {"2022-trial": STANDARD}
    said = [("B1", True, "lost"), ("X1", True, "2022-trial"), ("C3.galactic", True, "2022-trial")]

    assert standing_attestations(said, standard=STANDARD, versions=versions) == {}


def test_the_number_of_a_condition_may_have_a_dot_in_it():
    parsed = trial_standard()
    parsed["basic"][0]["id"] = "B.1"
    standard = read_standard(parsed)

    assert condition_of("B.1", standard).id == "B.1"
    assert condition_of("C3.national", standard).id == "C3"
    assert condition_of("B.2", standard) is None


@pytest.mark.parametrize("word", ["B1", "B8", "C3", "C3.municipal"])
def test_what_is_attested_is_shown_by_a_file(word):
    check_attestation(word, is_met=True, standard=STANDARD, shown={"B1", "B8", "C3"})
    check_attestation(word, is_met=False, standard=STANDARD, shown=())
    with pytest.raises(AttestedWithoutEvidence):
        check_attestation(word, is_met=True, standard=STANDARD, shown={"B2"})


@pytest.mark.parametrize("word", ["S1", "X1", "", "C3.galactic", "B1.national", "长" * 999])
def test_nobody_attests_a_figure_or_what_the_standard_does_not_ask(word):
    with pytest.raises(ConditionNotAttested) as refusal:
        check_attestation(word, is_met=False, standard=STANDARD, shown=())
    assert len(refusal.value.details["condition"]) <= 20


@pytest.mark.parametrize(
    ("state", "tier", "after"),
    [
        (BrandState.CITY_CANDIDATE, BrandTier.COUNTY, BrandState.CITY_CERTIFIED),
        (BrandState.CITY_CANDIDATE, BrandTier.PROVINCE, BrandState.CITY_CERTIFIED),
        (BrandState.CITY_CERTIFIED, BrandTier.CITY, BrandState.CITY_CERTIFIED),
        (BrandState.PROVINCIAL, BrandTier.PROVINCE, BrandState.PROVINCIAL),
        (BrandState.SUSPENDED, BrandTier.CITY, BrandState.CITY_CERTIFIED),
        (BrandState.SUSPENDED, BrandTier.PROVINCE, BrandState.PROVINCIAL),
    ],
)
def test_a_brand_of_the_province_stays_one(state, tier, after):
    assert state_after_certifying(state, tier) is after


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


@pytest.mark.parametrize(
    ("left", "step"), [(181, None), (180, 180), (31, 180), (30, 30), (8, 30), (7, 7), (0, 7), (-1, None)]
)
def test_a_brand_is_told_half_a_year_a_month_and_a_week_before_its_certificate_ends(left, step):
    assert end_reminder(last_day=TODAY + timedelta(days=left), today=TODAY) == step


def test_numbers_are_read_by_people():
    assert certificate_number(2026, 7) == "YZLP-2026-0007"
