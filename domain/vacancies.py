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
LONGEST_ADDRESS = 200
LONGEST_REASON = 300
MOST_SKILLS = 12
LONGEST_SKILL = 20
LONGEST_MONTH = 31
LONGEST_EXPERIENCE = 40
"""Years; nobody has worked longer in one trade."""
MOST_PIECES = 100_000
FARTHEST_START = timedelta(days=366)
"""◇ Work that begins later than in a year is a slip in the year."""


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
    VacancyState.PAUSED: frozenset(
        {VacancyState.IN_REVIEW, VacancyState.OPEN, VacancyState.EXPIRED, VacancyState.CLOSED}
    ),
    VacancyState.FILLED: frozenset({VacancyState.IN_REVIEW, VacancyState.OPEN, VacancyState.CLOSED}),
    VacancyState.EXPIRED: frozenset({VacancyState.IN_REVIEW, VacancyState.OPEN, VacancyState.CLOSED}),
    VacancyState.REFUSED: frozenset({VacancyState.IN_REVIEW, VacancyState.CLOSED}),
    VacancyState.CLOSED: frozenset(),
}
"""From each state, the states it may go to. A refused advertisement is reviewed again after it was changed."""

STANDING = frozenset({VacancyState.PAUSED, VacancyState.FILLED, VacancyState.EXPIRED})
"""These are not shown to anybody who looks for work; their wording is checked when they open again."""


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


class HeadcountBelowTaken(RuleBroken):
    """A vacancy asks for fewer people than have accepted its offers."""

    field = "headcount"


class AddressTooLong(RuleBroken):
    """An address is longer than an envelope is wide."""

    field = "address"


class PiecesImplausible(RuleBroken):
    """A day brings more pieces than anybody makes."""

    field = "pieces_per_day"


class PayDayImplausible(RuleBroken):
    """A month has no such day."""

    field = "pay_day"


class ExperienceImplausible(RuleBroken):
    """A vacancy asks for more years than a working life has."""

    field = "experience_years"


class TooManySkills(RuleBroken):
    """A vacancy names more skills than anybody reads."""

    field = "skills"


class SkillTooLong(RuleBroken):
    """A skill is a sentence instead of a word."""

    field = "skills"


class StartTooFar(RuleBroken):
    """Work would begin later than in a year."""

    field = "starts_on"


class OccupationMissing(RuleBroken):
    """A vacancy has no occupation, so that nobody finds it by one."""

    field = "occupation_code"


class SameVacancyStands(RuleBroken):
    """The enterprise has this very vacancy already: the same title, place, hours, wage and number of people."""

    field = "title"


class ReviewReasonMissing(RuleBroken):
    """An official sends an advertisement back without a reason."""

    field = "reason"


class ReviewReasonTooLong(RuleBroken):
    """A reason is longer than its line."""

    field = "reason"


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
    seats_taken: int = 0
    address: str = ""
    pay_day: int | None = None
    experience_years: int = 0
    skills: tuple[str, ...] = ()


def check_draft(draft: VacancyDraft, *, today: date, minimum: MinimumWage | None) -> None:
    """Refuse a draft that breaks a rule of DOMAIN §3; the refusal names the field.

    Raises a refusal of check_wording, check_seats, check_wage, check_asking or check_days, in this order. Words that
    may not be advertised are not refused here: domain.advertisements finds them.
    """
    check_wording(draft)
    check_seats(draft)
    if draft.wage.pieces_per_day is not None and not 0 <= draft.wage.pieces_per_day <= MOST_PIECES:
        raise PiecesImplausible(most=MOST_PIECES)
    check_wage(draft.wage, minimum=minimum)
    check_asking(draft)
    check_days(draft, today=today)


def check_wording(draft: VacancyDraft) -> None:
    """Raises TitleMissing, TitleTooLong, DutiesTooLong or AddressTooLong."""
    if not draft.title.strip():
        raise TitleMissing
    if len(draft.title) > LONGEST_TITLE:
        raise TitleTooLong(length=len(draft.title), most=LONGEST_TITLE)
    if len(draft.duties) > LONGEST_DUTIES:
        raise DutiesTooLong(length=len(draft.duties), most=LONGEST_DUTIES)
    if len(draft.address) > LONGEST_ADDRESS:
        raise AddressTooLong(length=len(draft.address), most=LONGEST_ADDRESS)


