"""What came of a zone, for the officials who look after it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import render_template, request

from webapp.blueprints.zones.desk import own_zone
from webapp.blueprints.zones.routes import blueprint
from webapp.calendar import today
from webapp.parameters import BadParameter, whole_number
from webapp.reads.zone_visits import DAYS, visits_over_time

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue


@blueprint.get("/office/zones/<int:zone_id>/visits")
def visits(zone_id: int) -> ResponseReturnValue:
    """Who came, what was opened, who applied: in numbers, of nobody in particular."""
    zone = own_zone(zone_id)
    days = whole_number(request.args, "days", least=DAYS[0], most=DAYS[-1], default=DAYS[0]) or DAYS[0]
    if days not in DAYS:
        raise BadParameter("days")
    found = visits_over_time(zone.slug, days=days, today=today())
    return render_template("zones/visits.html", zone=zone, found=found, days=days, all_days=DAYS)
