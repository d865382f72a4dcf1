"""Searching vacancies, and reading one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, abort, render_template, request

from domain.vacancies import Insurance, VacancyState
from webapp.blueprints.vacancies.finding import find
from webapp.blueprints.vacancies.posting import posting
from webapp.calendar import today
from webapp.reads.vacancies import CONTESTED, count_open_of, find_public_vacancy, find_zone_of, similar_vacancies

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

blueprint = Blueprint("vacancies", __name__)


@blueprint.get("/vacancies")
def index() -> ResponseReturnValue:
    """Search all vacancies of the city."""
    return render_template("vacancies/index.html", finder=find(request.args))


@blueprint.get("/vacancies/<int:vacancy_id>")
def show(vacancy_id: int) -> ResponseReturnValue:
    """One vacancy. A closed one says so; it was public, and somebody kept the address."""
    vacancy = find_public_vacancy(vacancy_id)
    if vacancy is None:
        abort(404)
    is_open = vacancy.state is VacancyState.OPEN and vacancy.valid_until >= today()
    return render_template(
        "vacancies/show.html",
        vacancy=vacancy,
        is_open=is_open,
        zone=find_zone_of(vacancy),
        similar=similar_vacancies(vacancy, today=today()),
        others=count_open_of(vacancy.enterprise_id, today=today()) - is_open,
        contested=CONTESTED,
        insurances=tuple(Insurance),
        posting=posting(vacancy) if is_open else None,
    )
