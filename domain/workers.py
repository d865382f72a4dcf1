"""Workers: who looks for work, what they can and want, and the groups that the city helps first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
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
LONGEST_EXPERIENCE = 60
"""Years."""
HIGHEST_WAGE_WANTED_FEN = 200_000_00
"""◇ Nobody who looks for work here asks for more a month; a digit too many."""
MOST_SKILLS = 20
LONGEST_SKILL = 20
LONGEST_STORY = 2000
LONGEST_HEADLINE = 60
MOST_DESTINATIONS = 40
FARTHEST_AVAILABLE = timedelta(days=366)

CONSENT_VERSION = "2026-11"
"""Of the words that stand beside each consent; when they change, the old consents keep theirs."""


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
    IDENTITY = "identity"
    """The identity number is kept, locked away, for officials only (art. 29)."""


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


class OccupationUnknown(RuleBroken):
    """There is no such occupation in the classification."""

    field = "occupations"


class TownUnknown(RuleBroken):
    """There is no such town or county in the city."""

    field = "division_code"


class WageWantedImplausible(RuleBroken):
    """A wage is negative, or so high that a digit must have slipped in."""

    field = "wage_wanted"


class YearsImplausible(RuleBroken):
    """Somebody has worked for longer than people live."""

    field = "experience_years"


class StoryTooLong(RuleBroken):
    """What somebody says of the own work is longer than anybody reads."""

    field = "experience"


class HeadlineTooLong(RuleBroken):
    """A line about oneself is longer than a line."""

    field = "headline"


class TooManySkillsNamed(RuleBroken):
    """A profile names more skills than anybody reads."""

    field = "skills"


class SkillNameTooLong(RuleBroken):
    """A skill is a sentence instead of a word."""

    field = "skills"


class ShiftsMissing(RuleBroken):
    """Who works at no time cannot be matched."""

    field = "shifts"


class AvailableTooFar(RuleBroken):
    """Somebody could begin only later than in a year."""

    field = "available_from"


class DestinationContradicted(RuleBroken):
    """A place is wanted and refused at once."""

    field = "refused_destinations"


class TooManyDestinations(RuleBroken):
    """More places are named than there are provinces."""

    field = "destinations"


class HardshipNeedsConsent(RuleBroken):
    """A hardship category is kept only with a consent of its own (Personal Information Protection Law art. 29)."""

    field = "agrees_sensitive"


class ConsentNeeded(RuleBroken):
    """Without the terms of use there is no profile; who withdraws them deletes the account."""


class ProfileStands(RuleBroken):
    """The account has its profile already: the first step was sent twice."""


class ProfileMissing(RuleBroken):
    """Somebody without a profile cannot apply: nobody would know who it is."""


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
    """As the worker says."""
    verified_level: SkillLevel = SkillLevel.NONE
    """The highest that officials have seen proved."""
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


def check_wage_wanted(fen: int) -> None:
    """A monthly wage in fen; 0 where nothing is said. Raises WageWantedImplausible."""
    if not 0 <= fen <= HIGHEST_WAGE_WANTED_FEN:
        raise WageWantedImplausible(most_fen=HIGHEST_WAGE_WANTED_FEN)


def check_conditions(
    *,
    shifts: frozenset[Shift],
    available_from: date | None,
    destinations: frozenset[str],
    refused_destinations: frozenset[str],
    today: date,
) -> None:
    """Raises ShiftsMissing, AvailableTooFar, DestinationContradicted or TooManyDestinations."""
    if not shifts:
        raise ShiftsMissing
    if available_from is not None and available_from > today + FARTHEST_AVAILABLE:
        raise AvailableTooFar(latest=today + FARTHEST_AVAILABLE)
    if destinations & refused_destinations:
        raise DestinationContradicted
    if len(destinations) + len(refused_destinations) > MOST_DESTINATIONS:
        raise TooManyDestinations(most=MOST_DESTINATIONS)


def check_abilities(*, skills: tuple[str, ...], experience_years: int, experience: str, headline: str) -> None:
    """Raises TooManySkillsNamed, SkillNameTooLong, YearsImplausible, StoryTooLong or HeadlineTooLong."""
    if len(skills) > MOST_SKILLS:
        raise TooManySkillsNamed(count=len(skills), most=MOST_SKILLS)
    too_long = next((skill for skill in skills if len(skill) > LONGEST_SKILL), None)
    if too_long is not None:
        raise SkillNameTooLong(skill=too_long[:LONGEST_SKILL], most=LONGEST_SKILL)
    if not 0 <= experience_years <= LONGEST_EXPERIENCE:
        raise YearsImplausible(most=LONGEST_EXPERIENCE)
    if len(experience) > LONGEST_STORY:
        raise StoryTooLong(length=len(experience), most=LONGEST_STORY)
    if len(headline) > LONGEST_HEADLINE:
        raise HeadlineTooLong(length=len(headline), most=LONGEST_HEADLINE)


def check_hardship(hardship: HardshipCategory | None, *, agrees: bool) -> None:
    """Raises HardshipNeedsConsent."""
    if hardship is not None and not agrees:
        raise HardshipNeedsConsent
