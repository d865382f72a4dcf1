"""Job runs: the timetable, one run with live progress, and asking for a run now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from domain.runs import AlreadyAsked, Job
from webapp.access import current_account
from webapp.blueprints.runs.counts import counted
from webapp.parameters import member
from webapp.reads.leases import is_held
from webapp.reads.runs import CLOCK, find_line, latest_line, recent_lines, timetable
from webapp.services.runs import request_run
from webapp.wording import explain

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

blueprint = Blueprint("runs", __name__)
blueprint.add_app_template_filter(counted)


@blueprint.get("/office/runs")
def index() -> ResponseReturnValue:
    """The timetable, and what ran lately; of one job, if one is asked for."""
    job = member(request.args, "job", Job)
    return render_template(
        "runs/index.html",
        timetable=timetable(),
        runs=recent_lines(name=job),
        job=job,
        jobs=Job,
        has_clock=is_held(CLOCK),
    )


@blueprint.get("/office/runs/<int:run_id>")
def show(run_id: int) -> ResponseReturnValue:
    """One run, live while it is under way."""
    line = find_line(run_id)
    if line is None:
        abort(404)
    return render_template("runs/show.html", line=line, has_clock=is_held(CLOCK))


@blueprint.post("/office/jobs/<job>/run")
def ask(job: str) -> ResponseReturnValue:
    """Ask the clock to run a job as soon as it can."""
    if job not in set(Job):
        abort(404)
    try:
        run_id = request_run(job, account_id=current_account().id)
    except AlreadyAsked as refusal:
        flash(explain(refusal), "warning")
        standing = latest_line(job)
        return redirect(url_for("runs.show", run_id=standing.run.id) if standing else url_for("runs.index"))
    flash(_("The clock has been asked. You can watch it here."))
    return redirect(url_for("runs.show", run_id=run_id))
