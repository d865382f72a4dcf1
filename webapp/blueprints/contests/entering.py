"""Enterprises enter what is theirs: their brands, and the people of these."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import abort, flash, redirect, render_template, url_for
from flask_babel import gettext as _

from domain.contest_entries import EntriesClosed
from domain.contests import ContestKind
from domain.errors import RuleBroken
from webapp.access import current_account
from webapp.blueprints.contests.forms import EntryForm
from webapp.blueprints.contests.routes import REFUSED, blueprint, is_open
from webapp.blueprints.stories.forms import offer_brands
from webapp.calendar import today
from webapp.reads.contests import (
    contests_open_for_entries,
    entries_of_enterprise,
    find_entry_of,
    find_public_contest,
)
from webapp.services import contest_entries
from webapp.transaction import transaction
from webapp.wording import explain, refusals_flashed

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

    from webapp.models import Contest, ContestEntry


@blueprint.get("/enterprise/contests")
def ours() -> ResponseReturnValue:
    """What one may enter now, and what was entered."""
    return render_template(
        "contests/ours.html",
        contests=contests_open_for_entries(today=today()),
        entries=entries_of_enterprise(_enterprise_id()),
        is_open=is_open,
    )


@blueprint.route("/contests/<int:contest_id>/enter", methods=["GET", "POST"])
def enter(contest_id: int) -> ResponseReturnValue:
    """Enter a brand, or a person of it."""
    contest = find_public_contest(contest_id) or abort(404)
    form = _offered(EntryForm())
    if not form.is_submitted() and not is_open(contest):
        flash(explain(EntriesClosed()), "error")
        return redirect(url_for("contests.show", contest_id=contest_id))
    if form.validate_on_submit():
        try:
            with transaction():
                contest_entries.enter(contest, form.words(), today=today(), account=current_account())
        except RuleBroken as refusal:
            form.refuse(refusal)
            contest = find_public_contest(contest_id) or abort(404)
        else:
            flash(_("Entered. You can change or withdraw it until the last day."))
            return redirect(url_for("contests.ours"))
    return _page(contest, form, None), REFUSED if form.is_submitted() else 200


@blueprint.route("/enterprise/contests/<int:entry_id>", methods=["GET", "POST"])
def entry(entry_id: int) -> ResponseReturnValue:
    """One's own entry: changed while the window is open, read afterwards."""
    row = _own(entry_id)
    form = _offered(EntryForm(obj=row, data={"agrees": True}))
    if form.validate_on_submit():
        try:
            with transaction():
                contest_entries.change(row.contest, row, form.words(), today=today(), account=current_account())
        except RuleBroken as refusal:
            form.refuse(refusal)
            row = _own(entry_id)
        else:
            flash(_("Saved."))
            return redirect(url_for("contests.ours"))
    return _page(row.contest, form, row), REFUSED if form.is_submitted() else 200


@blueprint.post("/enterprise/contests/<int:entry_id>/withdraw")
def withdraw_entry(entry_id: int) -> ResponseReturnValue:
    """Take an entry back."""
    row = _own(entry_id)
    with refusals_flashed(), transaction():
        contest_entries.withdraw(row.contest, row, today=today(), account=current_account())
        flash(_("The entry is withdrawn."))
    return redirect(url_for("contests.ours"))


def _page(contest: Contest, form: EntryForm, row: ContestEntry | None) -> str:
    if contest.kind is ContestKind.PEOPLE:
        form.ask_for_person()
    return render_template("contests/entry.html", contest=contest, form=form, entry=row, is_open=is_open(contest))


def _offered(form: EntryForm) -> EntryForm:
    offer_brands(form.brand_id)
    return form


def _own(entry_id: int) -> ContestEntry:
    return find_entry_of(entry_id, enterprise_id=_enterprise_id()) or abort(404)


def _enterprise_id() -> int:
    return current_account().enterprise_id or abort(403)
