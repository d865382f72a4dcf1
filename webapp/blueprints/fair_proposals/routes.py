"""Fair proposals: the list, one with its figures, and what an official makes of it. A county sees its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from domain.errors import RuleBroken
from domain.fair_registrations import TOOK_PLACE, RegistrationState
from domain.fair_reports import STEPS, share
from domain.fairs import FairState
from domain.runs import AlreadyAsked, Job
from webapp.access import current_account
from webapp.blueprints.fair_proposals.forms import AddVacancyForm, DetailsForm, ReasonForm
from webapp.calendar import today
from webapp.parameters import LARGEST_ID, member, whole_number
from webapp.reads.fair_proposals import addable_vacancies, count_by_state, fairs_within, find_fair, guest_figures
from webapp.reads.fair_registrations import count_by_state as count_by_registration
from webapp.reads.fair_reports import FunnelQuestion, funnel_of
from webapp.reads.leases import is_held
from webapp.reads.runs import CLOCK, latest_line
from webapp.services import fair_proposals
from webapp.services.runs import request_run
from webapp.transaction import transaction
from webapp.wording import explain, explain_stored, refusals_flashed

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

    from webapp.models import Fair

blueprint = Blueprint("fair_proposals", __name__)


@blueprint.app_template_filter()
def why_cancelled(fair: Fair) -> str:
    """Why a fair does not take place, as an official wrote it or as the clock found."""
    why = fair.rationale.get("cancelled", {})
    return why.get("reason", "") or (explain_stored(why) if "refusal" in why else "")


@blueprint.get("/office/fairs")
def index() -> ResponseReturnValue:
    """The fairs of the official's division in one state; proposals first."""
    state = member(request.args, "state", FairState) or FairState.PROPOSED
    return render_template(
        "fair_proposals/index.html",
        state=state,
        states=FairState,
        lines=fairs_within(_division(), state=state),
        counts=count_by_state(_division()),
        latest=latest_line(Job.FAIRS_ASSEMBLE),
        has_clock=is_held(CLOCK),
    )


@blueprint.get("/office/fairs/<int:fair_id>")
def show(fair_id: int) -> ResponseReturnValue:
    """One fair: why, with whom, and who is invited."""
    return _page(_fair(fair_id), ReasonForm())


@blueprint.get("/office/fairs/<int:fair_id>/edit")
def edit(fair_id: int) -> ResponseReturnValue:
    """The details of a proposal, to be changed."""
    fair = _fair(fair_id)
    return render_template("fair_proposals/edit.html", fair=fair, form=DetailsForm(obj=fair))


@blueprint.post("/office/fairs/<int:fair_id>/edit")
def change(fair_id: int) -> ResponseReturnValue:
    """Keep the changed details."""
    fair, form = _fair(fair_id), DetailsForm()
    if form.validate_on_submit():
        try:
            with transaction():
                fair_proposals.change_details(fair, **form.details(), today=today(), account_id=current_account().id)
        except RuleBroken as refusal:
            form.refuse(refusal)
        else:
            flash(_("Saved. The nightly assembling leaves this proposal alone from now on."))
            return redirect(url_for("fair_proposals.show", fair_id=fair_id))
    return render_template("fair_proposals/edit.html", fair=_fair(fair_id), form=form), 422


@blueprint.post("/office/fairs/<int:fair_id>/booths/<int:booth_id>/drop")
def drop_booth(fair_id: int, booth_id: int) -> ResponseReturnValue:
    """Take an enterprise out of the proposal."""
    with refusals_flashed(), transaction():
        if not fair_proposals.drop_booth(_fair(fair_id), booth_id, account_id=current_account().id):
            abort(404)
        flash(_("The enterprise is out, and so are the invitations to its vacancies."))
    return redirect(url_for("fair_proposals.show", fair_id=fair_id, _anchor="booths"))


