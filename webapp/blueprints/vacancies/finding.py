"""A search as a page shows it, wherever it stands: on its own page or inside a zone."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from flask import current_app, url_for
from flask_login import current_user

from domain.query_log import QuerySource
from search import FavouredBy, QuestionInvalid, VacancySort
from webapp.blueprints.vacancies import words
from webapp.blueprints.vacancies.asking import NAMES, RADII, Asked, home_places, read_question
from webapp.blueprints.vacancies.filters import Group, filter_groups
from webapp.blueprints.vacancies.noting import note_answer
from webapp.blueprints.vacancies.saved import parameters_of
from webapp.calendar import today
from webapp.navigation import may
from webapp.parameters import BadParameter
from webapp.reads.alerts import find_search_by_fingerprint
from webapp.reads.personal import fits_of, home_of
from webapp.reads.vacancies import FoundVacancy, VacancyPage, find_vacancies
from webapp.reads.zone_reach import WHOLE
from webapp.services.alerts import fingerprint_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from werkzeug.datastructures import MultiDict

    from domain.fit import FitExplanation
    from reference.divisions import DivisionEntry
    from search import Favour
    from webapp.models import Zone
    from webapp.reads.zone_reach import ZonePart


@dataclass(frozen=True, slots=True, kw_only=True)
class Finder:
    """What was asked, what was found, and how to go on."""

    asked: Asked
    page: VacancyPage
    groups: list[Group]
    chips: list[tuple[str, str]]
    clear: str
    given_up: list[str]
    fits: Mapping[int, FitExplanation]
    """By the number of the vacancy, for a worker who is signed in and agreed to be matched; else nothing."""
    keep_address: str
    """Where this search is kept, by way of signing up for a visitor; empty where it asks for nothing, or who looks
    seeks no work.
    """
    kept_id: int | None
    """The number by which the worker who is signed in keeps it already."""
    has_home: bool = False
    """Where the worker who is signed in lives is known, so that the nearest can come first without asking."""
    radii: tuple[int, ...] = RADII

    @property
    def places(self) -> Sequence[DivisionEntry]:
        """The names of places that are offered while one types."""
        return home_places()

    @property
    def used(self) -> int:
        """How many filters are set."""
        return sum(group.is_used for group in self.groups)


def find(
    query: MultiDict[str, str],
    *,
    zone: Zone | None = None,
    part: ZonePart = WHOLE,
    favours: tuple[Favour, ...] = (),
    account_id: int | None = None,
) -> Finder:
    """Answer the question of an address, for the worker of an account if one is given. Raises BadParameter.

    Within a page that is ordered by relevance, what fits the worker better comes first, after what officials pinned.
    """
    home = None if account_id is None else home_of(account_id)
    asked = read_question(query, zone=zone.slug if zone else "", part=part, favours=favours, home=home)
    try:
        page = find_vacancies(asked.question, today=today(), zone=zone)
    except QuestionInvalid as refusal:
        raise BadParameter(NAMES.get(refusal.name, refusal.name)) from refusal
    source = QuerySource.ZONE if zone else QuerySource.PAGE
    note_answer(asked.question, engine=page.engine, total=page.total, relaxed=page.relaxed, source=source)
    numbers = [found.row.id for found in page.found]
    fits = {} if account_id is None else fits_of(account_id, numbers, today=today())
    if fits and asked.question.sort is VacancySort.RELEVANCE:
        pinned = {number for one in favours if one.by is FavouredBy.VACANCIES for number in one.values}
        order = sorted(page.found, key=lambda one: _against(one, fits.get(one.row.id)))
        fixed = [one for one in page.found if str(one.row.id) in pinned]
        page = replace(page, found=(*fixed, *(one for one in order if one not in fixed)))
    groups = filter_groups(asked, page)
    parameters = parameters_of(asked)
    kept = find_search_by_fingerprint(fingerprint_of(parameters), account_id=account_id) if account_id else None
    return Finder(
        asked=asked,
        page=page,
        groups=groups,
        chips=words.chips(asked, page, groups),
        clear=words.clear_address(asked),
        given_up=words.given_up(page.relaxed),
        fits=fits,
        keep_address=_keep_address(parameters),
        kept_id=kept.id if kept else None,
        has_home=home is not None,
    )


def _keep_address(parameters: str) -> str:
    if not parameters or not (may("alerts.new") or current_user.is_anonymous):
        return ""
    address = f"{url_for('alerts.new')}?{parameters}"
    return address if may("alerts.new") else url_for("accounts.sign_up_worker", next=address)


def _against(found: FoundVacancy, fit: FitExplanation | None) -> tuple[bool, float]:
    """What speaks against a vacancy, to sort by: a broken rule, then the lack of fit and what others would pay."""
    if fit is None:
        return False, 0.0
    return not fit.is_possible, current_app.config["SETTINGS"].competition_weight * found.row.price - fit.total
