"""Vacancies: written by their enterprise, checked, opened, paused, refilled and closed; every wording is kept."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from sqlalchemy.orm.exc import StaleDataError

from domain.advertisements import check_advertisement, neutral_text
from domain.divisions import HOME_CITY, lies_within
from domain.enterprises import PlaceUnknown
from domain.skills import Licence, SkillLevel
from domain.vacancies import (
    EmploymentType,
    Insurance,
    OccupationMissing,
    SameVacancyStands,
    Shift,
    VacancyDraft,
    VacancyState,
    VacancyTransitionRefused,
    check_draft,
    check_transition,
    state_after_check,
    state_when_reopened,
)
from domain.wages import Wage, minimum_wage_on
from reference.divisions import division
from webapp.calendar import now
from webapp.extensions import db
from webapp.models import Vacancy, VacancyLicence, VacancyRevision, VacancySkill
from webapp.reads.occupations import is_occupation
from webapp.reads.vacancy_desk import brand_for, brands_of, standing_wordings, waiting_vacancies
from webapp.services import audit
from webapp.services.identifiers import contact_phone

if TYPE_CHECKING:
    from collections.abc import Sequence

    from domain.advertisements import Finding
    from domain.wages import MinimumWage
    from webapp.models import Enterprise

USUAL_VALIDITY = timedelta(days=60)
"""◇ How long a vacancy stands where nobody says otherwise."""


@dataclass(frozen=True, slots=True, kw_only=True)
class VacancyWords:
    """Everything that an enterprise says of a vacancy."""

    title: str
    occupation_code: str
    headcount: int
    wage: Wage
    division_code: str
    valid_until: date
    duties: str = ""
    pay_day: int | None = None
    employment_type: EmploymentType = EmploymentType.FULL_TIME
    shift: Shift = Shift.DAY
    address: str = ""
    has_housing: bool = False
    has_meals: bool = False
    has_transport: bool = False
    insurance: frozenset[Insurance] = frozenset()
    skill_level: SkillLevel = SkillLevel.NONE
    experience_years: int = 0
    skills: tuple[str, ...] = ()
    licences: frozenset[Licence] = frozenset()
    is_hazardous: bool = False
    is_hardship_friendly: bool = False
    starts_on: date | None = None
    contact_name: str = ""
    contact_phone: str = ""
    brand_id: int | None = None

    @property
    def essence(self) -> tuple[object, ...]:
        """Two vacancies of an enterprise that share it are the same vacancy, sent twice."""
        wage = (self.wage.min_fen, self.wage.max_fen, self.wage.unit)
        return (self.title, self.division_code, self.shift, self.headcount, *wage)

    @property
    def texts(self) -> dict[str, str]:
        """What people will read, by field: the advertisement."""
        return {"title": self.title, "duties": self.duties, "skills": "、".join(self.skills), "address": self.address}


def post(
    enterprise: Enterprise, words: VacancyWords, *, account_id: int, today: date, minimum_wages: Sequence[MinimumWage]
) -> Vacancy:
    """Keep a new vacancy; it opens at once if its wording is clean and the enterprise is verified.

    Raises a refusal of check_draft, OccupationMissing, PlaceUnknown or ContactPhoneInvalid.
    """
    check_words(words, today=today, minimum_wages=minimum_wages)
    findings = check_advertisement(words.texts)
    vacancy = Vacancy(enterprise_id=enterprise.id, seats_taken=0, created_at=now(), findings=[])
    _write(vacancy, words, enterprise)
    _stand(
        vacancy,
        state_after_check(
            None, is_clean=not findings, is_verified=enterprise.verified_at is not None, was_sent_back=False
        ),
        findings,
    )
    db.session.add(vacancy)
    _keep_wording(vacancy, words, account_id=account_id)
    return vacancy


def check_new(enterprise: Enterprise, words: VacancyWords) -> None:
    """Whether this was not sent before, as by a second tap on the button. Raises SameVacancyStands."""
    if words.essence in standing_wordings(enterprise.id):
        raise SameVacancyStands


def change(
    vacancy: Vacancy,
    words: VacancyWords,
    *,
    account_id: int,
    today: date,
    minimum_wages: Sequence[MinimumWage],
    version: int | None = None,
) -> None:
    """Keep a vacancy's new wording, which is checked like the first. `version` is the one that the page showed.

    `vacancy.enterprise`, skills and licences must be loaded. Raises what post raises, or VacancyTransitionRefused where
    the vacancy is closed or somebody else has changed it since.
    """
    if version is not None and version != vacancy.version:
        raise VacancyTransitionRefused(state=vacancy.state)
    findings = check_advertisement(words.texts)
    state = state_after_check(
        vacancy.state,
        is_clean=not findings,
        is_verified=vacancy.enterprise.verified_at is not None,
        was_sent_back=bool(vacancy.review_reason),
    )
    check_words(words, today=today, minimum_wages=minimum_wages, seats_taken=vacancy.seats_taken)
    _write(vacancy, words, vacancy.enterprise)
    _stand(vacancy, state, findings)
    _keep_wording(vacancy, words, account_id=account_id)


def take_proposals(vacancy: Vacancy, *, account_id: int, today: date, minimum_wages: Sequence[MinimumWage]) -> None:
    """Put the proposed words in the place of those that were found. Raises what change raises."""
    words = words_of(vacancy)
    findings = check_advertisement(words.texts)
    neutral = {
        field: neutral_text(text, [finding for finding in findings if finding.field == field])
        for field, text in words.texts.items()
    }
    words = replace(
        words,
        title=neutral["title"] or vacancy.occupation.name,
        duties=neutral["duties"],
        skills=tuple(word for word in neutral["skills"].split("、") if word),
        address=neutral["address"],
    )
    change(vacancy, words, account_id=account_id, today=today, minimum_wages=minimum_wages)


def pause(vacancy: Vacancy) -> None:
    """Take a vacancy out of sight for a while. Raises VacancyTransitionRefused."""
    _move(vacancy, VacancyState.PAUSED)


def close(vacancy: Vacancy) -> None:
    """End a vacancy for good; who has applied is still answered. Raises VacancyTransitionRefused."""
    _move(vacancy, VacancyState.CLOSED)


def reopen(
    vacancy: Vacancy,
    *,
    account_id: int,
    today: date,
    minimum_wages: Sequence[MinimumWage],
    more: int = 0,
    valid_until: date | None = None,
) -> None:
    """Hire again after a pause, the last day, or the last seat: for `more` people, until a new last day.

    `vacancy.enterprise`, skills and licences must be loaded. Raises VacancyTransitionRefused or a refusal of
    check_words. A vacancy that opens has room for one at least.
    """
    findings = check_advertisement(words_of(vacancy).texts)
    state = state_when_reopened(
        vacancy.state, is_clean=not findings, is_verified=vacancy.enterprise.verified_at is not None
    )
    last_day = valid_until or (vacancy.valid_until if vacancy.valid_until >= today else today + USUAL_VALIDITY)
    starts_on = vacancy.starts_on if vacancy.starts_on and vacancy.starts_on >= today else None
    headcount = max(vacancy.headcount + more, vacancy.seats_taken + 1)
    words = replace(words_of(vacancy), headcount=headcount, valid_until=last_day, starts_on=starts_on)
    check_words(words, today=today, minimum_wages=minimum_wages, seats_taken=vacancy.seats_taken)
    _write(vacancy, words, vacancy.enterprise)
    _stand(vacancy, state, findings)
    _keep_wording(vacancy, words, account_id=account_id)


def open_what_waits(enterprise: Enterprise, *, by_account_id: int, today: date) -> int:
    """Open what an enterprise prepared before it was verified and is clean, and say how many."""
    opened = 0
    for vacancy in waiting_vacancies(enterprise.id):
        if not vacancy.findings and not vacancy.review_reason and vacancy.valid_until >= today:
            _stand(vacancy, VacancyState.OPEN, ())
            audit.record("vacancy.open", vacancy, account_id=by_account_id, reason="verified")
            opened += 1
    return opened


def check_words(
    words: VacancyWords, *, today: date, minimum_wages: Sequence[MinimumWage], seats_taken: int = 0
) -> None:
    """Whether a vacancy may stand as it is worded, but for words that may not be advertised.

    The minimum wage is that of the city, for work in it. Raises a refusal of check_draft, OccupationMissing,
    PlaceUnknown or ContactPhoneInvalid.
    """
    is_here = lies_within(words.division_code, HOME_CITY)
    check_draft(
        VacancyDraft(
            title=words.title,
            headcount=words.headcount,
            wage=words.wage,
            valid_until=words.valid_until,
            duties=words.duties,
            starts_on=words.starts_on,
            insurance=words.insurance,
            seats_taken=seats_taken,
            address=words.address,
            pay_day=words.pay_day,
            experience_years=words.experience_years,
            skills=words.skills,
        ),
        today=today,
        minimum=minimum_wage_on(today, minimum_wages) if is_here else None,
    )
    if not is_occupation(words.occupation_code):
        raise OccupationMissing(code=words.occupation_code)
    try:
        division(words.division_code)
    except KeyError as error:
        raise PlaceUnknown(code=words.division_code) from error
    contact_phone(words.contact_phone)


def words_of(vacancy: Vacancy) -> VacancyWords:
    """What a vacancy says. Skills and licences must be loaded."""
    return VacancyWords(
        title=vacancy.title,
        occupation_code=vacancy.occupation_code,
        headcount=vacancy.headcount,
        wage=Wage(
            min_fen=vacancy.wage_min_fen,
            max_fen=vacancy.wage_max_fen,
            unit=vacancy.wage_unit,
            pieces_per_day=vacancy.pieces_per_day,
        ),
        division_code=vacancy.division_code,
        valid_until=vacancy.valid_until,
        duties=vacancy.duties,
        pay_day=vacancy.pay_day,
        employment_type=vacancy.employment_type,
        shift=vacancy.shift,
        address=vacancy.address,
        has_housing=vacancy.has_housing,
        has_meals=vacancy.has_meals,
        has_transport=vacancy.has_transport,
        insurance=vacancy.insurance,
        skill_level=vacancy.skill_level,
        experience_years=vacancy.experience_years,
        skills=tuple(item.skill for item in vacancy.skills),
        licences=frozenset(item.licence for item in vacancy.licences),
        is_hazardous=vacancy.is_hazardous,
        is_hardship_friendly=vacancy.is_hardship_friendly,
        starts_on=vacancy.starts_on,
        contact_name=vacancy.contact_name,
        contact_phone=vacancy.contact_phone,
        brand_id=vacancy.brand_id,
    )


def _write(vacancy: Vacancy, words: VacancyWords, enterprise: Enterprise) -> None:
    """Put the words into the row; the place is the enterprise's own point, or the middle of the town."""
    if vacancy.division_code != words.division_code:
        place = enterprise if enterprise.division_code == words.division_code else division(words.division_code)
        vacancy.division_code = words.division_code
        vacancy.latitude, vacancy.longitude = place.latitude, place.longitude
    for name in (
        "title",
        "occupation_code",
        "headcount",
        "valid_until",
        "duties",
        "pay_day",
        "employment_type",
        "shift",
        "address",
        "has_housing",
        "has_meals",
        "has_transport",
        "insurance",
        "skill_level",
        "experience_years",
        "is_hazardous",
        "is_hardship_friendly",
        "starts_on",
        "contact_name",
    ):
        setattr(vacancy, name, getattr(words, name))
    vacancy.contact_phone = contact_phone(words.contact_phone)
    vacancy.wage_min_fen, vacancy.wage_max_fen = words.wage.min_fen, words.wage.max_fen
    vacancy.wage_unit, vacancy.pieces_per_day = words.wage.unit, words.wage.pieces_per_day
    vacancy.monthly_min_fen, vacancy.monthly_max_fen = words.wage.monthly_min_fen, words.wage.monthly_max_fen
    vacancy.brand_id = _brand_id(words, enterprise)
    skills = {item.skill: item for item in vacancy.skills}
    vacancy.skills[:] = [skills.get(skill) or VacancySkill(skill=skill) for skill in words.skills]
    licences = {item.licence: item for item in vacancy.licences}
    vacancy.licences[:] = [
        licences.get(licence) or VacancyLicence(licence=licence) for licence in Licence if licence in words.licences
    ]
    vacancy.updated_at = now()


