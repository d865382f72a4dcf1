"""Halls: listed, laid out, and their spots described. A county looks after its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from domain.errors import RuleBroken
from webapp.access import current_account
from webapp.blueprints.halls.forms import HallForm
from webapp.parameters import LARGEST_ID
from webapp.reads.halls import find_hall, halls_within
from webapp.services import halls
from webapp.transaction import transaction

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

    from webapp.models import Hall

blueprint = Blueprint("halls", __name__)

USUAL = {"rows": 4, "booths": 8, "rooms": 2}


@blueprint.get("/office/fairs/halls")
def index() -> ResponseReturnValue:
    """The halls of the official's division."""
    return _list(HallForm(formdata=None, data=USUAL))


@blueprint.post("/office/fairs/halls")
def create() -> ResponseReturnValue:
    """Lay out a hall."""
    form = HallForm()
    if form.validate_on_submit():
        try:
            with transaction():
                hall_id = halls.create(_division(), **form.hall(), account_id=current_account().id).id
        except RuleBroken as refusal:
            form.refuse(refusal)
        else:
            flash(_("The hall stands. Say below which booths have power, and which cannot be used."))
            return redirect(url_for("halls.show", hall_id=hall_id))
    return _list(form), 422


@blueprint.get("/office/fairs/halls/<int:hall_id>")
def show(hall_id: int) -> ResponseReturnValue:
    """One hall with its spots."""
    return render_template("halls/show.html", hall=_hall(hall_id))


@blueprint.post("/office/fairs/halls/<int:hall_id>")
def change(hall_id: int) -> ResponseReturnValue:
    """Describe the spots of a hall."""
    hall = _hall(hall_id)
    with transaction():
        halls.change_spots(
            hall,
            powered=_ticked("power"),
            double=_ticked("double"),
            usable=_ticked("usable"),
            is_usual=request.form.get("is_usual") == "1",
            account_id=current_account().id,
        )
    flash(_("Kept."))
    return redirect(url_for("halls.show", hall_id=hall_id))


def _list(form: HallForm) -> str:
    return render_template("halls/index.html", halls=halls_within(_division()), form=form)


def _ticked(name: str) -> frozenset[int]:
    """The numbers that were ticked; what is none is nobody's."""
    return frozenset(
        int(text)
        for text in request.form.getlist(name)
        if text.isascii() and text.isdigit() and len(text) <= len(str(LARGEST_ID))
    )


def _division() -> str:
    return current_account().division_code or abort(403)


def _hall(hall_id: int) -> Hall:
    return find_hall(hall_id, within=_division()) or abort(404)
