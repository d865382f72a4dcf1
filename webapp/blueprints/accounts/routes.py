"""Signing up as a worker, an enterprise or an agency; signing in and out; the own password."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, flash, redirect, render_template, url_for
from flask_babel import gettext as _
from flask_login import current_user

from domain.accounts import TERMS_VERSION, PersonNameMissing, PersonNameTooLong, Role
from domain.errors import RuleBroken
from webapp import locales
from webapp.access import current_account
from webapp.blueprints.accounts.forms import (
    AgencySignUpForm,
    EnterpriseSignUpForm,
    PasswordForm,
    SignInForm,
    WorkerSignUpForm,
)
from webapp.blueprints.accounts.sessions import (
    attempts_allowed,
    begin_session,
    chosen_locale,
    end_session,
    first_page,
    wanted_page,
)
from webapp.calendar import today
from webapp.extensions import limiter
from webapp.services import accounts, agencies, enterprises
from webapp.services.agencies import AgencyWords
from webapp.services.enterprises import EnterpriseWords
from webapp.transaction import transaction

if TYPE_CHECKING:
    from flask import Response
    from flask.typing import ResponseReturnValue

    from webapp.blueprints.accounts.forms import OrganisationSignUpForm

blueprint = Blueprint("accounts", __name__)

REFUSED = 422


def _was_refused(response: Response) -> bool:
    """Who gets in has used up none of their attempts."""
    return response.status_code == REFUSED


@blueprint.get("/sign-in")
def sign_in() -> ResponseReturnValue:
    """The door."""
    if current_user.is_authenticated:
        return redirect(wanted_page() or first_page())
    return render_template("accounts/sign_in.html", form=SignInForm())


@blueprint.post("/sign-in")
@limiter.limit(attempts_allowed, deduct_when=_was_refused)
def let_in() -> ResponseReturnValue:
    """Through the door, to where somebody wanted to go."""
    form = SignInForm()
    if form.validate_on_submit():
        try:
            with transaction():
                account = accounts.sign_in(phone=form.phone.data, password=form.password.data, locale=chosen_locale())
                begin_session(account)
        except RuleBroken as refusal:
            form.refuse(refusal)
        else:
            return redirect(wanted_page() or first_page())
    return render_template("accounts/sign_in.html", form=form), REFUSED


@blueprint.post("/sign-out")
def sign_out() -> ResponseReturnValue:
    """Out, to the front page."""
    end_session()
    return redirect(url_for("home.index"))


@blueprint.get("/sign-up")
def sign_up() -> ResponseReturnValue:
    """Who are you?"""
    if current_user.is_authenticated:
        return redirect(first_page())
    return render_template("accounts/sign_up.html")


@blueprint.route("/sign-up/worker", methods=["GET", "POST"])
@limiter.limit(attempts_allowed, methods=["POST"])
def sign_up_worker() -> ResponseReturnValue:
    """A worker's account; the profile comes next."""
    form = WorkerSignUpForm()
    if form.validate_on_submit():
        try:
            with transaction():
                account = accounts.open_account(
                    phone=form.phone.data,
                    password=form.password.data,
                    name=form.name.data,
                    role=Role.WORKER,
                    agrees=form.terms.data,
                    locale=locales.choose(),
                )
                begin_session(account)
        except RuleBroken as refusal:
            form.refuse(refusal)
        else:
            return redirect(url_for("workers.wishes", next=wanted_page() or None))
    return render_template("accounts/sign_up_worker.html", form=form), REFUSED if form.is_submitted() else 200


@blueprint.route("/sign-up/enterprise", methods=["GET", "POST"])
@limiter.limit(attempts_allowed, methods=["POST"])
def sign_up_enterprise() -> ResponseReturnValue:
    """An enterprise's account; an official looks at it while the first vacancies are prepared."""
    form = EnterpriseSignUpForm()
    if form.validate_on_submit():
        words = EnterpriseWords(
            name=form.name.data,
            division_code=form.division_code.data,
            contact_name=form.contact_name.data,
            contact_phone=form.phone.data,
        )
        try:
            with transaction():
                account = enterprises.sign_up(
                    words,
                    uscc=form.uscc.data,
                    phone=form.phone.data,
                    password=form.password.data,
                    name=form.contact_name.data,
                    agrees=form.terms.data,
                    locale=locales.choose(),
                )
                begin_session(account)
        except RuleBroken as refusal:
            _refuse(form, refusal)
        else:
            flash(_("Welcome. Prepare your first vacancy while an official looks at your enterprise."))
            return redirect(url_for("enterprises.index"))
    return render_template("accounts/sign_up_enterprise.html", form=form), REFUSED if form.is_submitted() else 200


@blueprint.route("/sign-up/agency", methods=["GET", "POST"])
@limiter.limit(attempts_allowed, methods=["POST"])
def sign_up_agency() -> ResponseReturnValue:
    """An agency's account; an official looks at its licence."""
    form = AgencySignUpForm()
    if form.validate_on_submit():
        words = AgencyWords(
            name=form.name.data,
            division_code=form.division_code.data,
            licence_number=form.licence_number.data,
            licence_valid_until=form.licence_valid_until.data,
            contact_name=form.contact_name.data,
            contact_phone=form.phone.data,
        )
        try:
            with transaction():
                account = agencies.sign_up(
                    words,
                    uscc=form.uscc.data,
                    phone=form.phone.data,
                    password=form.password.data,
                    name=form.contact_name.data,
                    agrees=form.terms.data,
                    locale=locales.choose(),
                    today=today(),
                )
                begin_session(account)
        except RuleBroken as refusal:
            _refuse(form, refusal)
        else:
            flash(_("Welcome. An official looks at your licence; then you can take orders."))
            return redirect(first_page())
    return render_template("accounts/sign_up_agency.html", form=form), REFUSED if form.is_submitted() else 200


@blueprint.get("/terms")
def terms() -> ResponseReturnValue:
    """What people agree to, in plain words."""
    return render_template("accounts/terms.html", version=TERMS_VERSION)


@blueprint.get("/account")
def show() -> ResponseReturnValue:
    """The own account."""
    return render_template("accounts/show.html", account=current_account())


@blueprint.route("/account/password", methods=["GET", "POST"])
@limiter.limit(attempts_allowed, methods=["POST"], deduct_when=_was_refused)
def change_password() -> ResponseReturnValue:
    """Another password; other devices have to sign in again."""
    form = PasswordForm()
    if form.validate_on_submit():
        account = current_account()
        try:
            with transaction():
                accounts.change_password(account, old_password=form.old_password.data, password=form.password.data)
                begin_session(account)
        except RuleBroken as refusal:
            form.refuse(refusal)
        else:
            flash(_("Your password is changed. Other devices have to sign in again."))
            return redirect(url_for("accounts.show"))
    return render_template("accounts/change_password.html", form=form), REFUSED if form.is_submitted() else 200


def _refuse(form: OrganisationSignUpForm, refusal: RuleBroken) -> None:
    """The name of the person stands in a field of its own here, beside that of the organisation."""
    form.refuse(refusal, at="contact_name" if isinstance(refusal, PersonNameMissing | PersonNameTooLong) else None)
