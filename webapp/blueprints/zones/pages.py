"""The page of a zone on the desk of officials: composed, previewed, published, and what stood there before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from domain.errors import RuleBroken
from domain.zone_pages import Composer, VersionState
from webapp.access import current_account
from webapp.blueprints.zones.desk import REFUSED, own_zone
from webapp.blueprints.zones.routes import blueprint, zone_page
from webapp.blueprints.zones.working import OFFICE, composed, picture_brought
from webapp.reads.zone_pages import find_version, versions_of
from webapp.services import zone_pages
from webapp.transaction import transaction
from webapp.typed import clean_block
from webapp.wording import explain, refusals_flashed

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

    from webapp.models import Zone, ZoneVersion


@blueprint.get("/office/zones/<int:zone_id>")
def versions(zone_id: int) -> ResponseReturnValue:
    """What the public sees of a zone, what waits, and what stood there before."""
    return _overview(own_zone(zone_id))


@blueprint.route("/office/zones/<int:zone_id>/compose", methods=["GET", "POST"])
def compose(zone_id: int) -> ResponseReturnValue:
    """Compose the page; it is kept as a draft until somebody publishes it."""
    return composed(own_zone(zone_id), OFFICE, enterprise_id=None)


@blueprint.post("/office/zones/<int:zone_id>/pictures")
def add_picture(zone_id: int) -> ResponseReturnValue:
    """Bring a picture for the page."""
    return picture_brought(own_zone(zone_id), OFFICE, enterprise_id=None)


@blueprint.get("/office/zones/<int:zone_id>/versions/<int:number>")
def preview(zone_id: int, number: int) -> ResponseReturnValue:
    """A version as the public would see it."""
    zone = own_zone(zone_id)
    version = _version(zone, number)
    return zone_page(zone, page=version.page, preview=version)


@blueprint.post("/office/zones/<int:zone_id>/versions/<int:number>/publish")
def publish(zone_id: int, number: int) -> ResponseReturnValue:
    """Let the public see a version."""
    zone = own_zone(zone_id)
    with refusals_flashed(), transaction():
        zone_pages.publish(zone, _version(zone, number), account_id=current_account().id)
        flash(_("Published. What stood there before is kept below."))
    return redirect(url_for("zones.versions", zone_id=zone_id))


@blueprint.post("/office/zones/<int:zone_id>/versions/<int:number>/send-back")
def send_back(zone_id: int, number: int) -> ResponseReturnValue:
    """Give a proposal back to its enterprise, and say why."""
    zone = own_zone(zone_id)
    reason = clean_block(request.form.get("reason"))
    try:
        with transaction():
            zone_pages.send_back(zone, _version(zone, number), reason=reason, account_id=current_account().id)
    except RuleBroken as refusal:
        return _overview(own_zone(zone_id), refused=number, why=explain(refusal), reason=reason), REFUSED
    flash(_("Sent back. The enterprise reads why."))
    return redirect(url_for("zones.versions", zone_id=zone_id))


@blueprint.post("/office/zones/<int:zone_id>/versions/<int:number>/go-back")
def go_back(zone_id: int, number: int) -> ResponseReturnValue:
    """Let the public see again what it saw before."""
    zone = own_zone(zone_id)
    with refusals_flashed(), transaction():
        zone_pages.go_back(zone, _version(zone, number), account_id=current_account().id)
        flash(_("The public sees again what it saw before."))
    return redirect(url_for("zones.versions", zone_id=zone_id))


@blueprint.post("/office/zones/<int:zone_id>/versions/<int:number>/drop")
def drop(zone_id: int, number: int) -> ResponseReturnValue:
    """Give a draft up."""
    zone = own_zone(zone_id)
    with refusals_flashed(), transaction():
        zone_pages.drop(zone, _version(zone, number), by=Composer.OFFICE, account_id=current_account().id)
        flash(_("The draft is gone."))
    return redirect(url_for("zones.versions", zone_id=zone_id))


def _overview(zone: Zone, *, refused: int = 0, why: str = "", reason: str = "") -> str:
    found = versions_of(zone.id)
    return render_template(
        "zones/versions.html",
        zone=zone,
        open_ones=[one for one in found if one.row.state in {VersionState.DRAFT, VersionState.PROPOSED}],
        past=[one for one in found if one.row.state not in {VersionState.DRAFT, VersionState.PROPOSED}],
        refused=refused,
        why=why,
        reason=reason,
    )


def _version(zone: Zone, number: int) -> ZoneVersion:
    """A version that officials may know of: not what an enterprise still drafts."""
    row = find_version(zone.id, number) or abort(404)
    if row.composer is Composer.ENTERPRISE and row.state in {VersionState.DRAFT, VersionState.DROPPED}:
        abort(404)
    return row
