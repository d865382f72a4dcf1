"""Exhibitions on the desk of officials: announced, changed, and who comes. A county sees its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import abort, flash, redirect, render_template, url_for
from flask_babel import gettext as _

from domain.errors import RuleBroken
from webapp.access import current_account
from webapp.blueprints.exhibitions.forms import ExhibitionForm
from webapp.blueprints.exhibitions.routes import REFUSED, blueprint
from webapp.calendar import today
from webapp.reads.exhibitions import exhibitions_within, find_exhibition_within, visitors_of
from webapp.services import exhibitions
from webapp.transaction import transaction

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

    from webapp.models import Exhibition


@blueprint.get("/office/exhibitions")
def desk() -> ResponseReturnValue:
    """The exhibitions of the official's division."""
    return render_template("exhibitions/desk.html", exhibitions=exhibitions_within(_division()), today=today())


@blueprint.route("/office/exhibitions/new", methods=["GET", "POST"])
def new() -> ResponseReturnValue:
    """Announce an exhibition."""
    form = ExhibitionForm(data={"division_code": _division()})
    form.offer(_division())
    if form.validate_on_submit():
        try:
            with transaction():
                number = exhibitions.announce(form.words(), today=today(), account=current_account()).id
        except RuleBroken as refusal:
            form.refuse(refusal)
        else:
            flash(_("Announced. People can register from now on."))
            return redirect(url_for("exhibitions.visitors", exhibition_id=number))
    page = render_template("exhibitions/edit.html", form=form, exhibition=None)
    return page, REFUSED if form.is_submitted() else 200


@blueprint.route("/office/exhibitions/<int(max=2147483647):exhibition_id>/edit", methods=["GET", "POST"])
def edit(exhibition_id: int) -> ResponseReturnValue:
    """Say it anew."""
    row = _own(exhibition_id)
    form = ExhibitionForm(obj=row)
    form.offer(_division())
    if form.validate_on_submit():
        try:
            with transaction():
                exhibitions.change(row, form.words(), today=today(), account=current_account())
        except RuleBroken as refusal:
            form.refuse(refusal)
            row = _own(exhibition_id)
        else:
            flash(_("Saved."))
            return redirect(url_for("exhibitions.visitors", exhibition_id=exhibition_id))
    page = render_template("exhibitions/edit.html", form=form, exhibition=row)
    return page, REFUSED if form.is_submitted() else 200


@blueprint.get("/office/exhibitions/<int(max=2147483647):exhibition_id>")
def visitors(exhibition_id: int) -> ResponseReturnValue:
    """Who has registered."""
    row = _own(exhibition_id)
    return render_template("exhibitions/visitors.html", exhibition=row, visitors=visitors_of(row.id))


def _division() -> str:
    return current_account().division_code or abort(403)


def _own(exhibition_id: int) -> Exhibition:
    return find_exhibition_within(exhibition_id, within=_division()) or abort(404)
