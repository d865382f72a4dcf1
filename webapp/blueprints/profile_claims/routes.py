"""A code to the phone, and the profile that the county has entered is the worker's own."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from flask import Blueprint, flash, redirect, render_template, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext

from domain.contacts import mask_phone
from domain.errors import RuleBroken
from domain.profile_claims import NothingToClaim
from webapp.access import current_account
from webapp.blueprints.labour_export.forms import signing_secret
from webapp.forms import Form, TextLine, WholeNumber
from webapp.reads.profile_claims import claimable_by
from webapp.services import profile_claims
from webapp.transaction import transaction
from webapp.wording import explain

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

blueprint = Blueprint("profile_claims", __name__)

REFUSED = 422


class ClaimForm(Form):
    """The code, and what only its owner knows to be right."""

    code = TextLine(lazy_gettext("Code from the SMS"), is_needed=True)
    birth_year = WholeNumber(lazy_gettext("Year of birth"), is_needed=True)


@blueprint.route("/me/claim", methods=["GET", "POST"])
def show() -> ResponseReturnValue:
    """Type the code, and the profile is one's own."""
    account, form = current_account(), ClaimForm()
    if not claimable_by(account):
        return redirect(url_for("workers.edit"))
    if form.validate_on_submit():
        try:
            with transaction():
                refusal = profile_claims.claim(
                    account,
                    form.code.data or "",
                    birth_year=cast("int", form.birth_year.data),
                    secret=signing_secret(),
                )
        except NothingToClaim as nothing:
            flash(explain(nothing), "error")
            return redirect(url_for("workers.edit"))
        if refusal is None:
            flash(_("This is your profile now. Please look whether everything in it is right."))
            return redirect(url_for("workers.edit"))
        form.refuse(refusal)
    page = render_template("profile_claims/show.html", form=form, phone=mask_phone(account.phone))
    return page, REFUSED if form.is_submitted() else 200


@blueprint.post("/me/claim/code")
def send() -> ResponseReturnValue:
    """Send the code."""
    try:
        with transaction():
            profile_claims.send(current_account(), secret=signing_secret())
    except NothingToClaim:
        return redirect(url_for("workers.edit"))
    except RuleBroken as refusal:
        flash(explain(refusal), "error")
    else:
        flash(_("The code is on its way to your phone."))
    return redirect(url_for("profile_claims.show"))
