"""Contests on the desk of the city: drafted, called, given a jury, and their results published."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import abort, flash, redirect, render_template, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext

from domain.accounts import Role
from domain.contests import ContestStep, steps_open
from domain.errors import RuleBroken
from webapp.access import current_account
from webapp.blueprints.contests.forms import ContestForm, JurorForm, StepForm
from webapp.blueprints.contests.routes import REFUSED, blueprint, is_open
from webapp.calendar import today
from webapp.presentation import place
from webapp.reads.contests import (
    contests_of_office,
    find_contest,
    judges_of,
    possible_jurors,
    scored_in,
)
from webapp.services import contest_juries, contests
from webapp.transaction import transaction
from webapp.wording import explain, refusals_flashed

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

    from webapp.models import Contest

DONE: dict[ContestStep, Any] = {
    ContestStep.CALL: lazy_gettext("Called. Enterprises can enter in the days that you set."),
    ContestStep.JUDGE: lazy_gettext("The jury is at work."),
    ContestStep.PUBLISH: lazy_gettext("Published. Everybody sees the results."),
    ContestStep.WITHDRAW: lazy_gettext("Withdrawn."),
}


@blueprint.get("/office/contests")
def desk() -> ResponseReturnValue:
    """The contests, and those of them in which one is a juror."""
    account = current_account()
    rows, mine = contests_of_office(is_city=account.role is Role.CITY_OFFICIAL, account_id=account.id)
    return render_template("contests/desk.html", contests=rows, mine=mine, is_open=is_open)


@blueprint.route("/office/contests/new", methods=["GET", "POST"])
def new() -> ResponseReturnValue:
    """Draft a contest."""
    form = ContestForm.of(None)
    if form.validate_on_submit():
        try:
            with transaction():
                number = contests.draft(form.words(), today=today(), account=current_account()).id
        except RuleBroken as refusal:
            form.refuse(refusal, at=_field_of(refusal))
        else:
            flash(_("Drafted. Look at it once more, then call it."))
            return redirect(url_for("contests.manage", contest_id=number))
    page = render_template("contests/edit.html", form=form, contest=None)
    return page, REFUSED if form.is_submitted() else 200


@blueprint.route("/office/contests/<int:contest_id>/edit", methods=["GET", "POST"])
def edit(contest_id: int) -> ResponseReturnValue:
    """Write a draft anew."""
    row = _found(contest_id)
    form = ContestForm.of(row)
    if form.validate_on_submit():
        try:
            with transaction():
                contests.change(row, form.words(), today=today(), account=current_account())
        except RuleBroken as refusal:
            form.refuse(refusal, at=_field_of(refusal))
            row = _found(contest_id)
        else:
            flash(_("Saved."))
            return redirect(url_for("contests.manage", contest_id=contest_id))
    page = render_template("contests/edit.html", form=form, contest=row)
    return page, REFUSED if form.is_submitted() else 200


@blueprint.get("/office/contests/<int:contest_id>")
def manage(contest_id: int) -> ResponseReturnValue:
    """Its entries, its jury, and what comes next."""
    return _page(contest_id, StepForm(formdata=None), JurorForm(formdata=None))


@blueprint.post("/office/contests/<int:contest_id>/steps/<step>")
def take_step(contest_id: int, step: str) -> ResponseReturnValue:
    """Call it, let the jury begin, publish the results, or withdraw it."""
    if step not in set(ContestStep):
        abort(404)
    _found(contest_id)
    form = StepForm()
    try:
        with transaction():
            reason = form.reason.data or ""
            contests.take_step(contest_id, ContestStep(step), today=today(), reason=reason, account=current_account())
    except RuleBroken as refusal:
        form.refuse(refusal)
        return _page(contest_id, form, JurorForm(formdata=None), refused=explain(refusal)), REFUSED
    flash(str(DONE[ContestStep(step)]))
    return redirect(url_for("contests.manage", contest_id=contest_id))


@blueprint.post("/office/contests/<int:contest_id>/jurors")
def appoint(contest_id: int) -> ResponseReturnValue:
    """Put an official on the jury."""
    row = _found(contest_id)
    form, refused = _offered(JurorForm(), row), ""
    if form.validate_on_submit():
        try:
            with transaction():
                contest_juries.appoint(contest_id, form.number(), by=current_account())
        except RuleBroken as refusal:
            form.refuse(refusal)
            refused = "" if refusal.field else explain(refusal)
        else:
            flash(_("Appointed."))
            return redirect(url_for("contests.manage", contest_id=contest_id, _anchor="jury"))
    return _page(contest_id, StepForm(formdata=None), form, refused=refused), REFUSED


@blueprint.post("/office/contests/<int:contest_id>/jurors/<int:juror_id>/dismiss")
def dismiss(contest_id: int, juror_id: int) -> ResponseReturnValue:
    """Take somebody off the jury."""
    _found(contest_id)
    with refusals_flashed(), transaction():
        contest_juries.dismiss(contest_id, juror_id, by=current_account())
        flash(_("Taken off the jury."))
    return redirect(url_for("contests.manage", contest_id=contest_id, _anchor="jury"))


def _page(contest_id: int, step_form: StepForm, juror_form: JurorForm, *, refused: str = "") -> str:
    row = _found(contest_id)
    return render_template(
        "contests/manage.html",
        contest=row,
        is_open=is_open(row),
        steps=steps_open(row.state),
        judges=judges_of(row),
        scored=scored_in(row),
        step_form=step_form,
        juror_form=_offered(juror_form, row),
        refused=refused,
    )


def _offered(form: JurorForm, row: Contest) -> JurorForm:
    form.offer((one.id, f"{one.name} · {place(one.division_code or '')}") for one in possible_jurors(row))
    return form


def _found(contest_id: int) -> Contest:
    return find_contest(contest_id) or abort(404)


def _field_of(refusal: RuleBroken) -> str | None:
    """The name of the line of a criterion that a refusal is about."""
    number = refusal.details.get("number")
    return f"name{number}" if number else None
