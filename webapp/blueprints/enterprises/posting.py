"""Vacancies of an enterprise: posted in a minute, changed, paused, opened again, closed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import abort, current_app, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from domain.advertisements import Finding
from domain.errors import RuleBroken
from domain.vacancies import VacancyState
from domain.wages import check_wage, minimum_wage_on
from webapp.access import current_account
from webapp.blueprints.enterprises.forms import (
    ReopenForm,
    VacancyForm,
    copy_of,
    first_vacancy_of,
    next_vacancy_after,
    vacancy_as_it_is,
)
from webapp.blueprints.enterprises.routes import REFUSED, blueprint, own_enterprise
from webapp.calendar import today
from webapp.parameters import LARGEST_ID, BadParameter, member, page_number, whole_number
from webapp.reads.applications import count_received
from webapp.reads.vacancy_desk import brands_of, count_vacancies, find_last_vacancy, find_vacancy_of, vacancies_of
from webapp.services import vacancies
from webapp.transaction import transaction
from webapp.wording import explain, refusals_flashed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from flask.typing import ResponseReturnValue

    from domain.wages import MinimumWage
    from webapp.models import Vacancy


@blueprint.get("/enterprise/vacancies", endpoint="vacancies")
def list_vacancies() -> ResponseReturnValue:
    """All vacancies of the enterprise, or those in one state."""
    enterprise = own_enterprise()
    state = member(request.args, "state", VacancyState)
    page = page_number(request.args)
    return render_template(
        "enterprises/vacancies.html",
        enterprise=enterprise,
        found=vacancies_of(enterprise.id, state=state, page=page),
        counts=count_vacancies(enterprise.id),
        state=state,
        states=VacancyState,
    )


@blueprint.route("/enterprise/vacancies/new", methods=["GET", "POST"])
def new_vacancy() -> ResponseReturnValue:
    """A new vacancy, which is probably like the last one; or a copy of one."""
    enterprise = own_enterprise()
    copied = whole_number(request.args, "copy", least=1, most=LARGEST_ID)
    model = find_vacancy_of(copied, enterprise_id=enterprise.id) if copied else find_last_vacancy(enterprise.id)
    if copied and model is None:
        raise BadParameter("copy")
    if model is None:
        data = first_vacancy_of(enterprise, today=today())
    else:
        data = (copy_of if copied else next_vacancy_after)(model, today=today())
    form = VacancyForm(data=data)
    standing = model.insurance if model else None
    choice = form.offer(
        brands=brands_of(enterprise.id), standing=standing, elsewhere=model.division_code if model else ""
    )
    is_asking = "suggest" in request.form
    if not is_asking and form.validate_on_submit():
        try:
            with transaction():
                words = form.words(standing=standing)
                vacancies.check_new(enterprise, words)
                vacancy_id = vacancies.post(
                    enterprise,
                    words,
                    account_id=current_account().id,
                    today=today(),
                    minimum_wages=minimum_wages(),
                ).id
        except RuleBroken as refusal:
            form.refuse(refusal)
        else:
            return redirect(url_for("enterprises.vacancy", vacancy_id=vacancy_id))
    page = render_template(
        "enterprises/new_vacancy.html", form=form, choice=choice, enterprise=enterprise, minimum=_minimum_in_force()
    )
    return page, REFUSED if form.is_submitted() and not is_asking else 200


@blueprint.get("/enterprise/vacancies/<int:vacancy_id>")
def vacancy(vacancy_id: int) -> ResponseReturnValue:
    """One vacancy: its state, what was found in its words, and what may be done."""
    return _page(_own(vacancy_id), ReopenForm(formdata=None))


@blueprint.route("/enterprise/vacancies/<int:vacancy_id>/edit", methods=["GET", "POST"])
def edit_vacancy(vacancy_id: int) -> ResponseReturnValue:
    """Other words, numbers or days."""
    standing = _own(vacancy_id)
    if standing.state is VacancyState.CLOSED:
        abort(404)
    form = VacancyForm(data=vacancy_as_it_is(standing))
    choice = form.offer(
        brands=brands_of(standing.enterprise_id), standing=standing.insurance, elsewhere=standing.division_code
    )
    is_asking = "suggest" in request.form
    if not is_asking and form.validate_on_submit():
        try:
            with transaction():
                vacancies.change(
                    standing,
                    form.words(standing=standing.insurance),
                    account_id=current_account().id,
                    today=today(),
                    minimum_wages=minimum_wages(),
                    version=form.version.data,
                )
        except RuleBroken as refusal:
            form.refuse(refusal)
        else:
            flash(_("The vacancy is changed."))
            return redirect(url_for("enterprises.vacancy", vacancy_id=vacancy_id))
    page = render_template(
        "enterprises/edit_vacancy.html",
        form=form,
        choice=choice,
        vacancy=_own(vacancy_id),
        minimum=_minimum_in_force(),
    )
    return page, REFUSED if form.is_submitted() and not is_asking else 200


@blueprint.post("/enterprise/vacancies/<int:vacancy_id>/proposals")
def take_proposals(vacancy_id: int) -> ResponseReturnValue:
    """Take the neutral words that were proposed."""
    with refusals_flashed(), transaction():
        vacancies.take_proposals(
            _own(vacancy_id), account_id=current_account().id, today=today(), minimum_wages=minimum_wages()
        )
        flash(_("The proposed words are in place."))
    return redirect(url_for("enterprises.vacancy", vacancy_id=vacancy_id))


@blueprint.post("/enterprise/vacancies/<int:vacancy_id>/pause")
def pause_vacancy(vacancy_id: int) -> ResponseReturnValue:
    """Out of sight for a while."""
    with refusals_flashed(), transaction():
        vacancies.pause(_own(vacancy_id))
        flash(_("The vacancy is paused: nobody finds it until you open it again."))
    return redirect(url_for("enterprises.vacancy", vacancy_id=vacancy_id))


@blueprint.post("/enterprise/vacancies/<int:vacancy_id>/reopen")
def reopen_vacancy(vacancy_id: int) -> ResponseReturnValue:
    """Hire again, for more people if it was filled."""
    standing, form = _own(vacancy_id), ReopenForm()
    if form.validate_on_submit():
        try:
            with transaction():
                vacancies.reopen(
                    standing,
                    account_id=current_account().id,
                    today=today(),
                    minimum_wages=minimum_wages(),
                    more=max(form.more.data or 0, 0),
                    valid_until=form.valid_until.data,
                )
        except RuleBroken as refusal:
            form.refuse(refusal)
        else:
            return redirect(url_for("enterprises.vacancy", vacancy_id=vacancy_id))
    return _page(_own(vacancy_id), form), REFUSED


@blueprint.post("/enterprise/vacancies/<int:vacancy_id>/close")
def close_vacancy(vacancy_id: int) -> ResponseReturnValue:
    """The end of it."""
    with refusals_flashed(), transaction():
        vacancies.close(_own(vacancy_id))
        flash(_("The vacancy is closed. Please answer who has applied."))
    return redirect(url_for("enterprises.vacancy", vacancy_id=vacancy_id))


@blueprint.get("/enterprise/vacancies/wage")
def check_vacancy_wage() -> ResponseReturnValue:
    """What a wage that is being typed comes to a month, or what is wrong with it; a part of the form."""
    form = VacancyForm(request.args, meta={"csrf": False})
    refused = ""
    wage = None
    if form.wage_min.data is not None and form.wage_unit.data in form.wage_unit.offered():
        wage = form.wage()
        try:
            check_wage(wage, minimum=_minimum_in_force())
        except RuleBroken as refusal:
            refused = explain(refusal)
    return render_template("enterprises/wage.html", wage=wage, refused=refused)


def _page(standing: Vacancy, form: ReopenForm) -> str:
    return render_template(
        "enterprises/vacancy.html",
        vacancy=standing,
        findings=[Finding.from_row(row) for row in standing.findings],
        counts=count_received(standing.enterprise_id, vacancy_id=standing.id),
        form=form,
    )


def _own(vacancy_id: int) -> Vacancy:
    return find_vacancy_of(vacancy_id, enterprise_id=own_enterprise().id) or abort(404)


def minimum_wages() -> Sequence[MinimumWage]:
    """Those of the settings."""
    wages: Sequence[MinimumWage] = current_app.config["SETTINGS"].minimum_wages
    return wages


def _minimum_in_force() -> MinimumWage | None:
    return minimum_wage_on(today(), minimum_wages())
