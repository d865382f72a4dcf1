"""One person's place, for the agency: consent by code, the contract, each step, the checks that are due."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import abort, flash, redirect, render_template, url_for
from flask_babel import gettext as _

from domain.errors import RuleBroken
from domain.labour_export import RosterState
from domain.roster_steps import ConsentWay
from webapp.access import current_account
from webapp.blueprints.labour_export.forms import CodeForm, StepForm, empty_form, signing_secret
from webapp.blueprints.labour_export.steps import ASKS, button_of, steps_from
from webapp.calendar import now, today
from webapp.reads.companions import names_of_companions
from webapp.reads.places_away import checks_due, code_good_until, find_place_of_agency, shown_phone
from webapp.reads.vehicles import vehicles_of
from webapp.services import export_contracts, one_time_codes, rosters
from webapp.transaction import transaction
from webapp.wording import refusals_flashed

if TYPE_CHECKING:
    from flask import Blueprint
    from flask.typing import ResponseReturnValue

    from webapp.models import RosterEntry

REFUSED = 422


def add_to(blueprint: Blueprint) -> None:
    """Put the pages of one place beside those of the batch."""
    for rule, endpoint, view, method in (
        ("/agency/places/<int:entry_id>", "place", place, "GET"),
        ("/agency/places/<int:entry_id>/code", "ask_code", ask_code, "POST"),
        ("/agency/places/<int:entry_id>/consent", "consent", consent, "POST"),
        ("/agency/places/<int:entry_id>/steps/<target>", "move_place", move_place, "POST"),
        ("/agency/places/<int:entry_id>/contract", "correct_contract", correct_contract, "POST"),
        ("/agency/checks", "checks", checks, "GET"),
    ):
        blueprint.add_url_rule(rule, endpoint, view, methods=[method])


def place(entry_id: int) -> ResponseReturnValue:
    """All that is known of somebody's place, and what can be done now."""
    return _page(_place(entry_id))


def ask_code(entry_id: int) -> ResponseReturnValue:
    """Send the worker a code."""
    with refusals_flashed(), transaction():
        one_time_codes.send(_place(entry_id), secret=signing_secret(), account_id=current_account().id)
        flash(_("The code is on its way. Ask the worker to read it to you; it is good for ten minutes."))
    return redirect(url_for("labour_export.place", entry_id=entry_id))


def consent(entry_id: int) -> ResponseReturnValue:
    """The worker reads the code to the agency: that is a yes."""
    entry, form = _place(entry_id), CodeForm()
    if form.validate_on_submit():
        try:
            with transaction():
                refusal = one_time_codes.answer(
                    entry,
                    form.code.data or "",
                    agrees=True,
                    secret=signing_secret(),
                    account_id=current_account().id,
                    way=ConsentWay.CODE_TO_AGENCY,
                )
        except RuleBroken as broken:
            refusal = broken
        if refusal is None:
            flash(_("Agreed. The worker hears of it by SMS."))
            return redirect(url_for("labour_export.place", entry_id=entry_id))
        form.refuse(refusal)
    return _page(_place(entry_id), code=form), REFUSED


def move_place(entry_id: int, target: str) -> ResponseReturnValue:
    """Take one step with one person."""
    entry, to = _place(entry_id), _target(target)
    form = StepForm(prefix=f"{to}-")
    form.offer(to)
    if form.validate_on_submit():
        try:
            with transaction():
                report = rosters.take_steps(
                    entry.batch, [entry_id], to, form.details(), account_id=current_account().id, today=today()
                )
                refusal = report.refused[0][1] if report.refused else None
        except RuleBroken as broken:
            refusal = broken
        if refusal is None:
            flash(_("Noted."))
            return redirect(url_for("labour_export.place", entry_id=entry_id))
        form.refuse(refusal)
    return _page(_place(entry_id), refused={to: form}), REFUSED


def correct_contract(entry_id: int) -> ResponseReturnValue:
    """Correct what was entered of the contract."""
    entry, form = _place(entry_id), StepForm(prefix="contract-")
    terms = form.contract()
    if entry.contract is None:
        abort(404)
    if form.validate_on_submit():
        try:
            with transaction():
                export_contracts.correct(entry.contract, terms, account_id=current_account().id, today=today())
        except RuleBroken as broken:
            form.refuse(broken)
        else:
            flash(_("Saved."))
            return redirect(url_for("labour_export.place", entry_id=entry_id))
    return _page(_place(entry_id), contract=form), REFUSED


def checks() -> ResponseReturnValue:
    """Who is to be asked about now."""
    return render_template("labour_export/checks.html", due=checks_due(_agency_id(), today=today()), today=today())


def _agency_id() -> int:
    return current_account().agency_id or abort(404)


def _place(entry_id: int) -> RosterEntry:
    return find_place_of_agency(entry_id, agency_id=_agency_id()) or abort(404)


def _target(word: str) -> RosterState:
    return RosterState(word) if word in {state.value for state in ASKS} else abort(404)


def _page(
    entry: RosterEntry,
    *,
    code: CodeForm | None = None,
    refused: dict[RosterState, StepForm] | None = None,
    contract: StepForm | None = None,
) -> str:
    refused = refused or {}
    # What was refused is shown with what was typed, even where the place has moved on and offers that step no more.
    open_steps = steps_from(entry.state)
    strays = [button_of(target) for target in refused if target not in {step.target for step in open_steps}]
    steps = [(step, refused.get(step.target) or empty_form(step.target)) for step in [*strays, *open_steps]]
    return render_template(
        "labour_export/place.html",
        entry=entry,
        phone=shown_phone(entry),
        vehicles=vehicles_of(entry.batch_id),
        companions=names_of_companions(entry.worker_id),
        steps=steps,
        refused=set(refused),
        code=code or CodeForm(formdata=None),
        code_until=code_good_until(entry.id, at=now()),
        contract=contract or _standing(entry),
        is_correcting=contract is not None,
    )


def _standing(entry: RosterEntry) -> StepForm | None:
    if entry.contract is None:
        return None
    standing = {name: getattr(entry.contract, name) for name in ("number", "months", "signed_on")}
    form = StepForm(formdata=None, prefix="contract-", data=standing | {"fee": entry.contract.fee_fen})
    form.need(*ASKS[RosterState.CONTRACTED])
    return form
