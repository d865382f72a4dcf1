"""Who fits a vacancy: ranked, with reasons, and without any way to call."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import abort, current_app, render_template, request

from domain.vacancies import VacancyState
from webapp.blueprints.enterprises.routes import blueprint, own_enterprise
from webapp.calendar import today
from webapp.parameters import flag, page_number
from webapp.reads.candidates import CandidatePage, find_candidates
from webapp.reads.vacancy_desk import find_vacancy_of

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

REASONS_SHOWN = 5


@blueprint.get("/enterprise/vacancies/<int:vacancy_id>/candidates")
def candidates(vacancy_id: int) -> ResponseReturnValue:
    """The fitting people, in the order of the night's plan or by how well they fit; only for a verified enterprise."""
    enterprise = own_enterprise()
    vacancy = find_vacancy_of(vacancy_id, enterprise_id=enterprise.id) or abort(404)
    page = page_number(request.args)
    is_by_fit = flag(request.args, "by_fit")
    is_verified = enterprise.verified_at is not None
    found = (
        find_candidates(
            vacancy,
            today=today(),
            page=page,
            competition_weight=0.0 if is_by_fit else current_app.config["SETTINGS"].competition_weight,
        )
        if is_verified
        else CandidatePage(candidates=(), total=0, page=1, pages=1)
    )
    return render_template(
        "enterprises/candidates.html",
        vacancy=vacancy,
        found=found,
        is_verified=is_verified,
        is_by_fit=is_by_fit,
        is_open=vacancy.state is VacancyState.OPEN and vacancy.valid_until >= today(),
        reasons_shown=REASONS_SHOWN,
    )
