"""Two profiles beside each other: put together, said to be two people, or taken apart again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from domain.duplicates import LONGEST_REASON, MOVES, NotOfThisPair, PairState
from domain.errors import RuleBroken
from webapp.access import current_account
from webapp.blueprints.talents.routes import own_division, vault
from webapp.calendar import today
from webapp.parameters import member, page_number
from webapp.reads.duplicates import find_pair_within, pairs_of_division, sides_of
from webapp.services import duplicates, identities
from webapp.transaction import transaction
from webapp.typed import clean_line
from webapp.wording import explain

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

    from webapp.models import WorkerPair
    from webapp.reads.duplicates import Side

blueprint = Blueprint("duplicates", __name__)

REFUSED = 422


@blueprint.get("/office/duplicates")
def index() -> ResponseReturnValue:
    """The pairs of the division in one state."""
    state = member(request.args, "state", PairState) or PairState.OPEN
    page = page_number(request.args)
    found = pairs_of_division(own_division(), state=state, page=page)
    return render_template("duplicates/index.html", found=found, state=state, states=PairState)


@blueprint.get("/office/duplicates/<int:pair_id>")
def show(pair_id: int) -> ResponseReturnValue:
    """The two beside each other, with the evidence."""
    return _page(_pair(pair_id))


@blueprint.post("/office/duplicates/<int:pair_id>/merge")
def merge(pair_id: int) -> ResponseReturnValue:
    """They are one; the other is kept as history."""
    pair = _pair(pair_id)
    keep = request.form.get("keep", "")
    try:
        with transaction():
            if not keep.isascii() or not keep.isdigit():
                raise NotOfThisPair
            duplicates.merge(pair, int(keep), account_id=current_account().id, today=today())
    except RuleBroken as refusal:
        return _page(_pair(pair_id), refused=explain(refusal), at="merge"), REFUSED
    flash(_("The two profiles are one now."))
    return redirect(url_for("duplicates.show", pair_id=pair_id))


@blueprint.post("/office/duplicates/<int:pair_id>/two-people")
def two_people(pair_id: int) -> ResponseReturnValue:
    """They only look alike."""
    pair, reason = _pair(pair_id), clean_line(request.form.get("reason"))
    try:
        with transaction():
            duplicates.say_two_people(pair, reason=reason, account_id=current_account().id)
    except RuleBroken as refusal:
        return _page(_pair(pair_id), refused=explain(refusal), at="two_people", reason=reason), REFUSED
    flash(_("They are two people. The pair is not shown again."))
    return redirect(url_for("duplicates.index"))


@blueprint.post("/office/duplicates/<int:pair_id>/undo")
def undo(pair_id: int) -> ResponseReturnValue:
    """Take back what was decided."""
    pair = _pair(pair_id)
    try:
        with transaction():
            stayed = duplicates.undo(pair, account_id=current_account().id, today=today())
    except RuleBroken as refusal:
        return _page(_pair(pair_id), refused=explain(refusal), at="undo"), REFUSED
    flash(_("Taken back. Everything is as it was.") if not stayed else _stayed(stayed), "warning" if stayed else "info")
    return redirect(url_for("duplicates.show", pair_id=pair_id))


def _stayed(count: int) -> str:
    said = ngettext(
        "Taken back, except for %(num)s thing that has changed since.",
        "Taken back, except for %(num)s things that have changed since.",
        count,
    )
    return str(said)


def _page(pair: WorkerPair, *, refused: str = "", at: str = "", reason: str = "") -> str:
    sides = sides_of(pair)
    return render_template(
        "duplicates/show.html",
        pair=pair,
        sides=sides,
        masked=[identities.masked(side.identity, vault=vault()) for side in sides],
        proposed=_proposed(*sides),
        possible=MOVES[pair.state],
        refused=refused,
        at=at,
        reason=reason,
        longest_reason=LONGEST_REASON,
    )


def _proposed(one: Side, other: Side) -> int:
    """Which to keep: the one with an account, then the one on which more hangs, then the older."""

    def worth(side: Side) -> tuple[bool, int, int]:
        return side.account is not None, side.applications + side.places + side.tickets, -side.worker.id

    return max((one, other), key=worth).worker.id


def _pair(pair_id: int) -> WorkerPair:
    return find_pair_within(pair_id, within=own_division()) or abort(404)
