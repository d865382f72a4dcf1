"""Workers: who looks for work, what they can and want, and the groups that the city helps first."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from domain.errors import RuleBroken
from domain.skills import Licence, SkillLevel
from domain.vacancies import Shift

if TYPE_CHECKING:
    from datetime import date

    from domain.places import Point

YOUNGEST = 16
"""Labour Law art. 15: nobody under 16 may be employed."""
ADULT = 18
"""Labour Law art. 58: from 16 to 18 a minor worker, kept from hazardous work."""
OLDEST = 75
"""◇ Above this a year of birth is taken for a slip."""
MOST_OCCUPATIONS = 3
"""◇ A worker names up to three occupations."""
FARTHEST_COMMUTE_KM = 100


class HardshipCategory(StrEnum):
    """The groups with difficulty in finding work that are helped first (DOMAIN §8). ◇ The list is the city's."""

    ZERO_EMPLOYMENT_FAMILY = "zero_employment_family"
    MINIMUM_LIVING_ALLOWANCE = "minimum_living_allowance"
    DISABLED = "disabled"
    LONG_TERM_UNEMPLOYED = "long_term_unemployed"
    OLDER_WORKER = "older_worker"
    LIFTED_FROM_POVERTY = "lifted_from_poverty"
    LANDLESS_FARMER = "landless_farmer"
    RETIRED_FISHER = "retired_fisher"


class Education(StrEnum):
    """The highest schooling."""

    PRIMARY = "primary"
    JUNIOR_MIDDLE = "junior_middle"
    SENIOR_MIDDLE = "senior_middle"
    VOCATIONAL = "vocational"
    COLLEGE = "college"
    BACHELOR = "bachelor"
    MASTER = "master"


class ConsentPurpose(StrEnum):
    """What a worker may agree to, each on its own (Personal Information Protection Law arts. 13 and 14)."""

    TERMS = "terms"
    FINDABLE = "findable"
    """Verified enterprises see the profile without contact."""
    MATCHING = "matching"
    """Nightly matching for fairs and labour export may propose places."""
    SENSITIVE = "sensitive"
    """A hardship category is kept, for officials and matching only (art. 29)."""


class TooYoungToWork(RuleBroken):
    """The law lets nobody under 16 work."""

    field = "birth_year"


class BirthYearImplausible(RuleBroken):
    """A year of birth lies in the future or too far back."""

    field = "birth_year"


class OccupationsMissing(RuleBroken):
    """A profile names no occupation, so nothing can be matched."""

    field = "occupations"


class TooManyOccupations(RuleBroken):
    """A profile names more occupations than can be weighed."""

    field = "occupations"


class CommuteImplausible(RuleBroken):
    """A commute is negative or longer than anybody travels each day."""

    field = "commute_km"


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkerProfile:
    """Somebody who looks for work, as fit and matching see them. Days are Shanghai calendar days."""

    id: int
    birth_year: int
    occupations: tuple[str, ...]
    """Codes of the occupations wanted, dearest first."""
    division_code: str
    point: Point
    skills: frozenset[str] = frozenset()
    skill_level: SkillLevel = SkillLevel.NONE
    licences: frozenset[Licence] = frozenset()
    experience_years: int = 0
    wage_wanted_fen: int = 0
    """The lowest monthly wage that is acceptable, in fen; 0 where the worker has not said."""
    commute_km: float = 15.0
    goes_out_of_town: bool = False
    destinations: frozenset[str] = frozenset()
    """Divisions out of town that the worker would go to; empty where any will do."""
    refused_destinations: frozenset[str] = frozenset()
    shifts: frozenset[Shift] = frozenset(Shift)
    needs_housing: bool = False
    available_from: date | None = None
    hardship: HardshipCategory | None = None
    blocked_enterprises: frozenset[int] = frozenset()
    """Enterprises that the worker does not want to hear from, or that have refused the worker."""


def age_on(birth_year: int, day: date) -> int:
    """Full years of age that are certain on a day, when only the year of birth is known."""
    return day.year - birth_year - 1


def check_birth_year(birth_year: int, *, today: date) -> None:
    """Raises BirthYearImplausible or TooYoungToWork. Who may have turned 16 this year is let in: the papers decide."""
    if birth_year > today.year or today.year - birth_year > OLDEST + 1:
        raise BirthYearImplausible(birth_year=birth_year)
    if today.year - birth_year < YOUNGEST:
        raise TooYoungToWork(birth_year=birth_year)


def check_wishes(*, occupations: tuple[str, ...], commute_km: float) -> None:
    """Raises OccupationsMissing, TooManyOccupations or CommuteImplausible."""
    if not occupations:
        raise OccupationsMissing
    if len(occupations) > MOST_OCCUPATIONS:
        raise TooManyOccupations(count=len(occupations), most=MOST_OCCUPATIONS)
    if not 0 < commute_km <= FARTHEST_COMMUTE_KM:
        raise CommuteImplausible(commute_km=commute_km, most=FARTHEST_COMMUTE_KM)
