"""The index of vacancies: what is known of each, and the terms and columns made of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from functools import cache, lru_cache
from itertools import chain

from domain.divisions import county_of, is_division_code
from domain.divisions import lineage as division_lineage
from domain.occupations import is_occupation_code
from domain.occupations import lineage as occupation_lineage
from domain.skills import Licence, SkillLevel
from domain.vacancies import EmploymentType, Insurance, Shift
from domain.wages import WageUnit, monthly_fen
from reference.occupations import occupations
from search import tuning
from search.analysis.pinyin import pinyin_of
from search.analysis.places import names_of
from search.analysis.text import fold, is_han, segments
from search.analysis.words import words
from search.clauses import HasBit
from search.indexes.documents import (
    CLOSED,
    OPEN,
    SHARED,
    Columns,
    Index,
    Kind,
    codes,
    days,
    long_text_column,
    shared_columns,
    text_columns,
)
from search.port import DocumentInvalid

HOUSING, MEALS, TRANSPORT, HARDSHIP = "housing", "meals", "transport", "hardship"
"""Benefits beside the insurances; the last says that people in hardship are welcome."""
CERTIFIED, LEADING = "certified", "leading"
STANDINGS = (CERTIFIED, LEADING)
"""How an employer may stand in the brand of a vacancy: it belongs to it and the brand is certified; it leads in it."""
NAMES_KEPT = 20_000
"""Names whose sounds are remembered: titles and employers come again and again."""
LONGEST_SOUNDED = 8
"""Longer names are not typed by their initials."""

COLUMNS = SHARED | {
    **{f"{name}": Kind.TERMS for name in ("title", "occupation", "brand", "skill", "enterprise", "address", "duties")},
    **{f"{name}_grams": Kind.GRAMS for name in ("title", "occupation", "brand", "skill", "enterprise", "address")},
    **dict.fromkeys(
        (
            "pinyin", "enterprise_id", "brand_ids", "zones", "divisions", "county", "occupations", "occupation_major",
            "occupation_middle", "wage_unit", "employment_type", "shift", "benefits", "export", "skill_level",
            "spare_bits", "industry", "standings",
        ),
        Kind.CODES,
    ),
    **dict.fromkeys(("monthly_min", "monthly_max", "valid_until", "skill_rank", "title_length", "spare"), Kind.WHOLE),
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class VacancyDocument:
    """A vacancy as search knows it. Everything but `id` and `title` may be left out."""

    id: str
    title: str
    occupation_code: str = ""
    enterprise_id: str = ""
    enterprise_name: str = ""
    brand_ids: tuple[str, ...] = ()
    brand_names: tuple[str, ...] = ()
    zones: tuple[str, ...] = ()
    """Slugs of the zones that show it."""
    industry: str = ""
    """The letter of the section of industry that its employer belongs to (GB/T 4754)."""
    standings: tuple[str, ...] = ()
    """How its employer stands in its brand: of STANDINGS."""
    duties: str = ""
    skills: tuple[str, ...] = ()
    division_code: str = ""
    address: str = ""
    latitude: float | None = None
    longitude: float | None = None
    wage_min_fen: int | None = None
    wage_max_fen: int | None = None
    wage_unit: WageUnit | None = None
    pieces_per_day: int | None = None
    employment_type: EmploymentType | None = None
    shift: Shift | None = None
    skill_level: SkillLevel | None = None
    licences: tuple[Licence, ...] = ()
    has_housing: bool = False
    has_meals: bool = False
    has_transport: bool = False
    insurance: tuple[Insurance, ...] = ()
    is_hardship_friendly: bool = False
    is_export: bool = False
    """Filled by organised labour export, at a place out of town."""
    headcount: int = 1
    published_at: datetime | None = None
    valid_until: date | None = None
    is_open: bool = True
    """A vacancy that is not open is found by nobody but its owner."""
    price: float = 0.0
    """The shadow price of last night's matching, 0 to 1: how contested the place is."""


def columns_of(document: VacancyDocument) -> Columns:
    """What an engine is given of a vacancy. Raises DocumentInvalid."""
    columns = shared_columns(document, state=OPEN if document.is_open else CLOSED, at=document.published_at)
    try:
        columns |= _text(document) | _place(document) | _occupation(document) | _wage(document) | _offer(document)
        columns |= _belonging(document)
    except ValueError as error:
        raise DocumentInvalid(id=document.id, reason=str(error)) from error
    return columns


