"""The floor plan: drawn, computed, changed by hand with a pointer, with keys, or with a form."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from domain.fair_registrations import LIES_AHEAD
from webapp.access import current_account
from webapp.calendar import today
from webapp.parameters import LARGEST_ID, BadParameter, whole_number
from webapp.reads.fair_floors import find_floor
from webapp.reads.fair_tickets import find_fair_of
from webapp.reads.halls import find_hall, halls_within
from webapp.services import fair_floors
from webapp.transaction import transaction
from webapp.wording import refusals_flashed

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

    from webapp.models import Fair

blueprint = Blueprint("fair_floors", __name__)


@blueprint.get("/office/fairs/<int:fair_id>/floor")
def show(fair_id: int) -> ResponseReturnValue:
    """Who stands where, and why."""
    fair = _fair(fair_id)
    return render_template(
        "fair_floors/show.html",
        fair=fair,
        floor=find_floor(fair),
        halls=halls_within(fair.division_code),
        may_change=fair.state in LIES_AHEAD and fair.held_on >= today(),
    )


@blueprint.post("/office/fairs/<int:fair_id>/floor/hall")
def choose_hall(fair_id: int) -> ResponseReturnValue:
    """Hold the fair in another hall, and compute its floor plan."""
    fair = _fair(fair_id)
    hall_id = whole_number(request.form, "hall", least=1, most=LARGEST_ID)
    hall = find_hall(hall_id, within=fair.division_code) if hall_id else None
    if hall_id and hall is None:
        raise BadParameter("hall")
    with refusals_flashed(), transaction():
        fair_floors.choose_hall(fair, hall, today=today(), account_id=current_account().id)
        if hall is not None:
            fair_floors.compute(fair, today=today(), account_id=current_account().id)
            flash(_("The fair is held in %(name)s, and everybody has a spot there.", name=hall.name))
    return redirect(url_for("fair_floors.show", fair_id=fair_id))


@blueprint.post("/office/fairs/<int:fair_id>/floor/compute")
def compute(fair_id: int) -> ResponseReturnValue:
    """Put everybody who is not locked where they stand best."""
    fair = _fair(fair_id)
    with refusals_flashed(), transaction():
        plan = fair_floors.compute(fair, today=today(), account_id=current_account().id)
        if plan.gap:
            flash(
                ngettext(
                    "Computed. The best plan can be better by at most %(num)s point.",
                    "Computed. The best plan can be better by at most %(num)s points.",
                    plan.gap,
                )
            )
        else:
            flash(_("Computed. No other plan has more points."))
    return redirect(url_for("fair_floors.show", fair_id=fair_id))


@blueprint.post("/office/fairs/<int:fair_id>/floor/move")
def move(fair_id: int) -> ResponseReturnValue:
    """Put one enterprise on another spot."""
    fair = _fair(fair_id)
    booth_id = whole_number(request.form, "booth", least=1, most=LARGEST_ID, default=0) or 0
    spot_id = whole_number(request.form, "spot", least=1, most=LARGEST_ID, default=0) or 0
    with refusals_flashed(), transaction():
        other = fair_floors.move(fair, booth_id, spot_id, today=today(), account_id=current_account().id)
        if other is None:
            flash(_("Moved, and locked there."))
        else:
            flash(_("The two have changed places. The one that you moved is locked."))
    return redirect(url_for("fair_floors.show", fair_id=fair_id))


@blueprint.post("/office/fairs/<int:fair_id>/floor/lock")
def lock(fair_id: int) -> ResponseReturnValue:
    """Keep an enterprise where it stands, or let it go."""
    fair = _fair(fair_id)
    booth_id = whole_number(request.form, "booth", least=1, most=LARGEST_ID, default=0) or 0
    with refusals_flashed(), transaction():
        fair_floors.lock(fair, booth_id, is_locked=request.form.get("locked") == "1", today=today())
    return redirect(url_for("fair_floors.show", fair_id=fair_id, _anchor=f"booth-{booth_id}"))


def _fair(fair_id: int) -> Fair:
    return find_fair_of(fair_id, division_code=current_account().division_code or abort(403)) or abort(404)
