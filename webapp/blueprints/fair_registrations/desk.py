"""The officials of a fair: its registration window, who asks for a booth, who came."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from domain.errors import RuleBroken
from domain.fair_registrations import (
    LIES_AHEAD,
    TOOK_PLACE,
    RegistrationState,
    usual_window,
)
from webapp.access import current_account
from webapp.blueprints.fair_registrations.forms import WindowForm
from webapp.blueprints.fair_registrations.routes import blueprint
from webapp.calendar import today
from webapp.reads.fair_registrations import (
    count_booths,
    count_by_state,
    find_registration_of_fair,
    registrations_of_fair,
)
from webapp.reads.fair_tickets import find_fair_of
from webapp.services import fair_registrations
from webapp.transaction import transaction
from webapp.typed import clean_block
from webapp.wording import explain, refusals_flashed

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

    from webapp.models import Fair, FairRegistration

S = RegistrationState


@blueprint.get("/office/fairs/<int:fair_id>/registrations")
def desk(fair_id: int) -> ResponseReturnValue:
    """Who wants to come, and who comes."""
    fair = _fair(fair_id)
    return _page(fair, WindowForm(formdata=None, data=_window_of(fair)))


@blueprint.post("/office/fairs/<int:fair_id>/registrations/window")
def open_window(fair_id: int) -> ResponseReturnValue:
    """Let enterprises register on some days."""
    fair, form = _fair(fair_id), WindowForm()
    if form.validate_on_submit():
        try:
            with transaction():
                fair_registrations.open_window(
                    fair,
                    form.window(),
                    booth_limit=form.booth_limit.data or 0,
                    today=today(),
                    account_id=current_account().id,
                )
        except RuleBroken as refusal:
            form.refuse(refusal)
        else:
            flash(_("Kept. Enterprises see it among the fairs for which they may register."))
            return redirect(url_for("fair_registrations.desk", fair_id=fair_id))
    return _page(_fair(fair_id), form), 422


@blueprint.post("/office/fairs/<int:fair_id>/registrations/<int:registration_id>/approve")
def approve(fair_id: int, registration_id: int) -> ResponseReturnValue:
    """Let an enterprise come, or wait for a booth."""
    fair, registration = _registration(fair_id, registration_id)
    with refusals_flashed(), transaction():
        fair_registrations.approve(fair, registration, today=today(), account_id=current_account().id)
        if registration.state is S.WAITING:
            flash(_("All booths are taken: the enterprise waits for the first that becomes free."), "warning")
        else:
            flash(_("%(name)s has a booth.", name=registration.enterprise.name))
    return redirect(url_for("fair_registrations.desk", fair_id=fair_id))


@blueprint.post("/office/fairs/<int:fair_id>/registrations/<int:registration_id>/refuse")
def refuse(fair_id: int, registration_id: int) -> ResponseReturnValue:
    """Do not let an enterprise come, and say why."""
    fair, registration = _registration(fair_id, registration_id)
    reason = clean_block(request.form.get("reason"))
    try:
        with transaction():
            moved = fair_registrations.refuse(
                fair, registration, reason=reason, today=today(), account_id=current_account().id
            )
            next_one = moved.enterprise_id if moved else None
    except RuleBroken as refusal:
        form = WindowForm(formdata=None, data=_window_of(_fair(fair_id)))
        return _page(_fair(fair_id), form, refused=registration_id, why=explain(refusal), reason=reason), 422
    flash(_("Not accepted. The booth goes to who waited longest.") if next_one else _("Not accepted."))
    return redirect(url_for("fair_registrations.desk", fair_id=fair_id))


@blueprint.post("/office/fairs/<int:fair_id>/registrations/<int:registration_id>/attendance")
def attendance(fair_id: int, registration_id: int) -> ResponseReturnValue:
    """Note whether an enterprise came."""
    fair, registration = _registration(fair_id, registration_id)
    came = request.form.get("came") == "1"
    with refusals_flashed(), transaction():
        fair_registrations.note_attendance(
            fair, registration, came=came, today=today(), account_id=current_account().id
        )
    return redirect(url_for("fair_registrations.desk", fair_id=fair_id))


def _page(fair: Fair, form: WindowForm, *, refused: int = 0, why: str = "", reason: str = "") -> str:
    return render_template(
        "fair_registrations/desk.html",
        fair=fair,
        registrations=registrations_of_fair(fair.id),
        counts=count_by_state(fair.id),
        taken=count_booths(fair.id),
        form=form,
        lies_ahead=fair.state in LIES_AHEAD and fair.held_on > today(),
        takes_place=fair.state in TOOK_PLACE and fair.held_on <= today(),
        refused=refused,
        why=why,
        reason=reason,
    )


def _window_of(fair: Fair) -> dict[str, object]:
    window = fair.registration_window or usual_window(today=today(), held_on=fair.held_on)
    return {
        "opens_on": window.opens_on if window else None,
        "closes_on": window.closes_on if window else None,
        "booth_limit": fair.booth_limit,
    }


def _fair(fair_id: int) -> Fair:
    return find_fair_of(fair_id, division_code=current_account().division_code or abort(403)) or abort(404)


def _registration(fair_id: int, registration_id: int) -> tuple[Fair, FairRegistration]:
    fair = _fair(fair_id)
    return fair, find_registration_of_fair(registration_id, fair_id=fair.id) or abort(404)
