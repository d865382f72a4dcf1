"""What an enterprise or an agency is known by, and when an official has seen it."""

from datetime import date

import pytest

from domain.enterprises import (
    AddressTooLong,
    AlreadyVerified,
    IntroductionTooLong,
    LicenceExpired,
    LicenceNumberMissing,
    LicenceNumberTooLong,
    OrganisationNameMissing,
    OrganisationNameTooLong,
    UsccCharacterWrong,
    UsccLengthWrong,
    Verification,
    VerificationReasonMissing,
    VerificationReasonTooLong,
    check_licence,
    check_organisation,
    check_sending_back,
    check_uscc_form,
    check_verification,
    verification,
)

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize("uscc", ["91321084MA1N8W2X4F", "N2320000MA1N8W2X4F", "000000000000000000"])
def test_eighteen_digits_and_capital_letters_have_the_form_of_a_code(uscc):
    check_uscc_form(uscc)


@pytest.mark.parametrize("uscc", ["", "91321084", "91321084MA1N8W2X4FF"])
def test_a_code_of_another_length_says_how_long_it_is(uscc):
    with pytest.raises(UsccLengthWrong) as refusal:
        check_uscc_form(uscc)
    assert refusal.value.details == {"length": len(uscc), "right": 18}


@pytest.mark.parametrize(
    ("uscc", "character", "place", "perhaps"),
    [
        ("91321084MAIN8W2X4F", "I", 11, "1"),
        ("91321084MA1N8W2X4O", "O", 18, "0"),
        ("9132108ZMA1N8W2X4F", "Z", 8, "2"),
        ("9132A084MA1N8W2X4F", "A", 5, "0–9"),
        ("91321084MA1N8W2X4?", "?", 18, "0–Y"),
    ],
)
def test_a_character_that_cannot_stand_in_a_code_is_named_with_its_place(uscc, character, place, perhaps):
    with pytest.raises(UsccCharacterWrong) as refusal:
        check_uscc_form(uscc)
    assert refusal.value.details == {"character": character, "place": place, "perhaps": perhaps}


def test_an_organisation_says_its_name_and_does_not_write_a_book():
    check_organisation(name="扬州富春餐饮有限公司", address="得胜桥35号", introduction="淮扬早茶。")
    with pytest.raises(OrganisationNameMissing):
        check_organisation(name=" ")
    with pytest.raises(OrganisationNameTooLong):
        check_organisation(name="扬" * 101)
    with pytest.raises(AddressTooLong):
        check_organisation(name="扬州", address="路" * 201)
    with pytest.raises(IntroductionTooLong):
        check_organisation(name="扬州", introduction="好" * 2001)


def test_an_agency_needs_a_licence_that_is_valid():
    check_licence("(苏)人服证字〔2024〕第1号", valid_until=TODAY, today=TODAY)
    check_licence("(苏)人服证字〔2024〕第1号", valid_until=None, today=TODAY)
    with pytest.raises(LicenceNumberMissing):
        check_licence("", valid_until=None, today=TODAY)
    with pytest.raises(LicenceNumberTooLong):
        check_licence("1" * 41, valid_until=None, today=TODAY)
    with pytest.raises(LicenceExpired):
        check_licence("1", valid_until=date(2026, 11, 22), today=TODAY)


def test_an_enterprise_waits_is_sent_back_or_is_verified():
    assert verification(is_verified=False, refused_reason="") is Verification.WAITING
    assert verification(is_verified=False, refused_reason="执照看不清") is Verification.SENT_BACK
    assert verification(is_verified=True, refused_reason="") is Verification.VERIFIED


def test_what_is_verified_is_not_decided_again():
    check_verification(Verification.SENT_BACK)
    with pytest.raises(AlreadyVerified):
        check_verification(Verification.VERIFIED)
    with pytest.raises(AlreadyVerified):
        check_sending_back(Verification.VERIFIED, "执照看不清")


def test_nobody_is_sent_back_without_a_reason():
    check_sending_back(Verification.WAITING, "执照看不清")
    with pytest.raises(VerificationReasonMissing):
        check_sending_back(Verification.WAITING, " ")
    with pytest.raises(VerificationReasonTooLong):
        check_sending_back(Verification.WAITING, "看" * 301)
