"""Tables of vacancies: what the cells of a row say, as the words of a vacancy."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask_babel import gettext as _

from domain.skills import SkillLevel
from domain.vacancies import EmploymentType, Shift
from domain.wages import Wage, WageUnit
from webapp.blueprints.enterprises.columns import COLUMNS
from webapp.places import towns
from webapp.reads.occupations import is_occupation, suggest_occupations
from webapp.services.vacancies import USUAL_VALIDITY, VacancyWords
from webapp.sheets import Table

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from webapp.models import Enterprise

TABLE = Table(
    name=lambda: _("Vacancies"),
    columns=COLUMNS,
    titled_by="title",
    about={"occupation_code": "occupation"},
    places=lambda: [name for group in towns().values() for _code, name in group],
)


def words_of(enterprise: Enterprise, *, today: date) -> Callable[[dict[str, Any]], VacancyWords]:
    """Makes a vacancy of an enterprise of what the cells of a row say; what they leave out is as usual."""

    def words(values: dict[str, Any]) -> VacancyWords:
        occupation = values.pop("occupation", "")
        lowest = values.pop("wage_min")
        wage = Wage(
            min_fen=lowest,
            max_fen=values.pop("wage_max", lowest),
            unit=values.pop("wage_unit", WageUnit.MONTH),
            pieces_per_day=values.pop("pieces_per_day", None),
        )
        usual: dict[str, Any] = {
            "division_code": enterprise.division_code,
            "address": "" if "division_code" in values else enterprise.address,
            "valid_until": today + USUAL_VALIDITY,
            "employment_type": EmploymentType.FULL_TIME,
            "shift": Shift.DAY,
            "skill_level": SkillLevel.NONE,
            "contact_name": enterprise.contact_name,
            "contact_phone": enterprise.contact_phone,
        }
        return VacancyWords(occupation_code=_occupation(occupation, values["title"]), wage=wage, **usual | values)

    return words


def _occupation(named: str, title: str) -> str:
    """The code that was typed, or the likeliest of the name or the title; empty where nothing is likely."""
    if is_occupation(named):
        return named
    found = suggest_occupations(named or title, limit=1)
    return found[0].code if found else ""
