"""The mail address of a worker's account: given, confirmed by the link in a mail, taken away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import abort, flash, redirect, render_template, url_for
from flask_babel import gettext as _

from domain.errors import RuleBroken
from webapp.access import current_account
from webapp.blueprints.accounts.forms import MailForm
from webapp.blueprints.accounts.routes import REFUSED, blueprint
from webapp.services import mail_addresses
from webapp.tokens import read_mail_token
from webapp.transaction import transaction
from webapp.wording import explain

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue


@blueprint.route("/account/mail", methods=["GET", "POST"])
def mail() -> ResponseReturnValue:
    """Give an address; a mail with a link goes there."""
    account = current_account()
    form = MailForm(data={"mail": account.mail_asked or account.mail})
    if form.validate_on_submit():
        try:
            with transaction():
                address = mail_addresses.ask(account, form.mail.data)
        except RuleBroken as refusal:
            form.refuse(refusal)
        else:
            flash(_("A mail is on its way to %(mail)s. Open the link in it, and the address is yours.", mail=address))
            return redirect(url_for("accounts.show"))
    return render_template("accounts/mail.html", form=form, account=account), REFUSED if form.is_submitted() else 200


@blueprint.post("/account/mail/remove")
def remove_mail() -> ResponseReturnValue:
    """No mail any more."""
    with transaction():
        mail_addresses.remove(current_account())
    flash(_("Your mail address is gone. What was told there is told on your pages only."))
    return redirect(url_for("accounts.show"))


@blueprint.get("/account/mail/confirm/<token>")
def confirm_mail(token: str) -> ResponseReturnValue:
    """Where the link of the mail leads; it confirms nothing by itself, because programs open links too."""
    if read_mail_token(token) is None:
        abort(404)
    return render_template("accounts/confirm_mail.html", outcome="", token=token)


@blueprint.post("/account/mail/confirm/<token>")
def take_mail(token: str) -> ResponseReturnValue:
    """Whoever reads the mail says yes."""
    try:
        with transaction():
            mail_addresses.confirm(token)
    except RuleBroken as refusal:
        return render_template("accounts/confirm_mail.html", outcome=explain(refusal), token=""), REFUSED
    return render_template("accounts/confirm_mail.html", outcome="", token="")
