"""What people search for: figures, trends, and texts that many have typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, render_template, request

from domain.query_log import LEAST_DAYS, LEAST_TIMES, FactKind
from webapp.blueprints.query_log.words import named
from webapp.calendar import today
from webapp.parameters import BadParameter, whole_number
from webapp.reads.query_log import WEEKS, query_log

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

blueprint = Blueprint("query_log", __name__)

PARTS = (FactKind.FILTER, FactKind.RELAXED, FactKind.ZONE, FactKind.SOURCE, FactKind.ENGINE)
"""What stands beneath the texts, in this order."""


@blueprint.get("/office/searches")
def show() -> ResponseReturnValue:
    """The searches of the last weeks."""
    weeks = whole_number(request.args, "weeks", least=min(WEEKS), most=max(WEEKS), default=min(WEEKS)) or min(WEEKS)
    if weeks not in WEEKS:
        raise BadParameter("weeks")
    log = query_log(weeks=weeks, today=today())
    return render_template(
        "query_log/show.html",
        log=log,
        weeks=weeks,
        choices=WEEKS,
        parts=[(kind, [(named(kind, value, log.zones), times) for value, times in log.facts[kind]]) for kind in PARTS],
        least_times=LEAST_TIMES,
        least_days=LEAST_DAYS,
    )
