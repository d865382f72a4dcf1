"""Skill levels, licences, languages of skill: the shared yardstick of worker and vacancy."""

from __future__ import annotations

from enum import IntEnum, StrEnum


class SkillLevel(IntEnum):
    """The eight levels of the new vocational skill system (新八级工), lowest first; NONE where nobody assessed it."""

    NONE = 0
    APPRENTICE = 1
    LEVEL_5 = 2
    LEVEL_4 = 3
    LEVEL_3 = 4
    LEVEL_2 = 5
    LEVEL_1 = 6
    SPECIAL_TECHNICIAN = 7
    CHIEF_TECHNICIAN = 8


class Licence(StrEnum):
    """What the law requires before somebody may do certain work; a vacancy that names one admits nobody without it.

    Special operations: Work Safety Law art. 30; special equipment: Special Equipment Safety Law art. 14; motor
    vehicles: Road Traffic Safety Law art. 19; food: Food Safety Law art. 45.
    """

    ELECTRICIAN = "electrician"
    WELDING = "welding"
    WORK_AT_HEIGHT = "work_at_height"
    REFRIGERATION = "refrigeration"
    FORKLIFT = "forklift"
    CRANE = "crane"
    BOILER = "boiler"
    LIFT = "lift"
    DRIVING_C1 = "driving_c1"
    DRIVING_B2 = "driving_b2"
    DRIVING_A2 = "driving_a2"
    DRIVING_A1 = "driving_a1"
    HEALTH = "health"
    SECURITY_GUARD = "security_guard"
    NURSE = "nurse"
    PHYSICIAN = "physician"
    PHARMACIST = "pharmacist"
    TEACHER = "teacher"
    TOUR_GUIDE = "tour_guide"


IMPLIED = {
    Licence.DRIVING_A1: frozenset({Licence.DRIVING_B2, Licence.DRIVING_C1}),
    Licence.DRIVING_A2: frozenset({Licence.DRIVING_B2, Licence.DRIVING_C1}),
    Licence.DRIVING_B2: frozenset({Licence.DRIVING_C1}),
}
"""The licences that a larger one contains (Ministry of Public Security order 162, annex 1)."""


def with_implied(licences: frozenset[Licence]) -> frozenset[Licence]:
    """The licences of somebody and what they contain."""
    return licences.union(*(IMPLIED.get(licence, frozenset()) for licence in licences))
