"""The page of a place for a worker without an account: what it is, how it stands, and a yes or no by code."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from domain.errors import RuleBroken
from domain.objections import ObjectionKind
from domain.roster_steps import ConsentWay
from webapp.blueprints.accounts.sessions import attempts_allowed
from webapp.blueprints.labour_export.forms import CodeForm, ObjectionForm, signing_secret
from webapp.calendar import now
from webapp.extensions import limiter
from webapp.reads.places_away import code_good_until, find_place_by_token
from webapp.services import objections, one_time_codes
from webapp.transaction import transaction
from webapp.wording import refusals_flashed

if TYPE_CHECKING:
    from flask import Blueprint
    from flask.typing import ResponseReturnValue

    from webapp.models import RosterEntry

REFUSED = 422


def add_to(blueprint: Blueprint) -> None:
    """Put the pages that need no account beside the others; whoever guesses addresses or codes is slowed down."""
    for rule, endpoint, view, method in (
        ("/away/<token>", "away", away, "GET"),
        ("/away/<token>/code", "away_code", away_code, "POST"),
        ("/away/<token>/answer", "away_answer", away_answer, "POST"),
        ("/away/<token>/object", "away_object", away_object, "POST"),
    ):
        limited = limiter.limit(attempts_allowed)(view) if method == "POST" else view
        blueprint.add_url_rule(rule, endpoint, limited, methods=[method])


def away(token: str) -> ResponseReturnValue:
    """The place, and how far it has come."""
    return _page(_place(token))


def away_code(token: str) -> ResponseReturnValue:
    """Send a code to the phone that the place is for."""
    with refusals_flashed(), transaction():
        one_time_codes.send(_place(token), secret=signing_secret(), account_id=None)
        flash(_("The code is on its way to your phone."))
    return redirect(url_for("labour_export.away", token=token))


def away_answer(token: str) -> ResponseReturnValue:
    """Yes or no, with the code."""
    entry, form = _place(token), CodeForm()
    agrees = request.form.get("answer") == "agree"
    if form.validate_on_submit():
        try:
            with transaction():
                refusal = one_time_codes.answer(
                    entry,
                    form.code.data or "",
                    agrees=agrees,
                    secret=signing_secret(),
                    account_id=None,
                    way=ConsentWay.CODE_ON_PAGE,
                )
        except RuleBroken as broken:
            refusal = broken
        if refusal is None:
            said = _("You have agreed. The agency will call you about the contract and the departure.")
            flash(said if agrees else _("You have declined. Nobody asks you for this order again."))
            return redirect(url_for("labour_export.away", token=token))
        form.refuse(refusal)
    return _page(_place(token), code=form), REFUSED


def away_object(token: str) -> ResponseReturnValue:
    """Something that was entered is not so."""
    entry, form = _place(token), ObjectionForm()
    if form.validate_on_submit():
        try:
            with transaction():
                objections.object_to(entry, ObjectionKind(form.kind.data), form.text.data or "", account_id=None)
        except RuleBroken as refusal:
            form.refuse(refusal)
        else:
            flash(_("Thank you. An official looks into it; what was found will stand here."))
            return redirect(url_for("labour_export.away", token=token))
    return _page(_place(token), objection=form), REFUSED


def _place(token: str) -> RosterEntry:
    return find_place_by_token(token) or abort(404)


def _page(entry: RosterEntry, *, code: CodeForm | None = None, objection: ObjectionForm | None = None) -> str:
    return render_template(
        "labour_export/away.html",
        place=entry,
        token=entry.token,
        code=code or CodeForm(formdata=None),
        code_until=code_good_until(entry.id, at=now()),
        objection=objection or ObjectionForm(formdata=None),
        is_objecting=objection is not None,
    )
