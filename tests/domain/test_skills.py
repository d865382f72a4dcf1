"""Licences contain one another as the law says."""

from domain.skills import Licence, SkillLevel, with_implied


def test_who_may_drive_a_lorry_may_drive_a_car():
    assert with_implied(frozenset({Licence.DRIVING_A2})) == {
        Licence.DRIVING_A2,
        Licence.DRIVING_B2,
        Licence.DRIVING_C1,
    }


def test_who_may_drive_a_car_may_not_drive_a_lorry():
    assert with_implied(frozenset({Licence.DRIVING_C1})) == {Licence.DRIVING_C1}


def test_other_licences_contain_nothing():
    assert with_implied(frozenset({Licence.WELDING, Licence.HEALTH})) == {Licence.WELDING, Licence.HEALTH}


def test_a_chief_technician_stands_above_all_and_an_apprentice_above_nobody_assessed():
    assert list(SkillLevel) == sorted(SkillLevel)
    assert max(SkillLevel) is SkillLevel.CHIEF_TECHNICIAN
    assert SkillLevel.LEVEL_1 > SkillLevel.LEVEL_5 > SkillLevel.APPRENTICE > SkillLevel.NONE
