"""The timetable: made, announced, and on the day planned anew. A county plans its own fairs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import Blueprint, abort, flash, redirect, render_template, url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from domain.errors import RuleBroken
from domain.fairs import FairState
from webapp.access import current_account
from webapp.blueprints.fair_timetables.forms import HoursForm
from webapp.calendar import now, today
from webapp.reads.fair_tickets import find_fair_of
from webapp.reads.fair_timetables import board_of, find_timetable
from webapp.services import fair_timetables
from webapp.services.fair_days import usual_hours
from webapp.transaction import transaction
from webapp.wording import refusals_flashed

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

    from webapp.models import Fair

blueprint = Blueprint("fair_timetables", __name__)

SMALL = 1e-6
"""A gap that the solver cannot tell from none."""


@blueprint.get("/office/fairs/<int:fair_id>/timetable")
def show(fair_id: int) -> ResponseReturnValue:
    """Who speaks to whom when."""
    fair = _fair(fair_id)
    return _page(fair, HoursForm(formdata=None, data=_hours_of(fair)))


@blueprint.post("/office/fairs/<int:fair_id>/timetable")
def make(fair_id: int) -> ResponseReturnValue:
    """Plan the interviews."""
    fair, form = _fair(fair_id), HoursForm()
    if form.validate_on_submit():
        try:
            with transaction():
                made = fair_timetables.make(fair, form.hours(), today=today(), account_id=current_account().id)
        except RuleBroken as refusal:
            form.refuse(refusal)
        else:
            flash(
                ngettext("%(num)s interview is planned.", "%(num)s interviews are planned.", made.interviews)
                + " "
                + (
                    _("No other timetable is worth more.")
                    if made.gap < SMALL
                    else _("The best one can be worth at most %(gap)s more.", gap=f"{made.gap:.2f}")
                )
            )
            return redirect(url_for("fair_timetables.show", fair_id=fair_id))
    return _page(_fair(fair_id), form), 422


@blueprint.post("/office/fairs/<int:fair_id>/timetable/announce")
def announce(fair_id: int) -> ResponseReturnValue:
    """Tell everybody whom it concerns."""
    with refusals_flashed(), transaction():
        told = fair_timetables.announce(_fair(fair_id), account_id=current_account().id)
        flash(ngettext("%(num)s worker is told.", "%(num)s workers are told.", told))
    return redirect(url_for("fair_timetables.show", fair_id=fair_id))


@blueprint.post("/office/fairs/<int:fair_id>/timetable/replan")
def replan(fair_id: int) -> ResponseReturnValue:
    """Move what does not work any more; the clock does so by itself every minute."""
    fair = _fair(fair_id)
    if fair.held_on != today():
        abort(404)
    with refusals_flashed(), transaction():
        moved = fair_timetables.replan(fair, at=now())
        if moved.moved or moved.dropped or moved.missed:
            flash(
                _(
                    "Moved: %(moved)s. No time any more: %(dropped)s. Not waited for any more: %(missed)s.",
                    moved=moved.moved,
                    dropped=moved.dropped,
                    missed=moved.missed,
                )
            )
        else:
            flash(_("Everything works as it stands."))
    return redirect(url_for("fair_timetables.show", fair_id=fair_id))


def _page(fair: Fair, form: HoursForm) -> str:
    return render_template(
        "fair_timetables/show.html",
        fair=fair,
        timetable=find_timetable(fair.id),
        board=board_of(fair),
        form=form,
        may_plan=fair.state is FairState.PUBLISHED and fair.held_on >= today(),
        is_today=fair.held_on == today(),
    )


def _hours_of(fair: Fair) -> dict[str, Any]:
    timetable = find_timetable(fair.id)
    if timetable is not None:
        return {
            "slot_minutes": str(timetable.slot_minutes),
            "break_from": timetable.break_from,
            "break_until": timetable.break_until,
        }
    usual = usual_hours(fair)
    return {
        "slot_minutes": str(usual.slot_minutes),
        "break_from": usual.break_from,
        "break_until": usual.break_until,
    }


def _fair(fair_id: int) -> Fair:
    return find_fair_of(fair_id, division_code=current_account().division_code or abort(403)) or abort(404)
