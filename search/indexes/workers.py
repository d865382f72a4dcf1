"""The index of worker profiles: what enterprises and officials may look for, and no contact."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from functools import cache

from domain.divisions import is_division_code
from domain.divisions import lineage as division_lineage
from domain.occupations import is_occupation_code
from domain.occupations import lineage as occupation_lineage
from domain.skills import Licence, SkillLevel, with_implied
from domain.vacancies import Shift
from domain.workers import Education
from reference.occupations import occupations
from search.analysis.places import names_of
from search.indexes.documents import (
    CLOSED,
    OPEN,
    SHARED,
    Columns,
    Index,
    Kind,
    codes,
    long_text_column,
    shared_columns,
    text_columns,
)
from search.port import DocumentInvalid

COLUMNS = SHARED | {
    **dict.fromkeys(("headline", "occupation", "skill", "address", "experience"), Kind.TERMS),
    **dict.fromkeys(("headline_grams", "occupation_grams", "skill_grams", "address_grams"), Kind.GRAMS),
    **dict.fromkeys(
        ("divisions", "occupations", "first_occupation", "licences", "education", "shifts", "out_of_town", "blocked"),
        Kind.CODES,
    ),
    **dict.fromkeys(("skill_rank", "experience_years", "birth_year", "wage_wanted", "available_from"), Kind.WHOLE),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkerDocument:
    """A profile as search knows it: no name, no phone, no hardship category, so that no hit can leak them."""

    id: str
    occupation_codes: tuple[str, ...] = ()
    """Wanted occupations, dearest first."""
    headline: str = ""
    """The worker's own words about their work."""
    experience: str = ""
    skills: tuple[str, ...] = ()
    skill_level: SkillLevel | None = None
    licences: tuple[Licence, ...] = ()
    education: Education | None = None
    experience_years: int = 0
    birth_year: int | None = None
    division_code: str = ""
    latitude: float | None = None
    longitude: float | None = None
    wage_wanted_fen: int | None = None
    """The lowest monthly wage that is acceptable, in fen."""
    shifts: tuple[Shift, ...] = ()
    goes_out_of_town: bool = False
    available_from: date | None = None
    updated_at: datetime | None = None
    is_findable: bool = False
    """The worker agreed that enterprises may find the profile."""
    blocked_enterprise_ids: tuple[str, ...] = ()


def columns_of(document: WorkerDocument) -> Columns:
    """What an engine is given of a profile. Raises DocumentInvalid."""
    columns = shared_columns(document, state=OPEN if document.is_findable else CLOSED, at=document.updated_at)
    try:
        columns |= _text(document) | _codes(document)
    except ValueError as error:
        raise DocumentInvalid(id=document.id, reason=str(error)) from error
    columns["experience_years"] = document.experience_years
    columns["birth_year"] = document.birth_year or 0
    columns["wage_wanted"] = document.wage_wanted_fen or 0
    columns["available_from"] = document.available_from.toordinal() if document.available_from else 0
    return columns


def _text(document: WorkerDocument) -> Columns:
    return {
        **text_columns("headline", (document.headline,)),
        **text_columns("occupation", tuple(_name(code) for code in document.occupation_codes)),
        **text_columns("skill", tuple(document.skills)),
        **text_columns("address", (names_of(document.division_code) if document.division_code else "",)),
        **long_text_column("experience", document.experience),
    }


@cache
def _name(code: str) -> str:
    return next((entry.name for entry in occupations() if entry.code == code), "")


def _codes(document: WorkerDocument) -> Columns:
    for code in document.occupation_codes:
        if not is_occupation_code(code):
            raise ValueError(f"{code!r} is no occupation")
    if document.division_code and not is_division_code(document.division_code):
        raise ValueError(f"{document.division_code!r} is no division")
    held = with_implied(frozenset(map(Licence, document.licences)))
    return {
        "divisions": list(division_lineage(document.division_code)) if document.division_code else [""],
        "occupations": sorted({step for code in document.occupation_codes for step in occupation_lineage(code)}),
        "first_occupation": document.occupation_codes[0] if document.occupation_codes else "",
        "licences": sorted(licence.value for licence in held),
        "skill_rank": 0 if document.skill_level is None else int(SkillLevel(document.skill_level)),
        "education": "" if document.education is None else Education(document.education).value,
        "shifts": [Shift(shift).value for shift in document.shifts],
        "out_of_town": "yes" if document.goes_out_of_town else "no",
        "blocked": codes(document.blocked_enterprise_ids),
    }


WORKERS = Index(
    name="workers",
    document=WorkerDocument,
    columns=COLUMNS,
    make=columns_of,
    readers={
        "skill_level": SkillLevel,
        "licences": Licence,
        "education": Education,
        "shifts": Shift,
        "available_from": date.fromisoformat,
        "updated_at": datetime.fromisoformat,
    },
)
