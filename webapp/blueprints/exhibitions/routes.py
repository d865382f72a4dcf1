"""Exhibitions for everybody: what is to come, and registering for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, abort, flash, redirect, render_template, url_for
from flask_babel import gettext as _
from flask_login import current_user

from domain.errors import RuleBroken
from webapp.access import current_account
from webapp.blueprints.exhibitions.forms import PartyForm
from webapp.calendar import today
from webapp.reads.exhibitions import coming_exhibitions, find_exhibition, find_registration
from webapp.services import exhibitions
from webapp.transaction import transaction
from webapp.wording import refusals_flashed

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

blueprint = Blueprint("exhibitions", __name__)

REFUSED = 422


@blueprint.get("/exhibitions")
def index() -> ResponseReturnValue:
    """What is on and what is to come."""
    return render_template("exhibitions/index.html", exhibitions=coming_exhibitions(today=today()))


@blueprint.get("/exhibitions/<int(max=2147483647):exhibition_id>")
def show(exhibition_id: int) -> ResponseReturnValue:
    """One exhibition, and the registration of who looks."""
    return _page(exhibition_id, PartyForm(formdata=None, data={"people": 1}))


@blueprint.post("/exhibitions/<int(max=2147483647):exhibition_id>/register")
def register(exhibition_id: int) -> ResponseReturnValue:
    """Hold places for the account that is signed in."""
    row = find_exhibition(exhibition_id) or abort(404)
    form = PartyForm()
    if form.validate_on_submit():
        try:
            with transaction():
                exhibitions.register(row, form.people.data, today=today(), account_id=current_account().id)
        except RuleBroken as refusal:
            form.refuse(refusal)
        else:
            flash(_("You are registered. Say your name at the door."))
            return redirect(url_for("exhibitions.show", exhibition_id=exhibition_id))
    return _page(exhibition_id, form), REFUSED


@blueprint.post("/exhibitions/<int(max=2147483647):exhibition_id>/give-back")
def give_back(exhibition_id: int) -> ResponseReturnValue:
    """Give the places back."""
    row = find_exhibition(exhibition_id) or abort(404)
    with refusals_flashed(), transaction():
        if exhibitions.give_back(row, today=today(), account_id=current_account().id):
            flash(_("Your registration is given back; somebody else can come."))
    return redirect(url_for("exhibitions.show", exhibition_id=exhibition_id))


def _page(exhibition_id: int, form: PartyForm) -> str:
    row = find_exhibition(exhibition_id) or abort(404)
    mine = find_registration(row.id, account_id=current_account().id) if current_user.is_authenticated else None
    return render_template("exhibitions/show.html", exhibition=row, form=form, mine=mine, is_over=row.ends_on < today())
