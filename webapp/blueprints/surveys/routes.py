"""The public side of surveys: which rounds are open, the form to report by, and what became of a report."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, abort, current_app, flash, redirect, render_template, url_for
from flask_babel import gettext as _

from domain.errors import RuleBroken
from domain.surveys import is_open
from webapp.blueprints.surveys.forms import ReportForm
from webapp.calendar import today
from webapp.extensions import limiter
from webapp.reads.surveys import find_report_by_code, find_round, open_rounds
from webapp.services import surveys
from webapp.transaction import transaction

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

blueprint = Blueprint("surveys", __name__)

REFUSED = 422


def reports_allowed() -> str:
    """How often an address may report, for the limiter."""
    limit: str = current_app.config["SETTINGS"].report_limit
    return limit


@blueprint.get("/surveys")
def index() -> ResponseReturnValue:
    """The rounds that take reports today."""
    return render_template("surveys/index.html", rounds=open_rounds(today=today()))


@blueprint.route("/surveys/<int:round_id>", methods=["GET", "POST"])
@limiter.limit(reports_allowed, methods=["POST"])
def report(round_id: int) -> ResponseReturnValue:
    """Report a product: associations, enterprises, agencies, training providers, anybody."""
    opened = find_round(round_id) or abort(404)
    form = ReportForm()
    form.offer(opened.division_code)
    if form.validate_on_submit():
        try:
            with transaction():
                code = surveys.report(opened, form.words(), today=today()).code
        except RuleBroken as refusal:
            form.refuse(refusal)
            opened = find_round(round_id) or abort(404)
        else:
            flash(_("Thank you. Keep the address of this page: it shows what becomes of your report."))
            return redirect(url_for("surveys.show", code=code))
    page = render_template(
        "surveys/report.html",
        round=opened,
        form=form,
        is_open=is_open(opens_on=opened.opens_on, closes_on=opened.closes_on, today=today()),
    )
    return page, REFUSED if form.is_submitted() else 200


@blueprint.get("/surveys/reports/<code>")
def show(code: str) -> ResponseReturnValue:
    """What became of a report."""
    reported, into = find_report_by_code(code) or abort(404)
    return render_template("surveys/show.html", report=reported, into=into)
