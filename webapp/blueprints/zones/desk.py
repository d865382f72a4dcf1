"""Zones on the desk of officials: listed, opened, described, shown and hidden. A county sees its own."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from flask import abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from domain.errors import RuleBroken
from domain.zones import ZoneKind
from webapp.access import current_account
from webapp.blueprints.zones.forms import NewZoneForm, ZoneForm, zone_as_it_is
from webapp.blueprints.zones.routes import blueprint
from webapp.calendar import today
from webapp.parameters import member, page_number
from webapp.reads.zone_desk import find_zone_within, names_of_brands, without_zone, zones_within
from webapp.reads.zone_visits import DAYS, visits_of_zones
from webapp.services import zones
from webapp.transaction import transaction
from webapp.typed import clean_line

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

    from webapp.models import Zone

REFUSED = 422
LONGEST_WORDS = 60


@blueprint.get("/office/zones")
def desk() -> ResponseReturnValue:
    """The zones of the official's division."""
    kind = member(request.args, "kind", ZoneKind)
    words = clean_line(request.args.get("q"))[:LONGEST_WORDS]
    page = page_number(request.args)
    found = zones_within(own_division(), words=words, kind=kind, page=page)
    return render_template(
        "zones/desk.html",
        found=found,
        visits=visits_of_zones([zone.slug for zone in found.zones], days=DAYS[0], today=today()),
        kind=kind,
        kinds=tuple(ZoneKind),
        words=words,
    )


@blueprint.route("/office/zones/new", methods=["GET", "POST"])
def new() -> ResponseReturnValue:
    """Open a zone; the public sees it once somebody shows it."""
    form = NewZoneForm()
    form.offer(without_zone(own_division(), today=today()))
    if form.validate_on_submit():
        subject = form.chosen()
        try:
            if not form.errors:
                with transaction():
                    zone_id = zones.open_zone(
                        subject, form.words(), within=own_division(), account_id=current_account().id
                    ).id
                flash(_("The zone is open. The public sees it once you show it."))
                return redirect(url_for("zones.versions", zone_id=zone_id))
        except RuleBroken as refusal:
            form.refuse(refusal)
    return render_template("zones/new.html", form=form), REFUSED if form.is_submitted() else 200


@blueprint.route("/office/zones/<int:zone_id>/edit", methods=["GET", "POST"])
def edit(zone_id: int) -> ResponseReturnValue:
    """Write the head of a zone anew."""
    zone = own_zone(zone_id)
    form = ZoneForm(data=zone_as_it_is(zone, names_of_brands(zone)))
    if form.validate_on_submit():
        subject = zone.as_subject()
        if zone.kind is ZoneKind.CAMPAIGN:
            brand_ids, is_for_hardship = form.gathered()
            subject = replace(subject, brand_ids=brand_ids, is_for_hardship=is_for_hardship)
        try:
            if not form.errors:
                with transaction():
                    zones.change(zone, subject, form.words(), account_id=current_account().id)
                flash(_("Saved."))
                return redirect(url_for("zones.versions", zone_id=zone_id))
        except RuleBroken as refusal:
            form.refuse(refusal)
            zone = own_zone(zone_id)
    page = render_template("zones/edit.html", form=form, zone=zone)
    return page, REFUSED if form.is_submitted() else 200


@blueprint.post("/office/zones/<int:zone_id>/visibility")
def set_shown(zone_id: int) -> ResponseReturnValue:
    """Show a zone to the public, or hide it."""
    is_shown = request.form.get("shown") == "1"
    with transaction():
        zones.show(own_zone(zone_id), is_shown=is_shown, account_id=current_account().id)
    flash(_("The public sees the zone.") if is_shown else _("The public does not see the zone any more."))
    return redirect(url_for("zones.versions", zone_id=zone_id))


def own_division() -> str:
    """The division of the official who is signed in."""
    return current_account().division_code or abort(403)


def own_zone(zone_id: int) -> Zone:
    """A zone of the official's division."""
    return find_zone_within(zone_id, within=own_division()) or abort(404)
