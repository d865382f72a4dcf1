"""An enterprise looks for fairs, registers, says that it comes, withdraws, and fetches its certificate."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, Response, abort, flash, redirect, render_template, url_for
from flask_babel import gettext as _

from domain.errors import RuleBroken
from domain.fair_registrations import OPEN, RegistrationState, check_open
from webapp.access import current_account
from webapp.blueprints.fair_registrations.certificates import certificate_of
from webapp.blueprints.fair_registrations.forms import RegistrationForm, as_it_was_asked
from webapp.calendar import today
from webapp.downloads import keep_as
from webapp.reads.enterprises import find_enterprise
from webapp.reads.fair_registrations import (
    find_booth_of,
    find_fair_for,
    find_registration,
    open_fairs,
    place_in_line,
    registrations_of_enterprise,
    showable_vacancies,
)
from webapp.services import fair_registrations
from webapp.transaction import transaction
from webapp.wording import refusals_flashed

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

    from webapp.models import Enterprise, Fair, FairRegistration, Vacancy

blueprint = Blueprint("fair_registrations", __name__)

S = RegistrationState


@blueprint.get("/enterprise/fairs")
def index() -> ResponseReturnValue:
    """Fairs that take registrations, and those where the enterprise comes or has come."""
    enterprise = _enterprise()
    return render_template(
        "fair_registrations/index.html",
        ours=registrations_of_enterprise(enterprise.id),
        offered=open_fairs(enterprise.id, today=today()),
    )


@blueprint.get("/enterprise/fairs/<int:fair_id>")
def show(fair_id: int) -> ResponseReturnValue:
    """One fair: where the registration stands, and the form."""
    enterprise, fair = _enterprise(), _fair(fair_id)
    registration = find_registration(fair.id, enterprise_id=enterprise.id)
    offered = _offered(enterprise, registration)
    form = RegistrationForm(formdata=None, data=as_it_was_asked(registration, offered))
    form.offer(offered)
    return _page(fair, enterprise, registration, form)


@blueprint.post("/enterprise/fairs/<int:fair_id>")
def register(fair_id: int) -> ResponseReturnValue:
    """Ask for a booth, or change what was asked."""
    enterprise, fair, form = _enterprise(), _fair(fair_id), RegistrationForm()
    registration = find_registration(fair.id, enterprise_id=enterprise.id)
    form.offer(_offered(enterprise, registration))
    if form.validate_on_submit():
        try:
            with transaction():
                asked = fair_registrations.register(
                    fair, enterprise, form.wishes(), today=today(), account_id=current_account().id
                )
                is_new = asked.state is S.REQUESTED
        except RuleBroken as refusal:
            form.refuse(refusal)
        else:
            flash(_("Sent. An official of the place decides about it.") if is_new else _("Kept."))
            return redirect(url_for("fair_registrations.show", fair_id=fair_id))
    registration = find_registration(fair_id, enterprise_id=enterprise.id)
    return _page(_fair(fair_id), enterprise, registration, form), 422


@blueprint.post("/enterprise/fairs/<int:fair_id>/confirm")
def confirm(fair_id: int) -> ResponseReturnValue:
    """Say that the enterprise comes."""
    fair, registration = _own(fair_id)
    with refusals_flashed(), transaction():
        fair_registrations.confirm(fair, registration, today=today(), account_id=current_account().id)
        flash(_("Thank you: your booth is yours."))
    return redirect(url_for("fair_registrations.show", fair_id=fair_id))


@blueprint.post("/enterprise/fairs/<int:fair_id>/withdraw")
def withdraw(fair_id: int) -> ResponseReturnValue:
    """Not coming after all."""
    fair, registration = _own(fair_id)
    with refusals_flashed(), transaction():
        fair_registrations.withdraw(fair, registration, today=today(), account_id=current_account().id)
        flash(_("You have withdrawn. The booth goes to whoever waits. Thank you for telling us."))
    return redirect(url_for("fair_registrations.show", fair_id=fair_id))


@blueprint.get("/enterprise/fairs/<int:fair_id>/certificate.pdf")
def certificate(fair_id: int) -> ResponseReturnValue:
    """That the enterprise was there, on paper."""
    fair, registration = _own(fair_id)
    if registration.state is not S.ATTENDED:
        abort(404)
    address = url_for("fairs.show", fair_id=fair.id, _external=True)
    content = certificate_of(fair, registration, booth=_booth_sign(fair, registration), address=address)
    return keep_as(Response(content, content_type="application/pdf"), f"fair-{fair.id}-certificate.pdf")


def _page(fair: Fair, enterprise: Enterprise, registration: FairRegistration | None, form: RegistrationForm) -> str:
    try:
        check_open(state=fair.state, window=fair.registration_window, today=today())
        is_open = True
    except RuleBroken:
        is_open = False
    state = registration.state if registration else None
    return render_template(
        "fair_registrations/show.html",
        fair=fair,
        enterprise=enterprise,
        registration=registration,
        booth=find_booth_of(fair.id, enterprise_id=enterprise.id),
        place=place_in_line(registration) if registration and state is S.WAITING else 0,
        form=form,
        is_open=is_open,
        may_withdraw=state in OPEN and fair.held_on > today(),
    )


def _booth_sign(fair: Fair, registration: FairRegistration) -> str:
    booth = find_booth_of(fair.id, enterprise_id=registration.enterprise_id)
    return booth.sign if booth else ""


def _offered(enterprise: Enterprise, registration: FairRegistration | None) -> list[Vacancy]:
    """What can be chosen: what hires, and what was chosen before."""
    offered = list(showable_vacancies(enterprise.id, today=today()))
    known = {one.id for one in offered}
    kept = [item.vacancy for item in registration.vacancies] if registration else []
    return [*offered, *(one for one in kept if one.id not in known)]


def _enterprise() -> Enterprise:
    enterprise_id = current_account().enterprise_id
    return (find_enterprise(enterprise_id) if enterprise_id else None) or abort(404)


def _fair(fair_id: int) -> Fair:
    return find_fair_for(fair_id, enterprise_id=_enterprise().id) or abort(404)


def _own(fair_id: int) -> tuple[Fair, FairRegistration]:
    registration = find_registration(fair_id, enterprise_id=_enterprise().id) or abort(404)
    return _fair(fair_id), registration
