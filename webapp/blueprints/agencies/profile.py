"""What an agency says of itself, its licence before all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import abort, flash, redirect, render_template, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext

from domain.errors import RuleBroken
from webapp.access import current_account
from webapp.blueprints.agencies.routes import blueprint
from webapp.calendar import today
from webapp.forms import Day, Form, OneOf, TextLine, Tick
from webapp.places import towns
from webapp.reads.agencies import find_agency
from webapp.reads.enterprises import verification_of
from webapp.services import agencies
from webapp.services.agencies import AgencyWords
from webapp.transaction import transaction

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

    from webapp.models import Agency

REFUSED = 422


class AgencyForm(Form):
    """What an agency says of itself."""

    name = TextLine(lazy_gettext("Name on the licence"), is_needed=True)
    division_code = OneOf(lazy_gettext("Where it is"), towns, blank=lazy_gettext("Please choose"))
    licence_number = TextLine(lazy_gettext("Number of the human resources service licence"), is_needed=True)
    licence_valid_until = Day(lazy_gettext("Licence valid until"))
    address = TextLine(lazy_gettext("Address"))
    contact_name = TextLine(lazy_gettext("Contact"))
    contact_phone = TextLine(lazy_gettext("Phone for questions"))
    commitment = Tick(lazy_gettext("We sign the credit commitment"))


@blueprint.route("/agency/profile", methods=["GET", "POST"])
def edit() -> ResponseReturnValue:
    """What the agency says of itself; who was sent back corrects it here, a new licence is looked at again."""
    agency = _own()
    form = AgencyForm(data=_as_it_is(agency))
    if form.validate_on_submit():
        words = AgencyWords(
            name=form.name.data,
            division_code=form.division_code.data,
            licence_number=form.licence_number.data,
            licence_valid_until=form.licence_valid_until.data,
            address=form.address.data,
            contact_name=form.contact_name.data,
            contact_phone=form.contact_phone.data,
            signs_commitment=form.commitment.data,
        )
        try:
            with transaction():
                agencies.change(agency, words, today=today())
        except RuleBroken as refusal:
            form.refuse(refusal)
        else:
            flash(_("Kept."))
            return redirect(url_for("agencies.index"))
    page = render_template("agencies/edit.html", form=form, agency=_own(), verification=verification_of(agency))
    return page, REFUSED if form.is_submitted() else 200


def _own() -> Agency:
    agency_id = current_account().agency_id
    return (find_agency(agency_id) if agency_id else None) or abort(404)


def _as_it_is(agency: Agency) -> dict[str, object]:
    return {
        "name": agency.name,
        "division_code": agency.division_code,
        "licence_number": agency.licence_number,
        "licence_valid_until": agency.licence_valid_until,
        "address": agency.address,
        "contact_name": agency.contact_name,
        "contact_phone": agency.contact_phone,
        "commitment": agency.commitment_signed_at is not None,
    }
