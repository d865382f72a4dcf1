"""A worker applies, follows up, says yes or no to an offer, or withdraws."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from domain.accounts import Role
from domain.applications import ApplicationState, next_steps
from domain.errors import RuleBroken
from domain.workers import ProfileMissing
from webapp.access import current_account
from webapp.blueprints.applications.courses import course_of
from webapp.blueprints.vacancies.noting import note_applied, note_applied_in_zone
from webapp.calendar import today
from webapp.reads.applications import applications_of_worker, find_application_of_worker, find_live_application
from webapp.reads.candidates import explain_pair
from webapp.reads.vacancies import find_public_vacancy
from webapp.reads.workers import find_profile_of, find_worker_of
from webapp.services import applications
from webapp.transaction import transaction
from webapp.typed import clean_line
from webapp.wording import explain, refusals_flashed

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

    from webapp.models import Application, Worker

blueprint = Blueprint("applications", __name__)


@blueprint.post("/vacancies/<int:vacancy_id>/apply")
def create(vacancy_id: int) -> ResponseReturnValue:
    """The second of two taps."""
    vacancy = find_public_vacancy(vacancy_id) or abort(404)
    worker = find_worker_of(current_account().id)
    asked, from_zone = request.form.get("asked", ""), request.form.get("from_zone", "")
    address = url_for("vacancies.show", vacancy_id=vacancy.id, asked=asked or None, from_zone=from_zone or None)
    if worker is None:
        flash(explain(ProfileMissing()), "warning")
        return redirect(url_for("workers.wishes", next=address))
    try:
        with transaction():
            application_id = applications.apply(
                worker,
                vacancy,
                account_id=current_account().id,
                today=today(),
                message=clean_line(request.form.get("message")),
            ).id
    except RuleBroken as refusal:
        flash(explain(refusal), "error")
        standing = find_live_application(worker.id, vacancy_id)
        return redirect(url_for("applications.show", application_id=standing.id) if standing else address)
    note_applied(asked)
    note_applied_in_zone(from_zone)
    flash(_("You have applied. The employer sees your profile and your phone number now."))
    return redirect(url_for("applications.show", application_id=application_id))


@blueprint.get("/me/applications")
def index() -> ResponseReturnValue:
    """All applications, those that moved last first."""
    worker = find_worker_of(current_account().id)
    return render_template("applications/index.html", applications=applications_of_worker(worker.id) if worker else ())


@blueprint.get("/me/applications/<int:application_id>")
def show(application_id: int) -> ResponseReturnValue:
    """One application: where it stands, what happened, what may be done."""
    worker = find_profile_of(current_account().id) or abort(404)
    application = find_application_of_worker(application_id, worker_id=worker.id) or abort(404)
    return render_template(
        "applications/show.html",
        application=application,
        steps=course_of(application),
        possible=next_steps(application.state, Role.WORKER),
        fit=explain_pair(worker, application.vacancy_id, today=today()),
    )


@blueprint.post("/me/applications/<int:application_id>/accept")
def accept(application_id: int) -> ResponseReturnValue:
    """Yes to an offer: the place is taken."""
    return _move(application_id, ApplicationState.ACCEPTED, _("You have accepted. The place is yours."))


@blueprint.post("/me/applications/<int:application_id>/decline")
def decline(application_id: int) -> ResponseReturnValue:
    """No to an offer."""
    return _move(application_id, ApplicationState.DECLINED_BY_WORKER, _("You have declined the offer."))


@blueprint.post("/me/applications/<int:application_id>/withdraw")
def withdraw(application_id: int) -> ResponseReturnValue:
    """No more interest; who has accepted gives the place back."""
    return _move(application_id, ApplicationState.WITHDRAWN, _("You have withdrawn the application."))


def _move(application_id: int, target: ApplicationState, done: str) -> ResponseReturnValue:
    application = _own(application_id)
    with refusals_flashed(), transaction():
        applications.move(
            application,
            target,
            role=Role.WORKER,
            account_id=current_account().id,
            reason=clean_line(request.form.get("reason")),
        )
        flash(done)
    return redirect(url_for("applications.show", application_id=application_id))


def _own(application_id: int) -> Application:
    worker: Worker | None = find_worker_of(current_account().id)
    found = find_application_of_worker(application_id, worker_id=worker.id) if worker else None
    return found or abort(404)
