"""Sessions: begun anew at each sign-in, sealed with the password, and where they lead."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import current_app, request, session, url_for
from flask_login import login_user, logout_user

from webapp import locales
from webapp.access import SEAL
from webapp.blueprints.home.routes import page_of_this_site
from webapp.navigation import own_steps
from webapp.reads.accounts import session_seal

if TYPE_CHECKING:
    from webapp.models import Account


def begin_session(account: Account) -> None:
    """Sign somebody in. Nothing of the visitor's session stays, so that nobody can have prepared it."""
    session.clear()
    login_user(account)
    session[SEAL] = session_seal(account)
    session.permanent = True


def end_session() -> None:
    """Sign somebody out."""
    logout_user()
    session.clear()


def wanted_page() -> str:
    """Where somebody wanted to go before they had to sign in; nothing if that is not on this site."""
    return page_of_this_site(request.args.get("next", ""))


def first_page() -> str:
    """Where the role that is signed in works."""
    steps = own_steps()
    return steps[0].address if steps else url_for("home.index")


def chosen_locale() -> str | None:
    """The language that was chosen on this device, if one was."""
    chosen = request.cookies.get(locales.COOKIE)
    return chosen if chosen in locales.LOCALES else None


def attempts_allowed() -> str:
    """How often an address may try, for the limiter."""
    limit: str = current_app.config["SETTINGS"].sign_in_limit
    return limit
