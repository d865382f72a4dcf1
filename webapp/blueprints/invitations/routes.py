"""Invitations: sent from the list of candidates, answered by the worker; a yes is an application."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from domain.errors import RuleBroken
from webapp.access import current_account
from webapp.calendar import today
from webapp.parameters import LARGEST_ID, BadParameter, flag, whole_number
from webapp.reads.candidates import explain_pair
from webapp.reads.invitations import find_invitation_of_worker, invitations_of_worker
from webapp.reads.vacancy_desk import find_vacancy_of
from webapp.reads.workers import find_worker_of, find_worker_with_profile
from webapp.services import invitations
from webapp.services.reasons import kept_reasons
from webapp.transaction import transaction
from webapp.typed import clean_line
from webapp.wording import explain, refusals_flashed

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

    from webapp.models import Invitation, Worker

blueprint = Blueprint("invitations", __name__)


@blueprint.get("/me/invitations")
def index() -> ResponseReturnValue:
    """What the worker was invited to."""
    worker = find_worker_of(current_account().id)
    return render_template("invitations/index.html", invitations=invitations_of_worker(worker.id) if worker else ())


@blueprint.post("/me/invitations/<int:invitation_id>/accept")
def accept(invitation_id: int) -> ResponseReturnValue:
    """Yes: the worker has applied with it."""
    worker, invitation = _own(invitation_id)
    try:
        with transaction():
            application_id = invitations.accept(invitation, worker, account_id=current_account().id, today=today()).id
    except RuleBroken as refusal:
        flash(explain(refusal), "error")
        return redirect(url_for("invitations.index"))
    flash(_("You have accepted. The employer sees your profile and your phone number now."))
    return redirect(url_for("applications.show", application_id=application_id))


@blueprint.post("/me/invitations/<int:invitation_id>/decline")
def decline(invitation_id: int) -> ResponseReturnValue:
    """No; if wanted, no more from this enterprise."""
    _worker, invitation = _own(invitation_id)
    with refusals_flashed(), transaction():
        invitations.decline(invitation, blocks_enterprise=request.form.get("block") == "1")
        flash(_("You have declined."))
    return redirect(url_for("invitations.index"))


@blueprint.post("/enterprise/vacancies/<int:vacancy_id>/invite")
def create(vacancy_id: int) -> ResponseReturnValue:
    """Ask a candidate."""
    enterprise_id = current_account().enterprise_id or abort(404)
    vacancy = find_vacancy_of(vacancy_id, enterprise_id=enterprise_id) or abort(404)
    worker_id = whole_number(request.form, "worker", least=1, most=LARGEST_ID)
    if worker_id is None:
        raise BadParameter("worker")
    worker = find_worker_with_profile(worker_id) or abort(404)
    fit = explain_pair(worker, vacancy.id, today=today())
    with refusals_flashed(), transaction():
        invitations.invite(
            vacancy,
            worker,
            message=clean_line(request.form.get("message")),
            today=today(),
            score=fit.total,
            reasons=kept_reasons(fit),
        )
        flash(_("The invitation is sent. If the worker says yes, it comes to your applications."))
    page = whole_number(request.form, "page", least=1, most=LARGEST_ID)
    by_fit = int(flag(request.form, "by_fit")) or None
    anchor = f"worker-{worker_id}"
    return redirect(url_for("enterprises.candidates", vacancy_id=vacancy.id, page=page, by_fit=by_fit, _anchor=anchor))


def _own(invitation_id: int) -> tuple[Worker, Invitation]:
    worker = find_worker_of(current_account().id) or abort(404)
    return worker, find_invitation_of_worker(invitation_id, worker_id=worker.id) or abort(404)
