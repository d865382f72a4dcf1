"""Labour export for agencies: orders, seats, rosters. What workers see of it stands in `answers`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from domain.errors import RuleBroken
from domain.labour_export import RosterState
from domain.roster_steps import REASONS
from domain.runs import AlreadyAsked, Job
from webapp.access import current_account
from webapp.blueprints.labour_export import answers, away, boarding, desk, places, tables, together
from webapp.blueprints.labour_export.forms import BatchForm, ReasonForm, SeatsForm, StepForm
from webapp.blueprints.labour_export.reports import say_report
from webapp.blueprints.labour_export.steps import LEG_STEPS, Leg, steps_from
from webapp.blueprints.labour_export.workbook import roster_workbook
from webapp.calendar import today
from webapp.parameters import LARGEST_ID, BadParameter, member, page_number
from webapp.reads.agencies import find_agency
from webapp.reads.leases import is_held
from webapp.reads.rosters import (
    entries_in,
    find_batch,
    find_order,
    open_orders,
    read_roster,
    travellers,
    whole_roster,
)
from webapp.reads.runs import CLOCK, latest_line
from webapp.services import batches, rosters
from webapp.services.runs import request_run
from webapp.sheets import excel_file
from webapp.transaction import transaction
from webapp.wording import explain, refusals_flashed

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

    from webapp.models import Agency
    from webapp.reads.rosters import BatchLine, OrderLine

blueprint = Blueprint("labour_export", __name__)
for part in (answers, away, boarding, desk, places, tables, together):
    part.add_to(blueprint)


@blueprint.get("/agency/orders")
def orders() -> ResponseReturnValue:
    """The orders that still take people."""
    agency = _agency()
    return render_template(
        "labour_export/orders.html", agency=agency, lines=open_orders(agency_id=agency.id, today=today())
    )


@blueprint.get("/agency/orders/<int:order_id>")
def order(order_id: int) -> ResponseReturnValue:
    """What an order offers, and the seats that are left of it."""
    return _order_page(_order(order_id), SeatsForm())


@blueprint.post("/agency/orders/<int:order_id>/seats")
def take_seats(order_id: int) -> ResponseReturnValue:
    """Open a batch."""
    line, form = _order(order_id), SeatsForm()
    if form.validate_on_submit():
        try:
            with transaction():
                batch = batches.take_seats(
                    line.order,
                    _agency(),
                    seats=form.seats.data or 0,
                    departs_on=form.departs_on.data,
                    account_id=current_account().id,
                )
                batch_id = batch.id
        except RuleBroken as refusal:
            form.refuse(refusal)
        else:
            flash(_("The seats are yours. The next matching fills them: tonight, or now."))
            return redirect(url_for("labour_export.batch", batch_id=batch_id))
    return _order_page(_order(order_id), form), 422


@blueprint.get("/agency/batches/<int:batch_id>")
def batch(batch_id: int) -> ResponseReturnValue:
    """The roster of a batch."""
    return _batch_page(_batch(batch_id))


@blueprint.get("/agency/batches/<int:batch_id>/edit")
def edit_batch(batch_id: int) -> ResponseReturnValue:
    """Seats, departure and escort of a batch, to be changed."""
    line = _batch(batch_id)
    return render_template("labour_export/edit_batch.html", line=line, form=BatchForm(obj=line.batch))


@blueprint.post("/agency/batches/<int:batch_id>/edit")
def change_batch(batch_id: int) -> ResponseReturnValue:
    """Keep the changed plan of a batch."""
    line, form = _batch(batch_id), BatchForm()
    if form.validate_on_submit():
        try:
            with transaction():
                batches.change_batch(
                    line.batch,
                    seats=form.seats.data or 0,
                    departs_on=form.departs_on.data,
                    escort_name=form.escort_name.data or "",
                    escort_phone=form.escort_phone.data or "",
                    account_id=current_account().id,
                )
        except RuleBroken as refusal:
            form.refuse(refusal)
        else:
            flash(_("Saved."))
            return redirect(url_for("labour_export.batch", batch_id=batch_id))
    return render_template("labour_export/edit_batch.html", line=_batch(batch_id), form=form), 422


@blueprint.post("/agency/batches/<int:batch_id>/cancel")
def cancel_batch(batch_id: int) -> ResponseReturnValue:
    """Give the seats back."""
    line, form = _batch(batch_id), ReasonForm()
    with refusals_flashed(), transaction():
        batches.cancel_batch(line.batch, reason=form.reason.data or "", account_id=current_account().id)
        flash(_("The batch is cancelled and its seats are free again."))
    return redirect(url_for("labour_export.order", order_id=line.batch.order_id))


@blueprint.post("/agency/batches/<int:batch_id>/steps")
def take_steps(batch_id: int) -> ResponseReturnValue:
    """Move one place, the chosen ones, or all that stand in one state."""
    line = _batch(batch_id)
    target = member(request.form, "target", RosterState)
    everybody = member(request.form, "everybody", RosterState)
    if target is None:
        raise BadParameter("target")
    ids, form = entries_in(line.batch, everybody) if everybody else _chosen(), StepForm()
    if not ids:
        flash(_("Please choose somebody first."), "warning")
    elif not form.validate():
        flash(" ".join(error for errors in form.errors.values() for error in errors), "error")
    else:
        with refusals_flashed(), transaction():
            report = rosters.take_steps(
                line.batch, ids, target, form.details(), account_id=current_account().id, today=today()
            )
            say_report(report)
    leg = member(request.args, "leg", Leg)
    if leg is not None:
        return redirect(url_for("labour_export.check_in", batch_id=batch_id, leg=leg))
    state = member(request.args, "state", RosterState)
    return redirect(url_for("labour_export.batch", batch_id=batch_id, state=state, _anchor="roster"))


@blueprint.get("/agency/batches/<int:batch_id>/check-in/<leg>")
def check_in(batch_id: int, leg: str) -> ResponseReturnValue:
    """Who is there when the group leaves, and who has arrived: one button a person, on a phone at the bus."""
    line = _batch(batch_id)
    if leg not in set(Leg):
        abort(404)
    return render_template(
        "labour_export/check_in.html",
        line=line,
        leg=Leg(leg),
        legs=Leg,
        lines=travellers(line.batch),
        steps=LEG_STEPS[Leg(leg)],
        why=REASONS[RosterState.NO_SHOW],
    )


@blueprint.post("/agency/batches/<int:batch_id>/match")
def match(batch_id: int) -> ResponseReturnValue:
    """Ask the clock to match now. It matches all orders, because the best roster of one depends on the others."""
    _batch(batch_id)
    try:
        request_run(Job.LABOUR_EXPORT_MATCH, account_id=current_account().id)
    except AlreadyAsked as refusal:
        flash(explain(refusal), "warning")
    return redirect(url_for("labour_export.batch", batch_id=batch_id))


@blueprint.get("/agency/batches/<int:batch_id>/roster.xlsx")
def roster(batch_id: int) -> ResponseReturnValue:
    """The whole roster as a spreadsheet."""
    line = _batch(batch_id)
    number = line.batch.order.number
    content = roster_workbook(line.batch, whole_roster(line.batch), title=number)
    return excel_file(content, f"roster-{line.batch.id}.xlsx")


def _agency() -> Agency:
    agency_id = current_account().agency_id
    return (find_agency(agency_id) if agency_id else None) or abort(404)


def _order(order_id: int) -> OrderLine:
    return find_order(order_id, agency_id=_agency().id) or abort(404)


def _batch(batch_id: int) -> BatchLine:
    return find_batch(batch_id, agency_id=_agency().id) or abort(404)


def _chosen() -> list[int]:
    """The places that were ticked, or the one whose button was used. Raises BadParameter."""
    numbers = [text for text in request.form.getlist("entry") if text]
    if not all(text.isascii() and text.isdigit() and 0 < int(text) <= LARGEST_ID for text in numbers):
        raise BadParameter("entry")
    return [int(text) for text in numbers]


def _order_page(line: OrderLine, form: SeatsForm) -> str:
    return render_template("labour_export/order.html", line=line, agency=_agency(), form=form)


def _batch_page(line: BatchLine) -> str:
    state = member(request.args, "state", RosterState)
    page = page_number(request.args)
    return render_template(
        "labour_export/batch.html",
        line=line,
        state=state,
        states=RosterState,
        roster=read_roster(line.batch, state=state, page=page),
        steps_from=steps_from,
        reasons=REASONS,
        today=today(),
        latest=latest_line(Job.LABOUR_EXPORT_MATCH),
        has_clock=is_held(CLOCK),
    )
