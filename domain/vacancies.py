"""Vacancies: what a post offers and asks, and what may not be advertised."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from domain.errors import RuleBroken
from domain.skills import Licence, SkillLevel
from domain.wages import MinimumWage, Wage, check_wage

if TYPE_CHECKING:
    from domain.places import Point

LONGEST_VALIDITY = timedelta(days=90)
"""◇ An advertisement stands at most ninety days (DOMAIN §3)."""
MOST_SEATS = 2000
"""◇ More people for one post than any employer here hires at once."""
LONGEST_TITLE = 60
LONGEST_DUTIES = 4000


class EmploymentType(StrEnum):
    """How somebody is employed."""

    FULL_TIME = "full_time"
    PART_TIME = "part_time"
    SEASONAL = "seasonal"
    GIG = "gig"
    APPRENTICE = "apprentice"


class Shift(StrEnum):
    """When somebody works."""

    DAY = "day"
    TWO_SHIFTS = "two_shifts"
    THREE_SHIFTS = "three_shifts"
    NIGHT = "night"
    FLEXIBLE = "flexible"


class Insurance(StrEnum):
    """What the employer insures: the five social insurances and the housing fund (五险一金)."""

    PENSION = "pension"
    MEDICAL = "medical"
    UNEMPLOYMENT = "unemployment"
    INJURY = "injury"
    MATERNITY = "maternity"
    HOUSING_FUND = "housing_fund"


FIVE_INSURANCES = frozenset(Insurance) - {Insurance.HOUSING_FUND}


class VacancyState(StrEnum):
    """Where a vacancy stands."""

    IN_REVIEW = "in_review"
    OPEN = "open"
    PAUSED = "paused"
    FILLED = "filled"
    EXPIRED = "expired"
    REFUSED = "refused"
    CLOSED = "closed"


VACANCY_TRANSITIONS: dict[VacancyState, frozenset[VacancyState]] = {
    VacancyState.IN_REVIEW: frozenset({VacancyState.OPEN, VacancyState.REFUSED, VacancyState.CLOSED}),
    VacancyState.OPEN: frozenset(
        {VacancyState.IN_REVIEW, VacancyState.PAUSED, VacancyState.FILLED, VacancyState.EXPIRED, VacancyState.CLOSED}
    ),
    VacancyState.PAUSED: frozenset({VacancyState.OPEN, VacancyState.EXPIRED, VacancyState.CLOSED}),
    VacancyState.FILLED: frozenset({VacancyState.OPEN, VacancyState.CLOSED}),
    VacancyState.EXPIRED: frozenset({VacancyState.IN_REVIEW, VacancyState.OPEN, VacancyState.CLOSED}),
    VacancyState.REFUSED: frozenset({VacancyState.IN_REVIEW, VacancyState.CLOSED}),
    VacancyState.CLOSED: frozenset(),
}
"""From each state, the states it may go to. A refused advertisement is reviewed again after it was changed."""


class VacancyTransitionRefused(RuleBroken):
    """A vacancy cannot go from its state to that one."""


class TitleMissing(RuleBroken):
    """A vacancy has no title."""

    field = "title"


class TitleTooLong(RuleBroken):
    """A title is longer than a line on a phone can bear."""

    field = "title"


class DutiesTooLong(RuleBroken):
    """The duties are longer than anybody reads."""

    field = "duties"


class HeadcountImplausible(RuleBroken):
    """A vacancy asks for nobody, or for more people than any employer hires at once."""

    field = "headcount"


class ValidityPast(RuleBroken):
    """A vacancy would end before it begins."""

    field = "valid_until"


class ValidityTooLong(RuleBroken):
    """A vacancy would stand longer than advertisements may."""

    field = "valid_until"


class StartPast(RuleBroken):
    """Work would begin on a day that has passed."""

    field = "starts_on"


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenVacancy:
    """A post with seats to fill, as fit and matching see it. Days are Shanghai calendar days."""

    id: int
    enterprise_id: int
    occupation_code: str
    wage: Wage
    division_code: str
    point: Point
    title: str = ""
    seats: int = 1
    """Seats still free."""
    employment_type: EmploymentType = EmploymentType.FULL_TIME
    shift: Shift = Shift.DAY
    skills: frozenset[str] = frozenset()
    skill_level: SkillLevel = SkillLevel.NONE
    licences: frozenset[Licence] = frozenset()
    experience_years: int = 0
    is_hazardous: bool = False
    """Work that minors may not do (Regulations on Special Protection of Minor Workers, art. 3)."""
    has_housing: bool = False
    is_hardship_friendly: bool = False
    starts_on: date | None = None
    opened_on: date | None = None
    valid_until: date | None = None
    enterprise_credit: float = 1.0
    """0 to 1; 1 where nothing is known against the employer."""
    is_export: bool = False
    """Filled by organised labour export, at a place out of town."""


@dataclass(frozen=True, slots=True, kw_only=True)
class VacancyDraft:
    """What an employer has typed, before it may stand."""

    title: str
    headcount: int
    wage: Wage
    valid_until: date
    duties: str = ""
    starts_on: date | None = None
    insurance: frozenset[Insurance] = field(default_factory=frozenset)


def check_draft(draft: VacancyDraft, *, today: date, minimum: MinimumWage | None) -> None:
    """Refuse a draft that breaks a rule of DOMAIN §3; the refusal names the field.

    Raises TitleMissing, TitleTooLong, DutiesTooLong, HeadcountImplausible, StartPast, ValidityPast, ValidityTooLong,
    or a refusal of check_wage. Words that may not be advertised are not refused here: domain.advertisements finds them.
    """
    if not draft.title.strip():
        raise TitleMissing
    if len(draft.title) > LONGEST_TITLE:
        raise TitleTooLong(length=len(draft.title), most=LONGEST_TITLE)
    if len(draft.duties) > LONGEST_DUTIES:
        raise DutiesTooLong(length=len(draft.duties), most=LONGEST_DUTIES)
    if not 1 <= draft.headcount <= MOST_SEATS:
        raise HeadcountImplausible(headcount=draft.headcount, most=MOST_SEATS)
    check_wage(draft.wage, minimum=minimum)
    if draft.starts_on is not None and draft.starts_on < today:
        raise StartPast(starts_on=draft.starts_on, today=today)
    if draft.valid_until < today:
        raise ValidityPast(valid_until=draft.valid_until, today=today)
    if draft.valid_until > today + LONGEST_VALIDITY:
        raise ValidityTooLong(valid_until=draft.valid_until, latest=today + LONGEST_VALIDITY)


def check_transition(state: VacancyState, target: VacancyState) -> None:
    """Raises VacancyTransitionRefused unless the table allows the step."""
    if target not in VACANCY_TRANSITIONS[state]:
        raise VacancyTransitionRefused(state=state, target=target)
