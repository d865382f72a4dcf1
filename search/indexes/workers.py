"""The index of worker profiles: what enterprises and officials may look for, and no contact."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date, datetime

    from domain.skills import Licence, SkillLevel
    from domain.vacancies import Shift
    from domain.workers import Education


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
