"""Recruits: by what two rows about one person are recognised."""

from domain.recruits import identity_of

PERSON = {"name": "王秀英", "phone": "13812345678", "birth_year": 1981}


def test_the_same_person_is_recognised_however_name_and_phone_are_written():
    same = identity_of(**PERSON)

    assert identity_of(name=" 王 秀英 ", phone="138 1234 5678", birth_year=1981) == same
    assert identity_of(name="王秀英", phone="１３８１２３４５６７８", birth_year=1981) == same


def test_another_name_phone_or_year_is_another_person():
    changes = ({"name": "王秀兰"}, {"phone": "13812345679"}, {"birth_year": 1982})
    others = {identity_of(**PERSON | change) for change in changes}

    assert len(others | {identity_of(**PERSON)}) == 4


def test_the_fingerprint_does_not_say_who_it_is():
    assert len(identity_of(**PERSON)) == 64
    assert PERSON["phone"] not in identity_of(**PERSON)
