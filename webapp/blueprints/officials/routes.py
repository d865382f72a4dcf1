"""What an official sees first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, abort, render_template

from domain.accounts import Role
from domain.brands import PUBLIC_STATES, BrandState
from webapp.access import current_account
from webapp.calendar import today
from webapp.reads.officials import desk_of
from webapp.reads.runs import timetable

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

blueprint = Blueprint("officials", __name__)


@blueprint.get("/office")
def index() -> ResponseReturnValue:
    """Today's work in the own division."""
    account = current_account()
    if account.division_code is None:
        abort(403)
    return render_template(
        "officials/index.html",
        division_code=account.division_code,
        desk=desk_of(account.division_code, today=today()),
        public_states=tuple(state for state in BrandState if state in PUBLIC_STATES),
        nights=timetable() if account.role is Role.CITY_OFFICIAL else (),
    )
