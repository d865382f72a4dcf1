"""For the officials of a fair: the live board, and whoever comes without a ticket."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import abort, flash, redirect, render_template, url_for
from flask_babel import gettext as _

from domain.errors import RuleBroken
from webapp.access import current_account
from webapp.blueprints.fair_days.forms import WalkInForm
from webapp.blueprints.fair_days.routes import blueprint
from webapp.calendar import now, today
from webapp.reads.fair_days import day_board, is_late
from webapp.reads.fair_tickets import find_fair_of
from webapp.services import fair_walk_ins
from webapp.transaction import transaction

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

    from webapp.models import Fair


@blueprint.get("/office/fairs/<int:fair_id>/board")
def board(fair_id: int) -> ResponseReturnValue:
    """The fair while it takes place."""
    fair, at = _fair(fair_id), now()
    return render_template(
        "fair_days/board.html",
        fair=fair,
        board=day_board(fair, at=at),
        at=at,
        is_late=is_late,
        is_today=fair.held_on == today(),
    )


@blueprint.get("/office/fairs/<int:fair_id>/walk-in")
def walk_in(fair_id: int) -> ResponseReturnValue:
    """A form that takes a moment."""
    return render_template("fair_days/walk_in.html", fair=_fair(fair_id), form=WalkInForm())


@blueprint.post("/office/fairs/<int:fair_id>/walk-in")
def register(fair_id: int) -> ResponseReturnValue:
    """Register somebody and let them in."""
    fair, form = _fair(fair_id), WalkInForm()
    if form.validate_on_submit():
        try:
            with transaction():
                ticket = fair_walk_ins.register(fair, form.person(), today=today(), account_id=current_account().id)
                code = ticket.code
        except RuleBroken as refusal:
            form.refuse(refusal)
        else:
            flash(_("%(name)s is in. Show the code, so that it can be photographed.", name=form.person().name))
            return redirect(url_for("fair_tickets.check", fair_id=fair_id, code=code))
    return render_template("fair_days/walk_in.html", fair=_fair(fair_id), form=form), 422


def _fair(fair_id: int) -> Fair:
    return find_fair_of(fair_id, division_code=current_account().division_code or abort(403)) or abort(404)
