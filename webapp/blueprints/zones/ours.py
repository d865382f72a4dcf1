"""Zones as an enterprise of their brand sees them: it proposes a page, an official approves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import abort, flash, redirect, render_template, url_for
from flask_babel import gettext as _

from domain.zone_pages import Composer
from webapp.access import current_account
from webapp.blueprints.zones.routes import blueprint, zone_page
from webapp.blueprints.zones.working import ENTERPRISE, composed, picture_brought
from webapp.reads.zone_desk import find_zone_of_enterprise, zones_of_enterprise
from webapp.reads.zone_pages import find_version, latest_by_zone, open_version
from webapp.services import zone_pages
from webapp.transaction import transaction
from webapp.wording import refusals_flashed

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

    from webapp.models import Zone


@blueprint.get("/enterprise/zones")
def ours() -> ResponseReturnValue:
    """The zones of the brands to which the enterprise belongs."""
    zones = zones_of_enterprise(_enterprise_id())
    latest = latest_by_zone([zone.id for zone in zones], enterprise_id=_enterprise_id())
    return render_template("zones/ours.html", zones=zones, latest=latest)


@blueprint.get("/enterprise/zones/<int:zone_id>")
def our_zone(zone_id: int) -> ResponseReturnValue:
    """What the enterprise has proposed for a zone, and what became of it."""
    zone = _our_zone(zone_id)
    latest = latest_by_zone([zone.id], enterprise_id=_enterprise_id()).get(zone.id)
    return render_template("zones/our_zone.html", zone=zone, latest=latest)


@blueprint.route("/enterprise/zones/<int:zone_id>/compose", methods=["GET", "POST"])
def propose(zone_id: int) -> ResponseReturnValue:
    """Compose a page to be proposed."""
    return composed(_our_zone(zone_id), ENTERPRISE, enterprise_id=_enterprise_id())


@blueprint.post("/enterprise/zones/<int:zone_id>/pictures")
def add_our_picture(zone_id: int) -> ResponseReturnValue:
    """Bring a picture for the page."""
    return picture_brought(_our_zone(zone_id), ENTERPRISE, enterprise_id=_enterprise_id())


@blueprint.get("/enterprise/zones/<int:zone_id>/versions/<int:number>")
def our_preview(zone_id: int, number: int) -> ResponseReturnValue:
    """What the enterprise has composed, as the public would see it."""
    zone = _our_zone(zone_id)
    version = find_version(zone.id, number)
    if version is None or version.enterprise_id != _enterprise_id():
        abort(404)
    return zone_page(zone, page=version.page, preview=version)


@blueprint.post("/enterprise/zones/<int:zone_id>/hand-in")
def hand_in(zone_id: int) -> ResponseReturnValue:
    """Propose what was composed; an official decides."""
    zone = _our_zone(zone_id)
    version = open_version(zone.id, enterprise_id=_enterprise_id()) or abort(404)
    with refusals_flashed(), transaction():
        zone_pages.hand_in(zone, version, account_id=current_account().id)
        flash(_("Handed in. You are told as soon as an official has decided."))
    return redirect(url_for("zones.our_zone", zone_id=zone_id))


@blueprint.post("/enterprise/zones/<int:zone_id>/withdraw")
def withdraw(zone_id: int) -> ResponseReturnValue:
    """Take back what was composed or handed in."""
    zone = _our_zone(zone_id)
    version = open_version(zone.id, enterprise_id=_enterprise_id()) or abort(404)
    with refusals_flashed(), transaction():
        zone_pages.drop(zone, version, by=Composer.ENTERPRISE, account_id=current_account().id)
        flash(_("Taken back."))
    return redirect(url_for("zones.our_zone", zone_id=zone_id))


def _enterprise_id() -> int:
    return current_account().enterprise_id or abort(404)


def _our_zone(zone_id: int) -> Zone:
    return find_zone_of_enterprise(zone_id, enterprise_id=_enterprise_id()) or abort(404)
