"""The parameters of the interface: one table, from which they are described and by which unknown ones are refused."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from domain.skills import SkillLevel
from domain.vacancies import EmploymentType, Insurance, Shift
from domain.wages import WageUnit
from search import VacancySort
from webapp.blueprints.vacancies.asking import DEEPEST_PAGE, FARTHEST, HIGHEST_WAGE, USUAL_RADIUS
from webapp.parameters import LARGEST_ID, BadParameter

if TYPE_CHECKING:
    from collections.abc import Iterable

    from werkzeug.datastructures import MultiDict

LARGEST_SIZE = 50
USUAL_SIZE = 20
MOST_SUGGESTED = 20
LONGEST_TEXT = 200
FLAG: dict[str, Any] = {"type": "string", "enum": ["0", "1"]}


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """A parameter of the query string."""

    name: str
    text: str
    schema: dict[str, Any] = field(default_factory=lambda: {"type": "string", "maxLength": LONGEST_TEXT})
    is_needed: bool = False

    @property
    def is_repeated(self) -> bool:
        """Whether it may stand several times."""
        return self.schema.get("type") == "array"


def _whole(least: int, most: int, **more: Any) -> dict[str, Any]:
    return {"type": "integer", "minimum": least, "maximum": most, **more}


def _one(members: Iterable[str]) -> dict[str, Any]:
    return {"type": "string", "enum": [str(member) for member in members]}


def _several(members: Iterable[str]) -> dict[str, Any]:
    return {"type": "array", "items": _one(members)}


_CODES: dict[str, Any] = {"type": "array", "items": {"type": "string", "pattern": "^[0-9-]+$"}}

VACANCIES = (
    Parameter(name="q", text="Words as people type them: titles, places, wages, benefits, pinyin."),
    Parameter(
        name="zone", text="Slug of a brand zone.", schema={"type": "string", "pattern": "^[a-z0-9-]+$", "maxLength": 80}
    ),
    Parameter(name="enterprise", text="Number of an enterprise.", schema=_whole(1, LARGEST_ID)),
    Parameter(name="division", text="GB/T 2260 codes; each stands for all within it.", schema=_CODES),
    Parameter(
        name="occupation", text="Codes of the national classification; each stands for all within it.", schema=_CODES
    ),
    Parameter(name="wage", text="Least monthly pay that must be reached, in yuan.", schema=_whole(0, HIGHEST_WAGE)),
    Parameter(name="wage_unit", text="How the wage is counted.", schema=_several(WageUnit)),
    Parameter(name="employment_type", text="Kinds of employment.", schema=_several(EmploymentType)),
    Parameter(name="shift", text="Working hours.", schema=_several(Shift)),
    Parameter(name="skill_level", text="Asks for no more than this level.", schema=_whole(0, int(max(SkillLevel)))),
    Parameter(name="insurance", text="Insured in all of these.", schema=_several(Insurance)),
    Parameter(name="housing", text="1: with housing.", schema=FLAG),
    Parameter(name="meals", text="1: with meals.", schema=FLAG),
    Parameter(name="transport", text="1: with transport to work.", schema=FLAG),
    Parameter(name="hardship", text="1: hardship groups welcome.", schema=FLAG),
    Parameter(name="export", text="1: out of town by organised labour export; 0: not.", schema=FLAG),
    Parameter(name="place", text="Name of a county or town to search around."),
    Parameter(name="at", text="Point to search around: latitude,longitude.", schema={"type": "string"}),
    Parameter(
        name="radius",
        text="Kilometres around the place or the point.",
        schema=_whole(1, FARTHEST, default=USUAL_RADIUS),
    ),
    Parameter(name="sort", text="Order of the answer.", schema=_one(VacancySort)),
    Parameter(name="page", text="Page, from 1.", schema=_whole(1, DEEPEST_PAGE, default=1)),
    Parameter(name="size", text="Vacancies on a page.", schema=_whole(1, LARGEST_SIZE, default=USUAL_SIZE)),
    Parameter(name="facets", text="1: also count what the answer could be narrowed to.", schema=FLAG),
)
SUGGEST = (
    Parameter(name="q", text="What was typed so far: characters, pinyin, initials, or mixed.", is_needed=True),
    Parameter(name="limit", text="Most suggestions.", schema=_whole(1, MOST_SUGGESTED, default=8)),
)
OCCUPATIONS = (
    Parameter(name="title", text="A job title as somebody wrote it.", is_needed=True),
    Parameter(name="limit", text="Most suggestions.", schema=_whole(1, MOST_SUGGESTED, default=5)),
)


def check_names(query: MultiDict[str, str], offered: tuple[Parameter, ...]) -> None:
    """Refuse by name what is unknown, missing, too long, or stands twice and may not. Raises BadParameter."""
    known = {parameter.name: parameter for parameter in offered}
    for name, values in query.lists():
        if name not in known or (len(values) > 1 and not known[name].is_repeated):
            raise BadParameter(name[:LONGEST_TEXT])
        if any(len(value) > LONGEST_TEXT for value in values):
            raise BadParameter(name)
    for parameter in offered:
        if parameter.is_needed and not query.get(parameter.name, "").strip():
            raise BadParameter(parameter.name)
