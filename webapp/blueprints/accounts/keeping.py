"""Keeping accounts: an administrator looks them up, appoints officials, locks, unlocks, and gives new passwords."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from domain.accounts import Role
from domain.divisions import HOME_CITY
from domain.errors import RuleBroken
from webapp.access import current_account
from webapp.blueprints.accounts.forms import AppointmentForm
from webapp.blueprints.accounts.routes import REFUSED, blueprint
from webapp.parameters import member, page_number
from webapp.reads.accounts import find_account, find_accounts
from webapp.services import accounts
from webapp.transaction import transaction
from webapp.typed import clean_line
from webapp.wording import refusals_flashed

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

    from webapp.models import Account

LONGEST_SOUGHT = 40


@blueprint.get("/admin/accounts")
def index() -> ResponseReturnValue:
    """Accounts by phone, name or role."""
    text = clean_line(request.args.get("q", ""))[:LONGEST_SOUGHT]
    role = member(request.args, "role", Role)
    page = page_number(request.args)
    return render_template(
        "accounts/index.html", found=find_accounts(text=text, role=role, page=page), text=text, role=role, roles=Role
    )


@blueprint.route("/admin/accounts/new", methods=["GET", "POST"])
def appoint() -> ResponseReturnValue:
    """Open an account for an official or an administrator; its first password is shown once."""
    form = AppointmentForm()
    if form.validate_on_submit():
        role = Role(form.role.data)
        division_code = HOME_CITY if role is Role.CITY_OFFICIAL else form.division_code.data or None
        try:
            with transaction():
                account, password = accounts.appoint(
                    phone=form.phone.data,
                    name=form.name.data,
                    role=role,
                    division_code=division_code,
                    by_account_id=current_account().id,
                )
                page = render_template("accounts/appointed.html", account=account, password=password)
        except RuleBroken as refusal:
            form.refuse(refusal)
        else:
            return page
    return render_template("accounts/appoint.html", form=form), REFUSED if form.is_submitted() else 200


@blueprint.post("/admin/accounts/<int:account_id>/lock")
def lock(account_id: int) -> ResponseReturnValue:
    """Nobody signs in with it any more."""
    with refusals_flashed(), transaction():
        accounts.lock(_account(account_id), by_account_id=current_account().id)
        flash(_("The account is locked."))
    return redirect(url_for("accounts.index", q=request.args.get("q") or None))


@blueprint.post("/admin/accounts/<int:account_id>/unlock")
def unlock(account_id: int) -> ResponseReturnValue:
    """They may sign in again."""
    with transaction():
        accounts.unlock(_account(account_id), by_account_id=current_account().id)
        flash(_("The account is unlocked."))
    return redirect(url_for("accounts.index", q=request.args.get("q") or None))


@blueprint.post("/admin/accounts/<int:account_id>/password")
def reset_password(account_id: int) -> ResponseReturnValue:
    """A new password for somebody who has forgotten theirs and proved who they are; it is shown once."""
    account = _account(account_id)
    with transaction():
        password = accounts.reset_password(account, by_account_id=current_account().id)
        return render_template("accounts/appointed.html", account=account, password=password)


def _account(account_id: int) -> Account:
    return find_account(account_id) or abort(404)
