"""What an enterprise received, with reasons for and against, and the steps that it may take."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext

from domain.accounts import Role
from domain.applications import NEEDS_REASON, ApplicationState, next_steps
from domain.errors import RuleBroken
from webapp.access import current_account
from webapp.blueprints.applications.courses import course_of
from webapp.blueprints.applications.routes import blueprint
from webapp.calendar import today
from webapp.labels import label
from webapp.parameters import LARGEST_ID, BadParameter, member, page_number, whole_number
from webapp.reads.applications import count_received, find_received_application, received_applications
from webapp.reads.candidates import explain_pair
from webapp.reads.vacancy_desk import find_vacancy_of
from webapp.services import applications
from webapp.transaction import transaction
from webapp.typed import clean_line
from webapp.wording import explain

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

    from webapp.models import Application


S = ApplicationState
STEP_NAMES = {
    S.VIEWED: lazy_gettext("Mark as seen"),
    S.SHORTLISTED: lazy_gettext("Shortlist"),
    S.INTERVIEW: lazy_gettext("Invite to an interview"),
    S.OFFERED: lazy_gettext("Make an offer"),
    S.PLACED: lazy_gettext("Has begun to work"),
    S.DECLINED_BY_ENTERPRISE: lazy_gettext("Turn down"),
    S.NO_SHOW: lazy_gettext("Did not come"),
}
REASONS = {
    S.DECLINED_BY_ENTERPRISE: (
        lazy_gettext("All places are taken"),
        lazy_gettext("More experience is needed"),
        lazy_gettext("A certificate that is needed is missing"),
        lazy_gettext("Working hours or wage do not fit"),
        lazy_gettext("The place is too far away"),
    ),
    S.NO_SHOW: (
        lazy_gettext("Did not come to the interview"),
        lazy_gettext("Did not come on the first day"),
        lazy_gettext("Could not be reached"),
    ),
}
"""What is said most often; anything else may be typed."""


@blueprint.get("/enterprise/applications")
def received() -> ResponseReturnValue:
    """What came in, the unanswered first; of a vacancy or in a state, if one is asked for."""
    enterprise_id = current_account().enterprise_id or abort(404)
    state = member(request.args, "state", ApplicationState)
    vacancy_id = whole_number(request.args, "vacancy", least=1, most=LARGEST_ID)
    vacancy = find_vacancy_of(vacancy_id, enterprise_id=enterprise_id) if vacancy_id else None
    if vacancy_id and vacancy is None:
        raise BadParameter("vacancy")
    page = page_number(request.args)
    return render_template(
        "applications/received.html",
        found=received_applications(enterprise_id, vacancy_id=vacancy_id, state=state, page=page),
        counts=count_received(enterprise_id, vacancy_id=vacancy_id),
        states=ApplicationState,
        state=state,
        vacancy=vacancy,
    )


@blueprint.get("/enterprise/applications/<int:application_id>")
def review(application_id: int) -> ResponseReturnValue:
    """One application: who, why it fits, what speaks against it, and what to do now."""
    return _page(_received(application_id))


@blueprint.post("/enterprise/applications/<int:application_id>/move")
def move(application_id: int) -> ResponseReturnValue:
    """Take a step of the table."""
    application = _received(application_id)
    target = member(request.form, "state", ApplicationState)
    if target is None:
        raise BadParameter("state")
    reason = clean_line(request.form.get("reason")) or clean_line(request.form.get("usual_reason"))
    version = whole_number(request.form, "version", least=1, most=LARGEST_ID)
    try:
        with transaction():
            applications.move(
                application,
                target,
                role=Role.ENTERPRISE,
                account_id=current_account().id,
                reason=reason,
                version=version,
            )
    except RuleBroken as refusal:
        return _page(_received(application_id), refused=explain(refusal), refused_at=target, reason=reason), 422
    if target is not S.VIEWED:
        flash(_("Done: %(state)s. The worker sees it.", state=label(target)))
    return redirect(url_for("applications.review", application_id=application_id))


def _page(
    application: Application, *, refused: str = "", refused_at: ApplicationState | None = None, reason: str = ""
) -> str:
    return render_template(
        "applications/review.html",
        application=application,
        steps=course_of(application),
        possible=[step for step in next_steps(application.state, Role.ENTERPRISE) if step is not S.VIEWED],
        step_names=STEP_NAMES,
        needs_reason=NEEDS_REASON,
        usual_reasons=REASONS,
        fit=explain_pair(application.worker, application.vacancy_id, today=today()),
        refused=refused,
        refused_at=refused_at,
        reason=reason,
    )


def _received(application_id: int) -> Application:
    enterprise_id = current_account().enterprise_id or abort(404)
    return find_received_application(application_id, enterprise_id=enterprise_id) or abort(404)
