"""What an enterprise sees first, and what it says of itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, abort, flash, redirect, render_template, url_for
from flask_babel import gettext as _

from domain.errors import RuleBroken
from webapp.access import current_account
from webapp.blueprints.enterprises.forms import EnterpriseForm, enterprise_as_it_is
from webapp.calendar import now, today
from webapp.reads.brand_reviews import matters_of
from webapp.reads.enterprises import desk_of, find_enterprise, verification_of
from webapp.services import enterprises
from webapp.transaction import transaction

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

    from webapp.models import Enterprise

blueprint = Blueprint("enterprises", __name__)

REFUSED = 422


@blueprint.get("/enterprise")
def index() -> ResponseReturnValue:
    """What waits, and how the enterprise answers."""
    enterprise = own_enterprise()
    return render_template(
        "enterprises/index.html",
        desk=desk_of(enterprise, today=today(), now=now()),
        matters=matters_of(enterprise.id),
    )


@blueprint.route("/enterprise/profile", methods=["GET", "POST"])
def edit() -> ResponseReturnValue:
    """What the enterprise says of itself; who was sent back corrects it here."""
    enterprise = own_enterprise()
    form = EnterpriseForm(data=enterprise_as_it_is(enterprise))
    if form.validate_on_submit():
        try:
            with transaction():
                enterprises.change(enterprise, form.words())
        except RuleBroken as refusal:
            form.refuse(refusal)
        else:
            flash(_("Kept."))
            return redirect(url_for("enterprises.index"))
    page = render_template(
        "enterprises/edit.html", form=form, enterprise=enterprise, verification=verification_of(enterprise)
    )
    return page, REFUSED if form.is_submitted() else 200


def own_enterprise() -> Enterprise:
    """The enterprise of the account."""
    enterprise_id = current_account().enterprise_id
    return (find_enterprise(enterprise_id) if enterprise_id else None) or abort(404)
