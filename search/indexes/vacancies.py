"""The index of vacancies: what is known of each, and the terms and columns made of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date, datetime

    from domain.skills import Licence, SkillLevel
    from domain.vacancies import EmploymentType, Insurance, Shift
    from domain.wages import WageUnit


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
