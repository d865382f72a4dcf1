"""What may be asked of the index of vacancies."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from domain.places import Point
    from domain.skills import SkillLevel
    from domain.vacancies import EmploymentType, Insurance, Shift
    from domain.wages import WageUnit

PAGE_SIZE = 20


class VacancySort(StrEnum):
    """How hits are ordered."""

    RELEVANCE = "relevance"
    NEWEST = "newest"
    NEAREST = "nearest"
    WAGE = "wage"


@dataclass(frozen=True, slots=True, kw_only=True)
class VacancyQuestion:
    """A search for vacancies. Values within one tuple are alternatives; different fields must all hold."""

    text: str = ""
    zone: str = ""
    brand: str = ""
    enterprise: str = ""
    divisions: tuple[str, ...] = ()
    """Each stands for itself and everything within it."""
    occupations: tuple[str, ...] = ()
    """Codes of occupations or groups; each stands for everything within it."""
    monthly_wage_min_fen: int | None = None
    """The wage must reach this, as a month's pay."""
    wage_units: tuple[WageUnit, ...] = ()
    employment_types: tuple[EmploymentType, ...] = ()
    shifts: tuple[Shift, ...] = ()
    skill_level_at_most: SkillLevel | None = None
    """Vacancies that ask for no more than this."""
    insurance: tuple[Insurance, ...] = ()
    """All of these."""
    has_housing: bool = False
    has_meals: bool = False
    has_transport: bool = False
    is_hardship_friendly: bool = False
    is_export: bool | None = None
    near: Point | None = None
    radius_km: float | None = None
    sort: VacancySort = VacancySort.RELEVANCE
    page: int = 1
    size: int = PAGE_SIZE
    after: str = ""
    """A cursor from the page before (`Hits.next_after`); takes the place of `page`."""
    with_facets: bool = True
