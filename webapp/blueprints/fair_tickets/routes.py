"""Tickets: booked on the page of the fair, shown on a phone, taken at the door. A county sees its own doors."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from domain.errors import RuleBroken
from domain.fair_tickets import TicketState, TicketUnknown, read_code, read_noted
from webapp.access import current_account
from webapp.calendar import now, today
from webapp.parameters import LARGEST_ID, whole_number
from webapp.pictures import qr_code
from webapp.reads.fair_days import arrivals_at
from webapp.reads.fair_floors import find_floor
from webapp.reads.fair_tickets import (
    count_waiting,
    find_fair_of,
    find_ticket_by_code,
    find_ticket_of_worker,
    place_in_line,
    tickets_of_fair,
    tickets_of_worker,
)
from webapp.reads.fair_timetables import interviews_of_worker
from webapp.reads.fairs import find_public_fair
from webapp.reads.workers import find_worker_of
from webapp.services import fair_tickets
from webapp.transaction import transaction
from webapp.typed import clean_block, clean_line
from webapp.wording import explain, refusals_flashed

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

    from webapp.models import Fair, FairTicket

blueprint = Blueprint("fair_tickets", __name__)


@blueprint.post("/fairs/<int:fair_id>/tickets")
def book(fair_id: int) -> ResponseReturnValue:
    """Book a place in a slot, or a place on its waiting list."""
    fair = find_public_fair(fair_id) or abort(404)
    worker = find_worker_of(current_account().id)
    if worker is None:
        flash(_("Please say first who you are and what you look for."))
        return redirect(url_for("workers.wishes", first=1, next=url_for("fairs.show", fair_id=fair_id)))
    slot_id = whole_number(request.form, "slot", least=1, most=LARGEST_ID, default=0) or 0
    try:
        with transaction():
            ticket_id = fair_tickets.book(fair, slot_id, worker_id=worker.id, today=today()).id
    except RuleBroken as refusal:
        flash(explain(refusal), "error")
        return redirect(url_for("fairs.show", fair_id=fair_id, _anchor="come"))
    return redirect(url_for("fair_tickets.show", ticket_id=ticket_id))


@blueprint.get("/me/fairs")
def index() -> ResponseReturnValue:
    """The tickets of the worker."""
    worker = find_worker_of(current_account().id)
    return render_template("fair_tickets/index.html", tickets=tickets_of_worker(worker.id) if worker else ())


@blueprint.get("/me/fairs/<int:ticket_id>")
def show(ticket_id: int) -> ResponseReturnValue:
    """One ticket with what the door reads."""
    ticket = _own(ticket_id)
    address = url_for("fair_days.scan", code=ticket.code, _external=True)
    return render_template(
        "fair_tickets/show.html",
        ticket=ticket,
        place=place_in_line(ticket) if ticket.state is TicketState.WAITING else 0,
        interviews=interviews_of_worker(ticket.fair_id, ticket.worker_id),
        floor=find_floor(ticket.fair),
        picture=qr_code(address),
    )


@blueprint.post("/me/fairs/<int:ticket_id>/give-back")
def give_back(ticket_id: int) -> ResponseReturnValue:
    """Not coming after all: the place goes to whoever waits."""
    ticket = _own(ticket_id)
    with refusals_flashed(), transaction():
        fair_tickets.give_back(ticket)
        flash(_("Your place is given back. Thank you for telling us."))
    return redirect(url_for("fairs.show", fair_id=ticket.fair_id))


@blueprint.get("/office/fairs/<int:fair_id>/door")
def door(fair_id: int) -> ResponseReturnValue:
    """The day of the fair: how many are coming and here, and where a ticket is taken."""
    fair = _fair(fair_id)
    return render_template(
        "fair_tickets/door.html",
        fair=fair,
        arrivals=arrivals_at(fair.id),
        waiting=count_waiting(fair.id),
        tickets=tickets_of_fair(fair.id),
        at=now(),
    )


@blueprint.get("/office/fairs/<int:fair_id>/door.js")
def keeper(fair_id: int) -> ResponseReturnValue:
    """What keeps the door in a browser while there is no network; from here it may reach the door's addresses only."""
    _fair(fair_id)
    return render_template("fair_tickets/keeper.js"), {"Content-Type": "text/javascript; charset=utf-8"}


