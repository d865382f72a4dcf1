"""The worker's own pages: the places that an agency has told of, and the answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import abort, flash, redirect, render_template, url_for
from flask_babel import gettext as _

from domain.errors import RuleBroken
from domain.labour_export import RosterState
from domain.objections import ObjectionKind
from webapp.access import current_account
from webapp.blueprints.labour_export.forms import ObjectionForm, ReasonForm
from webapp.reads.places_away import find_place, places_of
from webapp.reads.workers import find_worker_of
from webapp.services import objections, rosters
from webapp.transaction import transaction
from webapp.wording import refusals_flashed

if TYPE_CHECKING:
    from flask import Blueprint
    from flask.typing import ResponseReturnValue

    from webapp.models import RosterEntry, Worker


def add_to(blueprint: Blueprint) -> None:
    """Put the worker's pages beside the agency's."""
    blueprint.add_url_rule("/me/labour-export", "mine", mine)
    blueprint.add_url_rule("/me/labour-export/<int:entry_id>/agree", "agree", agree, methods=["POST"])
    blueprint.add_url_rule("/me/labour-export/<int:entry_id>/decline", "decline", decline, methods=["POST"])
    blueprint.add_url_rule("/me/labour-export/<int:entry_id>/object", "object_to", object_to, methods=["POST"])


def mine() -> ResponseReturnValue:
    """The places that the worker has been told of."""
    return _page()


def agree(entry_id: int) -> ResponseReturnValue:
    """Yes."""
    with refusals_flashed(), transaction():
        rosters.answer(_place(entry_id), agrees=True, account_id=current_account().id)
        flash(_("You have agreed. The agency will call you about the contract and the departure."))
    return redirect(url_for("labour_export.mine"))


def decline(entry_id: int) -> ResponseReturnValue:
    """No, with or without a reason."""
    with refusals_flashed(), transaction():
        place = _place(entry_id)
        rosters.answer(place, agrees=False, account_id=current_account().id, reason=ReasonForm().reason.data or "")
        flash(_("You have declined. Nobody asks you for this order again."))
    return redirect(url_for("labour_export.mine"))


def object_to(entry_id: int) -> ResponseReturnValue:
    """Something that was entered is not so."""
    place, form = _place(entry_id), ObjectionForm(prefix=f"{entry_id}-")
    if form.validate_on_submit():
        try:
            with transaction():
                kind = ObjectionKind(form.kind.data)
                objections.object_to(place, kind, form.text.data or "", account_id=current_account().id)
        except RuleBroken as refusal:
            form.refuse(refusal)
        else:
            flash(_("Thank you. An official looks into it; what was found will stand here."))
            return redirect(url_for("labour_export.mine"))
    return _page({entry_id: form}), 422


def _page(refused: dict[int, ObjectionForm] | None = None) -> str:
    refused = refused or {}
    worker = _worker()
    places = places_of(worker.id) if worker else ()
    empty = {place.id: ObjectionForm(formdata=None, prefix=f"{place.id}-") for place in places}
    return render_template(
        "labour_export/mine.html",
        worker=worker,
        waiting=[place for place in places if place.state is RosterState.NOTIFIED],
        others=[place for place in places if place.state is not RosterState.NOTIFIED],
        objections=empty | refused,
        refused=set(refused),
    )


def _worker() -> Worker | None:
    return find_worker_of(current_account().id)


def _place(entry_id: int) -> RosterEntry:
    worker = _worker()
    return (find_place(entry_id, worker_id=worker.id) if worker else None) or abort(404)
