"""What an agency sees first: who waits, which batches form, which orders still take people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, abort, render_template

from webapp.access import current_account
from webapp.calendar import today
from webapp.reads.agencies import desk_of, find_agency

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

blueprint = Blueprint("agencies", __name__)


@blueprint.get("/agency")
def index() -> ResponseReturnValue:
    """Today's work."""
    agency_id = current_account().agency_id
    agency = find_agency(agency_id) if agency_id else None
    if agency is None:
        abort(404)
    return render_template("agencies/index.html", agency=agency, desk=desk_of(agency, today=today()))
