"""People whom a county enters: with a consent that can be shown, and only its own."""

from datetime import date, timedelta

import pytest

from domain.worker_imports import (
    OLDEST_CONSENT,
    ConsentAhead,
    ConsentReferenceTooLong,
    ConsentTooOld,
    ConsentUnproved,
    IdentityNotSignedFor,
    OutsideDivision,
    ProofOfConsent,
    check_consent,
    check_division,
)

TODAY = date(2026, 11, 23)


def check(**changes):
    facts = {
        "reference": "邮人社授〔2026〕0001",
        "given_on": TODAY,
        "proof": ProofOfConsent.SIGNED_PAPER,
        "has_identity": False,
    }
    given = facts | changes
    check_consent(
        given["reference"], given["given_on"], given["proof"], has_identity=given["has_identity"], today=TODAY
    )


def test_a_consent_can_be_shown():
    check()
    check(given_on=TODAY - OLDEST_CONSENT)
    check(proof=ProofOfConsent.RECORDED_CALL)
    check(has_identity=True)


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"reference": " "}, ConsentUnproved),
        ({"reference": "长" * 41}, ConsentReferenceTooLong),
        ({"given_on": TODAY + timedelta(days=1)}, ConsentAhead),
        ({"given_on": TODAY - OLDEST_CONSENT - timedelta(days=1)}, ConsentTooOld),
        ({"proof": ProofOfConsent.RECORDED_CALL, "has_identity": True}, IdentityNotSignedFor),
    ],
)
def test_what_cannot_be_shown_is_no_consent(changes, refusal):
    with pytest.raises(refusal):
        check(**changes)


def test_a_county_enters_its_own_people():
    check_division("321084108", within="321084")
    check_division("321084108", within="321000")
    with pytest.raises(OutsideDivision):
        check_division("321023", within="321084")
