"""Vehicles of a batch: who sits where, the list for the driver, and the word to everybody about the departure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from domain.errors import RuleBroken
from webapp.access import current_account
from webapp.blueprints.labour_export.forms import SeatForm, VehicleForm
from webapp.parameters import flag
from webapp.reads.places_away import find_place_of_agency
from webapp.reads.rosters import find_batch
from webapp.reads.vehicles import boarding_list, find_vehicle, vehicles_of
from webapp.services import vehicles
from webapp.transaction import transaction
from webapp.wording import refusals_flashed

if TYPE_CHECKING:
    from flask import Blueprint
    from flask.typing import ResponseReturnValue

    from webapp.models import Vehicle
    from webapp.reads.rosters import BatchLine

REFUSED = 422


def add_to(blueprint: Blueprint) -> None:
    """Put the pages of vehicles beside those of the batch."""
    for rule, endpoint, view, methods in (
        ("/agency/batches/<int:batch_id>/vehicles", "vehicles", show, ["GET"]),
        ("/agency/batches/<int:batch_id>/vehicles", "add_vehicle", add, ["POST"]),
        ("/agency/vehicles/<int:vehicle_id>", "vehicle", change, ["GET", "POST"]),
        ("/agency/vehicles/<int:vehicle_id>/remove", "remove_vehicle", remove, ["POST"]),
        ("/agency/batches/<int:batch_id>/seats", "seat_everybody", seat_everybody, ["POST"]),
        ("/agency/places/<int:entry_id>/seat", "give_seat", give_seat, ["POST"]),
        ("/agency/batches/<int:batch_id>/boarding", "boarding", boarding, ["GET"]),
        ("/agency/batches/<int:batch_id>/departure-told", "tell_departure", tell_departure, ["POST"]),
    ):
        blueprint.add_url_rule(rule, endpoint, view, methods=methods)


def show(batch_id: int) -> ResponseReturnValue:
    """The vehicles, and who sits in them."""
    return _page(_batch(batch_id), VehicleForm(formdata=None))


def add(batch_id: int) -> ResponseReturnValue:
    """Put a vehicle to the batch."""
    line, form = _batch(batch_id), VehicleForm()
    if form.validate_on_submit():
        try:
            with transaction():
                vehicles.add_vehicle(line.batch, form.draft(), account_id=current_account().id)
        except RuleBroken as refusal:
            form.refuse(refusal)
        else:
            flash(_("The vehicle is there. Now give people their seats."))
            return redirect(url_for("labour_export.vehicles", batch_id=batch_id))
    return _page(_batch(batch_id), form), REFUSED


def change(vehicle_id: int) -> ResponseReturnValue:
    """Change what is known of a vehicle."""
    vehicle = _vehicle(vehicle_id)
    form = VehicleForm() if request.method == "POST" else VehicleForm(obj=vehicle)
    status = 200
    if request.method == "POST":
        status = REFUSED
        if form.validate():
            try:
                with transaction():
                    vehicles.change_vehicle(vehicle, form.draft())
            except RuleBroken as refusal:
                form.refuse(refusal)
            else:
                flash(_("Saved."))
                return redirect(url_for("labour_export.vehicles", batch_id=vehicle.batch_id))
    return render_template("labour_export/vehicle.html", vehicle=_vehicle(vehicle_id), form=form), status


def remove(vehicle_id: int) -> ResponseReturnValue:
    """Take a vehicle away."""
    vehicle = _vehicle(vehicle_id)
    batch_id = vehicle.batch_id
    with refusals_flashed(), transaction():
        vehicles.remove_vehicle(vehicle, account_id=current_account().id)
        flash(_("The vehicle is gone; who sat in it has no seat now."))
    return redirect(url_for("labour_export.vehicles", batch_id=batch_id))


def seat_everybody(batch_id: int) -> ResponseReturnValue:
    """Give everybody a seat."""
    line = _batch(batch_id)
    with refusals_flashed(), transaction():
        seated = vehicles.seat_everybody(line.batch, anew=flag(request.form, "anew"))
        flash(ngettext("%(num)s person has got a seat.", "%(num)s people have got a seat.", seated))
    return redirect(url_for("labour_export.vehicles", batch_id=batch_id))


def give_seat(entry_id: int) -> ResponseReturnValue:
    """Give somebody a certain seat."""
    entry = find_place_of_agency(entry_id, agency_id=_agency_id()) or abort(404)
    form = SeatForm()
    own = {vehicle.id: vehicle for vehicle in vehicles_of(entry.batch_id)}
    vehicle = own.get(form.vehicle.data or 0)
    with refusals_flashed(), transaction():
        if vehicle is None or not form.validate():
            flash(_("Please choose a vehicle and a seat of it."), "warning")
        else:
            vehicles.give_seat(entry, vehicle, form.number.data or 0)
            flash(_("Saved."))
    return redirect(url_for("labour_export.place", entry_id=entry_id))


def boarding(batch_id: int) -> ResponseReturnValue:
    """The list that is read out at the bus, on paper."""
    line = _batch(batch_id)
    return render_template("labour_export/boarding.html", line=line, boarding=boarding_list(line.batch))


def tell_departure(batch_id: int) -> ResponseReturnValue:
    """Tell everybody who has a seat when and where the vehicle leaves."""
    line = _batch(batch_id)
    with refusals_flashed(), transaction():
        told = vehicles.tell_departure(line.batch)
        flash(ngettext("%(num)s person is told by SMS.", "%(num)s people are told by SMS.", told))
    return redirect(url_for("labour_export.vehicles", batch_id=batch_id))


def _agency_id() -> int:
    return current_account().agency_id or abort(404)


def _batch(batch_id: int) -> BatchLine:
    return find_batch(batch_id, agency_id=_agency_id()) or abort(404)


def _vehicle(vehicle_id: int) -> Vehicle:
    return find_vehicle(vehicle_id, agency_id=_agency_id()) or abort(404)


def _page(line: BatchLine, form: VehicleForm) -> str:
    return render_template("labour_export/vehicles.html", line=line, boarding=boarding_list(line.batch), form=form)
