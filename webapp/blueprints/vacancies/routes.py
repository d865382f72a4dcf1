"""Searching vacancies, and reading one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, abort, render_template, request
from flask_babel import lazy_gettext as _

from domain.vacancies import Insurance, VacancyState
from search.suggestions import SuggestionKind
from webapp.access import worker_account_id
from webapp.blueprints.vacancies.finding import find
from webapp.blueprints.vacancies.noting import note_opened, note_opened_in_zone
from webapp.blueprints.vacancies.posting import posting
from webapp.calendar import today
from webapp.reads.personal import find_live_application_of, fits_of
from webapp.reads.suggestions import suggest
from webapp.reads.vacancies import CONTESTED, count_open_of, find_public_vacancy, find_zone_of, similar_vacancies

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

blueprint = Blueprint("vacancies", __name__)

SUGGESTIONS = 7
KINDS = {
    SuggestionKind.OCCUPATION: _("Occupation"),
    SuggestionKind.BRAND: _("Brand"),
    SuggestionKind.EMPLOYER: _("Employer"),
    SuggestionKind.PLACE: _("Where"),
    SuggestionKind.SKILL: _("Skill"),
}


@blueprint.get("/vacancies")
def index() -> ResponseReturnValue:
    """Search all vacancies of the city."""
    return render_template("vacancies/index.html", finder=find(request.args, account_id=worker_account_id()))


@blueprint.get("/vacancies/suggestions")
def suggestions() -> ResponseReturnValue:
    """What may be meant by what was typed so far, for the box in which one types."""
    found = suggest(request.args.get("q", ""), limit=SUGGESTIONS)
    named = [{"value": one.id, "label": one.completed, "note": str(KINDS[one.kind])} for one in found]
    return {"suggestions": named}


@blueprint.get("/vacancies/<int:vacancy_id>")
def show(vacancy_id: int) -> ResponseReturnValue:
    """One vacancy. A closed one says so; it was public, and somebody kept the address."""
    vacancy = find_public_vacancy(vacancy_id)
    if vacancy is None:
        abort(404)
    is_open = vacancy.state is VacancyState.OPEN and vacancy.valid_until >= today()
    account_id = worker_account_id()
    fits = fits_of(account_id, [vacancy.id], today=today()) if account_id is not None and is_open else {}
    return render_template(
        "vacancies/show.html",
        vacancy=vacancy,
        is_open=is_open,
        zone=find_zone_of(vacancy),
        similar=similar_vacancies(vacancy, today=today()),
        others=count_open_of(vacancy.enterprise_id, today=today()) - is_open,
        fit=fits.get(vacancy.id),
        application=find_live_application_of(account_id, vacancy.id) if account_id is not None else None,
        contested=CONTESTED,
        insurances=tuple(Insurance),
        posting=posting(vacancy) if is_open else None,
        asked=note_opened(),
        from_zone=note_opened_in_zone(),
    )
