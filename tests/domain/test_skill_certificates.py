"""Certificates of workers: what each kind has to say, and who moves it where."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from domain.skill_certificates import (
    DECISIONS,
    CertificateDecided,
    CertificateExpired,
    CertificateKind,
    CertificateNameMissing,
    CertificateStanding,
    CertificateTextTooLong,
    CertificateTwice,
    CertificateWords,
    DecisionReasonMissing,
    DecisionReasonTooLong,
    HeldCertificate,
    IssuedAhead,
    IssuedTooEarly,
    ItemsMissing,
    ItemTooLong,
    LevelMissing,
    LicenceMissing,
    TooManyCertificates,
    TooManyItems,
    ValidityReversed,
    check_certificate,
    check_decision,
    fitting,
    verified_level,
)
from domain.skills import Licence, SkillLevel

TODAY = date(2026, 11, 23)
DAY = timedelta(days=1)
WELDER = CertificateWords(
    kind=CertificateKind.SKILL_LEVEL,
    name="焊工",
    level=SkillLevel.LEVEL_4,
    number="S000032010001234000123",
    issuer="江苏省职业技能鉴定中心",
    issued_on=date(2012, 6, 1),
)
BAOZI = CertificateWords(kind=CertificateKind.SPECIAL_ABILITY, name="扬州包子制作", items=("和面", "调馅"))


def check(words=WELDER, *, others=(), birth_year=1981, **changes):
    check_certificate(replace(words, **changes), others=others, birth_year=birth_year, today=TODAY)


def test_each_kind_says_what_stands_on_one_of_its_kind():
    check()
    check(BAOZI)
    check(CertificateWords(kind=CertificateKind.LICENCE, licence=Licence.WELDING))
    check(CertificateWords(kind=CertificateKind.OTHER, name="市劳动模范"))


@pytest.mark.parametrize(
    ("words", "changes", "refusal"),
    [
        (WELDER, {"name": " "}, CertificateNameMissing),
        (WELDER, {"name": "证" * 61}, CertificateTextTooLong),
        (WELDER, {"issuer": "省" * 61}, CertificateTextTooLong),
        (WELDER, {"number": "1" * 41}, CertificateTextTooLong),
        (WELDER, {"level": SkillLevel.NONE}, LevelMissing),
        (WELDER, {"kind": CertificateKind.LICENCE}, LicenceMissing),
        (BAOZI, {"items": ()}, ItemsMissing),
        (BAOZI, {"items": tuple(str(n) for n in range(16))}, TooManyItems),
        (BAOZI, {"items": ("和" * 31,)}, ItemTooLong),
        (WELDER, {"issued_on": TODAY + DAY}, IssuedAhead),
        (WELDER, {"issued_on": date(1994, 1, 1)}, IssuedTooEarly),
        (WELDER, {"valid_until": date(2012, 5, 31)}, ValidityReversed),
    ],
)
def test_what_stands_on_no_certificate_is_refused(words, changes, refusal):
    with pytest.raises(refusal):
        check(words, **changes)


def test_a_certificate_of_today_that_ends_today_is_one():
    check(issued_on=TODAY, valid_until=TODAY)
    check(issued_on=date(1995, 1, 1))


def test_a_profile_holds_each_licence_and_each_number_once():
    licence = CertificateWords(kind=CertificateKind.LICENCE, licence=Licence.WELDING)
    check(licence, others=[(Licence.FORKLIFT, ""), (None, "")])
    with pytest.raises(CertificateTwice):
        check(licence, others=[(Licence.WELDING, "")])
    with pytest.raises(CertificateTwice):
        check(others=[(None, WELDER.number)])
    with pytest.raises(TooManyCertificates):
        check(others=[(None, str(n)) for n in range(20)])


def test_what_was_typed_for_another_kind_is_left_out():
    typed = replace(WELDER, licence=Licence.WELDING, items=("平焊",), occupation_code="6-18-02-04")

    assert fitting(typed) == replace(WELDER, occupation_code="6-18-02-04")
    licence = fitting(replace(typed, kind=CertificateKind.LICENCE))
    assert (licence.name, licence.licence, licence.level) == ("", Licence.WELDING, SkillLevel.NONE)
    ability = fitting(replace(typed, kind=CertificateKind.SPECIAL_ABILITY))
    assert (ability.items, ability.level, ability.occupation_code) == (("平焊",), SkillLevel.NONE, None)
    assert fitting(replace(typed, kind=CertificateKind.OTHER)).items == ()


@pytest.mark.parametrize("standing", CertificateStanding)
@pytest.mark.parametrize("target", CertificateStanding)
def test_officials_move_a_certificate_as_the_table_says(standing, target):
    if target in DECISIONS[standing]:
        check_decision(standing, target, reason="看不清", valid_until=None, today=TODAY)
    else:
        with pytest.raises(CertificateDecided):
            check_decision(standing, target, reason="看不清", valid_until=None, today=TODAY)


def test_no_is_said_with_a_reason_and_yes_only_to_what_is_valid():
    waiting, verified, refused = (
        CertificateStanding.WAITING,
        CertificateStanding.VERIFIED,
        CertificateStanding.REFUSED,
    )
    check_decision(waiting, verified, reason="", valid_until=TODAY, today=TODAY)
    with pytest.raises(CertificateExpired):
        check_decision(waiting, verified, reason="", valid_until=TODAY - DAY, today=TODAY)
    with pytest.raises(DecisionReasonMissing):
        check_decision(waiting, refused, reason=" ", valid_until=None, today=TODAY)
    with pytest.raises(DecisionReasonTooLong):
        check_decision(waiting, refused, reason="长" * 201, valid_until=None, today=TODAY)


def test_the_highest_level_that_is_proved_and_has_not_run_out_counts():
    verified = CertificateStanding.VERIFIED
    held = [
        HeldCertificate(level=SkillLevel.LEVEL_5, standing=verified),
        HeldCertificate(level=SkillLevel.LEVEL_4, standing=verified, valid_until=TODAY),
        HeldCertificate(level=SkillLevel.LEVEL_3, standing=verified, valid_until=TODAY - DAY),
        HeldCertificate(level=SkillLevel.LEVEL_1, standing=CertificateStanding.WAITING),
    ]

    assert verified_level(held, today=TODAY) is SkillLevel.LEVEL_4
    assert verified_level([], today=TODAY) is SkillLevel.NONE
