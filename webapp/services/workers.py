"""Worker profiles: written in three short steps, changed at any time; consents are kept, and can be withdrawn."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy.exc import IntegrityError

from domain.accounts import TERMS_VERSION
from domain.divisions import HOME_CITY, DivisionLevel, level_of, lies_within
from domain.skill_certificates import CertificateKind
from domain.skills import Licence, SkillLevel
from domain.workers import (
    CONSENT_VERSION,
    ConsentNeeded,
    ConsentPurpose,
    OccupationUnknown,
    ProfileStands,
    TownUnknown,
    check_abilities,
    check_birth_year,
    check_conditions,
    check_hardship,
    check_wage_wanted,
    check_wishes,
)
from reference.divisions import division
from webapp.calendar import now
from webapp.extensions import db
from webapp.models import (
    Certificate,
    Consent,
    Worker,
    WorkerDestination,
    WorkerOccupation,
    WorkerSkill,
)
from webapp.reads.occupations import is_occupation
from webapp.reads.workers import standing_consents
from webapp.services import duplicates

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from domain.vacancies import Shift
    from domain.workers import Education, HardshipCategory
    from reference.divisions import DivisionEntry
    from webapp.models import Account

COMMUTE_KM = 15.0
"""◇ What somebody who has not said would travel each day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wishes:
    """The first step: what somebody looks for, and where they live."""

    name: str
    birth_year: int
    occupations: tuple[str, ...]
    """Codes, dearest first."""
    division_code: str
    wage_wanted_fen: int = 0
    """A month; 0 where nothing is said."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Conditions:
    """The second step: where and when somebody would work."""

    commute_km: float
    shifts: frozenset[Shift]
    goes_out_of_town: bool = False
    destinations: frozenset[str] = frozenset()
    refused_destinations: frozenset[str] = frozenset()
    needs_housing: bool = False
    available_from: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Abilities:
    """The third step: what somebody can."""

    skills: tuple[str, ...] = ()
    skill_level: SkillLevel = SkillLevel.NONE
    licences: frozenset[Licence] = frozenset()
    education: Education | None = None
    experience_years: int = 0
    experience: str = ""
    headline: str = ""


def write_wishes(account: Account, worker: Worker | None, wishes: Wishes, *, today: date) -> Worker:
    """Keep the first step; the profile begins to exist with it. The terms were agreed to at sign-up.

    Raises a refusal of check_birth_year, check_wishes, check_wage_wanted, OccupationUnknown, TownUnknown or
    ProfileStands.
    """
    check_wishes_of(wishes, commute_km=worker.commute_km if worker else COMMUTE_KM, today=today)
    if worker is None:
        worker = Worker(
            account_id=account.id,
            phone=account.phone,
            created_at=now(),
            consents=[Consent(purpose=ConsentPurpose.TERMS, version=TERMS_VERSION, given_at=account.created_at)],
        )
        db.session.add(worker)
    account.name = wishes.name
    _write_wishes(worker, wishes)
    try:
        db.session.flush()
    except IntegrityError as error:
        raise ProfileStands from error
    duplicates.look_for(worker)
    return worker


def check_wishes_of(wishes: Wishes, *, commute_km: float = COMMUTE_KM, today: date) -> None:
    """Raises a refusal of check_birth_year, check_wishes, check_wage_wanted, OccupationUnknown or TownUnknown."""
    check_birth_year(wishes.birth_year, today=today)
    check_wishes(occupations=wishes.occupations, commute_km=commute_km)
    unknown = [code for code in wishes.occupations if not is_occupation(code)]
    if unknown:
        raise OccupationUnknown(codes=unknown)
    _town(wishes.division_code)
    check_wage_wanted(wishes.wage_wanted_fen)


def enter(wishes: Wishes, *, phone: str, consents: list[Consent], today: date) -> Worker:
    """Begin the profile of somebody who has no account, as an official does. Raises a refusal of check_wishes_of."""
    check_wishes_of(wishes, today=today)
    worker = Worker(
        phone=phone, created_at=now(), consents=consents, skills=[], certificates=[], pictures=[], destinations=[]
    )
    db.session.add(worker)
    _write_wishes(worker, wishes)
    db.session.flush()
    return worker


def write_conditions(worker: Worker, conditions: Conditions, *, today: date) -> None:
    """Keep the second step. Occupations and destinations must be loaded.

    Raises CommuteImplausible, TownUnknown or a refusal of check_conditions.
    """
    check_wishes(
        occupations=tuple(item.occupation_code for item in worker.occupations), commute_km=conditions.commute_km
    )
    check_conditions(
        shifts=conditions.shifts,
        available_from=conditions.available_from,
        destinations=conditions.destinations,
        refused_destinations=conditions.refused_destinations,
        today=today,
    )
    worker.commute_km = conditions.commute_km
    worker.shifts = conditions.shifts
    worker.goes_out_of_town = conditions.goes_out_of_town
    worker.needs_housing = conditions.needs_housing
    worker.available_from = conditions.available_from
    worker.updated_at = now()
    wanted = dict.fromkeys(conditions.destinations, False) | dict.fromkeys(conditions.refused_destinations, True)
    for item in list(worker.destinations):
        if item.division_code not in wanted:
            worker.destinations.remove(item)
        else:
            item.is_refused = wanted.pop(item.division_code)
    for code, is_refused in sorted(wanted.items()):
        worker.destinations.append(WorkerDestination(division_code=_away(code).code, is_refused=is_refused))
    db.session.flush()


def write_abilities(worker: Worker, abilities: Abilities) -> None:
    """Keep the third step. Skills and certificates must be loaded. Raises a refusal of check_abilities."""
    check_abilities(
        skills=abilities.skills,
        experience_years=abilities.experience_years,
        experience=abilities.experience,
        headline=abilities.headline,
    )
    worker.skill_level = abilities.skill_level
    worker.education = abilities.education
    worker.experience_years = abilities.experience_years
    worker.experience = abilities.experience
    worker.headline = abilities.headline
    worker.updated_at = now()
    skills = {item.skill: item for item in worker.skills}
    worker.skills[:] = [skills.get(skill) or WorkerSkill(skill=skill) for skill in abilities.skills]
    kept = [item for item in worker.certificates if item.licence is None or item.licence in abilities.licences]
    worker.certificates[:] = kept
    held = {item.licence for item in worker.certificates}
    worker.certificates.extend(
        Certificate(kind=CertificateKind.LICENCE, name="", licence=licence)
        for licence in Licence
        if licence in abilities.licences - held
    )
    db.session.flush()


def write_consents(worker: Worker, agreed: Iterable[ConsentPurpose], *, hardship: HardshipCategory | None) -> None:
    """Keep what a worker agrees to from now on; what was agreed to before and is no more stays as history.

    The consent to keep an identity number stands and falls with the number (services.identities). Without the consent
    to keep it, a hardship category is forgotten. Consents must be loaded. Raises ConsentNeeded or HardshipNeedsConsent.
    """
    agreed = frozenset(agreed)
    if ConsentPurpose.TERMS not in agreed:
        raise ConsentNeeded
    check_hardship(hardship, agrees=ConsentPurpose.SENSITIVE in agreed)
    standing = standing_consents(worker)
    at = now()
    for consent in worker.consents:
        if consent.withdrawn_at is None and consent.purpose not in agreed | {ConsentPurpose.IDENTITY}:
            consent.withdrawn_at = at
    worker.consents.extend(
        Consent(purpose=purpose, version=CONSENT_VERSION, given_at=at)
        for purpose in ConsentPurpose
        if purpose in agreed - standing
    )
    worker.hardship = hardship
    if hardship is None:
        worker.hardship_valid_until = None
    worker.updated_at = at
    db.session.flush()


def set_looking(worker: Worker, *, is_looking: bool) -> None:
    """Whether somebody looks for work; who does not is neither found nor matched."""
    worker.is_looking = is_looking
    worker.updated_at = now()
    db.session.flush()


def _town(code: str) -> DivisionEntry:
    """Where somebody lives: a county of the city, or a town in one."""
    if code == HOME_CITY or not lies_within(code, HOME_CITY):
        raise TownUnknown(code=code)
    try:
        return division(code)
    except KeyError as error:
        raise TownUnknown(code=code) from error


def _away(code: str) -> DivisionEntry:
    """A place out of town: a province or another city."""
    try:
        place = division(code)
    except KeyError as error:
        raise TownUnknown(code=code) from error
    if level_of(code) not in {DivisionLevel.PROVINCE, DivisionLevel.CITY} or code == HOME_CITY:
        raise TownUnknown(code=code)
    return place


def _write_wishes(worker: Worker, wishes: Wishes) -> None:
    town = _town(wishes.division_code)
    worker.name, worker.birth_year = wishes.name, wishes.birth_year
    if worker.division_code != town.code:
        worker.division_code = town.code
        worker.latitude, worker.longitude = town.latitude, town.longitude
    worker.wage_wanted_fen = wishes.wage_wanted_fen
    worker.updated_at = now()
    _write_occupations(worker, wishes.occupations)


def _write_occupations(worker: Worker, codes: tuple[str, ...]) -> None:
    standing = {item.occupation_code: item for item in worker.occupations}
    for code, item in standing.items():
        if code not in codes:
            worker.occupations.remove(item)
    for rank, code in enumerate(codes):
        if code in standing:
            standing[code].rank = rank
        else:
            worker.occupations.append(WorkerOccupation(occupation_code=code, rank=rank))
