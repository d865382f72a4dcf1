"""Advertisements to read: a queue, one of them with what was found, approved, or sent back with a reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from domain.advertisements import Finding
from domain.errors import RuleBroken
from domain.vacancies import VacancyState
from webapp.access import current_account
from webapp.calendar import today
from webapp.parameters import BadParameter, member, page_number
from webapp.reads.advertisements import REVIEWED, advertisements_in, find_advertisement, wordings_of
from webapp.services import advertisements
from webapp.transaction import transaction
from webapp.typed import clean_line
from webapp.wording import explain, refusals_flashed

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

    from webapp.models import Vacancy

blueprint = Blueprint("advertisements", __name__)

REFUSED = 422


@blueprint.get("/office/advertisements")
def index() -> ResponseReturnValue:
    """What waits, or what was sent back."""
    state = member(request.args, "state", VacancyState) or VacancyState.IN_REVIEW
    if state not in REVIEWED:
        raise BadParameter("state")
    page = page_number(request.args)
    return render_template(
        "advertisements/index.html",
        found=advertisements_in(_division(), state=state, page=page),
        state=state,
        states=(VacancyState.IN_REVIEW, VacancyState.REFUSED),
    )


@blueprint.get("/office/advertisements/<int:vacancy_id>")
def show(vacancy_id: int) -> ResponseReturnValue:
    """One advertisement: every word of it, what was found and by which law."""
    return _page(_advertisement(vacancy_id))


@blueprint.post("/office/advertisements/<int:vacancy_id>/approve")
def approve(vacancy_id: int) -> ResponseReturnValue:
    """It may stand."""
    with refusals_flashed(), transaction():
        advertisements.approve(_advertisement(vacancy_id), by_account_id=current_account().id, today=today())
        flash(_("The vacancy is open now."))
    return redirect(url_for("advertisements.index"))


@blueprint.post("/office/advertisements/<int:vacancy_id>/send-back")
def send_back(vacancy_id: int) -> ResponseReturnValue:
    """It has to change."""
    reason = clean_line(request.form.get("reason"))
    try:
        with transaction():
            advertisements.send_back(_advertisement(vacancy_id), reason=reason, by_account_id=current_account().id)
    except RuleBroken as refusal:
        return _page(_advertisement(vacancy_id), refused=explain(refusal), reason=reason), REFUSED
    flash(_("Sent back. The enterprise sees what has to change."))
    return redirect(url_for("advertisements.index"))


def _page(vacancy: Vacancy, *, refused: str = "", reason: str = "") -> str:
    return render_template(
        "advertisements/show.html",
        vacancy=vacancy,
        findings=[Finding.from_row(row) for row in vacancy.findings],
        wordings=wordings_of(vacancy.id),
        refused=refused,
        reason=reason,
    )


def _division() -> str:
    return current_account().division_code or abort(403)


def _advertisement(vacancy_id: int) -> Vacancy:
    return find_advertisement(vacancy_id, division_code=_division()) or abort(404)
