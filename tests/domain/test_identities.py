"""Identity numbers: their form, what is shown of them, and who may see one whole."""

from datetime import date

import pytest

from domain.identities import (
    MOST_SEEN_A_DAY,
    IdentityBirthdayImpossible,
    IdentityCharacterWrong,
    IdentityLengthWrong,
    TooManySeen,
    ViewingReasonMissing,
    ViewingReasonTooLong,
    check_identity_form,
    check_viewing,
    mask_identity,
)

TODAY = date(2026, 11, 23)


def test_a_number_says_a_birthday():
    assert check_identity_form("32100019810612000X", today=TODAY) == date(1981, 6, 12)
    assert check_identity_form("321000202611230001", today=TODAY) == TODAY


@pytest.mark.parametrize(
    ("number", "refusal"),
    [
        ("", IdentityLengthWrong),
        ("3210001981061200", IdentityLengthWrong),
        ("3210001981061200001", IdentityLengthWrong),
        ("3210001981061200O1", IdentityCharacterWrong),
        ("32100019810612X001", IdentityCharacterWrong),
        ("３２１０００１９８１０６１２０００１", IdentityCharacterWrong),
        ("32100019810612000Y", IdentityCharacterWrong),
        ("321000198102300001", IdentityBirthdayImpossible),
        ("321000000000000001", IdentityBirthdayImpossible),
        ("321000202611240001", IdentityBirthdayImpossible),
    ],
)
def test_what_is_mistyped_is_said_for_what_it_is(number, refusal):
    with pytest.raises(refusal):
        check_identity_form(number, today=TODAY)


def test_only_its_ends_are_shown():
    assert mask_identity("32100019810612000X") == "3****************X"
    assert mask_identity("") == ""


def test_nobody_sees_a_number_without_a_reason():
    check_viewing("核对证书", seen_today=[], worker_id=1)
    with pytest.raises(ViewingReasonMissing):
        check_viewing("  ", seen_today=[], worker_id=1)
    with pytest.raises(ViewingReasonTooLong):
        check_viewing("核" * 121, seen_today=[], worker_id=1)


def test_nobody_collects_numbers():
    seen = list(range(MOST_SEEN_A_DAY))
    check_viewing("核对证书", seen_today=seen, worker_id=3)
    check_viewing("核对证书", seen_today=seen[:-1], worker_id=999)
    with pytest.raises(TooManySeen):
        check_viewing("核对证书", seen_today=seen, worker_id=999)
