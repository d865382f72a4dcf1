"""The worker's own page of companions: who goes away with whom."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import abort, flash, redirect, render_template, url_for
from flask_babel import gettext as _

from domain.errors import RuleBroken
from webapp.access import current_account
from webapp.blueprints.labour_export.forms import CompanionForm
from webapp.reads.companions import find_pair, pairs_of
from webapp.reads.workers import find_worker_of
from webapp.services import companions as service
from webapp.transaction import transaction
from webapp.wording import refusals_flashed

if TYPE_CHECKING:
    from flask import Blueprint
    from flask.typing import ResponseReturnValue

    from webapp.models import Companionship, Worker

REFUSED = 422


def add_to(blueprint: Blueprint) -> None:
    """Put the pages beside the worker's others."""
    for rule, endpoint, view, method in (
        ("/me/labour-export/companions", "companions", companions, "GET"),
        ("/me/labour-export/companions", "ask_companion", ask, "POST"),
        ("/me/labour-export/companions/<int:pair_id>/agree", "agree_companion", agree, "POST"),
        ("/me/labour-export/companions/<int:pair_id>/part", "part_companion", part, "POST"),
    ):
        blueprint.add_url_rule(rule, endpoint, view, methods=[method])


def companions() -> ResponseReturnValue:
    """Who goes with the worker, who asks, and who has been asked."""
    return _page(CompanionForm(formdata=None))


def ask() -> ResponseReturnValue:
    """Ask somebody by phone number."""
    form = CompanionForm()
    worker = _worker() or abort(404)
    if form.validate_on_submit():
        try:
            with transaction():
                service.ask(worker, form.phone.data or "", account_id=current_account().id)
        except RuleBroken as refusal:
            form.refuse(refusal)
        else:
            flash(_("If somebody with this number has a profile here, they are asked now."))
            return redirect(url_for("labour_export.companions"))
    return _page(form), REFUSED


def agree(pair_id: int) -> ResponseReturnValue:
    """Yes, together."""
    worker, pair = _mine(pair_id)
    if pair.other_id != worker.id:
        abort(404)
    with refusals_flashed(), transaction():
        service.agree(pair, account_id=current_account().id)
        flash(_("You go together from now on: to one place, or not at all."))
    return redirect(url_for("labour_export.companions"))


def part(pair_id: int) -> ResponseReturnValue:
    """No, or not any more."""
    pair = _mine(pair_id)[1]
    with refusals_flashed(), transaction():
        service.part(pair, account_id=current_account().id)
        flash(_("You go alone again."))
    return redirect(url_for("labour_export.companions"))


def _worker() -> Worker | None:
    return find_worker_of(current_account().id)


def _mine(pair_id: int) -> tuple[Worker, Companionship]:
    worker = _worker() or abort(404)
    return worker, find_pair(pair_id, worker_id=worker.id) or abort(404)


def _page(form: CompanionForm) -> str:
    worker = _worker()
    pairs = pairs_of(worker.id) if worker else ()
    return render_template("labour_export/companions.html", worker=worker, pairs=pairs, form=form)
