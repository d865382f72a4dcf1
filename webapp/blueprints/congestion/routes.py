"""What prices do to lists, before and after they are switched on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, current_app, render_template

from webapp.calendar import today
from webapp.reads.congestion import DAYS, congestion

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

blueprint = Blueprint("congestion", __name__)


@blueprint.get("/office/competition")
def show() -> ResponseReturnValue:
    """What happened, what each λ would lead to, and where it is most crowded."""
    return render_template(
        "congestion/show.html",
        found=congestion(today=today()),
        weight=current_app.config["SETTINGS"].competition_weight,
        days=DAYS,
    )