@blueprint.post("/office/fairs/<int:fair_id>/vacancies/<int:vacancy_id>/drop")
def drop_vacancy(fair_id: int, vacancy_id: int) -> ResponseReturnValue:
    """Take a vacancy out of the proposal."""
    with refusals_flashed(), transaction():
        if not fair_proposals.drop_vacancy(_fair(fair_id), vacancy_id, account_id=current_account().id):
            abort(404)
        flash(_("The vacancy is out, and so are the invitations to it."))
    return redirect(url_for("fair_proposals.show", fair_id=fair_id, _anchor="booths"))


@blueprint.post("/office/fairs/<int:fair_id>/vacancies")
def add_vacancy(fair_id: int) -> ResponseReturnValue:
    """Show one more vacancy."""
    vacancy_id = whole_number(request.form, "vacancy", least=1, most=LARGEST_ID, default=0) or 0
    with refusals_flashed(), transaction():
        fair_proposals.add_vacancy(_fair(fair_id), vacancy_id, today=today(), account_id=current_account().id)
        flash(_("The vacancy is in. People are invited to it by the next matching: tonight, or now."))
    return redirect(url_for("fair_proposals.show", fair_id=fair_id, _anchor="booths"))


@blueprint.post("/office/fairs/<int:fair_id>/match")
def match(fair_id: int) -> ResponseReturnValue:
    """Ask the clock to assemble again, which matches the people of this fair anew."""
    _fair(fair_id)
    try:
        request_run(Job.FAIRS_ASSEMBLE, account_id=current_account().id)
    except AlreadyAsked as refusal:
        flash(explain(refusal), "warning")
    return redirect(url_for("fair_proposals.show", fair_id=fair_id, _anchor="guests"))


@blueprint.post("/office/fairs/<int:fair_id>/publish")
def publish(fair_id: int) -> ResponseReturnValue:
    """Make the proposal public and send its invitations."""
    with refusals_flashed(), transaction():
        people = fair_proposals.publish(_fair(fair_id), today=today(), account_id=current_account().id)
        flash(ngettext("Published. %(num)s person is invited.", "Published. %(num)s people are invited.", people))
    return redirect(url_for("fair_proposals.show", fair_id=fair_id))


@blueprint.post("/office/fairs/<int:fair_id>/cancel")
def cancel(fair_id: int) -> ResponseReturnValue:
    """Give the fair up."""
    fair, form = _fair(fair_id), ReasonForm()
    if form.validate_on_submit():
        try:
            with transaction():
                fair_proposals.cancel(fair, reason=form.reason.data, account_id=current_account().id)
        except RuleBroken as refusal:
            form.refuse(refusal)
        else:
            flash(_("The fair is cancelled."))
            return redirect(url_for("fair_proposals.show", fair_id=fair_id))
    return _page(_fair(fair_id), form), 422


def _page(fair: Fair, reason_form: ReasonForm) -> str:
    addable = addable_vacancies(fair, today=today()) if fair.state is FairState.PROPOSED else ()
    form = AddVacancyForm(formdata=None)
    form.vacancy.choices = [
        (str(vacancy.id), f"{vacancy.title} · {vacancy.enterprise.name} · {vacancy.seats_free}") for vacancy in addable
    ]
    return render_template(
        "fair_proposals/show.html",
        fair=fair,
        guests=guest_figures(fair),
        why=fair.rationale,
        add_form=form,
        has_addable=bool(addable),
        reason_form=reason_form,
        latest=latest_line(Job.FAIRS_ASSEMBLE),
        has_clock=is_held(CLOCK),
        funnel=funnel_of(FunnelQuestion(within=_division(), fair_id=fair.id)) if _was_held(fair) else None,
        steps=STEPS,
        share=share,
        requests=count_by_registration(fair.id).get(RegistrationState.REQUESTED, 0),
    )


def _was_held(fair: Fair) -> bool:
    """Whether there is something to count: its day has come."""
    return fair.state in TOOK_PLACE and fair.held_on <= today()


def _division() -> str:
    """The official's own division; every official has one."""
    return current_account().division_code or abort(403)


def _fair(fair_id: int) -> Fair:
    return find_fair(fair_id, within=_division()) or abort(404)