def spare_columns(price: float) -> Columns:
    """One minus the price as a binary fraction: the number, and the bits that are set in it.

    An engine that can only add constants subtracts a price with the bits: each adds its share of the weight.
    """
    steps = (1 << tuning.PRICE_BITS) - 1
    spare = steps - round(min(max(price, 0.0), 1.0) * steps)
    bits = [str(bit) for bit in range(tuning.PRICE_BITS) if HasBit("spare", bit).is_set_in(spare)]
    return {"spare": spare, "spare_bits": bits}


def benefits_of(document: VacancyDocument) -> list[str]:
    """What comes with the wage, as codes."""
    flags = {
        HOUSING: document.has_housing,
        MEALS: document.has_meals,
        TRANSPORT: document.has_transport,
        HARDSHIP: document.is_hardship_friendly,
    }
    return [name for name, is_given in flags.items() if is_given] + [
        Insurance(item).value for item in document.insurance
    ]


def _belonging(document: VacancyDocument) -> Columns:
    return {
        "enterprise_id": codes((document.enterprise_id,)),
        "brand_ids": codes(document.brand_ids),
        "zones": codes(document.zones),
        "industry": codes((document.industry,)),
        "standings": codes(document.standings),
        "valid_until": days(document.valid_until),
        **spare_columns(document.price),
    }


def _text(document: VacancyDocument) -> Columns:
    names = document.title, document.enterprise_name, *document.brand_names
    return {
        **text_columns("title", (document.title,)),
        **text_columns("brand", tuple(document.brand_names)),
        **text_columns("skill", tuple(document.skills)),
        **text_columns("enterprise", (document.enterprise_name,)),
        **long_text_column("duties", document.duties),
        "title_length": len(fold(document.title)),
        "pinyin": list(dict.fromkeys(chain.from_iterable(map(_sounds, names)))),
    }


@lru_cache(maxsize=NAMES_KEPT)
def _sounds(name: str) -> tuple[str, ...]:
    """Full pinyin and initials of the words of a name, and of the name itself where it is short."""
    spoken = [word for word in words(name) if len(word) > 1 and is_han(word)]
    spoken += ["".join(part) for part in segments(fold(name)) if 1 < len(part) <= LONGEST_SOUNDED]
    return tuple(dict.fromkeys(sound for word in spoken for sound in pinyin_of(word)))


def _place(document: VacancyDocument) -> Columns:
    code = document.division_code
    if code and not is_division_code(code):
        raise ValueError(f"{code!r} is no division")
    return {
        "divisions": list(division_lineage(code)) if code else [""],
        "county": county_of(code) if code else "",
        **text_columns("address", (names_of(code) if code else "", document.address)),
    }


def _occupation(document: VacancyDocument) -> Columns:
    code = document.occupation_code
    if code and not is_occupation_code(code):
        raise ValueError(f"{code!r} is no occupation")
    chain = list(occupation_lineage(code)) if code else []
    return {
        "occupations": chain,
        "occupation_major": chain[0] if chain else "",
        "occupation_middle": chain[min(1, len(chain) - 1)] if chain else "",
        **text_columns("occupation", _names().get(code, ())),
    }


@cache
def _names() -> dict[str, tuple[str, ...]]:
    """Occupation to its official name and its aliases."""
    return {entry.code: (entry.name, *entry.aliases) for entry in occupations()}


def _wage(document: VacancyDocument) -> Columns:
    unit = None if document.wage_unit is None else WageUnit(document.wage_unit)
    low, high = document.wage_min_fen, document.wage_max_fen
    ends = [monthly_fen(end, unit or WageUnit.MONTH, document.pieces_per_day) for end in (low, high) if end is not None]
    return {
        "wage_unit": unit.value if unit else "",
        "monthly_min": min(ends, default=0),
        "monthly_max": max(ends, default=0),
    }


def _offer(document: VacancyDocument) -> Columns:
    level = SkillLevel.NONE if document.skill_level is None else SkillLevel(document.skill_level)
    for licence in document.licences:
        Licence(licence)
    return {
        "employment_type": "" if document.employment_type is None else EmploymentType(document.employment_type).value,
        "shift": "" if document.shift is None else Shift(document.shift).value,
        "benefits": benefits_of(document),
        "export": "yes" if document.is_export else "no",
        "skill_rank": int(level),
        "skill_level": str(int(level)),
    }


VACANCIES = Index(
    name="vacancies",
    document=VacancyDocument,
    columns=COLUMNS,
    make=columns_of,
    readers={
        "wage_unit": WageUnit,
        "employment_type": EmploymentType,
        "shift": Shift,
        "skill_level": SkillLevel,
        "licences": Licence,
        "insurance": Insurance,
        "published_at": datetime.fromisoformat,
        "valid_until": date.fromisoformat,
    },
)