def _brand_id(words: VacancyWords, enterprise: Enterprise) -> int | None:
    """The brand that was chosen, if the enterprise belongs to it; else the one known for the occupation."""
    if words.brand_id is not None:
        return words.brand_id if words.brand_id in {brand.id for brand in brands_of(enterprise.id)} else None
    return brand_for(enterprise.id, words.occupation_code)


def _stand(vacancy: Vacancy, state: VacancyState, findings: Sequence[Finding]) -> None:
    vacancy.findings = [finding.as_row() for finding in findings]
    vacancy.state = state
    if state is VacancyState.OPEN and vacancy.opened_at is None:
        vacancy.opened_at = now()


def _move(vacancy: Vacancy, target: VacancyState) -> None:
    check_transition(vacancy.state, target)
    vacancy.state = target
    vacancy.updated_at = now()
    _store(vacancy)


def _keep_wording(vacancy: Vacancy, words: VacancyWords, *, account_id: int) -> None:
    """The advertisement as it stands from now on, kept beside the row (DOMAIN §3: three years and more)."""
    _store(vacancy)
    db.session.add(
        VacancyRevision(vacancy_id=vacancy.id, at=now(), account_id=account_id, content=_content(words, vacancy))
    )
    db.session.flush()


def _store(vacancy: Vacancy) -> None:
    """Write, and refuse where somebody else has changed the vacancy since it was read."""
    state = vacancy.state
    try:
        db.session.flush()
    except StaleDataError as error:
        raise VacancyTransitionRefused(state=state) from error


def _content(words: VacancyWords, vacancy: Vacancy) -> dict[str, Any]:
    return {
        "title": words.title,
        "occupation_code": words.occupation_code,
        "duties": words.duties,
        "headcount": words.headcount,
        "wage": [words.wage.min_fen, words.wage.max_fen, words.wage.unit, words.wage.pieces_per_day],
        "division_code": words.division_code,
        "address": words.address,
        "skills": list(words.skills),
        "licences": sorted(words.licences),
        "skill_level": int(words.skill_level),
        "experience_years": words.experience_years,
        "insurance": sorted(words.insurance),
        "benefits": [words.has_housing, words.has_meals, words.has_transport],
        "starts_on": words.starts_on.isoformat() if words.starts_on else None,
        "valid_until": words.valid_until.isoformat(),
        "state": vacancy.state,
    }