def check_seats(draft: VacancyDraft) -> None:
    """Raises HeadcountImplausible or HeadcountBelowTaken."""
    if not 1 <= draft.headcount <= MOST_SEATS:
        raise HeadcountImplausible(headcount=draft.headcount, most=MOST_SEATS)
    if draft.headcount < draft.seats_taken:
        raise HeadcountBelowTaken(headcount=draft.headcount, taken=draft.seats_taken)


def check_asking(draft: VacancyDraft) -> None:
    """Raises PayDayImplausible, ExperienceImplausible, TooManySkills or SkillTooLong."""
    if draft.pay_day is not None and not 1 <= draft.pay_day <= LONGEST_MONTH:
        raise PayDayImplausible(most=LONGEST_MONTH)
    if not 0 <= draft.experience_years <= LONGEST_EXPERIENCE:
        raise ExperienceImplausible(most=LONGEST_EXPERIENCE)
    if len(draft.skills) > MOST_SKILLS:
        raise TooManySkills(count=len(draft.skills), most=MOST_SKILLS)
    too_long = next((skill for skill in draft.skills if len(skill) > LONGEST_SKILL), None)
    if too_long is not None:
        raise SkillTooLong(skill=too_long[:LONGEST_SKILL], most=LONGEST_SKILL)


def check_days(draft: VacancyDraft, *, today: date) -> None:
    """Raises StartPast, StartTooFar, ValidityPast or ValidityTooLong."""
    if draft.starts_on is not None and draft.starts_on < today:
        raise StartPast(starts_on=draft.starts_on, today=today)
    if draft.starts_on is not None and draft.starts_on > today + FARTHEST_START:
        raise StartTooFar(starts_on=draft.starts_on, latest=today + FARTHEST_START)
    if draft.valid_until < today:
        raise ValidityPast(valid_until=draft.valid_until, today=today)
    if draft.valid_until > today + LONGEST_VALIDITY:
        raise ValidityTooLong(valid_until=draft.valid_until, latest=today + LONGEST_VALIDITY)


def check_transition(state: VacancyState, target: VacancyState) -> None:
    """Raises VacancyTransitionRefused unless the table allows the step."""
    if target not in VACANCY_TRANSITIONS[state]:
        raise VacancyTransitionRefused(state=state, target=target)


def state_after_check(
    state: VacancyState | None, *, is_clean: bool, is_verified: bool, was_sent_back: bool
) -> VacancyState:
    """Where a vacancy stands after its wording was written (None: for the first time) and checked.

    A clean one of a verified enterprise opens at once. What was found, or was sent back before, waits for an official;
    what an unverified enterprise prepares waits for the enterprise to be seen. Raises VacancyTransitionRefused where
    the vacancy is closed.
    """
    if state is VacancyState.CLOSED:
        raise VacancyTransitionRefused(state=state, target=VacancyState.OPEN)
    if state in STANDING:
        return state
    if state is VacancyState.OPEN and is_clean:
        return state
    may_open = is_clean and is_verified and not was_sent_back and state is not VacancyState.REFUSED
    return VacancyState.OPEN if may_open else VacancyState.IN_REVIEW


def state_when_reopened(state: VacancyState, *, is_clean: bool, is_verified: bool) -> VacancyState:
    """Where a vacancy goes whose enterprise wants to hire again. Raises VacancyTransitionRefused."""
    if state not in STANDING:
        raise VacancyTransitionRefused(state=state, target=VacancyState.OPEN)
    target = VacancyState.OPEN if is_clean and is_verified else VacancyState.IN_REVIEW
    check_transition(state, target)
    return target


def check_sending_back(state: VacancyState, reason: str) -> None:
    """Raises VacancyTransitionRefused, ReviewReasonMissing or ReviewReasonTooLong."""
    check_transition(state, VacancyState.REFUSED)
    if not reason.strip():
        raise ReviewReasonMissing
    if len(reason) > LONGEST_REASON:
        raise ReviewReasonTooLong(length=len(reason), most=LONGEST_REASON)
