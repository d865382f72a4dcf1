"""Fairs for visitors: when and where, and who is there with which vacancies."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, Response, abort, render_template

from domain.fairs import FairState
from webapp.access import worker_account_id
from webapp.blueprints.fairs.calendars import calendar_entry
from webapp.calendar import today
from webapp.downloads import keep_as
from webapp.reads.fair_floors import find_floor
from webapp.reads.fair_registrations import unconfirmed
from webapp.reads.fair_tickets import find_ticket_for, slots_of_fair
from webapp.reads.fairs import coming_fairs, find_public_fair, past_fairs

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

blueprint = Blueprint("fairs", __name__)

PAST = 6


@blueprint.get("/fairs")
def index() -> ResponseReturnValue:
    """The fairs to come, and a few that were."""
    return render_template(
        "fairs/index.html", coming=coming_fairs(today=today()), past=past_fairs(today=today(), limit=PAST)
    )


@blueprint.get("/fairs/<int:fair_id>")
def show(fair_id: int) -> ResponseReturnValue:
    """One fair with its booths."""
    fair = find_public_fair(fair_id)
    if fair is None:
        abort(404)
    return render_template(
        "fairs/show.html",
        fair=fair,
        is_past=fair.held_on < today(),
        unconfirmed=unconfirmed(fair.id) if fair.state is FairState.PUBLISHED else (),
        floor=find_floor(fair) if fair.state is not FairState.CANCELLED else None,
        slots=slots_of_fair(fair.id),
        ticket=find_ticket_for(fair.id, account_id=account_id) if (account_id := worker_account_id()) else None,
    )


@blueprint.get("/fairs/<int:fair_id>.ics")
def calendar(fair_id: int) -> ResponseReturnValue:
    """The fair for the calendar of a phone."""
    fair = find_public_fair(fair_id)
    if fair is None:
        abort(404)
    answer = Response(calendar_entry(fair), content_type="text/calendar; charset=utf-8")
    return keep_as(answer, f"fair-{fair.id}.ics")
