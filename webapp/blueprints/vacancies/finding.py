"""A search as a page shows it, wherever it stands: on its own page or inside a zone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from search import QuestionInvalid
from webapp.blueprints.vacancies import filters
from webapp.blueprints.vacancies.asking import NAMES, RADII, Asked, home_places, read_question
from webapp.calendar import today
from webapp.parameters import BadParameter
from webapp.reads.vacancies import VacancyPage, find_vacancies

if TYPE_CHECKING:
    from collections.abc import Sequence

    from werkzeug.datastructures import MultiDict

    from reference.divisions import DivisionEntry


@dataclass(frozen=True, slots=True, kw_only=True)
class Finder:
    """What was asked, what was found, and how to go on."""

    asked: Asked
    page: VacancyPage
    groups: list[filters.Group]
    chips: list[tuple[str, str]]
    clear: str
    given_up: list[str]
    radii: tuple[int, ...] = RADII

    @property
    def places(self) -> Sequence[DivisionEntry]:
        """The names of places that are offered while one types."""
        return home_places()

    @property
    def used(self) -> int:
        """How many filters are set."""
        return sum(group.is_used for group in self.groups)


def find(query: MultiDict[str, str], *, zone: str = "") -> Finder:
    """Answer the question of an address. Raises BadParameter."""
    asked = read_question(query, zone=zone)
    try:
        page = find_vacancies(asked.question, today=today())
    except QuestionInvalid as refusal:
        raise BadParameter(NAMES.get(refusal.name, refusal.name)) from refusal
    groups = filters.filter_groups(asked, page)
    return Finder(
        asked=asked,
        page=page,
        groups=groups,
        chips=filters.chips(asked, page, groups),
        clear=filters.clear_address(asked),
        given_up=filters.given_up(page.relaxed),
    )
