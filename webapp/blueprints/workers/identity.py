"""The worker's identity number: written once, shown with stars, taken away at any time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import current_app, flash, redirect, render_template, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext

from domain.errors import RuleBroken
from webapp.blueprints.workers.routes import REFUSED, blueprint, own_profile
from webapp.calendar import today
from webapp.forms import Form, TextLine, Tick
from webapp.reads.identities import find_identity_of
from webapp.services import identities
from webapp.services.vault import IdentityVault
from webapp.transaction import transaction

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue


class IdentityForm(Form):
    """A number and the consent to keep it."""

    identity = TextLine(lazy_gettext("Identity number"), is_needed=True)
    agrees_identity = Tick(lazy_gettext("Keep my identity number, locked away, for officials only"))


@blueprint.route("/me/profile/identity", methods=["GET", "POST"])
def identity() -> ResponseReturnValue:
    """Write it down; what stands is never shown whole, not even here."""
    worker, form = own_profile(), IdentityForm()
    vault = IdentityVault.of(current_app.config["SETTINGS"])
    if form.validate_on_submit():
        try:
            with transaction():
                corrects = identities.keep(
                    worker,
                    form.identity.data or "",
                    agrees=form.agrees_identity.data,
                    vault=vault,
                    today=today(),
                )
        except RuleBroken as refusal:
            form.refuse(refusal, at="identity" if refusal.field == "birth_year" else None)
        else:
            flash(_("Your identity number is kept, locked away."))
            if corrects:
                flash(_("Your year of birth follows from it and is corrected."))
            return redirect(url_for("workers.edit"))
    standing = find_identity_of(worker.id)
    page = render_template(
        "workers/identity.html",
        form=form,
        worker=worker,
        masked=identities.masked(standing, vault=vault),
        can_keep=vault.is_there,
    )
    return page, REFUSED if form.is_submitted() else 200


@blueprint.post("/me/profile/identity/forget")
def forget_identity() -> ResponseReturnValue:
    """Take it away, and the consent with it."""
    worker = own_profile()
    with transaction():
        identities.forget(worker)
    flash(_("Your identity number is deleted."))
    return redirect(url_for("workers.edit"))