@blueprint.post("/office/fairs/<int:fair_id>/door")
def find(fair_id: int) -> ResponseReturnValue:
    """Look a typed code up."""
    fair, code = _fair(fair_id), read_code(clean_line(request.form.get("code")))
    if find_ticket_by_code(code, fair_id=fair.id) is None:
        flash(explain(TicketUnknown()), "error")
        return redirect(url_for("fair_tickets.door", fair_id=fair.id))
    return redirect(url_for("fair_tickets.check", fair_id=fair.id, code=code))


@blueprint.get("/office/fairs/<int:fair_id>/noted")
def noted(fair_id: int) -> ResponseReturnValue:
    """For the codes that a door noted while it had no network."""
    is_brought = "brought" in request.args
    return render_template("fair_tickets/noted.html", fair=_fair(fair_id), text="", refused="", is_brought=is_brought)


@blueprint.post("/office/fairs/<int:fair_id>/noted")
def bring_in(fair_id: int) -> ResponseReturnValue:
    """Let those in who were noted; what no ticket answers to stays where it can be mended."""
    fair, text = _fair(fair_id), clean_block(request.form.get("noted"))
    try:
        with transaction():
            brought = fair_tickets.bring_in(fair, read_noted(text), today=today(), account_id=current_account().id)
    except RuleBroken as refusal:
        refused = explain(refusal)
        page = render_template(
            "fair_tickets/noted.html", fair=_fair(fair_id), text=text, refused=refused, is_brought=False
        )
        return page, 422
    came = ngettext("%(num)s person is checked in.", "%(num)s people are checked in.", brought.came)
    before = ngettext("%(num)s was before.", "%(num)s were before.", brought.were_in) if brought.were_in else ""
    flash(f"{came} {before}".strip())
    if not brought.left:
        return redirect(url_for("fair_tickets.noted", fair_id=fair_id, brought=1))
    left = "\n".join(one.line for one in brought.left)
    refused = _("No ticket of this fair has these codes, or it was given back. Please compare them with the paper.")
    return render_template("fair_tickets/noted.html", fair=_fair(fair_id), text=left, refused=refused, is_brought=True)


@blueprint.get("/office/fairs/<int:fair_id>/door/<code>")
def check(fair_id: int, code: str) -> ResponseReturnValue:
    """Who stands at the door; where the QR code leads."""
    fair, ticket = _at_the_door(fair_id, code)
    return render_template(
        "fair_tickets/check.html",
        fair=fair,
        ticket=ticket,
        is_today=fair.held_on == today(),
        # Whoever was registered here has no other way to the code.
        picture=qr_code(url_for("fair_days.scan", code=ticket.code, _external=True)) if ticket.is_walk_in else None,
    )


@blueprint.post("/office/fairs/<int:fair_id>/door/<code>")
def let_in(fair_id: int, code: str) -> ResponseReturnValue:
    """Let somebody in."""
    fair, ticket = _at_the_door(fair_id, code)
    with refusals_flashed(), transaction():
        fair_tickets.let_in(ticket, held_on=fair.held_on, account_id=current_account().id, today=today())
        flash(_("%(name)s is checked in.", name=ticket.worker.name))
    return redirect(url_for("fair_tickets.door", fair_id=fair.id))


def _own(ticket_id: int) -> FairTicket:
    worker = find_worker_of(current_account().id) or abort(404)
    return find_ticket_of_worker(ticket_id, worker_id=worker.id) or abort(404)


def _fair(fair_id: int) -> Fair:
    return find_fair_of(fair_id, division_code=current_account().division_code or abort(403)) or abort(404)


def _at_the_door(fair_id: int, code: str) -> tuple[Fair, FairTicket]:
    fair = _fair(fair_id)
    return fair, find_ticket_by_code(code, fair_id=fair.id) or abort(404)
