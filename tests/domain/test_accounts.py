"""Who may have an account, with which password, and how far an official's word reaches."""

import pytest

from domain.accounts import (
    DivisionUnfit,
    OutOfScope,
    PasswordTooCommon,
    PasswordTooLong,
    PasswordTooShort,
    PersonNameMissing,
    PersonNameTooLong,
    Role,
    check_appointment,
    check_password,
    check_person_name,
    check_scope,
)

PHONE = "13912345678"


def test_eight_characters_of_any_kind_are_a_password():
    check_password("玉雕师傅在扬州干活", phone=PHONE)
    check_password("lotus-88", phone=PHONE)


def test_a_short_password_is_refused_with_the_length_it_needs():
    with pytest.raises(PasswordTooShort) as refusal:
        check_password("lotus-8", phone=PHONE)
    assert refusal.value.details == {"least": 8}


def test_a_password_of_a_page_is_refused():
    with pytest.raises(PasswordTooLong):
        check_password("x1" * 101, phone=PHONE)


@pytest.mark.parametrize("password", ["12345678", "PASSWORD", "woaini1314", PHONE, "aaaaaaaaaa"])
def test_what_anybody_would_try_first_is_refused(password):
    with pytest.raises(PasswordTooCommon):
        check_password(password, phone=PHONE)


def test_a_name_is_needed_and_fits_on_a_card():
    check_person_name("买买提·阿卜杜拉")
    with pytest.raises(PersonNameMissing):
        check_person_name("  ")
    with pytest.raises(PersonNameTooLong):
        check_person_name("王" * 41)


@pytest.mark.parametrize(
    ("role", "division"),
    [(Role.COUNTY_OFFICIAL, "321084"), (Role.CITY_OFFICIAL, "321000"), (Role.ADMINISTRATOR, None)],
)
def test_officials_are_appointed_to_their_own_level(role, division):
    check_appointment(role, division)


@pytest.mark.parametrize(
    ("role", "division"),
    [
        (Role.COUNTY_OFFICIAL, None),
        (Role.COUNTY_OFFICIAL, "321000"),
        (Role.COUNTY_OFFICIAL, "310115"),
        (Role.COUNTY_OFFICIAL, "321084108"),
        (Role.CITY_OFFICIAL, "321084"),
        (Role.CITY_OFFICIAL, None),
        (Role.ADMINISTRATOR, "321000"),
        (Role.WORKER, None),
    ],
)
def test_nobody_is_appointed_beyond_their_level(role, division):
    with pytest.raises(DivisionUnfit):
        check_appointment(role, division)


def test_a_county_decides_in_its_own_towns_and_the_city_everywhere_in_it():
    check_scope(Role.COUNTY_OFFICIAL, "321084", "321084108")
    check_scope(Role.CITY_OFFICIAL, "321000", "321023")


@pytest.mark.parametrize(
    ("role", "own", "target"),
    [
        (Role.COUNTY_OFFICIAL, "321084", "321023"),
        (Role.COUNTY_OFFICIAL, "321084", "321000"),
        (Role.CITY_OFFICIAL, "321000", "310000"),
        (Role.ADMINISTRATOR, "321000", "321084"),
        (Role.ENTERPRISE, "321084", "321084"),
    ],
)
def test_nobody_decides_in_another_division(role, own, target):
    with pytest.raises(OutOfScope):
        check_scope(role, own, target)
